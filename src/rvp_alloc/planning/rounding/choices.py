"""What one team may choose: its new fte and its heads at once, under every row that speaks of nothing else.

A cap on heads, basic care, a caseload and a bound tie the whole numbers of one team to each other. Those numbers are few, so they
can be gone through one by one. What is cheapest among them is exact, where multipliers of the same rows leave room between whole
numbers.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from flint import fmpq

from rvp_alloc.planning.rounding.hull import corners
from rvp_alloc.planning.rounding.whole_row import Box, Limits, WholeRow

type Choice = tuple[int, ...]
"""A level for each unit of a team, in their order: new fte first."""
type _Room = tuple[int, ...]
"""What a number of new fte leaves of the bound of each row about heads, in whole numbers."""
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
    def free(self) -> bool:
        """Whether every level costs nothing."""
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


class Heads:
    """The heads that fit beside a number of new fte: for each number of interventieplegers the fewest and most regisseurs."""

    def __init__(self, spans: Iterable[tuple[int, int, int]]) -> None:
        self.spans = tuple(spans)

    @cached_property
    def corners(self) -> tuple[tuple[int, int], ...]:
        """The corners of all that fits: what is cheapest at a straight cost is one of them."""
        most = corners((first, high) for first, _, high in self.spans)
        fewest = corners((first, -low) for first, low, _ in self.spans)
        return tuple(dict.fromkeys([*most, *((first, -low) for first, low in fewest)]))

    def cheapest(self, first: Cost, second: Cost) -> Costly | None:
        """Return the smallest cost of both kinds of heads together, and choices that have it; None if nothing fits."""
        if first.curves or second.curves:
            parts = ((plegers, second.cheapest((low, high))) for plegers, low, high in self.spans)
            found = [
                (first.at(plegers) + part[0], plegers, beside) for plegers, part in parts if part for beside in part[1]
            ]
        else:
            found = [
                (first.slope * plegers + second.slope * beside, plegers, beside) for plegers, beside in self.corners
            ]
        if not found:
            return None
        least = min(cost for cost, *_ in found)
        return least, [(plegers, beside) for cost, plegers, beside in found if cost == least]


class Choices:
    """The whole numbers of one team, and the rows that speak of nothing else.

    Parameters
    ----------
    units
        The ids of its new fte, interventieplegers and regisseurs.
    rows
        Rows whose units are all among these, without columns that need not be whole.
    """

    def __init__(self, units: Sequence[str], rows: Sequence[WholeRow]) -> None:
        self.units, self.rows = tuple(units), tuple(rows)
        self.new_fte, *self.heads = self.units
        self._of_new_fte = [row for row in rows if not row.terms.keys() & set(self.heads)]
        # Rows about heads are made whole: a whole number of heads takes a whole number of such parts.
        self._scaled = [_scaled(row, self.heads) for row in rows if row.terms.keys() & set(self.heads)]
        self._rooms: dict[int, _Room | None] = {}
        self._known: dict[tuple[_Room, Limits, Limits], Heads] = {}
        self._same: dict[tuple[tuple[int, int, int], ...], Heads] = {}

    def any(self, box: Box) -> Choice | None:
        """Return some choice within a box; None if there is none."""
        return next(((level, *heads.spans[0][:2]) for level, heads in self._levels(box) if heads.spans), None)

    def cheapest(self, box: Box, costs: Mapping[str, Cost]) -> Costly | None:
        """Return the smallest cost within a box, and choices that have it: more than one for a unit of which several levels do.

        None where there is no choice at all.
        """
        paid, *of_heads = (costs.get(unit, Cost()) for unit in self.units)
        best: fmpq | None = None
        found: list[Choice] = []
        known: dict[Heads, Costly | None] = {}
        for level, heads in self._levels(box):
            if heads not in known:
                known[heads] = heads.cheapest(*of_heads)
            cheapest = known[heads]
            if cheapest is None:
                continue
            cost = paid.at(level) + cheapest[0]
            if best is None or cost < best:
                best, found = cost, []
            if cost == best:
                found += [(level, *choice) for choice in cheapest[1]]
        return None if best is None else (best, found)

    def _levels(self, box: Box) -> Iterator[tuple[int, Heads]]:
        """Yield every number of new fte that the rows about it alone allow, with the heads that fit beside it."""
        low, high = box[self.new_fte]
        first, second = (box[unit] for unit in self.heads)
        if high is None:
            raise AssertionError(f"{self.new_fte} has no limit")
        for level in range(low, high + 1):
            room = self._room(level)
            if room is not None:
                key = room, first, second
                if key not in self._known:
                    heads = Heads(self._spans(*key))
                    self._known[key] = self._same.setdefault(heads.spans, heads)
                yield level, self._known[key]

    def _room(self, level: int) -> _Room | None:
        if level not in self._rooms:
            broken = any(row.part(self.new_fte, level) > row.bound for row in self._of_new_fte)
            parts = (scale * (row.bound - row.part(self.new_fte, level)) for row, scale, _, _ in self._scaled)
            self._rooms[level] = None if broken else tuple(int(part.floor()) for part in parts)
        return self._rooms[level]

    def _spans(self, room: _Room, first: Limits, second: Limits) -> Iterator[tuple[int, int, int]]:
        """Yield every number of interventieplegers with the fewest and most regisseurs that the rows leave room for."""
        amounts = [(one, other, left) for (_, _, one, other), left in zip(self._scaled, room, strict=True)]
        ends = [left // one for one, other, left in amounts if one > 0 and other >= 0]
        top = min(ends if first[1] is None else [*ends, first[1]])
        for plegers in range(first[0], top + 1):
            low, highs = second[0], [] if second[1] is None else [second[1]]
            for one, other, left in amounts:
                rest = left - one * plegers
                if other > 0:
                    highs.append(rest // other)
                elif other < 0:
                    low = max(low, -(rest // -other))
                elif rest < 0:
                    highs.append(low - 1)
            if low <= min(highs):
                yield plegers, low, min(highs)


def _scaled(row: WholeRow, heads: Sequence[str]) -> tuple[WholeRow, int, int, int]:
    """Return a row with what makes its parts of heads whole, and those parts."""
    first, second = (row.terms.get(unit, fmpq(0)) for unit in heads)
    scale = math.lcm(int(first.q), int(second.q))
    return row, scale, int((scale * first).p), int((scale * second).p)


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
