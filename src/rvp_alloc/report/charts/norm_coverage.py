"""Norm coverage: how many wijkagenten every area has against the norm, before and after."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from rvp_alloc.allocation import Allocation
from rvp_alloc.allocation.results import PoolResult
from rvp_alloc.extras import load
from rvp_alloc.region.region import Region
from rvp_alloc.report.charts.dumbbell import BESIDE, Pair, dumbbells
from rvp_alloc.report.charts.frame import (
    Telling,
    checked,
    framed,
    layered,
    marks_of,
    nothing_to_show,
    sentence,
    short,
    told,
)
from rvp_alloc.report.charts.look import INK, WIDTH, names_width
from rvp_alloc.words import Lang, word

if TYPE_CHECKING:
    from altair import LayerChart

_SHORTEST_NAME = 3
_NORM = 100
"""In percent of itself."""


def norm_coverage(plan: Allocation, lang: Lang = "nl") -> "LayerChart":
    """Return a chart of the coverage of the wijkagent norm per pool, before and after, the worst covered on top.

    Before is without the new wijkagent posts; the norm is the line at 100%.

    Parameters
    ----------
    plan
        A division.
    lang
        ``nl`` or ``en``.

    Raises
    ------
    RequestError
        If no wijkagent norm is on, something else than a division is given, or there are no words in the language.
    MissingPackageError
        If altair is not installed.

    Examples
    --------
    >>> from rvp_alloc import allocate, load_region
    >>> chart = norm_coverage(allocate(load_region("amsterdam-2022"), new_fte=71), "en")
    >>> chart.to_dict()["title"]["text"]
    'Neighbourhood officers (wijkagenten) against the norm'
    """
    alt = load("altair", "report")
    norm = _norm(checked(plan, Allocation, lang))
    pairs = list(_pairs(plan, norm, lang))
    width = WIDTH - names_width([pair.name for pair in pairs]) - BESIDE
    called = word("chart_without_new", lang), word("chart_with_new", lang)
    scale = alt.Scale(zero=False, nice=True, padding=8)  # dots against a line: how far from 100 is what counts
    marks = dumbbells(alt, pairs, called, word("chart_coverage", lang), scale, width)
    line = marks_of(alt, [{"norm": float(_NORM)}]).mark_rule(color=INK, strokeDash=[5, 3], strokeWidth=1.4, aria=False)
    chart: LayerChart = framed(
        layered(alt, line.encode(x=alt.X("norm:Q")), *marks, width=width), _telling(pairs, norm, lang), lang
    )
    return chart


def _norm(plan: Allocation) -> Fraction:
    for rule in ("wijkagent_area", "wijkagent_unit"):
        if plan.policy.is_on(rule):
            return plan.policy[f"{rule}.norm"].value
    raise nothing_to_show(
        "the policy asks no wijkagent norm, so there is no coverage to show",
        "Switch wijkagent_area or wijkagent_unit on, or leave this chart out",
    )


def _pairs(plan: Allocation, norm: Fraction, lang: Lang) -> Iterator[Pair]:
    """Yield coverage in %, before and after, the worst covered first."""
    names = pool_names(plan.region)

    def before(pool: PoolResult) -> Fraction:
        return pool.wijkagenten * norm / pool.inhabitants * _NORM

    for pool in sorted(plan.pools, key=before):
        after = (pool.wijkagenten + pool.new_wijkagent_posts) * norm / pool.inhabitants * _NORM
        yield Pair(
            names[pool.id],
            before(pool),
            after,
            sentence(
                "chart_coverage_told",
                lang,
                area=", ".join(plan.region.team(team).name for team in pool.teams),
                before=told(before(pool), lang),
                after=told(after, lang),
                posts=told(pool.new_wijkagent_posts, lang, 3),
            ),
            f"{told(after, lang)}%",
        )


def pool_names(region: Region) -> dict[str, str]:
    """Return a name for every pool: its team's, what the names of its teams begin with, or the first and how many more."""
    result: dict[str, str] = {}
    for pool in region.pools:
        first, *others = names = [region.team(team).name for team in pool.teams]
        start = _common_start(names)
        alike = [team.name for team in region.teams if team.name.startswith(start)]
        short_name = (
            f"{start} ({len(names)} teams)" if len(start) >= _SHORTEST_NAME and len(alike) == len(names) else ""
        )
        name = short_name if others and short_name else f"{first} + {len(others)}" if others else first
        result[pool.id] = name if name not in result.values() else " + ".join(names)
    return result


def _common_start(names: list[str]) -> str:
    """Return the words with which all names begin."""
    first, last = min(names), max(names)
    length = next((place for place, letter in enumerate(first) if last[place : place + 1] != letter), len(first))
    cut = max(first.rfind(separator, 0, length + 1) for separator in " -")
    return first[: max(cut, 0)].rstrip(" -")


def _telling(pairs: list[Pair], norm: Fraction, lang: Lang) -> Telling:
    lowest = min(pairs, key=lambda pair: pair.second)
    return Telling(
        word("chart_coverage_title", lang),
        sentence("chart_coverage_subtitle", lang, norm=short(norm, lang)),
        sentence(
            "chart_coverage_description",
            lang,
            areas=str(len(pairs)),
            before=str(sum(pair.first < _NORM for pair in pairs)),
            after=str(sum(pair.second < _NORM for pair in pairs)),
            lowest=lowest.name,
            coverage=told(lowest.second, lang),
        ),
    )
