"""Whole posts: from an exact division to one in steps of 1, 1/2 or 1/10 fte, on one page."""

import time
from fractions import Fraction
from typing import Any

from rvp_alloc.allocation import Allocation
from rvp_alloc.errors import NoRoundingError, Problem, RequestError
from rvp_alloc.figure import exact_text, parse_number
from rvp_alloc.planning.rounding.none import NoRounding
from rvp_alloc.planning.rounding.rounded import Rounded
from rvp_alloc.planning.rounding.stages import Nothing, solve
from rvp_alloc.planning.rounding.whole import whole_of
from rvp_alloc.telling import visible

MOST_STEPS = 100_000


def round_posts(plan: Allocation, step: Any = 1, *, time_limit: float | None = None) -> Rounded:
    """Make the posts of a division whole: as near as can be to the exact answer, with every hard rule still exactly met.

    The new fte of every team, and the new wijkagent posts of every pool, become multiples of the step; interventieplegers and
    regisseurs whole heads. The total of new fte stays what it is. One criterion after the other, and one answer:

    1. every team gets the whole number below or above its exact answer; where the rules allow no such rounding, as few
       steps beyond those as possible, over all teams together;
    2. the smallest sum over teams of squared differences with the exact answer (with a total alone: largest remainders);
    3. among what is then equal, more for the team with the larger formation, then the larger key target, then more
       inhabitants in its pool, and last the smaller id.

    With those new fte fixed, the same for wijkagent posts (equal ones: more inhabitants first), then for interventieplegers, then
    for regisseurs; of these the total comes as near as it can to the exact total before the differences of each count.

    Parameters
    ----------
    plan
        An exact division.
    step
        What one post counts for, in fte, exact: 1, ``"1/2"``, ``"0.1"``, or any other that fits into the total.
    time_limit
        Seconds; None for no limit.

    Raises
    ------
    RequestError
        If the step is not above 0, or does not fit into the total.
    NoRoundingError
        If no whole posts meet every hard rule; carries the proof as a :class:`NoRounding`.
    NotProvenError
        If the time limit passes before the proof is complete.

    Examples
    --------
    >>> from rvp_alloc import allocate, load_region
    >>> rounded = round_posts(allocate(load_region("amsterdam-2022"), new_fte=71))
    >>> rounded
    <Rounded amsterdam-2022: 71 fte in steps of 1, 17 of 17 teams move, proven_optimal>
    >>> [str(team.new_fte) for team in rounded.teams][:4]
    ['9', '2', '4', '3']

    Notes
    -----
    Uplift and development stay exact in their layers, and the key takes up the rest. Where a rule of your own brings a layer that
    no equation settles, that layer is one of those that fit; new fte and posts are the only best ones all the same.

    An integer programme with a linear relaxation in which whole corners are the rule, solved by branch and bound (Land and Doig
    1960); every leaf is proven in rationals by its multipliers. Where IPGA or basic care leave hardly any room for whole heads,
    all that each team may choose is gone through, and only the rows that teams share have multipliers (Dantzig and Wolfe 1960).
    With a total alone it is the method of Hamilton (1792).
    """
    outcome = try_round_posts(plan, step, time_limit=time_limit)
    if isinstance(outcome, NoRounding):
        raise NoRoundingError(outcome)
    return outcome


def try_round_posts(plan: Allocation, step: Any = 1, *, time_limit: float | None = None) -> Rounded | NoRounding:
    """Make posts whole as :func:`round_posts` does, but return that there is no rounding as a value instead of raising it.

    Parameters
    ----------
    plan, step, time_limit
        As for :func:`round_posts`.

    Raises
    ------
    RequestError, NotProvenError
        As for :func:`round_posts`.

    Examples
    --------
    >>> from rvp_alloc import Policy, allocate, load_region
    >>> policy = Policy.reference().set("pins.amstelveen", "2.5", source="a mayor", note="a reason")
    >>> plan = allocate(load_region("amsterdam-2022"), policy)
    >>> [try_round_posts(plan, step).status for step in (1, "1/2")]
    ['no_rounding', 'proven_optimal']
    """
    exact = checked_step(plan, step)
    if time_limit is not None and not (isinstance(time_limit, int | float) and time_limit > 0):
        what = f"{visible(time_limit)} is not a time"
        raise RequestError([Problem("out_of_range", what, "Give seconds above 0, or none", field="time_limit")])
    deadline = None if time_limit is None else time.monotonic() + time_limit
    whole = whole_of(plan, exact)
    outcome = solve(whole, deadline)
    if isinstance(outcome, Nothing):
        return NoRounding(plan, exact, whole, outcome.stage)
    return Rounded(plan, exact, whole, outcome)


def checked_step(plan: Allocation, step: Any) -> Fraction:
    """Return a step as an exact number, or raise with what is wrong with it for this division."""
    if not isinstance(plan, Allocation):
        what = f"a {type(plan).__name__} is given where a division is asked for"
        raise RequestError([Problem("no_division", what, "Give what allocate returns", field="plan")])
    try:
        exact = parse_number(step)
    except ValueError as error:
        problem = Problem(
            "not_a_number", f"{visible(step)} {error}", 'Give a number such as 1, "1/2" or 0.1', field="step"
        )
        raise RequestError([problem]) from None
    wrong = remedy = ""
    if exact <= 0:
        code, wrong, remedy = "out_of_range", f"{exact_text(exact)} is not above 0", "Give 1, 1/2 or 1/10"
    elif abs(plan.total) / exact > MOST_STEPS:
        code, wrong = (
            "out_of_range",
            f"{exact_text(plan.total)} fte are more than {MOST_STEPS:,} steps of {exact_text(exact)}",
        )
        remedy = "Give a larger step"
    elif (plan.total / exact).denominator != 1:
        below = plan.total // exact * exact
        code, wrong = "not_whole", f"{exact_text(plan.total)} fte are no multiple of {exact_text(exact)}"
        remedy = f"Divide {exact_text(below)} or {exact_text(below + exact)} fte, or give a step that fits"
    if wrong:
        raise RequestError([Problem(code, wrong, remedy, field="step", value=exact_text(exact))])
    return exact
