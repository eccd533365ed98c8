"""The proof: a tree that splits the whole numbers, and at every leaf multipliers of rows that show that nothing there is better.

With multipliers at least 0 on rows ``a.n <= b`` that hold, no whole numbers have a smaller measure than the smallest of
``measure(n) + multipliers.(a.n - b)``. That is a sum of amounts of one number each, so its smallest value is found number by
number (Lagrange; Geoffrion 1974). Where nothing is measured and it is still above 0, there are no such whole numbers at all.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from flint import fmpq

from rvp_alloc.planning.rounding.measures import Measure
from rvp_alloc.planning.rounding.whole import Box, Whole, WholeRow


@dataclass(frozen=True, slots=True)
class Leaf:
    """Multipliers of rows, by id, and prices of earlier measures, by place; ``empty`` where no whole numbers are left."""

    multipliers: Mapping[str, fmpq]
    prices: Mapping[int, fmpq]
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Branch:
    """Either a unit is at most at a level, or it is above it."""

    unit: str
    level: int
    below: "Tree"
    above: "Tree"


type Tree = Leaf | Branch


@dataclass(frozen=True, slots=True)
class Stage:
    """One proven step: no whole numbers within the box, at the earlier measures' values, have a smaller measure.

    ``fixed`` are the earlier measures with their values. A stage without a measure proves that there are no whole numbers.
    """

    measure: Measure | None
    value: fmpq
    box: Box
    fixed: Sequence[tuple[Measure, fmpq]]
    tree: Tree


def leaves(tree: Tree, box: Box) -> Iterator[tuple[Leaf, Box]]:
    """Yield every leaf of a tree with the box of whole numbers that it is about."""
    if isinstance(tree, Leaf):
        yield tree, box
        return
    low, high = box[tree.unit]
    yield from leaves(tree.below, {**box, tree.unit: (low, tree.level)})
    yield from leaves(tree.above, {**box, tree.unit: (tree.level + 1, high)})


def rows_of(stage: Stage) -> tuple[str, ...]:
    """Return the rows that some leaf of a proof uses."""
    return tuple(dict.fromkeys(name for leaf, _ in leaves(stage.tree, stage.box) for name in leaf.multipliers))


@dataclass(frozen=True, slots=True)
class Lowest:
    """The smallest value that a leaf leaves room for, and the levels at which each unit reaches it; None for any level."""

    value: fmpq
    levels: Mapping[str, tuple[int, ...] | None]


def lowest(
    whole: Whole, box: Box, measure: Measure | None, fixed: Sequence[tuple[Measure, fmpq]], leaf: Leaf
) -> Lowest | None:
    """Return the smallest value of a measure that multipliers leave room for within a box; None if there is no smallest."""
    sums = _Sums()
    for name, multiplier in leaf.multipliers.items():
        sums.add_row(whole.rows[name], multiplier)
    for place, price in leaf.prices.items():
        earlier, reached = fixed[place]
        sums.value -= price * reached
        sums.add_measure(earlier, price)
    if measure:
        sums.add_measure(measure, fmpq(1))
    if any(rest < 0 or (rest != 0 and whole.lower[column] is None) for column, rest in sums.others.items()):
        return None
    value = sums.value
    levels: dict[str, tuple[int, ...] | None] = {}
    for unit in {**dict.fromkeys(sums.curves), **sums.slopes}:
        found = _smallest(box[unit], sums.slopes[unit], sums.curves[unit])
        if found is None:
            return None
        least, levels[unit] = found
        value += least
    return Lowest(value, levels)


class _Sums:
    """What rows and measures with their multipliers bring together: a constant, and for each unit a slope and curves."""

    def __init__(self) -> None:
        self.value = fmpq(0)
        self.slopes: defaultdict[str, fmpq] = defaultdict(lambda: fmpq(0))
        self.curves: defaultdict[str, list[Callable[[int], fmpq]]] = defaultdict(list)
        self.others: defaultdict[str, fmpq] = defaultdict(lambda: fmpq(0))

    def add_row(self, row: WholeRow, multiplier: fmpq) -> None:
        self.value -= multiplier * row.bound
        for unit, amount in row.terms.items():
            self.slopes[unit] += multiplier * amount
        for column, amount in row.others.items():
            self.others[column] += multiplier * amount
        if row.stairs:
            self.curves[row.stairs.unit].append(partial(_times, multiplier, partial(row.part, row.stairs.unit)))

    def add_measure(self, measure: Measure, price: fmpq) -> None:
        for unit in measure.units:
            self.curves[unit].append(partial(_times, price, partial(measure.part, unit)))


def _times(factor: fmpq, curve: Callable[[int], fmpq], level: int) -> fmpq:
    return factor * curve(level)


def _smallest(
    limits: tuple[int, int | None], slope: fmpq, curves: Sequence[Callable[[int], fmpq]]
) -> tuple[fmpq, tuple[int, ...] | None] | None:
    """Return the smallest value of one unit's part and the levels that have it; None if it has no smallest."""
    low, high = limits
    if not curves:
        if slope == 0:
            return fmpq(0), None
        if slope > 0:
            return slope * low, (low,)
        return None if high is None else (slope * high, (high,))
    if high is None:
        return None
    values = {level: slope * level + sum((curve(level) for curve in curves), fmpq(0)) for level in range(low, high + 1)}
    least = min(values.values())
    return least, tuple(level for level, value in values.items() if value == least)


def settled(whole: Whole, stage: Stage, point: Mapping[str, int]) -> dict[str, int]:
    """Return the units that are the same in every whole division that reaches a stage's value.

    If only one leaf leaves room for that value, every unit is at a level that the leaf's smallest value has, and every row with
    a multiplier is tight. A unit with one such level is settled, and so is the last open one of a tight row.
    """
    if stage.measure is None:
        return {}
    reaching = [
        (leaf, box, found)
        for leaf, box in leaves(stage.tree, stage.box)
        if not leaf.empty
        and (found := lowest(whole, box, stage.measure, stage.fixed, leaf))
        and found.value <= stage.value
    ]
    if len(reaching) != 1 or reaching[0][2].value != stage.value:
        return {}
    leaf, box, found = reaching[0]
    known = {unit: low for unit, (low, high) in box.items() if low == high}
    known |= {unit: levels[0] for unit, levels in found.levels.items() if levels is not None and len(levels) == 1}
    tight = [row for name in leaf.multipliers if not ((row := whole.rows[name]).stairs or row.others)]
    while alone := {open_[0] for row in tight if len(open_ := [unit for unit in row.terms if unit not in known]) == 1}:
        known |= {unit: point[unit] for unit in alone}
    return known
