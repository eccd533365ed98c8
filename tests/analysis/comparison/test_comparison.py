"""Comparisons: every difference is found, effects add up, and one way is the reverse of the other."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvp_alloc import Allocation, Policy, allocate, load_region, region_from_dict, region_to_dict, try_allocate
from rvp_alloc.analysis.comparison import compare
from rvp_alloc.analysis.inputs import with_figures
from rvp_alloc.analysis.variables import variables
from strategies import cases, examples, policies

AMSTERDAM = load_region("amsterdam-2022")
REFERENCE = Policy.reference()
PLAN = allocate(AMSTERDAM)


@st.composite
def pairs(draw):
    """Two divisions of one region: by two policies, or with some figures changed."""
    case = draw(cases(most_teams=5))
    policy = draw(policies(case.region)) if draw(st.booleans()) else case.policy
    region = case.region
    known = [
        path for path, variable in variables(region, policy).items() if path not in policy.values() and variable.value
    ]
    changed = draw(st.lists(st.sampled_from(known), max_size=4, unique=True))
    if changed:
        values = {path: variables(region, policy)[path].value * Fraction(9, 10) for path in changed}
        region, policy = with_figures(region, policy, values, "a test")
    return [try_allocate(*case), try_allocate(region, policy)]


@examples(150)
@given(pairs())
def test_effects_add_up_and_one_way_is_the_reverse_of_the_other(plans):
    if not all(isinstance(plan, Allocation) for plan in plans):
        return
    first, second = plans
    there, back = compare(first, second), compare(second, first)
    assert {d.path for d in there.differences} == {d.path for d in back.differences}
    assert all((d.first, d.second) in {(e.second, e.first) for e in back.differences} for d in there.differences)
    assert set(there.parts) == set(back.parts)
    for team in there.teams:
        assert team.change == second.team(team.id).new_fte - first.team(team.id).new_fte
        assert sum(team.effects.values()) == team.change
        assert {part: -fte for part, fte in back.team(team.id).effects.items()} == dict(team.effects)
    for lang in ("nl", "en"):
        assert there.text(lang)
    json.dumps(there.to_dict())


def test_a_division_beside_itself():
    found = compare(PLAN, PLAN)
    assert found.same
    assert (found.differences, found.parts, found.rules) == ((), (), ())
    assert "precies hetzelfde" in found.text("nl")


def test_one_difference_has_all_of_the_effect():
    second = allocate(AMSTERDAM, REFERENCE.set("development.total", 20))
    found = compare(PLAN, second)
    assert [(d.part, d.path) for d in found.differences] == [("development", "development.total")]
    for team in found.teams:
        assert team.effects == {"development": team.change}


def test_two_differences_by_hand():
    # Without the norm for areas, budget and development total act each by itself: no order matters.
    free = REFERENCE.set("wijkagent_area.state", "off")
    found = compare(allocate(AMSTERDAM, free), allocate(AMSTERDAM, free.set("development.total", 20), new_fte=75))
    kappa = PLAN.team("boven-ij").key_target / Fraction("32.959")
    assert found.team("Boven IJ").effects == {"budget": 4 * kappa, "development": 1 - 4 * kappa}


def test_figures_of_a_region_and_an_aim():
    region, policy = with_figures(
        AMSTERDAM, REFERENCE, {"inhabitants.amstelveen": Fraction(95760), "growth.boven-ij": Fraction(1000)}, "new"
    )
    found = compare(PLAN, allocate(region, policy.with_aims("key", "area_norm")))
    assert set(found.parts) == {"aims", "figures.inhabitants", "figures.growth"}
    assert {d.path for d in found.differences} == {"aims", "inhabitants.amstelveen", "growth.boven-ij"}
    text = found.text("nl")
    assert "het aantal inwoners van Amstelveen: van 90.760 naar 95.760" in text


def test_parts_that_have_no_division_alone_are_taken_together():
    # The second budget alone cannot pay the uplift of the first.
    second = allocate(AMSTERDAM, REFERENCE.set("priority_uplift.rate", "0.005"), new_fte=30)
    found = compare(PLAN, second)
    assert len(found.differences) == 2
    assert found.parts == ("rules",)
    assert all(sum(team.effects.values()) == team.change for team in found.teams)


def without_team(region, team):
    document = region_to_dict(region)
    document["teams"] = [entry for entry in document["teams"] if entry["id"] != team]
    document["pools"] = [entry for entry in document["pools"] if entry["teams"] != [team]]
    for measure in document["measures"]:
        measure["values"] = [entry for entry in measure["values"] if entry["teams"] != [team]]
    return region_from_dict(document)


def test_a_team_that_only_one_of_them_has():
    smaller = without_team(AMSTERDAM, "amstelveen")
    found = compare(PLAN, allocate(smaller))
    assert found.team("amstelveen").second == 0
    assert found.parts == ("figures",)
    assert compare(allocate(smaller), PLAN).team("Amstelveen").first == 0
    assert "Amstelveen" in found.text("en")


def test_a_rule_that_fares_otherwise_and_one_that_is_switched_off():
    found = compare(PLAN, allocate(AMSTERDAM, REFERENCE.set("wijkagent_area.state", "off")))
    assert [(change.rule, change.first, change.second) for change in found.rules] == [
        ("key", "not_reached", "binding"),
        ("wijkagent_area", "binding", "off"),
    ]
    assert "5.000" not in found.text("nl")


def test_a_source_alone_is_no_difference():
    other = replace(REFERENCE["development.total"], source="elsewhere")
    policy = REFERENCE.set("development.total", 16, source=other.source)
    assert compare(PLAN, allocate(AMSTERDAM, policy)).differences == ()


def test_it_is_not_a_yes_or_a_no():
    with pytest.raises(TypeError, match="truth value"):
        bool(compare(PLAN, PLAN))


def test_a_frame_of_it():
    frame = compare(PLAN, allocate(AMSTERDAM, new_fte=72)).to_frame()
    assert list(frame.columns) == ["team", "first", "second", "change", "budget"]
    assert abs(frame["change"].sum() - 1) < 1e-12
