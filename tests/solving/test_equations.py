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
