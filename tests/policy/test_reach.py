"""What an aim must reach, in whole divisions: solved by hand, in conflicts, on paths, in documents."""

import json
from fractions import Fraction

import pytest

from rvp_alloc import (
    Conflict,
    Policy,
    PolicyError,
    allocate,
    load_region,
    policy_from_toml,
    policy_to_toml,
    try_allocate,
)
from rvp_alloc.analysis.path import path
from rvp_alloc.verify import judge
from test_hand_solved import WIJKAGENTEN, fractions, new_fte, policy_of, region_of

REGION, KEY_FIRST = load_region("amsterdam-2022"), Policy.reference().with_aims("key", "area_norm")


def three_areas(**levels):
    """Return a, b and c with an equal key of 6 fte; a asks 4 wijkagenten, b asks 2; c has the one that it asks."""
    region = region_of(
        {"a": {}, "b": {}, "c": {"wijkagenten": 1}}, {"a": ("a", 20_000), "b": ("b", 10_000), "c": ("c", 5_000)}
    )
    policy = policy_of(6, **WIJKAGENTEN).with_aims("key", "area_norm")
    for aim, level in levels.items():
        policy = policy.set(f"reach.{aim}", level)
    return region, policy


def accepted(plan):
    return judge(json.loads(plan.to_json()))["accepted"]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ({}, [2, 2, 2]),
        ({"area_norm": "1/2"}, [2, 2, 2]),
        ({"area_norm": "3/4"}, [3, "3/2", "3/2"]),
        ({"area_norm": "5/6"}, ["10/3", "5/3", 1]),
        ({"area_norm": 1}, [4, 2, 0]),
        ({"area_norm": "5/6", "key": "1/2"}, ["10/3", "5/3", 1]),
        ({"even_coverage": "3/4"}, [3, "3/2", "3/2"]),
    ],
)
def test_the_key_is_followed_as_far_as_the_level_allows(levels, expected):
    """a needs 4 times the level and b twice it; what is left goes to the others by the key, 1 : 1."""
    plan = allocate(*three_areas(**levels))
    assert new_fte(plan) == fractions(*expected)
    assert plan.unique
    assert accepted(plan)


def test_an_aim_that_comes_later_is_held_and_one_that_comes_first_keeps_its_cap():
    """The norm comes first and would leave c nothing: 4, 2, 0. With half the key for c, 1 is left to it: at level 5/6."""
    region, policy = three_areas(key="1/2")
    plan = allocate(region, policy.with_aims("area_norm", "key"))
    assert new_fte(plan) == fractions("10/3", "5/3", 1)
    assert [pool.coverage for pool in plan.pools] == fractions("5/6", "5/6", 1)
    assert accepted(plan)


def test_a_level_above_the_cap_of_an_aim_is_asked_all_the_same():
    """With 12 fte, a and b ask 3/2 of 4 and of 2; c has 1 and asks 3/2, so 1/2. The other 5/2 go to c, which has least."""
    region, policy = three_areas(area_norm="3/2")
    plan = allocate(region, policy, new_fte=12)
    assert new_fte(plan) == fractions(6, 3, 3)
    assert [pool.coverage for pool in plan.pools] == fractions("3/2", "3/2", "3/2")


def test_posts_at_most():
    """3 posts for areas that ask 4 and 2: both at 1/2. That takes 2 and 1, which the key gives them anyway."""
    region, policy = three_areas(fewest_wijkagent_posts=3)
    plan = allocate(region, policy.with_aims("area_norm", "key"))
    assert [pool.new_wijkagent_posts for pool in plan.pools] == fractions(2, 1, 0)
    assert new_fte(plan) == fractions(2, 2, 2)
    assert accepted(plan)


# ---- conflicts


def test_two_levels_that_clash_are_told_with_what_would_end_it():
    """With all of the norm, c keeps nothing of its key; with half of the key, 5 are left for 6 times the level."""
    region, policy = three_areas(area_norm=1, key="1/2")
    conflict = try_allocate(region, policy)
    assert isinstance(conflict, Conflict)
    (clash,) = conflict.clashes
    assert set(clash.parameters) == {"budget.new_fte", "reach.area_norm", "reach.key"}
    found = {change.parameter: change.new for repair in conflict.repairs for change in repair.changes}
    # Of a budget B, B - 6 for c is half of B / 3 where B is 36/5; of a norm of 6000, a and b ask 5/6 of 6.
    assert found == {
        "reach.key": 0,
        "reach.area_norm": Fraction(5, 6),
        "budget.new_fte": Fraction(36, 5),
        "wijkagent_area.norm": 6000,
    }
    for repair in conflict.repairs:
        plan = allocate(region, conflict.apply(repair))
        assert accepted(plan)
    verdict = judge(json.loads(json.dumps({"status": "infeasible", "error": {"conflict": conflict.to_dict()}})))
    assert verdict["accepted"], verdict


