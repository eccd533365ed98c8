"""Tape: what rules compute, written down once, to be replayed over any number of scenarios.

``Traced`` is an arithmetic like the exact one. Figures that stay as they are remain exact rationals; figures that vary become
terms, and what is done with them is written on a tape. So the rows of a whole policy are traced once, and the tape is
replayed, in floats, over as many scenarios as are wanted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from typing import Any, NoReturn

import numpy as np
from flint import fmpq

from rvp_alloc.arithmetic import EXACT, Exact, to_float
from rvp_alloc.model import Number


class Step(IntEnum):
    """What one step of a tape computes from one or two earlier entries."""

    INPUT = 0
    CONSTANT = 1
    ADD = 2
    SUBTRACT = 3
    MULTIPLY = 4
    DIVIDE = 5
    POSITIVE_PART = 6
    SHARE = 7
    AT_LEAST = 8


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """One entry of a tape: a number that differs from scenario to scenario."""

    tape: "Tape"
    index: int

    def __add__(self, other: Any) -> Number:
        return self.tape.step(Step.ADD, self, other)

    def __sub__(self, other: Any) -> Number:
        return self.tape.step(Step.SUBTRACT, self, other)

    def __rsub__(self, other: Any) -> Number:
        return self.tape.step(Step.SUBTRACT, other, self)

    def __mul__(self, other: Any) -> Number:
        return self.tape.step(Step.MULTIPLY, self, other)

    def __truediv__(self, other: Any) -> Number:
        return self.tape.step(Step.DIVIDE, self, other)

    def __rtruediv__(self, other: Any) -> Number:
        return self.tape.step(Step.DIVIDE, other, self)

    def __neg__(self) -> Number:
        return self.tape.negative(self)

    def __bool__(self) -> NoReturn:
        """Refuse: in some scenarios it is 0, in others not."""
        raise TypeError("a figure that varies is neither 0 nor not 0")

    __radd__ = __add__
    __rmul__ = __mul__


class Tape:
    """Entries in the order in which they are computed: inputs, constants, and steps; nothing is computed twice."""

    def __init__(self) -> None:
        self.entries: list[tuple[Step, int, int]] = []
        self.constants: dict[int, fmpq] = {}
        self.inputs: dict[str, int] = {}
        self._never_negative: list[bool] = []
        self._known: dict[Any, int] = {}
        self._negative_of: dict[int, int] = {}

    def input(self, path: str, *, never_negative: bool) -> Term:
        """Return the term of a figure that varies."""
        if path not in self.inputs:
            self.inputs[path] = self._append((Step.INPUT, len(self.inputs), 0), never_negative)
        return Term(self, self.inputs[path])

    def place(self, number: Number) -> int:
        """Return the place of a number among the entries; a constant gets one when it is first asked for."""
        if isinstance(number, Term):
            return number.index
        exact = fmpq(0) + number
        key = (exact.p, exact.q)
        if key not in self._known:
            self._known[key] = self._append((Step.CONSTANT, 0, 0), bool(exact >= 0))
            self.constants[self._known[key]] = exact
        return self._known[key]

    def never_negative(self, number: Number) -> bool:
        """Say whether a number is known to be 0 or more in every scenario; False where that is not plain to see."""
        return self._never_negative[number.index] if isinstance(number, Term) else bool(number >= 0)

    def step(self, step: Step, left: Any, right: Any) -> Number:
        """Return what a step gives, without writing anything where that is plain."""
        plain = _plain(step, left, right)
        if plain is not None:
            return plain
        entry = (step, self.place(left), self.place(right))
        if step in (Step.ADD, Step.MULTIPLY):
            entry = (step, min(entry[1:]), max(entry[1:]))
        if entry not in self._known:
            both = all(self._never_negative[place] for place in entry[1:])
            keeps = step in (Step.ADD, Step.MULTIPLY, Step.DIVIDE, Step.SHARE)
            self._known[entry] = self._append(entry, step is Step.POSITIVE_PART or (keeps and both))
        return Term(self, self._known[entry])

    def negative(self, term: Term) -> Number:
        """Return a term times -1; twice over it is the term itself."""
        if term.index in self._negative_of:
            return Term(self, self._negative_of[term.index])
        found: Term = self.step(Step.MULTIPLY, term, fmpq(-1))
        self._negative_of[found.index] = term.index
        return found

    def at_least(self, part: Number, factor: Number) -> Number:
        """Return the least y with ``factor * y >= part`` (factor 0 or more): none is -inf, and inf where no y is enough."""
        if not isinstance(part, Term) and not isinstance(factor, Term) and factor != 0:
            return part / factor
        return Term(self, self._append_once((Step.AT_LEAST, self.place(part), self.place(factor))))

    def _append_once(self, entry: tuple[Step, int, int]) -> int:
        if entry not in self._known:
            self._known[entry] = self._append(entry, False)
        return self._known[entry]

    def _append(self, entry: tuple[Step, int, int], never_negative: bool) -> int:  # noqa: FBT001
        self.entries.append(entry)
        self._never_negative.append(never_negative)
        return len(self.entries) - 1

    def replay(self, values: Mapping[str, Any]) -> list[Any]:
        """Return every entry for given inputs (numbers or arrays over scenarios): slow and plain, to compare with.

        >>> tape = Tape()
        >>> double = tape.input("budget.new_fte", never_negative=True) * 2
        >>> float(tape.replay({"budget.new_fte": 35.5})[double.index])
        71.0
        """
        by_place = {place: path for path, place in self.inputs.items()}
        done: list[Any] = []
        for place, (step, left, right) in enumerate(self.entries):
            if step is Step.INPUT:
                done.append(np.asarray(values[by_place[place]], dtype=float))
            elif step is Step.CONSTANT:
                done.append(to_float(self.constants[place]))
            else:
                done.append(_replayed(step, done[left], done[right]))
        return done


def is_exact(number: Number) -> bool:
    """Say whether a number is the same in every scenario."""
    return not isinstance(number, Term)


def _replayed(step: Step, left: Any, right: Any) -> Any:
    with np.errstate(all="ignore"):
        if step is Step.POSITIVE_PART:
            return np.maximum(left, 0.0)
        if step is Step.SHARE:
            return np.where(np.asarray(right) == 0, 0.0, np.divide(left, right))
        if step is Step.AT_LEAST:
            none = np.where(np.asarray(left) > 0, np.inf, -np.inf)
            return np.where(np.asarray(right) > 0, np.divide(left, right), none)
        plain = {Step.ADD: np.add, Step.SUBTRACT: np.subtract, Step.MULTIPLY: np.multiply, Step.DIVIDE: np.divide}
        return plain[step](left, right)


def _plain(step: Step, left: Any, right: Any) -> Number | None:
    """Return what a step gives where nothing needs computing: adding 0, times 1 or 0, over 1."""
    left_is, right_is = (None if isinstance(side, Term) else side for side in (left, right))
    if step is Step.ADD and left_is == 0:
        return right
    if (step in (Step.ADD, Step.SUBTRACT) and right_is == 0) or (
        step in (Step.MULTIPLY, Step.DIVIDE) and right_is == 1
    ):
        return left
    if step is Step.MULTIPLY and left_is == 1:
        return right
    if step is Step.MULTIPLY and (left_is == 0 or right_is == 0):
        return fmpq(0)
    if step in (Step.DIVIDE, Step.SHARE) and left_is == 0:
        return fmpq(0)
    return None


class Traced(Exact):
    """An arithmetic that computes with exact rationals and writes down what is done with the figures that vary."""

    def __init__(self, varying: Iterable[str], *, maybe_negative: Iterable[str] = ()) -> None:
        super().__init__()
        self.tape = Tape()
        self._varying = frozenset(varying)
        self._maybe_negative = frozenset(maybe_negative)

    def number(self, path: str, value: Fraction) -> Number:
        """Return a term for a figure that varies, else an exact rational."""
        if path in self._varying:
            return self.tape.input(path, never_negative=path not in self._maybe_negative)
        return EXACT.number(path, value)

    def positive_part(self, number: Number) -> Number:
        """Return the number, or 0 if it is negative."""
        if not isinstance(number, Term):
            return EXACT.positive_part(fmpq(0) + number)
        return number if self.tape.never_negative(number) else self.tape.step(Step.POSITIVE_PART, number, number)

    def share(self, part: Number, whole: Number) -> Number:
        """Return ``part / whole``, or 0 if the whole is 0."""
        if not isinstance(whole, Term):
            return part / whole if whole != 0 else fmpq(0)
        return self.tape.step(Step.SHARE, part, whole)
