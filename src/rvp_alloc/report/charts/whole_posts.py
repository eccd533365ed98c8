"""Whole posts: the exact new fte of every team, and what they become in whole steps."""

from typing import TYPE_CHECKING

from rvp_alloc.extras import load
from rvp_alloc.planning.rounding import Rounded
from rvp_alloc.report.charts.dumbbell import Pair, dumbbell_chart
from rvp_alloc.report.charts.frame import (
    Telling,
    checked,
    largest_first,
    sentence,
    short,
    signed,
    spread,
    told,
)
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
    called = word("chart_exact", lang), word("chart_whole", lang)
    chart: LayerChart = dumbbell_chart(alt, pairs, called, _telling(rounded, pairs, lang), lang)
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
    return Telling(
        word("chart_whole_title", lang),
        sentence("chart_whole_subtitle", lang, fte=short(rounded.total, lang), step=short(rounded.step, lang)),
        sentence(
            "chart_whole_description", lang, **spread([(pair.name, pair.second - pair.first) for pair in pairs], lang)
        ),
    )
