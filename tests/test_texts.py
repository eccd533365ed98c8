"""JSON and TOML come in with their decimals exact, and within bounds: no text hangs, crashes or loses anything."""

import time
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rvp_alloc import InputError, RequestError
from rvp_alloc.telling import visible
from rvp_alloc.texts import DEEPEST_NESTING, LARGEST_DOCUMENT, LARGEST_TOML, decoded, parse_json, parse_toml


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ('{"a": 146.7}', {"a": Decimal("146.7")}),
        ("[0.1234567890123]", [Decimal("0.1234567890123")]),
        ("71", 71),
        ("12345678901234567890", Decimal(12345678901234567890)),
        ('"[{]}\\"["', '[{]}"['),
        ('\ufeff{"a": "é"}'.encode(), {"a": "é"}),
        ("null", None),
    ],
)
def test_json_keeps_decimals_exact(text, data):
    found = parse_json(text, "document")
    assert found == data
    assert type(found) is type(data)


@pytest.mark.parametrize(
    ("text", "code", "sentence"),
    [
        ("", "empty", "is empty"),
        (" \n", "empty", "is empty"),
        ("{", "not_json", "line 1, column 2"),
        ("nul", "not_json", "line 1"),
        ('{"a": 1,}', "not_json", "line 1"),
        ('"a\nb"', "not_json", "Invalid control character"),
        ('{"a": 1, "b": {"c": 1, "c": 2}}', "double", "names the key 'c' twice"),
        ("[" * 100_000, "too_deep", "20 levels"),
        ('{"a":' * (DEEPEST_NESTING + 1) + "1" + "}" * (DEEPEST_NESTING + 1), "too_deep", "20 levels"),
        ('{"a": 1}'.encode("utf-16"), "encoding", "not UTF-8"),
        ('{"a": 1}'.encode("utf-16-le"), "encoding", "UTF-16"),
        (b'{"a": "\xe9"}', "encoding", "byte 7"),
        (" " * (LARGEST_DOCUMENT + 1), "too_large", "20,000,001 characters"),
        (None, "not_text", "NoneType"),
        (5, "not_text", "int"),
    ],
    ids=visible,
)
def test_json_that_cannot_be_read_is_one_clear_error(text, code, sentence):
    with pytest.raises(RequestError) as caught:
        parse_json(text, "request.json")
    [problem] = caught.value.problems
    assert problem.code == code
    assert "request.json" in str(caught.value)
    assert sentence in str(caught.value)


def test_json_may_nest_as_deep_as_it_says():
    text = "[" * DEEPEST_NESTING + "]" * DEEPEST_NESTING
    assert str(parse_json(text, "document")) == text


@given(st.text() | st.binary())
@example("1e99999999999999999999")
@example('"\\ud800"')
@example("-Infinity")
def test_no_text_makes_json_fail_in_another_way(text):
    try:
        parse_json(text, "document")
    except InputError as error:
        assert str(error)


@given(st.text())
@example("a = 1e99999999999999999999")
@example("a = " + "9" * 5_000)
@example("a = " + "[" * 5_000)
@example(".".join("a" * 5_000) + " = 1")
def test_no_text_makes_toml_fail_in_another_way(text):
    try:
        parse_toml(text, "document")
    except InputError as error:
        assert str(error)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a = ", "not_toml"),
        ("a = 1\na = 2", "not_toml"),
        ("a = " + "9" * 5_000, "not_toml"),
        ("a = " + "[" * 5_000, "too_deep"),
        ("#" * (LARGEST_TOML + 1), "too_large"),
        (None, "not_text"),
    ],
    ids=visible,
)
def test_toml_that_cannot_be_read_is_one_clear_error(text, code):
    with pytest.raises(RequestError) as caught:
        parse_toml(text, "policy.toml")
    assert [problem.code for problem in caught.value.problems] == [code]


def test_toml_keeps_decimals_exact():
    assert parse_toml("a = 0.1\nb = 1_000.5", "policy") == {"a": Decimal("0.1"), "b": Decimal("1000.5")}


@pytest.mark.parametrize(
    "text",
    [
        '"' + "x" * 10_000_000 + '"',
        '"' + '\\"' * 5_000_000 + '"',
        "[" + "1," * 1_000_000 + "1]",
        '{"a": ' + "1" * 10_000_000 + "}",
    ],
    ids=["long string", "escapes", "long list", "long number"],
)
def test_a_large_text_is_read_in_the_time_it_takes_to_look_at_it(text):
    start = time.perf_counter()
    parse_json(text, "document")
    assert time.perf_counter() - start < 30  # seconds; a square of its length would be hours


def test_a_byte_order_mark_is_no_part_of_a_text():
    assert decoded(b"\xef\xbb\xbfteam", "table") == "team"
