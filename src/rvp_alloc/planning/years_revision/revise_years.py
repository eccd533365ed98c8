"""Revise a plan over years while it runs: what is realised, what is new, and the rest of the years planned again."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any, Literal

from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.planning.cap import Cap, caps_by_team, number_from, team_ids
from rvp_alloc.planning.revision import Pin
from rvp_alloc.planning.revision.earlier_plan import (
    knows_old_division,
    with_earlier_plan,
    with_least_change,
    without_least_change,
)
from rvp_alloc.planning.revision.revise import pinned
from rvp_alloc.planning.years.availability import Availability
from rvp_alloc.planning.years.forecasts import regions_by_year
from rvp_alloc.planning.years.plan_years import pursue
from rvp_alloc.planning.years.task import First, Task, check_task, check_time_limit, checked_choice, read_intake
from rvp_alloc.planning.years.year_plan import YearPlan
from rvp_alloc.planning.years_revision.years_revision import YearsRevision
from rvp_alloc.policy.policy import Policy
from rvp_alloc.region.region import Region
from rvp_alloc.solving.pulp_backend import DEFAULT_SOLVER


def revise_years(  # noqa: PLR0913  (what a revision asks, each by its name)
    old: YearPlan,
    year: int,
    *,
    realised: Mapping[str, Any] | None = None,
    intake: Mapping[int, Any] | Availability | None = None,
    forecasts: Mapping[int, Any] | None = None,
    policy: Policy | None = None,
    pins: Mapping[str, Pin] | None = None,
    growth_cap: Cap | Mapping[str, Any] | Any | None = None,
    least_change: bool = True,
    first: Literal["earlier", "later"] | None = None,
    solver: str = DEFAULT_SOLVER,
    time_limit: float | None = None,
) -> YearsRevision:
    """Plan the years from a year on again: nobody loses what is realised, and the plan changes as little as that allows.

    With ``least_change`` the order of every year is: hard rules, guiding norms, then the old plan for that year, then the rest
    of the policy's aims; nearest to the old plan is what the aim ``least_change`` says. What was to be realised before the
    year and is not, stays away: give it as intake where it still comes.

    Parameters
    ----------
    old
        The plan that is revised.
    year
        The first year that is planned again.
    realised
        All new fte that a team really has when that year begins, by team; a team that is not named has what was planned.
    intake
        New posts of years from that year on, or an :class:`Availability`; years that are not named keep theirs. Years after
        the old plan may be added.
    forecasts
        New figures, from that year or a later one on, as for :func:`plan_years`; they come before what the old plan expected.
    policy
        The rules and aims; those of the old plan if None.
    pins
        What the authority decides, by team, each with author and reason.
    growth_cap
        As for :func:`plan_years`; that of the old plan if None, ``{}`` for none.
    least_change
        Whether the old plan weighs, as told above.
    first
        As for :func:`plan_years`; that of the old plan if None. With ``later`` the end of the plan stays as near as it can to the
        old one, and the years before it follow; with ``earlier`` what comes in earlier than planned is shared out at once, and
        whoever gets of it keeps it to the end.
    solver, time_limit
        As for :func:`allocate`.

    Returns
    -------
    YearsRevision
        Its ``new`` is a proven plan like any other.

    Raises
    ------
    InputError
        If something is wrong in what is given.
    InfeasibleError
        If the rules, with what is realised and decided, cannot hold together.

    Examples
    --------
    >>> from rvp_alloc import load_region
    >>> from rvp_alloc.planning.years import plan_years
    >>> plan = plan_years(load_region("amsterdam-2022"), intake={2023: 20, 2024: 20, 2025: 18, 2026: 13})
    >>> revise_years(plan, 2025)
    <YearsRevision amsterdam-2022: 2025 to 2026 planned again, 0 of 17 teams move>
    >>> behind = plan.year(2024).team("Boven IJ").new_fte - 1
    >>> revise_years(plan, 2025, realised={"Boven IJ": behind}, intake={2025: 19})
    <YearsRevision amsterdam-2022: 2025 to 2026 planned again, 0 of 17 teams move>
    """
    check_time_limit(time_limit)
    coming = _coming(intake, year)
    before = _rest(old, year, coming)
    regions = regions_by_year(before.regions, forecasts or {})
    after = replace(
        before,
        policy=pinned(regions[year], policy or old.task.policy, pins or {}),
        intake={**before.intake, **coming},
        regions=regions,
        start={**before.start, **_realised(old.region, realised)},
        rises=before.rises if growth_cap is None else caps_by_team(regions[year], growth_cap, "growth_cap"),
        first=before.first if first is None else checked_choice("first", first, First),
        availability=intake if isinstance(intake, Availability) else None,
    )
    if least_change:
        before = _knowing(before, old)
        after = replace(_knowing(after, old), policy=with_least_change(after.policy))
    elif any(knows_old_division(region) for region in regions.values()):
        after = replace(after, policy=without_least_change(after.policy))
    check_task(after)
    return YearsRevision(old, pursue(after, solver, time_limit), before, least_change)


def _coming(intake: Any, year: int) -> dict[int, Fraction]:
    """Return what comes in in years that are named: none before the year from which is planned again."""
    named = read_intake(intake) if intake is not None else {}
    early = [other for other in named if other < year]
    if early:
        what = f"{early[0]} is before {year}, from which is planned again"
        raise RequestError(
            [Problem("not_a_year", what, "Leave it out: what is realised says what came in", field="intake")]
        )
    return named


def _rest(old: YearPlan, year: int, named: Iterable[int]) -> Task:
    """Return what the old plan asks of the years that are planned again; nothing comes in in a year that it does not have."""
    if not isinstance(old, YearPlan):
        what = f"a {type(old).__name__} is given where a plan over years is asked for"
        raise RequestError([Problem("no_plan", what, "Give what plan_years returns", field="old")])
    start = {team.id: team.new_fte - team.added for team in old.year(year).teams}
    years = sorted({*(other for other in old.years if other >= year), *named})
    return replace(
        old.task,
        intake={other: old.task.intake.get(other, Fraction(0)) for other in years},
        regions={other: old.task.regions[_latest(old, other)] for other in years},
        start=start,
        availability=None,
    )


def _realised(region: Region, realised: Any) -> dict[str, Fraction]:
    if realised is None:
        return {}
    if not isinstance(realised, Mapping):
        raise RequestError([Problem("not_by_team", "is not given by team", "Give {team: fte}", field="realised")])
    given = team_ids(region, realised, "realised")
    return {team: number_from(raw, f"realised.{team}") for team, raw in given.items()}


def _knowing(task: Task, old: YearPlan) -> Task:
    """Return the task with regions that know what every team has in the old plan by the end of each year."""
    regions = {
        year: with_earlier_plan(region, old.year(_latest(old, year)).division) for year, region in task.regions.items()
    }
    return replace(task, regions=regions)


def _latest(old: YearPlan, year: int) -> int:
    """Return the latest year of the old plan until a year: after it nothing more comes in, and its figures hold."""
    return max(other for other in old.years if other <= year)
