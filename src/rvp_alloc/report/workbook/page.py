"""A page: one sheet, on which texts stay text, numbers are the nearest floats, and formulas carry their value."""

import math
from collections.abc import Iterable
from typing import Any

from rvp_alloc.arithmetic import to_float
from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.model import Number
from rvp_alloc.report.workbook.block import Block
from rvp_alloc.report.workbook.cell import Cell, area
from rvp_alloc.report.workbook.formula import Formulas
from rvp_alloc.report.workbook.live import Live, exact
from rvp_alloc.report.workbook.style import WRAPPED, Styles
from rvp_alloc.telling import visible

_EVERYWHERE = "A1:XFD1048576"
_LONGEST_TEXT = 32_767
_MOST_ROWS = 1_048_576
_LONGEST_FORMULA = 8_192
_LONGEST_FOOTER = 100
_LINE, _TALLEST = 13.5, 400.0  # points


class Page:
    """One sheet of the workbook; ``formulas`` write the live numbers that stand on it, if there are any."""

    def __init__(self, book: Any, name: str, styles: Styles, formulas: Formulas | None = None) -> None:
        self.name, self.styles = name, styles
        self._formulas = formulas
        self.sheet = book.add_worksheet(name)
        self._widths: tuple[float, ...] = ()
        self._wrapped: dict[int, list[tuple[int, str]]] = {}
        self.sheet.hide_gridlines(2)
        # Green corners would be about nothing: dates are text here, and formulas differ because rules do.
        self.sheet.ignore_errors(
            dict.fromkeys(("number_stored_as_text", "formula_differs", "formula_range"), _EVERYWHERE)
        )

    @property
    def formulas(self) -> Formulas:
        """What writes the live numbers of this sheet."""
        if self._formulas is None:
            raise ValueError(self.name)  # a sheet of values only: whoever writes a live number there made a mistake
        return self._formulas

    def text(self, row: int, column: int, text: str, kind: str = "text", tint: str = "", *, bold: bool = False) -> None:
        """Write a text, whatever it begins with."""
        if len(text) > _LONGEST_TEXT:
            raise _too_large(f"a text of {len(text):,} characters ({visible(text, 40)}) does not fit in a cell")
        self._check_row(row)
        style = self.styles.of(kind, tint, bold=bold)
        if kind in WRAPPED:
            self._wrapped.setdefault(row, []).append((column, text))
        if text:
            self.sheet.write_string(row, column, text, style)
        else:
            self.sheet.write_blank(row, column, None, style)

    def number(self, row: int, column: int, number: Number, kind: str, tint: str = "", *, bold: bool = False) -> None:
        """Write a number as a value."""
        self._check_row(row)
        self.sheet.write_number(row, column, to_float(exact(number)), self.styles.of(kind, tint, bold=bold))

    def choice(self, row: int, column: int, words: Iterable[str]) -> None:
        """Let a cell be chosen from a few words."""
        self.sheet.data_validation(row, column, row, column, {"validate": "list", "source": list(words)})

    def live(self, row: int, column: int, number: Number, kind: str, *, bold: bool = False) -> None:
        """Write a number as the formula that computes it; from here on other formulas refer to this cell."""
        if isinstance(number, Live):
            text = self.formulas.defining(number, Cell(self.name, row, column))
            self.formula(row, column, text, number, kind, bold=bold)
        else:
            self.number(row, column, number, kind, bold=bold)

    def formula(
        self, row: int, column: int, text: str, value: Number | str, kind: str, tint: str = "", *, bold: bool = False
    ) -> None:
        """Write a formula with its value; cells of this sheet are named without the sheet."""
        text = text.replace(f"{self.name}!", "")
        if len(text) >= _LONGEST_FORMULA:
            raise _too_large(f"a formula of {len(text):,} characters does not fit in a cell")
        self._check_row(row)
        shown = value if isinstance(value, str) else to_float(exact(value))
        self.sheet.write_formula(row, column, f"={text}", self.styles.of(kind, tint, bold=bold), shown)

    def added(self, block: Block, column: int, value: Number, kind: str) -> None:
        """Write the sum of a column of a table, right below it."""
        cells = area(block.cell(0, column), block.cell(block.count - 1, column))
        self.formula(block.after, column, f"SUM({cells})", value, kind, bold=True)

    def heads(self, row: int, texts: list[str], column: int = 0) -> None:
        """Write the headings of a table."""
        for place, text in enumerate(texts, start=column):
            self.text(row, place, text, "head")

    def widths(self, *widths: float) -> None:
        """Set the widths of the columns, in characters."""
        self._widths = widths
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    def settle(self) -> None:
        """Make rows as tall as their texts need, now that everything is written."""
        for row, texts in self._wrapped.items():
            lines = max(_lines(text, self._widths[column]) for column, text in texts)
            if lines > 1:
                self.sheet.set_row(row, min(_LINE * lines + 3, _TALLEST))

    def printed(self, *, head: int, repeated: bool, footer: str) -> None:
        """Let the sheet print on A4, one page wide; the headings stay in sight, on paper only where there is one table."""
        self.sheet.set_paper(9)
        self.sheet.set_landscape()
        self.sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        self.sheet.fit_to_pages(1, 0)
        if repeated:
            self.sheet.repeat_rows(head)
        self.sheet.freeze_panes(head + 1, 1)
        name = footer[:_LONGEST_FOOTER].replace("&", "&&")  # & begins a code
        self.sheet.set_footer(f"&L&8 {name}&C&8&A&R&8&P / &N")

    def marked(self, first: Cell, last: Cell, criterion: tuple[str, str], look: Any) -> None:
        """Give cells a look of their own where they are as a criterion says, such as ``== "fails"``."""
        comparison, value = criterion
        rule = {"type": "cell", "criteria": comparison, "value": value, "format": look}
        self.sheet.conditional_format(first.row, first.column, last.row, last.column, rule)

    def _check_row(self, row: int) -> None:
        if row >= _MOST_ROWS:
            raise _too_large(f"row {row + 1:,} does not fit on a sheet, which has {_MOST_ROWS:,}")


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column."""
    return sum(max(1, math.ceil(len(line) / width)) for line in text.split("\n"))


def _too_large(what: str) -> RequestError:
    remedy = "Use the JSON form instead, which has no such limits"
    return RequestError([Problem("too_large", what, remedy, field="workbook")], "workbook")
