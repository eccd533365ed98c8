"""The library against a second formulation of the same model: the same answer, or neither has one."""

import json

from hypothesis import given

import oracle
from rvp_alloc import InfeasibleError, allocate
from rvp_alloc.verify import judge
from strategies import Given, cases, clashing_cases, examples, planned_cases

AGREEMENT = 1e-6  # relative to the size of the budget and the heads: the oracle works in floats


def compare(case: Given) -> None:
    expected = oracle.solve(*case)
    if expected is None:
        try:
            plan = allocate(*case)
        except InfeasibleError:
            return
        raise AssertionError(f"the oracle finds no division, the library finds {plan!r}")
    plan = allocate(*case)
    close = AGREEMENT * expected.unit
    for team in plan.teams:
        assert abs(float(team.new_fte) - expected.new_fte(team.id)) <= close, team
        for name, amount in team.layers.items():
            assert abs(float(amount) - expected.layers[name][team.id]) <= close, (name, team)
        for family, given_to in (("interventieplegers", team.interventieplegers), ("regisseurs", team.regisseurs)):
            assert abs(float(given_to) - expected.posts.get(family, {}).get(team.id, 0.0)) <= close, (family, team)
    for pool in plan.pools:
        posts = expected.posts.get("wijkagent_posts", {}).get(pool.id, 0.0)
        assert abs(float(pool.new_wijkagent_posts) - posts) <= close, pool
    assert plan.unique
    verdict = judge(json.loads(plan.to_json()))
    assert verdict["accepted"], verdict


@examples(300)
@given(cases(reordered=True))
def test_both_formulations_give_the_same_division(case):
    compare(case)


@examples(150)
@given(planned_cases())
def test_both_formulations_give_the_same_division_near_an_earlier_plan_or_a_target(case):
    compare(case)


@examples(100)
@given(clashing_cases())
def test_both_formulations_find_the_same_clashes(case):
    compare(case)
