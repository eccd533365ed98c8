"""Slider: the exact division at every budget, as data from which the page works out what to show by itself."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from flint import fmpq_poly

from rvp_alloc.allocation import Allocation
from rvp_alloc.analysis.path import Path
from rvp_alloc.analysis.stretch import Curve, Stretch
from rvp_alloc.conflict.search import NO_LOSS
from rvp_alloc.report.content.deciding import clashing, decides
from rvp_alloc.report.content.division.material import BUDGET, Material
from rvp_alloc.report.content.division.nearest import nearest
from rvp_alloc.report.page.moving_clashes import Line, MovingClash, moving_clashes
from rvp_alloc.words import rule_name

_WORDS = ("now", "go", "some", "only", "none", "least", "most", "clash", "clash_names")
_OPEN = {name: f"{{{name}}}" for name in ("fte", "first", "most", "last", "least", "asked", "there", "names")}
"""Places in sentences that the page fills in."""
type Numbers = list[list[str]]
"""Two polynomials in the budget with whole factors, lowest power first, the one to be divided by the other: as text."""


def slider(material: Material, found: Path) -> dict[str, Any]:
    """Return everything the page needs to show the division at any budget of a path, exactly.

    Whole numbers are texts, since they are longer than a script's own numbers can hold. ``stretches`` lie between two
    values; at the values themselves ``points`` hold.
    """
    plan, form = material.plan, material.form
    words = {name: form.say(f"slider_{name}", **_OPEN) for name in _WORDS}
    words["bad"] = form.say("slider_bad", start=form.short(found.start), stop=form.short(found.stop))
    return {
        "lang": material.lang,
        "now": _constant(plan.policy[BUDGET].value),
        "start": _constant(found.start),
        "stop": _constant(found.stop),
        "teams": [_team(material, team.id) for team in plan.region.teams],
        "districts": len(plan.region.districts),
        "points": [_point(material, found, value) for value in _borders(found)],
        "stretches": [
            _stretch(material, found, stretch, told)
            for stretch, told in zip(found.stretches, material.decided, strict=True)
            if stretch.start < stretch.stop
        ],
        "words": words | {"part": form.say("clash_part", amount="{amount}", name="{name}")},
        "total": form.say("clash_total", parts="{parts}", total="{total}"),
    }


def _team(material: Material, team: str) -> dict[str, Any]:
    found = material.plan.region.team(team)
    districts = [district.id for district in material.plan.region.districts]
    return {
        "name": found.name,
        "district": districts.index(found.district),
        "formation": _constant(found.formation.value),
        "now": _constant(material.plan.team(team).new_fte),
    }


def _borders(found: Path) -> list[Fraction]:
    """Return the values at which stretches begin or end."""
    ends = {stretch.stop for stretch in found.stretches if stretch.exact_stop}
    return sorted({found.start, found.stop} | ends)


def _point(material: Material, found: Path, value: Fraction) -> dict[str, Any]:
    outcome = found.outcome(value)
    if not isinstance(outcome, Allocation):
        return {"at": _constant(value), "curves": None}
    curves = [_constant(team.new_fte) for team in outcome.teams]
    return {"at": _constant(value), "curves": curves, "decides": list(decides(outcome, material.names))}


def _stretch(material: Material, found: Path, stretch: Stretch, told: tuple[str, ...]) -> dict[str, Any]:
    ends = {"start": _constant(stretch.start), "stop": _constant(stretch.stop)}
    if not stretch.feasible:
        below, above = nearest(found, stretch)
        clashes = [_clash(material, clash) for clash in moving_clashes(found, stretch)]
        return (
            ends
            | {"curves": None, "below": _optional(below), "above": _optional(above), "clashes": clashes}
            | {"rules": clashing(stretch.binding, material.names)}
        )
    curves = [_numbers(stretch.new_fte[team]) for team in material.plan.case.teams]
    return ends | {"curves": curves, "decides": list(told)}


def _clash(material: Material, clash: MovingClash) -> dict[str, Any]:
    return {
        "start": _constant(clash.start),
        "stop": _constant(clash.stop),
        "parameters": list(clash.parameters),
        "names": [_called(material, parameter) for parameter in clash.parameters],
        "shares": [
            {"name": _called(material, parameter), "curve": _line(line)} for parameter, line in clash.shares.items()
        ],
    }


def _called(material: Material, parameter: str) -> str:
    return rule_name(NO_LOSS, material.lang) if parameter == NO_LOSS else material.names.variable(parameter)


def _optional(value: Fraction | None) -> Numbers | None:
    return None if value is None else _constant(value)


def _constant(value: Fraction) -> Numbers:
    return [[str(value.numerator)], [str(value.denominator)]]


def _line(line: Line) -> Numbers:
    return _whole([line.constant, line.slope], [Fraction(1)])


def _numbers(curve: Curve) -> Numbers:
    return _whole(_factors(curve.above), _factors(curve.below))


def _factors(polynomial: fmpq_poly) -> list[Fraction]:
    return [Fraction(int(number.p), int(number.q)) for number in polynomial.coeffs()] or [Fraction(0)]


def _whole(above: Iterable[Fraction], below: Iterable[Fraction]) -> Numbers:
    """Return two polynomials with whole factors and the same quotient."""
    above, below = list(above), list(below)
    common = 1
    for factor in (*above, *below):
        common *= (factor * common).denominator
    return [[str(int(factor * common)) for factor in factors] for factors in (above, below)]
