"""The solvers, through PuLP: the only file that knows pulp, and what lies under it.

A session solves one programme again and again. The first solve goes through PuLP; with HiGHS the live solver under it
is then changed and re-run, which is many times faster. Other solvers get a new PuLP problem each time. What a
session answers is a hint, never a proof: a basis, or a point from which one can be guessed.
"""

import contextlib
import functools
import io
import math
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
import pulp
from flint import fmpq

from rvp_alloc.border import suggestion
from rvp_alloc.errors import SolverError
from rvp_alloc.model import Column, LinearModel, Number, Row
from rvp_alloc.solving.program import Basis, Program

DEFAULT_SOLVER = "HiGHS"
_NOT_FOR_LINEAR_PROGRAMMES = {
    "CPSAT": "it treats a linear programme as one in whole numbers",
    "CHOCO_CMD": "it is a constraint solver for whole numbers",
}
_INSTALL = {"HiGHS": "highspy", "PYGLPK": "swiglpk", "COIN_CMD": "cbcbox", "SCIP_PY": "pyscipopt"}
_CLOSE = 1e-7


class Verdict(Enum):
    """What a solver says of a programme."""

    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    OUT_OF_TIME = "out of time"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Hint:
    """A solver's answer: its verdict, and a basis where it gives or allows one."""

    verdict: Verdict
    basis: Basis | None = None


class Session(Protocol):
    """Solves one programme, again each time it has changed."""

    def solve(self, program: Program, deadline: float | None) -> Hint:
        """Return what the solver says of the programme as it is now."""


def open_session(name: str = DEFAULT_SOLVER) -> Session:
    """Return a session with a solver of PuLP, by PuLP's name for it.

    Raises
    ------
    SolverError
        If PuLP knows no such solver, it is not installed, or it does not solve linear programmes.
    """
    _check(name)
    return _HighsSession() if name == DEFAULT_SOLVER else _PulpSession(name)


@functools.cache
def _check(name: str) -> None:
    known = pulp.listSolvers()
    if name in _NOT_FOR_LINEAR_PROGRAMMES:
        raise SolverError(
            f"solver {name} is refused: {_NOT_FOR_LINEAR_PROGRAMMES[name]}. Use {DEFAULT_SOLVER}, PYGLPK, COIN_CMD or SCIP_PY"
        )
    if name not in known:
        raise SolverError(f"PuLP has no solver {name[:80]!r}. {suggestion(name, known)}")
    with _silenced_stdout():
        available = pulp.getSolver(name, msg=False).available()
    if not available:
        package = _INSTALL.get(name)
        raise SolverError(
            f"solver {name} is not installed. "
            + (f"Install it: python -m pip install {package}" if package else "Install it, or use HiGHS")
        )


@functools.cache
def silence_highs() -> None:
    """Let HiGHS print its banner, once per process, where nobody sees it (version 1.16 prints it whatever the options)."""
    import highspy

    with _silenced_stdout():
        highspy.Highs()  # type: ignore[no-untyped-call]


@contextlib.contextmanager
def _silenced_stdout() -> Iterator[None]:
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


@dataclass
class _Reduced:
    """A programme in floats without its settled columns and without rows that have no other."""

    columns: list[Column] = field(default_factory=list)
    rows: list[tuple[int, dict[str, float], float, float]] = field(default_factory=list)

    @classmethod
    def of(cls, program: Program) -> "_Reduced":
        known = program.known
        rows = [(index, *floats) for index, row in enumerate(program.rows) if (floats := _floats(row, known))[0]]
        return cls([column for column in program.columns if column.id not in known], rows)


def _floats(row: Row, known: Mapping[str, fmpq]) -> tuple[dict[str, float], float, float]:
    """Return a row's terms on columns that are not settled, with its lower and upper bound."""
    terms: dict[str, float] = {}
    bound = row.bound
    for column, coefficient in row.terms.items():
        value = known.get(column)
        if value is None:
            terms[column] = _float(coefficient)
        else:
            bound = bound - coefficient * value
    limit = _float(bound)
    return terms, -math.inf if row.sense == "<=" else limit, math.inf if row.sense == ">=" else limit


def _float(number: Number) -> float:
    return int(number.p) / int(number.q) if isinstance(number, fmpq) else float(number)


def _lower(column: Column) -> float | None:
    return None if column.lower is None else float(column.lower)


