"""The proof: a tree that splits the whole numbers, and at every leaf multipliers of rows that show that nothing there is better.

With multipliers at least 0 on rows ``a.n <= b`` that hold, no whole numbers have a smaller measure than the smallest of
``measure(n) + multipliers.(a.n - b)``. That is a sum of amounts of one number each, so its smallest value is found number by
number (Lagrange; Geoffrion 1974). Where nothing is measured and it is still above 0, there are no such whole numbers at all.

Where a leaf *keeps* the rows of every team by itself, the smallest value is found team by team, among all that each may choose
under those rows; only the rows that teams share have multipliers then.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from flint import fmpq

from rvp_alloc.planning.rounding.choices import Choices, Cost
from rvp_alloc.planning.rounding.measures import Measure
from rvp_alloc.planning.rounding.whole import Whole
from rvp_alloc.planning.rounding.whole_row import Box, WholeRow


@dataclass(frozen=True, slots=True)
class Leaf:
    """Multipliers of rows, by id, and prices of earlier measures, by place.

    ``empty`` where no whole numbers are left; ``kept`` where the rows that speak of one team alone are kept as they are.
    """

    multipliers: Mapping[str, fmpq]
    prices: Mapping[int, fmpq]
    empty: bool = False
    kept: bool = False


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


@dataclass(frozen=True, slots=True)
class Lowest:
    """The smallest value that a leaf leaves room for, and some levels at which each unit reaches it: two where several do.

    ``value`` is None where there are no whole numbers to have a value.
    """

    value: fmpq | None
    levels: Mapping[str, frozenset[int]]

    def is_above(self, value: fmpq) -> bool:
        """Say whether everything is above a value."""
        return self.value is None or self.value > value

    def is_no_better(self, value: fmpq, measure: Measure | None) -> bool:
        """Say whether nothing has a smaller measure than a value; what counts is whole, and then above 2 is at least 3."""
        if self.value is None:
            return True
        return (fmpq(self.value.ceil()) if measure and measure.counts else self.value) >= value


def lowest(
    whole: Whole, box: Box, measure: Measure | None, fixed: Sequence[tuple[Measure, fmpq]], leaf: Leaf
) -> Lowest | None:
    """Return the smallest value of a measure that multipliers leave room for within a box; None if there is no smallest."""
    sums = sums_of(whole, measure, fixed, leaf)
    if any(rest < 0 or (rest != 0 and whole.lower[column] is None) for column, rest in sums.others.items()):
        return None
    return sums.lowest(box, whole.choices if leaf.kept else ())


def sums_of(whole: Whole, measure: Measure | None, fixed: Sequence[tuple[Measure, fmpq]], leaf: Leaf) -> "Sums":
    """Return what a measure and the multipliers of a leaf bring together."""
    sums = Sums()
    for name, multiplier in leaf.multipliers.items():
        sums.add_row(whole.rows[name], multiplier)
    for place, price in leaf.prices.items():
        earlier, reached = fixed[place]
        sums.value -= price * reached
        sums.add_measure(earlier, price)
    if measure:
        sums.add_measure(measure, fmpq(1))
    return sums


class Sums:
    """What rows and measures with their multipliers bring together: a constant, a cost for each unit, and other columns."""

    def __init__(self) -> None:
        self.value = fmpq(0)
        self.costs: defaultdict[str, Cost] = defaultdict(Cost)
        self.others: defaultdict[str, fmpq] = defaultdict(lambda: fmpq(0))

    def add_row(self, row: WholeRow, multiplier: fmpq) -> None:
        """Add a row so many times."""
        self.value -= multiplier * row.bound
        for unit, amount in row.terms.items():
            self.costs[unit].slope += multiplier * amount
        for column, amount in row.others.items():
            self.others[column] += multiplier * amount
        if row.stairs:
            self.costs[row.stairs.unit].curves.append(partial(_times, multiplier, partial(row.part, row.stairs.unit)))

    def add_measure(self, measure: Measure, price: fmpq) -> None:
        """Add a measure so many times."""
        for unit in measure.units:
            self.costs[unit].curves.append(partial(_times, price, partial(measure.part, unit)))

    def lowest(self, box: Box, kept: Iterable[Choices]) -> Lowest | None:
        """Return the smallest sum within a box, team by team where teams keep their rows and unit by unit otherwise."""
        value = self.value
        levels: dict[str, frozenset[int]] = {}
        alone = dict(self.costs)
        for choices in kept:
            if all(unit not in alone or alone[unit].free for unit in choices.units):
                if choices.any(box) is None:
                    return Lowest(None, {})
                continue
            least = choices.cheapest(box, alone)
            if least is None:
                return Lowest(None, {})
            value += least[0]
            for place, unit in enumerate(choices.units):
                alone.pop(unit, None)
                levels[unit] = frozenset(choice[place] for choice in least[1])
        for unit, cost in alone.items():
            found = cost.cheapest(box[unit])
            if found is None:
                return None
            value += found[0]
            levels[unit] = frozenset(found[1])
        return Lowest(value, levels)


def _times(factor: fmpq, curve: Callable[[int], fmpq], level: int) -> fmpq:
    return factor * curve(level)


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
        and not found.is_above(stage.value)
    ]
    if len(reaching) != 1 or reaching[0][2].value != stage.value:
        return {}
    leaf, box, found = reaching[0]
    known = {unit: low for unit, (low, high) in box.items() if low == high}
    known |= {unit: next(iter(levels)) for unit, levels in found.levels.items() if len(levels) == 1}
    tight = [row for name in leaf.multipliers if not ((row := whole.rows[name]).stairs or row.others)]
    while alone := {open_[0] for row in tight if len(open_ := [unit for unit in row.terms if unit not in known]) == 1}:
        known |= {unit: point[unit] for unit in alone}
    return known
