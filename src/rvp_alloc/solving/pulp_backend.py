"""The solvers, through PuLP: the only file that knows pulp, and what lies under it.

A session solves one programme again and again. The first solve goes through PuLP; with HiGHS the live solver under it
is then changed and re-run, which is many times faster. Other solvers get a new PuLP problem each time. What a
session answers is a hint, never a proof: a basis, or a point from which one can be guessed.
"""

import functools
import logging
import math
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, Protocol

import pulp

from rvp_alloc.arithmetic import to_float
from rvp_alloc.border import suggestion
from rvp_alloc.errors import SolverError
from rvp_alloc.model import Column, LinearModel, Number
from rvp_alloc.solving.floats import FloatRow, Reduced, lower_bound
from rvp_alloc.solving.highs import LiveHighs, silence_highs, silenced_stdout
from rvp_alloc.solving.hint import Hint, Verdict
from rvp_alloc.solving.program import Basis, Program

_logger = logging.getLogger(__name__)

DEFAULT_SOLVER = "HiGHS"
_NOT_FOR_LINEAR_PROGRAMMES = {
    "CPSAT": "it treats a linear programme as one in whole numbers",
    "CHOCO_CMD": "it is a constraint solver for whole numbers",
}
_INSTALL = {"HiGHS": "highspy", "PYGLPK": "swiglpk", "COIN_CMD": "cbcbox", "SCIP_PY": "pyscipopt"}
_CLOSE = 1e-7
_MOST_NODES = 1000  # of a hint in whole numbers: what takes longer is found where it is proven


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
def _check(name: Any) -> None:
    known = pulp.listSolvers()
    if name in _NOT_FOR_LINEAR_PROGRAMMES:
        raise SolverError(
            f"solver {name} is refused: {_NOT_FOR_LINEAR_PROGRAMMES[name]}. Use {DEFAULT_SOLVER}, PYGLPK, COIN_CMD or SCIP_PY"
        )
    if name not in known:
        raise SolverError(f"PuLP has no solver {name[:80]!r}. {suggestion(name, known)}")
    with silenced_stdout():
        available = pulp.getSolver(name, msg=False).available()
    if not available:
        package = _INSTALL.get(name)
        raise SolverError(
            f"solver {name} is not installed. "
            + (f"Install it: python -m pip install {package}" if package else "Install it, or use HiGHS")
        )


class _PulpSession:
    """Any solver of PuLP: a new problem each time."""

    def __init__(self, name: str) -> None:
        self.name = name

    def solve(self, program: Program, deadline: float | None) -> Hint:
        reduced = Reduced.of(program)
        problem, variables = build_problem(reduced.columns, reduced.rows, program.objective)
        options: dict[str, Any] = {"msg": False}
        if deadline is not None:
            left = deadline - time.monotonic()
            if left <= 0:
                return Hint(Verdict.OUT_OF_TIME)
            options["timeLimit"] = max(1, math.ceil(left))
        with silenced_stdout():
            try:
                stats = problem.solve(pulp.getSolver(self.name, **options))
            except Exception as error:  # noqa: BLE001  (whatever a solver throws, it is only a hint that is missing)
                _logger.warning("solver %s failed: %s", self.name, error)
                return Hint(Verdict.UNCLEAR)
        verdict = _verdict(stats)
        if verdict is not Verdict.OPTIMAL:
            return Hint(verdict)
        exported = [variable.name for variable in problem.exported_variables()]
        names = {variable.name: column for column, variable in variables.items()}
        order = [names[name] for name in exported]
        if self.name == "PYGLPK":
            return Hint(verdict, _glpk_basis(problem.solverModel, order, [row.index for row in reduced.rows]))
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
    rows: Sequence[FloatRow],
    objective: Mapping[str, Number],
) -> tuple[pulp.LpProblem, dict[str, pulp.LpVariable]]:
    """Return a PuLP problem that minimises the negative of an objective, with its variables by column."""
    problem = pulp.LpProblem("rvp_alloc", pulp.LpMinimize)
    variables = {
        column.id: problem.add_variable(f"c{place}", lower_bound(column)) for place, column in enumerate(columns)
    }
    problem.setObjective(
        pulp.LpAffineExpression.from_dict(
            {
                variables[column]: -to_float(coefficient)
                for column, coefficient in objective.items()
                if column in variables
            }
        )
    )
    for row in rows:
        terms = {variables[column]: coefficient for column, coefficient in row.terms.items()}
        expression = pulp.LpAffineExpression.from_dict(terms)
        if row.lower == row.upper:
            problem.addConstraint(expression == row.lower)
        elif row.lower > -math.inf:
            problem.addConstraint(expression >= row.lower)
        else:
            problem.addConstraint(expression <= row.upper)
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


