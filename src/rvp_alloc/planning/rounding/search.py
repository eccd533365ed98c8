"""Branch and bound, proven: the solver says where to look and where to split, the multipliers at each leaf are the proof."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from flint import fmpq

from rvp_alloc.errors import NotProvenError
from rvp_alloc.planning.rounding.choosing import Choosing
from rvp_alloc.planning.rounding.measures import Measure
from rvp_alloc.planning.rounding.proof import Branch, Leaf, Tree, lowest
from rvp_alloc.planning.rounding.relaxation import Relaxation, Relaxed
from rvp_alloc.planning.rounding.whole import TOTAL, Whole
from rvp_alloc.planning.rounding.whole_row import NEW_FTE, Box, WholeRow, is_within
from rvp_alloc.solving.knowledge import Knowledge
from rvp_alloc.solving.pivots import Optimum, pivot_to_end
from rvp_alloc.solving.program import Program
from rvp_alloc.solving.pulp_backend import whole_point

MOST_NODES = 5_000
_DEEPEST = 400  # splits below each other: beyond this, Python's own stack comes in sight


@dataclass(frozen=True, slots=True)
class Point:
    """Whole numbers for every unit, and the columns that need not be whole."""

    levels: Mapping[str, int]
    others: Mapping[str, fmpq]


class Search:
    """Finds the smallest value of a measure over the whole numbers in a box, and proves it.

    Parameters
    ----------
    whole, box
        The division in whole numbers, and the limits of each unit.
    measure, fixed
        What is made small (None: only look whether there are any), and the earlier measures with their values.
    known
        A whole division that is known, to start from; what is not connected with the measure stays as it is there.
    deadline
        ``time.monotonic`` seconds, or None.
    """

    def __init__(
        self,
        whole: Whole,
        box: Box,
        measure: Measure | None,
        fixed: Sequence[tuple[Measure, fmpq]] = (),
        known: Point | None = None,
        deadline: float | None = None,
    ) -> None:
        self.whole, self.box, self.measure, self.fixed, self.known = whole, box, measure, fixed, known
        rows = [row for row in whole.rows.values() if not row.id.partition(" ")[2].startswith(TOTAL)]
        if measure and measure.family != NEW_FTE:
            rows += [whole.rows[f"{side} {TOTAL}:{measure.family.rpartition(':')[2]}"] for side in ("<=", ">=")]
        if known and measure:
            rows = _connected(rows, box, {*measure.units, *(unit for entry, _ in fixed for unit in entry.units)})
        self.rows = rows
        self.relaxation = Relaxation(whole, rows, box, measure, fixed, deadline)
        self.best = known if known and self._fits(known) else None
        self.nodes = 0

    @property
    def value(self) -> fmpq | None:
        """The smallest value found so far."""
        if self.best is None:
            return None
        return self.measure.at(self.best.levels) if self.measure else fmpq(0)

    def quick(self) -> bool:
        """Say whether there seems to be something to look for: a whole division the solver finds, or a corner that is whole."""
        if self.relaxation.seems_impossible(self.box):
            return False
        if not self.relaxation.integers:
            return True
        corner = self.relaxation.solve(self.box)
        if corner.torn:
            corner = self._corner(self.box)
        if corner.torn:
            self._ask_solver()
            return self.best is not None
        return corner.levels is not None

    def run(self) -> Tree:
        """Return the proof that nothing is smaller than ``value``, or, where that is None, that there is nothing at all.

        Raises
        ------
        NotProvenError
            If the tree grows too large, or the time limit passes.
        """
        return self._closed(self.relaxation.solve(self.box), self.box) or self._node(self.box, 0)

    def _node(self, box: Box, depth: int) -> Tree:
        self.nodes += 1
        if self.nodes > MOST_NODES or depth > _DEEPEST:
            raise NotProvenError(
                f"more than {min(self.nodes, MOST_NODES)} parts of the whole numbers had to be looked at"
            )
        corner = self._corner(box)
        leaf = self._closed(corner, box)
        # Where each team chooses as a whole and something is known, a few splits take less time than a solver's advice.
        if leaf is None and depth == 0 and (self.best is None or not corner.kept):
            self._ask_solver()
            leaf = self._leaf(corner, box)
        if leaf:
            return leaf
        unit = max(corner.torn, key=lambda name: (name.startswith(NEW_FTE), _distance(corner.torn[name]), name))
        at = corner.torn[unit]
        level = int(at.floor())
        low, high = box[unit]
        parts = [({**box, unit: (low, level)}), ({**box, unit: (level + 1, high)})]
        nearer_above = at - level > fmpq(1, 2)
        trees = [self._node(part, depth + 1) for part in (reversed(parts) if nearer_above else parts)]
        below, above = reversed(trees) if nearer_above else trees
        return Branch(unit, level, below, above)

    def _corner(self, box: Box) -> Relaxed:
        """Return a corner of a box; where heads are decided too, one for which each team chooses as a whole."""
        return self.choosing.solve(box, self.value) if self.whole.choices else self.relaxation.solve(box)

    @cached_property
    def choosing(self) -> Choosing:
        """The programme in which each team chooses as a whole: it takes longer and tells more."""
        return Choosing(self.whole, self.rows, self.box, self.measure, self.fixed, self.relaxation.deadline)

    def _closed(self, corner: Relaxed, box: Box) -> Leaf | None:
        """Return the proof that nothing in a box is better than the best so far, which a corner that is whole may become."""
        leaf = self._leaf(corner, box)
        if leaf is None and not corner.torn:
            self._keep(self._point(corner))
            leaf = self._leaf(corner, box)
            if leaf is None:
                raise AssertionError("a whole corner proves itself")
        return leaf

    def _leaf(self, corner: Relaxed, box: Box) -> Leaf | None:
        """Return the proof that a box holds nothing, or nothing better than the best so far; None if it does not show that."""
        leaf = Leaf(corner.rows, corner.prices, kept=corner.kept)
        if corner.levels is None:
            found = lowest(self.whole, box, None, self.fixed, leaf)
            if found and found.is_above(fmpq(0)):
                return replace(leaf, empty=True)
        value = self.value
        found = None if value is None else lowest(self.whole, box, self.measure, self.fixed, leaf)
        if found and value is not None and found.is_no_better(value, self.measure):
            return leaf
        if corner.levels is None:
            raise AssertionError("a box without anything that is wanted, and nothing that shows it")
        return None

    def _point(self, corner: Relaxed) -> Point:
        return self._whole({unit: int(level.p) for unit, level in (corner.levels or {}).items()}, corner.others)

    def _whole(self, levels: Mapping[str, int], others: Mapping[str, fmpq]) -> Point:
        """Return a point that is complete: what is not decided stays as it is known, and totals are sums."""
        complete = dict(self.known.levels) if self.known else {unit: low for unit, (low, _) in self.box.items()}
        complete |= levels
        for total in (unit for unit in self.whole.units.values() if unit.family.startswith(f"{TOTAL}:")):
            complete[total.id] = sum(complete[unit.id] for unit in self.whole.of(total.subject))
        return Point(complete, {**self.known.others, **others} if self.known else others)

    def _keep(self, point: Point) -> None:
        """Keep a point if it is better than the best so far."""
        if not self._fits(point):
            raise AssertionError("a corner of the box lies outside it")
        value = self.value
        if value is None or (self.measure and self.measure.at(point.levels) < value):
            self.best = point

    def _fits(self, point: Point) -> bool:
        """Say whether a point is within the box, meets every row, and keeps the earlier measures."""
        if not all(is_within(level, self.box[unit]) for unit, level in point.levels.items()):
            return False
        if any(point.others[column] < 0 for column in point.others if self.whole.lower[column] is not None):
            return False
        if any(entry.at(point.levels) > value for entry, value in self.fixed):
            return False
        return all(holds(row, point) for row in self.whole.rows.values())

    def _ask_solver(self) -> None:
        """Ask for a whole division by integer programming, and keep it if it is one, exactly."""
        programme = self.relaxation.program
        found = whole_point(programme, self.relaxation.integers, self.relaxation.deadline)
        if found is None:
            return
        levels = {unit: low for unit, (low, high) in self.box.items() if low == high}
        levels |= {unit: self.box[unit][0] + round(found[unit]) for unit in self.relaxation.integers}
        others: Mapping[str, fmpq] = {}
        if self.relaxation.others:
            given = Knowledge()
            for unit in self.relaxation.integers:
                given.settle(unit, fmpq(round(found[unit])))
            outcome = pivot_to_end(
                Program(programme.columns, programme.rows, given, {}), deadline=self.relaxation.deadline
            )
            if not isinstance(outcome, Optimum):
                return
            others = {column: outcome.point[column] for column in self.relaxation.others}
        point = self._whole(levels, others)
        if self._fits(point):
            self._keep(point)


def holds(row: WholeRow, point: Point) -> bool:
    """Say whether a row holds at whole numbers."""
    value = sum((row.part(unit, point.levels[unit]) for unit in row.units), fmpq(0))
    return bool(value + sum((amount * point.others[name] for name, amount in row.others.items()), fmpq(0)) <= row.bound)


def _distance(level: fmpq) -> fmpq:
    return min(level - level.floor(), level.ceil() - level)


def _connected(rows: Sequence[WholeRow], box: Box, start: set[str]) -> list[WholeRow]:
    """Return the rows that speak, directly or by way of others, of what a measure speaks of."""

    def names(row: WholeRow) -> list[str]:
        return [*(unit for unit in row.units if unit in start or box[unit][0] != box[unit][1]), *row.others]

    reached = set(start)
    waiting, found = list(rows), set()
    while True:
        near = [row for row in waiting if not reached.isdisjoint(names(row))]
        if not near:
            return [row for row in rows if row.id in found]
        found |= {row.id for row in near}
        reached.update(name for row in near for name in names(row))
        waiting = [row for row in waiting if row.id not in found]
