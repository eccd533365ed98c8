"""Exact pivots on programmes small enough to follow by hand: where they end, with which basis, and with which proof."""

import time

import pytest
from flint import fmpq

from rvp_alloc.errors import NotProvenError
from rvp_alloc.model import Column, Row
from rvp_alloc.solving.knowledge import Knowledge
from rvp_alloc.solving.pivots import Contradiction, Optimum, Tableau, pivot_to_end
from rvp_alloc.solving.program import Basis, Program


def columns(names="ab", free=""):
    return [Column(name, None if name in free else 0) for name in names]


def rows(*entries):
    return [Row("r", f"r{place}", terms, sense, bound) for place, (terms, sense, bound) in enumerate(entries)]


def program(entries, objective=(), names="ab", free="", **known):
    knowledge = Knowledge()
    for column, value in known.items():
        knowledge.settle(column, fmpq(value))
    return Program(columns(names, free), rows(*entries), knowledge, dict(objective))


BOX = [({"a": 1, "b": 1}, "<=", 4), ({"b": 1}, "<=", 3)]


def test_the_largest_of_two_columns_and_its_multipliers():
    """A + 2b: b goes to 3, a to the other 1. Once each row makes it."""
    found = pivot_to_end(program(BOX, {"a": 1, "b": 2}))
    assert found == Optimum({"a": 1, "b": 3}, {0: 1, 1: 1}, fmpq(7))
    found = pivot_to_end(program(BOX, {"a": -1, "b": -2}))
    assert found == Optimum({"a": 0, "b": 0}, {}, fmpq(0))


def test_known_columns_are_constants():
    """With a known to be 1, a + 3b <= 4 leaves b 1; a counts in the objective all the same."""
    found = pivot_to_end(program([({"a": 1, "b": 3}, "<=", 4)], {"a": 5, "b": 6}, a=1))
    assert found == Optimum({"a": 1, "b": 1}, {0: 2}, fmpq(11))


def test_a_programme_without_a_bound():
    found = pivot_to_end(program([({"a": 1}, "<=", 4)], {"b": 1}))
    assert found == Optimum({"a": 0, "b": 0}, {}, None)
    found = pivot_to_end(program([({"a": 1}, "<=", 4)], {"a": -1}, free="a"))
    assert found == Optimum({"a": 0, "b": 0}, {}, None)
    found = pivot_to_end(program([({"a": 1}, ">=", 2)], {"a": 1}))
    assert found == Optimum({"a": 2, "b": 0}, {}, None)


def test_a_free_column_goes_below_0():
    found = pivot_to_end(program([({"a": 1, "b": 1}, ">=", -2)], {"a": -2, "b": -3}, free="a"))
    assert found == Optimum({"a": -2, "b": 0}, {0: -2}, fmpq(4))


def test_rows_that_ask_something_are_met_first():
    """A + b == 4 and b >= 1: the least of a + 3b is 3 + 3, so four times -1 of the first and two of the second."""
    found = pivot_to_end(program([({"a": 1, "b": 1}, "==", 4), ({"b": 1}, ">=", 1)], {"a": -1, "b": -3}))
    assert found == Optimum({"a": 3, "b": 1}, {0: -1, 1: -2}, fmpq(-6))


def test_a_coefficient_of_0_moves_nothing():
    found = pivot_to_end(program([({"a": 0, "b": 2}, "<=", 3), ({"a": 1}, "<=", 5)], {"a": 1, "b": 0}))
    assert found == Optimum({"a": 5, "b": 0}, {1: 1}, fmpq(5))
    assert pivot_to_end(program([({"a": 0}, ">=", 1)])) == Contradiction({0: -1})


@pytest.mark.parametrize(
    ("entries", "multipliers"),
    [
        # b <= -1 is left of the first two, b >= 0
        ([({"a": 1, "b": 1}, "<=", 1), ({"a": 1}, ">=", 2)], {0: 1, 1: -1}),
        # nothing below 0 adds up to -1
        ([({"a": 1, "b": 1}, "==", -1)], {0: 1}),
        ([({"a": 1, "b": 1}, "<=", -1)], {0: 1}),
        ([({"a": -1, "b": -1}, "==", 1)], {0: -1}),
        # twice the second is 6 where the first allows 5
        ([({"a": 2, "b": 2}, "<=", 5), ({"a": 1, "b": 1}, ">=", 3)], {0: 1, 1: -2}),
        ([({}, "<=", -1)], {0: 1}),
        ([({}, "==", 1)], {0: -1}),
    ],
)
def test_rows_that_contradict_each_other(entries, multipliers):
    found = pivot_to_end(program(entries))
    assert isinstance(found, Contradiction)
    scale = fmpq(multipliers[0]) / found.rows[0]
    assert scale > 0
    assert {row: scale * multiplier for row, multiplier in found.rows.items()} == multipliers


