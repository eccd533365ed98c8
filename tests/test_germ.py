"""Numbers just beyond a value: they reckon and compare as the numbers they stand for, as far as they say."""

import operator
from fractions import Fraction

import pytest
from flint import fmpq
from hypothesis import assume, given
from hypothesis import strategies as st

from rvp_alloc.arithmetic import EXACT, Exact
from rvp_alloc.germ import Beyond, Germ

START, SLOPE = Fraction(3), Fraction(2)


@pytest.fixture
def beyond():
    return Beyond({"x": (START, SLOPE)}, Fraction(1, 8))


def test_only_what_moves_is_a_germ(beyond):
    """x = 3 + 2 t."""
    x = beyond.number("x", START)
    assert x.at(fmpq(0)) == 3
    assert x.at(fmpq(5)) == 13
    assert x.line == (3, 2)
    assert float(x) == 3.25
    assert beyond.number("y", Fraction(1, 3)) == fmpq(1, 3)
    assert not isinstance(beyond.number("y", Fraction(1, 3)), Germ)


@pytest.mark.parametrize("name", ["add", "sub", "mul", "truediv"])
def test_reckoning_with_other_numbers(beyond, name):
    x, reckon = beyond.number("x", START), getattr(operator, name)
    for other in (2, fmpq(2, 7), x, 1 / x, 2 * x - 1):
        for t in (fmpq(0), fmpq(1, 9), fmpq(4)):
            right = other.at(t) if isinstance(other, Germ) else fmpq(0) + other
            for found, wanted in (
                (reckon(x, other), reckon(x.at(t), right)),
                (reckon(other, x), reckon(right, x.at(t))),
            ):
                assert (found.at(t) if isinstance(found, Germ) else found) == wanted


def test_fractions_are_in_lowest_terms(beyond):
    x = beyond.number("x", START)
    assert (x / x).line == (1, 0)
    assert (x * x / x).line == x.line
    assert (1 / (1 + x) + x / (1 + x)).line == (1, 0)
    assert (0 / x).line == (0 / x + 0).line == (0, 0)
    assert (1 / x).line is None
    assert (x * x).line is None
    assert hash(x * x / x) == hash(x)


def test_comparing_is_for_just_beyond_the_start(beyond):
    """At t = 0 x is 3, right after it more."""
    x = beyond.number("x", START)
    assert x > 3
    assert x >= 3
    assert not x <= 3
    assert x < fmpq(31, 10)
    assert 3 < x <= x + 0
    assert x != 3
    assert x == x + 0
    assert bool(x)
    assert not x - x
    assert max(x, fmpq(3)) is x


def test_it_holds_until_a_comparison_changes(beyond):
    """3 + 2 t < 10 until t = 3.5; that it is more than 3 holds for ever."""
    x = beyond.number("x", START)
    assert beyond.until() is None
    assert x > 3
    assert beyond.until() is None
    assert x < 10
    assert beyond.until().high == fmpq(7, 2)
    with beyond.unwatched():
        assert x < 4
    assert beyond.until().high == fmpq(7, 2)
    assert beyond.positive_part(5 - x)
    assert beyond.until().high == 1
    assert beyond.positive_part(x - 7) == 0


def test_what_divides_may_not_become_zero(beyond):
    """3.5 - x = 0.5 - 2 t is 0 at t = 1/4."""
    x = beyond.number("x", START)
    found = 1 / (fmpq(7, 2) - x)
    assert beyond.until().high == fmpq(1, 4)
    assert found.at(fmpq(1, 8)) == 4
    with pytest.raises(ZeroDivisionError):
        1 / (x - x)


def test_a_share_of_nothing_is_nothing(beyond):
    x = beyond.number("x", START)
    assert beyond.share(x, x - x) == 0
    assert beyond.share(x, 2 * x).line == (fmpq(1, 2), 0)
    assert beyond.share(fmpq(1), fmpq(0)) == 0


SIMPLE = st.fractions(-3, 3, max_denominator=4)


@given(st.lists(st.tuples(st.sampled_from("+-*/<"), SIMPLE, SIMPLE), min_size=1, max_size=6))
def test_everything_computed_holds_up_to_where_it_says(steps):
    """A little programme with a comparison in it gives, in germs, what it gives in numbers, all the way."""

    def run(x):
        value = x
        for kind, constant, slope in steps:
            other = fmpq(constant.numerator, constant.denominator) + fmpq(slope.numerator, slope.denominator) * x
            if kind == "/":
                value = value / other
            elif kind == "<":
                value = value * 2 - other if value < other else other - value
            else:
                value = {"+": operator.add, "-": operator.sub, "*": operator.mul}[kind](value, other)
        return value

    beyond = Beyond({"x": (Fraction(1, 3), Fraction(1))})
    try:
        found = run(beyond.number("x", Fraction(1, 3)))
    except ZeroDivisionError:
        assume(False)
    until = beyond.until()
    end = fmpq(1000) if until is None else until.low
    for part in (fmpq(1, 1000), fmpq(1, 2), fmpq(999, 1000)):
        t = end * part
        assert (found.at(t) if isinstance(found, Germ) else found) == run(fmpq(1, 3) + t)


def test_exact_numbers_can_be_given_other_values():
    assert Exact({"x": Fraction(1, 3)}).number("x", Fraction(2)) == fmpq(1, 3)
    assert Exact({"x": Fraction(1, 3)}).number("y", Fraction(2)) == 2
    assert EXACT.number("x", Fraction(2)) == 2
    with EXACT.unwatched():
        pass
