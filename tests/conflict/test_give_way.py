"""Declared fallback: what may give way does, as little as possible and in order, and the trail tells it."""

import json
from fractions import Fraction

import pytest
from hypothesis import given

from rvp_alloc import (
    Conflict,
    InfeasibleError,
    Policy,
    PolicyError,
    allocate,
    load_region,
    policy_from_toml,
    policy_to_toml,
    try_allocate,
)
from rvp_alloc.verify import judge
from strategies import clashing_cases

TIGHT = Policy.reference().set("ipga.cap", "0.04")


def trail(policy: Policy) -> list[str]:
    plan = allocate(load_region("amsterdam-2022"), policy)
    assert judge(json.loads(plan.to_json()))["accepted"]
    return [str(relaxation) for relaxation in plan.relaxed]


def test_a_cap_gives_way_to_exactly_97_in_2275_1():
    assert trail(TIGHT.with_fallback("ipga.cap")) == ["ipga.cap from 0.04 to 970/22751"]


def test_the_first_named_gives_way_first_and_the_last_only_where_it_must():
    assert trail(TIGHT.with_fallback("ipga.regisseurs_min", "ipga.cap")) == ["ipga.regisseurs_min from 17 to 11.004"]
    assert trail(TIGHT.with_fallback("ipga.cap", "ipga.regisseurs_min")) == ["ipga.cap from 0.04 to 970/22751"]


def test_what_one_alone_cannot_cure_is_shared_with_the_last_moving_least():
    """At a cap of 3% there is room for 68.253: even without regisseurs the heads must fall to that, and the net fte to 80%."""
    policy = TIGHT.set("ipga.cap", "0.03").with_fallback("ipga.regisseurs_min", "ipga.heads", "ipga.net")
    assert trail(policy) == [
        "ipga.regisseurs_min from 17 to 0",
        "ipga.heads from 80 to 68.253",
        "ipga.net from 64 to 54.6024",
    ]


def test_a_rule_gives_way_by_becoming_guiding_or_going_off():
    norm = Policy.reference().set("wijkagent_area.norm", 2500).set("wijkagent_area.state", "hard")
    assert trail(norm.with_fallback("wijkagent_area")) == ["wijkagent_area from hard to guiding"]
    assert trail(TIGHT.with_fallback("ipga")) == ["ipga from hard to off"]


def test_a_pin_that_cannot_hold_moves_to_where_it_can():
    pinned = Policy.reference().set("pins.amstelveen", "0.5", source="a mayor", note="a reason")
    assert trail(pinned.with_fallback("pins.amstelveen")) == ["pins.amstelveen from 0.5 to 1.097"]


def test_nothing_gives_way_where_nothing_clashes():
    assert trail(Policy.reference().with_fallback("ipga.cap")) == []


def test_what_may_give_way_but_cures_nothing_leaves_the_conflict():
    with pytest.raises(InfeasibleError):
        allocate(load_region("amsterdam-2022"), TIGHT.with_fallback("wijkagent_unit.norm"))


def test_the_fallback_is_part_of_the_policy_document():
    policy = TIGHT.with_fallback("ipga.cap", "ipga")
    assert policy_from_toml(policy_to_toml(policy)) == policy
    with pytest.raises(PolicyError, match=r"Did you mean ipga\.cap\?"):
        TIGHT.with_fallback("ipga.cup")


@given(clashing_cases())
def test_a_relaxed_answer_differs_from_what_was_asked_only_in_the_trail(case):
    region, policy = case
    names = [name for name in policy.values() if policy.is_on(name.partition(".")[0]) and not name.startswith("key")]
    outcome = try_allocate(region, policy.with_fallback(*names))
    if isinstance(outcome, Conflict) or not outcome.relaxed:
        return
    relaxed = {entry.what: entry.used for entry in outcome.relaxed}
    for name, figure in policy.values().items():
        used = outcome.policy.values().get(name)
        assert (used.value if used else "none") == (
            Fraction(relaxed[name])
            if relaxed.get(name, "none") != "none"
            else figure.value
            if name not in relaxed
            else "none"
        )
    assert judge(json.loads(outcome.to_json()))["accepted"]


def test_one_weight_of_the_key_never_gives_way_alone():
    """More than the whole key cannot be reached; a weight that is taken away would leave a key that is not whole."""
    policy = Policy.reference().set("reach.key", 2).with_fallback("key.weights.safety")
    conflict = try_allocate(load_region("amsterdam-2022"), policy)
    assert isinstance(conflict, Conflict)
