"""Every registered rule and aim goes through the same suite: a forgotten step of adding one fails here."""

from pathlib import Path

import pytest

from rvp_alloc import Policy, State, load_region
from rvp_alloc.conformance import rule_faults
from rvp_alloc.policy import aims, rules
from rvp_alloc.policy.aim import CLOSING_AIMS, LEADING_AIMS, PLANNING_AIMS, all_aims
from rvp_alloc.policy.rule import all_rules
from rvp_alloc.region.document import region_from_dict, region_to_dict
from rvp_alloc.words import en, nl

BUILT_IN = [rule for rule in all_rules() if rule.id in rules.BUILT_IN]


@pytest.fixture(scope="module")
def region():
    """The packaged region with a caseload and deployable shares, so that every row of every rule is written."""
    document = region_to_dict(load_region("amsterdam-2022"))
    values = [{"teams": [team["id"]], "value": 1} for team in document["teams"]]
    document["measures"].append(
        {"id": "caseload", "name": "caseload", "kind": "total", "unit": "cases", "values": values}
    )
    values = [{"teams": [team["id"]], "value": "0.7"} for team in document["teams"]]
    document["measures"].append({"id": "deployable", "name": "deployable", "kind": "index", "values": values})
    return region_from_dict(document)


@pytest.fixture(scope="module")
def policy():
    """Every rule on, the norms hard where that is possible."""
    everything = (
        Policy.reference().set("basic_care.alpha", "0.95").set("wijkagent_area.state", "hard").set("ipga.cap", "0.06")
    )
    for kind, value in (
        ("floor", 1),
        ("cap", 30),
        ("growth_floor", "0.01"),
        ("growth_cap", "0.2"),
        ("share_floor", "0.001"),
        ("share_cap", "0.9"),
    ):
        for scope in ("team", "district", "authority", "municipality"):
            if kind != "cap" or scope == "team":
                everything = everything.set(f"bounds.{kind}.{scope}.every", value)
    everything = everything.set("bounds.growth_cap.authority.every", "0.5").set("bounds.floor.team.boven-ij", 2)
    for aim, level in (
        ("key", "0.01"),
        ("even_coverage", "0.9"),
        ("fewest_wijkagent_posts", 60),
        ("fewest_interventieplegers", 85),
        ("fewest_regisseurs", 20),
    ):
        everything = everything.set(f"reach.{aim}", level)
    everything = everything.set("waterline.level", "0.7").set("waterline.new_full", "0.5")
    everything = everything.set("waterline.fte.every", 20).set("waterline.fte.Boven IJ", 104)
    return everything.set("pins.Amstelveen", 5, source="a mayor", note="a reason")


@pytest.mark.parametrize("rule", BUILT_IN, ids=lambda rule: rule.id)
@pytest.mark.parametrize("seed", range(3))
def test_every_rule_conforms(rule, seed, region, policy):
    assert policy.is_on(rule.id)
    assert rule_faults(rule.id, region, policy, seed=seed) == []


@pytest.mark.parametrize("seed", range(3))
def test_what_guiding_norms_must_reach_conforms(seed, region):
    policy = Policy.reference().set("wijkagent_unit.state", "guiding").set("reach.unit_norm", "0.9")
    assert rule_faults("reach", region, policy.set("reach.area_norm", "0.8").set("reach.key", "0.4"), seed=seed) == []


@pytest.mark.parametrize("rule", BUILT_IN, ids=lambda rule: rule.id)
def test_every_rule_has_two_sentences_in_both_languages(rule):
    for words in (nl.RULES, en.RULES):
        name, sentence = words[rule.id]
        assert name
        assert sentence.endswith(".")
    assert nl.WORDS.keys() == en.WORDS.keys()


@pytest.mark.parametrize("rule", BUILT_IN, ids=lambda rule: rule.id)
def test_every_rule_is_a_file_of_its_own(rule):
    assert Path(rules.__file__).with_name(f"{rule.id}.py").is_file()
    assert type(rule).__module__ == f"rvp_alloc.policy.rules.{rule.id}"


@pytest.mark.parametrize("rule", BUILT_IN, ids=lambda rule: rule.id)
def test_every_rule_is_drawn_by_the_generators(rule):
    assert rule.id in Path(__file__).parents[1].joinpath("strategies.py").read_text(encoding="utf-8")


def test_every_aim_has_its_place_in_the_order():
    assert set(all_aims()) == {*LEADING_AIMS, *PLANNING_AIMS, *CLOSING_AIMS}
    assert {type(aim).__name__ for aim in all_aims().values()} == set(aims.__all__)


def test_a_rule_that_says_one_thing_and_checks_another_is_found(region, policy, monkeypatch):
    development = next(rule for rule in BUILT_IN if rule.id == "development")
    monkeypatch.setattr(type(development), "broken", lambda self, case, division: iter(()))
    assert any("disagree" in fault for fault in rule_faults("development", region, policy))


def test_only_the_norms_and_the_key_can_be_guiding():
    assert {rule.id for rule in BUILT_IN if State.GUIDING in rule.states} == {"wijkagent_unit", "wijkagent_area", "key"}
    assert {rule.id for rule in BUILT_IN if State.OFF not in rule.states} == {"budget", "key"}
