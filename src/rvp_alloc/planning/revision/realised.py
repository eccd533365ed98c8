"""What teams have realised, as a table: a column ``team`` and a column ``fte``."""

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rvp_alloc.border import Document, Many, Name, Number, looked_at, suggestion
from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.region.cells import Table, text_of
from rvp_alloc.region.region import Region
from rvp_alloc.region.sources import read_table
from rvp_alloc.telling import visible

if TYPE_CHECKING:
    from fractions import Fraction

    import pandas as pd

_COLUMNS = ("team", "fte")


class _Row(Document):
    team: Name
    fte: Number


class _Rows(Document):
    rows: Many[_Row]


def read_realised(source: "str | Path | pd.DataFrame", region: Region) -> "dict[str, Fraction]":
    """Return what each team of a region has realised, from a ``.csv`` or ``.xlsx`` file or a DataFrame.

    Parameters
    ----------
    source
        The table: a row per team, with its id or name under ``team`` and the fte under ``fte``.
    region
        The region of the teams.

    Returns
    -------
    dict
        The fte by the id of the team, exact.

    Raises
    ------
    RequestError, RegionError
        If the file cannot be read; or with every problem in it: the row, the column, the value and what to do.

    Examples
    --------
    >>> import pandas as pd
    >>> from rvp_alloc import load_region
    >>> read_realised(pd.DataFrame({"team": ["Amstelveen"], "fte": ["1.5"]}), load_region("amsterdam-2022"))
    {'amstelveen': Fraction(3, 2)}
    """
    table, _ = read_table(source, "realised")
    problems = list(_columns(table))
    if problems:
        raise RequestError(problems, table.origin)
    raw = [{"team": text_of(row["team"]), "fte": row["fte"]} for row in table.rows]
    document, formed = looked_at(_Rows, {"rows": raw})
    problems = [replace(problem, where=_row_of(problem.where, table)) for problem in formed]
    rows = document.rows if document else []
    ids = {team.name: team.id for team in region.teams} | {team.id: team.id for team in region.teams}
    found: dict[str, Fraction] = {}
    for number, row in zip(table.numbers, rows, strict=False):
        problems += _of_row(number, row, ids, found)
        found[ids.get(row.team, row.team)] = row.fte
    if problems:
        raise RequestError(problems, table.origin)
    return found


def _columns(table: Table) -> "list[Problem]":
    """Return columns that are missing, and others that are there: a figure in one of them would be lost."""
    found = visible(", ".join(table.columns), 200)
    missing = [name for name in _COLUMNS if name not in table.columns]
    problems = [
        Problem("missing_column", f"column {name!r} is missing (found: {found})", "Add it", table.origin, "", name)
        for name in missing
    ]
    return problems + [
        Problem(
            "unknown_column", f"column {visible(name)!r} is not known", "Take it away", table.origin, "", visible(name)
        )
        for name in table.columns
        if name not in _COLUMNS
    ]


def _row_of(where: str, table: Table) -> str:
    """Return the row in the file that a place in the document stands for."""
    found = re.match(r"rows\[(\d+)\]", where)
    return f"row {table.numbers[int(found[1])]}" if found else where


def _of_row(number: int, row: _Row, ids: dict[str, str], found: "dict[str, Fraction]") -> "list[Problem]":
    where, team = f"row {number}", ids.get(row.team)
    if team is None:
        what, remedy = f"there is no team {visible(row.team)!r}", suggestion(row.team, list(ids))
        return [Problem("unknown_team", what, remedy, where, visible(row.team), "team", visible(row.team))]
    if team in found:
        return [Problem("double", "has two rows", "Keep one", where, team, "team", visible(row.team))]
    if row.fte < 0:
        return [Problem("out_of_range", f"{row.fte} is less than 0", "Give at least 0", where, team, "fte")]
    return []
