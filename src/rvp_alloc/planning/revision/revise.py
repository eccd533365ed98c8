"""Revise a division: new figures, what is realised and what the authority decides, with as little change as that allows."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from rvp_alloc.allocate import allocate
from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.figure import Confidence, Figure
from rvp_alloc.planning.cap import check_region, number_from, team_ids
from rvp_alloc.planning.inputs import with_floors
from rvp_alloc.planning.revision.earlier_plan import (
    base_of,
    with_earlier_plan,
    with_least_change,
    without_earlier_plan,
)
from rvp_alloc.planning.revision.revision import Pin, Revision
from rvp_alloc.policy.policy import Policy
from rvp_alloc.policy.rules.bounds import resolve
from rvp_alloc.region.region import Region
from rvp_alloc.solving.pulp_backend import DEFAULT_SOLVER


def revise(  # noqa: PLR0913  (what a revision asks, each by its name)
    old: Allocation,
    region: Region | None = None,
    policy: Policy | None = None,
    *,
    new_fte: Any = None,
    realised: Mapping[str, Any] | None = None,
    pins: Mapping[str, Pin] | None = None,
    least_change: bool = True,
    solver: str = DEFAULT_SOLVER,
    time_limit: float | None = None,
) -> Revision:
    """Divide again after a year: with new figures, what is realised kept, and as little change as that allows.

    With ``least_change`` the order is: hard rules, guiding norms, then the old division, then the rest of the policy's aims.
    Nearest to the old division is the one whose largest change of a team, as a share of its formation, is smallest; then
    the next largest, and so on (aim ``least_change``). It settles what every team gets, so the key decides nothing any more.
    A plan over years is revised by :func:`rvp_alloc.planning.years_revision.revise_years`.
    A policy that names ``least_change`` among its aims keeps the place it gives it. Without ``least_change`` the revised
    division is the one that the policy gives by itself, as if there were no old one, save for what is realised and pinned.

    Parameters
    ----------
    old
        The division that is revised.
    region, policy
        New figures and rules; those of the old division if None, in which what gave way is asked again.
    new_fte
        The new number of fte; that of the policy if None.
    realised
        Fte that teams have got already, by team: a floor for each, since nobody goes back. Other teams have none.
    pins
        What the authority decides, by team, each with author and reason.
    least_change
        Whether the old division weighs, as told above.
    solver, time_limit
        As for :func:`allocate`.

    Returns
    -------
    Revision
        Its ``new`` is a proven division like any other.

    Raises
    ------
    InputError
        If something is wrong in what is given.
    InfeasibleError
        If the rules, with what is realised and pinned, cannot hold together.

    Examples
    --------
    >>> from rvp_alloc import allocate, load_region
    >>> plan = allocate(load_region("amsterdam-2022"), new_fte=71)
    >>> revise(plan)
    <Revision amsterdam-2022: 0 of 17 teams move>
    >>> pin = Pin(3, "driehoek Amsterdam (made up)", "market days (made up)")
    >>> revision = revise(plan, pins={"Zuid-de Pijp": pin})
    >>> float(revision.new.team("Zuid-de Pijp").new_fte), round(float(revision.movement), 3)
    (3.0, 0.739)
    """
    if not isinstance(old, Allocation):
        what = f"a {type(old).__name__} is given where a division is asked for"
        raise RequestError([Problem("no_division", what, "Give what allocate returns", field="old")])
    new_region, new_policy = region or old.region, policy or old.policy_asked
    check_region(new_region)
    if new_fte is not None:
        new_policy = new_policy.set("budget.new_fte", new_fte)
    floors = {
        team: number_from(raw, f"realised.{team}")
        for team, raw in team_ids(new_region, realised or {}, "realised").items()
    }
    new_policy = pinned(new_region, with_floors(new_policy, _floors(floors)), pins or {})
    base = old
    if least_change:
        base = base_of(old, solver, time_limit)
        new_region = with_earlier_plan(new_region, old)
        new_policy = with_least_change(new_policy)
    else:
        new_region = without_earlier_plan(new_region)
    new = allocate(new_region, new_policy, solver=solver, time_limit=time_limit)
    return Revision(old, new, floors, least_change, base)


def _floors(realised: Mapping[str, Fraction]) -> dict[str, Figure]:
    return {
        team: Figure(fte, "fte", "realised", "", Confidence.ASSUMPTION, "what is realised is not taken back")
        for team, fte in realised.items()
    }


def pinned(region: Region, policy: Policy, pins: Mapping[str, Pin]) -> Policy:
    """Return a policy with these pins; one that a team has already, by id or by name, is replaced."""
    for team, pin in pins.items():
        for name in policy.parameters("pins"):
            if name != team and resolve(region, "team", name) == resolve(region, "team", team):
                policy = policy.set(f"pins.{name}", None)
        policy = policy.set(f"pins.{team}", pin.fte, source=pin.author, note=pin.reason)
    return policy
