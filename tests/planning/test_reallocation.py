"""Reallocation: worked out by hand, and over generated cases."""

import json
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planned_by_hand import NORM, hard, policy, region, shares
from rvp_alloc import InfeasibleError, InputError, Policy, load_region
from rvp_alloc.planning.reallocation import Cap, reallocate
from rvp_alloc.planning.years.check import judge as judge_years
from rvp_alloc.verify import judge
from strategies import cases, examples, seldom


def change(found):
    return {team.id: team.change for team in found.teams}


def checked(found):
    document = json.loads(found.plan.to_json())
    verdict = (judge_years if "kind" in document else judge)(document)
    assert verdict["accepted"], verdict
    assert verdict["unique"]
    return found


# ---- by hand: 100, 100 and 200 fte; the key asks 160, 120 and 120

THREE = region({"a": 100, "b": 100, "c": 200}, measures=[shares(a=4, b=3, c=3)])
KEY = policy({"share": 1})


def moved(**options):
    return checked(reallocate(THREE, KEY, **{"new_fte": 0} | options))


def test_without_caps_every_team_reaches_its_target():
    found = moved()
    assert change(found) == {"a": 60, "b": 20, "c": -80}
    assert {team.reason for team in found.teams} == {"at_target"}
    assert (found.movement, [team.id for team in found.losers], [team.id for team in found.winners]) == (
        80,
        ["c"],
        ["a", "b"],
    )


def test_a_share_of_the_formation_may_be_left_as_it_is():
    assert change(moved(share="0.25")) == {"a": 15, "b": 5, "c": -20}
    assert change(moved(share=0)) == {"a": 0, "b": 0, "c": 0}


def test_a_cap_on_loss_leaves_everyone_the_same_part_of_the_way():
    """c may lose 5% of 200: 10 of 80, so a and b go an eighth of their way."""
    found = moved(loss_cap_team="0.05")
    assert change(found) == {"a": Fraction(15, 2), "b": Fraction(5, 2), "c": -10}
    assert [found.team(team).reason for team in "abc"] == ["short", "short", "at_cap"]
    assert change(moved(loss_cap_team=Cap(fte=10))) == change(found)
    assert change(moved(loss_cap_team={"Team C": Cap(fte=10)})) == change(found)


def test_new_fte_go_where_the_key_asks_most():
    """40 new: targets of 76, 32 and -68. c may lose nothing, so a and b share the 40 in proportion."""
    found = moved(new_fte=40, loss_cap_team=0)
    assert [team.target for team in found.teams] == [76, 32, -68]
    assert change(found) == {"a": 40 * Fraction(76, 108), "b": 40 * Fraction(32, 108), "c": 0}


def test_a_team_held_harmless_loses_nothing_and_the_reason_is_told():
    """Without c nobody gives."""
    found = moved(hold_harmless={"Team C": "new station"})
    assert change(found) == {"a": 0, "b": 0, "c": 0}
    assert found.team("c").reason == "held"
    assert "new station" in found.text("nl")
    assert change(moved(hold_harmless=["c"])) == change(found)


def test_losers_share_what_the_gains_take_in_proportion():
    """The key asks 40, -20 and -20... a may gain 10 only, so b and c lose a quarter of what their targets ask."""
    known = region({"a": 100, "b": 100, "c": 200}, measures=[shares(a=14, b=8, c=18)])
    asked = policy({"share": 1}, bounds=hard(**{"cap.team.a": 10}))
    found = checked(reallocate(known, asked, new_fte=0))
    assert change(found) == {"a": 10, "b": -5, "c": -5}
    assert [found.team(team).reason for team in "abc"] == ["rules", "rules", "rules"]


def test_layers_come_on_top_of_the_key():
    """An uplift of 1% of 400 fte with nothing new: the key divides 396 of the 400."""
    asked = policy({"share": 1}, priority_uplift=hard(rate="0.01"))
    found = checked(reallocate(THREE, asked, new_fte=0))
    assert change(found) == {
        "a": 1 + 396 * Fraction(4, 10) - 100,
        "b": 1 + 396 * Fraction(3, 10) - 100,
        "c": 2 + 396 * Fraction(3, 10) - 200,
    }


