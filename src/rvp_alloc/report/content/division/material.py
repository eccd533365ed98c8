"""Material: a division, and what a report works out from it once."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from rvp_alloc.allocation import Allocation
from rvp_alloc.analysis.explanation import Explanation, Explanations
from rvp_alloc.analysis.explanation.changes import limits, own_figures, steps
from rvp_alloc.analysis.names import Names
from rvp_alloc.analysis.path import Path, path
from rvp_alloc.analysis.stretch import Stretch
from rvp_alloc.errors import InputError, NotProvenError
from rvp_alloc.figure import Confidence
from rvp_alloc.report.content.deciding import decides
from rvp_alloc.report.content.division.nearest import between
from rvp_alloc.report.content.imprint import Imprint, Told
from rvp_alloc.report.parts import Picture

BUDGET = "budget.new_fte"
PINS = "pins."
_MOST, _ROUND = 200, 100
_MOVING = ("wijkagenten.", "inhabitants.", "development.")


@dataclass(frozen=True)
class Material(Told):
    """A division, how it is told, and what is worked out once for all sections.

    ``budget_path`` is the division as the budget moves from 0 up, None where that cannot be followed. ``pictures`` are the
    charts, by name.
    """

    plan: Allocation
    imprint: Imprint
    budget_path: Path | None
    pictures: Mapping[str, Picture]

    @cached_property
    def names(self) -> Names:
        """What teams, parameters and figures are called."""
        return Names(self.plan.region, self.lang)

    @cached_property
    def explanations(self) -> Explanations:
        """Why each team gets what it gets."""
        return Explanations(self.plan)

    @cached_property
    def effects_told(self) -> bool:
        """Whether the effects of the rules can be told apart; not with very many rules."""
        try:
            return bool(self.explanations.teams)
        except NotProvenError:
            return False

    @cached_property
    def explained(self) -> tuple[Explanation, ...]:
        """The explanation of every team, with what a step of its own main figures would do, and where that ends."""
        return tuple(self._with_changes(entry) for entry in self.explanations.teams) if self.effects_told else ()

    @cached_property
    def budget_limits(self) -> tuple[Explanation, ...]:
        """The explanation of every team, with the budgets at which something else begins to decide what it gets."""
        walks = self.explanations.walks
        found = self.explanations.teams if self.effects_told else ()
        return tuple(replace(entry, limits=tuple(limits(walks, entry.result.id, (BUDGET,)))) for entry in found)

    @cached_property
    def assumed(self) -> tuple[str, ...]:
        """The parameters of the rules that are on that nobody published; what the authorities fixed is decided, not assumed."""
        policy = self.plan.policy
        return tuple(
            path
            for path, figure in policy.values().items()
            if figure.confidence is Confidence.ASSUMPTION
            and policy.is_on(path.partition(".")[0])
            and not path.startswith(PINS)
        )

    @cached_property
    def decided(self) -> tuple[tuple[str, ...], ...]:
        """What decides along each stretch of the budget path, in words; nothing where there is no division."""
        found = self.budget_path
        return tuple(self._decided(found, stretch) for stretch in found.stretches) if found else ()

    def picture(self, name: str) -> Picture:
        """Return a chart that was asked for."""
        return self.pictures[name]

    def _decided(self, found: Path, stretch: Stretch) -> tuple[str, ...]:
        inside = stretch.start if stretch.start == stretch.stop else between(stretch.start, stretch.stop)
        outcome = found.outcome(inside) if stretch.feasible else None
        return tuple(decides(outcome, self.names)) if isinstance(outcome, Allocation) else ()

    def _with_changes(self, explanation: Explanation) -> Explanation:
        walks, team = self.explanations.walks, explanation.result.id
        own = tuple(path for path in own_figures(self.plan, team) if path.startswith(_MOVING))
        ends = tuple(path for path in own if path.startswith("inhabitants."))
        return replace(explanation, steps=tuple(steps(walks, team, own)), limits=tuple(limits(walks, team, ends)))


def budget_path(plan: Allocation) -> Path | None:
    """Return the division as the budget moves, from 0 to 200 fte or twice what it is; None where that cannot be followed.

    The rules stay as they were used: what gave way does so no further at another budget.
    """
    now = plan.policy[BUDGET].value
    stop = max(_MOST, math.ceil(2 * now / _ROUND) * _ROUND)
    try:
        return path(plan.region, plan.policy.with_fallback(), BUDGET, Fraction(0), stop)
    except (InputError, NotProvenError):
        return None
