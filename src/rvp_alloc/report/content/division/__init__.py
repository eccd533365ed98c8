"""The content of the report of one division, section by section."""

from rvp_alloc.report.content.division.report import report_of_division

__all__ = ["report_of_division"]
