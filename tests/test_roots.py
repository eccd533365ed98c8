"""The first place where polynomials pass 0."""

import pytest
from flint import arb, fmpq, fmpq_poly, fmpz_poly

from rvp_alloc.roots import WIDTH, Root, _isolated, first_below_zero


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
        ([[0], [1, -1]], 1),  # what is 0 all along is never below
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


def test_every_factor_is_looked_at():
    """(1 - 2 t + t^2) touches 0 at 1; 2 - t^2 and 3 - t^2 pass it at their square roots, the first first."""
    touching, first, second = fmpq_poly([1, -2, 1]), fmpq_poly([2, 0, -1]), fmpq_poly([3, 0, -1])
    for product in (touching * first * second, touching * second * first, touching * fmpq_poly([5, -1])):
        found = first_below_zero([product])
        assert (found.low**2 < 2 < found.high**2) or found == Root(fmpq(5), fmpq(5))
    assert first_below_zero([touching * fmpq_poly([2, -1]) ** 3]) == Root(fmpq(2), fmpq(2))


@pytest.mark.parametrize("coefficients", [[-2, 0, 1], [2, 0, -1]])
def test_a_ball_around_a_root_is_halved_until_its_ends_are_close(coefficients):
    """The square root of 2, from 1.4 give or take 1/4: 1.41421 35623 73095 04880 16887 2..."""
    found = _isolated(fmpz_poly(coefficients), arb(1.4, 0.25))
    digits = 14142135623730950488016887
    assert fmpq(digits - 1, 10**25) <= found.low <= fmpq(digits, 10**25)
    assert fmpq(digits + 1, 10**25) <= found.high <= fmpq(digits + 2, 10**25)
    assert found.low**2 < 2 < found.high**2
