"""Compared: two divisions of the same teams, and the change of every team from the one to the other."""

from typing import TYPE_CHECKING

from rvp_alloc.allocation import Allocation
from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.extras import load
from rvp_alloc.report.charts.bars import Change, change_bars
from rvp_alloc.report.charts.dumbbell import Pair, dumbbells
from rvp_alloc.report.charts.frame import (
    Telling,
    checked,
    framed,
    largest_first,
    layered,
    sentence,
    signed,
    spread,
    told,
)
from rvp_alloc.report.charts.look import WIDTH, names_width
from rvp_alloc.telling import visible
from rvp_alloc.words import Lang, word

if TYPE_CHECKING:
    from altair import HConcatChart

_CHANGE, _BETWEEN, _LABEL = 190, 45, 40


def compared(
    first: Allocation, second: Allocation, lang: Lang = "nl", *, names: tuple[str, str] | None = None
) -> "HConcatChart":
    """Return a chart of two divisions of the same teams: what each gives, and beside it the change.

    The team that gains most stands on top, the one that loses most at the bottom; a loss goes to the left.

    Parameters
    ----------
    first, second
        Two divisions of the same teams, under any policies.
    lang
        ``nl`` or ``en``.
    names
        What the two are called in the legend, two different names; first and second division if none are given.

    Raises
    ------
    RequestError
        If the teams or the names do not fit, something else than a division is given, or there are no words in the language.
    MissingPackageError
        If altair is not installed.

    Examples
    --------
    >>> from rvp_alloc import allocate, load_region
    >>> region = load_region("amsterdam-2022")
    >>> chart = compared(allocate(region, new_fte=71), allocate(region, new_fte=80), "en", names=("71 fte", "80 fte"))
    >>> chart.to_dict()["title"]["subtitle"]
    ['From 71 fte to 80 fte: 15 teams get more, 0 less, 2 the same.']
    """
    alt = load("altair", "report")
    called = _names(names, lang)
    pairs = _pairs(first, second, called, lang)
    width = WIDTH - names_width([pair.name for pair in pairs]) - _CHANGE - _BETWEEN - _LABEL
    scale = alt.Scale(zero=True, nice=True)
    left = layered(alt, *dumbbells(alt, pairs, called, word("chart_new_fte", lang), scale, width), width=width)
    changes = [
        Change(pair.name, pair.second - pair.first, signed(pair.second - pair.first, lang, 2), pair.told)
        for pair in pairs
    ]
    right = layered(alt, *change_bars(alt, changes, word("chart_change", lang)), width=_CHANGE)
    chart: HConcatChart = framed(alt.hconcat(left, right, spacing=_BETWEEN), _telling(pairs, called, lang), lang)
    return chart


def _names(names: tuple[str, str] | None, lang: Lang) -> tuple[str, str]:
    if names is None:
        return word("chart_first", lang), word("chart_second", lang)
    match names:
        case (str(first), str(second)) if "" != visible(first) != visible(second) != "":
            return visible(first), visible(second)
    raise RequestError([Problem("bad_names", "these are not two names", "Give two different texts", field="names")])


def _pairs(first: Allocation, second: Allocation, called: tuple[str, str], lang: Lang) -> list[Pair]:
    """Return what both divisions give each team, the largest gain first."""
    before, after = (
        {team.id: team.new_fte for team in checked(plan, Allocation, lang).teams} for plan in (first, second)
    )
    if before.keys() != after.keys():
        what = f"the two divisions are of different teams: {visible(', '.join(sorted(before.keys() ^ after.keys())))}"
        raise RequestError([Problem("different_teams", what, "Compare divisions of the same teams", field="second")])
    pairs = [
        Pair(
            team.name,
            before[team.id],
            after[team.id],
            sentence(
                "chart_compared_told",
                lang,
                team=team.name,
                before=told(before[team.id], lang, 3),
                after=told(after[team.id], lang, 3),
                change=signed(after[team.id] - before[team.id], lang, 3),
                first=called[0],
                second=called[1],
            ),
        )
        for team in first.teams
    ]
    return largest_first(pairs, lambda pair: pair.second - pair.first)


def _telling(pairs: list[Pair], called: tuple[str, str], lang: Lang) -> Telling:
    found = spread([(pair.name, pair.second - pair.first) for pair in pairs], lang)
    first, second = called
    return Telling(
        word("chart_compared_title", lang),
        sentence("chart_compared_subtitle", lang, first=first, second=second, **found),
        sentence("chart_compared_description", lang, first=first, second=second, **found),
    )
