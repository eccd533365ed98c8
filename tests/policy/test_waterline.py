"""Deployable strength: a division worked out by hand, and the rule in paths, sweeps, conflicts and the verifier."""

import json
from fractions import Fraction

import pandas as pd
import pytest

from rvp_alloc import (
    Policy,
    PolicyError,
    RegionError,
    allocate,
    load_region,
    policy_from_dict,
    region_from_frame,
    try_allocate,
)
from rvp_alloc.analysis.explanation import explain
from rvp_alloc.analysis.path import path
from rvp_alloc.region.measures import measure_of_teams, with_measure
from rvp_alloc.region.strength import strength
from rvp_alloc.verify import judge


def unit(**columns):
    """Return two teams of 100 fte, of which 60 and 80 are deployable; the key divides evenly."""
    rows = {
        "team": ["North", "South"],
        "district": "City",
        "formation": 100,
        "wijkagenten": 10,
        "inhabitants": 50_000,
        "deployable": ["0.6", "0.8"],
    }
    return region_from_frame(pd.DataFrame({**rows, **columns}))


def policy(**waterline):
    rules = {
        "budget": {"state": "hard", "parameters": {"new_fte": 10}},
        "no_loss": {"state": "hard"},
        "key": {"state": "guiding", "parameters": {"weights.formation": 1}},
        "waterline": {"state": "hard", "parameters": {"new_full": 0, **waterline}},
    }
    return policy_from_dict({"schema_version": 1, "rules": rules})


def new_fte(plan):
    return {team.id: team.new_fte for team in plan.teams}


@pytest.mark.parametrize(
    ("waterline", "north"),
    [
        ({"level": "0.63"}, 5),  # 60 + 0.6 x 5 = 63: what the key gives is enough
        ({"level": "0.648"}, 8),  # 60 + 0.6 x 8 = 64.8
        ({"level": "0.648", "new_full": 1}, 5),  # 60 + 4.8 needs 4.8 new fte that count fully: less than it gets
        ({"level": "0.66", "new_full": 1}, 6),
        ({"level": "0.656", "new_full": "0.5"}, 7),  # half of each counts fully: 60 + 0.8 x 7
        ({"level": 0, "fte.north": "65.4"}, 9),  # 60 + 0.6 x 9
        ({"level": 0, "fte.every": "64.2"}, 7),
    ],
)
def test_a_team_is_lifted_to_what_it_must_have_deployable(waterline, north):
    plan = allocate(unit(), policy(**waterline))
    assert new_fte(plan) == {"north": north, "south": 10 - north}
    assert judge(json.loads(plan.to_json()))["accepted"]


def test_a_rule_that_is_met_anyway_changes_nothing():
    plain = policy(level="0.6").set("waterline.state", "off")
    assert new_fte(allocate(unit(), policy(level="0.6"))) == new_fte(allocate(unit(), plain))


def test_the_path_of_the_level_breaks_where_it_begins_to_bind_and_ends_where_nothing_is_left():
    found = path(unit(), policy(level="0.6"), "waterline.level", "0.6", "0.7")
    assert [point.value for point in found.breakpoints] == [Fraction("0.63"), Fraction("0.66")]
    assert found.at(Fraction("0.65"))["north"] == Fraction(25, 3)
    share = path(unit(), policy(level="0.65"), "deployable.north", "0.6", "0.7")
    assert (
        share.at(Fraction("0.625"))["north"]
        == new_fte(allocate(unit(deployable=["0.625", "0.8"]), policy(level="0.65")))["north"]
    )


def test_a_team_that_is_lifted_is_told_so():
    text = explain(allocate(unit(), policy(level="0.648")), "North").text("nl")
    assert "De regel 'Inzetbare sterkte' tilt North op." in text
    assert "Inzetbare sterkte (+3,000)" in text
    assert "het inzetbare deel van de formatie van North" in text


@pytest.mark.parametrize(("lang", "figures"), [
    ("nl", "de formatie van North = 100 fte; het inzetbare deel van de formatie van North = 60%"),
    ("en", "the formation of North = 100 fte; the deployable part of the formation of North = 60%"),
])  # fmt: skip
def test_a_clash_is_told_with_the_figures_of_the_team(lang, figures):
    """70 - 60 deployable fte take 10 / 0.6 new ones; there are 10, which is enough for a level of 0.66."""
    conflict = try_allocate(unit(), policy(level="0.7"))
    assert figures in conflict.text(lang)
    assert "South" not in conflict.text(lang)
    assert [repair for repair in map(str, conflict.repairs) if "level" in repair] == [
        "waterline.level from 0.7 to 0.66"
    ]
    document = {"status": "infeasible", "error": {"conflict": json.loads(json.dumps(conflict.to_dict()))}}
    assert judge(document)["accepted"]


def test_of_many_teams_in_a_clash_the_figures_of_the_first_are_told():
    region = load_region("amsterdam-2022")
    known = with_measure(region, measure_of_teams("deployable", {team.id: "0.714" for team in region.teams}))
    text = try_allocate(known, Policy.reference().set("waterline.level", "0.8")).text("nl")
    assert text.count("het inzetbare deel") == 3
    assert "en zo ook voor 14 andere teams" in text


def test_without_shares_it_cannot_be_asked():
    region = load_region("amsterdam-2022")
    with pytest.raises(PolicyError, match="does not say which share of each team's formation is deployable"):
        allocate(region, Policy.reference().set("waterline.state", "hard"))
    with pytest.raises(PolicyError, match=r"waterline\.fte\.nort: there is no team 'nort'\. Did you mean north\?"):
        allocate(unit(), policy(level=0, **{"fte.nort": 3}))


def test_the_level_of_the_reference_is_the_national_mean_and_says_so():
    figure = Policy.reference()["waterline.level"]
    assert figure.value == Fraction("0.714")
    assert figure.source == "Algemene Rekenkamer, Politie ter plaatse, 18-2-2020"
    assert "no figure of a team" in figure.note
    assert not Policy.reference().is_on("waterline")


# ---- the figures


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"deployable": ["71.4", "0.8"]}, "71.4 is more than 1: it is a share of the formation. Give a share from 0 to 1"),
        ({"deployable": ["-0.1", "0.8"]}, "-0.1 share of formation must not be below 0"),
        ({"filled": ["0.5", "1"]}, "0.6 of the formation is deployable, but only 0.5 of it is filled"),
    ],
)  # fmt: skip
def test_a_share_that_is_none_is_told(columns, words):
    with pytest.raises(RegionError) as caught:
        unit(**columns)
    assert words in str(caught.value)
    assert len(caught.value.problems) == 1


def test_a_share_is_an_index():
    with pytest.raises(RegionError, match="is a share of the formation, which is no total"):
        with_measure(unit(), measure_of_teams("filled", {"north": 1, "south": 1}, kind="total"))


def test_strength_keeps_the_three_apart():
    filled = measure_of_teams(
        "filled", {"North": "0.9", "South": 1}, source="a count", date="2022", confidence="published"
    )
    frame = strength(with_measure(unit(), filled))
    north = frame.loc["north"]
    assert (north["formation"], north["filled"], north["deployable"]) == (100, 90, 60)
    assert (north["filled_source"], north["filled_date"], north["filled_confidence"]) == (
        "a count",
        "2022",
        "published",
    )
    assert north["deployable_confidence"] == "assumption"
    bare = strength(load_region("amsterdam-2022"))
    assert bare["deployable"].isna().all()
    assert bare["formation"].sum() == pytest.approx(2204.1)
