"""The content of the report of a revision, section by section."""

from rvp_alloc.report.content.revision.report import report_of_revision

__all__ = ["report_of_revision"]
