"""Every bad input of the corpus gives one clear error of ours, and several at once are all shown."""

import pandas as pd
import pytest
from bad import BadInput
from corpus import BAD_INPUTS

from rvp_alloc import (
    InputError,
    RegionError,
    RequestError,
    RvpError,
    allocate,
    load_region,
    policy_from_dict,
    region_from_dict,
    region_from_frame,
)
from rvp_alloc.request import read_request, request_from_dict
from two_teams import HEADER, policy_data, region_data


def give(bad: BadInput, folder) -> None:
    """Give a bad input to the part of the library that reads it."""
    if bad.kind == "region":
        region_from_dict(bad.given)
    elif bad.kind == "table":
        region_from_frame(bad.given)
    elif bad.kind == "policy":
        policy_from_dict(bad.given)
    elif bad.kind == "file":
        read_request(written(*bad.given, folder))
    else:
        arguments = dict(bad.given)
        region = region_from_dict(arguments.pop("region")) if "region" in arguments else load_region("amsterdam-2022")
        policy = policy_from_dict(arguments.pop("policy")) if "policy" in arguments else None
        allocate(region, policy, **arguments)


def written(name, content, folder) -> str:
    """Write a file, and return its path; of a file without content only the name."""
    if content is None:
        return name
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def test_the_corpus_is_large_and_its_names_differ():
    assert len({bad.name for bad in BAD_INPUTS}) == len(BAD_INPUTS) >= 40


@pytest.mark.parametrize("bad", BAD_INPUTS, ids=lambda bad: bad.name)
def test_a_bad_input_is_one_clear_error_of_ours(bad, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RvpError) as caught:
        give(bad, tmp_path)
    error = caught.value
    message = str(error)
    assert type(error) is bad.error
    assert error.__cause__ is None
    for word in bad.words:
        assert word in message, message
    if isinstance(error, InputError):
        assert [problem.code for problem in error.problems] == list(bad.codes)
        assert all(problem.what and problem.remedy for problem in error.problems)
    assert len(message) < 2_000
    assert message.replace("\n", "").isprintable()
    assert error.to_dict()["message"] == message
    assert list(tmp_path.iterdir()) in ([], [tmp_path / str(bad.given[0] if bad.kind == "file" else "")])


def test_several_problems_in_a_table_are_all_shown():
    table = pd.DataFrame(
        [
            ["North", "City", "NaN", 10, 50_000],
            ["South", "City", -50, 0, 30_000],
            ["East", "City", 5, 10, 30_000],
            ["East", "City", 5, 10, 30_000],
            ["West", None, 5, 1, "many"],
            ["Mid", "City", 0.1 + 0.2, 0, 1_000],
        ],
        columns=HEADER,
    )
    with pytest.raises(RegionError) as caught:
        region_from_frame(table)
    message = str(caught.value)
    assert message.startswith("7 problems in table:\n")
    for words in (
        "North, formation: 'NaN' is not a finite number",
        "South, formation: -50 fte must be more than 0",
        "East, wijkagenten: 10 fte is more than the formation of 5 fte",
        "East, team: row 4 gives the team a second time",
        "West, district: is empty",
        "west, inhabitants: 'many' is text",
        "Mid, formation: '0.30000000000000004' has 17 significant digits",
    ):
        assert words in message


def test_several_problems_in_a_request_are_all_shown():
    data = {
        "region": region_data(
            teams__0__formation="x", teams__1__wijkagenten=60, pools__1__teams=["sout"], teams__1__distrct="city"
        ),
        "policy": policy_data(
            rules={
                "ipga": {"state": "hard", "parameters": {"capp": 1, "heads": -1, "net": "x"}},
                "bugdet": {"state": "hard"},
            },
            aims=["kye"],
        ),
        "new_fte": "NaN",
        "newfte": 3,
    }
    with pytest.raises(RequestError) as caught:
        request_from_dict(data)
    assert {problem.code for problem in caught.value.problems} == {
        "not_a_number",
        "unknown_field",
        "out_of_range",
        "unknown_team",
        "not_one_pool",
        "unknown_parameter",
        "unknown_rule",
        "unknown_aim",
    }
    assert len(caught.value.problems) == 12
    assert str(caught.value).count("\n") == 12
