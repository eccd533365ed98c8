"""Bars: a change per team, to the right where it is a gain, to the left where it is a loss; or parts end to end."""

from fractions import Fraction
from typing import Any, NamedTuple

from rvp_alloc.report.charts.frame import Row, marks_of, names_axis, on_hover, shown
from rvp_alloc.report.charts.look import GAIN, INK, LOSS

_LABEL = 40
"""Room for a number at the end of a bar, in pixels."""


class Change(NamedTuple):
    """A change of a team, with its label and the sentence about it."""

    name: str
    amount: Fraction
    label: str
    told: str


def change_bars(alt: Any, changes: list[Change], title: str, *, labels: bool = False) -> list[Any]:
    """Return the marks: bars from a line at 0, with a signed number at the end of each; with ``labels``, the teams' names."""
    y = names_axis(alt, [change.name for change in changes], labels=labels)
    rows: list[Row] = [
        {
            "team": change.name,
            "change": shown(change.amount),
            "side": "loss" if change.amount < 0 else "gain",
            "label": change.label,
            "told": change.told,
        }
        for change in changes
    ]
    # Beside names, a number at the left end of a bar needs room of its own.
    room = {"padding": _LABEL} if labels else {}
    x = alt.X("change:Q", title=title, scale=alt.Scale(zero=True, **room))
    colour = alt.Color("side:N", scale=alt.Scale(domain=["gain", "loss"], range=[GAIN, LOSS]), legend=None)
    marks = [marks_of(alt, rows).mark_bar().encode(y=y, x=x, color=colour, **on_hover(alt))]
    for side, align, distance in (("gain", "left", 4), ("loss", "right", -4)):
        of_side = [row for row in rows if row["side"] == side]
        if of_side:
            text = marks_of(alt, of_side).mark_text(align=align, dx=distance)
            marks.append(text.encode(y=y, x=x, text="label:N"))
    zero = marks_of(alt, [{"zero": 0.0}]).mark_rule(color=INK, aria=False).encode(x="zero:Q")
    return [*marks, zero]


def stacked_bars(alt: Any, parts: list[Row], totals: list[Row], title: str, legend: Any, **scaled: Any) -> list[Any]:
    """Return the marks: the parts of every team's bar in the colours of a legend, and a label where its bar ends.

    ``totals`` has the teams in the order of the rows, each with what stands beside its bar, and where.
    """
    y = names_axis(alt, [str(total["team"]) for total in totals])
    x = alt.X("from:Q", title=title, **scaled)
    bars = marks_of(alt, parts).mark_bar().encode(y=y, x=x, x2="to:Q", color=legend, **on_hover(alt))
    labels = marks_of(alt, totals).mark_text(align="left", dx=5)
    return [bars, labels.encode(y=y, x="at:Q", text="label:N")]
