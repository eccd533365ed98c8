"""Whole posts of generated regions: against trying them all, and what must hold whatever the case."""

import json
import math
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planning.rounding.brute import TooManyError, best
from rvp_alloc import Allocation, Policy, try_allocate
from rvp_alloc.planning.rounding import Rounded, check_rounding, try_round_posts
from rvp_alloc.policy.rule import State
from strategies import Given, cases, examples, renamed_cases

STEPS = (Fraction(1), Fraction(1, 2), Fraction(1, 10))


def with_whole_budget(case, step):
    budget = case.policy["budget.new_fte"].value
    return Given(case.region, case.policy.set("budget.new_fte", math.ceil(budget / step) * step))


@st.composite
def plans(draw, steps=STEPS, **wishes):
    """A division whose total fits the step, and the step."""
    step = draw(st.sampled_from(steps))
    plan = try_allocate(*with_whole_budget(draw(cases(**wishes)), step))
    assume(isinstance(plan, Allocation))
    return plan, step


def broken(plan, division):
    policy: Policy = plan.policy
    return [
        sentence
        for rule in policy.rules_on()
        if policy.state(rule.id) is State.HARD
        for sentence in rule.broken(plan.case, division)
    ]


def levels(rounded, family):
    if family == "new_fte":
        return tuple(team.new_fte / rounded.step for team in rounded.teams)
    if family == "wijkagent_posts":
        return tuple(pool.posts / rounded.step for pool in rounded.pools)
    return tuple(getattr(team, family) for team in rounded.teams)


@examples(120)
@given(plans())
def test_every_hard_rule_and_the_total_hold_exactly_or_it_is_proven_that_none_can(given_):
    plan, step = given_
    outcome = try_round_posts(plan, step)
    verdict = check_rounding(json.loads(json.dumps(outcome.to_dict())))
    assert verdict["accepted"], verdict
    if not isinstance(outcome, Rounded):
        return
    assert broken(plan, outcome.division) == []
    assert outcome.total == plan.total
    for team in outcome.teams:
        assert (team.new_fte / step).denominator == 1
        assert sum(team.layers.values()) == team.new_fte
        assert team.interventieplegers.denominator == team.regisseurs.denominator == 1
        for layer in ("priority_uplift", "development"):
            assert team.layers.get(layer, 0) == plan.team(team.id).layers[layer]
    assert all((pool.posts / step).denominator == 1 for pool in outcome.pools)
    assert sum(team.change for team in outcome.teams) == 0


@examples(120)
@given(plans(steps=STEPS[:2], most_teams=4, reach=False))
def test_it_is_what_trying_them_all_finds(given_):
    compare_with_trying_them_all(*given_)


def compare_with_trying_them_all(plan, step):
    try:
        wanted = best(plan, step)
    except TooManyError:
        assume(False)
    outcome = try_round_posts(plan, step)
    assert isinstance(outcome, Rounded) == (wanted is not None)
    for family in ("new_fte", "wijkagent_posts", "interventieplegers", "regisseurs") if wanted else ():
        assert not getattr(wanted, family) or levels(outcome, family) == getattr(wanted, family)


@examples(50)
@given(cases(bounded=False, basic_care=False, reach=False))
def test_a_whole_division_stays_as_it_is(case):
    plan = try_allocate(*with_whole_budget(case, Fraction(1)))
    assume(isinstance(plan, Allocation))
    first = try_round_posts(plan, 1)
    assume(isinstance(first, Rounded))
    # The whole division pinned, and the rest of it asked for exactly as it is.
    policy = plan.policy
    for team in first.teams:
        policy = policy.set(f"pins.{team.id}", team.new_fte, source="driehoek", note="whole")
    again = try_allocate(plan.region, policy)
    assert isinstance(again, Allocation)
    second = try_round_posts(again, 1)
    assert isinstance(second, Rounded)
    assert all(team.change == 0 for team in second.teams)
    assert [team.new_fte for team in second.teams] == [team.new_fte for team in first.teams]


@examples(60)
@given(renamed_cases(), st.sampled_from(STEPS))
def test_the_order_of_teams_and_their_names_do_not_matter_unless_all_else_is_equal(pair, step):
    first, second, names = pair
    plans_ = [try_allocate(*with_whole_budget(case, step)) for case in (first, second)]
    assume(all(isinstance(plan, Allocation) for plan in plans_))
    one, other = (try_round_posts(plan, step) for plan in plans_)
    assert one.status == other.status
    if not isinstance(one, Rounded):
        return
    plan = plans_[0]
    alike = {}
    for team in plan.teams:
        figures = (team.formation, team.key_target, plan.region.pool_of(team.id).inhabitants.value)
        alike.setdefault(figures, []).append(team.id)
    if all(len(teams) == 1 for teams in alike.values()):
        given_ = {names[team.id]: team.new_fte for team in one.teams}
        assert given_ == {team.id: team.new_fte for team in other.teams}
    else:
        assert sorted(team.new_fte for team in one.teams) == sorted(team.new_fte for team in other.teams)


@examples(120)
@given(plans(), st.data())
def test_the_checker_refuses_any_other_division_that_keeps_every_rule(given_, data):
    plan, step = given_
    rounded = try_round_posts(plan, step)
    if not isinstance(rounded, Rounded) or len(plan.teams) == 1:
        return
    document = json.loads(json.dumps(rounded.to_dict()))
    receiver, giver = data.draw(st.permutations([team.id for team in plan.teams]))[:2]
    moved = {receiver: step, giver: -step}
    for team in document["teams"]:
        change = moved.get(team["id"], 0)
        team["new_fte"] = str(Fraction(team["new_fte"]) + change)
        team["layers"]["key"] = str(Fraction(team["layers"]["key"]) + change)
    levels = document["proof"]["levels"]
    for team, change in moved.items():
        levels[f"new_fte:{team}"] += int(change / step)
    squares = sum((levels[f"new_fte:{team.id}"] * step - team.new_fte) ** 2 for team in plan.teams)
    for stage in document["proof"]["stages"]:
        if (stage["measure"], stage["family"]) == ("squares", "new_fte"):
            stage["value"] = str(squares)
        elif (stage["measure"], stage["family"]) == ("ties", "new_fte"):
            stage["value"] = str(-sum(weight * levels[unit] for unit, weight in stage["weights"].items()))
    assert not check_rounding(document)["accepted"]


@pytest.mark.parametrize("step", STEPS)
def test_the_same_input_gives_the_same_bytes(step):
    from rvp_alloc import allocate, load_region

    texts = {
        json.dumps(try_round_posts(allocate(load_region("amsterdam-2022"), new_fte=71), step).to_dict())
        for _ in range(2)
    }
    assert len(texts) == 1
