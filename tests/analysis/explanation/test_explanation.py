"""Explanations: what they say is what other divisions give, and their text says nothing that the data does not."""

import json
import re
from fractions import Fraction

import pytest
from hypothesis import given

from rvp_alloc import Allocation, Policy, RequestError, allocate, load_region, try_allocate
from rvp_alloc.analysis.explanation import Explanations, explain
from rvp_alloc.analysis.inputs import with_figures
from rvp_alloc.figure import rounded
from rvp_alloc.words import number_text
from strategies import cases, examples

AMSTERDAM = load_region("amsterdam-2022")
PLAN = allocate(AMSTERDAM, new_fte=71)
NUMBER = re.compile(r"\d[\d.,]*")


def moved(plan, parameter, value):
    return try_allocate(*with_figures(plan.region, plan.policy, {parameter: value}, "a test"))


def every_number(data):
    """Every exact number in a document, also those of names and sources."""
    if isinstance(data, dict):
        for name, entry in data.items():
            yield from every_number(name)
            yield from every_number(entry)
    elif isinstance(data, list | tuple):
        for entry in data:
            yield from every_number(entry)
    elif isinstance(data, str):
        if re.fullmatch(r"-?\d+(\.\d+|/\d+)?", data):
            yield Fraction(data)
        else:
            yield from map(Fraction, re.findall(r"\d+", data))
    elif isinstance(data, int):
        yield Fraction(data)


def shown(number, lang):
    """Every way in which a number may be written: itself or as a percentage, up to three decimals."""
    for value in (number, number * 100):
        for places in range(4):
            written = abs(rounded(value, places))
            yield number_text(written, lang)
            yield number_text(written.normalize(), lang)


def foreign_numbers(explanation, lang):
    """Return the numbers in a text that are not in its data."""
    data = explanation.to_dict()
    coverage = explanation.pool.coverage
    before = []
    if coverage is not None:
        pool = explanation.pool
        before = (
            [coverage * pool.wijkagenten / (pool.wijkagenten + pool.new_wijkagent_posts)] if pool.wijkagenten else [0]
        )
    growth = explanation.result.new_fte / explanation.result.formation
    numbers = {*every_number(data), growth, *map(Fraction, before)}
    names = {team.name for team in explanation.plan.region.teams} | {*explanation.plan.policy.values()}
    text = explanation.text(lang)
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    known = {written for number in numbers for written in shown(number, lang)}
    return {found.rstrip(".,") for found in NUMBER.findall(text)} - known


@examples(1000)
@given(cases())
def test_it_adds_up_and_its_text_has_no_number_of_its_own(case):
    plan = try_allocate(*case)
    if not isinstance(plan, Allocation):
        return
    for explanation in Explanations(plan).teams:
        assert explanation.key_alone + sum(explanation.effects.values()) == explanation.result.new_fte
        for lang in ("nl", "en"):
            assert not foreign_numbers(explanation, lang)


@examples(30)
@given(cases())
def test_steps_are_what_a_division_with_that_figure_gives(case):
    plan = try_allocate(*case)
    if not isinstance(plan, Allocation):
        return
    explanation = explain(plan, plan.teams[0].id)
    json.dumps(explanation.to_dict())
    for lang in ("nl", "en"):
        assert not foreign_numbers(explanation, lang)
    for step in explanation.steps:
        if step.parameter.startswith("key."):
            continue
        outcome = moved(plan, step.parameter, step.then)
        assert outcome.team(explanation.result.id).new_fte == explanation.result.new_fte + step.fte, step.parameter


@examples(30)
@given(cases())
def test_at_a_limit_the_share_takes_another_course(case):
    plan = try_allocate(*case)
    if not isinstance(plan, Allocation):
        return
    team = plan.teams[-1].id
    for limit in explain(plan, team).limits:
        assert bool(limit.clash) != bool(limit.begins or limit.ceases)
        if limit.clash:
            beyond = limit.value + (limit.value - limit.now) / 1000
            if limit.exact and limit.value != limit.now and beyond > 0:
                assert not isinstance(moved(plan, limit.parameter, rounded_inputs(beyond)), Allocation)


def rounded_inputs(value):
    return Fraction(value).limit_denominator(10**9)


@pytest.mark.parametrize("team", [team.id for team in AMSTERDAM.teams])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_team_of_the_reference(team, lang):
    explanation = explain(PLAN, team)
    assert not foreign_numbers(explanation, lang)
    assert explanation.name in explanation.sentences(lang)[0]


