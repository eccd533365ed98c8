"""Declared fallback: parameters and rules that a policy lets give way, in order, and the trail of what did."""

from collections.abc import Iterable

from rvp_alloc.conflict.repair import Repair, smallest_change
from rvp_alloc.conflict.search import Oracle, can_hold
from rvp_alloc.figure import exact_text
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.formulate import formulate
from rvp_alloc.policy.policy import Policy
from rvp_alloc.policy.relaxation import Relaxation
from rvp_alloc.policy.rule import State, rule
from rvp_alloc.region.region import Region


def give_way(region: Region, policy: Policy) -> tuple[Policy, tuple[Relaxation, ...]]:
    """Return the policy with what it names in ``fallback`` relaxed as little as possible, and the trail.

    The first named gives way first: so the last named is asked first how little it must move if all before it were gone,
    then the one before it, and so on. A parameter moves to the nearest value that will do; a rule becomes guiding
    where it can be, else off.
    """
    trail: list[Relaxation] = []
    for place in reversed(range(len(policy.fallback))):
        name, weaker = policy.fallback[place], policy.fallback[:place]
        case = Case(region, policy)
        oracle = Oracle(case, formulate(case))
        active = frozenset(parameter for parameter in oracle.parameters if not _named(parameter, weaker))
        if can_hold(oracle, active):
            continue
        if "." in name:
            policy, relaxed = _parameter_gives_way(policy, name, _nearest(smallest_change(case, active, name)))
        else:
            policy, relaxed = _rule_gives_way(policy, name)
        trail += relaxed
    return policy, tuple(reversed(trail))


def _named(parameter: str, names: Iterable[str]) -> bool:
    return any(name in (parameter, parameter.partition(".")[0]) for name in names)


def _nearest(repairs: Iterable[Repair]) -> Repair | None:
    return min(repairs, key=lambda repair: abs(repair.changes[0].new - repair.changes[0].old), default=None)


def _parameter_gives_way(policy: Policy, name: str, repair: Repair | None) -> tuple[Policy, list[Relaxation]]:
    asked = exact_text(policy[name].value)
    if repair:
        return repair.apply(policy), [Relaxation(name, asked, exact_text(repair.changes[0].new))]
    known = rule(name.partition(".")[0]).parameter(name.partition(".")[2])
    if known and "*" in known.name and known.alone:
        return policy.set(name, None), [Relaxation(name, asked, "none")]
    return policy, []


def _rule_gives_way(policy: Policy, name: str) -> tuple[Policy, list[Relaxation]]:
    states = rule(name).states
    softer = State.GUIDING if State.GUIDING in states else State.OFF
    if softer not in states:
        return policy, []
    return policy.set(f"{name}.state", softer), [Relaxation(name, str(policy.state(name)), str(softer))]
