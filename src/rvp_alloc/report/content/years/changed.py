"""Changed: which figures of a region are others in a year of a plan than in the year before."""

from collections.abc import Iterator
from typing import NamedTuple

from rvp_alloc.analysis.variables import variables
from rvp_alloc.figure import Figure
from rvp_alloc.planning.years import YearPlan


class Changed(NamedTuple):
    """A figure, by the path that rules know it by: as it was, and as it is from this year on; None where there was none."""

    path: str
    before: Figure | None
    after: Figure


def changed(plan: YearPlan, year: int) -> Iterator[Changed]:
    """Yield the figures that are others in a year than in the year before; of the first year, none.

    >>> from rvp_alloc import load_region
    >>> from rvp_alloc.planning.years import plan_years
    >>> forecast = {"inhabitants.amstelveen": {"value": 95_000, "source": "made up"}}
    >>> plan = plan_years(load_region("amsterdam-2022"), intake={2023: 40, 2024: 31}, forecasts={2024: forecast})
    >>> [(change.path, str(change.before.value), str(change.after.value)) for change in changed(plan, 2024)]
    [('inhabitants.amstelveen', '90760', '95000')]
    """
    earlier = [other for other in plan.years if other < year]
    if not earlier or plan.task.regions[year] is plan.task.regions[earlier[-1]]:
        return
    policy = plan.task.policy
    before, after = (variables(plan.task.regions[at], policy) for at in (earlier[-1], year))
    for path, variable in after.items():
        known = before.get(path)
        if known is None or known.figure != variable.figure:
            yield Changed(path, known.figure if known else None, variable.figure)
