"""Numbers are read and written exactly, or refused with a sentence that says why."""

import datetime as dt
import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvp_alloc.figure import (
    LARGEST,
    SIGNIFICANT_DIGITS,
    SMALLEST,
    Confidence,
    Figure,
    exact_text,
    parse_number,
    rounded,
)
from rvp_alloc.telling import visible


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("146.7", Fraction(1467, 10)),
        (146.7, Fraction(1467, 10)),
        (Decimal("146.70"), Fraction(1467, 10)),
        (0.1, Fraction(1, 10)),
        ("  12 ", 12),
        ("+5.", 5),
        ("-.5", Fraction(-1, 2)),
        ("1e3", 1000),
        ("-0", 0),
        ("0e999999999", 0),
        ("007", 7),
        ("1/3", Fraction(1, 3)),
        ("-2 / 4", Fraction(-1, 2)),
        (Fraction(1, 7), Fraction(1, 7)),
        (10**12, 10**12),
        (np.int64(80), 80),
        (np.float64(0.1), Fraction(1, 10)),
        (np.float32(50.1), Fraction(501, 10)),
        (np.float16(0.1), Fraction(1, 10)),
    ],
)
def test_numbers_are_read_exactly(raw, number):
    assert parse_number(raw) == number
    assert isinstance(parse_number(raw), Fraction)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (None, "is missing"),
        (pd.NA, "is missing"),
        (pd.NaT, "is missing"),
        ("", "is empty"),
        (" \t", "is empty"),
        (True, "is true or false"),
        (np.True_, "is true or false"),
        (math.nan, "is not a finite number"),
        (-math.inf, "is not a finite number"),
        ("NaN", "is not a finite number"),
        ("sNaN", "is not a finite number"),
        ("Infinity", "is not a finite number"),
        (Decimal("sNaN"), "is not a finite number"),
        ("honderd", "is text"),
        ("1_000", "is text"),
        ("1 000", "is text"),
        ("--5", "is text"),
        ("0x10", "is text"),
        ("5%", "is text"),
        ("½", "is text"),
        ("\u0661\u0662", "is text"),
        ("\u0661/\u0662", "is text"),
        ("12,5", "point, not a comma"),
        ("1.234,5", "point, not a comma"),
        ("1/0", "divides by zero"),
        ("1e400", r"larger than 10\^12"),
        ("1e13", r"larger than 10\^12"),
        ("-1e13", r"larger than 10\^12"),
        (10**5000, r"larger than 10\^12"),
        (Decimal("1e999999"), r"larger than 10\^12"),
        ("1e-400", r"smaller than 10\^-12"),
        (5e-324, r"smaller than 10\^-12"),
        ("1e99999999999999999999", "exponent out of reach"),
        ("-1.5E-99999999999999999999", "exponent out of reach"),
        ("0.1234567890123", "13 significant digits"),
        (0.1 + 0.2, "17 significant digits"),
        (1234567890123, r"significant digits|larger"),
        (Fraction(1, 10**61 + 1), "more than 60 digits"),
        ("9" * 5000, "5000 characters long"),
        (b"12", "of the kind bytes"),
        (3 + 4j, "of the kind complex"),
        ([1], "of the kind list"),
        (dt.date(2022, 1, 1), "is a date"),
        (pd.Timestamp("2022-01-01"), "is a date"),
        (np.datetime64("2022-01-01"), "is a date"),
    ],
    ids=visible,
)
def test_what_is_no_number_is_refused_with_a_reason(raw, sentence):
    with pytest.raises(ValueError, match=sentence):
        parse_number(raw)


def test_the_edges_of_the_range_belong_to_it():
    for edge in (LARGEST, -LARGEST, SMALLEST, -SMALLEST):
        assert parse_number(exact_text(edge)) == edge


decimals = st.builds(
    lambda digits, exponent: Decimal(digits).scaleb(exponent),
    st.integers(-(10**SIGNIFICANT_DIGITS) + 1, 10**SIGNIFICANT_DIGITS - 1),
    st.integers(-12, 0),
)
ratios = st.fractions(-LARGEST, LARGEST, max_denominator=10**12).filter(
    lambda ratio: not ratio or abs(ratio) >= SMALLEST
)


@given(decimals | decimals.map(str) | decimals.map(float))
def test_a_decimal_of_twelve_digits_is_read_as_it_stands(raw):
    try:
        number = parse_number(raw)
    except ValueError as error:
        assert "smaller than" in str(error)
    else:
        assert number == Fraction(str(raw))


@given(ratios | decimals.map(Fraction).filter(lambda number: not number or abs(number) >= SMALLEST))
def test_what_is_written_is_read_back(number):
    text = exact_text(number)
    assert parse_number(text) == number
    assert exact_text(parse_number(text)) == text
    assert Fraction(text) == number  # the verifier reads it with nothing but the standard library


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(1467, 10), "146.7"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(80), "80"),
        (Fraction(0), "0"),
        (Fraction(1, 3), "1/3"),
        (Fraction(1, 2**40), "1/1099511627776"),  # ends as a decimal, but only after 28 digits
        (Fraction(1, 10**12), "0.000000000001"),
    ],
)
def test_exact_text_is_a_decimal_where_that_is_short(number, text):
    assert exact_text(number) == text


@given(st.fractions(-(10**9), 10**9), st.integers(0, 8))
def test_rounding_is_half_to_even_from_the_exact_number(number, places):
    result = rounded(number, places)
    assert Fraction(result) == round(number * 10**places) / Fraction(10**places)
    assert -result.as_tuple().exponent == places


def test_a_half_goes_to_the_even_side():
    assert [str(rounded(Fraction(number, 20), 1)) for number in (1, 3, 5, -1)] == ["0.0", "0.2", "0.2", "0.0"]


def test_a_figure_says_only_what_is_stated():
    bare = Figure(Fraction(1, 3))
    full = Figure(Fraction(71), "fte", "RVP 2023-2026, note 25", "2022", Confidence.PUBLISHED, "all units: 700")
    assert str(bare) == "1/3"
    assert str(full) == "71 fte"
    assert bare.to_dict() == {"value": "1/3", "confidence": "assumption"}
    assert full.to_dict() == {
        "value": "71",
        "unit": "fte",
        "source": "RVP 2023-2026, note 25",
        "date": "2022",
        "confidence": "published",
        "note": "all units: 700",
    }
