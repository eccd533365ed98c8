"""What one team may choose: its new fte and its heads at once, under every row that speaks of nothing else.

A cap on heads, basic care, a caseload and a bound tie the whole numbers of one team to each other. Those numbers are few, so they
can be gone through one by one. What is cheapest among them is exact, where multipliers of the same rows leave room between whole
numbers.
"""

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from flint import fmpq

from rvp_alloc.planning.rounding.whole_row import Box, WholeRow

type Limits = tuple[int, int | None]
type Choice = tuple[int, ...]
"""A level for each unit of a team, in their order: new fte first."""
type _Room = tuple[fmpq, ...]
"""What a number of new fte leaves of the bound of each row about heads."""
type _Ways = tuple[tuple[Limits, ...], ...]
"""Every way to choose heads: one level for each kind but the last, of which there are limits."""
type Costly = tuple[fmpq, list[Choice]]
"""The smallest cost, and choices that have it."""


@dataclass
class Cost:
    """What a unit costs at each level: a slope, and curves that must be looked up."""

    slope: fmpq = field(default_factory=fmpq)
    curves: list[Callable[[int], fmpq]] = field(default_factory=list)

    def at(self, level: int) -> fmpq:
        """Return the cost at a level."""
        return self.slope * level + sum((curve(level) for curve in self.curves), fmpq(0))

    @property
    def none(self) -> bool:
        """Whether nothing is cheaper or dearer."""
        return not self.curves and self.slope == 0

    def candidates(self, limits: Limits) -> Sequence[int] | None:
        """Return levels among which is the cheapest, and two of them where several are; None where there is no cheapest."""
        low, high = limits
        if self.curves:
            return None if high is None else range(low, high + 1)
        if high is None:
            return None if self.slope < 0 else (low,) if self.slope > 0 else (low, low + 1)
        return (low,) if self.slope > 0 else (high,) if self.slope < 0 else tuple({low, high})

    def cheapest(self, limits: Limits) -> tuple[fmpq, tuple[int, ...]] | None:
        """Return the smallest cost within limits, and levels that have it; None where there is no smallest."""
        levels = self.candidates(limits)
        if levels is None:
            return None
        costs = {level: self.at(level) for level in levels}
        least = min(costs.values())
        return least, tuple(level for level, cost in costs.items() if cost == least)


