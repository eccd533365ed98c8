"""Regions on disk: JSON, CSV and XLSX, and the regions that come with the package."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from rvp_alloc.border import LARGEST_DOCUMENT, bad_file, parse_json, suggestion
from rvp_alloc.figure import parse_number
from rvp_alloc.files import read_file, write_file
from rvp_alloc.region.document import region_from_dict, region_to_dict
from rvp_alloc.region.figure_table import FIGURE_COLUMNS, figure_rows
from rvp_alloc.region.region import Region
from rvp_alloc.region.table import MOST_ROWS, region_from_rows

_ENDINGS = (".json", ".csv", ".xlsx")


def packaged_regions() -> tuple[str, ...]:
    """Return the names of the regions that come with the package."""
    folder = resources.files("rvp_alloc.region") / "data"
    return tuple(sorted(entry.name.removesuffix(".csv") for entry in folder.iterdir() if entry.name.endswith(".csv")))


def load_region(name: str) -> Region:
    """Return a region that comes with the package.

    Raises
    ------
    RequestError
        If there is none of that name; it names those there are.

    Examples
    --------
    >>> load_region("amsterdam-2022")
    <Region amsterdam-2022: 17 teams, 4 districts, 2,204.1 fte>
    """
    if name not in packaged_regions():
        raise bad_file(
            name,
            "unknown_region",
            f"no region {name[:80]!r} comes with the package",
            suggestion(name, packaged_regions()),
        )
    text = (resources.files("rvp_alloc.region") / "data" / f"{name}.csv").read_text(encoding="utf-8")
    return _from_csv(text, name, name)


def read_region(path: str | Path, *, source: str = "", date: str = "") -> Region:
    """Read a region from a ``.json``, ``.csv`` or ``.xlsx`` file.

    A table has one row per team or one row per figure, see :func:`region_from_frame`. A CSV file may begin
    with lines ``# source: ...`` and ``# date: ...``; from a workbook the sheet ``figures``, else the first, is read.

    Raises
    ------
    RequestError
        If the file cannot be read at all.
    RegionError
        With every problem in its figures.
    """
    path = Path(path)
    content = read_file(path)
    if path.suffix.lower() == ".json":
        return region_from_dict(parse_json(content, path.name), path.name)
    if path.suffix.lower() == ".csv":
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise bad_file(
                path.name,
                "encoding",
                f"is not UTF-8 text ({error.reason} at byte {error.start})",
                "Save it as CSV UTF-8",
            ) from None
        return _from_csv(text, path.stem, path.name, source=source, date=date)
    if path.suffix.lower() == ".xlsx":
        columns, rows = _read_workbook(content, path.name)
        return region_from_rows(columns, rows, path.stem, source=source, date=date, origin=path.name)
    raise bad_file(
        path.name, "unknown_kind", f"ends in {path.suffix or 'nothing'!r}", f"Use one of {', '.join(_ENDINGS)}"
    )


def save_region(region: Region, path: str | Path, *, overwrite: bool = False) -> Path:
    """Write a region to a ``.json``, ``.csv`` or ``.xlsx`` file; reading it gives the same region.

    Raises
    ------
    RequestError
        If the file exists and ``overwrite`` is not set, or its ending is not one of the three.
    """
    path = Path(path)
    if path.suffix.lower() not in _ENDINGS:
        raise bad_file(
            path.name, "unknown_kind", f"ends in {path.suffix or 'nothing'!r}", f"Use one of {', '.join(_ENDINGS)}"
        )
    if path.suffix.lower() == ".json":
        content = (json.dumps(region_to_dict(region), indent=1, ensure_ascii=False) + "\n").encode()
    elif path.suffix.lower() == ".csv":
        content = _to_csv(figure_rows(region)).encode()
    else:
        content = _to_workbook(figure_rows(region))
    write_file(path, content, overwrite=overwrite)
    return path


def _from_csv(text: str, name: str, origin: str, *, source: str = "", date: str = "") -> Region:
    lines = text.splitlines(keepends=True)
    comments = [line for line in lines if line.startswith("#")]
    stated = dict(_comment(line) for line in comments)
    body = "".join(line for line in lines if not line.startswith("#"))
    header = next(iter(body.splitlines()), "")
    delimiter = ";" if header.count(";") > header.count(",") else ","
    try:
        table = [
            row
            for row in csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=True)
            if any(cell.strip() for cell in row)
        ]
    except csv.Error as error:
        raise bad_file(
            origin, "not_csv", f"is not a CSV table: {error}", "Save it again from the spreadsheet"
        ) from None
    if not table:
        raise bad_file(origin, "empty", "has no rows", "Give a header and one row per team")
    columns, rows = _as_rows(table, origin)
    return region_from_rows(
        columns,
        rows,
        name,
        source=source or stated.get("source", ""),
        date=date or stated.get("date", ""),
        origin=origin,
    )


def _comment(line: str) -> tuple[str, str]:
    key, _, text = line.lstrip("# ").partition(":")
    return key.strip().lower(), text.strip()


def _as_rows(table: Sequence[Sequence[Any]], origin: str) -> tuple[list[str], list[dict[str, Any]]]:
    columns = ["" if cell is None else str(cell).strip() for cell in table[0]]
    while columns and not columns[-1]:
        columns.pop()
    rows = []
    for number, cells in enumerate(table[1:], start=2):
        if any(cell not in (None, "") for cell in cells[len(columns) :]) or len(cells) < len(columns):
            raise bad_file(
                origin,
                "ragged",
                f"row {number} has {len(cells)} cells, the header {len(columns)}",
                "Give every row as many cells as the header",
            )
        rows.append(
            {
                column: cell.strip() if isinstance(cell, str) else cell
                for column, cell in zip(columns, cells, strict=False)
            }
        )
    return columns, rows


def _to_csv(rows: Iterable[Mapping[str, str]]) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, FIGURE_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def _read_workbook(content: bytes, origin: str) -> tuple[list[str], list[dict[str, Any]]]:
    from zipfile import BadZipFile, ZipFile

    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > 10 * LARGEST_DOCUMENT:
            raise bad_file(origin, "too_large", f"unpacks to {unpacked:,} bytes", "Split it")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book["figures"] if "figures" in book.sheetnames else book.worksheets[0]
        cells = sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 1, max_col=100)
        table = [row for row in cells if any(cell not in (None, "") for cell in row)]
    except (BadZipFile, InvalidFileException, KeyError, IndexError, ValueError, OSError, SyntaxError) as error:
        raise bad_file(origin, "not_xlsx", f"is not a workbook: {error}"[:200], "Save it again as .xlsx") from None
    if not table:
        raise bad_file(origin, "empty", "has no rows", "Give a header and one row per team")
    return _as_rows(table, origin)


def _to_workbook(rows: Iterable[Mapping[str, str]]) -> bytes:
    import openpyxl
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "figures"
    sheet.append(list(FIGURE_COLUMNS))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, row in enumerate(rows, start=2):
        for place, name in enumerate(FIGURE_COLUMNS, start=1):
            cell = sheet.cell(number, place)
            cell.value = _cell(row[name]) if name == "value" else row[name]
            if isinstance(cell.value, str):
                cell.data_type = "s"  # a text that begins with = stays text
    sheet.freeze_panes = "A2"
    for column, width in zip("ABCDEFGH", (30, 34, 16, 14, 60, 14, 14, 60), strict=True):
        sheet.column_dimensions[column].width = width
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _cell(text: str) -> str | float:
    """Return a number where a spreadsheet holds it exactly, else the text."""
    try:
        number = float(text)
        return number if parse_number(number) == parse_number(text) else text
    except ValueError:
        return text