def _basis_from_point(point: Mapping[str, float], reduced: Reduced) -> Basis:
    """Guess a basis: columns off their bound, and rows that are tight at the point."""
    basic = tuple(
        column.id for column in reduced.columns if column.lower is None or point[column.id] > column.lower + _CLOSE
    )
    tight = []
    for row in reduced.rows:
        value = sum(coefficient * point[column] for column, coefficient in row.terms.items())
        bounds = [bound for bound in (row.lower, row.upper) if math.isfinite(bound)]
        if any(abs(value - bound) <= _CLOSE * max(1.0, abs(bound)) for bound in bounds):
            tight.append(row.index)
    return Basis(basic, tight)


class _BasisOnlyHighs(pulp.HiGHS):
    """PuLP's HiGHS, but for copying every value and dual into PuLP's variables: the basis is read from the live solver."""

    def findSolutionValues(self, lp: pulp.LpProblem) -> tuple[Any, bool]:  # noqa: N802  (PuLP's name)
        return pulp.constants.LpSolveStatus.NotSolved, False


class _HighsSession:
    """HiGHS: through PuLP the first time, then the live solver is changed and re-run."""

    def __init__(self) -> None:
        silence_highs()
        self.live: LiveHighs | None = None

    def solve(self, program: Program, deadline: float | None) -> Hint:
        """Solve the programme as it is now."""
        left = None if deadline is None else deadline - time.monotonic()
        if left is not None and left <= 0:
            return Hint(Verdict.OUT_OF_TIME)
        if self.live is None:
            self.live = self._first(program, left)
        else:
            self.live.follow(program)
            self.live.run(left)
        return self.live.answer()

    def _first(self, program: Program, left: float | None) -> LiveHighs:
        reduced = Reduced.of(program)
        problem, variables = build_problem(reduced.columns, reduced.rows, program.objective)
        # The programmes are small and solved many times: without presolve each is faster, and always leaves a basis.
        problem.solve(_BasisOnlyHighs(msg=False, timeLimit=left, presolve="off"))
        names = {variable.id: column for column, variable in variables.items()}
        columns = [names[variable.id] for variable in problem.exported_variables()]
        return LiveHighs(problem.solverModel, columns, [row.index for row in reduced.rows], program)


def whole_point(program: Program, whole: Sequence[str], deadline: float | None) -> Mapping[str, float] | None:
    """Return a point of a programme with some columns whole, as HiGHS finds it, or None: a hint, never a proof."""
    silence_highs()
    left = None if deadline is None else max(0.1, deadline - time.monotonic())
    reduced = Reduced.of(program)
    problem, variables = build_problem(reduced.columns, reduced.rows, program.objective)
    for column in whole:
        if column in variables:
            variables[column].cat = "Integer"
    try:
        stats = problem.solve(pulp.HiGHS(msg=False, timeLimit=left, gapRel=0.0, mip_max_nodes=_MOST_NODES))
    except Exception as error:  # noqa: BLE001  (whatever a solver throws, it is only a hint that is missing)
        _logger.warning("HiGHS failed on whole numbers: %s", error)
        return None
    found = {column: variable.varValue or 0.0 for column, variable in variables.items()}
    return found if stats.has_solution and all(map(math.isfinite, found.values())) else None


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

    variables = {column.id: problem.add_variable(unique(column.id), lower_bound(column)) for column in model.columns}
    problem.setObjective(0)
    for row in model.rows:
        expression = pulp.LpAffineExpression.from_dict(
            {variables[column]: to_float(coefficient) for column, coefficient in row.terms.items()}
        )
        bound = to_float(row.bound)
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
