"""Matter: a division in whole posts, the same division read as any other, and how it is told."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from rvp_alloc.allocation import Allocation
from rvp_alloc.analysis.names import Names
from rvp_alloc.planning.rounding import Rounded
from rvp_alloc.report.content.form import decimals
from rvp_alloc.report.content.imprint import Imprint, Told


@dataclass(frozen=True)
class Matter(Told):
    """A division in whole posts, and how it is told."""

    rounded: Rounded
    imprint: Imprint

    @cached_property
    def names(self) -> Names:
        """What teams, pools and rules are called."""
        return Names(self.rounded.plan.region, self.lang)

    @cached_property
    def whole(self) -> Allocation:
        """The whole division as a division, to read totals from; its proof is that of whole posts, and stands elsewhere."""
        plan = self.rounded.plan
        return replace(plan, solved=replace(plan.solved, point=self.rounded.point, rounds=()))

    @cached_property
    def moved(self) -> Fraction:
        """How many fte are with another team than in the exact division."""
        return sum((team.change for team in self.rounded.gains), Fraction(0))

    def steps(self, amount: Fraction) -> str:
        """Write a multiple of the step, with as many decimals as steps need."""
        return self.form.fte(amount, decimals([self.rounded.step]))

    @property
    def exact_by_team(self) -> Mapping[str, Fraction]:
        """The exact new fte of every team, by id."""
        return {team.id: team.exact for team in self.rounded.teams}

    @property
    def whole_by_team(self) -> Mapping[str, Fraction]:
        """The whole new fte of every team, by id."""
        return {team.id: team.new_fte for team in self.rounded.teams}
