"""Formulas by hand: from what is traced to what a spreadsheet reads."""

from fractions import Fraction

import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from rvp_alloc.report.workbook.cell import Cell, areas
from rvp_alloc.report.workbook.formula import Formulas
from rvp_alloc.report.workbook.live import Live, LiveArithmetic, exact

A, B, C, D = (Cell("S", 0, column) for column in range(4))
STEPS = Cell("Steps", 10, 1)


@pytest.fixture
def arithmetic():
    return LiveArithmetic({("a", Fraction(2)): A, ("b", Fraction(3)): B, ("c", Fraction(5)): C, ("d", Fraction(0)): D})


@pytest.fixture
def numbers(arithmetic):
    return [arithmetic.number(name, Fraction(value)) for name, value in zip("abcd", (2, 3, 5, 0), strict=True)]


@pytest.mark.parametrize(
    ("computed", "text", "value"),
    [
        (lambda a, b, c, d, _: a + b, "S!$A$1+S!$B$1", 5),
        (lambda a, b, c, d, _: a - b, "S!$A$1-S!$B$1", -1),
        (lambda a, b, c, d, _: a - (b + c), "S!$A$1-SUM(S!$B$1:$C$1)", -6),
        (lambda a, b, c, d, _: a - (b - c), "S!$A$1+S!$C$1-S!$B$1", 4),
        (lambda a, b, c, d, _: (a + b) * c, "S!$C$1*SUM(S!$A$1:$B$1)", 25),
        (lambda a, b, c, d, _: (a - b) * c, "S!$C$1*(S!$A$1-S!$B$1)", -5),
        (lambda a, b, c, d, _: a / (b * c), "S!$A$1/(S!$B$1*S!$C$1)", Fraction(2, 15)),
        (lambda a, b, c, d, _: a / b / c, "S!$A$1/S!$B$1/S!$C$1", Fraction(2, 15)),
        (lambda a, b, c, d, _: 1 / a, "1/S!$A$1", Fraction(1, 2)),
        (lambda a, b, c, d, _: -a, "-S!$A$1", -2),
        (lambda a, b, c, d, _: (-a) * -1, "S!$A$1", 2),
        (lambda a, b, c, d, _: b + -a * c, "S!$B$1-S!$A$1*S!$C$1", -7),
        (lambda a, b, c, d, _: -a * b, "-S!$A$1*S!$B$1", -6),
        (lambda a, b, c, d, _: a * Fraction(1, 3), "S!$A$1*(1/3)", Fraction(2, 3)),
        (lambda a, b, c, d, _: a * fmpq(-1, 2), "S!$A$1*(-0.5)", -1),
        (lambda a, b, c, d, _: 1 - a, "1-S!$A$1", -1),
        (lambda a, b, c, d, _: a + a, "S!$A$1+S!$A$1", 4),
        (lambda a, b, c, d, x: x.positive_part(a - b), "MAX(0,S!$A$1-S!$B$1)", 0),
        (lambda a, b, c, d, x: x.share(a, d), "IF(S!$D$1=0,0,S!$A$1/S!$D$1)", 0),
        (lambda a, b, c, d, x: x.share(a, b - c), "IF((S!$B$1-S!$C$1)=0,0,S!$A$1/(S!$B$1-S!$C$1))", -1),
    ],
)
def test_a_number_as_a_formula(arithmetic, numbers, computed, text, value):
    found = computed(*numbers, arithmetic)
    assert exact(found) == fmpq(Fraction(value).numerator, Fraction(value).denominator)
    written = Formulas(arithmetic, STEPS).of(found)
    assert written.replace("SUM(S!$A$1:$B$1)", "S!$A$1+S!$B$1") == text or written == text


def test_what_stands_in_a_cell_is_referred_to(arithmetic, numbers):
    a, b, c, _ = numbers
    formulas = Formulas(arithmetic, STEPS)
    assert formulas.defining(a * b, Cell("T", 3, 3)) == "S!$A$1*S!$B$1"
    assert formulas.of(a * b + c) == "S!$C$1+T!$D$4"
    assert formulas.defining(a * b, Cell("T", 9, 9)) == "T!$D$4"


def test_a_number_that_never_changes_is_written_out(arithmetic):
    formulas = Formulas(arithmetic, STEPS)
    assert [formulas.of(number) for number in (0, Fraction(1, 3), fmpq(-3, 2))] == ["0", "(1/3)", "(-1.5)"]


def test_an_unknown_figure_or_one_of_another_value_stays_exact(arithmetic):
    assert arithmetic.number("a", Fraction(7)) == fmpq(7)
    assert not isinstance(arithmetic.number("zero", Fraction(0)), Live)


def test_comparisons_are_about_values(numbers):
    a, b, _, d = numbers
    assert a < b <= 3
    assert b > a >= Fraction(2)
    assert a == 2 != b
    assert a
    assert not d
    assert max(numbers) == 5
    assert len({a, b, a}) == 2


def test_a_part_that_is_long_and_used_twice_is_a_step(arithmetic, numbers):
    a, b, c, d = numbers
    long = a * b / c + b * c / a + c * a / b + d * d * d
    twice = long * a + long * b
    formulas = Formulas(arithmetic, STEPS)
    assert formulas.of(twice) == "S!$A$1*Steps!$B$11+S!$B$1*Steps!$B$11"
    [(cell, text, value)] = formulas.steps
    assert cell == STEPS
    assert text.count("/") == 3
    assert value == long.value


def test_a_sum_of_very_many_cells_is_parted():
    """No formula is longer than a spreadsheet takes, and the steps add up."""
    count = 3_000
    cells = {("x", Fraction(place)): Cell("S", 2 * place, 0) for place in range(1, count + 1)}
    arithmetic = LiveArithmetic(cells)
    total = sum(arithmetic.number("x", Fraction(place)) for place in range(1, count + 1))
    formulas = Formulas(arithmetic, STEPS)
    texts = [formulas.of(total), *(text for _, text, _ in formulas.steps)]
    assert max(map(len, texts)) < 8_192
    assert max(text.count(",") for text in texts) < 255
    leaves = [text for text in texts if "S!$A" in text]
    assert sum(text.count("!$A") for text in leaves) == count
    assert sum(value for _, text, value in formulas.steps if "S!$A" in text) == count * (count + 1) // 2


def test_functions_do_not_stand_within_functions_too_deep(arithmetic, numbers):
    number = numbers[2]
    for _ in range(200):
        number = arithmetic.positive_part(number - Fraction(1, 100))
    formulas = Formulas(arithmetic, STEPS)
    texts = [formulas.of(number), *(text for _, text, _ in formulas.steps)]
    assert sum(text.count("MAX(") for text in texts) == 200
    assert max(text.count("MAX(") for text in texts) < 64


@given(st.sets(st.tuples(st.sampled_from("AB"), st.integers(0, 6), st.integers(0, 6)), min_size=1))
def test_areas_name_every_cell_once(places):
    cells = {Cell(*place) for place in places}
    named = [cell for text in areas(cells) for cell in cells_in(text)]
    assert len(named) == len(set(named))
    assert set(named) == cells


def cells_in(text):
    sheet, _, place = text.partition("!")
    corners = [corner.strip("$").split("$") for corner in place.split(":")]
    (left, top), (right, bottom) = corners[0], corners[-1]
    for row in range(int(top) - 1, int(bottom)):
        for column in range(ord(left) - 65, ord(right) - 64):
            yield Cell(sheet, row, column)
