"""Revisions and reallocations that a report must be able to tell, made once."""

from functools import cache

from report_policies import one_team
from rvp_alloc import Policy, allocate, load_region, region_from_dict, region_to_dict
from rvp_alloc.planning.reallocation import Cap, reallocate
from rvp_alloc.planning.revision import Pin, revise
from rvp_alloc.planning.years import plan_years
from rvp_alloc.planning.years_revision import revise_years
from rvp_alloc.report.content import Imprint, content

AMSTERDAM = load_region("amsterdam-2022")
KEY = Policy.reference().set("priority_uplift.state", "off").set("development.state", "off")
for _criterion, _weight in (("growth", 0), ("safety", "0.2"), ("inhabitants", "0.1"), ("formation", "0.7")):
    KEY = KEY.set(f"key.weights.{_criterion}", _weight, source="made up")
ALONE = (
    Policy.reference()
    .set("ipga.state", "off")
    .set("development.state", "off")
    .set("key.weights.growth", None)
    .set("key.weights.safety", 1)
    .set("budget.new_fte", 5)
)


def changed(change):
    document = region_to_dict(AMSTERDAM)
    change(document)
    return region_from_dict(document)


def _grow(document):
    pool = next(pool for pool in document["pools"] if pool["id"] == "amstelveen")
    pool["inhabitants"] = {"value": 95_000, "source": "made up", "date": "2025"}


def _add_a_team(document):
    document["teams"].append(
        {**document["teams"][0], "id": "new-team", "name": "New team", "formation": 50, "wijkagenten": 9}
    )
    document["pools"].append({"id": "new-team", "teams": ["new-team"], "inhabitants": 30_000})
    for measure in document["measures"]:
        measure["values"].append({"teams": ["new-team"], "value": 1})


def _without_places(document):
    for team in document["teams"]:
        team["authorities"] = team["municipalities"] = {}


GROWN, LARGER, PLACELESS = changed(_grow), changed(_add_a_team), changed(_without_places)


@cache
def plan():
    return allocate(AMSTERDAM, new_fte=71)


def _everything():
    realised = {team.id: team.new_fte / 2 for team in plan().teams} | {"boven-ij": "8.5"}
    pins = {"Zuid-de Pijp": Pin(3, "driehoek", "market days"), "amstelland-oost": Pin("2.5", "driehoek", "new town")}
    asked = plan().policy.set("ipga.cap", "0.0425").with_fallback("ipga.cap")
    return revise(plan(), GROWN, asked, realised=realised, pins=pins)


REVISIONS = {
    "everything": _everything,
    "nothing moves": lambda: revise(plan()),
    "afresh": lambda: revise(plan(), GROWN, new_fte=75, least_change=False),
    "one team more": lambda: revise(plan(), LARGER),
    "one team fewer": lambda: revise(allocate(LARGER, new_fte=71), AMSTERDAM),
    "no places": lambda: revise(allocate(PLACELESS, new_fte=71), new_fte=72),
    "one team": lambda: revise(allocate(one_team(), ALONE), new_fte=6),
}
REALLOCATIONS = {
    "capped": lambda: reallocate(
        AMSTERDAM,
        KEY,
        new_fte=0,
        loss_cap_team={"every": Cap(share="0.02", fte=2, source="driehoek", note="agreed"), "Boven IJ": "0.01"},
        hold_harmless={"Zuid-de Pijp": "market days", "Amstelveen": ""},
    ),
    "ten years": lambda: reallocate(AMSTERDAM, KEY, years=range(2025, 2035), loss_cap_per_year=Cap(share="0.002")),
    "new fte": lambda: reallocate(AMSTERDAM, years={2025: 40, 2026: 31}, share="0.1", loss_cap_team="0.01"),
    "pinned": lambda: reallocate(
        AMSTERDAM, KEY.set("pins.boven-ij", -1, source="driehoek", note="agreed"), new_fte=0, loss_cap_team="0.01"
    ),
    "nothing moves": lambda: reallocate(AMSTERDAM, KEY, new_fte=0, loss_cap_team=0),
    "no places": lambda: reallocate(PLACELESS, KEY, new_fte=0),
    "one team": lambda: reallocate(one_team(), ALONE),
}


def _plan(**options):
    return plan_years(AMSTERDAM, intake={2023: 20, 2024: 20, 2025: 18, 2026: 13}, **options)


def _halfway():
    plan = _plan()
    had = {team.id: team.new_fte for team in plan.year(2024).teams}
    pins = {"amstelland-oost": Pin("2.5", "driehoek", "new town")}
    realised = {"boven-ij": had["boven-ij"] - 1, "zuid-de-pijp": had["zuid-de-pijp"] + 2}
    grown = {2026: {"inhabitants.amstelveen": {"value": 97_000, "source": "made up"}}}
    return revise_years(
        plan, 2025, realised=realised, intake={2025: 19, 2027: 4}, forecasts=grown, pins=pins, first="later"
    )


def _ten_years():
    plan = plan_years(AMSTERDAM, intake=dict.fromkeys(range(2023, 2033), 8), growth_cap="0.02")
    return revise_years(plan, 2024, intake={2024: 12})


PLANS_REVISED = {
    "halfway": _halfway,
    "nothing moves": lambda: revise_years(_plan(), 2025),
    "afresh": lambda: revise_years(_plan(), 2025, intake={2025: 25}, least_change=False, growth_cap="0.02"),
    "ten years": _ten_years,
    "no places": lambda: revise_years(plan_years(PLACELESS, intake={1: 40, 2: 31}), 2, intake={2: 32}),
    "one team": lambda: revise_years(plan_years(one_team(), ALONE, {1: 5, 2: 1}), 2, intake={2: 2}),
}
MOVES = {f"revision: {name}": make for name, make in REVISIONS.items()}
MOVES |= {f"plan revised: {name}": make for name, make in PLANS_REVISED.items()}
MOVES |= {f"reallocation: {name}": make for name, make in REALLOCATIONS.items()}


@cache
def move(name):
    return MOVES[name]()


def report(name, lang="en"):
    return content(move(name), Imprint(lang))