class _PulpSession:
    """Any solver of PuLP: a new problem each time."""

    def __init__(self, name: str) -> None:
        self.name = name

    def solve(self, program: Program, deadline: float | None) -> Hint:
        reduced = _Reduced.of(program)
        problem, variables = build_problem(reduced.columns, reduced.rows, program.objective)
        options: dict[str, Any] = {"msg": False}
        if deadline is not None:
            left = deadline - time.monotonic()
            if left <= 0:
                return Hint(Verdict.OUT_OF_TIME)
            options["timeLimit"] = max(1, math.ceil(left))
        with _silenced_stdout():
            try:
                stats = problem.solve(pulp.getSolver(self.name, **options))
            except pulp.PulpSolverError:
                return Hint(Verdict.UNCLEAR)
        verdict = _verdict(stats)
        if verdict is not Verdict.OPTIMAL:
            return Hint(verdict)
        exported = [variable.name for variable in problem.exported_variables()]
        names = {variable.name: column for column, variable in variables.items()}
        order = [names[name] for name in exported]
        if self.name == "PYGLPK":
            return Hint(verdict, _glpk_basis(problem.solverModel, order, [index for index, *_ in reduced.rows]))
        return Hint(
            verdict,
            _basis_from_point({column: variable.varValue or 0.0 for column, variable in variables.items()}, reduced),
        )


def _verdict(stats: Any) -> Verdict:
    status = pulp.constants.LpSolveStatus
    if stats.has_solution and stats.status == status.Optimal:
        return Verdict.OPTIMAL
    if stats.status == status.Infeasible:
        return Verdict.INFEASIBLE
    return Verdict.OUT_OF_TIME if stats.status == status.TimeLimit else Verdict.UNCLEAR


def build_problem(
    columns: Sequence[Column],
    rows: Sequence[tuple[int, dict[str, float], float, float]],
    objective: Mapping[str, Number],
) -> tuple[pulp.LpProblem, dict[str, pulp.LpVariable]]:
    """Return a PuLP problem that minimises the negative of an objective, with its variables by column."""
    problem = pulp.LpProblem("rvp_alloc", pulp.LpMinimize)
    variables = {column.id: problem.add_variable(f"c{place}", _lower(column)) for place, column in enumerate(columns)}
    problem.setObjective(
        pulp.LpAffineExpression.from_dict(
            {
                variables[column]: -_float(coefficient)
                for column, coefficient in objective.items()
                if column in variables
            }
        )
    )
    for _, terms, lower, upper in rows:
        expression = pulp.LpAffineExpression.from_dict(
            {variables[column]: coefficient for column, coefficient in terms.items()}
        )
        if lower == upper:
            problem.addConstraint(expression == lower)
        elif lower > -math.inf:
            problem.addConstraint(expression >= lower)
        else:
            problem.addConstraint(expression <= upper)
    return problem, variables


def _glpk_basis(model: Any, columns: Sequence[str], rows: Sequence[int]) -> Basis:
    import swiglpk

    basic = tuple(
        column
        for place, column in enumerate(columns, start=1)
        if swiglpk.glp_get_col_stat(model, place) == swiglpk.GLP_BS
    )
    tight = [row for place, row in enumerate(rows, start=1) if swiglpk.glp_get_row_stat(model, place) != swiglpk.GLP_BS]
    return Basis(basic, tight)


def _basis_from_point(point: Mapping[str, float], reduced: _Reduced) -> Basis:
    """Guess a basis: columns off their bound, and rows that are tight at the point."""
    basic = tuple(
        column.id for column in reduced.columns if column.lower is None or point[column.id] > column.lower + _CLOSE
    )
    tight = []
    for index, terms, lower, upper in reduced.rows:
        value = sum(coefficient * point[column] for column, coefficient in terms.items())
        if any(abs(value - bound) <= _CLOSE * max(1.0, abs(bound)) for bound in (lower, upper) if math.isfinite(bound)):
            tight.append(index)
    return Basis(basic, tight)


