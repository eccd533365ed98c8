"""The live HiGHS solver that a first solve through PuLP leaves behind: changed and re-run, many times faster than anew."""

import contextlib
import functools
import io
import math
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from rvp_alloc.arithmetic import to_float
from rvp_alloc.solving.floats import FloatRow, lower_bound
from rvp_alloc.solving.hint import Hint, Verdict
from rvp_alloc.solving.program import Basis, Program

_MANY_ROWS = 100


@functools.cache
def silence_highs() -> None:
    """Let HiGHS print its banner, once per process, where nobody sees it (version 1.16 prints it whatever the options)."""
    import highspy

    with silenced_stdout():
        highspy.Highs()  # type: ignore[no-untyped-call]


@contextlib.contextmanager
def silenced_stdout() -> Iterator[None]:
    """Send what C code writes to standard output nowhere, for the length of a block."""
    with contextlib.suppress(io.UnsupportedOperation, ValueError, AttributeError):
        sys.stdout.flush()
    saved = os.dup(1)
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), 1)
        yield
    finally:
        os.dup2(saved, 1)
        os.close(saved)


class LiveHighs:
    """A HiGHS object and how its columns and rows correspond to a programme that goes on changing.

    Parameters
    ----------
    highs
        The solver, which has solved the programme once.
    columns, rows
        The programme's columns and row indices in the solver's order.
    program
        The programme as it was solved.
    """

    def __init__(self, highs: Any, columns: list[str], rows: list[int], program: Program) -> None:
        self.highs = highs
        self.columns = columns
        self.places = {column: place for place, column in enumerate(columns)}
        self.rows: list[int | None] = [*rows]  # None where a row was replaced
        self.row_places = {index: place for place, index in enumerate(rows)}
        self.seen = list(program.rows)
        self.fixed = set(program.known)
        self.costs = self._costs(program)

    def follow(self, program: Program) -> None:
        """Change the solver as the programme has changed since it was last seen."""
        self._fix_settled(program)
        changed = [
            index for index, row in enumerate(program.rows) if index >= len(self.seen) or row is not self.seen[index]
        ]
        self._retire([self.row_places.pop(index) for index in changed if index in self.row_places])
        new_rows = (FloatRow.of(index, program.rows[index], program.known) for index in changed)
        added = [row for row in new_rows if row.terms]
        self._add(added, program)
        self._start_afresh(len(added) > _MANY_ROWS)
        self.seen = list(program.rows)
        self._change_costs(program)

    def run(self, seconds: float | None) -> None:
        """Solve again, within a time limit if there is one."""
        if seconds is not None:
            # HiGHS counts the time of all its runs together.
            self.highs.setOptionValue("time_limit", self.highs.getRunTime() + seconds)
        self.highs.run()

    def answer(self) -> Hint:
        """Return what the solver says, with its basis."""
        import highspy

        status = self.highs.getModelStatus()
        statuses = highspy.HighsModelStatus
        if status == statuses.kTimeLimit:
            return Hint(Verdict.OUT_OF_TIME)
        if status not in (statuses.kOptimal, statuses.kInfeasible):
            return Hint(Verdict.UNCLEAR)
        return Hint(Verdict.OPTIMAL if status == statuses.kOptimal else Verdict.INFEASIBLE, self._basis())

    def _basis(self) -> Basis | None:
        import highspy

        found = self.highs.getBasis()
        if not found.valid:
            return None
        basic = highspy.HighsBasisStatus.kBasic
        columns = [column for column, state in zip(self.columns, found.col_status, strict=True) if state == basic]
        rows = zip(self.rows, found.row_status, strict=True)
        return Basis(columns, [row for row, state in rows if row is not None and state != basic])

    def _start_afresh(self, afresh: bool) -> None:  # noqa: FBT001  (one word, said where it is called)
        """Leave the last basis or start from it: with very many new rows it is so far off that starting anew is faster."""
        self.highs.setOptionValue("presolve", "on" if afresh else "off")
        if afresh:
            self.highs.clearSolver()

    def _fix_settled(self, program: Program) -> None:
        settled = [column for column in program.known if column not in self.fixed]
        self.fixed.update(settled)
        held = [column for column in settled if column in self.places]
        values = np.array([to_float(program.known[column]) for column in held])
        if held:
            self.highs.changeColsBounds(len(held), self._array(held), values, values)

    def _retire(self, places: list[int]) -> None:
        """Free the bounds of rows that are replaced: taking them out would renumber all others."""
        for place in places:
            self.rows[place] = None
        if places:
            free = np.full(len(places), math.inf)
            self.highs.changeRowsBounds(len(places), np.array(places, np.int32), -free, free)

    def _add(self, rows: list[FloatRow], program: Program) -> None:
        if not rows:
            return
        self._add_columns([column for row in rows for column in row.terms], program)
        starts = np.cumsum([0, *(len(row.terms) for row in rows[:-1])], dtype=np.int32)
        places = self._array([column for row in rows for column in row.terms])
        values = np.array([value for row in rows for value in row.terms.values()])
        lower, upper = np.array([row.lower for row in rows]), np.array([row.upper for row in rows])
        self.highs.addRows(len(rows), lower, upper, len(values), starts, places, values)
        for row in rows:
            self.row_places[row.index] = len(self.rows)
            self.rows.append(row.index)

    def _add_columns(self, wanted: list[str], program: Program) -> None:
        """Add columns that no earlier row used: PuLP leaves those out."""
        missing = set(wanted) - self.places.keys()
        for column in program.columns if missing else ():
            if column.id in missing:
                lower = lower_bound(column)
                empty = np.empty(0)
                self.highs.addCol(
                    0.0, -math.inf if lower is None else lower, math.inf, 0, empty.astype(np.int32), empty
                )
                self.places[column.id] = len(self.columns)
                self.columns.append(column.id)

    def _costs(self, program: Program) -> dict[str, float]:
        """Return what is minimised: the negative of the objective, on columns that are not settled."""
        objective: Mapping[str, Any] = program.objective
        return {column: -to_float(number) for column, number in objective.items() if column not in program.known}

    def _change_costs(self, program: Program) -> None:
        wanted = self._costs(program)
        everything = {**dict.fromkeys(self.costs, 0.0), **wanted}
        costs = {column: cost for column, cost in everything.items() if self.costs.get(column) != cost}
        if costs:
            self._add_columns(list(costs), program)
            self.highs.changeColsCost(len(costs), self._array(list(costs)), np.array(list(costs.values())))
        self.costs = wanted

    def _array(self, columns: list[str]) -> Any:
        return np.array([self.places[column] for column in columns], np.int32)
