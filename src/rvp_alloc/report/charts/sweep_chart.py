"""Sweep chart: how every team's new fte is spread over the scenarios of a sweep."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from rvp_alloc.allocate import try_allocate
from rvp_alloc.allocation import Allocation
from rvp_alloc.analysis.sweep import Sweep
from rvp_alloc.analysis.uncertainty import with_division
from rvp_alloc.extras import load
from rvp_alloc.report.charts.frame import (
    Row,
    Telling,
    checked,
    framed,
    layered,
    marks_of,
    names_axis,
    on_hover,
    sentence,
    shown,
    told,
)
from rvp_alloc.report.charts.look import BLUE, INK, PAPER, WIDTH, names_width
from rvp_alloc.words import Lang, word

if TYPE_CHECKING:
    from altair import LayerChart

_QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


class _Spread(NamedTuple):
    """The quantiles of a team's new fte over the scenarios, and what it gets without uncertainty, if that can be divided."""

    name: str
    q05: Fraction
    q25: Fraction
    median: Fraction
    q75: Fraction
    q95: Fraction
    own: Fraction | None


def sweep_chart(found: Sweep, lang: Lang = "nl") -> "LayerChart":
    """Return a chart of each team's spread over the scenarios: median, the middle half, 90%, and the division itself.

    Only these numbers are in the chart, however many scenarios there are. Scenarios without a division are left out. The team
    with the highest median stands on top.

    Parameters
    ----------
    found
        A sweep.
    lang
        ``nl`` or ``en``.

    Raises
    ------
    RequestError
        If no scenario has a division, something else than a sweep is given, or there are no words in the language.
    MissingPackageError
        If altair is not installed.

    Examples
    --------
    >>> from rvp_alloc import Policy, load_region
    >>> from rvp_alloc.analysis.sweep import sweep
    >>> found = sweep(load_region("amsterdam-2022"), Policy.reference(), {"budget.new_fte": [60, 71, 80]})
    >>> sweep_chart(found, "en").to_dict()["title"]["text"]
    'How far the outcome of each team can vary'
    """
    alt = load("altair", "report")
    new_fte = with_division(checked(found, Sweep, lang))
    spreads = _spreads(found, new_fte)
    names = [spread.name for spread in spreads]
    x, y = _scale(alt, lang), names_axis(alt, names)
    rows = [_row(spread, lang) for spread in spreads]
    own = list(_own(spreads, lang))
    ends = (
        marks_of(alt, rows).mark_rule(color=INK, strokeWidth=1.5).encode(y=y, x=x("q05"), x2="q95:Q", **on_hover(alt))
    )
    half = marks_of(alt, rows).mark_bar(color=BLUE, height=9)
    half = half.encode(y=y, x=x("q25"), x2="q75:Q", **on_hover(alt))
    middle = marks_of(alt, rows).mark_point(size=26, fill=PAPER, stroke=INK, strokeWidth=1, opacity=1, aria=False)
    tick = (
        marks_of(alt, own)
        .mark_tick(color=INK, thickness=2, height=17, opacity=1)
        .encode(y=y, x=x("own"), **on_hover(alt))
    )
    marks = [ends, half, *([tick] if own else []), middle.encode(y=y, x=x("median"))]
    spread = layered(alt, *marks, width=WIDTH - names_width(names) - 15)
    chart: LayerChart = framed(spread, _telling(spreads, len(new_fte), found.count, lang), lang)
    return chart


def _scale(alt: Any, lang: Lang) -> Any:
    return lambda field: alt.X(f"{field}:Q", title=word("chart_new_fte", lang), scale=alt.Scale(zero=True, nice=True))


def _spreads(found: Sweep, new_fte: Any) -> list[_Spread]:
    plan = try_allocate(found.region, found.policy)
    own = {team.id: team.new_fte for team in plan.teams} if isinstance(plan, Allocation) else {}
    quantiles = np.quantile(new_fte, _QUANTILES, axis=0).T.tolist()
    spreads = [
        _Spread(
            team.name, Fraction(q05), Fraction(q25), Fraction(median), Fraction(q75), Fraction(q95), own.get(team.id)
        )
        for team, (q05, q25, median, q75, q95) in zip(found.region.teams, quantiles, strict=True)
    ]
    return sorted(spreads, key=lambda spread: spread.median, reverse=True)


def _row(spread: _Spread, lang: Lang) -> Row:
    numbers = {name: getattr(spread, name) for name in ("q05", "q25", "median", "q75", "q95")}
    texts = {name: told(number, lang, 2) for name, number in numbers.items()}
    return {
        "team": spread.name,
        **{name: shown(number) for name, number in numbers.items()},
        "told": sentence("chart_sweep_told", lang, team=spread.name, **texts),
    }


def _own(spreads: list[_Spread], lang: Lang) -> Iterator[Row]:
    for spread in spreads:
        if spread.own is not None:
            fte = told(spread.own, lang, 3)
            yield {
                "team": spread.name,
                "own": shown(spread.own),
                "told": sentence("chart_sweep_own", lang, team=spread.name, fte=fte),
            }


def _telling(spreads: list[_Spread], divided: int, count: int, lang: Lang) -> Telling:
    def width(spread: _Spread) -> Fraction:
        return spread.q95 - spread.q05

    widest, narrowest = max(spreads, key=width), min(spreads, key=width)
    counts = {"count": told(Fraction(divided), lang, 0), "all": told(Fraction(count), lang, 0)}
    return Telling(
        word("chart_sweep_title", lang),
        sentence("chart_sweep_subtitle", lang, **counts),
        sentence(
            "chart_sweep_description",
            lang,
            **counts,
            first=widest.name,
            low=told(widest.q05, lang, 2),
            high=told(widest.q95, lang, 2),
            last=narrowest.name,
            last_low=told(narrowest.q05, lang, 2),
            last_high=told(narrowest.q95, lang, 2),
        ),
    )
