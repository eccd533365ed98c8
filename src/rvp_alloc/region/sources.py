"""Where a table comes from: a CSV or XLSX file, or a DataFrame."""

from pathlib import Path
from typing import Any

from rvp_alloc.errors import Problem, RegionError
from rvp_alloc.files import read_file, shown, unknown_ending
from rvp_alloc.region.cells import MOST_COLUMNS, MOST_ROWS, Table, doubles, is_missing
from rvp_alloc.region.csv_text import table_of_csv
from rvp_alloc.region.workbook import table_of_workbook
from rvp_alloc.texts import decoded

_MOST_CELLS = 500_000


def read_table(source: Any, name: str) -> tuple[Table, dict[str, str]]:
    """Return a table with what the lines ``# key: text`` above its header state, where it is a CSV file.

    Parameters
    ----------
    source
        The path of a ``.csv`` or ``.xlsx`` file, or a DataFrame.
    name
        What a DataFrame is called in messages.

    Raises
    ------
    RequestError
        If the file cannot be read at all.
    RegionError
        If it is no table, is empty or too large, or has a column twice.
    """
    table, stated = _table(source, name)
    problems = [
        Problem("double", f"column {column!r} occurs twice", "Keep one", where=table.origin, field=column)
        for column in doubles(table.columns)
    ]
    cells = len(table.rows) * len(table.columns)
    if len(table.rows) > MOST_ROWS or len(table.columns) > MOST_COLUMNS or cells > _MOST_CELLS:
        what = (
            f"has {len(table.rows):,} rows and {len(table.columns):,} columns; at most {_MOST_CELLS:,} cells are read"
        )
        problems = [Problem("too_large", what, "Split it", where=table.origin)]
    elif not table.rows:
        problems.append(Problem("empty", "the table has no rows", "Give at least one", where=table.origin))
    if problems:
        raise RegionError(problems, table.origin)
    return table, stated


def _table(source: Any, name: str) -> tuple[Table, dict[str, str]]:
    if hasattr(source, "columns"):
        return table_of_frame(source, name), {}
    if not isinstance(source, str | Path):
        what = f"is of the kind {type(source).__name__}, not a file or a DataFrame"
        raise RegionError([Problem("not_a_table", what, "Give a path or a pandas DataFrame", where=name)], name)
    path = Path(source)
    ending, origin = path.suffix.lower(), shown(path)
    if ending == ".csv":
        return table_of_csv(decoded(read_file(path), origin), origin)
    if ending == ".xlsx":
        return table_of_workbook(read_file(path), origin), {}
    raise unknown_ending(path, ".csv", ".xlsx")


def table_of_frame(frame: Any, name: str) -> Table:
    """Return a DataFrame as a table."""
    columns = [str(column) for column in frame.columns]
    cells = [list(frame.iloc[:, place].to_numpy()) for place in range(len(columns))]
    rows = [
        {column: None if is_missing(cell) else cell for column, cell in zip(columns, row, strict=True)}
        for row in zip(*cells, strict=True)
    ]
    return Table(columns, rows, range(1, len(rows) + 1), name)
