"""How far an answer could differ: nothing where it is unique, and exactly how much where it is not."""

from fractions import Fraction
from itertools import combinations

import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from rvp_alloc import Allocation, Policy, allocate, load_region, region_from_dict, try_allocate
from rvp_alloc.analysis.ranges import _reached, ranges, settling_aims, trades
from rvp_alloc.model import Column, Row
from rvp_alloc.solving.pivots import Tableau
from strategies import cases, examples


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


def test_a_pair_that_only_the_middle_of_all_best_divisions_shows():
    """Of 2 fte, a, b and c get at least 1 together; a and c, and b and c, at most 1.

    So a and b can trade: (.5, .5, 0, 1) and (.6, .4, 0, 1) are both best. The points where single teams get least or most
    do not show it: their mean lies on a limit along which a and b cannot move.
    """
    groups = {"abc": "abc", "ac": "ac", "bc": "bc"}
    teams = []
    for team in "abcd":
        places = [name for name, members in groups.items() if team in members]
        shares = {name: f"1/{len(places)}" for name in places}
        teams.append(
            {"id": team, "name": team, "district": "d", "formation": 10, "wijkagenten": 0, "authorities": shares}
        )
    region = region_from_dict(
        {
            "schema_version": 1,
            "id": "four",
            "name": "Four",
            "districts": [{"id": "d", "name": "D"}],
            "teams": teams,
            "pools": [{"id": team, "teams": [team], "inhabitants": 1} for team in "abcd"],
        }
    )
    policy = Policy("no aim", {}).set("budget.new_fte", 2).set("budget.state", "hard").set("no_loss.state", "hard")
    policy = policy.set("key.weights.formation", 1).set("key.state", "guiding").with_aims()
    for name, value in (("floor.authority.abc", 1), ("cap.authority.ac", 1), ("cap.authority.bc", 1)):
        policy = policy.set(f"bounds.{name}", value)
    for team, most in (("a", 1), ("b", 1), ("d", 2)):
        policy = policy.set(f"bounds.cap.team.{team}", most)
    plan = allocate(region, policy)
    assert ("a", "b") in trades(plan)
    assert {frozenset(pair) for pair in trades(plan)} == by_definition(plan)


def by_definition(plan: Allocation) -> set[frozenset[str]]:
    """Find the pairs for which two best divisions exist that differ in those two only, side by side in one programme."""
    rows = [*plan.model.rows, *_reached(plan, Fraction(0))]
    columns = [Column(f"{side}{column.id}", column.lower) for side in "AB" for column in plan.model.columns]
    doubled = [
        Row(row.rule, f"{side}{row.label}", {f"{side}{name}": c for name, c in row.terms.items()}, row.sense, row.bound)
        for side in "AB"
        for row in rows
    ]
    gaps = {}
    for team in plan.case.teams:
        terms = plan.case.new_fte([team])
        gaps[team] = {f"A{name}": c for name, c in terms.items()} | {f"B{name}": -c for name, c in terms.items()}
    found = set()
    for pair in combinations(plan.case.teams, 2):
        same = [Row("same", f"same:{team}", gaps[team], "==", fmpq(0)) for team in gaps if team not in pair]
        tableau = Tableau(columns, [*doubled, *same])
        assert tableau.mend_bounds() is None
        if tableau.raise_objective(gaps[pair[0]]).best > 0:
            found.add(frozenset(pair))
    return found


@examples(60)
@given(cases(), st.sampled_from([(), ("area_norm",), ("unit_norm",)]))
def test_teams_that_can_trade_are_those_of_the_definition(case, aims):
    region, policy = case
    plan = try_allocate(region, policy.with_aims(*aims))
    if isinstance(plan, Allocation):
        assert {frozenset(pair) for pair in trades(plan)} == by_definition(plan)


@given(cases())
def test_what_is_called_unique_has_ranges_that_are_points(case):
    plan = try_allocate(*case)
    if isinstance(plan, Allocation):
        assert plan.unique
        assert all(entry.width == 0 for entry in ranges(plan))
