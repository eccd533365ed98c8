"""Nearest: the value of one parameter nearest to what it is, with which the rows it moves among can hold together."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from flint import fmpq

from rvp_alloc.arithmetic import fraction
from rvp_alloc.conflict.moving import Moving, allows, straight
from rvp_alloc.model import Column, Row
from rvp_alloc.solving.duals import contradicts
from rvp_alloc.solving.pivots import Optimum, Tableau
from rvp_alloc.solving.program import Basis, Program

_CHANGE = "change"
_MOST_PROOFS = 500


def nearest_value(moving: Moving, direction: int) -> Fraction | None:
    """Return the value nearest to what the parameter is, in a direction, with which the rows hold together; None if none.

    The value is exact. Only where the parameter multiplies or divides what is decided can it be irrational: then a value is
    returned with which the rows hold together, and it is proven that no value does that is nearer by 1e-24 or more.
    """
    program, _ = moving.beyond(moving.value, direction)
    lines = straight(program.rows)
    if lines is not None:
        found = smallest_change(program, lines)
        value = None if found is None else moving.value + direction * fraction(found.point[_CHANGE])
        return value if value is not None and allows(moving.parameter, value) else None
    return _walk(moving, direction)


def smallest_change(program: Program, lines: Sequence[tuple[Mapping[str, fmpq], fmpq, fmpq]]) -> Optimum | None:
    """Return the smallest change with which rows that move along straight lines hold together, and the rows that prove it.

    The change is made a column, as small as the rows allow; ``best`` is 0 less the change. None if no change will do.
    """
    rows = [
        Row(row.rule, row.label, {**terms, _CHANGE: -slope}, row.sense, bound)
        for row, (terms, bound, slope) in zip(program.rows, lines, strict=True)
    ]
    tableau = Tableau([*program.columns, Column(_CHANGE)], rows)
    if tableau.mend_bounds() is not None:
        return None
    return tableau.raise_objective({_CHANGE: -1})


def _walk(moving: Moving, direction: int) -> Fraction | None:
    """Go from proof to proof that the rows cannot hold together: each is made just beyond a value, and holds up to another."""
    value, start = moving.value, None
    for _ in range(_MOST_PROOFS):
        if not allows(moving.parameter, value):
            return None
        here = moving.at(value)
        tableau = _entered(here, start)
        if tableau.mend_bounds() is None:
            return value
        program, beyond = moving.beyond(value, direction)
        with beyond.unwatched():
            further = _entered(program, tableau.basis)
            multipliers = further.mend_bounds()
        if multipliers is None:
            return None  # any value beyond this one will do, and so none of them is the nearest
        if not contradicts(program, multipliers):
            raise AssertionError("exact pivots ended without a contradiction")
        until = beyond.until()
        if until is None:
            return None
        value, start = value + direction * fraction(until.high), further.basis
    return None


def _entered(program: Program, start: Basis | None) -> Tableau:
    tableau = Tableau(program.columns, program.rows)
    if start:
        tableau.enter(start)
    return tableau