def test_amstelveen_by_hand():
    found = explain(PLAN, "Amstelveen")
    assert [(binding.rule, binding.direction) for binding in found.bindings] == [("wijkagent_area", "lifts")]
    steps = {step.parameter: step.fte for step in found.steps}
    assert steps["inhabitants.amstelveen"] == Fraction(1000, 5000)  # one wijkagent for every 5,000 more
    assert steps["wijkagenten.amstelveen"] == -1
    assert steps["budget.new_fte"] == steps["safety.amstelveen"] == 0
    [below] = [limit for limit in found.limits if limit.parameter == "inhabitants.amstelveen"]
    # The norm stops mattering where the common part of the key gives Amstelveen what the norm asks.
    assert (below.begins, below.ceases, below.clash) == ((), ("area_norm:amstelveen",), ())
    outcome = moved(PLAN, "inhabitants.amstelveen", round(below.value) - 1)
    assert outcome.team("amstelveen").key_fulfilment == outcome.team("boven-ij").key_fulfilment


def test_one_more_development_neighbourhood_by_hand():
    [step] = [step for step in explain(PLAN, "boven-ij").steps if step.parameter == "development.boven-ij"]
    # 16 x 9/33 instead of 16 x 8/32; the key stays as it is, since the total does.
    assert step.fte == 16 * Fraction(9, 33) - 4


def test_who_gets_less_than_under_the_key_alone():
    found = Explanations(PLAN).below_key_alone
    assert [explanation.difference for explanation in found] == sorted(explanation.difference for explanation in found)
    assert all(explanation.difference < 0 for explanation in found)
    assert {e.result.id for e in found} == {
        e.result.id for e in Explanations(PLAN).teams if e.result.new_fte < e.key_alone
    }


def test_a_pin_a_cap_and_an_emptied_area_are_told():
    policy = Policy.reference().set("bounds.growth_cap.team.every", "0.05")
    plan = allocate(AMSTERDAM, policy.set("pins.amstelveen", 5, source="the mayors", note="agreed"))
    directions = {
        team: [(binding.rule, binding.direction) for binding in explain(plan, team).bindings]
        for team in ("amstelveen", "nieuw-west-noord", "aalsmeer-uithoorn", "centrum-amstel")
    }
    assert directions == {
        "amstelveen": [("pins", "fixes")],
        "nieuw-west-noord": [("bounds", "holds")],
        "aalsmeer-uithoorn": [("wijkagent_area", "lifts")],
        "centrum-amstel": [],
    }
    assert "legt vast" in explain(plan, "amstelveen").text("nl")


def test_an_area_whose_fte_all_go_to_worse_covered_ones_is_told():
    # Amstelveen and Aalsmeer-Uithoorn miss 6.5958 wijkagenten; 5 fte do not suffice, so all of them go there.
    alone = Policy.reference().set("priority_uplift.state", "off").set("development.state", "off")
    found = Explanations(allocate(AMSTERDAM, alone, new_fte=5)).teams
    directions = {e.result.id: {binding.direction for binding in e.bindings} for e in found}
    assert directions["amstelveen"] == directions["aalsmeer-uithoorn"] == {"lifts"}
    assert directions["boven-ij"] == {"empties"}


@examples(150)
@given(cases())
def test_teams_that_nothing_binds_share_one_part_of_the_key(case):
    plan = try_allocate(*case)
    if not isinstance(plan, Allocation) or not plan.policy.is_on("no_loss"):
        return
    found = Explanations(plan)
    free = {e.result.key_fulfilment for e in found.teams if not e.bindings and e.result.key_fulfilment is not None}
    assert free in (set(), {found.common_fulfilment})


def test_an_unknown_team():
    with pytest.raises(RequestError, match="Amstelveen"):
        explain(PLAN, "Amstelven")


def test_a_norm_that_comes_after_the_key_lifts_nobody():
    plan = allocate(AMSTERDAM, Policy.reference().with_aims("key", "area_norm"))
    for explanation in Explanations(plan).teams:
        assert explanation.bindings == ()
        assert explanation.effects["wijkagent_area"] == 0


def test_the_side_of_a_limit_is_told_where_the_value_stands_right_on_it():
    policy = Policy.reference().set("ipga.cap", Fraction(970, 22751))
    explanation = explain(allocate(AMSTERDAM, policy), "boven-ij")
    edges = {limit.parameter: limit.above for limit in explanation.limits if limit.value == limit.now}
    assert edges == {"budget.new_fte": False, "formation.boven-ij": False}  # any less, and IPGA has no room
    assert "komt het aantal nieuwe fte onder 71 (nu 71)" in explanation.text("nl").lower()


def test_only_the_bounds_that_decide_for_a_team_are_told_with_it():
    policy = Policy.reference()
    for team in AMSTERDAM.teams:
        policy = policy.set(f"bounds.cap.team.{team.id}", 8)
    plan = allocate(AMSTERDAM, policy)
    assert "de bovengrens in fte voor Boven IJ" in explain(plan, "boven-ij").text("nl")
    assert "bovengrens in fte" not in explain(plan, "oost-zeeburg").text("nl").partition("Hoe zeker")[2]
