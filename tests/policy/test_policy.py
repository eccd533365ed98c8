"""Changing a policy: one value, its state, its aims; what is wrong is told in our own terms, all at once."""

import pytest

from rvp_alloc import Policy, PolicyError, allocate, load_region, policy_from_toml, policy_to_toml

REFERENCE = Policy.reference()


def test_a_change_makes_a_new_policy_and_says_so():
    changed = REFERENCE.set("development.total", 20, source="proposal A")
    assert str(REFERENCE["development.total"]) == "16 fte"
    assert (str(changed["development.total"]), changed["development.total"].source) == ("20 fte", "proposal A")
    assert (REFERENCE.name, changed.name) == ("reference", "reference, changed")
    assert changed.set("development.total", 21).name == "reference, changed"


def test_a_value_that_is_what_it_was_changes_nothing():
    assert REFERENCE.set("budget.new_fte", 71) is REFERENCE
    plan = allocate(load_region("amsterdam-2022"), new_fte=71)
    assert plan.policy["budget.new_fte"].confidence == "published"


def test_an_optional_rule_is_switched_on_by_a_value_and_off_by_its_state():
    policy = REFERENCE.set("basic_care.alpha", "0.9")
    assert policy.is_on("basic_care")
    assert not policy.set("basic_care.state", "off").is_on("basic_care")
    assert not REFERENCE.set("ipga.state", "off").set("ipga.cap", "0.06").is_on("ipga")
    assert policy.set("bounds.cap.team.every", 5).set("bounds.cap.team.every", None).parameters("bounds") == ()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda: REFERENCE.set("development.totl", 20), "Did you mean development.total?"),
        (lambda: REFERENCE.set("developmnt.total", 20), "Did you mean development?"),
        (lambda: REFERENCE.set("development.total", "much"), "development.total: 'much' is text, not a number"),
        (lambda: REFERENCE.set("development.total", float("nan")), "is not a finite number"),
        (lambda: REFERENCE.set("development.total", -1), "must be at least 0"),
        (lambda: REFERENCE.set("ipga.cap", "1.5"), "must be at most 1"),
        (lambda: REFERENCE.set("wijkagent_area.norm", 0), "must be more than 0"),
        (lambda: REFERENCE.set("budget.new_fte", 10**5000), "is larger than 10^12"),
        (
            lambda: REFERENCE.set("development.total", 20, confidence="sure"),
            "'published', 'composed', 'inferred' or 'assumption'",
        ),
        (lambda: REFERENCE.set("development.total", 20, note="a\rb"), "U+000D"),
        (lambda: REFERENCE.set("pins.a\nb", 2, source="a", note="b"), "cannot be seen"),
        (lambda: REFERENCE.set(7, 20), "there is no rule '7'"),
        (lambda: REFERENCE.set("key.state", "off"), "rule key cannot be 'off'"),
        (lambda: REFERENCE.set("ipga.state", "guiding"), "It can be off or hard"),
        (lambda: REFERENCE["ipga.cup"], "Did you mean ipga.cap?"),
    ],
)
def test_a_change_that_cannot_be_made_says_why(change, words):
    with pytest.raises(PolicyError) as caught:
        change()
    assert words in str(caught.value)


def test_every_unknown_or_double_aim_is_told():
    with pytest.raises(PolicyError) as caught:
        REFERENCE.with_aims("kye", "area_norm", "areanorm", "area_norm")
    assert [problem.code for problem in caught.value.problems] == ["unknown_aim", "unknown_aim", "double"]
    assert "Did you mean key?" in str(caught.value)


def test_a_pin_without_author_or_reason_is_refused():
    with pytest.raises(PolicyError, match="author and a reason"):
        allocate(load_region("amsterdam-2022"), REFERENCE.set("pins.amstelveen", 3, source=" ", note=" "))


def test_a_policy_with_a_very_long_name_can_be_read_back_after_a_change():
    policy = Policy("n" * 500, REFERENCE.settings).set("development.total", 20)
    assert policy_from_toml(policy_to_toml(policy)) == policy


def test_the_order_of_aims_ends_with_the_closing_aims():
    assert REFERENCE.with_aims("key").all_aims()[:2] == ("key", "fewest_wijkagent_posts")
    assert len(set(REFERENCE.all_aims())) == len(REFERENCE.all_aims())
