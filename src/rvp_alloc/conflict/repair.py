"""The way out of a clash: the smallest exact change of one parameter, or of several together, that removes it."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction

from flint import fmpq

from rvp_alloc.arithmetic import fraction
from rvp_alloc.conflict.moving import Moving, allows, straight
from rvp_alloc.conflict.nearest import nearest_value
from rvp_alloc.figure import exact_text
from rvp_alloc.germ import Beyond
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
    if not _may_change(case.policy, parameter):
        return ()
    moving = Moving(case, active, parameter)
    if not moving.moves:
        return ()
    values = [value for direction in (1, -1) if (value := nearest_value(moving, direction)) is not None]
    return tuple(Repair((Change(parameter, moving.value, value),)) for value in values)


def _may_change(policy: Policy, parameter: str) -> bool:
    """Say whether a policy has a parameter that counts, and that may change while all others stay as they are."""
    rule_id, _, name = parameter.partition(".")
    known = rule(rule_id).parameter(name) if parameter in policy.values() and policy.is_on(rule_id) else None
    return known is not None and known.alone


def smallest_together(case: Case, parameters: Sequence[str], weights: Mapping[str, Fraction]) -> Repair | None:
    """Return the changes of several parameters with the smallest weighted sum, with which the whole policy holds together.

    Only parameters on the right-hand side of rows take part. By default the weight is 1 / value: relative changes.
    """
    slopes = {parameter: found for parameter in parameters if (found := _slopes(case, parameter))}
    if not slopes:
        return None
    plain = formulate(case)
    rows = [dict(row.terms) for row in plain.rows]
    columns, objective = list(plain.columns), {}
    for parameter, of_rows in slopes.items():
        value = case.policy[parameter].value
        weight = weights.get(parameter, 1 / abs(value) if value else Fraction(1))
        for direction, name in ((1, f"{parameter} up"), (-1, f"{parameter} down")):
            columns.append(Column(name))
            objective[name] = -fmpq(weight.numerator, weight.denominator)
            for terms, slope in zip(rows, of_rows, strict=True):
                terms[name] = -direction * slope
    tableau = Tableau(
        columns,
        [Row(row.rule, row.label, terms, row.sense, row.bound) for row, terms in zip(plain.rows, rows, strict=True)],
    )
    if tableau.mend_bounds() is not None:
        return None
    point = tableau.raise_objective(objective).point
    moved = {parameter: fraction(point[f"{parameter} up"] - point[f"{parameter} down"]) for parameter in slopes}
    values = {parameter: case.policy[parameter].value for parameter in slopes}
    changes = [Change(parameter, values[parameter], values[parameter] + by) for parameter, by in moved.items() if by]
    return Repair(tuple(changes)) if all(allows(change.parameter, change.new) for change in changes) else None


def _slopes(case: Case, parameter: str) -> list[fmpq] | None:
    """Return how every row's bound changes when a parameter rises by 1; None where rows do not move along straight lines."""
    if not _may_change(case.policy, parameter):
        return None
    moving = Beyond({parameter: (case.policy[parameter].value, Fraction(1))})
    lines = straight(formulate(Case(case.region, case.policy, moving)).rows)
    return None if lines is None else [slope for _, _, slope in lines]
