"""The policy to start from: the reference policy without IPGA, explained, and read back as it is."""

import pytest

from rvp_alloc import Policy, RequestError, policy_from_toml, save_starter
from rvp_alloc.policy.rules import BUILT_IN
from rvp_alloc.policy.starter import starter_toml
from rvp_alloc.words import LANGUAGES, rule_sentence


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_the_reference_policy_without_ipga(lang):
    policy = policy_from_toml(starter_toml("my unit", lang))
    assert policy.name == "my unit"
    assert policy.values() == Policy.reference().values()
    reference = Policy.reference().set("ipga.state", "off")
    assert [policy.state(rule) for rule in BUILT_IN] == [reference.state(rule) for rule in BUILT_IN]
    assert (policy.aims, policy.fallback) == (reference.aims, reference.fallback)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_is_explained_and_every_value_has_a_line_above_it(lang):
    text = starter_toml("my unit", lang)
    joined = " ".join(line.removeprefix("# ") for line in text.splitlines())
    for rule in BUILT_IN:
        assert f"[rules.{rule}]" in text
        assert rule_sentence(rule, lang) in joined
    lines = text.splitlines()
    above = [lines[place - 1] for place, line in enumerate(lines) if line.startswith("parameters.")]
    assert len(above) == len(Policy.reference().values())
    assert all(line.startswith("# ") for line in above)
    assert "{" not in "".join(above)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_examples_in_it_hold_when_the_sign_before_them_is_taken_away(lang):
    text = starter_toml("my unit", lang).replace("# parameters.", "parameters.")
    assert len(policy_from_toml(text).values()) == len(Policy.reference().values()) + 3


@pytest.mark.parametrize("name", ['a "b" \\ c', "x" * 300, "שלום <script>alert(1)</script>", "=cmd()", "#"])
def test_a_name_stays_a_name(name):
    assert policy_from_toml(starter_toml(name, "nl")).name == name


def test_nothing_is_overwritten(tmp_path):
    path = save_starter(tmp_path / "my.toml", "my")
    with pytest.raises(RequestError, match="exists already"):
        save_starter(path, "my")
    assert save_starter(path, "my", overwrite=True) == path
