"""Before and after: the formation of every team now and with its new fte, and beside it the growth in percent."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from rvp_alloc.allocation import Allocation
from rvp_alloc.allocation.results import TeamResult
from rvp_alloc.extras import load
from rvp_alloc.report.charts.bars import Change, change_bars, stacked_bars
from rvp_alloc.report.charts.frame import (
    Row,
    Telling,
    checked,
    framed,
    largest_first,
    layered,
    legend_of,
    places_for,
    sentence,
    shown,
    signed,
    told,
)
from rvp_alloc.report.charts.look import GAIN, LOSS, PALE, WIDTH, names_width
from rvp_alloc.words import Lang, word

if TYPE_CHECKING:
    from altair import HConcatChart

_GROWTH, _BETWEEN, _LABELS = 130, 20, 125


def before_and_after(plan: Allocation, lang: Lang = "nl") -> "HConcatChart":
    """Return a chart of every team's formation now and after, from 0, with its growth in percent beside it.

    New fte are small against the whole formation, which the left half shows honestly; the right half makes them visible. The
    team that grows most stands on top.

    Parameters
    ----------
    plan
        A division.
    lang
        ``nl`` or ``en``.

    Raises
    ------
    RequestError
        If something else than a division is given, or there are no words in the language.
    MissingPackageError
        If altair is not installed.

    Examples
    --------
    >>> from rvp_alloc import allocate, load_region
    >>> chart = before_and_after(allocate(load_region("amsterdam-2022"), new_fte=71), "en")
    >>> chart.to_dict()["title"]["text"]
    'Formation per team, now and after'
    """
    alt = load("altair", "report")
    teams = largest_first(checked(plan, Allocation, lang).teams, _growth)
    names = [team.name for team in teams]
    left = layered(alt, *_formation(alt, teams, lang), width=WIDTH - names_width(names) - _GROWTH - _BETWEEN - _LABELS)
    places = places_for(max(abs(_growth(team)) for team in teams))
    growth = [
        Change(team.name, _growth(team), f"{signed(_growth(team), lang, places)}%", _told(team, lang)) for team in teams
    ]
    right = layered(alt, *change_bars(alt, growth, word("chart_growth", lang)), width=_GROWTH)
    both = alt.hconcat(left, right, spacing=_BETWEEN).resolve_scale(color="independent")
    chart: HConcatChart = framed(both, _telling(plan, teams, lang), lang)
    return chart


def _growth(team: TeamResult) -> Fraction:
    return team.new_fte / team.formation * 100


def _formation(alt: Any, teams: list[TeamResult], lang: Lang) -> list[Any]:
    rows = [row for team in teams for row in _parts(team, lang)]
    used = {str(row["part"]) for row in rows}
    colours = {word("chart_now", lang): PALE, word("chart_added", lang): GAIN, word("chart_lost", lang): LOSS}
    labels: list[Row] = [
        {
            "team": team.name,
            "at": shown(max(team.formation, team.formation + team.new_fte)),
            "label": f"{told(team.formation, lang)} → {told(team.formation + team.new_fte, lang)}",
        }
        for team in teams
    ]
    legend = legend_of(alt, "color", "part", {name: colour for name, colour in colours.items() if name in used})
    return stacked_bars(alt, rows, labels, word("chart_formation", lang), legend, axis=alt.Axis(tickCount=5))


def _parts(team: TeamResult, lang: Lang) -> Iterator[Row]:
    """Yield the bar of what stays, and at its end what comes or goes."""
    after = team.formation + team.new_fte
    changed = word("chart_lost" if team.new_fte < 0 else "chart_added", lang)
    for part, start, end in (
        (word("chart_now", lang), Fraction(0), min(team.formation, after)),
        (changed, min(team.formation, after), max(team.formation, after)),
    ):
        if start != end:
            yield {"team": team.name, "part": part, "from": shown(start), "to": shown(end), "told": _told(team, lang)}


def _told(team: TeamResult, lang: Lang) -> str:
    return sentence(
        "chart_before_and_after_told",
        lang,
        team=team.name,
        before=told(team.formation, lang),
        after=told(team.formation + team.new_fte, lang, 3),
        growth=signed(_growth(team), lang, 2),
    )


def _telling(plan: Allocation, teams: list[TeamResult], lang: Lang) -> Telling:
    before = sum((team.formation for team in teams), Fraction(0))
    together = {
        "before": told(before, lang),
        "after": told(before + plan.total, lang),
        "growth": signed(plan.total / before * 100, lang),
    }
    return Telling(
        word("chart_before_and_after_title", lang),
        sentence("chart_before_and_after_subtitle", lang, **together),
        sentence(
            "chart_before_and_after_description",
            lang,
            **together,
            first=teams[0].name,
            most=signed(_growth(teams[0]), lang, 2),
            last=teams[-1].name,
            least=signed(_growth(teams[-1]), lang, 2),
        ),
    )
