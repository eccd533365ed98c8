"""Reallocate: bring the present formation nearer to the key, within what the user lets a team lose."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from rvp_alloc.allocate import allocate
from rvp_alloc.arithmetic import fraction
from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.figure import parse_number
from rvp_alloc.planning.cap import Cap, caps_by_team, check_region, number_from, team_ids
from rvp_alloc.planning.reallocation.reallocation import Reallocation, Reason, TeamMove
from rvp_alloc.planning.reallocation.targets import Protection, prepared, targets
from rvp_alloc.planning.years.plan_years import pursue
from rvp_alloc.planning.years.task import Task, check_task, check_time_limit, read_intake
from rvp_alloc.planning.years.year_plan import YearPlan
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.check import check_inputs
from rvp_alloc.policy.policy import Policy
from rvp_alloc.region.region import Region
from rvp_alloc.solving.pulp_backend import DEFAULT_SOLVER


def reallocate(  # noqa: PLR0913  (what a reallocation asks, each by its name)
    region: Region,
    policy: Policy | None = None,
    *,
    new_fte: Any = None,
    share: Any = 1,
    loss_cap_team: Any = None,
    hold_harmless: Sequence[str] | Mapping[str, str] = (),
    years: Sequence[int] | Mapping[int, Any] | None = None,
    loss_cap_per_year: Any = None,
    solver: str = DEFAULT_SOLVER,
    time_limit: float | None = None,
) -> Reallocation:
    """Let the key speak of the whole formation, and go as far toward it as caps on loss allow.

    The target of a team is its layers and its part by the key of ``share`` of all formation with what the budget leaves:
    ``target_t = uplift_t + development_t + kappa_t (share x sum F + R) - share x F_t``. Then, all hard rules holding:

    1. no team loses more than its target asks, nor more than its cap; a team held harmless loses nothing; a team that
       is to gain never loses;
    2. the teams that are to gain all go the same part of their way, as far as what comes free allows (leximin, up to the target);
    3. nobody moves more than that takes: losses are shared in proportion to what the targets ask, up to each cap.

    With ``years`` this is done for every year, an earlier one first, and no team loses more than its cap in any of them.

    Parameters
    ----------
    region, policy
        The teams, and the rules with the key. The norms for wijkagenten are left out: they are about new posts.
    new_fte
        New fte beside the reallocation; the policy's if None, and 0 where nothing comes in.
    share
        Which part of the formation the key divides anew, from 0 to 1; the rest stays where it is.
    loss_cap_team
        The most a team may lose in all: a :class:`Cap`, or a share of its formation; for all, or by team. No cap if None.
    hold_harmless
        Teams that may not lose, by id or name; as a mapping, with the reason of each.
    years
        The years over which it is done; as a mapping, with the new fte of each, which then replace ``new_fte``.
    loss_cap_per_year
        The most a team may lose in one year, as ``loss_cap_team``; asks for ``years``.
    solver, time_limit
        As for :func:`allocate`.

    Returns
    -------
    Reallocation
        Exact, unique and proven; those who lose come first, each with the reason.

    Raises
    ------
    InputError
        If something is wrong in what is given.
    InfeasibleError
        If the rules cannot hold together, such as a pin that asks more than may come free.

    Examples
    --------
    >>> from rvp_alloc import Policy, load_region
    >>> region = load_region("amsterdam-2022")
    >>> key_alone = Policy.reference().set("priority_uplift.state", "off").set("development.state", "off")
    >>> found = reallocate(region, key_alone, new_fte=0, loss_cap_team="0.02", hold_harmless=["Amstelveen"])
    >>> found
    <Reallocation amsterdam-2022: 22.22 fte move, 9 teams lose, 7 gain>

    Notes
    -----
    The safety plan keeps the present division, and says that revising it may become necessary in time (RVP 2023-2026, chapter 8).
    How that would be done is not published: this rule, and every cap, is the user's to choose. Planners' practice is to
    show losers first, to cap losses per team and per year, and to hold some teams harmless. The reference key is one for
    *new* fte: asked to divide the whole formation it would move hundreds of fte. Give a key that is meant for the question.
    """
    check_region(region)
    check_time_limit(time_limit)
    chosen = policy or Policy.reference()
    coming = _coming(years, new_fte)
    if coming:
        new_fte = sum(coming.values(), Fraction(0))
    if new_fte is not None:
        chosen = chosen.set("budget.new_fte", number_from(new_fte, "new_fte", lower=Fraction(0)))
    part = _share(share)
    protection = Protection(
        caps_by_team(region, loss_cap_team, "loss_cap_team"),
        _held(region, hold_harmless),
        caps_by_team(region, loss_cap_per_year, "loss_cap_per_year"),
    )
    if protection.per_year and not coming:
        raise RequestError([Problem("no_years", "is given without years", "Give years", field="loss_cap_per_year")])
    check_inputs(region, chosen)
    ready, moving = prepared(region, chosen, part, protection)
    wanted = targets(region, chosen, part)
    plan = (
        pursue(_task(ready, moving, coming, wanted, protection.per_year), solver, time_limit)
        if coming
        else allocate(ready, moving, solver=solver, time_limit=time_limit)
    )
    key_budget = fraction(Case(ready, moving).key_budget)
    return Reallocation(region, part, protection, plan, _moves(region, protection, wanted, plan), key_budget)


def _coming(years: Any, new_fte: Any) -> dict[int, Fraction]:
    """Return the new fte of each year; none come in where only the years are given."""
    if years is None:
        return {}
    by_year = isinstance(years, Mapping)
    if new_fte is not None and (by_year or parse_number(new_fte) != 0):
        what, remedy = "is given beside years", "Give years as {2025: 10, 2026: 5}, each with its new fte"
        raise RequestError([Problem("unclear", what, remedy, field="new_fte")])
    return read_intake(years if by_year else dict.fromkeys(years, 0))


def _share(raw: Any) -> Fraction:
    share = number_from(raw, "share", lower=Fraction(0))
    if share > 1:
        raise RequestError([Problem("out_of_range", "is more than 1", "Give a part from 0 to 1", field="share")])
    return share


def _held(region: Region, given: Sequence[str] | Mapping[str, str]) -> dict[str, str]:
    if isinstance(given, str):
        raise RequestError(
            [Problem("not_a_list", "is not a list", "Give a list, also for one team", field="hold_harmless")]
        )
    return team_ids(region, given if isinstance(given, Mapping) else dict.fromkeys(given, ""), "hold_harmless")


def _task(
    region: Region,
    policy: Policy,
    coming: Mapping[int, Fraction],
    wanted: Mapping[str, Fraction],
    per_year: Mapping[str, Cap],
) -> Task:
    """Return the plan over years: teams that are to lose may fall by their cap each year, no other team falls."""
    falls = {team: per_year.get(team, Cap(fte=-target)) for team, target in wanted.items() if target < 0}
    start = dict.fromkeys(wanted, Fraction(0))
    task = Task(policy, coming, dict.fromkeys(coming, region), start, {}, falls, "as_stated")
    check_task(task)
    return task


def _moves(region: Region, protection: Protection, wanted: Mapping[str, Fraction], plan: Any) -> tuple[TeamMove, ...]:
    courses = {team.id: _course(plan, team.id) for team in region.teams}
    last = plan.results[-1] if isinstance(plan, YearPlan) else plan
    change = {team.id: team.new_fte for team in last.teams}
    years = len(plan.years) if isinstance(plan, YearPlan) else 0
    floors = {team.id: protection.limit(team.id, team.formation.value, wanted[team.id], years) for team in region.teams}
    all_given = all(change[team] == floor.value for team, floor in floors.items() if floor.value < 0)
    all_taken = all(change[team] >= target for team, target in wanted.items() if target > 0)
    found = []
    for team in region.teams:
        floor, target = floors[team.id], wanted[team.id]
        reason: Reason = "rules"
        if change[team.id] == target:
            reason = "at_target"
        elif target < 0 and change[team.id] == floor.value:
            reason = "held" if team.id in protection.hold_harmless else "at_cap"
        elif target > 0 and all_given:
            reason = "short"
        elif target < 0 and all_taken:
            reason = "no_taker"
        formation = team.formation.value
        moved = (formation, target, floor.value, change[team.id], reason, floor.note, courses[team.id])
        found.append(TeamMove(team.id, team.name, *moved))
    return tuple(found)


def _course(plan: Any, team: str) -> dict[int, Fraction]:
    """Return what a team has gained or lost by the end of each year; nothing where there are no years."""
    if not isinstance(plan, YearPlan):
        return {}
    return {result.year: year.new_fte for result, year in zip(plan.results, plan.team(team), strict=True)}
