"""Least change and toward a target, worked out by hand; what they say must be what an outsider's reading says."""

import json
from fractions import Fraction

import pytest
from flint import fmpq

from planned_by_hand import hard, policy, region, shares
from rvp_alloc import allocate, policy_to_dict, region_to_dict
from rvp_alloc.arithmetic import fraction
from rvp_alloc.planning.inputs import with_measure
from rvp_alloc.policy.aim import PLANNING_AIMS, all_aims
from rvp_alloc.policy.case import Case
from rvp_alloc.verify import Case as Outsider
from rvp_alloc.verify import judge


def divided(measure, values, chosen, formation=None, measures=()):
    """Return what each team gets, by a policy that pursues the measure's aim; an outsider accepts the proof."""
    figures = {team: Fraction(value) for team, value in values.items()}
    known = with_measure(region(formation, measures=measures), measure, "M", figures, "by hand")
    plan = allocate(known, chosen)
    verdict = judge(json.loads(plan.to_json()))
    assert verdict["accepted"], verdict
    assert plan.unique
    return {team.id: team.new_fte for team in plan.teams}


LEAST = ["least_change", "key"]
TOWARD = ["toward_target"]


def test_an_earlier_plan_that_still_fits_is_kept_whatever_the_key():
    assert divided("earlier_plan", {"a": 3, "b": 1}, policy(aims=LEAST)) == {"a": 3, "b": 1}
    assert divided("earlier_plan", {"a": 3, "b": 1}, policy(aims=["key", "least_change"])) == {"a": 2, "b": 2}


def test_without_an_earlier_plan_the_aim_asks_nothing():
    plan = allocate(region(), policy(aims=LEAST))
    assert {team.id: team.new_fte for team in plan.teams} == {"a": 2, "b": 2}
    assert "least_change" not in {entry.aim for entry in plan.log}
    assert judge(json.loads(plan.to_json()))["accepted"]


def test_change_is_shared_by_formation():
    """a, b and c had 3, 1 and 0 of 4. Of 7, the 3 more go by formation: 100, 100 and 400 of 600."""
    formation = {"a": 100, "b": 100, "c": 400}
    found = divided("earlier_plan", {"a": 3, "b": 1, "c": 0}, policy(aims=LEAST, budget=hard(new_fte=7)), formation)
    assert found == {"a": Fraction(7, 2), "b": Fraction(3, 2), "c": 2}


def test_who_cannot_change_more_leaves_it_to_the_others():
    """Of 1 instead of 4: a and b can each go back by 1.5; b has only 1 to give, so a gives 2."""
    found = divided("earlier_plan", {"a": 3, "b": 1}, policy(aims=LEAST, budget=hard(new_fte=1)))
    assert found == {"a": 1, "b": 0}


def test_a_team_that_must_change_most_is_settled_first():
    """a is pinned at 0 instead of 3. The 3 go to b and c alike, though c is four times as large, by formation."""
    formation = {"a": 100, "b": 100, "c": 200}
    pin = hard(a={"value": 0, "source": "driehoek", "note": "agreed"})
    found = divided("earlier_plan", {"a": 3, "b": 1, "c": 0}, policy(aims=LEAST, pins=pin), formation)
    assert found == {"a": 0, "b": 2, "c": 2}


def test_all_who_are_to_gain_go_the_same_part_of_their_way():
    """Targets of 6 and 2, and 4 fte: half of each."""
    assert divided("target", {"a": 6, "b": 2}, policy(aims=TOWARD)) == {"a": 3, "b": 1}


def test_nobody_gives_more_than_the_gains_take():
    """a is to gain 4 and b, c to lose 3 and 1. a may gain 2 only: b and c lose half of what their targets ask."""
    formation = {"a": 100, "b": 100, "c": 100}
    asked = policy(aims=TOWARD, budget=hard(new_fte=0), no_loss={"state": "off"}, bounds=hard(**{"cap.team.a": 2}))
    found = divided("target", {"a": 4, "b": -3, "c": -1}, asked, formation)
    assert found == {"a": 2, "b": Fraction(-3, 2), "c": Fraction(-1, 2)}


def test_who_has_no_target_stays_where_it_is():
    """a is to gain 4, but only b gives, at most 2, and c, without a target, could give."""
    formation = {"a": 100, "b": 100, "c": 100}
    floors = hard(**{"floor.team.b": -2, "floor.team.c": 0})
    asked = policy(aims=TOWARD, budget=hard(new_fte=0), no_loss={"state": "off"}, bounds=floors)
    assert divided("target", {"a": 4, "b": -4, "c": 0}, asked, formation) == {"a": 2, "b": -2, "c": 0}


def test_what_is_left_beyond_all_targets_is_shared_in_their_proportion():
    """Targets of 1 and 1 with 4 fte to divide; c, without a target, gets none of it."""
    formation = {"a": 100, "b": 100, "c": 100}
    assert divided("target", {"a": 1, "b": 1, "c": 0}, policy(aims=TOWARD), formation) == {"a": 2, "b": 2, "c": 0}


def _exact(found):
    for name, measure in found.measures.items():
        terms = {column: fraction(fmpq(0) + coefficient) for column, coefficient in measure.terms.items()}
        yield name, (terms, fraction(fmpq(0) + measure.constant))


@pytest.mark.parametrize("aim", PLANNING_AIMS)
def test_the_outsider_reads_the_same_objectives(aim):
    known = region({"a": 10, "b": 20, "c": 40}, measures=[shares(a=1, b=2, c=3)])
    for measure in ("earlier_plan", "target"):
        values = {"a": Fraction(5), "b": Fraction(-3, 2), "c": Fraction(0)}
        known = with_measure(known, measure, measure, values, "by hand")
    chosen = policy(aims=[aim], priority_uplift=hard(rate="0.01"))
    case = Case(known, chosen)
    mine = [(found.aim, found.cap, dict(_exact(found))) for found in all_aims()[aim].objectives(case, {})]
    outsider = Outsider(region_to_dict(known), policy_to_dict(chosen), [])
    outsider.aims = [aim]
    theirs = [(name, cap, measures) for name, _, measures, cap in outsider.objectives({})]
    assert mine == theirs
