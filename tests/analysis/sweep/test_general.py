"""Certificates for groups that cross: one exact division settles many scenarios, and never wrongly."""

import numpy as np
import pytest
from comparing import compare
from hypothesis import given
from hypothesis import strategies as st
from small import key_only, unit

from rvp_alloc import Policy, load_region
from rvp_alloc.analysis.sweep import lognormal, sweep, uniform
from rvp_alloc.analysis.sweep.bounds import NotNestedError
from rvp_alloc.analysis.sweep.certificates import certificate_of, contradiction_of
from rvp_alloc.analysis.sweep.engine import NestedEngine
from rvp_alloc.analysis.sweep.general import GeneralEngine
from rvp_alloc.analysis.sweep.plan import EXACTLY, LOWER, UPPER
from strategies import cases, examples

CROSSING = {"a": ["ab"], "b": ["ab", "bc"], "c": ["bc"]}


def test_the_certificate_of_three_teams_by_hand():
    """Of 3 fte a and b may have at most 1: they settle first, at 1/2 each; c takes the rest."""
    members = np.array([[1, 1, 1], [1, 1, 0]], dtype=float)
    new_fte = np.array([0.5, 0.5, 2])
    found = certificate_of(members, [EXACTLY, UPPER], np.array([3.0, 1.0]), new_fte, new_fte * 3)
    assert found.settled.tolist() == [0, 0, 1]
    assert found.rounds.tolist() == [[0, 0.5], [1, 0]] or found.rounds[1].tolist() == [1, -1]


def test_no_certificate_for_a_division_that_is_not_the_best():
    members = np.array([[1, 1, 1]], dtype=float)
    new_fte = np.array([1, 1, 2.0])
    assert certificate_of(members, [EXACTLY], np.array([4.0]), new_fte, new_fte) is None


def test_the_contradiction_of_a_cap_and_two_floors():
    members = np.array([[1, 1, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]], dtype=float)
    found = contradiction_of(members, [UPPER, LOWER, LOWER, LOWER], np.array([1.0, 0.6, 0.6, 5]))
    assert found.tolist() == [1, -1, -1, 0]
    assert contradiction_of(members, [UPPER, LOWER, LOWER, LOWER], np.array([1.2, 0.6, 0.6, 5])) is None


def test_a_few_exact_divisions_settle_all_budgets_of_the_counterexample():
    """{a,b} <= 1 and {b,c} <= 1: up to 1.5 fte all get the same; then b gets less the more there is; above 2 nothing fits."""
    policy = key_only(1, cap__authority__every=1)
    found = sweep(unit(groups=CROSSING), policy, {"budget.new_fte": uniform("0.5", "2.5")}, scenarios=300, seed=1)
    assert isinstance(found.settler.engine, GeneralEngine)
    assert set(compare(found)) == {"proven", "conflict"}
    assert found.counts.engine["exact"] <= 4
    assert list(found.counts.reasons) == ["bounds.cap.authority.every, budget.new_fte, no_loss"]


def test_districts_and_authorities_of_amsterdam_cross():
    policy = Policy.reference().set("bounds.share_cap.district.every", "0.3").set("bounds.growth_cap.team.every", "0.1")
    policy = policy.set("bounds.share_cap.authority.driehoek Amsterdam", "0.86").set(
        "bounds.share_floor.district.every", "0.2"
    )
    vary = {"inhabitants.*": lognormal(0.05), "safety.*": lognormal(0.1), "budget.new_fte": lognormal(0.1)}
    found = sweep(load_region("amsterdam-2022"), policy, vary, scenarios=200, seed=3)
    assert compare(found)["proven"] > 100
    assert found.counts.engine["certificate"] > 100


@examples(40)
@given(cases(basic_care=False, bounded=True), st.sampled_from(["safety.*", "inhabitants.*", "formation.*"]))
def test_certificates_are_never_wrong_for_nested_policies_either(case, pattern):
    try:
        GeneralEngine(*case, [])
    except NotNestedError:
        return

    def refuse(*_):
        raise NotNestedError("this test is about certificates")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(NestedEngine, "__init__", refuse)
        found = sweep(*case, {pattern: lognormal(0.3)}, scenarios=8, seed=1)
    assert isinstance(found.settler.engine, GeneralEngine)
    compare(found)
