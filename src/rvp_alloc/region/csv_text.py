"""Tables as CSV text: with commas or semicolons, and comment lines above the header."""

import csv
import io
from collections.abc import Iterable, Mapping

from rvp_alloc.border import bad_file
from rvp_alloc.errors import RequestError
from rvp_alloc.region.cells import Table
from rvp_alloc.region.figure_table import FIGURE_COLUMNS


def table_of_csv(text: str, origin: str) -> tuple[Table, dict[str, str]]:
    """Return the table, and what the lines ``# key: text`` above its header state.

    Raises
    ------
    RequestError
        If it is not CSV, or rows differ in length.
    """
    stated, start = _stated(text)
    above = text.count("\n", 0, start)
    header = text[start:].lstrip().partition("\n")[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    reader = csv.reader(io.StringIO(text[start:], newline=""), delimiter=delimiter, strict=True)
    rows, number = [], above + 1
    try:
        for cells in reader:
            rows.append((number, cells))
            number = above + reader.line_num + 1
    except csv.Error as error:
        raise _not_csv(error, number, origin) from None
    return Table.of_cells(rows, origin), stated


def _stated(text: str) -> tuple[dict[str, str], int]:
    """Return what the comment lines at the top state, and where they end; further down ``#`` is a character like others."""
    stated: dict[str, str] = {}
    start = 0
    while text.startswith(("#", '"#'), start):
        end = text.find("\n", start) + 1 or len(text)
        key, _, said = _first_cell(text[start:end]).lstrip("# ").partition(":")
        stated[key.strip().lower()] = said.strip()
        start = end
    return stated, start


def _first_cell(line: str) -> str:
    """Return what a comment line says: a spreadsheet that saves it may add empty cells, and quotes around a comma."""
    cell = line.strip().rstrip(",;")
    return cell[1:].removesuffix('"').replace('""', '"') if cell.startswith('"') else cell


def _not_csv(error: csv.Error, number: int, origin: str) -> RequestError:
    if "field limit" in str(error):
        what = f"row {number} has a cell of more than {csv.field_size_limit():,} characters"
        return bad_file(origin, "too_large", what, "Shorten it")
    what = f"is not a CSV table: {error}, in or after row {number}"
    return bad_file(origin, "not_csv", what, "Save it again from the spreadsheet")


def csv_of_figures(rows: Iterable[Mapping[str, str]]) -> str:
    """Return rows of figures as CSV text."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, FIGURE_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def csv_of_cells(rows: Iterable[Iterable[str]]) -> str:
    """Return rows of cells as CSV text."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue()
