"""Toward a target: every team that is to gain goes the same part of its way, and nobody gives more than that takes."""

from collections.abc import Iterator, Mapping

from rvp_alloc.model import Number
from rvp_alloc.policy.aim import Aim, Leximin, Measured, register_aim
from rvp_alloc.policy.aims.least_change import distances
from rvp_alloc.policy.case import Case

TARGET = "target"
"""The measure of a region that holds what each team is to gain or, below 0, to lose, in fte."""


@register_aim
class TowardTarget(Aim):
    """Leximin of ``x_t / target_t`` up to 1 over the teams that are to gain; then as little movement as that takes.

    Little movement: first teams with a target of 0 stay where they are, as near as the rules allow; then the largest
    ``x_t / target_t`` of the others is made as small as possible, so that losses are shared alike.

    Applies where the region has a measure ``target``. Made for reallocation, where floors keep every team from losing more than
    its target asks.
    """

    id = "toward_target"

    def objectives(self, case: Case, known: Mapping[str, Number]) -> Iterator[Leximin]:
        """Yield the teams that are to gain, those that are to stay, and all that are to move."""
        if not case.has(TARGET):
            return
        targets = case.measure(TARGET)
        gaining = {team: self._part(case, team, 1 / target) for team, target in targets.items() if target > 0}
        staying = {team: target for team, target in targets.items() if target == 0}
        moving = {team: self._part(case, team, -1 / target) for team, target in targets.items() if target != 0}
        yield Leximin(self.id, gaining, cap=1)
        yield Leximin(f"{self.id}.staying", distances(case, staying))
        yield Leximin(f"{self.id}.least_movement", moving)

    def _part(self, case: Case, team: str, weight: Number) -> Measured:
        return Measured(
            {column: weight * coefficient for column, coefficient in case.new_fte([team]).items()}, case.zero
        )
