"""The engine for nested bounds: by hand, and against the whole chain of proven programmes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small import key_only, unit

from rvp_alloc import Allocation, Conflict, Policy, load_region, try_allocate
from rvp_alloc.analysis.sweep.bounds import NotNestedError
from rvp_alloc.analysis.sweep.engine import NestedEngine
from rvp_alloc.analysis.sweep.nested import CONFLICT, SETTLED, UNSURE
from strategies import cases, clashing_cases, examples, nested_cases

CLOSE = 1e-9


def settled(region, policy, figures=None):
    """Return the engine with what it finds for one scenario, or for some with figures of their own."""
    figures = figures or {}
    engine = NestedEngine(region, policy, tuple(figures))
    count = len(next(iter(figures.values()))) if figures else 1
    return engine, engine.settle(np.array([*figures.values()], dtype=float).reshape(len(figures), count))


def blamed(engine, bits):
    return {name for place, name in enumerate(engine.parameters) if int(bits) >> place & 1}


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ({}, (1, 1, 1)),
        ({"cap__team__a": 0.5}, (0.5, 1.25, 1.25)),
        ({"floor__team__a": 2}, (2, 0.5, 0.5)),
        ({"cap__authority__ab": 1}, (0.5, 0.5, 2)),
        ({"floor__authority__ab": "2.4"}, (1.2, 1.2, 0.6)),
        # a is held up within a group that is held down: its own level is the highest, b's the lowest
        ({"cap__authority__ab": 1, "floor__team__a": "0.8"}, (0.8, 0.2, 2)),
        # and the other way round
        ({"floor__authority__ab": 2, "cap__team__a": "0.5"}, (0.5, 1.5, 1)),
        ({"growth_cap__team__c": "0.05"}, (1.25, 1.25, 0.5)),
        ({"share_cap__authority__ab": "0.5"}, (0.75, 0.75, 1.5)),
    ],
)
def test_three_teams_of_equal_key_by_hand(bounds, expected):
    region = unit(groups={"a": ["ab"], "b": ["ab"], "c": ["c"]})
    _, found = settled(region, key_only(3, **bounds))
    assert found.verdicts.tolist() == [SETTLED]
    assert found.new_fte[0] == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("new_fte", "expected"),
    [
        (1, (1, 0)),  # of two posts each, a has none and b one: a is raised to 1/2 first
        (2, (1.5, 0.5)),  # then both to 3/4
        (3, (2, 1)),  # both reach the norm
        (4, (2, 2)),  # the rest makes the key whole again
        (6, (3, 3)),
    ],
)
def test_the_norm_per_area_is_approached_before_the_key(new_fte, expected):
    region = unit("ab", wijkagenten={"b": 1}, inhabitants={"a": 10_000, "b": 10_000})
    policy = key_only(new_fte).set("wijkagent_area.state", "guiding").set("wijkagent_area.norm", 5000)
    _, found = settled(region, policy)
    assert found.verdicts.tolist() == [SETTLED]
    assert found.new_fte[0] == pytest.approx(expected, abs=1e-12)


def test_a_team_without_a_share_comes_last_and_takes_what_is_left():
    region = unit("abc", wijkagenten={"b": 1, "c": 1})
    _, found = settled(region, key_only(3, "wijkagenten", cap__team__b="0.5", cap__team__c=1))
    assert found.new_fte[0] == pytest.approx((1.5, 0.5, 1), abs=1e-12)


def test_a_conflict_names_the_bounds_that_clash():
    region = unit(groups={"a": ["ab"], "b": ["ab"], "c": ["c"]})
    engine, found = settled(region, key_only(3, cap__authority__ab=1, cap__team__c=1))
    assert found.verdicts.tolist() == [CONFLICT]
    assert blamed(engine, found.blamed[0]) == {"budget.new_fte", "bounds.cap.authority.ab", "bounds.cap.team.c"}


def test_a_budget_below_the_fixed_layers_is_a_conflict_and_one_just_there_is_left_open():
    """Uplift 22.041 and development 16 need 38.041 fte."""
    figures = {"budget.new_fte": [38.04, 38.041, 38.042]}
    engine, found = settled(load_region("amsterdam-2022"), Policy.reference(), figures)
    assert found.verdicts.tolist() == [CONFLICT, UNSURE, SETTLED]
    layers = {"priority_uplift.rate", "development.total", "no_loss"}
    assert blamed(engine, found.blamed[0]) == layers | {"budget.new_fte"}


def test_ipga_is_one_check_for_all():
    """80 + 17 heads on 2275.1 fte: a cap of 97/2275.1 is exactly enough."""
    cap = 97 / 2275.1
    engine, found = settled(load_region("amsterdam-2022"), Policy.reference(), {"ipga.cap": [0.04, cap, 0.05]})
    assert found.verdicts.tolist() == [CONFLICT, UNSURE, SETTLED]
    assert blamed(engine, found.blamed[0]) == {"ipga.cap", "ipga.heads", "ipga.regisseurs_min", "budget.new_fte"}


def test_groups_that_cross_are_left_to_others():
    region = unit(groups={"a": ["ab"], "b": ["ab", "bc"], "c": ["bc"]})
    with pytest.raises(NotNestedError, match="overlap"):
        NestedEngine(region, key_only(2, cap__authority__every=1), [])


def test_basic_care_that_is_kept_anyway_changes_nothing_and_one_that_binds_is_left_to_others():
    """3 fte over 30, 2 heads of which half of the time counts: each team keeps 11 - 1/3, of a floor of 10.5 or 10.7."""
    policy = key_only(3).set("ipga.state", "hard")
    for name, value in {"heads": 2, "share": "0.5", "net": 0, "regisseurs_min": 0, "cap": "0.2"}.items():
        policy = policy.set(f"ipga.{name}", value)
    _, found = settled(unit(), policy.set("basic_care.alpha", "1.05"))
    assert found.verdicts.tolist() == [SETTLED]
    assert found.new_fte[0] == pytest.approx((1, 1, 1))
    _, found = settled(unit(), policy.set("basic_care.alpha", "1.07"))
    assert found.verdicts.tolist() == [UNSURE]


def test_other_aims_before_the_key_are_left_to_others():
    with pytest.raises(NotNestedError, match="fewest_wijkagent_posts"):
        NestedEngine(load_region("amsterdam-2022"), Policy.reference().with_aims("fewest_wijkagent_posts", "key"), [])


@examples(300)
@given(st.one_of(cases(), nested_cases(), nested_cases(bounded=True), clashing_cases(), cases(reordered=True)))
def test_it_finds_what_the_chain_finds_or_leaves_it_open(case):
    try:
        engine, found = settled(*case)
    except NotNestedError:
        return
    if found.verdicts[0] == UNSURE:
        return
    outcome = try_allocate(*case)
    if found.verdicts[0] == CONFLICT:
        assert isinstance(outcome, Conflict)
        names = blamed(engine, found.blamed[0])
        assert any(names >= set(clash.parameters) for clash in outcome.clashes)
    else:
        assert isinstance(outcome, Allocation)
        wanted = np.array([float(team.new_fte) for team in outcome.teams])
        assert np.abs(found.new_fte[0] - wanted).max() < CLOSE
