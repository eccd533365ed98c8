"""The tape: what is traced once is what the exact arithmetic computes each time."""

from fractions import Fraction

import numpy as np
import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from rvp_alloc.arithmetic import Exact, fraction, to_float
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.formulate import formulate
from rvp_alloc.tape import Tape, Term, Traced, is_exact
from strategies import cases


class Moved(Exact):
    """Exact rationals, each figure a little larger than it is."""

    def number(self, path, value):
        return super().number(path, value * Fraction(17, 16))


@given(cases())
def test_the_rows_of_a_policy_replayed_are_its_rows(case):
    paths = {}

    class Noting(Exact):
        def number(self, path, value):
            paths[path] = value
            return super().number(path, value)

    model_rows(Case(*case, Noting()))
    traced = Traced(paths, maybe_negative=[path for path, value in paths.items() if value < 0])
    rows = model_rows(Case(*case, traced))
    places = [[traced.tape.place(number) for number in (row.bound, *row.terms.values())] for row in rows]
    done = traced.tape.replay({path: float(value * Fraction(17, 16)) for path, value in paths.items()})
    for of_row, exact in zip(places, model_rows(Case(*case, Moved())), strict=True):
        found = [float(done[place]) for place in of_row]
        wanted = [to_float(number) for number in (exact.bound, *exact.terms.values())]
        assert found == pytest.approx(wanted, abs=1e-9, rel=1e-9)


def model_rows(case):
    return formulate(case).rows


def test_nothing_is_written_twice_and_plain_steps_not_at_all():
    tape = Tape()
    a, b = tape.input("a", never_negative=True), tape.input("b", never_negative=True)
    assert (a + b).index == (b + a).index
    assert sum([a]) is a
    assert a * 1 is a
    assert is_exact(a * 0)
    assert len(tape.entries) == 3


def test_signs_are_known_where_they_are_plain():
    tape = Tape()
    a, b = tape.input("a", never_negative=True), tape.input("b", never_negative=False)
    assert tape.never_negative(a * a / 2 + 1)
    assert not tape.never_negative(a - 1)
    assert not tape.never_negative(a * b)
    assert not tape.never_negative(-a)


def test_the_least_that_is_enough():
    tape = Tape()
    part, factor = tape.input("part", never_negative=False), tape.input("factor", never_negative=True)
    place = tape.at_least(part, factor).index
    found = tape.replay({"part": [1.0, 1.0, 0.0, -1.0], "factor": [2.0, 0.0, 0.0, 0.0]})[place]
    assert found.tolist() == [0.5, np.inf, -np.inf, -np.inf]
    assert tape.at_least(fmpq(1), fmpq(2)) == fmpq(1, 2)


def test_a_share_of_nothing_is_nothing():
    traced = Traced(["whole"])
    share = traced.share(fmpq(1), traced.number("whole", Fraction(3)))
    assert traced.tape.replay({"whole": [0.0, 4.0]})[share.index].tolist() == [0.0, 0.25]


def test_what_varies_has_no_truth_value():
    with pytest.raises(TypeError, match="neither"):
        bool(Tape().input("a", never_negative=True))


@given(st.fractions())
def test_an_exact_number_becomes_the_nearest_float(number):
    assert to_float(fmpq(number.numerator, number.denominator)) == float(number)
    assert fraction(fmpq(number.numerator, number.denominator)) == number


def test_a_figure_that_does_not_vary_stays_exact():
    traced = Traced(["a.x"])
    assert isinstance(traced.number("a.x", Fraction(1)), Term)
    assert traced.number("a.y", Fraction(1, 3)) == fmpq(1, 3)
