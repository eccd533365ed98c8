"""Live numbers: exact rationals that remember of which cells they were computed, and how.

Rules write their rows once, in generic arithmetic. Here that arithmetic keeps each number exact and writes down, on the same
tape as sweeps use, what is done with the figures, parameters and results that stand in cells. A rule that compares
numbers compares them as they are; that choice does not become a formula, as ``positive_part`` and ``share`` do.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import fmpq

from rvp_alloc.arithmetic import EXACT, Exact
from rvp_alloc.model import Number
from rvp_alloc.report.workbook.cell import Cell
from rvp_alloc.tape import Step, Tape, Term


@dataclass(frozen=True, slots=True, eq=False)
class Live:
    """A number that depends on cells: its exact value now, and its term on the tape."""

    value: fmpq
    term: Term
    arithmetic: "LiveArithmetic"

    def __add__(self, other: Any) -> Number:
        return self.arithmetic.step(Step.ADD, self, other)

    def __sub__(self, other: Any) -> Number:
        return self.arithmetic.step(Step.SUBTRACT, self, other)

    def __rsub__(self, other: Any) -> Number:
        return self.arithmetic.step(Step.SUBTRACT, other, self)

    def __mul__(self, other: Any) -> Number:
        # A factor below zero by its sign alone: the sign goes in front of the product, where people look for it.
        opposite = self.arithmetic.opposite(self)
        return -(opposite * other) if opposite is not None else self.arithmetic.step(Step.MULTIPLY, self, other)

    def __truediv__(self, other: Any) -> Number:
        return self.arithmetic.step(Step.DIVIDE, self, other)

    def __rtruediv__(self, other: Any) -> Number:
        return self.arithmetic.step(Step.DIVIDE, other, self)

    def __neg__(self) -> "Live":
        return self.arithmetic.negative(self)

    def __bool__(self) -> bool:
        return bool(self.value != 0)

    def __eq__(self, other: object) -> bool:
        return bool(self.value == exact(other))

    def __hash__(self) -> int:
        return hash(self.value)

    def __lt__(self, other: Any) -> bool:
        return bool(self.value < exact(other))

    def __le__(self, other: Any) -> bool:
        return bool(self.value <= exact(other))

    def __gt__(self, other: Any) -> bool:
        return bool(self.value > exact(other))

    def __ge__(self, other: Any) -> bool:
        return bool(self.value >= exact(other))

    __radd__ = __add__
    __rmul__ = __mul__


def exact(number: Any) -> fmpq:
    """Return the exact value of a number, live or not."""
    if isinstance(number, Live):
        return number.value
    return fmpq(number.numerator, number.denominator) if isinstance(number, Fraction) else fmpq(0) + number


class LiveArithmetic(Exact):
    """Exact rationals; figures and parameters that stand in a cell become live.

    Parameters
    ----------
    inputs
        The cell of each figure and parameter, by the path that rules know it by and its value.
    """

    def __init__(self, inputs: Mapping[tuple[str, Fraction], Cell]) -> None:
        super().__init__()
        self.tape = Tape()
        self.values: dict[int, fmpq] = {}
        self.cells: dict[int, Cell] = {}
        self._inputs = inputs
        self._opposites: dict[int, Live] = {}

    def number(self, path: str, value: Fraction) -> Number:
        """Return a live number where the figure stands in a cell, else an exact rational."""
        cell = self._inputs.get((path, value))
        return EXACT.number(path, value) if cell is None else self.standing_in(cell, EXACT.number(path, value))

    def standing_in(self, cell: Cell, value: fmpq) -> Live:
        """Return the live number that a cell holds."""
        found = self._live(self.tape.input(cell.text, never_negative=False), value)
        self.cells[found.term.index] = cell
        return found

    def step(self, step: Step, left: Any, right: Any) -> Number:
        """Return what a step gives, and write it down where it is live."""
        value = _COMPUTED[step](exact(left), exact(right))
        found = self.tape.step(step, *(side.term if isinstance(side, Live) else exact(side) for side in (left, right)))
        return self._live(found, value) if isinstance(found, Term) else found

    def negative(self, number: Live) -> Live:
        """Return a live number times -1; twice over it is the number itself."""
        found = self._opposites.get(number.term.index)
        if found is None:
            found = self._live(self.tape.negative(number.term), -number.value)
            self._opposites[found.term.index] = number
        return found

    def opposite(self, number: Live) -> Live | None:
        """Return the number of which this is the negative; None where it is no number's."""
        return self._opposites.get(number.term.index)

    def positive_part(self, number: Number) -> Number:
        """Return the number, or 0 where it is below 0; live, whatever it is now."""
        return (
            self.step(Step.POSITIVE_PART, number, number) if isinstance(number, Live) else super().positive_part(number)
        )

    def share(self, part: Number, whole: Number) -> Number:
        """Return ``part / whole``, or 0 where the whole is 0; live, whatever it is now."""
        return self.step(Step.SHARE, part, whole) if isinstance(whole, Live) else super().share(part, exact(whole))

    def _live(self, term: Term, value: fmpq) -> Live:
        self.values[term.index] = value
        return Live(value, term, self)


_COMPUTED = {
    Step.ADD: lambda left, right: left + right,
    Step.SUBTRACT: lambda left, right: left - right,
    Step.MULTIPLY: lambda left, right: left * right,
    Step.DIVIDE: lambda left, right: left / right,
    Step.POSITIVE_PART: lambda left, _: EXACT.positive_part(left),
    Step.SHARE: EXACT.share,
}
