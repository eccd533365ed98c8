"""Sparse equations and what they settle, against dense elimination."""

from flint import fmpq, fmpq_mat
from hypothesis import given
from hypothesis import strategies as st

from rvp_alloc.solving.knowledge import Knowledge
from rvp_alloc.solving.sparse import solve_equations

_NAMES = "abcde"


@st.composite
def systems(draw):
    size = draw(st.integers(1, 5))
    small = st.sampled_from([0, 0, 0, 1, -1, 2, 3])
    matrix = [[draw(small) for _ in range(size)] for _ in range(draw(st.integers(1, 6)))]
    return matrix, [draw(st.integers(-4, 4)) for _ in matrix]


@given(systems())
def test_solves_what_can_be_solved(system):
    matrix, right = system
    equations = [
        ({name: fmpq(c) for name, c in zip(_NAMES, row, strict=False) if c}, fmpq(b))
        for row, b in zip(matrix, right, strict=True)
    ]
    found = solve_equations([(dict(terms), b) for terms, b in equations])
    rank = fmpq_mat([[fmpq(c) for c in row] for row in matrix]).rank()
    solvable = rank == fmpq_mat([[fmpq(c) for c in (*row, b)] for row, b in zip(matrix, right, strict=True)]).rank()
    assert (found is not None) == solvable
    if found is not None:
        for terms, b in equations:
            assert sum((c * found.get(name, 0) for name, c in terms.items()), fmpq(0)) == b


@given(systems())
def test_knowledge_settles_only_what_every_solution_shares(system):
    matrix, right = system
    equations = [
        ({name: fmpq(c) for name, c in zip(_NAMES, row, strict=False) if c}, fmpq(b))
        for row, b in zip(matrix, right, strict=True)
    ]
    found = solve_equations([(dict(terms), b) for terms, b in equations])
    if found is None:
        return
    knowledge = Knowledge()
    for terms, b in equations:
        knowledge.equation(terms, b)
    for name, value in knowledge.values.items():
        # With one more equation that denies the value there is no solution left.
        assert solve_equations([*[(dict(terms), b) for terms, b in equations], ({name: fmpq(1)}, value + 1)]) is None


def test_one_settled_column_settles_the_next():
    knowledge = Knowledge()
    knowledge.equation({"a": 1, "b": 1}, fmpq(5))
    knowledge.equation({"b": 1, "c": -2}, fmpq(0))
    assert knowledge.values == {}
    knowledge.settle("a", fmpq(1))
    assert knowledge.values == {"a": 1, "b": 4, "c": 2}


def test_what_is_free_or_0_is_left_out():
    """A + b = 3 leaves one of the two free; c = 0 is not told; a contradiction has no solution."""
    assert solve_equations([({"c": fmpq(2)}, fmpq(0))]) == {}
    assert solve_equations([({}, fmpq(0)), ({"a": fmpq(3)}, fmpq(6))]) == {"a": 2}
    assert solve_equations([({}, fmpq(1))]) is None
    assert sorted(solve_equations([({"a": fmpq(1), "b": fmpq(1)}, fmpq(3))]).values()) == [3]
    assert solve_equations([({"a": fmpq(1)}, fmpq(1)), ({"a": fmpq(2)}, fmpq(2))]) == {"a": 1}
    assert solve_equations([({"a": fmpq(1)}, fmpq(1)), ({"a": fmpq(2)}, fmpq(3))]) is None
    assert solve_equations([]) == {}


def test_three_equations_by_hand():
    """A + b + c = 6, a - b = -1 and a + 2c = 7 give 1, 2 and 3."""
    found = solve_equations(
        [
            ({"a": fmpq(1), "b": fmpq(1), "c": fmpq(1)}, fmpq(6)),
            ({"a": fmpq(1), "b": fmpq(-1)}, fmpq(-1)),
            ({"a": fmpq(1), "c": fmpq(2)}, fmpq(7)),
        ]
    )
    assert found == {"a": 1, "b": 2, "c": 3}


def learned(*equations, **settled):
    knowledge = Knowledge()
    for column, value in settled.items():
        knowledge.settle(column, fmpq(value))
    for terms, bound in equations:
        knowledge.equation(terms, bound)
    return knowledge


def test_an_equation_counts_what_is_settled_already():
    """2a + 3b = 12 with a = 3: b = 2. Of columns with 0 nothing is learned; an equation of known columns says nothing new."""
    assert learned(({"a": 2, "b": 3}, 12), a=3).values == {"a": 3, "b": 2}
    assert learned(({"a": 0, "b": 2}, fmpq(5))).values == {"b": fmpq(5, 2)}
    assert learned(({"a": 1}, 1), ({"a": 2}, 2)).values == {"a": 1}
    assert learned(({"a": 1, "b": 1}, 3), ({"a": 1, "b": 1, "c": 1}, 4)).values == {}
    assert learned(({"a": 0}, 0)).values == {}


def test_settling_counts_with_its_coefficient():
    """2a + 3b - 4c = 5, then a = 1 and c = 3: 3b = 5 - 2 + 12 = 15."""
    knowledge = learned(({"a": 2, "b": 3, "c": -4}, 5))
    knowledge.settle("a", fmpq(1))
    assert knowledge.values == {"a": 1}
    knowledge.settle("c", fmpq(3))
    assert knowledge.values == {"a": 1, "c": 3, "b": 5}


def test_what_is_settled_stays_and_the_rest_is_still_learned():
    """Two equations say b = 2, a third that c = 4; the second saying of b does not keep c from being learned."""
    knowledge = learned(({"a": 1, "c": 1}, 5), ({"a": 1, "b": 1}, 3), ({"a": 1, "b": 2}, 5))
    knowledge.settle("a", fmpq(1))
    assert knowledge.values == {"a": 1, "b": 2, "c": 4}
    knowledge.settle("a", fmpq(9))
    assert knowledge.values == {"a": 1, "b": 2, "c": 4}


def test_what_an_elimination_brings_in_counts_with_its_coefficient():
    """2a + 3b = 8, 5a + 7c = 26 and 4b + 9c = 35 give 1, 2 and 3; without a, the second speaks of b."""
    found = solve_equations(
        [
            ({"a": fmpq(2), "b": fmpq(3)}, fmpq(8)),
            ({"a": fmpq(5), "c": fmpq(7)}, fmpq(26)),
            ({"b": fmpq(4), "c": fmpq(9)}, fmpq(35)),
        ]
    )
    assert found == {"a": 1, "b": 2, "c": 3}
