"""The content of the report of a revised plan over years, section by section."""

from rvp_alloc.report.content.years_revision.report import report_of_years_revision

__all__ = ["report_of_years_revision"]
