"""Whole posts where hardly any room is left for heads: decided all the same, and as trying them all finds."""

import json
from copy import deepcopy

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planning.rounding.test_rounding_properties import STEPS, broken, compare_with_trying_them_all
from rvp_alloc import Allocation, allocate, try_allocate
from rvp_alloc.planning.rounding import NoRounding, Rounded, check_rounding, round_posts, try_round_posts
from rvp_alloc.planning.rounding.proof import leaves
from strategies import examples, tight_cases
from test_hand_solved import hard, policy_of, region_of


def heads(count):
    """A rule of so many interventieplegers, who give 0.8 of their time, and no regisseurs."""
    return hard(heads=count, share="0.8", net=0, regisseurs_min=0, regisseurs_max=0, cap="0.3")


TWINS = region_of({"a": {}, "b": {}})


def test_posts_that_must_stand_together_for_heads_to_fit():
    """With basic care of 0.95, a team of 10 holds (0.5 + x) / 0.8 heads: 0, 1 and 3 with 0, 1 and 2 posts. 3 heads need both."""
    plan = allocate(TWINS, policy_of(2, ipga=heads(3), basic_care=hard(alpha="0.95")))
    rounded = round_posts(plan)
    assert [team.exact for team in rounded.teams] == [1, 1]
    assert [(team.new_fte, team.interventieplegers) for team in rounded.teams] == [(2, 3), (0, 0)]
    assert any(leaf.kept for stage in rounded.proof for leaf, _ in leaves(stage.tree, stage.box))
    assert check_rounding(rounded.to_dict())["accepted"]
    assert {outside.subject for outside in rounded.outside if outside.family == "new_fte"} == {"a", "b"}


def test_heads_that_fit_in_fractions_alone():
    """With basic care of 0.9, a team of 10 holds (1 + x) / 0.8 heads: 1, 2, 3 and 3 with 0 to 3 posts.

    Three posts leave room for 5 heads however they fall; halves of them would leave room for 6.25.
    """
    plan = allocate(TWINS, policy_of(3, ipga=heads(6), basic_care=hard(alpha="0.9")))
    none = try_round_posts(plan)
    assert isinstance(none, NoRounding)
    assert none.rules == ("budget", "ipga", "basic_care")
    assert check_rounding(none.to_dict())["accepted"]
    assert isinstance(try_round_posts(plan, "1/2"), Rounded)
    assert round_posts(allocate(TWINS, policy_of(3, ipga=heads(5), basic_care=hard(alpha="0.9")))).total == 3


def test_a_rule_that_is_kept_and_not_needed_is_not_in_the_way():
    """A cap of 0.3 leaves room for 3 heads with 0 to 3 posts, and 4 with 4, so 7 heads need 4 and 0. Basic care never counts."""
    rounded = round_posts(allocate(TWINS, policy_of(4, ipga=heads(7), basic_care=hard(alpha="0.5"))))
    assert [team.new_fte for team in rounded.teams] == [4, 0]
    rows = {row.partition(":")[0] for outside in rounded.outside for row in outside.rows}
    assert "ipga.cap" in rows
    assert "basic_care.alpha" not in rows


# ---- the checker

TIGHT = json.loads(json.dumps(round_posts(allocate(TWINS, policy_of(4, ipga=heads(7)))).to_dict()))
NONE = json.loads(
    json.dumps(try_round_posts(allocate(TWINS, policy_of(3, ipga=heads(6), basic_care=hard(alpha="0.9")))).to_dict())
)


def kept_leaves(tree):
    if "unit" in tree:
        return [*kept_leaves(tree["below"]), *kept_leaves(tree["above"])]
    return [tree] if tree.get("kept") else []


def with_leaves(document, **parts):
    spoilt = deepcopy(document)
    trees = [stage["tree"] for stage in spoilt["proof"].get("stages", [])] or [spoilt["proof"]["tree"]]
    found = [leaf for tree in trees for leaf in kept_leaves(tree)]
    assert found
    for leaf in found:
        leaf.update(parts)
    return spoilt


@pytest.mark.parametrize("document", [TIGHT, NONE])
@pytest.mark.parametrize("parts", [{"kept": False}, {"multipliers": {}}, {"multipliers": {">= ipga.heads": "-1"}}])
def test_a_proof_that_is_not_one_is_refused(document, parts):
    assert check_rounding(document)["accepted"]
    assert not check_rounding(with_leaves(document, **parts))["accepted"]


def test_one_head_fewer_would_fit():
    """The same proof for 5 heads instead of 6: those fit, so it must not pass."""
    spoilt = deepcopy(NONE)
    policy = spoilt["certificate"]["policy"]
    policy["rules"]["ipga"]["parameters"]["heads"]["value"] = "5"
    assert not check_rounding(spoilt)["accepted"]


def test_teams_that_are_pinned_are_no_ties_wherever_the_proof_splits():
    """Two alike share one post, three others are pinned: a proof in two parts proves the same."""
    pin = {"source": "driehoek", "note": "agreed"}
    pins = {team: {"value": posts, **pin} for team, posts in (("c", 2), ("d", 3), ("e", 4))}
    sizes = {"a": {}, "b": {}, "c": {"formation": 20}, "d": {"formation": 30}, "e": {"formation": 40}}
    plan = allocate(region_of(sizes), policy_of(10, pins={"state": "hard", "parameters": pins}))
    document = json.loads(json.dumps(round_posts(plan).to_dict()))
    squares = document["proof"]["stages"][0]
    squares["tree"] = {"unit": "new_fte:a", "level": 0, "below": squares["tree"], "above": squares["tree"]}
    assert check_rounding(document)["accepted"]


# ---- generated


@st.composite
def tight_plans(draw, **wishes):
    step = draw(st.sampled_from(STEPS))
    plan = try_allocate(*draw(tight_cases(step, **wishes)))
    assume(isinstance(plan, Allocation))
    return plan, step


@examples(100)
@given(tight_plans())
def test_it_is_decided_and_the_checker_agrees(given_):
    plan, step = given_
    outcome = try_round_posts(plan, step, time_limit=60)
    verdict = check_rounding(json.loads(json.dumps(outcome.to_dict())))
    assert verdict["accepted"], verdict
    if isinstance(outcome, Rounded):
        assert outcome.total == plan.total
        assert broken(plan, outcome.division) == []
    else:
        assert outcome.rules


@examples(150)
@given(tight_plans(most_teams=4))
def test_it_is_what_trying_them_all_finds(given_):
    compare_with_trying_them_all(*given_)
