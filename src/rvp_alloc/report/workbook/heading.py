"""The heading of a sheet that people read: its title, what was found, whether every check holds, and what colours mean."""

from dataclasses import dataclass

from rvp_alloc.report.workbook.cell import Cell
from rvp_alloc.report.workbook.page import Page
from rvp_alloc.words import Lang, word

TABLE = 6
"""The row of the headings of the first table, below all this."""
_VERDICT, _CHECK, _LEGEND = 1, 2, 4
_INPUT = 2
_LEGENDS = ((0, "book_legend_result", "result"), (_INPUT, "book_legend_input", "input"), (5, "book_legend_formula", ""))


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the tables of a sheet: its title, and in one sentence what was found."""

    title: str
    verdict: str


def write_heading(page: Page, heading: Heading, lang: Lang) -> None:
    """Write the title, what was found, and the legend of colours."""
    page.text(0, 0, heading.title, "title")
    page.text(_VERDICT, 0, heading.verdict)
    for column, key, tint in _LEGENDS:
        page.text(_LEGEND, column, word(key, lang), "text", tint)
    page.text(_LEGEND, _INPUT + 1, "", "text", "input")  # its text runs over the next cell, so that has its colour too


def write_check_line(page: Page, failing: Cell, last: int, lang: Lang) -> None:
    """Say whether every check holds, and else how many fail and where to look; ``last`` is the column it runs over."""
    holds, fails = word("book_all_hold", lang), word("book_some_fail", lang).format(sheet=failing.sheet)
    text = f'IF({failing.text}=0,"{holds}",{failing.text}&" {fails}")'
    page.formula(_CHECK, 0, text, holds, "strong")
    rule = {
        "type": "formula",
        "criteria": f'={Cell(page.name, _CHECK, 0).place}<>"{holds}"',
        "format": page.styles.wrong,
    }
    # The line is longer than its cell, so the cells that it runs over have its colour as well.
    page.sheet.conditional_format(_CHECK, 0, _CHECK, last, rule)
