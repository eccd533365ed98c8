"""Checks a printed revision or reallocation: the divisions in it are proven, and what it says of them is what they say.

It uses ``verify.py`` and ``years/check.py``, and nothing else of the library.
"""

from collections.abc import Collection, Mapping
from fractions import Fraction as Number
from typing import Any

from rvp_alloc import verify as outsider
from rvp_alloc.planning.years import check as years

verify: Any = outsider  # a page without annotations
need = verify.need


def judge(document: Mapping[str, Any], trust_rules: Collection[str] = ()) -> dict[str, Any]:
    """Return the verdict on a revision, of a division or a plan, or a reallocation: ``accepted`` with what is proven, or why not.

    Examples
    --------
    >>> from rvp_alloc import allocate, load_region
    >>> from rvp_alloc.planning.revision import revise
    >>> revision = revise(allocate(load_region("amsterdam-2022")), new_fte=72)
    >>> judge(revision.to_dict())["accepted"]
    True
    """
    try:
        if document["kind"] == "revision":
            return _revision(document, trust_rules)
        if document["kind"] == "years_revision":
            return _years_revision(document, trust_rules)
        return _reallocation(document, trust_rules)
    except verify.Rejected as reason:
        return {"accepted": False, "reason": str(reason)}
    except (LookupError, ValueError, TypeError, ArithmeticError, AttributeError, RecursionError) as error:
        return {"accepted": False, "reason": f"the document is not whole: {error!r}"}


def _revision(document: Mapping[str, Any], trust_rules: Collection[str]) -> dict[str, Any]:
    verdicts: dict[str, dict[str, Any]] = {
        which: verify.judge(document[which], trust_rules=trust_rules) for which in ("old", "new")
    }
    for which, verdict in verdicts.items():
        need(verdict["accepted"], f"the {which} division: {verdict.get('reason')}")
    old, new = (_new_fte(document[which]["teams"]) for which in ("old", "new"))
    changes = {}
    teams = document["comparison"]["teams"]
    need({team["id"] for team in teams} == old.keys() | new.keys(), "the teams are not those of the two divisions")
    for team in teams:
        name, change = team["id"], Number(team["change"])
        said = (Number(team["first"]), Number(team["second"]))
        need(said == (old.get(name, 0), new.get(name, 0)), f"{name}: not what the two divisions give")
        need(change == said[1] - said[0], f"{name}: the change is not the difference")
        need(sum(map(Number, team["effects"].values())) == change, f"{name}: the effects do not add up to the change")
        changes[name] = change
    need(
        Number(document["movement"]) == max(_gained(changes), -_lost(changes)), "the movement is not that of the teams"
    )
    for name, fte in document["realised"].items():
        need(new[name] >= Number(fte), f"{name} gets less than what it has realised")
    return verdicts["new"]


def _years_revision(document: Mapping[str, Any], trust_rules: Collection[str]) -> dict[str, Any]:
    verdicts = {which: years.judge(document[which], trust_rules) for which in ("old", "new")}
    for which, verdict in verdicts.items():
        need(verdict["accepted"], f"the {which} plan: {verdict.get('reason')}")
    before, courses = (
        {entry["year"]: _new_fte(entry["teams"]) for entry in document[which]["years"]} for which in ("old", "new")
    )
    need([entry["year"] for entry in document["years"]] == [*courses], "the years are not those of the plan")
    for entry in document["years"]:
        year, new, changes = entry["year"], courses[entry["year"]], {}
        # In a year that the old plan does not have, every team has what it had before.
        old = before[max(other for other in before if other <= year)]
        need([team["id"] for team in entry["teams"]] == [*new], f"{year}: the teams are not those of the plan")
        for team in entry["teams"]:
            name, change = team["id"], Number(team["change"])
            said = (Number(team["old"]), Number(team["new"]))
            need(said == (old[name], new[name]), f"{name}, {year}: not what the two plans give")
            need(change == new[name] - old[name], f"{name}, {year}: the change is not the difference")
            effects = sum(map(Number, team["effects"].values()))
            need(effects == change, f"{name}, {year}: the effects do not add up to the change")
            changes[name] = change
        moved = max(_gained(changes), -_lost(changes))
        need(Number(entry["movement"]) == moved, f"{year}: the movement is not that of the teams")
    return verdicts["new"]


def _reallocation(document: Mapping[str, Any], trust_rules: Collection[str]) -> dict[str, Any]:
    plan = document["plan"]
    over_years = plan.get("kind") == "years"
    verdict: dict[str, Any] = (
        years.judge(plan, trust_rules) if over_years else verify.judge(plan, trust_rules=trust_rules)
    )
    need(verdict["accepted"], verdict.get("reason"))
    courses = {entry["year"]: _new_fte(entry["teams"]) for entry in plan["years"]} if over_years else {}
    given = courses[max(courses)] if over_years else _new_fte(plan["teams"])
    region = plan["certificate"]["region"]
    formation = {team["id"]: Number(team["formation"]["value"]) for team in region["teams"]}
    need([team["id"] for team in document["teams"]] == [*formation], "the teams are not those of the division")
    target = _targets(region)
    for team in document["teams"]:
        name = team["id"]
        need(Number(team["formation"]) == formation[name], f"{name}: not the formation in the figures")
        need(Number(team["target"]) == target[name], f"{name}: not the target in the figures")
        need(Number(team["change"]) == given[name], f"{name}: not what the division gives")
        by_year = {int(year): Number(fte) for year, fte in team["by_year"].items()}
        need(by_year == {year: amounts[name] for year, amounts in courses.items()}, f"{name}: not what the years give")
    need(Number(document["movement"]) == -_lost(given), "the movement is not that of the teams")
    return verdict


def _targets(region: Mapping[str, Any]) -> dict[str, Number]:
    measure = next(measure for measure in region["measures"] if measure["id"] == "target")
    return {group["teams"][0]: Number(group["value"]) for group in measure["values"]}


def _new_fte(teams: Collection[Mapping[str, Any]]) -> dict[str, Number]:
    return {team["id"]: Number(team["new_fte_exact"]) for team in teams}


def _gained(changes: Mapping[str, Number]) -> Number:
    return sum((change for change in changes.values() if change > 0), Number(0))


def _lost(changes: Mapping[str, Number]) -> Number:
    return sum((change for change in changes.values() if change < 0), Number(0))
