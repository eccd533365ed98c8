"""Content: which report goes with which answer."""

from collections.abc import Callable, Mapping
from typing import Any

from rvp_alloc.allocation import Allocation
from rvp_alloc.conflict import Conflict
from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.planning.reallocation import Reallocation
from rvp_alloc.planning.revision import Revision
from rvp_alloc.planning.rounding import NoRounding, Rounded
from rvp_alloc.planning.years import YearPlan, YearsConflict
from rvp_alloc.planning.years_revision import YearsRevision
from rvp_alloc.report.content.conflict import report_of_conflict
from rvp_alloc.report.content.division import report_of_division
from rvp_alloc.report.content.imprint import Imprint
from rvp_alloc.report.content.reallocation import report_of_reallocation
from rvp_alloc.report.content.revision import report_of_revision
from rvp_alloc.report.content.rounding import report_of_no_rounding, report_of_rounding
from rvp_alloc.report.content.years import report_of_years, report_of_years_conflict
from rvp_alloc.report.content.years_revision import report_of_years_revision
from rvp_alloc.report.parts import Report
from rvp_alloc.telling import visible

type Answer = (
    Allocation | Conflict | Rounded | NoRounding | YearPlan | YearsConflict | YearsRevision | Revision | Reallocation
)
"""What a report can be made of."""

_REPORTS: Mapping[type, Callable[[Any, Imprint], Report]] = {
    Allocation: lambda plan, imprint: report_of_division(plan, imprint)[0],
    Conflict: report_of_conflict,
    Revision: report_of_revision,
    Reallocation: report_of_reallocation,
    Rounded: report_of_rounding,
    NoRounding: report_of_no_rounding,
    YearPlan: report_of_years,
    YearsConflict: report_of_years_conflict,
    YearsRevision: report_of_years_revision,
}


def content(answer: Answer, imprint: Imprint) -> Report:
    """Return the report of an answer.

    Raises
    ------
    RequestError
        If it is no answer, or there are no words in the language.
    MissingPackageError
        If altair or vl-convert is not installed, and the report has charts.
    """
    imprint.form.say("closing")  # an unknown language is told before any work is done
    made = next((made for kind, made in _REPORTS.items() if isinstance(answer, kind)), None)
    if made is None:
        what = f"a {visible(type(answer).__name__)} is given where a division is asked for"
        raise RequestError([Problem("no_division", what, "Give what allocate returns", field="plan")])
    return made(answer, imprint)
