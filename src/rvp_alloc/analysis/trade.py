"""Trade: between which levels one aim can be traded against another, once it is checked that it can be at all."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from flint import fmpq

from rvp_alloc.allocate import allocate
from rvp_alloc.analysis.course import Course
from rvp_alloc.analysis.inputs import with_figures
from rvp_alloc.arithmetic import fraction
from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.policy.aim import Smallest, all_aims
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.check import check_inputs
from rvp_alloc.policy.formulate import formulate
from rvp_alloc.policy.policy import Policy
from rvp_alloc.policy.rules.reach import level_problems, state_problems
from rvp_alloc.region.region import Region
from rvp_alloc.solving.chain import Infeasible, solve_chain


def trade(region: Region, policy: Policy, first: str, second: str) -> tuple[Course, bool]:
    """Return the course of the level that the first aim must reach, and whether less of it is better.

    It goes from what the first aim can have with the second at its best, to what it can have at all. The policy of the course
    pursues the second aim before all others.

    Raises
    ------
    RequestError
        If the two cannot be traded.
    PolicyError
        If the policy does not fit the region.
    InfeasibleError
        If the hard rules cannot hold together.
    """
    check_inputs(region, policy)
    _refuse([*_request_problems(policy, first, second)])
    others = [aim for aim in policy.aims if aim not in (first, second)]
    given_way = allocate(region, policy.with_aims(second, first, *others)).policy
    held = replace(given_way, fallback=())
    _refuse([*_level_problems(region, held, first, second)])
    best = best_level(region, held, first)
    second_at_best = with_level(region, held, second, best_level(region, held, second))
    worst = best_level(region, second_at_best, first)
    less_is_better = isinstance(all_aims()[first].plain(Case(region, held)), Smallest)
    start, stop = (best, worst) if less_is_better else (max(worst, Fraction(0)), best)
    if stop < 0:
        what = f"{first} cannot reach a level of 0: {float(stop):g} at best"
        _refuse([Problem("below_zero", what, "Trade it where teams lose less, or switch on no_loss", field="first")])
    parameter = f"reach.{first}"
    return Course(region, with_level(region, held, first, start), parameter, start, stop), less_is_better


def best_level(region: Region, policy: Policy, aim: str) -> Fraction:
    """Return the best level that an aim can reach under the hard rules of a policy, whatever becomes of all other aims."""
    case = Case(region, policy)
    objective = all_aims()[aim].plain(case)
    solved = solve_chain(case, formulate(case), wanted=(), before=[objective] if objective else [])
    if isinstance(solved, Infeasible):
        raise AssertionError(f"what is asked of {aim} was reached before")
    return fraction(fmpq(0) + all_aims()[aim].level(case, solved.point))


def at_levels(course: Course, first: Fraction, second_aim: str, second: Fraction) -> Policy:
    """Return the policy whose division has these levels.

    The first aim must reach its level; the second comes first of all, and so has its own. Only where its aim begins with
    something else (of the key: that teams without a share in it keep what they have) it must be held at it as well.
    """
    aim = course.parameter.removeprefix("reach.")
    policy = with_level(course.region, course.policy, aim, first)
    objectives = all_aims()[second_aim].objectives(Case(course.region, policy), {})
    if next(objectives).aim == second_aim:
        return policy
    if second < 0:
        what = f"{second_aim} is at {float(second):g} beside {aim}, and no level below 0 can be held"
        _refuse([Problem("below_zero", what, "Switch on no_loss", field="second")])
    return with_level(course.region, policy, second_aim, second)


def with_level(region: Region, policy: Policy, aim: str, level: Fraction) -> Policy:
    """Return a policy in which an aim must reach a level, however many digits it has.

    >>> from rvp_alloc import load_region
    >>> policy = with_level(load_region("amsterdam-2022"), Policy.reference(), "key", Fraction(10**20, 3 * 10**20 + 1))
    >>> str(policy["reach.key"]), policy.name
    ('100000000000000000000/300000000000000000001 fulfilment', 'reference, changed')
    """
    parameter = f"reach.{aim}"
    for name in () if policy.is_on("reach") else policy.parameters("reach"):
        policy = policy.set(f"reach.{name}", None)  # what is written there while the rule is off is not asked
    policy = policy.set(parameter, 0)
    return replace(with_figures(region, policy, {parameter: level}, "frontier of two aims")[1], name=policy.name)


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise RequestError(problems)


def _request_problems(policy: Policy, first: str, second: str) -> Iterator[Problem]:
    for name, field in ((first, "first"), (second, "second")):
        yield from level_problems(str(name), field)
        yield from state_problems(str(name), policy, field)
    if first == second:
        yield Problem("double", "an aim cannot be traded against itself", "Name two aims", field="second")


def _level_problems(region: Region, policy: Policy, first: str, second: str) -> Iterator[Problem]:
    """Yield what makes that a level means nothing once rules have given way, or nothing is left for the key."""
    for name, field in ((first, "first"), (second, "second")):
        yield from state_problems(name, policy, field)
        if name == "key" and not Case(region, policy).key_budget > 0:
            what = "the other layers leave nothing for the key, so that its fulfilment has no level"
            yield Problem("no_level", what, "Raise the budget, or lower the other layers", field=field)
