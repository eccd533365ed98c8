"""The earlier plan: the old division as something that the new one keeps in mind, or does not."""

from dataclasses import replace
from fractions import Fraction

from rvp_alloc.allocate import allocate
from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.planning.inputs import with_measure
from rvp_alloc.policy.aims.least_change import EARLIER_PLAN, LeastChange
from rvp_alloc.policy.policy import Policy
from rvp_alloc.region.region import Region

_GUIDES = "key"
_TAKEN_FROM = "division of "
"""What the source of an earlier plan begins with where a revision took it from the old division."""


def knows_old_division(region: Region) -> bool:
    """Say whether a region knows an earlier plan because a revision gave it to it, not the user."""
    measure = region.measure(EARLIER_PLAN)
    return measure is not None and all(group.figure.source.startswith(_TAKEN_FROM) for group in measure.values)


def with_earlier_plan(region: Region, old: Allocation) -> Region:
    """Return a region that knows what every team gets in the old division; a team that was not in it had nothing."""
    given = {team.id: team.new_fte for team in old.teams}
    values = {team.id: given.get(team.id, Fraction(0)) for team in region.teams}
    return with_measure(
        region, EARLIER_PLAN, "Earlier plan", values, f"{_TAKEN_FROM}{old.region.id}, {old.policy.name}"
    )


def without_earlier_plan(region: Region) -> Region:
    """Return a region that knows no earlier plan, unless it is one that the user gave."""
    if not knows_old_division(region):
        return region
    return replace(region, measures=tuple(found for found in region.measures if found.id != EARLIER_PLAN))


def without_least_change(policy: Policy) -> Policy:
    """Return a policy that does not pursue least change."""
    return replace(policy, aims=tuple(aim for aim in policy.aims if aim != LeastChange.id))


def base_of(old: Allocation, solver: str, time_limit: float | None) -> Allocation:
    """Return the old division, its region knowing itself as the earlier plan: so that this is no difference between the two."""
    return allocate(with_earlier_plan(old.region, old), old.policy, solver=solver, time_limit=time_limit)


def with_least_change(policy: Policy) -> Policy:
    """Return a policy that pursues least change, before the key if it does not say where."""
    if LeastChange.id in policy.aims:
        return policy
    place = policy.aims.index(_GUIDES) if _GUIDES in policy.aims else len(policy.aims)
    return replace(policy, aims=(*policy.aims[:place], LeastChange.id, *policy.aims[place:]))
