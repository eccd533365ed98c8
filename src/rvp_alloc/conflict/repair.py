"""The way out of a clash: the smallest exact change of one parameter, or of several together, that removes it.

A parameter that stands on the right-hand side of rows becomes a column of its own, and is moved as little as the rows
allow. One that multiplies what is decided (a cap on strength) is approached from its far end: the division with the most
room to spare says how far it can come back, and again from there, until there is no room left. Both ends are exact.
"""

import functools
import math
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction

from flint import fmpq

from rvp_alloc.arithmetic import EXACT, Affine, AffineIn, NotAffineError, fraction
from rvp_alloc.conflict.search import NO_LOSS, parameter_of
from rvp_alloc.figure import exact_text
from rvp_alloc.model import Column, LinearModel, Row
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.formulate import FACTS, formulate
from rvp_alloc.policy.policy import Policy
from rvp_alloc.policy.rule import rule
from rvp_alloc.solving.pivots import Optimum, Tableau

_MOST_STEPS = 60
_MOST_DIGITS = 30
_CLOSE = Fraction(1, 10**24)
_CHANGE = "change"


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
    moving = _moving(case, active, parameter)
    if moving is None or not any(_moves(row) for row in moving.rows):
        return ()
    values = [value for direction in (1, -1) if (value := _moved(moving, parameter, direction)) is not None]
    changes = [Change(parameter, moving.value, value) for value in values if _allowed(parameter, value)]
    return tuple(Repair((change,)) for change in changes)


def _allowed(parameter: str, value: Fraction) -> bool:
    rule_id, _, name = parameter.partition(".")
    known = rule(rule_id).parameter(name)
    return known is not None and not known.problem(value)


@dataclass(frozen=True)
class _Moving:
    """The rows of active parameters while one parameter moves: ``terms`` and ``bound`` are affine in its change."""

    model: LinearModel
    value: Fraction
    reciprocal: bool
    active: AbstractSet[str]

    @property
    def rows(self) -> Iterable[Row]:
        return (row for row in self.model.rows if parameter_of(row) in self.active or row.rule == FACTS)

    @property
    def columns(self) -> list[Column]:
        free = NO_LOSS not in self.active
        layers = {column for row in self.model.rows if row.label == "budget.new_fte" for column in row.terms}
        return [Column(column.id, None) if free and column.id in layers else column for column in self.model.columns]

    @property
    def in_coefficients(self) -> bool:
        return any(Affine.of(coefficient).slope != 0 for row in self.rows for coefficient in row.terms.values())

    def value_at(self, change: fmpq) -> Fraction | None:
        """Return the parameter's value after a change (of its inverse, where it only divides)."""
        if not self.reciprocal:
            return self.value + fraction(change)
        inverse = 1 / self.value + fraction(change)
        return 1 / inverse if inverse > 0 else None


def _moving(case: Case, active: AbstractSet[str], parameter: str) -> _Moving | None:
    model, reciprocal = _affine_model(case, parameter)
    return None if model is None else _Moving(model, case.policy[parameter].value, reciprocal, active)


@functools.lru_cache(maxsize=64)
def _affine_model(case: Case, parameter: str) -> tuple[LinearModel | None, bool]:
    """Return the model with one parameter moving, and whether it is its inverse that moves."""
    for reciprocal in (False, True) if case.policy[parameter].value else (False,):
        try:
            return formulate(Case(case.region, case.policy, AffineIn(parameter, reciprocal=reciprocal))), reciprocal
        except (NotAffineError, TypeError):
            continue
    return None, False


def _moved(moving: _Moving, parameter: str, direction: int) -> Fraction | None:
    """Return the nearest value, in one direction, at which the active parameters hold together; None if there is none."""
    if moving.in_coefficients:
        return _nearest_coefficient(moving, parameter, direction)
    # A larger norm is a smaller inverse.
    sign = -direction if moving.reciprocal else direction
    change = _nearest_bound(moving, sign)
    return None if change is None else moving.value_at(sign * change)


def _nearest_bound(moving: _Moving, sign: int) -> fmpq | None:
    """Make the change a column, and make it as small as the rows allow."""
    rows = []
    for row in moving.rows:
        bound = Affine.of(row.bound)
        terms = {column: Affine.of(coefficient).constant for column, coefficient in row.terms.items()}
        rows.append(Row(row.rule, row.label, {**terms, _CHANGE: -sign * bound.slope}, row.sense, bound.constant))
    tableau = Tableau([*moving.columns, Column(_CHANGE)], rows)
    if tableau.mend_bounds() is not None:
        return None
    return tableau.raise_objective({_CHANGE: -1}).point[_CHANGE]


