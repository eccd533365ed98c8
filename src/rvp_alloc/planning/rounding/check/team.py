"""What one team may choose, tried one by one: its new fte and its heads, under every row that speaks of nothing else."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction

from rvp_alloc.planning.rounding.check.row import ZERO, Box, CheckedRow, need

FAMILIES_OF_A_TEAM = ("new_fte", "interventieplegers", "regisseurs")
MOST_LEVELS = 200_000  # twice what the library divides in: a document with more is none of its own
MOST_HEADS = 10_000  # of one kind in one team: far more than any team has
MOST_CHOICES = 20_000_000  # of heads in one team, whatever its new fte

type Limits = tuple[int, int | None]
type Heads = tuple[tuple[int, int, int], ...]
"""Each number of interventieplegers, with the fewest and the most regisseurs that fit beside them."""
type Cheapest = tuple[Fraction, set[tuple[int, int]]]
"""The smallest cost of heads, and the heads that have it."""
type Least = tuple[Fraction, dict[str, set[int]]]
"""The smallest cost, and at which levels of each whole number it is reached."""


class Payment:
    """What one whole number costs at each level: a slope, and curves."""

    def __init__(self) -> None:
        self.slope = ZERO
        self.curves: list[Callable[[int], Fraction]] = []

    @property
    def free(self) -> bool:
        """Whether every level costs nothing."""
        return not self.curves and self.slope == 0

    def at(self, level: int) -> Fraction:
        """Return the cost at a level."""
        return self.slope * level + sum(curve(level) for curve in self.curves)


class Team:
    """The whole numbers of one team, and the rows about them alone."""

    def __init__(self, team: str, rows: Iterable[CheckedRow]) -> None:
        self.new_fte, self.plegers, self.regisseurs = self.units = tuple(
            f"{family}:{team}" for family in FAMILIES_OF_A_TEAM
        )
        self.rows = list(rows)
        self._by_level: dict[int, Heads] = {}
        self._same: dict[Heads, Heads] = {}
        self._tried = 0

    def least(self, box: Box, costs: Mapping[str, Payment]) -> Least | None:
        """Return the smallest cost of all that the team may choose within a box; None if it may choose nothing.

        Where nothing costs anything, it is not said at which levels.
        """
        low, high = box[self.new_fte]
        need(high is not None and high - low <= MOST_LEVELS, f"{self.new_fte} has too many levels to look at")
        of_posts, *of_heads = (costs.get(unit, Payment()) for unit in self.units)
        known: dict[int, Cheapest | None] = {}
        best: Fraction | None = None
        found: list[tuple[int, Cheapest]] = []
        for level in range(low, (high or 0) + 1):
            fitting = self._fitting(level)
            if id(fitting) not in known:
                known[id(fitting)] = _cheapest(_within(fitting, box[self.plegers], box[self.regisseurs]), *of_heads)
            heads = known[id(fitting)]
            if heads is None:
                continue
            if of_posts.free and all(cost.free for cost in of_heads):
                return ZERO, {}
            paid = of_posts.at(level) + heads[0]
            if best is None or paid < best:
                best, found = paid, []
            if paid == best:
                found.append((level, heads))
        return None if best is None else (best, self._levels(found))

    def _levels(self, found: list[tuple[int, Cheapest]]) -> dict[str, set[int]]:
        pairs = {pair for _, (_, heads) in found for pair in heads}
        columns = ({level for level, _ in found}, {first for first, _ in pairs}, {second for _, second in pairs})
        return dict(zip(self.units, columns, strict=True))

    def _fitting(self, level: int) -> Heads:
        """Return all heads that fit beside so many new fte; the same object where they are the same."""
        if level not in self._by_level:
            heads = tuple(self._heads(level))
            self._tried += len(heads)
            need(self._tried <= MOST_CHOICES, f"{self.new_fte} has too many choices to look at")
            self._by_level[level] = self._same.setdefault(heads, heads)
        return self._by_level[level]

    def _heads(self, level: int) -> Iterator[tuple[int, int, int]]:
        """Yield all heads that fit into what so many new fte leave of the bound of every row."""
        rows = []
        for row in self.rows:
            left = row.bound - row.terms.get(self.new_fte, ZERO) * level
            if row.stairs and row.unit == self.new_fte:
                left += row.stairs(level)
            first, second = row.terms.get(self.plegers, ZERO), row.terms.get(self.regisseurs, ZERO)
            whole = math.lcm(first.denominator, second.denominator)
            rows.append((int(first * whole), int(second * whole), math.floor(left * whole)))
        limits = [room // one for one, other, room in rows if one > 0 and other >= 0]
        need(limits and min(limits) <= MOST_HEADS, f"no row limits {self.plegers}")
        for count in range(min(limits) + 1):
            few, many = 0, MOST_HEADS
            for one, other, room in rows:
                rest = room - one * count
                if other > 0:
                    many = min(many, rest // other)
                elif other < 0:
                    few = max(few, -(rest // -other))
                elif rest < 0:
                    many = -1
            need(many < MOST_HEADS, f"no row limits {self.regisseurs}")
            if few <= many:
                yield count, few, many


def _within(fitting: Heads, first: Limits, second: Limits) -> Heads:
    """Return the heads that lie within the limits of both kinds."""
    (low, high), (few, many) = first, second
    some = ((count, max(least, few), most if many is None else min(most, many)) for count, least, most in fitting)
    return tuple(
        (count, least, most)
        for count, least, most in some
        if least <= most and low <= count and (high is None or count <= high)
    )


def _cheapest(fitting: Heads, first: Payment, second: Payment) -> Cheapest | None:
    """Try every number of interventieplegers with every number of regisseurs; where costs are straight, with both ends."""
    if not fitting:
        return None
    if not (first.curves or second.curves):
        return _straight(fitting, first.slope, second.slope)
    costs = {
        (count, beside): first.at(count) + second.at(beside)
        for count, low, high in fitting
        for beside in range(low, high + 1)
    }
    least = min(costs.values())
    return least, {pair for pair, cost in costs.items() if cost == least}


def _straight(fitting: Heads, first: Fraction, second: Fraction) -> Cheapest:
    """Return the same where costs are straight: in whole numbers over one denominator, since there may be many."""
    below = math.lcm(first.denominator, second.denominator)
    one, other = int(first * below), int(second * below)
    costs = {(count, beside): one * count + other * beside for count, *ends in fitting for beside in ends}
    least = min(costs.values())
    return Fraction(least, below), {pair for pair, cost in costs.items() if cost == least}
