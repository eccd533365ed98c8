"""Allocate: from a region and a policy to a proven division, on one page."""

from dataclasses import replace
from typing import Any

from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.conflict import Conflict
from rvp_alloc.conflict.give_way import give_way
from rvp_alloc.errors import InfeasibleError, Problem, RequestError
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.check import check_inputs
from rvp_alloc.policy.formulate import formulate
from rvp_alloc.policy.policy import Policy
from rvp_alloc.region.region import Region
from rvp_alloc.solving.chain import Infeasible, solve_chain
from rvp_alloc.solving.pulp_backend import DEFAULT_SOLVER


def allocate(
    region: Region,
    policy: Policy | None = None,
    new_fte: Any = None,
    *,
    solver: str = DEFAULT_SOLVER,
    time_limit: float | None = None,
) -> Allocation:
    """Divide new fte over the teams of a region: exact, unique, and proven.

    Parameters
    ----------
    region
        The teams and their figures.
    policy
        The rules; the reference policy if none is given.
    new_fte
        How many fte to divide, exact; what the policy's budget says if none is given.
    solver
        PuLP's name of a solver for linear programmes. The answer does not depend on it.
    time_limit
        Seconds; None for no limit.

    Raises
    ------
    PolicyError
        If the policy is not valid, or does not fit the region; with every problem found.
    InfeasibleError
        If the hard rules cannot hold together; carries the proof as a :class:`Conflict`.
    NotProvenError
        If the time limit passes before the proof is complete.
    SolverError
        If the solver is unknown, not installed, or not for linear programmes.

    Examples
    --------
    >>> from rvp_alloc import allocate, load_region
    >>> plan = allocate(load_region("amsterdam-2022"), new_fte=71)
    >>> plan
    <Allocation amsterdam-2022: 71 fte over 17 teams, proven_optimal, unique>

    Notes
    -----
    Rules and their order: Regionaal Veiligheidsplan 2023-2026, politie-eenheid Amsterdam, chapter 8 and its notes.
    """
    outcome = try_allocate(region, policy, new_fte, solver=solver, time_limit=time_limit)
    if isinstance(outcome, Conflict):
        raise InfeasibleError(outcome)
    return outcome


def try_allocate(
    region: Region,
    policy: Policy | None = None,
    new_fte: Any = None,
    *,
    solver: str = DEFAULT_SOLVER,
    time_limit: float | None = None,
) -> Allocation | Conflict:
    """Divide new fte as :func:`allocate` does, but return a conflict as a value instead of raising it: for batch work.

    Parameters
    ----------
    region, policy, new_fte, solver, time_limit
        As for :func:`allocate`.

    Raises
    ------
    PolicyError, NotProvenError, SolverError
        As for :func:`allocate`.

    Examples
    --------
    >>> from rvp_alloc import load_region, try_allocate
    >>> [try_allocate(load_region("amsterdam-2022"), new_fte=fte).status for fte in (38, 39)]
    ['infeasible', 'proven_optimal']
    """
    policy = policy or Policy.reference()
    if new_fte is not None:
        policy = policy.set("budget.new_fte", new_fte)
    if not isinstance(region, Region):
        what = f"a {type(region).__name__} is given where a region is asked for"
        raise RequestError([Problem("no_region", what, "Give a region, as load_region returns", field="region")])
    if time_limit is not None and not (isinstance(time_limit, int | float) and time_limit > 0):
        raise RequestError(
            [
                Problem(
                    "out_of_range", f"{time_limit} is not a time", "Give seconds above 0, or none", field="time_limit"
                )
            ]
        )
    check_inputs(region, policy)
    outcome = _divide(region, policy, solver, time_limit)
    if isinstance(outcome, Conflict) and policy.fallback:
        relaxed, trail = give_way(region, policy)
        second = _divide(region, relaxed, solver, time_limit) if trail else outcome
        outcome = replace(second, relaxed=trail, asked=policy) if isinstance(second, Allocation) else outcome
    if isinstance(outcome, Allocation) and policy.is_on("pins"):
        outcome = replace(outcome, without_pins=_rules_alone(region, policy, solver, time_limit))
    return outcome


def _divide(region: Region, policy: Policy, solver: str, time_limit: float | None) -> Allocation | Conflict:
    case = Case(region, policy)
    model = formulate(case)
    solved = solve_chain(case, model, solver, time_limit)
    return Conflict(case, model, solved) if isinstance(solved, Infeasible) else Allocation(case, model, solved, solver)


def _rules_alone(region: Region, policy: Policy, solver: str, time_limit: float | None) -> Allocation | None:
    """Return what the rules would give without the pins, or None where they clash."""
    outcome = try_allocate(region, policy.set("pins.state", "off"), solver=solver, time_limit=time_limit)
    return None if isinstance(outcome, Conflict) else outcome
