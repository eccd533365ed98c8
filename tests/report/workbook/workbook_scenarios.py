"""Divisions of every kind that a workbook must hold, by name."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from rvp_alloc import (
    Figure,
    Parameter,
    Policy,
    Rule,
    allocate,
    load_region,
    region_from_dict,
    region_to_dict,
    register_rule,
)

PIN = {"source": "driehoek", "note": "afgesproken"}


@register_rule
class WorkbookShift(Rule):
    """An own rule with a layer of its own, and a bound that compares, branches and weighs teams differently."""

    id = "workbook_shift"
    source = "made up for this test"
    layers = ("workbook_shift",)
    parameters = (
        Parameter("base", "fte", Figure(Fraction(1, 3), "fte", source)),
        Parameter("part", "share", Figure(Fraction(1, 2), "share", source)),
    )

    def layer_total(self, case):
        return case.value("workbook_shift.base") * len(case.teams)

    def rows(self, case) -> Iterator:
        for team in case.teams:
            terms = {case.column("workbook_shift", team): 1}
            yield case.row(f"workbook_shift.base:{team}", terms, "==", case.value("workbook_shift.base"))
        part, largest = case.value("workbook_shift.part"), max(case.formation.values())
        terms = {case.column("key", team): -part * formation / largest for team, formation in case.formation.items()}
        terms[case.column("key", case.teams[0])] = part / 3 * -1
        room = case.arithmetic.positive_part(largest - 100) + case.arithmetic.share(largest, largest - largest)
        yield case.row("workbook_shift.part", terms, ">=", -part * room)

    def broken(self, case, division) -> Iterator[str]:
        yield from ()


@cache
def reference():
    return allocate(load_region("amsterdam-2022"), new_fte=71)


@cache
def pins_bounds_and_basic_care():
    region = load_region("amsterdam-2022")
    policy = (
        Policy.reference()
        .set("bounds.growth_cap.team.every", "0.07")
        .set("bounds.share_cap.district.West", "1/3")
        .set("bounds.floor.authority.driehoek Amstelveen", "4.5")
        .set("pins.Zuid-de Pijp", 3, **PIN)
        .set("basic_care.alpha", "0.97")
    )
    return allocate(region, policy)


@cache
def norms_not_reached():
    policy = Policy.reference().set("wijkagent_area.norm", 3500).set("wijkagent_unit.state", "guiding")
    return allocate(load_region("amsterdam-2022"), policy.set("wijkagent_unit.norm", 3000))


@cache
def without_ipga_and_norms():
    policy = Policy.reference().set("ipga.state", "off").set("wijkagent_unit.state", "off")
    return allocate(load_region("amsterdam-2022"), policy.set("wijkagent_area.state", "off"))


@cache
def caseload_and_splits():
    document = region_to_dict(load_region("amsterdam-2022"))
    teams = [team["id"] for team in document["teams"]]
    values = [{"teams": [team], "value": place % 5 + 3} for place, team in enumerate(teams)]
    document["measures"].append({"id": "caseload", "name": "Zaken", "kind": "total", "values": values})
    for measure in document["measures"]:
        for group in measure["values"]:
            if measure["id"] == "development" and len(group["teams"]) == 2:
                group["split"] = dict(zip(group["teams"], ("1/3", "2/3"), strict=True))
    policy = Policy.reference().set("ipga.cap", "0.08")
    for criterion in ("safety", "growth", "inhabitants"):
        policy = policy.set(f"key.weights.{criterion}", "1/3")
    return allocate(region_from_dict(document), policy)


@cache
def a_reach_and_relaxed():
    policy = Policy.reference().set("reach.key", "0.8").set("reach.area_norm", 1).set("ipga.cap", "0.04")
    return allocate(load_region("amsterdam-2022"), policy.with_fallback("ipga.cap"))


@cache
def an_own_rule():
    return allocate(load_region("amsterdam-2022"), Policy.reference().set("workbook_shift.state", "hard"))


@cache
def no_loss_off():
    return allocate(
        load_region("amsterdam-2022"),
        Policy.reference().set("no_loss.state", "off").set("bounds.floor.team.amstelveen", -5),
    )


SCENARIOS = (
    reference,
    pins_bounds_and_basic_care,
    norms_not_reached,
    without_ipga_and_norms,
    caseload_and_splits,
    a_reach_and_relaxed,
    an_own_rule,
    no_loss_off,
)