def test_what_is_known_contradicts_a_row():
    assert pivot_to_end(program([({"a": 1, "b": 1}, "<=", 1)], a=2)) == Contradiction({0: 1})
    assert pivot_to_end(program([({"a": 1, "b": 1}, "<=", 1)], a=1)) == Optimum({"a": 1, "b": 0}, {}, fmpq(0))


# ---- a basis to start from


def entered(entries, basis, names="ab", free=""):
    tableau = Tableau(columns(names, free), rows(*entries))
    tableau.enter(basis)
    return tableau


def test_a_basis_is_entered_as_it_is_given():
    """A and b in the basis, the first two rows tight: b = 3, a = 1, and the third row, which is not, stands at 1 - 3."""
    tableau = entered([*BOX, ({"a": 1, "b": -1}, "<=", 9)], Basis(["a", "b"], [0, 1]))
    assert set(tableau.rows) == {"a", "b", 2}
    assert tableau.value == {"a": 1, "b": 3, 0: 4, 1: 3, 2: -2}
    assert tableau.mend_bounds() is None
    assert tableau.raise_objective({"a": 1, "b": 2}) == Optimum({"a": 1, "b": 3}, {0: 1, 1: 1}, fmpq(7))


def test_what_is_not_in_the_basis_rests_at_a_bound():
    """At the lower one if there is one, else at the upper one, else at 0; equations at their bound."""
    entries = [({"a": 1}, ">=", 2), ({"b": 1}, "<=", 3), ({"c": 1}, "==", 4)]
    tableau = entered(entries, Basis(["a", "b", "c"], [0, 1, 2]), "abcd", free="d")
    assert tableau.value == {"a": 2, "b": 3, "c": 4, "d": 0, 0: 2, 1: 3, 2: 4}
    tableau = Tableau(columns("a"), rows(({"a": 1}, "<=", 9)))
    tableau.set_bounds(0, fmpq(5), fmpq(7))
    tableau.enter(Basis(["a"], [0]))
    assert tableau.value == {"a": 5, 0: 5}


def test_the_shortest_tight_row_takes_a_column():
    entries = [({"a": 1, "b": 1, "c": 1}, "<=", 4), ({"a": 1}, "<=", 3), ({"a": 1, "b": 1}, "<=", 5)]
    assert set(entered(entries, Basis(["a"], [0, 1, 2]), "abc").rows) == {0, "a", 2}
    assert set(entered(entries, Basis(["a"], [0, 2]), "abc").rows) == {0, 1, "a"}


def test_a_basis_is_followed_as_far_as_it_makes_sense():
    """A row that does not speak of a column cannot take it; one column after it still can be taken."""
    entries = [({"b": 1}, "<=", 3), ({"a": 1, "b": 1}, "<=", 4)]
    assert set(entered(entries, Basis(["a", "b"], [0])).rows) == {"b", 1}
    assert set(entered(entries, Basis(["a", "b"], [])).rows) == {0, 1}
    assert set(entered(entries, Basis([], [0, 1])).rows) == {0, 1}


def test_known_columns_are_no_part_of_a_basis():
    tableau = Tableau(columns(), rows(({"a": 1, "b": 1}, "<=", 4)), {"a": fmpq(1)})
    tableau.enter(Basis(["a", "b"], [0]))
    assert set(tableau.rows) == {"b"}
    assert tableau.value == {"b": 3, 0: 3}
    assert tableau.point() == {"a": 1, "b": 3}


def test_a_start_changes_nothing_of_the_answer():
    for start in (Basis(["a"], [1]), Basis(["b"], [0]), Basis(["b", "a"], [1, 0]), None):
        assert pivot_to_end(program(BOX, {"a": 1, "b": 2}), start) == Optimum({"a": 1, "b": 3}, {0: 1, 1: 1}, fmpq(7))


# ---- bounds that are changed


