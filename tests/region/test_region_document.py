"""The JSON form of a region: there and back without a change, and every problem told at once."""

import json
from fractions import Fraction

import pytest
from hypothesis import given

from rvp_alloc import Confidence, RegionError, RequestError, load_region, region_from_dict, region_to_dict
from rvp_alloc.texts import parse_json
from strategies import regions
from two_teams import full_region_data, region_data


def test_the_packaged_region_goes_there_and_back():
    region = load_region("amsterdam-2022")
    assert region_from_dict(region_to_dict(region)) == region


@given(regions())
def test_any_region_goes_there_and_back(region):
    data = region_to_dict(region)
    assert region_from_dict(data) == region
    assert region_to_dict(region_from_dict(parse_json(json.dumps(data), "region"))) == data


def test_everything_a_region_can_hold_goes_there_and_back():
    region = region_from_dict(full_region_data())
    assert region_from_dict(json.loads(json.dumps(region_to_dict(region)))) == region
    assert [line.id for line in region.lines] == ["service", "desk"]
    assert region.districts[0].lines[0].formation.value == Fraction(13, 2)
    assert region.team("North").authorities["driehoek: A"].value == Fraction(1, 3)
    assert region.measure("events").values[0].split == {"north": Fraction(1, 4), "south": Fraction(3, 4)}
    assert region.facts[0].figure.note == 'a "quoted" word;\nand a line'
    assert region.printed_formation.confidence is Confidence.PUBLISHED


def test_what_is_not_stated_is_an_assumption_in_the_unit_of_the_field():
    team = region_from_dict(region_data()).team("north")
    assert team.formation.to_dict() == {"value": "100", "unit": "fte", "confidence": "assumption"}


def test_a_team_is_found_by_id_and_by_name():
    region = region_from_dict(region_data())
    assert region.team("north") is region.team("North")
    assert region.pool_of("North").id == "north"


def test_a_team_that_does_not_exist_is_our_own_error_with_the_nearest():
    region = region_from_dict(region_data())
    with pytest.raises(RequestError, match=r"Nort: Two teams has no such team\. Did you mean North\?"):
        region.team("Nort")
    with pytest.raises(RequestError):
        region.pool_of("Nort")


def test_problems_of_form_and_of_meaning_are_told_together():
    data = region_data(
        teams__0__formation="honderd",
        teams__1__wijkagenten=60,
        teams__1__distrct="city",
        pools__0__inhabitants="NaN",
        pools__1__inhabitants=-5,
        measures__0__values__0__teams=["nort"],
    )
    with pytest.raises(RegionError) as caught:
        region_from_dict(data)
    assert [(problem.code, problem.subject, problem.field) for problem in caught.value.problems] == [
        ("not_a_number", "North", "formation"),
        ("unknown_field", "South", "distrct"),
        ("not_a_number", "north", "inhabitants"),
        ("out_of_range", "South", "wijkagenten"),
        ("out_of_range", "south", "inhabitants"),
        ("unknown_team", "growth", "teams"),
    ]


def test_a_stand_in_is_not_judged():
    """A formation that is no number has no wijkagenten above it."""
    with pytest.raises(RegionError) as caught:
        region_from_dict(region_data(teams__0__formation="x", teams__0__wijkagenten=10))
    assert [problem.code for problem in caught.value.problems] == ["not_a_number"]


def test_the_data_is_left_as_it_was():
    data = region_data(teams__0__formation="x")
    with pytest.raises(RegionError):
        region_from_dict(data)
    assert data == region_data(teams__0__formation="x")
