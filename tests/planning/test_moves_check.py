"""A printed revision or reallocation is checked as it is: the divisions in it, and what it says of them."""

import copy
import json

import pytest
from hypothesis import assume, given

from planned_by_hand import policy, region, shares
from rvp_alloc import Allocation, Policy, allocate, load_region, try_allocate
from rvp_alloc.planning.check import judge
from rvp_alloc.planning.reallocation import Cap, reallocate
from rvp_alloc.planning.revision import Pin, revise
from rvp_alloc.planning.years import plan_years
from rvp_alloc.planning.years_revision import revise_years
from strategies import cases, examples

AMSTERDAM = load_region("amsterdam-2022")
THREE = region({"a": 100, "b": 100, "c": 200}, measures=[shares(a=4, b=3, c=3)])
KEY = policy({"share": 1})


def printed(answer):
    return json.loads(json.dumps(answer.to_dict()))


def revision():
    return revise(
        allocate(AMSTERDAM), pins={"Zuid-de Pijp": Pin(3, "driehoek", "agreed")}, realised={"boven-ij": 8}, new_fte=72
    )


def at_once():
    return reallocate(THREE, KEY, new_fte=0, loss_cap_team="0.05", hold_harmless=["b"])


def over_years():
    return reallocate(THREE, KEY, years=[2025, 2026], loss_cap_per_year=Cap(fte=10))


def plan_revised():
    plan = plan_years(region(), policy(), {1: 4, 2: 4})
    return revise_years(plan, 2, realised={"a": 1}, intake={2: 6, 3: 1})


MADE = {"revision": revision, "reallocation": at_once, "years": over_years, "plan": plan_revised}


@pytest.fixture(scope="module")
def documents():
    return {name: printed(make()) for name, make in MADE.items()}


@pytest.mark.parametrize("name", MADE)
def test_what_is_printed_is_accepted_as_it_is(documents, name):
    verdict = judge(documents[name])
    assert verdict["accepted"], verdict
    assert verdict["unique"]
    assert verdict["rounds"] > 0


FORGED = [
    ("revision", ("movement",), "1000", "movement"),
    ("revision", ("realised", "boven-ij"), "9", "realised"),
    ("revision", ("comparison", "teams", 0, "first"), "1", "not what the two divisions give"),
    ("revision", ("comparison", "teams", 0, "second"), "1", "not what the two divisions give"),
    ("revision", ("comparison", "teams", 0, "change"), "1", "not the difference"),
    ("revision", ("comparison", "teams", 0, "effects", "pins"), "1", "do not add up"),
    ("revision", ("comparison", "teams", 0, "id"), "elsewhere", "the teams"),
    ("revision", ("old", "teams", 0, "new_fte_exact"), "1", "the old division"),
    ("revision", ("new", "teams", 0, "new_fte_exact"), "1", "the new division"),
    ("revision", ("new",), None, "not whole"),
    ("reallocation", ("movement",), "1", "movement"),
    ("reallocation", ("teams", 2, "change"), "-9", "not what the division gives"),
    ("reallocation", ("teams", 2, "target"), "-9", "not the target"),
    ("reallocation", ("teams", 2, "formation"), "9", "not the formation"),
    ("reallocation", ("teams", 2, "id"), "b", "the teams"),
    ("reallocation", ("plan", "teams", 0, "new_fte_exact"), "0", ""),
    ("reallocation", ("plan",), {}, "not whole"),
    ("years", ("teams", 2, "by_year", "2025"), "-9", "not what the years give"),
    ("years", ("teams", 2, "by_year"), {}, "not what the years give"),
    ("plan", ("years", 0, "movement"), "9", "movement"),
    ("plan", ("years", 0, "year"), 9, "the years"),
    ("plan", ("years", 1, "teams", 0, "old"), "1", "not what the two plans give"),
    ("plan", ("years", 0, "teams", 0, "new"), "1", "not what the two plans give"),
    ("plan", ("years", 0, "teams", 0, "change"), "9", "not the difference"),
    ("plan", ("years", 0, "teams", 0, "effects", "intake"), "9", "do not add up"),
    ("plan", ("years", 0, "teams", 0, "id"), "c", "the teams"),
    ("plan", ("new", "years", 0, "teams", 0, "new_fte_exact"), "0", "the new plan"),
    ("plan", ("old", "years", 0, "teams", 0, "new_fte_exact"), "0", "the old plan"),
    ("plan", ("new",), {}, "not whole"),
    ("years", ("plan", "years", 0, "teams", 0, "new_fte_exact"), "0", ""),
]


@pytest.mark.parametrize(("name", "place", "value", "why"), FORGED, ids=str)
def test_what_is_forged_is_rejected(documents, name, place, value, why):
    document = copy.deepcopy(documents[name])
    *path, last = place
    around = document
    for step in path:
        around = around[step]
    assert around[last] != value
    around[last] = value
    verdict = judge(document)
    assert not verdict["accepted"]
    assert why in verdict["reason"]


@examples(15)
@given(cases(most_teams=4))
def test_any_revision_is_accepted_as_it_is_printed(case):
    old = try_allocate(*case)
    assume(isinstance(old, Allocation))
    assert judge(printed(revise(old)))["accepted"]


def test_a_revision_whose_rules_gave_way_is_accepted():
    asked = Policy.reference().set("ipga.cap", "0.04").with_fallback("ipga.cap")
    assert judge(printed(revise(allocate(AMSTERDAM, asked), new_fte=72)))["accepted"]
