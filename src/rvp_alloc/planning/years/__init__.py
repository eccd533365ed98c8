"""Plans over several years: every rule every year, nobody back, proven as a whole."""

from rvp_alloc.planning.cap import Cap
from rvp_alloc.planning.years.availability import Availability
from rvp_alloc.planning.years.conflict import YearsConflict
from rvp_alloc.planning.years.plan_years import plan_years
from rvp_alloc.planning.years.read import plan_from_dict, read_plan
from rvp_alloc.planning.years.results import TeamYear, YearResult
from rvp_alloc.planning.years.year_plan import YearPlan

__all__ = [
    "Availability",
    "Cap",
    "TeamYear",
    "YearPlan",
    "YearResult",
    "YearsConflict",
    "plan_from_dict",
    "plan_years",
    "read_plan",
]
