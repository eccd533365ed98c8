"""Dumbbell: two amounts of every team on one line, the first as an open dot, the second as a full one."""

from fractions import Fraction
from typing import Any, NamedTuple

from rvp_alloc.report.charts.frame import (
    Row,
    Telling,
    framed,
    layered,
    legend_of,
    marks_of,
    names_axis,
    on_hover,
    shown,
)
from rvp_alloc.report.charts.look import AFTER, BEFORE, INK, QUIET, WIDTH, names_width
from rvp_alloc.words import Lang, word

_RING, _DOT = 100, 40
"""The full dot is smaller, so that where the two amounts are the same the ring still shows around it."""
BESIDE = 44
"""Room for the labels on the right, in pixels."""


class Pair(NamedTuple):
    """Two amounts of a team or area, the sentence about them, and a label on the right."""

    name: str
    first: Fraction
    second: Fraction
    told: str
    label: str = ""


def dumbbells(alt: Any, pairs: list[Pair], called: tuple[str, str], title: str, scale: Any, width: int) -> list[Any]:
    """Return the marks: a line between two dots, called as the legend says, and the labels beside them."""
    y = names_axis(alt, [pair.name for pair in pairs])
    x = {"title": title, "scale": scale}
    lines: list[Row] = [
        {"team": pair.name, "from": shown(pair.first), "to": shown(pair.second), "label": pair.label} for pair in pairs
    ]
    line = marks_of(alt, lines).mark_rule(color=QUIET, strokeWidth=2, aria=False)
    colours = dict(zip(called, (BEFORE, AFTER), strict=True))
    marks = [
        line.encode(y=y, x=alt.X("from:Q", **x), x2="to:Q"),
    ]
    for place, (which, size) in enumerate(zip(called, (_RING, _DOT), strict=True)):
        rows: list[Row] = [
            {"team": pair.name, "at": shown((pair.first, pair.second)[place]), "which": which, "told": pair.told}
            for pair in pairs
        ]
        dots = marks_of(alt, rows).mark_point(size=size, stroke=INK, strokeWidth=1.4, opacity=1)
        fill = legend_of(alt, "fill", "which", colours)
        marks.append(dots.encode(y=y, x=alt.X("at:Q", **x), fill=fill, **on_hover(alt)))
    if any(pair.label for pair in pairs):
        label = marks_of(alt, lines).mark_text(align="right")
        marks.append(label.encode(y=y, x=alt.value(width + BESIDE), text="label:N"))
    return marks


def dumbbell_chart(alt: Any, pairs: list[Pair], called: tuple[str, str], telling: Telling, lang: Lang) -> Any:
    """Return a whole chart of two amounts of new fte of every team, from 0."""
    width = WIDTH - names_width([pair.name for pair in pairs]) - BESIDE
    marks = dumbbells(alt, pairs, called, word("chart_new_fte", lang), alt.Scale(zero=True, nice=True), width)
    return framed(layered(alt, *marks, width=width), telling, lang)