def test_the_norms_are_left_out_since_they_are_about_new_posts():
    assert change(checked(reallocate(THREE, policy({"share": 1}, **NORM), new_fte=0))) == change(moved())


def test_a_pin_decides_over_the_floors_of_the_key():
    asked = policy({"share": 1}, pins=hard(c={"value": -100, "source": "driehoek", "note": "agreed"}))
    found = checked(reallocate(THREE, asked, new_fte=0))
    assert change(found) == {"a": 75, "b": 25, "c": -100}


def test_over_years_the_cap_of_each_year_holds():
    """c loses 30 a year, and 80 in all: the last year does the rest."""
    found = moved(new_fte=None, years=[2025, 2026, 2027], loss_cap_per_year=Cap(fte=30))
    assert [found.year(year)["c"] for year in (2025, 2026, 2027)] == [-30, -60, -80]
    assert change(found) == {"a": 60, "b": 20, "c": -80}
    assert [found.year(year)["a"] for year in (2025, 2026, 2027)] == [Fraction(45, 2), 45, 60]
    assert found.to_frame().loc["c", "2026"] == -60


def test_who_lost_as_much_as_every_year_allows_is_at_its_cap():
    """c may lose 10 in each of two years, of the 80 that are asked: nothing more comes free for a and b."""
    yearly = Cap(fte=10, note="agreed")
    found = moved(new_fte=None, years=[2025, 2026], loss_cap_per_year=yearly)
    assert [(team.change, team.reason) for team in found.teams] == [(15, "short"), (5, "short"), (-20, "at_cap")]
    assert (found.team("c").floor, found.team("c").note) == (-20, "agreed")
    tighter = moved(
        new_fte=None, years=[2025, 2026], loss_cap_per_year=yearly, loss_cap_team=Cap(fte=15, note="in all")
    )
    assert (tighter.team("c").floor, tighter.team("c").note, tighter.team("c").reason) == (-15, "in all", "at_cap")


def test_new_fte_may_come_in_over_the_years():
    found = moved(new_fte=None, years={2025: 10, 2026: 30}, loss_cap_team=0)
    assert [sum(found.year(year).values()) for year in (2025, 2026)] == [10, 40]
    assert change(found)["a"] == 40 * Fraction(76, 108)


def test_a_pin_that_asks_more_than_comes_free_is_a_conflict():
    asked = policy({"share": 1}, pins=hard(a={"value": 11, "source": "driehoek", "note": "agreed"}))
    with pytest.raises(InfeasibleError) as raised:
        reallocate(THREE, asked, new_fte=0, loss_cap_team="0.05", hold_harmless=["b"])
    assert raised.value.conflict.rules == ("budget", "bounds", "pins")


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"region": "amsterdam"}, "no_region"),
        ({"share": 2}, "out_of_range"),
        ({"share": -1}, "out_of_range"),
        ({"loss_cap_team": -1}, "out_of_range"),
        ({"loss_cap_team": {"nobody": 1}}, "unknown_team"),
        ({"hold_harmless": "abc"}, "not_a_list"),
        ({"hold_harmless": ["nobody"]}, "unknown_team"),
        ({"loss_cap_per_year": 1}, "no_years"),
        ({"years": [2025], "new_fte": 3}, "unclear"),
        ({"years": ["soon"]}, "not_a_year"),
        ({"new_fte": -5}, "out_of_range"),
    ],
    ids=str,
)
def test_what_is_wrong_is_told(wrong, code):
    with pytest.raises(InputError) as raised:
        reallocate(**{"region": THREE, "policy": KEY} | wrong)
    assert code in {problem.code for problem in raised.value.problems}


