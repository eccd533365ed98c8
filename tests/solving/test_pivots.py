"""Exact pivots against an independent solver, and against what can be seen at a glance."""

import time

import numpy as np
import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from rvp_alloc.errors import NotProvenError
from rvp_alloc.model import Column, LinearModel, Row
from rvp_alloc.solving.duals import as_proof
from rvp_alloc.solving.pivots import Contradiction, Optimum, pivot_to_end
from rvp_alloc.solving.program import LEVEL, Basis, Program

_SENSES = ["<=", "==", ">="]


@st.composite
def programmes(draw):
    """Small programmes with many ties, bounded by one row so that an objective has a largest value or none exists."""
    columns = draw(st.integers(1, 4))
    small = st.integers(-3, 3)
    rows = [
        Row(
            "r",
            f"r{number}",
            dict(zip("abcd", draw(st.tuples(*[small] * columns)), strict=False)),
            draw(st.sampled_from(_SENSES)),
            fmpq(draw(small)),
        )
        for number in range(draw(st.integers(0, 5)))
    ]
    rows.append(Row("r", "bounded", dict.fromkeys("abcd"[:columns], 1), "<=", fmpq(7)))
    free = draw(st.booleans())
    model = LinearModel(
        tuple(Column(name, None if free and name == "a" else 0) for name in "abcd"[:columns]), tuple(rows)
    )
    program = Program(
        [*model.columns, Column(LEVEL, None)], list(model.rows), Program.of(LinearModel((), ())).knowledge
    )
    program.objective = dict(zip("abcd", draw(st.tuples(*[small] * columns)), strict=False))
    return program


def scipy_says(program):
    names = [column.id for column in program.columns]
    matrix = np.array([[row.terms.get(name, 0) for name in names] for row in program.rows], float)
    bounds = np.array([int(row.bound.p) / int(row.bound.q) for row in program.rows])
    senses = np.array([row.sense for row in program.rows])
    sign = np.where(senses == ">=", -1.0, 1.0)
    equal = senses == "=="
    return linprog(
        [-program.objective.get(name, 0) for name in names],
        A_ub=(matrix * sign[:, None])[~equal],
        b_ub=(bounds * sign)[~equal],
        A_eq=matrix[equal] if equal.any() else None,
        b_eq=bounds[equal] if equal.any() else None,
        bounds=[(column.lower, None) for column in program.columns],
        options={"presolve": False},  # with it, a programme without a bound is sometimes called infeasible
    )


@given(programmes(), st.data())
def test_agrees_with_scipy_from_any_start_and_proves_it(program, data):
    names = [column.id for column in program.columns]
    start = data.draw(
        st.none()
        | st.builds(
            Basis,
            st.lists(st.sampled_from(names), unique=True),
            st.lists(st.integers(0, len(program.rows) - 1), unique=True),
        )
    )
    outcome = pivot_to_end(program, start)
    truth = scipy_says(program)
    if isinstance(outcome, Contradiction):
        assert truth.status == 2
        program.objective = {}
        assert as_proof(program, outcome.rows).best < 0
    elif outcome.best is None:
        assert truth.status == 3
    else:
        assert truth.status == 0
        assert abs(int(outcome.best.p) / int(outcome.best.q) + truth.fun) < 1e-7
        assert all(row.holds(outcome.point) for row in program.rows)
        assert as_proof(program, outcome.rows).best == outcome.best


def test_a_degenerate_programme_ends():
    """Beale's example, on which the simplex method circles without Bland's rule; the optimum is 1/20."""
    rows = [
        Row("r", "1", {"x": fmpq(1, 4), "y": -60, "z": fmpq(-1, 25), "w": 9}, "<=", fmpq(0)),
        Row("r", "2", {"x": fmpq(1, 2), "y": -90, "z": fmpq(-1, 50), "w": 3}, "<=", fmpq(0)),
        Row("r", "3", {"z": 1}, "<=", fmpq(1)),
    ]
    program = Program.of(LinearModel(tuple(Column(name) for name in "xyzw"), tuple(rows)))
    program.objective = {"x": fmpq(3, 4), "y": -150, "z": fmpq(1, 50), "w": -6}
    outcome = pivot_to_end(program)
    assert isinstance(outcome, Optimum)
    assert outcome.best == fmpq(1, 20)


def test_a_deadline_that_has_passed_is_told():
    program = Program.of(LinearModel((Column("a"),), (Row("r", "1", {"a": 1}, "<=", fmpq(1)),)))
    program.objective = {"a": 1}
    with pytest.raises(NotProvenError, match="time limit"):
        pivot_to_end(program, deadline=time.monotonic() - 1)
