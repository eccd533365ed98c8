"""Multipliers from a basis, by hand: what is a proof, and what is none."""

import pytest
from flint import fmpq

from rvp_alloc.model import Column, Row
from rvp_alloc.solving.duals import Multipliers, as_proof, contradicts, multipliers, vertex
from rvp_alloc.solving.knowledge import Knowledge
from rvp_alloc.solving.program import Basis, Program


def program(rows, objective, known=(), free=()):
    """Make a programme with columns a, b and c; rows are terms, sense and bound."""
    knowledge = Knowledge()
    for column, value in dict(known).items():
        knowledge.settle(column, fmpq(value))
    columns = [Column(name, None if name in free else 0) for name in "abc"]
    return Program(
        columns,
        [Row("r", f"r{place}", terms, sense, fmpq(bound)) for place, (terms, sense, bound) in enumerate(rows)],
        knowledge,
        objective,
    )


def exact(numbers):
    return {name: fmpq(number) for name, number in numbers.items()}


def test_both_rows_are_needed_for_both_columns():
    """A + 2b, with a + b <= 4 and b <= 3: once each row makes it 7; the third row is not asked."""
    found = multipliers(
        program([({"a": 1, "b": 1}, "<=", 4), ({"b": 1}, "<=", 3), ({"a": 1}, "<=", 9)], {"a": 1, "b": 2}),
        Basis(["a", "b"], [0, 1]),
    )
    assert found == Multipliers(exact({0: 1, 1: 1}), exact({"a": 0, "b": 0}), fmpq(7))


def test_coefficients_count():
    """3a + 2b, with 2a + b <= 6 and a + 4b <= 10: m = (10/7, 1/7), so 60/7 + 10/7 = 10, at a = 2 and b = 2."""
    found = multipliers(
        program([({"a": 2, "b": 1}, "<=", 6), ({"a": 1, "b": 4}, "<=", 10)], {"a": 3, "b": 2}),
        Basis(["a", "b"], [0, 1]),
    )
    assert found == Multipliers({0: fmpq(10, 7), 1: fmpq(1, 7)}, exact({"a": 0, "b": 0}), fmpq(10))


def test_a_column_out_of_the_basis_keeps_a_rest():
    """A, with a + b <= 4: once the row leaves b over, and b is at least 0."""
    found = multipliers(program([({"a": 1, "b": 1}, "<=", 4)], {"a": 1}), Basis(["a"], [0]))
    assert found == Multipliers(exact({0: 1}), exact({"a": 0, "b": 1}), fmpq(4))


def test_a_column_without_a_gain_is_in_the_basis_too():
    """B, with a + b == 4 and a - b <= 2: a in the basis makes 1 = m0 - m1 and 0 = m0 + m1; the second is below 0."""
    rows = [({"a": 1, "b": 1}, "==", 4), ({"a": 1, "b": -1}, "<=", 2)]
    assert multipliers(program(rows, {"b": 1}), Basis(["a", "b"], [0, 1])) is None
    rows[1] = ({"a": 1, "b": -1}, ">=", 2)
    found = multipliers(program(rows, {"b": 1}), Basis(["a", "b"], [0, 1]))
    assert found == Multipliers({0: fmpq(1, 2), 1: fmpq(-1, 2)}, exact({"a": 0, "b": 0}), fmpq(1))


def test_what_is_known_asks_nothing_of_the_basis():
    """3k + a with k known to be 2 and a + k <= 5: the row leaves -2 of k, so at most 5 + 4 = 9, at a = 3."""
    found = multipliers(
        program([({"a": 1, "c": 1}, "<=", 5)], {"a": 1, "c": 3}, known={"c": 2}), Basis(["a", "c"], [0])
    )
    assert found == Multipliers(exact({0: 1}), exact({"a": 0, "c": -2}), fmpq(9))


def test_a_coefficient_of_0_is_none():
    """The second row has 0 of a: it cannot say anything of a, but is no reason to stop."""
    rows = [({"a": 0, "b": 1}, "<=", 2), ({"a": 1}, "<=", 3)]
    found = multipliers(program(rows, {"a": 1, "b": 1}), Basis(["a", "b"], [0, 1]))
    assert found == Multipliers(exact({0: 1, 1: 1}), exact({"a": 0, "b": 0}), fmpq(5))


def test_a_basis_that_says_nothing_of_its_column_is_no_proof():
    assert multipliers(program([({"b": 1}, "<=", 3)], {"a": 1}), Basis(["a"], [0])) is None
    assert multipliers(program([({"a": 1}, "<=", 3)], {"a": 1}), Basis(["a"], [])) is None


@pytest.mark.parametrize(
    ("sense", "multiplier", "proven"),
    [("<=", 1, True), ("<=", -1, False), (">=", 1, False), (">=", -1, True), ("==", 1, True), ("==", -1, True)],
)
def test_a_row_counts_in_its_own_direction(sense, multiplier, proven):
    """The row times the multiplier is the objective, whatever its sign; 3 is the most of it, or -3."""
    found = as_proof(program([({"a": 1}, sense, 3)], {"a": multiplier}), {0: fmpq(multiplier)})
    assert (found is not None) == proven
    if found:
        assert found == Multipliers(exact({0: multiplier}), exact({"a": 0}), fmpq(3 * multiplier))


