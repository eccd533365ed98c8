"""Dumbbell: two amounts of every team on one line, the first as an open dot, the second as a full one."""

from fractions import Fraction
from typing import Any, NamedTuple

from rvp_alloc.report.charts.frame import Row, legend_of, marks_of, names_axis, on_hover, shown
from rvp_alloc.report.charts.look import AFTER, BEFORE, INK, QUIET

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
    dots: list[Row] = [
        {"team": pair.name, "at": shown(amount), "which": which, "told": pair.told}
        for pair in pairs
        for which, amount in zip(called, (pair.first, pair.second), strict=True)
    ]
    line = marks_of(alt, lines).mark_rule(color=QUIET, strokeWidth=2, aria=False)
    dot = marks_of(alt, dots).mark_point(size=75, stroke=INK, strokeWidth=1.4, opacity=1)
    colours = dict(zip(called, (BEFORE, AFTER), strict=True))
    marks = [
        line.encode(y=y, x=alt.X("from:Q", **x), x2="to:Q"),
        dot.encode(y=y, x=alt.X("at:Q", **x), fill=legend_of(alt, "fill", "which", colours), **on_hover(alt)),
    ]
    if any(pair.label for pair in pairs):
        label = marks_of(alt, lines).mark_text(align="right")
        marks.append(label.encode(y=y, x=alt.value(width + BESIDE), text="label:N"))
    return marks
