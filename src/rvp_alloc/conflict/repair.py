"""The way out of a clash: the smallest exact change of one parameter, or of several together, that removes it."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction

from flint import fmpq

from rvp_alloc.arithmetic import Affine, fraction
from rvp_alloc.conflict.moving import moves_terms, moving
from rvp_alloc.conflict.nearest import nearest_change
from rvp_alloc.figure import exact_text
from rvp_alloc.model import Column, Row
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.formulate import formulate
from rvp_alloc.policy.policy import Policy
from rvp_alloc.policy.rule import rule
from rvp_alloc.solving.pivots import Tableau


@dataclass(frozen=True, slots=True)
class Change:
    """One parameter, as it is and as it would have to be, exact and in the parameter's own unit."""

    parameter: str
    old: Fraction
    new: Fraction

    def __str__(self) -> str:
        return f"{self.parameter} from {exact_text(self.old)} to {exact_text(self.new)}"


@dataclass(frozen=True, slots=True)
class Repair:
    """Changes that together remove a clash, or all of them."""

    changes: tuple[Change, ...]

    def apply(self, policy: Policy) -> Policy:
        """Return the policy with the changes made, each with what it was on record."""
        for change in self.changes:
            note = f"was {exact_text(change.old)}"
            policy = policy.set(change.parameter, change.new, source="repair of a conflict", note=note)
        return policy

    def __str__(self) -> str:
        return " and ".join(str(change) for change in self.changes)


def smallest_changes(case: Case, active: AbstractSet[str]) -> tuple[Repair, ...]:
    """Return, for every parameter that can do it alone, the smallest change with which the active ones hold together."""
    return tuple(repair for parameter in case.policy.values() for repair in smallest_change(case, active, parameter))


def smallest_change(case: Case, active: AbstractSet[str], parameter: str) -> tuple[Repair, ...]:
    """Return the smallest change of one parameter, up and down, with which the active parameters hold together."""
    if parameter not in case.policy.values() or not case.policy.is_on(parameter.partition(".")[0]):
        return ()
    found = moving(case, active, parameter)
    if found is None or not found.moves:
        return ()
    changes = []
    for direction in (1, -1):
        # A larger norm is a smaller inverse.
        sign = -direction if found.reciprocal else direction
        change = nearest_change(found, sign)
        value = None if change is None else found.value_at(sign * change)
        if value is not None and _allowed(parameter, value):
            changes.append(Change(parameter, found.value, value))
    return tuple(Repair((change,)) for change in changes)


def _allowed(parameter: str, value: Fraction) -> bool:
    rule_id, _, name = parameter.partition(".")
    known = rule(rule_id).parameter(name)
    return known is not None and not known.problem(value)


def smallest_together(case: Case, parameters: Sequence[str], weights: Mapping[str, Fraction]) -> Repair | None:
    """Return the changes of several parameters with the smallest weighted sum, with which the whole policy holds together.

    Only parameters on the right-hand side of rows take part. By default the weight is 1 / value: relative changes.
    """
    taking_part = {}
    for parameter in parameters:
        found = moving(case, frozenset(parameters), parameter) if parameter in case.policy.values() else None
        if found and not found.reciprocal and not any(moves_terms(row) for row in found.model.rows):
            taking_part[parameter] = found
    if not taking_part:
        return None
    plain = formulate(case)
    rows = [dict(row.terms) for row in plain.rows]
    columns, objective = list(plain.columns), {}
    for parameter, found in taking_part.items():
        value = found.value
        weight = weights.get(parameter, 1 / abs(value) if value else Fraction(1))
        for direction, name in ((1, f"{parameter} up"), (-1, f"{parameter} down")):
            columns.append(Column(name))
            objective[name] = -fmpq(weight.numerator, weight.denominator)
            for terms, row in zip(rows, found.model.rows, strict=True):
                terms[name] = -direction * Affine.of(row.bound).slope
    tableau = Tableau(
        columns,
        [Row(row.rule, row.label, terms, row.sense, row.bound) for row, terms in zip(plain.rows, rows, strict=True)],
    )
    if tableau.mend_bounds() is not None:
        return None
    point = tableau.raise_objective(objective).point
    changes = []
    for parameter, found in taking_part.items():
        change = fraction(point[f"{parameter} up"] - point[f"{parameter} down"])
        if change:
            changes.append(Change(parameter, found.value, found.value + change))
    return Repair(tuple(changes)) if all(_allowed(change.parameter, change.new) for change in changes) else None