def _nearest_coefficient(moving: _Moving, parameter: str, direction: int) -> Fraction | None:
    """Come back from the far end of the parameter's range, as far as the division with most room allows.

    The steps close in on the nearest value twice as fast each time, without ever being it. So when they are close, the
    simplest numbers nearby are tried: one that leaves a division, and no division any room, is the nearest value. That
    holds where every row that moves gains at every division, as with a cap on strength; where one gains nothing, no
    value is returned, though there may be one.
    """
    rule_id, _, name = parameter.partition(".")
    known = rule(rule_id).parameter(name)
    value = None if known is None else known.upper if direction > 0 else known.lower
    if value is None:
        return None
    room: Mapping[str, fmpq] = {}
    for _ in range(_MOST_STEPS):
        outcome = _most_room(moving, value, room)
        if outcome is None:
            return None
        back = moving.value + fraction(_how_far_back(moving, outcome.point, direction))
        if room and abs(back - value) <= _CLOSE:
            break
        value = _short(back, direction)
        room = _gains(moving, outcome.point, direction)
    for digits in range(1, _MOST_DIGITS):
        candidate = value.limit_denominator(10**digits)
        outcome = _most_room(moving, candidate, room)
        if outcome is not None and outcome.best == 0 and all(gain > 0 for gain in room.values()):
            return candidate
    return None


def _short(value: Fraction, direction: int) -> Fraction:
    """Return a value with few digits, a little on the side where there is a division, so that numbers stay short."""
    scaled = value * 10**_MOST_DIGITS
    return Fraction(math.ceil(scaled) if direction > 0 else math.floor(scaled), 10**_MOST_DIGITS)


def _gains(moving: _Moving, point: Mapping[str, fmpq], direction: int) -> dict[str, fmpq]:
    return {row.label: direction * _gain(row, point) for row in moving.rows if _moves(row)}


def _moves(row: Row) -> bool:
    return any(Affine.of(number).slope != 0 for number in (row.bound, *row.terms.values()))


def _gain(row: Row, point: Mapping[str, fmpq]) -> fmpq:
    """Return by how much a row loosens at a point when the parameter rises by 1."""
    slope = Affine.of(row.bound).slope - sum(Affine.of(c).slope * point[column] for column, c in row.terms.items())
    return slope if row.sense == "<=" else -slope


def _most_room(moving: _Moving, value: Fraction, room: Mapping[str, fmpq]) -> Optimum | None:
    """Return the division that leaves most room in the rows that move, each measured by what it gained last."""
    change = EXACT.number("change", value - moving.value)
    rows = []
    for row in moving.rows:
        terms = {column: Affine.of(coefficient).at(change) for column, coefficient in row.terms.items()}
        gain = max(room.get(row.label, fmpq(0)), fmpq(0))
        terms[_CHANGE] = gain if row.sense == "<=" else -gain
        rows.append(Row(row.rule, row.label, terms, row.sense, Affine.of(row.bound).at(change)))
    rows.append(Row(FACTS, "room", {_CHANGE: 1}, "<=", fmpq(1)))
    tableau = Tableau([*moving.columns, Column(_CHANGE)], rows)
    if tableau.mend_bounds() is not None:
        return None
    return tableau.raise_objective({_CHANGE: 1})


def _how_far_back(moving: _Moving, point: Mapping[str, fmpq], direction: int) -> fmpq:
    """Return the change nearest to none at which a point still meets every row that moves."""
    nearest = fmpq(0)
    for row in moving.rows:
        gain = _gain(row, point)
        if gain * direction <= 0:
            continue
        lacking = (
            sum(Affine.of(c).constant * point[column] for column, c in row.terms.items())
            - Affine.of(row.bound).constant
        )
        needed = (lacking if row.sense == "<=" else -lacking) / gain
        nearest = max(nearest, needed) if direction > 0 else min(nearest, needed)
    return nearest


def smallest_together(case: Case, parameters: Sequence[str], weights: Mapping[str, Fraction]) -> Repair | None:
    """Return the changes of several parameters with the smallest weighted sum, with which the whole policy holds together.

    Only parameters on the right-hand side of rows take part. By default the weight is 1 / value: relative changes.
    """
    moving = {}
    for parameter in parameters:
        found = _moving(case, frozenset(parameters), parameter) if parameter in case.policy.values() else None
        if found and not found.reciprocal and not any(_moves_terms(row) for row in found.model.rows):
            moving[parameter] = found
    if not moving:
        return None
    plain = formulate(case)
    rows = [dict(row.terms) for row in plain.rows]
    columns, objective = list(plain.columns), {}
    for parameter, found in moving.items():
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
    for parameter, found in moving.items():
        change = fraction(point[f"{parameter} up"] - point[f"{parameter} down"])
        if change:
            changes.append(Change(parameter, found.value, found.value + change))
    return Repair(tuple(changes)) if all(_allowed(change.parameter, change.new) for change in changes) else None


def _moves_terms(row: Row) -> bool:
    return any(Affine.of(coefficient).slope != 0 for coefficient in row.terms.values())