class Choices:
    """The whole numbers of one team, and the rows that speak of nothing else.

    Parameters
    ----------
    units
        Their ids, that of the new fte first; at least two.
    rows
        Rows whose units are all among these, without columns that need not be whole.
    """

    def __init__(self, units: Sequence[str], rows: Sequence[WholeRow]) -> None:
        self.units, self.rows = tuple(units), tuple(rows)
        self._of_first = [row for row in rows if set(row.units) == {self.units[0]}]
        self._of_heads = [row for row in rows if set(row.units) != {self.units[0]}]
        self._rooms: dict[int, _Room | None] = {}
        self._ways: dict[tuple[Limits, ...], dict[int, _Ways]] = {}
        self._same: dict[_Ways, _Ways] = {}

    def any(self, box: Box) -> Choice | None:
        """Return some choice within a box; None if there is none."""
        for level, heads in self._levels(box):
            for way in heads:
                return (level, *(low for low, _ in way))
        return None

    def cheapest(self, box: Box, costs: Mapping[str, Cost]) -> Costly | None:
        """Return the smallest cost within a box, and choices that have it: more than one for a unit of which several levels do.

        None where there is no choice at all.
        """
        first, *rest = (costs.get(unit, Cost()) for unit in self.units)
        best: fmpq | None = None
        found: list[Choice] = []
        known: dict[int, Costly | None] = {}
        for level, heads in self._levels(box):
            if id(heads) not in known:
                known[id(heads)] = _cheapest_of(heads, rest)
            cheapest = known[id(heads)]
            if cheapest is None:
                continue
            cost = first.at(level) + cheapest[0]
            if best is None or cost < best:
                best, found = cost, []
            if cost == best:
                found += [(level, *choice) for choice in cheapest[1]]
        return None if best is None else (best, found)

    # ---- which there are

    def _levels(self, box: Box) -> Iterator[tuple[int, _Ways]]:
        """Yield every number of new fte that the rows about it alone allow, with the ways to choose heads beside it.

        Where two numbers leave the same ways, it is the same object.
        """
        low, high = box[self.units[0]]
        if high is None:
            raise AssertionError(f"{self.units[0]} has no limit")
        limits = tuple(box[unit] for unit in self.units[1:])
        ways = self._ways.setdefault(limits, {})
        for level in range(low, high + 1):
            if level not in ways:
                room = self._room(level)
                found = () if room is None else tuple(self._each(room, limits, 1))
                ways[level] = self._same.setdefault(found, found)
            yield level, ways[level]

    def _room(self, level: int) -> _Room | None:
        if level not in self._rooms:
            first = self.units[0]
            broken = any(row.part(first, level) > row.bound for row in self._of_first)
            room = tuple(row.bound - row.part(first, level) for row in self._of_heads)
            self._rooms[level] = None if broken else room
        return self._rooms[level]

    def _each(self, room: _Room, limits: tuple[Limits, ...], place: int) -> Iterator[tuple[Limits, ...]]:
        low, high = self._within(room, limits, place)
        if high is None:
            raise AssertionError(f"no row limits {self.units[place]}")
        if len(limits) == 1:
            if low <= high:
                yield ((low, high),)
            return
        for level in range(low, high + 1):
            left = tuple(
                bound - row.terms.get(self.units[place], fmpq(0)) * level
                for row, bound in zip(self._of_heads, room, strict=True)
            )
            for way in self._each(left, limits[1:], place + 1):
                yield ((level, level), *way)

    def _within(self, room: _Room, limits: tuple[Limits, ...], place: int) -> Limits:
        """Return the limits of one kind of heads, if those after it take as little of each row's room as they can."""
        low, high = limits[0]
        later = dict(zip(self.units[place + 1 :], limits[1:], strict=True))
        for row, bound in zip(self._of_heads, room, strict=True):
            amount = row.terms.get(self.units[place], fmpq(0))
            least = _least(row, later)
            if least is None:
                continue
            if amount > 0:
                most = int(((bound - least) / amount).floor())
                high = most if high is None else min(high, most)
            elif amount < 0:
                low = max(low, int(((bound - least) / amount).ceil()))
            elif least > bound:
                return 0, -1
        return low, high


def _cheapest_of(ways: _Ways, costs: Sequence[Cost]) -> Costly | None:
    best: fmpq | None = None
    found: list[Choice] = []
    for way in ways:
        parts = [cost.cheapest(limits) for cost, limits in zip(costs, way, strict=True)]
        known = [part for part in parts if part]  # all of them: the rows limit every kind of heads
        cost = sum((part[0] for part in known), fmpq(0))
        if best is None or cost < best:
            best, found = cost, []
        if cost == best:
            found += itertools.product(*(part[1] for part in known))
    return None if best is None else (best, found)


def _least(row: WholeRow, limits: Mapping[str, Limits]) -> fmpq | None:
    """Return the least that units within limits bring to a row; None where there is no least."""
    least = fmpq(0)
    for unit, (low, high) in limits.items():
        amount = row.terms.get(unit, fmpq(0))
        if amount < 0 and high is None:
            return None
        least += amount * (low if amount >= 0 else (high or 0))
    return least


class Alone:
    """One whole number that no other is tied to but by rows that are shared: choices of one unit."""

    def __init__(self, unit: str) -> None:
        self.units = (unit,)

    def any(self, box: Box) -> Choice:
        """Return some choice within a box."""
        return (box[self.units[0]][0],)

    def cheapest(self, box: Box, costs: Mapping[str, Cost]) -> Costly | None:
        """Return the smallest cost within a box, and choices that have it; None where there is no smallest."""
        found = costs.get(self.units[0], Cost()).cheapest(box[self.units[0]])
        return None if found is None else (found[0], [(level,) for level in found[1]])
