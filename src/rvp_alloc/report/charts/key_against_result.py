"""Key against result: what the key alone would give of the whole budget, and what every team gets."""

from typing import TYPE_CHECKING

from rvp_alloc.allocation import Allocation
from rvp_alloc.arithmetic import fraction
from rvp_alloc.extras import load
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


def key_against_result(plan: Allocation, lang: Lang = "nl") -> "LayerChart":
    """Return a chart of what the key over the whole budget would give each team against what it gets.

    The key alone gives budget x key share. The team that gains most by the other rules stands on top.

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
    >>> chart = key_against_result(allocate(load_region("amsterdam-2022"), new_fte=71), "en")
    >>> chart.to_dict()["title"]["text"]
    'What the key alone would give, and what each team gets'
    """
    alt = load("altair", "report")
    pairs = _pairs(checked(plan, Allocation, lang), lang)
    called = word("chart_key_alone", lang), word("chart_result", lang)
    chart: LayerChart = dumbbell_chart(alt, pairs, called, _telling(plan, pairs, lang), lang)
    return chart


def _pairs(plan: Allocation, lang: Lang) -> list[Pair]:
    budget = plan.policy["budget.new_fte"].value
    alone = {team: budget * fraction(share) for team, share in plan.case.key_shares.items()}
    return [
        Pair(
            team.name,
            alone[team.id],
            team.new_fte,
            sentence(
                "chart_key_told",
                lang,
                team=team.name,
                alone=told(alone[team.id], lang, 3),
                result=told(team.new_fte, lang, 3),
                difference=signed(team.new_fte - alone[team.id], lang, 3),
            ),
            signed(team.new_fte - alone[team.id], lang, 2),
        )
        for team in largest_first(plan.teams, lambda team: team.new_fte - alone[team.id])
    ]


def _telling(plan: Allocation, pairs: list[Pair], lang: Lang) -> Telling:
    return Telling(
        word("chart_key_title", lang),
        sentence("chart_key_subtitle", lang, fte=short(plan.total, lang)),
        sentence(
            "chart_key_description", lang, **spread([(pair.name, pair.second - pair.first) for pair in pairs], lang)
        ),
    )
