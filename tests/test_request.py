"""A request: region, policy and new fte in one JSON document, or the name of a file or of a packaged region."""

import json

import pytest

from rvp_alloc import InputError, Policy, PolicyError, RegionError, RequestError, load_region, save_region
from rvp_alloc.border import looked_at
from rvp_alloc.request import RequestDocument, read_request, request_from_dict
from rvp_alloc.telling import visible
from two_teams import csv, policy_data, region_data, rule_data


def error_of(data) -> InputError:
    with pytest.raises(InputError) as caught:
        request_from_dict(data)
    return caught.value


def test_only_the_region_is_needed():
    request = request_from_dict({"region": "amsterdam-2022"})
    assert request.region == load_region("amsterdam-2022")
    assert request.policy == Policy.reference()
    assert request.new_fte is None
    assert request_from_dict({"region": "amsterdam-2022", "policy": None, "new_fte": None}) == request


def test_everything_in_one_document():
    data = {"region": region_data(), "policy": rule_data("ipga", "off"), "new_fte": "12.5"}
    request = request_from_dict(data)
    assert [team.name for team in request.region.teams] == ["North", "South"]
    assert not request.policy.is_on("ipga")
    assert request.new_fte == 12.5


def test_the_schema_of_a_request_is_that_of_what_is_read():
    data = {"region": region_data(), "policy": rule_data("ipga", cap=0.06), "new_fte": 71}
    assert looked_at(RequestDocument, data)[1] == []
    assert looked_at(RequestDocument, data | {"nwe_fte": 71})[1]


@pytest.mark.parametrize(
    ("data", "kind", "codes"),
    [
        (None, RequestError, ["not_an_object"]),
        ([], RequestError, ["not_an_object"]),
        ({}, RequestError, ["missing"]),
        ({"region": "amsterdam-2023"}, RequestError, ["unknown_region"]),
        ({"region": None}, RegionError, ["not_an_object"]),
        ({"region": 5}, RegionError, ["not_an_object"]),
        ({"region": {}}, RegionError, ["missing"] * 6),
        ({"region": "amsterdam-2022", "new_fte": "many"}, RequestError, ["not_a_number"]),
        ({"region": "amsterdam-2022", "new_fte": True}, RequestError, ["not_a_number"]),
        ({"region": "amsterdam-2022", "polcy": {}}, RequestError, ["unknown_field"]),
        ({"region": "amsterdam-2022", "policy": "reference"}, PolicyError, ["not_an_object"]),
        ({"region": "amsterdam-2022", "policy": policy_data(aims=["kye"])}, PolicyError, ["unknown_aim"]),
        (
            {"regio": "amsterdam-2022", "policy": policy_data(aims=["kye"])},
            RequestError,
            ["missing", "unknown_field", "unknown_aim"],
        ),
        (
            {
                "region": region_data(teams__0__formation=-1),
                "policy": policy_data(aims=["kye"]),
                "newfte": 3,
                "new_fte": "NaN",
            },
            RequestError,
            ["not_a_number", "unknown_field", "out_of_range", "unknown_aim"],
        ),
    ],
    ids=visible,
)
def test_what_is_wrong_in_each_part_is_told_at_once(data, kind, codes):
    error = error_of(data)
    assert type(error) is kind
    assert [problem.code for problem in error.problems] == codes


def test_a_source_is_a_packaged_region_a_region_or_a_request(tmp_path):
    region = load_region("amsterdam-2022")
    assert read_request("amsterdam-2022").region == region
    for ending in (".json", ".csv", ".xlsx"):
        assert read_request(str(save_region(region, tmp_path / f"region{ending}"))).region == region
    path = tmp_path / "request.json"
    path.write_text(json.dumps({"region": "amsterdam-2022", "new_fte": 70.5}), encoding="utf-8")
    assert read_request(str(path)).new_fte == 70.5
    (tmp_path / "teams.csv").write_text(csv("North,City,100,10,50000"), encoding="utf-8")
    assert read_request(str(tmp_path / "teams.csv")).region.name == "teams"


@pytest.mark.parametrize(
    "source",
    [
        "",
        ".",
        "amsterdam-2023",
        "missing.json",
        "missing.csv",
        "n" * 5_000,
        "nul\0",
        "nul\0.json",
        "\ud800",
        "folder.json",
    ],
)
def test_a_source_that_does_not_exist(tmp_path, monkeypatch, source):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.json").mkdir()
    with pytest.raises(RequestError) as caught:
        read_request(source)
    assert str(caught.value).encode()


@pytest.mark.parametrize("text", ["[]", "5", '"amsterdam-2022"', "null", "{}", '{"teams": []}'])
def test_json_that_is_neither(tmp_path, text):
    path = tmp_path / "request.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        read_request(str(path))