# ---- the packaged region


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_those_who_lose_are_told_first_with_the_reason(lang):
    key_alone = Policy.reference().set("priority_uplift.state", "off").set("development.state", "off")
    found = checked(
        reallocate(load_region("amsterdam-2022"), key_alone, new_fte=0, loss_cap_team=Cap(share="0.02", note="made up"))
    )
    text = found.text(lang)
    assert text.index(found.losers[0].name) < text.index(found.winners[0].name)
    assert text.count("(made up)") == 10
    assert "{" not in text
    assert next(iter(found.to_frame().index)) == found.losers[0].id
    assert json.loads(json.dumps(found.to_dict()))["plan"]["status"] == "proven_optimal"
    with pytest.raises(TypeError, match="no truth value"):
        bool(found)
    with pytest.raises(InputError, match="not a year"):
        found.year(2025)


# ---- over generated cases


@st.composite
def protections(draw, teams):
    """Generate caps on loss and teams held harmless."""
    held = [team for team in teams if seldom(draw, 4)]
    cap = draw(st.sampled_from([None, Cap(share="0.05"), Cap(fte=1), Cap(fte=2, share="0.2"), Cap(fte=0)]))
    return cap, held


@examples(80)
@given(cases(most_teams=6, reach=False, basic_care=False), st.data(), st.sampled_from(["1", "0.1", "0"]), st.booleans())
def test_caps_hold_and_what_is_kept_is_kept(case, data, share, over_years):
    region, policy = case
    policy = policy.set("pins.state", "off").set("ipga.state", "off")
    cap, held = data.draw(protections([team.id for team in region.teams]))
    budget = policy["budget.new_fte"].value
    extra = {"years": {2025: budget / 2, 2026: budget / 2}, "loss_cap_per_year": Cap(fte="0.5")} if over_years else {}
    try:
        found = checked(reallocate(region, policy, share=share, loss_cap_team=cap, hold_harmless=held, **extra))
    except InfeasibleError:
        assume(False)
    assert sum(change(found).values()) == budget
    assert sum(team.target for team in found.teams) == budget
    for team in found.teams:
        assert team.change >= team.floor >= min(team.target, 0)
        assert cap is None or team.change >= -cap.amount(team.formation)
        assert team.id not in held or team.change >= 0
        if over_years:
            first, second = team.by_year.values()
            assert min(first, second - first) >= -Fraction(1, 2)
            assert team.target < 0 or second >= first >= 0
    if not policy.is_on("bounds"):
        gaining = {team.change / team.target for team in found.teams if team.target > 0}
        assert len(gaining) <= 1, "all who are to gain go the same part of their way"
        assert all(part <= 1 for part in gaining)


@examples(40)
@given(cases(most_teams=6, bounded=False, reach=False, basic_care=False), st.sampled_from(["1", "0.3"]))
def test_with_caps_at_zero_nothing_moves(case, share):
    region, policy = case
    policy = policy.set("ipga.state", "off").set("priority_uplift.state", "off").set("development.state", "off")
    policy = policy.set("waterline.state", "off")  # it can ask for more than a team has now
    found = checked(reallocate(region, policy, new_fte=0, share=share, loss_cap_team=0))
    assert set(change(found).values()) == {0}
    assert found.losers == found.winners == ()
    everybody = [team.id for team in region.teams]
    assert change(checked(reallocate(region, policy, new_fte=0, share=share, hold_harmless=everybody))) == change(found)


@examples(30)
@given(
    cases(most_teams=5, bounded=False, reach=False, basic_care=False), st.sampled_from([Cap(fte=1), Cap(share="0.04")])
)
def test_a_wider_cap_never_brings_a_gaining_team_less(case, cap):
    region, policy = case
    policy = policy.set("ipga.state", "off")
    caps = [Cap(fte=0), cap, None]
    courses = [reallocate(region, policy, loss_cap_team=wider) for wider in caps]
    for narrow, wide in pairwise(courses):
        for before, after in zip(narrow.teams, wide.teams, strict=True):
            assert before.target <= 0 or after.change >= before.change
