"""Content: everything a report says about a division, as parts, before it is written as a page or as Markdown."""

from rvp_alloc.report.content.report import EURO_PER_FTE, content, content_of_conflict

__all__ = ["EURO_PER_FTE", "content", "content_of_conflict"]
