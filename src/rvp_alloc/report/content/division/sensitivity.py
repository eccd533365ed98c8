"""Sensitivity: the division against the budget in a picture, and the nearest values at which something else decides."""

from collections.abc import Iterator
from fractions import Fraction

from rvp_alloc.analysis.explanation import Limit
from rvp_alloc.analysis.explanation.telling import Teller
from rvp_alloc.report.content.division.material import Material
from rvp_alloc.report.parts import Column, Part, Row, Section, Table, Text

_MOST = 12


def sensitivity(material: Material) -> Section:
    """Return the section on what would change the division."""
    form = material.form
    parts: list[Part] = [material.picture("path")] if material.budget_path else []
    rows = tuple(_rows(material))
    headings = ("figure", "limit_now", "limit_value", "limit_distance", "limit_what")
    columns = tuple(
        Column(form.say(heading), number=heading.startswith("limit_") and heading != "limit_what")
        for heading in headings
    )
    if rows:
        parts += [Text(form.say("limits_intro")), Table(form.say("limits"), columns, rows)]
    return Section("sensitivity", form.say("sensitivity_heading"), tuple(parts))


def _rows(material: Material) -> Iterator[Row]:
    """Yield the tipping points of the teams' own figures and the budget, the nearest first."""
    form = material.form
    found = {
        (limit.parameter, limit.value): (limit, teller)
        for entry in (*material.explained, *material.budget_limits)
        for teller in [Teller(entry, material.lang)]
        for limit in entry.limits
    }
    for limit, teller in sorted(found.values(), key=lambda pair: distance(pair[0]))[:_MOST]:
        yield Row(
            (
                form.start(material.names.variable(limit.parameter)),
                form.figure(limit.now, limit.unit),
                form.figure(limit.value, limit.unit),
                form.percent(distance(limit)) if limit.now else "",
                teller.causes(limit),
            )
        )


def distance(limit: Limit) -> Fraction:
    """Return how far a tipping point is, as a share of the present value; from 0, its own size."""
    away = abs(limit.value - limit.now)
    return away / abs(limit.now) if limit.now else away
