"""A table of tasks as it comes in: which columns are known, which are teams, and the form of every row."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from rvp_alloc.border import ByName, Document, Many, Name, Number, Text, looked_at
from rvp_alloc.errors import Problem, RegionError
from rvp_alloc.figure import Confidence
from rvp_alloc.region.cells import Row, Table, is_empty, names_in, text_of
from rvp_alloc.telling import visible

NEEDED = ("task", "hours")
_TEXTS = ("theme", "unit", "year", "source", "date", "confidence", "note")
KNOWN = (*NEEDED, "weight", *_TEXTS)


class TaskRow(Document):
    """One task, in one year where the table has years."""

    name: Name
    hours: Number
    theme: Text = ""
    unit: Text = ""
    weight: Number = Fraction(1)
    year: Text = ""
    source: Text = ""
    date: Text = ""
    confidence: Confidence = Confidence.ASSUMPTION
    note: Text = ""
    volumes: ByName[Number]

    @property
    def year_number(self) -> int | None:
        """The year as a number; None where there is none."""
        return int(self.year) if re.fullmatch(r"\d{4}", self.year, re.ASCII) else None


class _TaskRows(Document):
    rows: Many[TaskRow]


def rows_of(
    table: Table, stated: Mapping[str, str]
) -> tuple[Sequence[TaskRow], tuple[tuple[str, ...], ...], list[Problem]]:
    """Return the rows of a table, the teams that its columns are of, and every problem of form.

    Raises
    ------
    RegionError
        If a column is missing, or two are of the same team.
    """
    columns = [column for column in table.columns if column not in KNOWN]
    groups = tuple(tuple(map(str, names_in(column))) for column in columns)
    problems = _column_problems(table, groups)
    if problems:
        raise RegionError(problems, table.origin)
    raw = [_row(row, columns, stated) for row in table.rows]
    document, problems = looked_at(_TaskRows, {"rows": raw})
    problems = [replace(found, field=found.field.removeprefix("volumes.")) for found in problems]
    if document is None:
        raise RegionError(problems, table.origin)
    return document.rows, groups, problems


def _row(row: Row, columns: Sequence[str], stated: Mapping[str, str]) -> dict[str, Any]:
    raw = {"name": text_of(row["task"]), "hours": row["hours"], "volumes": {column: row[column] for column in columns}}
    raw |= {part: text for part in ("source", "date") if (text := stated.get(part))}
    raw |= {part: text_of(row[part]) for part in _TEXTS if not is_empty(row.get(part))}
    return raw | ({"weight": row["weight"]} if not is_empty(row.get("weight")) else {})


def _column_problems(table: Table, groups: Sequence[tuple[str, ...]]) -> list[Problem]:
    found = visible(", ".join(table.columns), 400)
    problems = [
        Problem(
            "missing_column",
            f"column {column!r} is missing (found: {found})",
            "Add it, with a value for each task",
            where=table.origin,
            field=column,
        )
        for column in NEEDED
        if column not in table.columns
    ]
    if not groups:
        what = f"no column is of a team (found: {found})"
        problems.append(Problem("no_team", what, "Give a column for each team, with its volumes", where=table.origin))
    teams = [team for group in groups for team in group]
    for team in dict.fromkeys(teams):
        if teams.count(team) > 1:
            what = f"{visible(team)!r} is in {teams.count(team)} columns"
            problems.append(
                Problem("double", what, "Give each team one column", where=table.origin, field=visible(team))
            )
        if not team:
            problems.append(Problem("no_team", "a column has no name", "Write the team above it", where=table.origin))
    return problems
