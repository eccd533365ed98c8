"""The sheet of figures: all that formulas start from, in the form in which a region is read back."""

from collections.abc import Mapping
from functools import cached_property

from rvp_alloc.figure import parse_number
from rvp_alloc.region.figure_table import FIGURE_COLUMNS, figure_rows
from rvp_alloc.region.region import Region
from rvp_alloc.region.workbook import FIGURES_SHEET, number_or_text
from rvp_alloc.report.workbook.cell import Cell
from rvp_alloc.report.workbook.page import Page

_WIDTHS = (28, 34, 18, 14, 44, 11, 12, 44)
_VALUE = FIGURE_COLUMNS.index("value")


class FigureSheet:
    """Where each figure of a region stands.

    Parameters
    ----------
    region
        The region.
    name
        The name of the sheet; only the one that is called as by default is read back.
    """

    def __init__(self, region: Region, name: str = FIGURES_SHEET) -> None:
        self.region, self.name = region, name

    @cached_property
    def rows(self) -> list[dict[str, str]]:
        """The rows of the table."""
        return list(figure_rows(self.region))

    @cached_property
    def _places(self) -> Mapping[tuple[str, str], int]:
        return {(row["of"], row["figure"]): place for place, row in enumerate(self.rows, start=1)}

    def figure(self, of: str, figure: str) -> tuple[Cell, bool]:
        """Return the cell of a figure, and whether it holds a number (or a text such as 1/3)."""
        place = self._places[of, figure]
        row = self.rows[place - 1]
        is_number = bool(row["confidence"]) and not isinstance(number_or_text(row["value"]), str)
        return Cell(self.name, place, _VALUE), is_number

    def write(self, page: Page) -> None:
        """Write the table, just as a region is saved: its names are those that are read back."""
        page.heads(0, list(FIGURE_COLUMNS))
        for number, row in enumerate(self.rows, start=1):
            for column, name in enumerate(FIGURE_COLUMNS):
                is_figure = name == "value" and bool(row["confidence"])
                value = number_or_text(row[name]) if is_figure else row[name]
                if isinstance(value, str):
                    page.text(number, column, value, "wrapped", "input" if name == "value" else "")
                else:
                    page.number(number, column, parse_number(row[name]), "any", "input")
        page.widths(*_WIDTHS)
        page.printed(head=0, repeated=True, footer=self.region.name)
        page.sheet.autofilter(0, 0, len(self.rows), len(FIGURE_COLUMNS) - 1)
