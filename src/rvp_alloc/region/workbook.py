"""Tables in workbooks (XLSX)."""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from zipfile import ZipFile

from rvp_alloc.border import bad_file, told_in_part
from rvp_alloc.errors import Problem, RegionError, RvpError
from rvp_alloc.figure import parse_number
from rvp_alloc.region.cells import MOST_COLUMNS, MOST_ROWS, Table, is_empty
from rvp_alloc.region.figure_table import FIGURE_COLUMNS
from rvp_alloc.region.packed import packed
from rvp_alloc.region.stated import ABOUT_SHEET, Stated, stated_in_rows
from rvp_alloc.telling import visible
from rvp_alloc.texts import LARGEST_DOCUMENT

FIGURES_SHEET = "figures"
TEAMS_SHEET = "teams"
_MOST_UNPACKED = 10 * LARGEST_DOCUMENT
_LAST_ROW = 1_048_576  # of any sheet; a file that says it has more is damaged
_WIDTHS = (30, 34, 16, 14, 60, 14, 14, 60)


def table_of_workbook(content: bytes, origin: str) -> Table:
    """Return the table in the sheet ``figures``, else in the sheet ``teams``, else in the first one.

    Raises
    ------
    RequestError
        If it is not a workbook, or too large.
    RegionError
        With every cell that holds an error, or a formula whose value is not in the file.
    """
    rows = _rows(content, origin, _table_sheet)
    width = max(map(len, rows.values()), default=0)
    return Table.of_cells([(number, cells + [None] * (width - len(cells))) for number, cells in rows.items()], origin)


def stated_in_workbook(content: bytes, origin: str) -> Stated:
    """Return what the sheet ``about`` states; a sheet of that name that does not begin with it is somebody's own.

    Raises
    ------
    RegionError
        With every problem in it.
    """
    rows = list(_rows(content, f"{origin}, sheet {ABOUT_SHEET}", _about_sheet).values())
    pairs = [(cells[0], cells[1] if len(cells) > 1 else None) for cells in rows]
    return stated_in_rows(pairs[1:], origin)


def _table_sheet(book: Any) -> Any:
    named = (name for name in (FIGURES_SHEET, TEAMS_SHEET) if name in book.sheetnames)
    return book[next(named, book.worksheets[0].title)]


def _about_sheet(book: Any) -> Any:
    if ABOUT_SHEET not in book.sheetnames or FIGURES_SHEET in book.sheetnames:
        return None
    first = next(book[ABOUT_SHEET].iter_rows(max_row=1, max_col=1, values_only=True), (None,))
    return book[ABOUT_SHEET] if first == (ABOUT_SHEET,) else None


def _rows(content: bytes, origin: str, sheet: Callable[[Any], Any]) -> dict[int, list[Any]]:
    """Return the filled rows of a sheet by their numbers; none where there is no such sheet."""
    try:
        rows = dict(_numbered_rows(content, origin, sheet))
    except RvpError:
        raise
    except Exception as error:  # noqa: BLE001  (a damaged file can make the reader stumble in any way)
        what = f"is not a workbook that can be read: {visible(error)}"
        raise bad_file(origin, "not_xlsx", what, "Save it again as .xlsx") from None
    broken = (cell for cells in rows.values() for cell in cells if isinstance(cell, _Broken))
    problems = told_in_part(_broken_cell(cell, rows, origin) for cell in broken)
    if problems:
        raise RegionError(problems, origin)
    return rows


class _Broken:
    """A cell without a value of its own: an error, or a formula that was never worked out."""

    def __init__(self, place: tuple[int, int], shown: str, what: str) -> None:
        self.row, self.column = place
        self.shown = shown
        self.what = what


def _numbered_rows(content: bytes, origin: str, sheet: Callable[[Any], Any]) -> Iterator[tuple[int, list[Any]]]:
    with ZipFile(io.BytesIO(content)) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > _MOST_UNPACKED:
        raise bad_file(origin, "too_large", f"unpacks to {unpacked:,} bytes", "Split it")
    values, formulas = (sheet(_book(content, worked_out=worked_out)) for worked_out in (True, False))
    if values is None:
        return
    both = zip(values.iter_rows(max_row=_LAST_ROW), formulas.iter_rows(max_row=_LAST_ROW), strict=True)
    filled = 0
    for number, (cells, written) in enumerate(both, start=1):
        if len(cells) > MOST_COLUMNS:
            what = f"row {number} has {len(cells):,} columns; at most {MOST_COLUMNS:,} are read"
            raise bad_file(origin, "too_large", what, "Clear the columns to the right of the table")
        pairs = enumerate(zip(cells, written, strict=True))
        row = [_value(cell, formula, number, column) for column, (cell, formula) in pairs]
        if all(is_empty(cell) for cell in row):
            continue
        filled += 1
        if filled > MOST_ROWS + 1:
            raise bad_file(origin, "too_large", f"has more than {MOST_ROWS:,} rows", "Split it")
        yield number, row


def _book(content: bytes, *, worked_out: bool) -> Any:
    import openpyxl

    return openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=worked_out)


def _value(cell: Any, written: Any, number: int, column: int) -> Any:
    if cell.data_type == "e":
        return _Broken((number, column), visible(cell.value), "is an error")
    if cell.value is None and written.data_type == "f":
        return _Broken((number, column), visible(written.value), "is a formula whose value is not in the file")
    return cell.value


def _broken_cell(cell: _Broken, rows: Mapping[int, list[Any]], origin: str) -> Problem:
    """Say what is wrong with a cell, by the header above it and the first cell of its row."""
    from openpyxl.utils import get_column_letter

    header, first = next(iter(rows.values())), rows[cell.row][0]
    place = f"{origin}, cell {get_column_letter(cell.column + 1)}{cell.row}"
    field = header[cell.column] if cell.column < len(header) else ""
    subject = "" if isinstance(first, _Broken) else visible(first)
    remedy = "Mend the formula, or put the value itself in the cell, and save the workbook in a spreadsheet program"
    return Problem("no_value", f"'{cell.shown}' {cell.what}", remedy, place, subject, visible(field), cell.shown)


def workbook_of_figures(rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return rows of figures as a workbook with one sheet."""
    import openpyxl
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = FIGURES_SHEET
    sheet.append(list(FIGURE_COLUMNS))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, row in enumerate(rows, start=2):
        for place, name in enumerate(FIGURE_COLUMNS, start=1):
            cell = sheet.cell(number, place)
            # Only a figure has a confidence; a name such as 007 is no number.
            cell.value = number_or_text(row[name]) if name == "value" and row["confidence"] else row[name]
            if isinstance(cell.value, str):
                cell.data_type = "s"  # a text that begins with = stays text
    sheet.freeze_panes = "A2"
    for column, width in zip("ABCDEFGH", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    return packed(book)


def number_or_text(text: str) -> str | float:
    """Return a number where a spreadsheet holds it exactly, else the text."""
    try:
        number = float(text)
        return number if parse_number(number) == parse_number(text) else text
    except ValueError:
        return text
