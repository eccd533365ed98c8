"""A row that is said of whole numbers alone, and what that makes of its bound.

A row that speaks of whole numbers alone says more than it seems to. ``3 a + 3 b <= 10`` can only hold as ``<= 9``: its bound is
rounded down to the grid of its coefficients (Gomory 1958). A cap on heads that grows with a team's new fte,
``i + r <= 0.05 x (F + x)``, is rounded at each number of posts by itself: these are *stairs*. No whole division is lost by
either, and what is left lies so close around the whole divisions that most corners of it are whole.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from flint import fmpq

NEW_FTE = "new_fte"

type Limits = tuple[int, int | None]
"""The least and the most of a whole number; None where the rows alone say what is the most."""
type Box = Mapping[str, Limits]


@dataclass(frozen=True, slots=True)
class Stairs:
    """A bound that is rounded down to a grid at every level of one unit: ``bound - slope x level``."""

    unit: str
    slope: fmpq
    bound: fmpq
    grid: fmpq

    def at(self, level: int) -> fmpq:
        """Return the bound where the unit is at a level."""
        return down(self.bound - self.slope * level, self.grid)


@dataclass(frozen=True, slots=True)
class WholeRow:
    """``sum of terms + others <= bound``, with terms in whole numbers and others in columns that need not be whole.

    ``id`` is the side of the original row (``<=`` or ``>=``, which is here turned around) and its label.
    """

    id: str
    rule: str
    terms: Mapping[str, fmpq]
    bound: fmpq
    others: Mapping[str, fmpq] = MappingProxyType({})
    stairs: Stairs | None = None

    @property
    def units(self) -> tuple[str, ...]:
        """The whole numbers it speaks of."""
        return (*self.terms, *((self.stairs.unit,) if self.stairs else ()))

    def part(self, unit: str, level: int) -> fmpq:
        """Return what a unit at a level brings to the left-hand side; ``bound`` is 0 where there are stairs."""
        if self.stairs and self.stairs.unit == unit:
            return -self.stairs.at(level)
        return self.terms.get(unit, fmpq(0)) * level

    def holds_within(self, box: Box) -> bool:
        """Say whether it holds all over a box."""
        if self.others:
            return False
        most = fmpq(0)
        for unit in self.units:
            low, high = box[unit]
            part = self.part(unit, low)
            if high is not None:
                part = max(part, self.part(unit, high))
            elif self.terms[unit] > 0:
                return False
            most += part
        return most <= self.bound


def is_within(level: int, limits: Limits) -> bool:
    """Say whether a level lies within limits."""
    low, high = limits
    return low <= level and (high is None or level <= high)


def down(number: fmpq, grid: fmpq) -> fmpq:
    """Return the largest multiple of a grid that is not above a number.

    >>> down(fmpq(10), fmpq(3)), down(fmpq(-1, 2), fmpq(1, 5))
    (9, -3/5)
    """
    return grid * fmpq((number / grid).floor())


def rounded_row(name: str, rule: str, terms: dict[str, fmpq], others: dict[str, fmpq], bound: fmpq) -> WholeRow:
    """Return ``sum of terms + others <= bound``, said of whole numbers: with its bound on their grid, or with stairs."""
    if others:
        return WholeRow(name, rule, terms, bound, others)
    teams = [unit for unit in terms if unit.startswith(f"{NEW_FTE}:")]
    if len(teams) == 1 and len(terms) > 1:
        slope = terms[teams[0]]
        heads = {unit: amount for unit, amount in terms.items() if unit != teams[0]}
        grid = _grid(heads)
        if (slope / grid).q != 1:
            return WholeRow(name, rule, heads, fmpq(0), stairs=Stairs(teams[0], slope, bound, grid))
    return WholeRow(name, rule, terms, down(bound, _grid(terms)))


def _grid(terms: Mapping[str, fmpq]) -> fmpq:
    """Return the largest number that every coefficient is a multiple of."""
    numerators = math.gcd(*(int(amount.p) for amount in terms.values()))
    return fmpq(numerators, math.lcm(*(int(amount.q) for amount in terms.values())))
