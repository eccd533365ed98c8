"""Whatever comes in: either it is read, or the error is one of ours."""

import datetime as dt
import math
from decimal import Decimal
from fractions import Fraction

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from rvp_alloc import (
    InputError,
    Policy,
    RvpError,
    policy_from_dict,
    policy_to_dict,
    region_from_dict,
    region_from_frame,
    region_to_dict,
    region_to_frame,
)
from rvp_alloc.request import request_from_dict
from two_teams import HEADER, frame, full_region_data, policy_data

TABLE = region_to_frame(region_from_dict(full_region_data()))
POLICY = policy_to_dict(
    Policy.reference().set("pins.north", 1, source="driehoek", note="agreed").set("bounds.cap.team.every", 5)
)

odd = st.sampled_from(
    [
        None,
        True,
        0,
        -1,
        10**40,
        "",
        " ",
        "every",
        "north",
        "\ud800",
        "a\0b",
        "x" * 3_000,
        "1e99999999999999999999",
        "\u0661",
        math.nan,
        -math.inf,
        Decimal("sNaN"),
        Decimal("1e999999"),
        Fraction(1, 3),
        pd.NaT,
        pd.NA,
        pd.Timestamp("2022-01-01"),
        dt.date(2022, 1, 1),
        b"bytes",
        1j,
        [],
        {},
        {"value": 1},
        {"value": {"value": 1}},
        [[]],
        {"": 1},
        {1: 1},
    ]
)
scalars = (
    odd | st.text(max_size=8) | st.integers() | st.floats() | st.decimals() | st.booleans() | st.binary(max_size=4)
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6) | st.integers(), inner, max_size=3),
)


@st.composite
def mutated(draw, data):
    """Generate a copy of a document with one to three of its parts replaced, added or taken away."""
    for _ in range(draw(st.integers(1, 3))):
        data = draw(_mutated_once(data))
    return data


@st.composite
def _mutated_once(draw, data):
    if isinstance(data, dict) and data and draw(st.integers(0, 4)):
        key = draw(st.sampled_from(list(data)))
        return {**data, key: draw(_mutated_once(data[key]))}
    if isinstance(data, list) and data and draw(st.integers(0, 4)):
        place = draw(st.integers(0, len(data) - 1))
        return [*data[:place], draw(_mutated_once(data[place])), *data[place + 1 :]]
    if isinstance(data, dict) and draw(st.booleans()):
        key = draw(st.sampled_from([*data, "value", "teams", "unheard of"]))
        return {name: value for name, value in data.items() if name != key} | draw(
            st.dictionaries(st.just(key), values)
        )
    return draw(values)


def read_or_refused(read, *arguments):
    """Return what is read, or None where it is refused in our own words."""
    try:
        return read(*arguments)
    except InputError as error:
        assert error.problems
        assert str(error).encode()
        assert error.to_dict()
        return None


@given(mutated(full_region_data()))
def test_any_region_document(data):
    region = read_or_refused(region_from_dict, data)
    if region is not None:
        assert region_from_dict(region_to_dict(region)) == region
        assert region_from_frame(region_to_frame(region)) == region


@given(mutated(POLICY) | mutated(policy_data()))
def test_any_policy_document(data):
    policy = read_or_refused(policy_from_dict, data)
    if policy is not None:
        assert policy_from_dict(policy_to_dict(policy)) == policy


@given(mutated({"region": full_region_data(), "policy": POLICY, "new_fte": 71}) | values)
def test_any_request(data):
    read_or_refused(request_from_dict, data)


@given(st.data())
def test_any_table_of_teams(data):
    table = frame(growth=1, **({"pool": "p", "pool_inhabitants": 9} if data.draw(st.booleans()) else {})).astype(object)
    for _ in range(data.draw(st.integers(1, 3))):
        cells = list(table[column := data.draw(st.sampled_from(list(table.columns)))])
        cells[data.draw(st.integers(0, 1))] = data.draw(scalars)
        table[column] = pd.Series(cells, dtype=object)
    read_or_refused(region_from_frame, table)


@given(st.data())
def test_any_table_of_figures(data):
    columns = {column: list(TABLE[column]) for column in TABLE.columns}
    for _ in range(data.draw(st.integers(1, 3))):
        cells = columns[data.draw(st.sampled_from(list(columns)))]
        cells[data.draw(st.integers(0, len(cells) - 1))] = data.draw(scalars)
    read_or_refused(region_from_frame, pd.DataFrame(columns, dtype=object))


@given(
    st.lists(st.sampled_from([*HEADER, "pool", "growth", "x:total", ":index", "", "of", "figure", "value"]), max_size=8)
)
def test_any_header(header):
    read_or_refused(region_from_frame, pd.DataFrame([["1"] * len(header)], columns=header))


@given(
    st.text(max_size=30) | st.sampled_from(["ipga.cap", "pins.", "key.weights.", "bounds.cap.team.", "budget"]), scalars
)
def test_any_change_of_a_policy(parameter, value):
    try:
        Policy.reference().set(parameter, value)
    except RvpError as error:
        assert str(error)