def test_a_row_that_is_let_go_of_and_held_again():
    """A >= 2 contradicts a <= 1; without either there is a point, and each question starts from the last."""
    tableau = Tableau(columns("a"), rows(({"a": 1}, ">=", 2), ({"a": 1}, "<=", 1)))
    assert tableau.mend_bounds() == {0: -1, 1: 1}
    tableau.set_bounds(0, None, None)
    assert tableau.mend_bounds() is None
    assert tableau.point()["a"] <= 1
    tableau.set_bounds(0, fmpq(2), None)
    assert tableau.mend_bounds() is not None
    tableau.set_bounds(1, None, None)
    assert tableau.mend_bounds() is None
    assert tableau.point()["a"] >= 2


def test_a_column_moves_into_its_new_bounds_and_takes_the_rows_along():
    tableau = Tableau(columns(), rows(({"a": 2, "b": 1}, "<=", 9), ({"b": 1}, "<=", 9)))
    tableau.set_bounds("a", fmpq(3), fmpq(4))
    assert tableau.value == {"a": 3, "b": 0, 0: 6, 1: 0}
    tableau.set_bounds("a", fmpq(0), fmpq(1))
    assert tableau.value == {"a": 1, "b": 0, 0: 2, 1: 0}
    tableau.set_bounds("a", fmpq(0), None)
    assert tableau.value == {"a": 1, "b": 0, 0: 2, 1: 0}


def test_a_column_goes_to_its_own_other_bound():
    """With 0 <= a <= 3 and a + b <= 5: a goes to 3, b to 2; a has no row, so its part of the proof is its own bound."""
    tableau = Tableau(columns(), rows(({"a": 1, "b": 1}, "<=", 5)))
    tableau.set_bounds("a", fmpq(0), fmpq(3))
    assert tableau.raise_objective({"a": 2, "b": 1}) == Optimum({"a": 3, "b": 2}, {0: 1}, fmpq(8))
    assert tableau.raise_objective({"a": -1, "b": 1}) == Optimum({"a": 0, "b": 5}, {0: 1}, fmpq(5))


def test_a_column_with_two_bounds_goes_from_the_one_to_the_other():
    """Held between 1 and 3, a goes up by 2; b takes what is left of 5 when a comes back."""
    tableau = Tableau(columns(), rows(({"a": 1, "b": 1}, "<=", 5)))
    tableau.set_bounds("a", fmpq(1), fmpq(3))
    assert tableau.value == {"a": 1, "b": 0, 0: 1}
    assert tableau.raise_objective({"a": 1}) == Optimum({"a": 3, "b": 0}, {}, fmpq(3))
    assert tableau.raise_objective({"a": -1, "b": 1}) == Optimum({"a": 1, "b": 4}, {0: 1}, fmpq(3))


def test_of_rows_that_stop_at_once_the_first_gives_way():
    """Two rows stop a at 2: the first of them leaves, so its multiplier is the proof; a tie with a's own bound leaves none."""
    entries = [({"a": 1, "b": 1}, "<=", 2), ({"a": 1, "b": -1}, "<=", 2)]
    assert pivot_to_end(program(entries, {"a": 1})) == Optimum({"a": 2, "b": 0}, {0: 1}, fmpq(2))
    tableau = Tableau(columns(), rows(({"a": 1}, "<=", 2)))
    tableau.set_bounds("a", fmpq(0), fmpq(2))
    assert tableau.raise_objective({"a": 1}) == Optimum({"a": 2, "b": 0}, {}, fmpq(2))


def test_the_next_objective_starts_where_the_last_one_ended():
    tableau = Tableau(columns(), rows(*BOX))
    assert tableau.raise_objective({"a": 1}) == Optimum({"a": 4, "b": 0}, {0: 1}, fmpq(4))
    assert tableau.raise_objective({"b": 1}) == Optimum({"a": 1, "b": 3}, {1: 1}, fmpq(3))
    assert tableau.raise_objective({}) == Optimum({"a": 1, "b": 3}, {}, fmpq(0))


def test_sums_of_nothing_are_exact_rationals_too():
    tableau = Tableau(columns(), rows(({}, "<=", 4)))
    tableau.enter(Basis([], []))
    assert type(tableau.value[0]) is fmpq
    assert type(tableau.raise_objective({}).best) is fmpq


def test_time_is_watched_in_both_parts():
    late, words = time.monotonic() - 1, r"^not proven: the time limit passed during exact pivots$"
    with pytest.raises(NotProvenError, match=words):
        Tableau(columns(), rows(*BOX), deadline=late).mend_bounds()
    with pytest.raises(NotProvenError, match=words):
        Tableau(columns(), rows(*BOX), deadline=late).raise_objective({})
    assert pivot_to_end(program(BOX), deadline=time.monotonic() + 60) == Optimum({"a": 0, "b": 0}, {}, fmpq(0))