class _HighsSession:
    """HiGHS: through PuLP the first time, then the live solver is changed and re-run."""

    def __init__(self) -> None:
        silence_highs()
        self.highs: Any = None
        self.columns: list[str] = []  # the solver's columns, in its order
        self.places: dict[str, int] = {}
        self.rows: list[int | None] = []  # the solver's rows, as rows of the programme; None where one was replaced
        self.row_places: dict[int, int] = {}
        self.seen: list[Row] = []
        self.fixed: set[str] = set()
        self.costs: dict[str, float] = {}

    def solve(self, program: Program, deadline: float | None) -> Hint:
        """Solve the programme as it is now."""
        left = None if deadline is None else deadline - time.monotonic()
        if left is not None and left <= 0:
            return Hint(Verdict.OUT_OF_TIME)
        if self.highs is None:
            self._first(program, left)
        else:
            self._follow(program)
            if left is not None:
                self.highs.zeroAllClocks()
                self.highs.setOptionValue("time_limit", left)
            self.highs.run()
        return self._answer()

    def _first(self, program: Program, left: float | None) -> None:
        reduced = _Reduced.of(program)
        problem, variables = build_problem(reduced.columns, reduced.rows, program.objective)
        # The programmes are small and solved many times: without presolve each is faster, and always leaves a basis.
        problem.solve(pulp.HiGHS(msg=False, timeLimit=left, presolve="off", threads=1))
        self.highs = problem.solverModel
        names = {variable.name: column for column, variable in variables.items()}
        self.columns = [names[variable.name] for variable in problem.exported_variables()]
        self.places = {column: place for place, column in enumerate(self.columns)}
        self.rows = [index for index, *_ in reduced.rows]
        self.row_places = {index: place for place, (index, *_) in enumerate(reduced.rows)}
        self.seen = list(program.rows)
        self.fixed = set(program.known)
        self.costs = {
            column: -_float(coefficient) for column, coefficient in program.objective.items() if column in self.places
        }

    def _follow(self, program: Program) -> None:
        """Change the live solver as the programme has changed since the last solve."""
        for column in [column for column in program.known if column not in self.fixed]:
            value = _float(program.known[column])
            if column in self.places:
                self.highs.changeColBounds(self.places[column], value, value)
            self.fixed.add(column)
        lower = {column.id: _lower(column) for column in program.columns}
        for index, row in enumerate(program.rows):
            if index >= len(self.seen):
                self.seen.append(row)
            elif row is not self.seen[index]:
                self.seen[index] = row
                self._retire(index)
            else:
                continue
            self._add_row(index, row, program.known, lower)
        self._change_costs(program, lower)

    def _retire(self, index: int) -> None:
        place = self.row_places.pop(index, None)
        if place is not None:
            self.highs.changeRowBounds(place, -math.inf, math.inf)
            self.rows[place] = None

    def _add_row(self, index: int, row: Row, known: Mapping[str, fmpq], lower: Mapping[str, float | None]) -> None:
        terms, low, high = _floats(row, known)
        if terms:
            places = [self._place(column, lower) for column in terms]
            self.highs.addRow(low, high, len(places), np.array(places, np.int32), np.array(list(terms.values())))
            self.row_places[index] = len(self.rows)
            self.rows.append(index)

    def _place(self, column: str, lower: Mapping[str, float | None]) -> int:
        """Return the column's place in the solver; one that no earlier row used is added now."""
        if column not in self.places:
            bound = lower[column]
            self.highs.addCol(
                0.0, -math.inf if bound is None else bound, math.inf, 0, np.empty(0, np.int32), np.empty(0)
            )
            self.places[column] = len(self.columns)
            self.columns.append(column)
        return self.places[column]

    def _change_costs(self, program: Program, lower: Mapping[str, float | None]) -> None:
        wanted = {
            column: -_float(coefficient)
            for column, coefficient in program.objective.items()
            if column not in program.known
        }
        for column in [column for column in self.costs if column not in wanted]:
            self.highs.changeColCost(self.places[column], 0.0)
        for column, cost in wanted.items():
            if self.costs.get(column) != cost:
                self.highs.changeColCost(self._place(column, lower), cost)
        self.costs = wanted

    def _answer(self) -> Hint:
        import highspy

        status = self.highs.getModelStatus()
        statuses = highspy.HighsModelStatus
        if status == statuses.kTimeLimit:
            return Hint(Verdict.OUT_OF_TIME)
        if status not in (statuses.kOptimal, statuses.kInfeasible):
            return Hint(Verdict.UNCLEAR)
        found = self.highs.getBasis()
        basic = highspy.HighsBasisStatus.kBasic
        basis = None
        if found.valid:
            columns = tuple(
                column for column, state in zip(self.columns, found.col_status, strict=True) if state == basic
            )
            basis = Basis(
                columns,
                [
                    row
                    for row, state in zip(self.rows, found.row_status, strict=True)
                    if row is not None and state != basic
                ],
            )
        return Hint(Verdict.OPTIMAL if status == statuses.kOptimal else Verdict.INFEASIBLE, basis)


def named_problem(model: LinearModel, safe: Callable[[str], str]) -> pulp.LpProblem:
    """Return the hard rows of a model as a PuLP problem with readable names, made unique by a number where they collide."""
    problem = pulp.LpProblem("rvp_alloc", pulp.LpMinimize)
    taken: set[str] = set()

    def unique(name: str) -> str:
        plain = candidate = safe(name)
        number = 1
        while candidate in taken:
            number += 1
            candidate = f"{plain}_{number}"
        taken.add(candidate)
        return candidate

    variables = {column.id: problem.add_variable(unique(column.id), _lower(column)) for column in model.columns}
    problem.setObjective(0)
    for row in model.rows:
        expression = pulp.LpAffineExpression.from_dict(
            {variables[column]: _float(coefficient) for column, coefficient in row.terms.items()}
        )
        bound = _float(row.bound)
        problem.addConstraint(
            expression == bound
            if row.sense == "=="
            else expression <= bound
            if row.sense == "<="
            else expression >= bound,
            unique(row.label),
        )
    return problem


def write_problem(problem: pulp.LpProblem, path: Path, kind: Literal["lp", "mps"]) -> None:
    """Write a PuLP problem to an LP or MPS file."""
    if kind == "lp":
        problem.writeLP(str(path))
    else:
        problem.writeMPS(str(path))
