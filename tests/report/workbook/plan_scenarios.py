"""Answers of every kind that a workbook must hold beside one division, by name."""

from decimal import Decimal
from functools import cache

import workbook_scenarios  # registers the rule of its own

from rvp_alloc import Policy, allocate, load_region, region_from_dict, region_to_dict
from rvp_alloc.figure import rounded
from rvp_alloc.planning.reallocation import reallocate
from rvp_alloc.planning.revision import Pin, revise
from rvp_alloc.planning.rounding import round_posts
from rvp_alloc.planning.years import Cap, plan_years
from rvp_alloc.planning.years_revision import revise_years

SOURCE = "made up for this test"
REGION = load_region("amsterdam-2022")
FORECAST = {"inhabitants.amstelveen": {"value": 95_000, "source": SOURCE, "date": "2025"}}


@cache
def whole_posts():
    return round_posts(workbook_scenarios.reference())


@cache
def half_posts_with_bounds_and_pins():
    policy = (
        Policy.reference()
        .set("bounds.growth_cap.team.every", "0.07")
        .set("pins.Zuid-de Pijp", "2.5", source="a mayor", note=SOURCE)
        .set("basic_care.alpha", "0.9")
    )
    return round_posts(allocate(REGION, policy), "1/2")


@cache
def tenths_without_ipga_and_norms():
    return round_posts(workbook_scenarios.without_ipga_and_norms(), "0.1")


@cache
def further_than_one_step():
    """Every other team is capped just above its exact number, so Boven IJ takes up all that is rounded off."""
    policy = Policy.reference()
    for team in workbook_scenarios.reference().teams:
        if team.id != "boven-ij":
            policy = policy.set(f"bounds.cap.team.{team.id}", rounded(team.new_fte, 1) + Decimal("0.1"), source=SOURCE)
    return round_posts(allocate(REGION, policy.set("wijkagent_area.state", "guiding")))


@cache
def two_years():
    return plan_years(REGION, intake={2023: 40, 2024: 31})


@cache
def four_years_with_a_cap_and_a_forecast():
    intake = {2023: 20, 2024: 20, 2025: 18, 2026: 13}
    cap = {"every": Cap(share="0.03", source=SOURCE), "Amstelveen": Cap(fte=3, share="0.04", source=SOURCE)}
    return plan_years(REGION, intake=intake, growth_cap=cap, forecasts={2025: FORECAST})


@cache
def the_rest_of_a_plan():
    realised = {team.id: team.new_fte for team in two_years().year(2023).teams}
    return plan_years(REGION, intake={2024: 20, 2025: "10.5"}, realised=realised, first="later")


@cache
def years_as_stated_with_an_own_rule():
    policy = Policy.reference().set("workbook_shift.state", "hard").set("pins.Zuid-de Pijp", 3, source="a", note="b")
    return plan_years(REGION, policy, intake={2023: 60, 2024: 11}, layers="as_stated")


@cache
def years_without_ipga_and_norms():
    policy = workbook_scenarios.without_ipga_and_norms().policy
    return plan_years(REGION, policy, intake={2023: 40, 2024: 0, 2026: "1/3"})


def grown():
    document = region_to_dict(REGION)
    pool = next(pool for pool in document["pools"] if pool["id"] == "amstelveen")
    pool["inhabitants"] = FORECAST["inhabitants.amstelveen"]
    return region_from_dict(document)


@cache
def revised():
    plan = workbook_scenarios.reference()
    halves = {team.id: team.new_fte / 2 for team in plan.teams[::2]}
    return revise(plan, grown(), realised=halves, pins={"Zuid-de Pijp": Pin(3, "a mayor", SOURCE)})


@cache
def revised_by_the_policy_alone():
    return revise(workbook_scenarios.reference(), new_fte=80, least_change=False)


@cache
def revised_for_nothing():
    return revise(workbook_scenarios.reference())


@cache
def plan_revised():
    plan = plan_years(REGION, intake={2023: 20, 2024: 20, 2025: 18, 2026: 13}, growth_cap="0.03")
    had = {team.id: team.new_fte for team in plan.year(2024).teams}
    realised = {"boven-ij": had["boven-ij"] - 1, "zuid-de-pijp": had["zuid-de-pijp"] + 2}
    pins = {"Amstelland-Oost": Pin("2.5", "a mayor", SOURCE)}
    return revise_years(plan, 2025, realised=realised, intake={2025: 19}, pins=pins, first="later")


def key_for_the_formation():
    key = Policy.reference().set("priority_uplift.state", "off").set("development.state", "off")
    for criterion, weight in (("growth", 0), ("safety", "0.2"), ("inhabitants", "0.1"), ("formation", "0.7")):
        key = key.set(f"key.weights.{criterion}", weight, source=SOURCE)
    return key


@cache
def moved():
    held = {"Zuid-de Pijp": "agreed"}
    cap = Cap(share="0.02", note=SOURCE)
    return reallocate(REGION, key_for_the_formation(), new_fte=5, loss_cap_team=cap, hold_harmless=held)


@cache
def moved_where_a_pin_is_below_the_floor():
    policy = key_for_the_formation().set("pins.Amstelveen", -1, source="a mayor", note=SOURCE)
    return reallocate(REGION, policy, new_fte=0, loss_cap_team="0.02")


@cache
def moved_over_years():
    return reallocate(
        REGION, key_for_the_formation(), years={2025: 3, 2026: 0}, loss_cap_per_year="0.01", loss_cap_team="0.02"
    )


WHOLE = (whole_posts, half_posts_with_bounds_and_pins, tenths_without_ipga_and_norms, further_than_one_step)
YEARS = (
    two_years,
    four_years_with_a_cap_and_a_forecast,
    the_rest_of_a_plan,
    years_as_stated_with_an_own_rule,
    years_without_ipga_and_norms,
)
REVISED = (revised, revised_by_the_policy_alone, revised_for_nothing, plan_revised)
MOVED = (moved, moved_where_a_pin_is_below_the_floor, moved_over_years)
SCENARIOS = (*WHOLE, *YEARS, *REVISED, *MOVED)
