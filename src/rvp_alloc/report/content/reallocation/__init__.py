"""The content of the report of a reallocation, those who lose first."""

from rvp_alloc.report.content.reallocation.report import report_of_reallocation

__all__ = ["report_of_reallocation"]
