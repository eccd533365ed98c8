"""Figures where they are worked with: references to their cells in the table of figures."""

from rvp_alloc.figure import parse_number
from rvp_alloc.report.workbook.cell import Cell
from rvp_alloc.report.workbook.division.layout import Layout
from rvp_alloc.report.workbook.page import Page
from rvp_alloc.report.workbook.worth import worth


def write_figure(page: Page, layout: Layout, cell: Cell, figure: tuple[str, str], kind: str) -> None:
    """Write the number of a figure: a reference to its cell in the table of figures."""
    source, is_number = layout.figures.figure(*figure)
    value = parse_number(layout.figures.rows[source.row - 1]["value"])
    text = source.text if is_number else worth(source)
    page.formula(cell.row, cell.column, text, value, kind)
