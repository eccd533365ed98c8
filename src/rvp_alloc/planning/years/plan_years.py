"""Plan new fte over several years: every rule every year, nobody back, exact, unique and proven."""

from collections.abc import Mapping
from typing import Any, Literal

from rvp_alloc.errors import InfeasibleError
from rvp_alloc.planning.cap import Cap
from rvp_alloc.planning.years.availability import Availability
from rvp_alloc.planning.years.conflict import YearsConflict
from rvp_alloc.planning.years.model import YearsModel
from rvp_alloc.planning.years.solve import solve_years
from rvp_alloc.planning.years.task import Task, check_time_limit, read_task
from rvp_alloc.planning.years.year_plan import YearPlan
from rvp_alloc.policy.policy import Policy
from rvp_alloc.region.region import Region
from rvp_alloc.solving.chain import Infeasible
from rvp_alloc.solving.pulp_backend import DEFAULT_SOLVER


def plan_years(  # noqa: PLR0913  (what a plan asks, each by its name)
    region: Region,
    policy: Policy | None = None,
    intake: Mapping[int, Any] | Availability | None = None,
    *,
    forecasts: Mapping[int, Any] | None = None,
    growth_cap: Cap | Mapping[str, Any] | Any | None = None,
    realised: Mapping[str, Any] | None = None,
    layers: Literal["in_proportion", "as_stated"] = "in_proportion",
    first: Literal["earlier", "later"] = "earlier",
    solver: str = DEFAULT_SOLVER,
    time_limit: float | None = None,
) -> YearPlan:
    """Divide what comes in each year over the teams, so that every rule holds every year and no team goes back.

    Each year has the policy's rules, applied to all new fte until its end. ``x[t, year] >= x[t, year before]``, and 0 or what is
    realised before the first year, also where the policy lets teams lose. The order of the aims is that of the policy; ``first``
    says whether all aims of an earlier year come before those of a later one.

    Parameters
    ----------
    region
        The region at the start.
    policy
        The rules and aims of every year; the reference policy if None. Its budget gives way to what has come in by each year.
        Its fallback is not used: a clash is told, with its year.
    intake
        New posts by year, in fte, or an :class:`Availability`, which works them out.
    forecasts
        By year, a region with other figures, or figures by path with their sources. They hold until another year says otherwise.
    growth_cap
        The most a team may grow from one year of the plan to the next: a :class:`Cap`, or a share of its formation; for all, or
        by team.
    realised
        What every team has got already, in fte, when the plan begins: none of it is taken back.
    layers
        ``in_proportion``: the uplift, the development total, floors and pins grow in with what has come in, so that the last year
        has them as the policy states them. ``as_stated``: each year has them whole; a first year in which that is more than
        has come in is a conflict.
    first
        ``earlier``: each year is as good as it can be, given the years before it. ``later``: the last year is as good as it can
        be, and the years before it go as far as that lets them.
    solver, time_limit
        As for :func:`allocate`.

    Returns
    -------
    YearPlan
        Proven, with a certificate that :mod:`rvp_alloc.planning.years.check` checks without this code.

    Raises
    ------
    InputError
        With everything that is wrong in what is given.
    InfeasibleError
        If rules cannot hold together; its ``conflict`` is a :class:`YearsConflict`, which names rules and years.
    NotProvenError, SolverError
        As for :func:`allocate`.

    Examples
    --------
    >>> from rvp_alloc import load_region
    >>> plan = plan_years(load_region("amsterdam-2022"), intake={2023: 40, 2024: 31})
    >>> [(result.year, str(result.new_fte)) for result in plan.results]
    [(2023, '40'), (2024, '71')]

    Notes
    -----
    Where nothing couples the years, each of them is its own division, as :func:`allocate` gives it with the policy of that year.
    That is so if there is no growth cap, the figures are the same every year, and no team gets less in the own division of a
    later year. Enough for that, with layers as stated: a policy in which more budget takes from nobody (bounds and pools
    nested, no basic-care rule or caseload). With layers in proportion: moreover no floors or pins, and no pool or bound of
    several teams. A pool of two that the norm holds at one total gives less to the one without development neighbourhoods as
    that layer grows in, were it not that nobody goes back. With groups that cross, an earlier year may have to leave room for
    a later one: {a, b} <= 1 and {b, c} <= 1 with one fte in each of two years gives b nothing in the first, where that
    year alone would give each a third.
    """
    check_time_limit(time_limit)
    task = read_task(
        region,
        policy,
        intake,
        forecasts=forecasts,
        growth_cap=growth_cap,
        realised=realised,
        layers=layers,
        first=first,
    )
    return pursue(task, solver, time_limit)


def pursue(task: Task, solver: str = DEFAULT_SOLVER, time_limit: float | None = None) -> YearPlan:
    """Return the plan that a task asks for, or raise with the conflict."""
    model = YearsModel(task)
    solved = solve_years(model, solver, time_limit)
    if isinstance(solved, Infeasible):
        raise InfeasibleError(YearsConflict(model, solved))
    return YearPlan(task, model, solved, solver)
