"""Tasks: what a police unit does, how often, and how many hours it takes. A table with one row per task, or per task and year."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from rvp_alloc.border import told_in_part
from rvp_alloc.errors import Problem, RegionError
from rvp_alloc.figure import Figure, exact_text
from rvp_alloc.region.sources import read_table
from rvp_alloc.region.task_table import TaskRow, rows_of
from rvp_alloc.region.themes import OTHER, theme_problems

if TYPE_CHECKING:
    from rvp_alloc.region.workload import Workload

type Group = tuple[str, ...]
"""The teams that a volume is of: one, or several of which it is known only together."""


@dataclass(frozen=True, slots=True)
class Task:
    """One task: what is counted, the hours that each takes, its weight, and the agreement (``theme``) it is under.

    ``volumes`` by year (None where the table has no years), then by team or group of teams.
    """

    name: str
    theme: str
    hours: Figure
    weight: Fraction
    volumes: Mapping[int | None, Mapping[Group, Figure]]


@dataclass(frozen=True)
class Tasks:
    """The tasks of a unit, from a table; :meth:`workload` makes them the fte that each team's work takes.

    Examples
    --------
    >>> import pandas as pd
    >>> tasks = Tasks.read(pd.DataFrame({
    ...     "task": ["Emergency calls", "Youth groups"], "theme": ["other", "regional.youth"],
    ...     "hours": [1.5, 20], "source": "made up", "North": [14000, 70], "South": [7000, 140]}))
    >>> workload = tasks.workload(productive_hours=1400)
    >>> {team: str(figure) for (team,), figure in workload.figures.items()}
    {'North': '16 fte', 'South': '9.5 fte'}
    >>> [(part.task, str(part.fte)) for part in workload.of("South")]
    [('Emergency calls', '15/2'), ('Youth groups', '2')]
    """

    tasks: tuple[Task, ...]
    groups: tuple[Group, ...]
    origin: str = field(default="tasks", compare=False)

    @classmethod
    def read(cls, source: Any) -> "Tasks":
        """Read a table of tasks: a ``.csv`` or ``.xlsx`` file, or a DataFrame.

        Columns ``task`` and ``hours`` (per unit of volume) are needed; ``theme`` (the agreement the task is under, such as
        ``national.trafficking``, ``regional.youth``, ``local.crowding``, a ``local.name`` of your own, or ``other``), ``unit``
        (what is counted), ``weight`` (1 if not given), ``year``, ``source``, ``date``, ``confidence`` and ``note`` may be
        there. Every other column is a team, by id or name, with its volume in a year; or several teams parted by semicolons,
        of which it is known only together. With a column ``year``, a task has one row for each year.

        Raises
        ------
        RequestError
            If the file cannot be read at all.
        RegionError
            With every problem: the task, the team or column, the value and what to do.
        """
        table, stated = read_table(source, "tasks")
        rows, groups, problems = rows_of(table, stated)
        in_trouble = {problem.subject for problem in problems}  # of what stands in for them nothing is said
        problems += told_in_part(problem for problem in _problems(rows) if problem.subject not in in_trouble)
        if problems:
            raise RegionError(problems, table.origin)
        return cls(tuple(_task(same, groups) for same in _by_name(rows).values()), groups, table.origin)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that any task has volumes of, oldest first."""
        return tuple(sorted({year for task in self.tasks for year in task.volumes if year is not None}))

    def workload(
        self,
        *,
        productive_hours: Any,
        themes: Mapping[str, Any] | None = None,
        years: int | Mapping[int, Any] | None = None,
    ) -> "Workload":
        """Return the fte that the work of each team takes: volume x hours x weight / productive hours, over all tasks.

        Parameters
        ----------
        productive_hours
            The hours that one fte works in a year, as a number or a Figure with its source; a bare number is an assumption.
        themes
            The weight of the tasks under an agreement (``regional.youth``) or under all of a kind (``regional``); of two that
            speak of a task, the agreement itself counts. Tasks under no weight that is given here keep their own.
        years
            Over which years the mean of the volumes is taken: the last so many, or each year with its weight, which together
            are 1. Not needed where the table has one year or none.

        Raises
        ------
        RequestError
            With every problem: a theme no task is under, a year without volumes ...
        """
        from rvp_alloc.region.workload import workload_of

        return workload_of(self, productive_hours, {} if themes is None else themes, years)


def _by_name(rows: Sequence[TaskRow]) -> dict[str, list[TaskRow]]:
    found: dict[str, list[TaskRow]] = {}
    for row in rows:
        found.setdefault(row.name, []).append(row)
    return found


def _task(rows: Sequence[TaskRow], groups: tuple[Group, ...]) -> Task:
    first = rows[0]
    unit = f"hours per {first.unit}" if first.unit else "hours"
    return Task(
        first.name,
        first.theme or OTHER,
        _figure(first, first.hours, unit),
        first.weight,
        {
            row.year_number: {
                group: _figure(row, value, row.unit) for group, value in zip(groups, row.volumes.values(), strict=True)
            }
            for row in rows
        },
    )


def _figure(row: TaskRow, value: Fraction, unit: str) -> Figure:
    date = row.date or row.year
    return Figure(value, unit, row.source, date, row.confidence, row.note)


def _problems(rows: Sequence[TaskRow]) -> Iterator[Problem]:
    """Yield what is wrong with the meaning of rows whose form is right."""
    dated = [row for row in rows if row.year]
    for name, same in _by_name(rows).items():
        for row in same:
            yield from _row_problems(row)
        years = [row.year for row in same]
        for year in dict.fromkeys(year for year in years if years.count(year) > 1):
            what = f"has {years.count(year)} rows" + (f" for {year}" if year else "")
            yield Problem("double", what, "Keep one, or give each its year", subject=name, field="task", value=name)
        if dated and "" in years:
            what = "has no year, while other rows of the table have one"
            yield Problem("missing", what, "Fill in the year on every row", subject=name, field="year")
        for part in ("theme", "unit", "hours", "weight"):
            given = dict.fromkeys(getattr(row, part) for row in same)
            if len(given) > 1:
                shown = " and ".join(exact_text(one) if isinstance(one, Fraction) else repr(one) for one in given)
                remedy = "Give a task the same on all its rows, or two tasks their own names"
                yield Problem("unclear", f"is {shown} on different rows", remedy, subject=name, field=part)


def _row_problems(row: TaskRow) -> Iterator[Problem]:
    if row.theme:
        yield from theme_problems(row.theme, row.name, "theme")
    if row.year and row.year_number is None:
        yield Problem("bad_year", f"{row.year!r} is no year", "Write it as 2021", "", row.name, "year", row.year)
    amounts = {"hours": row.hours, "weight": row.weight, **row.volumes}
    for column, amount in amounts.items():
        if amount < 0:
            what = f"{exact_text(amount)} must not be below 0"
            where = f"{column}, {row.year}" if row.year and column in row.volumes else column
            yield Problem("out_of_range", what, "Check the sign", "", row.name, where, exact_text(amount))
