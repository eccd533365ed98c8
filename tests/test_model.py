"""A row by itself: its value, how far a point is on the right side, and whether it holds."""

from fractions import Fraction

import pytest
from flint import fmpq

from rvp_alloc import Policy, load_region
from rvp_alloc.model import Column, Row
from rvp_alloc.policy.case import Case

POINT = {"a": Fraction(2), "b": Fraction(1, 2), "c": Fraction(9)}


def row(sense, bound):
    """2a - 4b = 4 - 2 = 2 at the point; c is not in it."""
    return Row("r", "r", {"a": 2, "b": -4}, sense, bound)


@pytest.mark.parametrize(
    ("sense", "bound", "slack", "holds"),
    [
        ("<=", 5, 3, True),
        ("<=", 2, 0, True),
        ("<=", 1, -1, False),
        (">=", 5, -3, False),
        (">=", 2, 0, True),
        (">=", 1, 1, True),
        ("==", 5, -3, False),
        ("==", 2, 0, True),
        ("==", 1, 1, False),
    ],
)
def test_a_row_at_a_point(sense, bound, slack, holds):
    assert row(sense, bound).value(POINT) == 2
    assert row(sense, bound).slack(POINT) == slack
    assert row(sense, bound).holds(POINT) is holds


def test_a_row_without_terms_is_0():
    assert Row("r", "r", {}, "<=", 0).value({}) == 0


def test_a_column_is_at_least_0_unless_it_is_free():
    assert (Column("a").lower, Column("a", None).lower) == (0, None)


def test_a_rule_of_the_users_own_may_write_pythons_fractions():
    case = Case(load_region("amsterdam-2022"), Policy.reference())
    row = case.row("mine:boven-ij", {"key:boven-ij": Fraction(1, 2)}, "<=", Fraction(3, 2))
    assert row.slack({"key:boven-ij": fmpq(1)}) == 1
