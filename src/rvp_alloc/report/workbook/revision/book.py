"""The books of revisions: the new division or the new plan over years, with what changes in front."""

from rvp_alloc.planning.revision import Revision
from rvp_alloc.planning.years_revision import YearsRevision
from rvp_alloc.report.workbook.division.book import one_division
from rvp_alloc.report.workbook.heading import Heading
from rvp_alloc.report.workbook.revision.front import RevisionFront
from rvp_alloc.report.workbook.revision.revised import revised_division, revised_plan
from rvp_alloc.report.workbook.years.book import years_behind
from rvp_alloc.words import Lang, word


def book_of_revision(revision: Revision, lang: Lang) -> bytes:
    """Return the book of a revised division."""
    revised = revised_division(revision, lang)
    title = word("plans_revised_title", lang).format(unit=revised.region.name)
    return one_division(revision.new, Heading(title, revised.told), RevisionFront(revised, lang), lang)


def book_of_years_revision(revision: YearsRevision, lang: Lang) -> bytes:
    """Return the book of a revised plan over years."""
    return years_behind(revision.new, (RevisionFront(revised_plan(revision, lang), lang),), lang)
