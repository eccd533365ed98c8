"""How far an answer could differ: nothing where it is unique, and exactly how much where it is not."""

from fractions import Fraction

import pytest
from hypothesis import given

from rvp_alloc import Allocation, Policy, allocate, load_region, try_allocate
from rvp_alloc.analysis.ranges import ranges, settling_aims, trades
from strategies import cases


def test_a_unique_answer_leaves_nothing_open():
    plan = allocate(load_region("amsterdam-2022"))
    assert [(entry.least, entry.most) for entry in ranges(plan)] == [
        (team.new_fte, team.new_fte) for team in plan.teams
    ]
    assert trades(plan) == ()


def test_without_the_key_32_959_fte_are_open_to_whoever_the_norm_leaves_them():
    """Uplift and development are fixed; of the key's 32.959 the norm takes 3.055 for Amstelveen, 1.6068 for Aalsmeer-Uithoorn.

    So Boven IJ gets between 1.467 + 4 and 28.2972 more than that, and any two teams can trade.
    """
    plan = allocate(load_region("amsterdam-2022"), Policy.reference().with_aims("area_norm"))
    assert not plan.unique
    by_team = {entry.team: entry for entry in ranges(plan)}
    rest = (
        Fraction(32959, 1000)
        - (Fraction(4152, 1000) - Fraction(1097, 1000))
        - (Fraction(24438, 10000) - Fraction(837, 1000))
    )
    assert by_team["boven-ij"].least == Fraction(5467, 1000)
    assert {entry.width for entry in by_team.values()} == {rest}
    assert len(trades(plan)) == 17 * 16 // 2
    assert settling_aims(plan) == ("key",)


def test_within_a_distance_of_the_best_every_range_holds_the_answer():
    plan = allocate(load_region("amsterdam-2022"))
    near, far = ranges(plan, "0.01"), ranges(plan, "0.05")
    for team, close, wide in zip(plan.teams, near, far, strict=True):
        assert wide.least <= close.least <= team.new_fte <= close.most <= wide.most
    assert all(entry.width > 0 for entry in near)


@pytest.mark.parametrize("wrong", [-1, "x", float("nan")])
def test_a_distance_that_is_none_is_an_error(wrong):
    with pytest.raises(ValueError, match=r"within|number"):
        ranges(allocate(load_region("amsterdam-2022")), wrong)


@given(cases())
def test_what_is_called_unique_has_ranges_that_are_points(case):
    plan = try_allocate(*case)
    if isinstance(plan, Allocation):
        assert plan.unique
        assert all(entry.width == 0 for entry in ranges(plan))
