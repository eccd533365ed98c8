"""A programme in floats, as solvers take it: without its settled columns, and without rows that have no other."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from flint import fmpq

from rvp_alloc.arithmetic import to_float
from rvp_alloc.model import Column, Row
from rvp_alloc.solving.program import Program


@dataclass(frozen=True, slots=True)
class FloatRow:
    """``lower <= sum of terms <= upper``; ``index`` is the row's place in the programme."""

    index: int
    terms: dict[str, float]
    lower: float
    upper: float

    @classmethod
    def of(cls, index: int, row: Row, known: Mapping[str, fmpq]) -> "FloatRow":
        """Return a row with its settled columns moved to its bounds, exactly, before anything is rounded."""
        terms: dict[str, float] = {}
        bound = row.bound
        for column, coefficient in row.terms.items():
            value = known.get(column)
            if value is None:
                terms[column] = to_float(coefficient)
            else:
                bound = bound - coefficient * value
        limit = to_float(bound)
        return cls(index, terms, -math.inf if row.sense == "<=" else limit, math.inf if row.sense == ">=" else limit)


@dataclass(frozen=True, slots=True)
class Reduced:
    """The columns that are not settled, and the rows that have any of them."""

    columns: list[Column]
    rows: list[FloatRow]

    @classmethod
    def of(cls, program: Program) -> "Reduced":
        """Return a programme without what is settled."""
        known = program.known
        rows = [
            float_row for index, row in enumerate(program.rows) if (float_row := FloatRow.of(index, row, known)).terms
        ]
        return cls([column for column in program.columns if column.id not in known], rows)


def lower_bound(column: Column) -> float | None:
    """Return a column's lower bound, or None where it is free."""
    return None if column.lower is None else float(column.lower)
