"""The book of one division, and of what is about one division: a sheet in front of it says what more there is to it."""

from rvp_alloc.allocation import Allocation
from rvp_alloc.allocation.table import verdict
from rvp_alloc.report.workbook.book import Book
from rvp_alloc.report.workbook.check_sheet import write_checks
from rvp_alloc.report.workbook.division.layout import Layout
from rvp_alloc.report.workbook.division.notes import notes_of_division
from rvp_alloc.report.workbook.division.part import Part
from rvp_alloc.report.workbook.figure_sheet import FigureSheet
from rvp_alloc.report.workbook.front import Front
from rvp_alloc.report.workbook.heading import Heading
from rvp_alloc.report.workbook.notes.sheet import write_notes
from rvp_alloc.report.workbook.policy_sheet import PolicySheet
from rvp_alloc.words import Lang, word


def book_of_division(plan: Allocation, lang: Lang) -> bytes:
    """Return the book of a division by itself."""
    title = word("book_proposal_title", lang).format(unit=plan.region.name)
    return one_division(plan, Heading(title, verdict(plan, lang)), None, lang)


def one_division(plan: Allocation, heading: Heading, front: Front | None, lang: Lang) -> bytes:
    """Return a book of one division, with a sheet in front of it where there is one."""
    book, footer = Book(lang), plan.region.name
    figures, policy = FigureSheet(plan.region), PolicySheet(plan.policy, lang)
    part = Part(book, Layout(plan, figures, policy.parameters, lang), heading)
    if front:
        front.open(book, part.trace.formulas)
    part.open_proposal()
    checks = book.page(word("book_sheet_checks", lang), "check")
    part.open_workings()
    figure_page, policy_page = (book.page(sheet.name, "input") for sheet in (figures, policy))
    notes = book.page(word("book_sheet_notes", lang), "text")

    found = list(part.write())
    if front:
        found = [*front.write(part), *found]
    failing = write_checks(checks, found, lang, footer)
    figures.write(figure_page)
    policy.write(policy_page, footer)
    named = {"proposal": part.layout.proposal, "checks": checks.name, "workings": part.layout.workings}
    sheets = named | {"figures": figures.name, "policy": policy.name}
    write_notes(notes, notes_of_division(plan, sheets, front, lang), lang, footer)
    part.close(failing)
    if front:
        front.close(failing)
    return book.finished()