def test_a_level_can_be_named_as_what_gives_way():
    region, policy = three_areas(area_norm=1, key="1/2")
    plan = allocate(region, policy.with_fallback("reach.area_norm"))
    assert str(plan.relaxed[0]) == "reach.area_norm from 1 to 5/6"
    assert new_fte(plan) == fractions("10/3", "5/3", 1)


def test_no_weight_of_the_key_is_changed_alone_to_end_a_clash():
    conflict = try_allocate(REGION, KEY_FIRST.set("reach.area_norm", 1).set("reach.key", 1))
    changed = {change.parameter for repair in conflict.repairs for change in repair.changes}
    assert {"reach.area_norm", "reach.key", "wijkagent_area.norm"} <= changed
    assert not any(name.startswith("key.") for name in changed)
    assert not any(name.startswith("key.") for name in (change.parameter for change in conflict.cheapest().changes))


# ---- paths


def test_the_path_of_a_level_by_hand():
    """Up to 1/2 nothing happens; up to 3/4 a is lifted alone, then b too; beyond 1 they would need more than 6."""
    found = path(*three_areas(area_norm=0), "reach.area_norm", 0, "3/2")
    assert [point.value for point in found.breakpoints] == fractions("1/2", "3/4", 1)
    assert [[stretch.new_fte[team].slope for team in "abc"] for stretch in found.stretches[:3]] == [
        [0, 0, 0],
        [4, -2, -2],
        [4, 2, -6],
    ]
    assert not found.stretches[3].feasible
    assert set(found.stretches[3].binding) >= {"reach.area_norm", "budget.new_fte"}


@pytest.mark.parametrize(("aim", "most"), [("key", 1), ("even_coverage", "1.3"), ("fewest_wijkagent_posts", 10)])
def test_on_the_path_of_any_level_it_is_what_allocate_gives(aim, most):
    policy = Policy.reference().set(f"reach.{aim}", most)
    found = path(REGION, policy, f"reach.{aim}", 0, most)
    for part in (0, Fraction(1, 7), Fraction(1, 2), Fraction(6, 7), 1):
        value = found.stop * part
        outcome = found.outcome(value)
        given = None if isinstance(outcome, Conflict) else {team.id: team.new_fte for team in outcome.teams}
        assert found.at(value) == given


@pytest.mark.parametrize("parameter", ["key.weights.safety", "budget.new_fte", "wijkagent_area.norm"])
def test_with_levels_other_parameters_move_as_before(parameter):
    policy = KEY_FIRST.set("reach.area_norm", "0.9").set("reach.key", "0.5")
    value = policy[parameter].value
    found = path(REGION, policy, parameter, value * Fraction(9, 10), value * Fraction(11, 10))
    for part in (0, Fraction(1, 3), 1):
        place = found.start + (found.stop - found.start) * part
        assert found.at(place) == {team.id: team.new_fte for team in found.outcome(place).teams}


# ---- documents


def test_levels_are_written_and_read_with_their_units():
    policy = KEY_FIRST.set("reach.area_norm", "0.9").set("reach.key", "1/3").set("reach.fewest_regisseurs", 20)
    assert {name: str(policy[f"reach.{name}"]) for name in policy.parameters("reach")} == {
        "area_norm": "0.9 coverage",
        "key": "1/3 fulfilment",
        "fewest_regisseurs": "20 posts",
    }
    again = policy_from_toml(policy_to_toml(policy))
    assert again.settings["reach"] == policy.settings["reach"]


def test_levels_are_off_until_one_is_given():
    assert not Policy.reference().is_on("reach")
    assert new_fte(allocate(REGION, KEY_FIRST.set("reach.state", "hard"))) == new_fte(allocate(REGION, KEY_FIRST))
    assert KEY_FIRST.set("reach.key", 1).is_on("reach")


def test_everything_wrong_with_levels_is_told_at_once():
    policy = KEY_FIRST.set("reach.kye", 1).set("reach.even_regisseurs", 1).set("reach.unit_norm", 1)
    with pytest.raises(PolicyError) as caught:
        allocate(REGION, policy.set("reach.area_norm", 1).set("wijkagent_area.state", "off"))
    assert [problem.code for problem in caught.value.problems] == [
        "unknown_aim",
        "no_level",
        "does_not_apply",
        "does_not_apply",
    ]
