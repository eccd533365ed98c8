"""Content: everything a report says about an answer, as parts, before it is written as a page or as Markdown."""

from rvp_alloc.report.content.content import Answer, content
from rvp_alloc.report.content.imprint import EURO_PER_FTE, Imprint

__all__ = ["EURO_PER_FTE", "Answer", "Imprint", "content"]
