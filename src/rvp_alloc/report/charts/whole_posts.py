"""Whole posts: the exact new fte of every team, and what they become in whole steps."""

from fractions import Fraction
from typing import TYPE_CHECKING

from rvp_alloc.extras import load
from rvp_alloc.planning.rounding import Rounded
from rvp_alloc.report.charts.dumbbell import BESIDE, Pair, dumbbells
from rvp_alloc.report.charts.frame import (
    Telling,
    checked,
    framed,
    largest_first,
    layered,
    sentence,
    short,
    signed,
    told,
)
from rvp_alloc.report.charts.look import WIDTH, names_width
from rvp_alloc.words import Lang, word

if TYPE_CHECKING:
    from altair import LayerChart


def whole_posts(rounded: Rounded, lang: Lang = "nl") -> "LayerChart":
    """Return a chart of every team's exact new fte against those in whole steps, the largest gain by rounding on top.

    Parameters
    ----------
    rounded
        A division in whole posts.
    lang
        ``nl`` or ``en``.

    Raises
    ------
    RequestError
        If something else is given, or there are no words in the language.
    MissingPackageError
        If altair is not installed.

    Examples
    --------
    >>> from rvp_alloc import allocate, load_region
    >>> from rvp_alloc.planning.rounding import round_posts
    >>> chart = whole_posts(round_posts(allocate(load_region("amsterdam-2022"), new_fte=71)), "en")
    >>> chart.to_dict()["title"]["text"]
    'Exact, and in whole steps'
    """
    alt = load("altair", "report")
    pairs = _pairs(checked(rounded, Rounded, lang), lang)
    width = WIDTH - names_width([pair.name for pair in pairs]) - BESIDE
    called = word("chart_exact", lang), word("chart_whole", lang)
    scale = alt.Scale(zero=True, nice=True)
    marks = dumbbells(alt, pairs, called, word("chart_new_fte", lang), scale, width)
    chart: LayerChart = framed(layered(alt, *marks, width=width), _telling(rounded, pairs, lang), lang)
    return chart


def _pairs(rounded: Rounded, lang: Lang) -> list[Pair]:
    return [
        Pair(
            team.name,
            team.exact,
            team.new_fte,
            sentence(
                "chart_whole_told",
                lang,
                team=team.name,
                exact=told(team.exact, lang, 3),
                whole=short(team.new_fte, lang),
                change=signed(team.change, lang, 3),
            ),
            signed(team.change, lang, 2),
        )
        for team in largest_first(rounded.teams, lambda team: team.change)
    ]


def _telling(rounded: Rounded, pairs: list[Pair], lang: Lang) -> Telling:
    changes: list[Fraction] = [pair.second - pair.first for pair in pairs]
    return Telling(
        word("chart_whole_title", lang),
        sentence("chart_whole_subtitle", lang, fte=short(rounded.total, lang), step=short(rounded.step, lang)),
        sentence(
            "chart_whole_description",
            lang,
            more=str(sum(change > 0 for change in changes)),
            less=str(sum(change < 0 for change in changes)),
            same=str(sum(change == 0 for change in changes)),
            first=pairs[0].name,
            most=signed(changes[0], lang, 3),
            last=pairs[-1].name,
            least=signed(changes[-1], lang, 3),
        ),
    )
