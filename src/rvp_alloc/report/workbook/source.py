"""Figures as they stand in their tables: a number, or, where no float holds it exactly, a text such as 1/3."""

from rvp_alloc.figure import parse_number
from rvp_alloc.report.workbook.cell import Cell
from rvp_alloc.report.workbook.layout import Layout
from rvp_alloc.report.workbook.page import Page


def write_figure(page: Page, layout: Layout, cell: Cell, figure: tuple[str, str], kind: str) -> None:
    """Write the number of a figure: a reference to its cell in the table of figures."""
    source, is_number = layout.figure(*figure)
    value = parse_number(layout.figure_rows[source.row - 1]["value"])
    text = source.text if is_number else worth(source)
    page.formula(cell.row, cell.column, text, value, kind)


def worth(cell: Cell) -> str:
    """Return the formula of what a text such as 1/3 or 0.25 is worth; a number put in its place counts as it is."""
    text = cell.text
    above, below = _number(f'LEFT({text},FIND("/",{text})-1)'), _number(f'MID({text},FIND("/",{text})+1,99)')
    return f"IF(ISNUMBER({text}),{text},IFERROR({above}/{below},{_number(text)}))"


def _number(text: str) -> str:
    """Return the formula of a text as a number: with a decimal point, whatever the language of the spreadsheet program."""
    return f'_xlfn.NUMBERVALUE({text},".",",")'
