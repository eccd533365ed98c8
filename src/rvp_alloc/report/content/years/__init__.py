"""The content of the reports of a plan over several years, section by section; and of there being none."""

from rvp_alloc.report.content.years.conflict import report_of_years_conflict
from rvp_alloc.report.content.years.report import report_of_years

__all__ = ["report_of_years", "report_of_years_conflict"]
