"""What is in the way: the rows that a proof needs."""

from collections.abc import Sequence

from flint import fmpq

from rvp_alloc.planning.rounding.choices import Choices
from rvp_alloc.planning.rounding.proof import Leaf, Stage, leaves, sums_of
from rvp_alloc.planning.rounding.whole import Whole
from rvp_alloc.planning.rounding.whole_row import Box

_HEADS = "ipga"  # brings heads and limits them, so no proof about them goes without


def rows_in_the_way(whole: Whole, stage: Stage) -> tuple[str, ...]:
    """Return the rows that a proof uses: those with a multiplier, and those that teams keep, but for rules it does without."""
    found = dict.fromkeys(name for leaf, _ in leaves(stage.tree, stage.box) for name in leaf.multipliers)
    keeping = [(leaf, box) for leaf, box in leaves(stage.tree, stage.box) if leaf.kept]
    if keeping:
        used = [
            Choices(choices.units, [row for row in choices.rows if not row.holds_within(stage.box)])
            for choices in whole.choices
        ]
        for rule in sorted({row.rule for choices in used for row in choices.rows} - {_HEADS}):
            without = [Choices(each.units, [row for row in each.rows if row.rule != rule]) for each in used]
            if all(_proves(whole, stage, leaf, box, without) for leaf, box in keeping):
                used = without
        found |= dict.fromkeys(row.id for choices in used for row in choices.rows)
    return tuple(found)


def _proves(whole: Whole, stage: Stage, leaf: Leaf, box: Box, kept: Sequence[Choices]) -> bool:
    """Say whether a leaf shows what it has to show where teams keep these rows only."""
    measure = None if leaf.empty else stage.measure
    found = sums_of(whole, measure, stage.fixed, leaf).lowest(box, kept)
    if found is None:
        return False
    return found.is_no_better(stage.value, measure) if measure else found.is_above(fmpq(0))
