"""The book of whole posts: every rule checked on the whole numbers, with what rounding gives and takes in front."""

from dataclasses import replace

from rvp_alloc.allocation import Allocation
from rvp_alloc.planning.rounding import Rounded
from rvp_alloc.report.workbook.division.book import one_division
from rvp_alloc.report.workbook.heading import Heading
from rvp_alloc.report.workbook.rounding.front import RoundingFront
from rvp_alloc.words import Lang, word


def book_of_whole_posts(rounded: Rounded, lang: Lang) -> bytes:
    """Return the book of a division in whole posts."""
    front = RoundingFront(rounded, lang)
    title = word("plans_whole_title", lang).format(unit=rounded.plan.region.name)
    return one_division(_in_whole_posts(rounded), Heading(title, front.heading.verdict), front, lang)


def _in_whole_posts(rounded: Rounded) -> Allocation:
    """Return the division with its whole numbers as results; the proof of these is that of the rounding."""
    plan = rounded.plan
    return replace(plan, solved=replace(plan.solved, point=rounded.point, rounds=()))
