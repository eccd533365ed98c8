"""What one team may choose, tried one by one: its new fte and its heads, under every row that speaks of nothing else."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from rvp_alloc.planning.rounding.check.row import ZERO, Box, CheckedRow, need

MOST_HEADS = 10_000  # of one kind in one team: far more than any team has

type Heads = tuple[tuple[int, int, int], ...]
"""Each number of interventieplegers, with the fewest and the most regisseurs that fit beside them."""
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
            f"{family}:{team}" for family in ("new_fte", "interventieplegers", "regisseurs")
        )
        self.rows = [row for row in rows if not row.others and row.units <= set(self.units)]
        self._by_level: dict[int, Heads] = {}
        self._same: dict[Heads, Heads] = {}

    def least(self, box: Box, costs: Mapping[str, Payment]) -> Least | None:
        """Return the smallest cost of all that the team may choose within a box; None if it may choose nothing.

        Where nothing costs anything, it is not said at which levels.
        """
        low, high = box[self.new_fte]
        need(high is not None, f"{self.new_fte} has no limit")
        free = all(costs[unit].free for unit in self.units if unit in costs)
        known: dict[int, Least | None] = {}
        best: Least | None = None
        for level in range(low, (high or 0) + 1):
            fitting = self._fitting(level)
            if id(fitting) not in known:
                known[id(fitting)] = self._least_heads(fitting, box, costs)
            heads = known[id(fitting)]
            if heads:
                paid = costs[self.new_fte].at(level) + heads[0] if self.new_fte in costs else heads[0]
                best = _better(best, (paid, {self.new_fte: {level}, **heads[1]}))
                if free:
                    return ZERO, {}
        return best

    def _least_heads(self, fitting: Heads, box: Box, costs: Mapping[str, Payment]) -> Least | None:
        """Try every number of interventieplegers, and of regisseurs all, or where the cost is straight both ends."""
        free = Payment()
        plegers, regisseurs = costs.get(self.plegers, free), costs.get(self.regisseurs, free)
        best: Least | None = None
        for count, *span in fitting:
            few, many = _within(span, box[self.regisseurs])
            if few > many or _within([count, count], box[self.plegers]) != [count, count]:
                continue
            for beside in range(few, many + 1) if regisseurs.curves else (few, many):
                paid = plegers.at(count) + regisseurs.at(beside)
                best = _better(best, (paid, {self.plegers: {count}, self.regisseurs: {beside}}))
        return best

    def _fitting(self, level: int) -> Heads:
        """Return all heads that fit beside so many new fte; the same object where they are the same."""
        if level not in self._by_level:
            left = [
                row.bound
                - row.terms.get(self.new_fte, ZERO) * level
                + (row.stairs(level) if row.stairs and row.unit == self.new_fte else ZERO)
                for row in self.rows
            ]
            heads = tuple(self._heads(left))
            self._by_level[level] = self._same.setdefault(heads, heads)
        return self._by_level[level]

    def _heads(self, left: Sequence[Fraction]) -> Iterator[tuple[int, int, int]]:
        """Yield all heads that fit into what is left of the bound of every row."""
        amounts = [(row.terms.get(self.plegers, ZERO), row.terms.get(self.regisseurs, ZERO)) for row in self.rows]
        limits = [
            rest / first for (first, second), rest in zip(amounts, left, strict=True) if first > 0 and second >= 0
        ]
        need(limits and min(limits) <= MOST_HEADS, f"no row limits {self.plegers}")
        for count in range(math.floor(min(limits)) + 1):
            few, many = 0, MOST_HEADS
            for (first, second), rest in zip(amounts, left, strict=True):
                room = rest - first * count
                if second > 0:
                    many = min(many, math.floor(room / second))
                elif second < 0:
                    few = max(few, math.ceil(room / second))
                elif room < 0:
                    few, many = 1, 0
            if few <= many:
                need(many < MOST_HEADS, f"no row limits {self.regisseurs}")
                yield count, few, many


def _within(span: Sequence[int], limits: tuple[int, int | None]) -> list[int]:
    """Return what is left of a span within limits: nothing where its first number is above its last."""
    low, high = limits
    return [max(span[0], low), span[1] if high is None else min(span[1], high)]


def _better(best: Least | None, found: Least) -> Least:
    """Return the cheaper of two; of two that cost the same, the levels of both."""
    if best is None or found[0] < best[0]:
        return found
    if found[0] == best[0]:
        for unit, levels in found[1].items():
            best[1].setdefault(unit, set()).update(levels)
    return best