@pytest.mark.parametrize("sense", ["<=", ">=", "=="])
def test_a_multiplier_of_0_is_of_no_wrong_sign(sense):
    found = as_proof(program([({"a": 1}, sense, 3)], {"a": -1}), {0: fmpq(0)})
    assert found == Multipliers(exact({0: 0}), exact({"a": 1}), fmpq(0))


def test_a_rest_must_be_at_least_0_and_0_where_a_column_is_free():
    rows = [({"a": 1, "b": 1}, "<=", 4)]
    assert as_proof(program(rows, {"a": 2}), {0: fmpq(1)}) is None
    assert as_proof(program(rows, {"a": 1}, free="b"), {0: fmpq(1)}) is None
    found = as_proof(program(rows, {"a": 1, "b": 1}, free="ab"), {0: fmpq(1)})
    assert found == Multipliers(exact({0: 1}), exact({"a": 0, "b": 0}), fmpq(4))
    assert as_proof(program(rows, {"a": -1}, free="a"), {}) is None


def test_what_is_known_may_be_left_over_and_counts_with_its_value():
    """2a + b with b known to be 3, and a + 2b <= 10: twice the row leaves 3 of b, so at most 20 - 9 = 11, at a = 4."""
    found = as_proof(program([({"a": 1, "b": 2}, "<=", 10)], {"a": 2, "b": 1}, known={"b": 3}), {0: fmpq(2)})
    assert found == Multipliers(exact({0: 2}), exact({"a": 0, "b": 3}), fmpq(11))
    # A free column that is known to be 0 is known all the same.
    found = as_proof(program([({"a": 1, "b": 2}, "<=", 10)], {"a": 2}, known={"b": 0}, free="b"), {0: fmpq(2)})
    assert found == Multipliers(exact({0: 2}), exact({"a": 0, "b": 4}), fmpq(20))


def test_rows_add_up():
    """A + b, with a + b <= 4 and a + b <= 6, half of each: 5."""
    rows = [({"a": 1, "b": 1}, "<=", 4), ({"a": 1, "b": 1}, "<=", 6)]
    found = as_proof(program(rows, {"a": 1, "b": 1}), {0: fmpq(1, 2), 1: fmpq(1, 2)})
    assert found == Multipliers({0: fmpq(1, 2), 1: fmpq(1, 2)}, exact({"a": 0, "b": 0}), fmpq(5))


def test_no_rows_prove_nothing_but_0():
    assert as_proof(program([], {}), {}) == Multipliers({}, {}, fmpq(0))
    assert multipliers(program([], {}), Basis([], [])) == Multipliers({}, {}, fmpq(0))


def test_the_point_of_a_basis_is_what_its_tight_rows_say():
    """a + b + 3 c = 9 with c known to be 2, and a <= 1: a = 1, b = 2; the row that is not tight has no say."""
    found = vertex(
        program([({"a": 1, "b": 1, "c": 3}, "==", 9), ({"a": 1}, "<=", 1), ({"b": 1}, "<=", 7)], {}, known={"c": 2}),
        Basis(["a", "b"], [0, 1]),
    )
    assert found == exact({"a": 1, "b": 2, "c": 2})


def test_what_is_not_in_the_basis_is_zero_at_its_point():
    found = vertex(program([({"a": 2, "b": 1}, "<=", 8)], {}), Basis(["a"], [0]))
    assert found == exact({"a": 4, "b": 0, "c": 0})


def test_tight_rows_that_contradict_have_no_point():
    assert vertex(program([({"a": 1}, "<=", 1), ({"a": 1}, ">=", 2)], {}), Basis(["a"], [0, 1])) is None


CLASH = [({"a": 1, "b": 1}, "<=", 4), ({"a": 1}, ">=", 5)]


def test_a_contradiction_adds_up_to_less_than_nothing():
    """a + b <= 4 less a >= 5 leaves b <= -1, and b is 0 or more."""
    assert contradicts(program(CLASH, {}), exact({0: 1, 1: -1}))


@pytest.mark.parametrize(
    ("rows", "found", "free"),
    [
        (CLASH, {0: -1, 1: 1}, ()),  # both have the wrong sign
        (CLASH, {0: 1, 1: 1}, ()),  # the second has
        (CLASH, {0: 1, 1: -2}, ()),  # a is left with -1: the more of it, the less is left
        (CLASH, {0: 1, 1: -1}, "b"),  # b may be -1
        ([({"a": 1}, "<=", 4), ({"a": 1}, ">=", 4)], {0: 1, 1: -1}, ()),  # 4 will do
    ],
)
def test_what_is_no_contradiction(rows, found, free):
    assert not contradicts(program(rows, {}, free=free), exact(found))
