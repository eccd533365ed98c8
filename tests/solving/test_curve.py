"""Solutions of equations that move with one number, and where polynomials pass 0."""

import pytest
from flint import fmpq, fmpq_mat, fmpq_poly
from hypothesis import assume, given
from hypothesis import strategies as st

from rvp_alloc.arithmetic import Affine
from rvp_alloc.solving.curve import WIDTH, Root, curve, first_below_zero

SMALL = st.integers(-3, 3)
MOVING = st.builds(lambda constant, slope: Affine(fmpq(constant), fmpq(slope)), SMALL, SMALL)
STILL = st.builds(lambda constant: Affine(fmpq(constant), fmpq(0)), SMALL)


def matrix(rows, t):
    return fmpq_mat(len(rows), len(rows[0]), [number.at(t) for row in rows for number in row])


@st.composite
def systems(draw):
    size = draw(st.integers(1, 5))
    numbers = draw(st.sampled_from([MOVING, STILL, st.one_of(MOVING, STILL)]))
    rows = [[draw(numbers) for _ in range(size)] for _ in range(size)]
    return rows, [draw(MOVING) for _ in range(size)]


@given(systems(), st.fractions(-9, 9, max_denominator=7))
def test_a_curve_solves_its_equations_everywhere(system, place):
    rows, bounds = system
    t = fmpq(place.numerator, place.denominator)
    assume(matrix(rows, fmpq(0)).det() != 0)
    assume(matrix(rows, t).det() != 0)
    found = curve([(dict(enumerate(row)), bound) for row, bound in zip(rows, bounds, strict=True)])
    wanted = matrix(rows, t).solve(matrix([[bound] for bound in bounds], t))
    assert found.denominator(fmpq(0)) == 1
    point = found.at(t)
    assert [point.get(index, 0) for index in range(len(rows))] == [wanted[index, 0] for index in range(len(rows))]


def test_what_only_moves_on_the_right_hand_side_moves_along_a_straight_line():
    """x + y = 3 + t, x - y = 1 - t: x = 2, y = 1 + t."""
    one, minus_one = Affine(fmpq(1), fmpq(0)), Affine(fmpq(-1), fmpq(0))
    found = curve(
        [
            ({"x": one, "y": one}, Affine(fmpq(3), fmpq(1))),
            ({"x": one, "y": minus_one}, Affine(fmpq(1), fmpq(-1))),
        ]
    )
    assert found.denominator == fmpq_poly([1])
    assert found.numerators == {"x": fmpq_poly([2]), "y": fmpq_poly([1, 1])}
    assert found.numerator({"x": Affine(fmpq(1), fmpq(2)), "z": one}, Affine(fmpq(5), fmpq(0))) == fmpq_poly([7, 4])


def test_equations_that_contradict_have_no_curve():
    one = Affine(fmpq(1), fmpq(0))
    with pytest.raises(ArithmeticError):
        curve([({"x": one}, one), ({"x": one}, Affine(fmpq(2), fmpq(0)))])


@pytest.mark.parametrize(
    ("polynomials", "place"),
    [
        ([[3, -1]], 3),
        ([[3, -1], [1, -1]], 1),
        ([[1, 1], [0, 0, 2], [0], [5]], None),
        ([[0, -3, 5]], 0),  # below 0 at once
        ([[0, 3, -5]], (3, 5)),
        ([[1, -2, 1]], None),  # touches 0 at 1 and rises again
        ([[1, -3, 3, -1]], 1),  # passes 0 at 1 three times at once
        ([[-2, 1]], 0),
        ([[2, -3, 1]], 1),  # between its roots 1 and 2 it is below 0
        ([], None),
    ],
)
def test_the_first_place_below_zero(polynomials, place):
    found = first_below_zero(fmpq_poly(coefficients) for coefficients in polynomials)
    wanted = None if place is None else fmpq(*place) if isinstance(place, tuple) else fmpq(place)
    assert found == (None if wanted is None else Root(wanted, wanted))
    assert found is None or found.exact


def test_an_irrational_root_is_told_between_two_ends():
    found = first_below_zero([fmpq_poly([2, 0, -1]), fmpq_poly([3, 0, -1])])
    assert not found.exact
    assert 0 < found.high - found.low <= WIDTH
    assert found.low**2 < 2 < found.high**2


def test_an_even_root_does_not_count_where_the_sign_stays():
    """(2 - t^2)^2 (5 - t) touches 0 at the square root of 2 and passes it at 5."""
    touching = fmpq_poly([2, 0, -1]) ** 2 * fmpq_poly([5, -1])
    assert first_below_zero([touching]) == Root(fmpq(5), fmpq(5))
