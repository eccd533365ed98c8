"""The sheet of notes: lines below headings."""

from collections.abc import Iterable

from rvp_alloc.report.workbook.page import Page
from rvp_alloc.words import Lang, word

type Line = tuple[str, str]
"""What it is about, and what is told."""
type Notes = Iterable[tuple[str, Iterable[Line]]]
"""The word for each heading, and the lines below it."""


def write_notes(page: Page, notes: Notes, lang: Lang, footer: str) -> None:
    """Write the notes, a heading for each kind that has any."""
    page.text(0, 0, word("book_notes_title", lang), "title")
    row = 2
    for title, lines in notes:
        found = list(lines)
        if found:
            page.text(row, 0, word(title, lang), "band")
            page.text(row, 1, "", "band")
            for place, (about, text) in enumerate(found, start=row + 1):
                page.text(place, 0, about, "wrapped")
                page.text(place, 1, text, "wrapped")
            row += len(found) + 2
    page.widths(38, 105)
    page.printed(head=0, repeated=False, footer=footer)
