"""The content of the reports of whole posts, section by section; and of there being none."""

from rvp_alloc.report.content.rounding.none import report_of_no_rounding
from rvp_alloc.report.content.rounding.report import report_of_rounding

__all__ = ["report_of_no_rounding", "report_of_rounding"]
