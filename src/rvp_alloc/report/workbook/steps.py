"""The steps: parts that formulas share, or that are too long for one formula, each in a cell of its own."""

from rvp_alloc.report.workbook.block import Block
from rvp_alloc.report.workbook.page import Page
from rvp_alloc.words import Lang, word


def write_steps(page: Page, block: Block, lang: Lang) -> None:
    """Write the steps that the formulas of a page took, below its tables; nothing where there are none."""
    if page.formulas.steps:
        page.text(block.head - 1, 0, word("book_steps_title", lang), "strong")
        page.heads(block.head, [word(head, lang) for head in ("book_step", "book_value")])
    for number, (cell, text, value) in enumerate(page.formulas.steps, start=1):
        page.text(cell.row, 0, word("book_step_number", lang).format(number=number), "name")
        page.formula(cell.row, cell.column, text, value, "any")
