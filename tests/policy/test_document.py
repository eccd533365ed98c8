"""The TOML and JSON forms of a policy: there and back without a change, and every problem told at once."""

import json
import tomllib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvp_alloc import (
    Policy,
    PolicyError,
    RequestError,
    policy_from_dict,
    policy_from_toml,
    policy_to_dict,
    policy_to_toml,
    read_policy,
    save_policy,
)
from rvp_alloc.telling import visible
from rvp_alloc.texts import parse_json
from strategies import cases
from two_teams import policy_data, rule_data

REFERENCE = Policy.reference()
PINNED = (
    REFERENCE.set("pins.Zuid-de Pijp", "1/3", source='a "quoted" \\ name', note="é,\n\ttabs; # and = signs")
    .set("bounds.growth_cap.team.every", "0.1")
    .set("bounds.floor.authority.driehoek Amsterdam. West", 2)
    .set("ipga.state", "off")
)


def problems_of(data):
    with pytest.raises(PolicyError) as caught:
        policy_from_dict(data)
    for problem in caught.value.problems:
        assert problem.what
        assert problem.remedy
    return [(problem.code, problem.field) for problem in caught.value.problems]


# ---- there and back


@pytest.mark.parametrize("policy", [REFERENCE, PINNED], ids=["reference", "pinned"])
@pytest.mark.parametrize("ending", [".toml", ".json"])
def test_a_policy_is_read_back_as_it_was_saved(tmp_path, policy, ending):
    path = save_policy(policy, tmp_path / f"saved{ending}")
    assert read_policy(path) == policy
    assert read_policy(str(path.rename(path.with_suffix(ending.upper())))) == policy


@given(cases(reordered=True))
def test_any_policy_goes_there_and_back(given_case):
    policy = given_case.policy
    assert policy_from_dict(policy_to_dict(policy)) == policy
    assert policy_from_dict(parse_json(json.dumps(policy_to_dict(policy)), "policy")) == policy
    assert policy_from_toml(policy_to_toml(policy)) == policy


texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("\n\t\"'#=\\")).map(str.strip)
names = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)


@given(names, texts, texts)
def test_any_name_and_text_goes_there_and_back(name, source, note):
    policy = REFERENCE.set(f"pins.{name}", "0.1", source=source, note=note)
    assert policy_from_toml(policy_to_toml(policy)) == policy
    assert policy_from_dict(policy_to_dict(policy)) == policy


def test_the_same_policy_gives_the_same_text():
    text = policy_to_toml(PINNED)
    assert policy_to_toml(policy_from_toml(text)) == text
    assert tomllib.loads(text)["rules"]["ipga"]["state"] == "off"


def test_toml_tells_where_each_rule_comes_from():
    assert "# RVP 2023-2026, chapter 8, note 24" in policy_to_toml(REFERENCE)


# ---- what may be left out


def test_a_policy_based_on_the_reference_changes_only_what_it_names():
    policy = policy_from_dict(rule_data("ipga", cap="0.06"))
    assert policy["ipga.cap"].value == Fraction(6, 100)
    assert policy["ipga.heads"] == REFERENCE["ipga.heads"]
    assert policy.settings.keys() == REFERENCE.settings.keys()


def test_naming_some_weights_of_the_key_replaces_all():
    policy = policy_from_dict(rule_data("key", "guiding", **{"weights.formation": 1}))
    assert policy.parameters("key") == ("weights.formation",)
    kept = policy_from_dict(rule_data("key", "guiding"))
    assert kept.parameters("key") == REFERENCE.parameters("key")


def test_names_may_be_nested_as_toml_nests_them():
    text = """
        schema_version = 1
        based_on = "reference"
        [rules.key]
        state = "guiding"
        [rules.key.parameters.weights]
        safety = 0.25
        growth = { value = "3/4", source = "made up" }
        [rules.bounds]
        state = "hard"
        parameters.cap.team."Zuid-de Pijp" = 3
    """
    policy = policy_from_toml(text)
    assert policy["key.weights.safety"].value == Fraction(1, 4)
    assert policy["key.weights.growth"].source == "made up"
    assert policy["bounds.cap.team.Zuid-de Pijp"].value == 3


def test_a_number_has_the_unit_of_its_parameter():
    figure = policy_from_dict(rule_data("ipga", cap="0.06"))["ipga.cap"]
    assert figure.to_dict() == {"value": "0.06", "unit": "share of strength", "confidence": "assumption"}


