"""One linear programme of the chain, the first round of the key, as six libraries would be given it.

Each function builds the programme and solves it, as in daily use; what it starts from (arrays, dictionaries, exact rows)
is made beforehand. A library that is not installed is left out, and said to be.
"""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, replace
from importlib.util import find_spec
from typing import Any

import highspy
import numpy as np
import pulp

from rvp_alloc import Policy, Region
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.formulate import formulate
from rvp_alloc.solving import chain
from rvp_alloc.solving.knowledge import Knowledge
from rvp_alloc.solving.program import LEVEL, Program
from rvp_alloc.solving.pulp_backend import Hint, Session, open_session


@dataclass(frozen=True)
class Round:
    """A round of the chain: the programme before it and in it, and the latter as arrays and dictionaries of floats."""

    before: Program
    program: Program
    columns: list[str]
    cost: np.ndarray
    matrix: np.ndarray
    row_lower: np.ndarray
    row_upper: np.ndarray
    column_lower: np.ndarray

    @property
    def rows(self) -> list[dict[str, float]]:
        """The rows as dictionaries, for libraries that are written to term by term."""
        return [{self.columns[place]: row[place] for place in np.flatnonzero(row)} for row in self.matrix]


def key_round(region: Region, policy: Policy) -> Round:
    """Run the chain once and keep the programme of the key's first round, and of the solve before it."""
    kept: list[Program] = []

    class Keeping:
        def __init__(self, session: Session) -> None:
            self.session = session

        def solve(self, program: Program, deadline: float | None) -> Hint:
            knowledge = Knowledge()
            knowledge.values = dict(program.known)
            kept.append(
                replace(program, rows=list(program.rows), knowledge=knowledge, objective=copy(program.objective))
            )
            return self.session.solve(program, deadline)

    case = Case(region, policy)
    opened, chain.open_session = chain.open_session, lambda name: Keeping(open_session(name))
    try:
        solved = chain.solve_chain(case, formulate(case))
    finally:
        chain.open_session = opened
    number = next(index for index, entry in enumerate(solved.rounds) if entry.aim == "key")
    return _as_arrays(kept[number - 1], kept[number])


def _as_arrays(before: Program, program: Program) -> Round:
    known = program.known
    columns = [column for column in program.columns if column.id not in known]
    place = {column.id: index for index, column in enumerate(columns)}
    rows = [row for row in program.rows if any(column in place for column in row.terms)]
    matrix = np.zeros((len(rows), len(columns)))
    lower, upper = np.full(len(rows), -np.inf), np.full(len(rows), np.inf)
    for index, row in enumerate(rows):
        bound = row.bound
        for column, coefficient in row.terms.items():
            if column in place:
                matrix[index, place[column]] = _float(coefficient)
            else:
                bound = bound - coefficient * known[column]
        if row.sense != "<=":
            lower[index] = _float(bound)
        if row.sense != ">=":
            upper[index] = _float(bound)
    cost = np.zeros(len(columns))
    for column, coefficient in program.objective.items():
        cost[place[column]] = -_float(coefficient)
    return Round(
        before,
        program,
        [column.id for column in columns],
        cost,
        matrix,
        lower,
        upper,
        np.array([-np.inf if column.lower is None else float(column.lower) for column in columns]),
    )


def _float(number: Any) -> float:
    return int(number.p) / int(number.q) if hasattr(number, "p") else float(number)


# ---- the peers: each makes what it starts from, and returns what is timed; that returns the level


def session_changed(round_: Round) -> Callable[[], float]:
    """rvp_alloc: the live solver is changed and re-run, as in the chain."""
    session = open_session("HiGHS")
    session.solve(round_.before, None)
    return lambda: _solve(session, round_)


def session_first(round_: Round) -> Callable[[], float]:
    """rvp_alloc: a new problem, through PuLP."""
    session = open_session("HiGHS")
    return lambda: _solve(session, round_)


def _solve(session: Any, round_: Round) -> float:
    session.solve(round_.program, None)
    return -session.live.highs.getInfo().objective_function_value


def pulp_by_hand(round_: Round) -> Callable[[], float]:
    """PuLP and HiGHS, row by row."""
    bounds = dict(zip(round_.columns, round_.column_lower.tolist(), strict=True))
    rows = list(zip(round_.rows, round_.row_lower.tolist(), round_.row_upper.tolist(), strict=True))

    def run() -> float:
        problem = pulp.LpProblem("key", pulp.LpMinimize)
        variables = {
            column: problem.add_variable(f"c{index}", None if lower == -np.inf else lower)
            for index, (column, lower) in enumerate(bounds.items())
        }
        problem.setObjective(-variables[LEVEL])
        for terms, lower, upper in rows:
            total = pulp.lpSum(coefficient * variables[column] for column, coefficient in terms.items())
            if lower == upper:
                problem += total == lower
            elif lower > -np.inf:
                problem += total >= lower
            else:
                problem += total <= upper
        problem.solve(pulp.HiGHS(msg=False))
        return variables[LEVEL].varValue

    return run


