"""The smallest change of one parameter that multiplies what is decided, against a search that knows nothing of proofs."""

from fractions import Fraction

import numpy as np
import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from rvp_alloc import Policy, load_region, try_allocate
from rvp_alloc.conflict.nearest import nearest_value
from rvp_alloc.germ import Beyond
from rvp_alloc.model import Column, Row
from rvp_alloc.solving.knowledge import Knowledge
from rvp_alloc.solving.program import Program


class Rows:
    """Rows ``(terms, sense, bound)`` whose numbers are ``(constant, slope)`` in t, which is 0 at first."""

    parameter, value = "bounds.floor.team.x", Fraction(0)  # a parameter that may have any value

    def __init__(self, columns, *rows):
        self.columns, self.rows = [Column(column) for column in columns], rows

    def at(self, value):
        return self._program(fmpq(value.numerator, value.denominator))

    def beyond(self, value, direction):
        arithmetic = Beyond({"t": (value, Fraction(direction))})
        return self._program(arithmetic.number("t", value)), arithmetic

    def _program(self, t):
        def number(constant, slope=0):
            return constant + slope * t if slope else fmpq(constant)

        rows = [
            Row("own", f"own.{place}", {column: number(*n) for column, n in terms.items()}, sense, number(*bound))
            for place, (terms, sense, bound) in enumerate(self.rows)
        ]
        return Program(self.columns, rows, Knowledge())


def test_nothing_need_change_where_the_rows_hold():
    rows = Rows("x", ({"x": (1, 1)}, "<=", (1,)))
    assert nearest_value(rows, 1) == nearest_value(rows, -1) == 0


def test_a_share_that_multiplies_what_must_be_there():
    """x <= 10 and (1 + t) x >= 25: from t = 3/2 upwards; downwards never."""
    rows = Rows("x", ({"x": (1,)}, "<=", (10,)), ({"x": (1, 1)}, ">=", (25,)))
    assert nearest_value(rows, 1) == Fraction(3, 2)
    assert nearest_value(rows, -1) is None


def test_a_division_in_the_middle_of_the_range_only():
    """x >= 2, x <= 10, (5 - t) x <= 6, (5 - t) x >= 5: t from 2 to 4.5, with x >= 2 below and x <= 10 above."""
    rows = Rows(
        "x",
        ({"x": (1,)}, ">=", (2,)),
        ({"x": (1,)}, "<=", (10,)),
        ({"x": (5, -1)}, "<=", (6,)),
        ({"x": (5, -1)}, ">=", (5,)),
    )
    assert nearest_value(rows, 1) == 2
    assert nearest_value(rows, -1) is None


def test_a_change_that_is_irrational_is_a_division_and_nothing_much_nearer_is():
    """x >= 2 - t, (2 - t) x <= 2, so (2 - t)^2 <= 2: t from 2 - sqrt 2."""
    rows = Rows("x", ({"x": (1,)}, ">=", (2, -1)), ({"x": (2, -1)}, "<=", (2,)))
    change = nearest_value(rows, 1)
    assert (2 - change) ** 2 <= 2 < (2 - change + Fraction(1, 10**24)) ** 2


def test_no_smallest_change_where_any_above_zero_will_do():
    """t x >= 1 with x unbounded: every t above 0, but not 0."""
    assert nearest_value(Rows("x", ({"x": (0, 1)}, ">=", (1,))), 1) is None


NUMBER = st.tuples(st.integers(-3, 3), st.sampled_from([0, 0, 0, -1, 1, 2]))


@st.composite
def systems(draw):
    names = "xyz"[: draw(st.integers(1, 3))]
    rows = [({name: (1,)}, "<=", (4,)) for name in names]
    for _ in range(draw(st.integers(1, 4))):
        terms = {name: draw(NUMBER) for name in names}
        rows.append((terms, draw(st.sampled_from(["<=", ">=", "=="])), draw(NUMBER)))
    return names, rows


def lacking(names, rows, t):
    """Return by how much the rows cannot hold together at t: the smallest largest breach, in floats."""
    upper, bounds = [], []
    for terms, sense, bound in rows:
        numbers = [sum(n * t**power for power, n in enumerate(terms.get(name, (0,)))) for name in names]
        limit = sum(n * t**power for power, n in enumerate(bound))
        for sign in {"<=": [1], ">=": [-1], "==": [1, -1]}[sense]:
            upper.append([*(sign * number for number in numbers), -1.0])
            bounds.append(sign * limit)
    objective = [0.0] * len(names) + [1.0]
    found = linprog(objective, A_ub=np.array(upper), b_ub=np.array(bounds, dtype=float))
    assert found.status == 0
    return found.fun


@given(systems())
def test_nothing_nearer_will_do(system):
    names, rows = system
    change = nearest_value(Rows(names, *rows), 1)
    if change is not None:
        assert lacking(names, rows, float(change)) <= 1e-7
    end = 6.0 if change is None else float(change)
    for part in np.linspace(0.0, 0.98, 30):
        # With no smallest change at all, a division may begin right after a place where there is none.
        assert lacking(names, rows, end * part) > 0 or end * part > end - 1e-6, (change, end * part)


def test_what_was_missed_once_is_found():
    """Care of 71 + 0 fte pays for share x 80 + 17: at most 0.675; the heads themselves still fit."""
    region = load_region("amsterdam-2022")
    policy = Policy.reference().set("basic_care.alpha", 1).set("ipga.net", 10)
    conflict = try_allocate(region, policy)
    assert "ipga.share from 0.8 to 0.675" in [str(repair) for repair in conflict.repairs]
    assert try_allocate(region, policy.set("ipga.share", "0.675")).status == "proven_optimal"
    assert try_allocate(region, policy.set("ipga.share", "0.67500000001")).status == "infeasible"


@pytest.mark.parametrize("net", [10, 40, 60])
def test_a_share_between_what_net_asks_and_what_care_allows(net):
    """share x sum i >= net and share x 80 <= 54: at most 0.675, as long as there can be net / 0.675 heads."""
    region = load_region("amsterdam-2022")
    policy = Policy.reference().set("basic_care.alpha", 1).set("ipga.net", net)
    conflict = try_allocate(region, policy)
    shares = [
        change.new for repair in conflict.repairs for change in repair.changes if change.parameter == "ipga.share"
    ]
    assert shares == ([Fraction(27, 40)] if net <= 54 else [])
