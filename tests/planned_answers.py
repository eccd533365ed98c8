"""Whole posts, plans over years and what they look like where there is none: made once for the tests of their reports."""

from dataclasses import replace
from functools import cache

from rvp_alloc import InfeasibleError, Policy, allocate, load_region
from rvp_alloc.planning.rounding import round_posts, try_round_posts
from rvp_alloc.planning.years import Availability, Cap, plan_years

AMSTERDAM, REFERENCE = load_region("amsterdam-2022"), Policy.reference()
INTAKE = {2023: 20, 2024: 20, 2025: 18, 2026: 13}
HOSTILE = (
    "<script>alert(1)</script>",
    "=cmd()",
    "</script><b>",
    "x" * 300,
    "\"' onclick='alert(1)",
    "\u05d0\u05d1\u05d2",
    "{fte} | *x* _y_",
)
FORECAST = {"inhabitants.amstelveen": {"value": 95_000, "source": "a made up forecast", "date": "2025"}}


@cache
def division():
    return allocate(AMSTERDAM, new_fte=71)


@cache
def rounded():
    return round_posts(division())


@cache
def tenths():
    return round_posts(division(), "0.1")


@cache
def capped():
    """A growth cap that largest remainders break."""
    return round_posts(allocate(AMSTERDAM, REFERENCE.set("bounds.growth_cap.team.every", "0.055")))


@cache
def none():
    """Two and a half posts that are fixed: there is no such thing as half a post."""
    return try_round_posts(allocate(AMSTERDAM, REFERENCE.set("pins.amstelveen", "2.5", source="a mayor", note="why")))


@cache
def plan():
    return plan_years(AMSTERDAM, intake=INTAKE)


@cache
def full_plan():
    """A plan with everything a plan can have: an availability, a forecast, a cap, a pin, and what is there already."""
    coming = Availability(
        {2023: 50, 2024: 50, 2025: 45, 2026: 36},
        {2023: 25, 2024: 25, 2025: 22, 2026: 20},
        completion="0.9",
        source="a made up source",
    )
    return plan_years(
        AMSTERDAM,
        REFERENCE.set("pins.boven-ij", "8.25", source="the prosecutor", note="a made up reason"),
        coming,
        forecasts={2025: FORECAST},
        growth_cap={"every": Cap(share="0.02", source="a made up cap", note="room"), "amstelveen": Cap(fte="1.5")},
        realised={team.id: "0.1" for team in AMSTERDAM.teams},
    )


@cache
def long_plan():
    return plan_years(AMSTERDAM, intake={2023 + place: 3 + place % 2 for place in range(30)})


@cache
def clash_of_a_year():
    return _clash(intake={2023: 10, 2024: 20, 2025: 41}, layers="as_stated")


@cache
def clash_of_years():
    return _clash(intake={2023: 10, 2024: 61}, growth_cap=Cap(share="0.01", source="made up"))


def _clash(**asked):
    try:
        plan_years(AMSTERDAM, **asked)
    except InfeasibleError as error:
        return error.conflict
    raise AssertionError("there is a plan")


def renamed(region=AMSTERDAM, names=HOSTILE):
    """Return the region with other names for itself and its first teams."""
    teams = tuple(
        replace(team, name=names[place]) if place < len(names) else team for place, team in enumerate(region.teams)
    )
    return replace(region, teams=teams, name=f"Unit {names[0]}")


def without_places(region=AMSTERDAM):
    """Return the region without authorities and municipalities."""
    return replace(region, teams=tuple(replace(team, authorities={}, municipalities={}) for team in region.teams))


ANSWERS = {
    "whole": rounded,
    "tenths": tenths,
    "capped": capped,
    "none": none,
    "years": plan,
    "all of it": full_plan,
    "thirty years": long_plan,
    "a year clashes": clash_of_a_year,
    "years clash": clash_of_years,
}