# ---- what is wrong


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (policy_data(schema_version=...), ("missing", "schema_version")),
        (policy_data(schema_version=2), ("unknown_version", "schema_version")),
        (policy_data(based_on="refrence"), ("not_allowed", "based_on")),
        (policy_data(aim=["key"]), ("unknown_field", "aim")),
        (policy_data(name=" "), ("empty", "name")),
        (policy_data(aims="key"), ("not_a_list", "aims")),
        (policy_data(aims=[1]), ("not_text", "aims")),
        (policy_data(aims=["kye"]), ("unknown_aim", "aims")),
        (policy_data(aims=["key", "key"]), ("double", "aims")),
        (policy_data(rules=[]), ("not_an_object", "rules")),
        (policy_data(rules={"ipga": "off"}), ("not_an_object", "ipga")),
        (policy_data(rules={"ipga": {}}), ("missing", "ipga.state")),
        (rule_data("ipgaa"), ("unknown_rule", "rules.ipgaa")),
        (rule_data("ipga", "on"), ("not_allowed", "ipga.state")),
        (rule_data("ipga", "guiding"), ("bad_state", "ipga.state")),
        (rule_data("key", "hard"), ("bad_state", "key.state")),
        (rule_data("ipga", capp="0.1"), ("unknown_parameter", "ipga.capp")),
        (rule_data("ipga", cap="1.1"), ("out_of_range", "ipga.cap")),
        (rule_data("ipga", cap="-0.1"), ("out_of_range", "ipga.cap")),
        (rule_data("wijkagent_unit", norm=0), ("out_of_range", "wijkagent_unit.norm")),
        (rule_data("budget", new_fte=-1), ("out_of_range", "budget.new_fte")),
        (rule_data("ipga", cap="5%"), ("not_a_number", "ipga.cap")),
        (rule_data("ipga", cap=None), ("not_a_number", "ipga.cap")),
        (rule_data("ipga", cap=10**5_000), ("not_a_number", "ipga.cap")),
        (rule_data("ipga", cap={"valu": 1, "value": 0}), ("unknown_parameter", "ipga.cap.valu")),
        (rule_data("ipga", cap={"value": "0.1", "confidence": "sure"}), ("not_allowed", "ipga.cap.confidence")),
        (rule_data("priority_uplift", rate={"value": 1, "unit": "%"}), ("bad_unit", "priority_uplift.rate")),
        (rule_data("bounds", **{"flor.team.north": 1}), ("unknown_parameter", "bounds.flor.team.north")),
        (rule_data("bounds", **{"floor.team.": 1}), ("unknown_parameter", "bounds.floor.team.")),
        (rule_data("key", "guiding", **{"weights": {"a": 1}, "weights.a": 1}), ("double", "key.weights.a")),
    ],
    ids=visible,
)
def test_one_fault_is_told(data, problem):
    assert problem in problems_of(data)


@pytest.mark.parametrize("data", [None, [], "reference", 5, b"{}"])
def test_what_is_no_document(data):
    assert problems_of(data) == [("not_an_object", "")]


@pytest.mark.parametrize(
    ("data", "remedy"),
    [
        (policy_data(aim=["key"]), "Did you mean aims?"),
        (policy_data(aims=["kye"]), "Did you mean key?"),
        (rule_data("ipgaa"), "Did you mean ipga?"),
        (rule_data("ipga", capp=1), "Did you mean ipga.cap?"),
        (rule_data("development", totl=1), "Did you mean development.total?"),
    ],
    ids=visible,
)
def test_a_name_that_does_not_exist_comes_with_the_nearest(data, remedy):
    with pytest.raises(PolicyError) as caught:
        policy_from_dict(data)
    assert remedy in [problem.remedy for problem in caught.value.problems]


def test_all_problems_of_form_and_of_meaning_are_told_together():
    data = policy_data(
        aims=["kye"],
        name="x" * 501,
        rules={
            "ipga": {"state": "hard", "parameters": {"cap": "NaN", "heads": -1, "capp": 1}},
            "wijkagent_unit": {"state": "on"},
            "bugdet": {"state": "hard"},
            "key": {"state": "off"},
        },
    )
    del data["name"]
    found = problems_of(data)
    assert {
        ("not_a_number", "ipga.cap"),
        ("out_of_range", "ipga.heads"),
        ("unknown_parameter", "ipga.capp"),
        ("not_allowed", "wijkagent_unit.state"),
        ("unknown_rule", "rules.bugdet"),
        ("unknown_aim", "aims"),
    } <= set(found)
    assert "key.state" in [field for _, field in found]


def test_a_rule_that_cannot_be_off_must_be_there():
    assert [field for _, field in problems_of({"schema_version": 1})] == ["budget.state", "key.state"]


# ---- files


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("policy.toml", b"", "empty"),
        ("policy.toml", b"schema_version = ", "not_toml"),
        ("policy.toml", b"a = 1\na = 2", "not_toml"),
        ("policy.toml", "a = 1".encode("utf-16"), "encoding"),
        ("policy.toml", "a = 1".encode("utf-16-le"), "encoding"),
        ("policy.toml", b"a = '\xe9'", "encoding"),
        ("policy.toml", b"#" * 1_000_001, "too_large"),
        ("policy.json", b"{", "not_json"),
        ("policy.json", b'{"a": 1, "a": 2}', "double"),
        ("policy.yaml", b"a: 1", "unknown_kind"),
        ("policy", b"a: 1", "unknown_kind"),
    ],
)
def test_a_file_that_is_no_policy(tmp_path, name, content, code):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(RequestError) as caught:
        read_policy(path)
    assert [problem.code for problem in caught.value.problems] == [code]
    assert name in str(caught.value)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(RequestError, match=r"policy\.toml: cannot be read"):
        read_policy(tmp_path / "policy.toml")


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path):
    path = tmp_path / "policy.toml"
    path.write_bytes(b'\xef\xbb\xbfschema_version = 1\r\nbased_on = "reference"\r\n')
    assert read_policy(path).settings == REFERENCE.settings


@pytest.mark.parametrize("ending", [".toml", ".json"])
def test_a_file_that_exists_is_left_alone_unless_asked(tmp_path, ending):
    path = tmp_path / f"policy{ending}"
    path.write_bytes(b"mine")
    with pytest.raises(RequestError, match="exists already and is left as it was"):
        save_policy(REFERENCE, path)
    assert path.read_bytes() == b"mine"
    assert read_policy(save_policy(REFERENCE, path, overwrite=True)) == REFERENCE


def test_a_policy_is_saved_as_toml_or_json_only(tmp_path):
    with pytest.raises(RequestError, match=r"Use one of \.toml, \.json"):
        save_policy(REFERENCE, tmp_path / "policy.yaml")