def highspy_arrays(round_: Round) -> Callable[[], float]:
    """Give highspy arrays, with nothing in between."""
    by_column = round_.matrix.T
    column, row = np.nonzero(by_column)
    start = np.searchsorted(column, np.arange(len(round_.columns) + 1)).astype(np.int32)
    index, value = row.astype(np.int32), by_column[column, row]

    def run() -> float:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(round_.columns), len(round_.row_lower)
        model.col_cost_, model.col_lower_ = round_.cost, round_.column_lower
        model.col_upper_ = np.full(len(round_.columns), np.inf)
        model.row_lower_, model.row_upper_ = round_.row_lower, round_.row_upper
        model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = start, index, value
        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        solver.passModel(model)
        solver.run()
        return -solver.getInfo().objective_function_value

    return run


def _split(round_: Round) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return the rows as ``A x <= b`` and ``A x == b``."""
    equal = round_.row_lower == round_.row_upper
    least, most = ~equal & np.isfinite(round_.row_lower), ~equal & np.isfinite(round_.row_upper)
    return (
        np.vstack([-round_.matrix[least], round_.matrix[most]]),
        np.concatenate([-round_.row_lower[least], round_.row_upper[most]]),
        round_.matrix[equal],
        round_.row_lower[equal],
    )


def scipy_linprog(round_: Round) -> Callable[[], float]:
    """scipy.optimize.linprog, from arrays."""
    from scipy.optimize import linprog

    at_most, bound, equal, value = _split(round_)
    limits = np.column_stack([round_.column_lower, np.full(len(round_.columns), np.inf)])
    return lambda: -linprog(round_.cost, at_most, bound, equal, value, limits, method="highs").fun


def cvxpy_matrix(round_: Round) -> Callable[[], float]:
    """CVXPY with HiGHS, from arrays."""
    import cvxpy

    at_most, bound, equal, value = _split(round_)
    bounded = np.isfinite(round_.column_lower)

    def run() -> float:
        x = cvxpy.Variable(len(round_.columns))
        rows = [at_most @ x <= bound, equal @ x == value, x[bounded] >= round_.column_lower[bounded]]
        return -cvxpy.Problem(cvxpy.Minimize(round_.cost @ x), rows).solve(solver=cvxpy.HIGHS)

    return run


def linopy_matrix(round_: Round) -> Callable[[], float]:
    """Linopy with HiGHS, from labelled arrays."""
    import linopy
    import xarray

    at_most, bound, equal, value = _split(round_)
    column = {"column": round_.columns}
    labelled = [
        (xarray.DataArray(rows, coords={name: np.arange(len(rows)), **column}, dims=[name, "column"]), limit)
        for name, rows, limit in (("most", at_most, bound), ("equal", equal, value))
    ]
    lower = xarray.DataArray(round_.column_lower, coords=column)
    cost = xarray.DataArray(round_.cost, coords=column)

    def run() -> float:
        model = linopy.Model()
        x = model.add_variables(lower=lower, name="x")
        for (rows, limit), sign in zip(labelled, ("<=", "="), strict=True):
            model.add_constraints((rows * x).sum("column"), sign, limit)
        model.add_objective((cost * x).sum())
        model.solve(solver_name="highs", io_api="direct", output_flag=False, progress=False)
        return -model.objective.value

    return run


PEERS: dict[str, tuple[Callable[[Round], Callable[[], float]], str]] = {
    "rvp_alloc, in the chain": (session_changed, "rvp_alloc"),
    "rvp_alloc, first time": (session_first, "rvp_alloc"),
    "highspy from arrays": (highspy_arrays, "highspy"),
    "PuLP and HiGHS by hand": (pulp_by_hand, "pulp"),
    "scipy.linprog": (scipy_linprog, "scipy"),
    "CVXPY and HiGHS": (cvxpy_matrix, "cvxpy"),
    "linopy and HiGHS": (linopy_matrix, "linopy"),
}
"""What is compared, with the package each needs; the first is what the others are measured against."""


def installed() -> dict[str, Callable[[Round], Callable[[], float]]]:
    """Return the peers whose package is there."""
    return {name: peer for name, (peer, package) in PEERS.items() if find_spec(package)}
