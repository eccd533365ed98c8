"""What is made as small as possible, one measure after the other: a sum of amounts, each of one whole number."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import mul
from types import MappingProxyType
from typing import Literal

from flint import fmpq

from rvp_alloc.planning.rounding.whole import Unit

type Kind = Literal["beyond", "total", "squares", "ties"]
_MOST_WEIGHT = 10**6
"""How much a tie may weigh: weights are products, and must stay far apart in a solver's floats."""


@dataclass(frozen=True)
class Measure:
    """One measure of a family of whole numbers. Every part of it is convex: the further off, the steeper.

    ``beyond`` counts the steps beyond the whole numbers around a target; ``total`` is the distance of a total to its target;
    ``squares`` adds up the squared differences, in fte or heads; ``ties`` gives more to whoever stands first.
    """

    kind: Kind
    family: str
    units: Mapping[str, Unit]
    weights: Mapping[str, int] = MappingProxyType({})

    @property
    def counts(self) -> bool:
        """Whether the measure is whole itself, so that what is above 2 is at least 3."""
        return self.kind in ("beyond", "ties")

    def part(self, unit: str, level: int) -> fmpq:
        """Return what one unit brings at a level."""
        known = self.units[unit]
        if self.kind == "ties":
            return fmpq(-self.weights[unit] * level)
        if self.kind == "total":
            return abs(level - known.target)
        if self.kind == "squares":
            return (known.size * (level - known.target)) ** 2
        low, high = known.near
        return fmpq(max(0, level - high, low - level))

    def at(self, levels: Mapping[str, int]) -> fmpq:
        """Return the measure at whole numbers."""
        return sum((self.part(unit, levels[unit]) for unit in self.units), fmpq(0))


def measure(kind: Kind, units: Iterable[Unit]) -> Measure:
    """Return a measure of some units of one family."""
    known = {unit.id: unit for unit in units}
    return Measure(kind, next(iter(known.values())).family, known)


def ties(units: Sequence[Unit], widths: Sequence[int]) -> Measure:
    """Return the measure that gives the first unit as much as can be, then the second, and so on, for as many as fit into one.

    A unit can take ``width`` + 1 values. Weights are such that one more for a unit counts for more than all that come after.
    """
    sizes = list(
        itertools.takewhile(
            lambda size: size <= _MOST_WEIGHT, itertools.accumulate((width + 1 for width in widths), mul)
        )
    )
    some = list(zip(units, widths, strict=True))[: max(1, len(sizes))]
    weights: dict[str, int] = {}
    weight = 1
    for unit, width in reversed(some):
        weights[unit.id] = weight
        weight *= width + 1
    return Measure("ties", units[0].family, {unit.id: unit for unit, _ in some}, weights)
