"""Policies and regions that a report must be able to tell: of other kinds than the reference."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from rvp_alloc import Figure, Parameter, Policy, Rule, State, allocate, load_region, register_rule
from rvp_alloc.model import Number, Row
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.division import Division

AMSTERDAM = load_region("amsterdam-2022")


@register_rule
class EveningShift(Rule):
    """The same base for every team: a rule of the user's own, with its own layer."""

    id = "evening_shift"
    source = "made up for a test"
    reference_state = State.OFF
    layers = ("evening_shift",)
    parameters = (Parameter("base", "fte per team", Figure(Fraction(1, 4), "fte per team", source)),)

    def layer_total(self, case: Case) -> Number:
        return case.value("evening_shift.base") * len(case.teams)

    def rows(self, case: Case) -> Iterator[Row]:
        for team in case.teams:
            yield case.row(
                f"evening_shift:{team}", {case.column("evening_shift", team): 1}, "==", case.value("evening_shift.base")
            )

    def broken(self, case: Case, division: Division) -> Iterator[str]:
        yield from ()


def _reference():
    return Policy.reference()


def _pins():
    return (
        _reference()
        .set("pins.amstelveen", 5, source="the mayors", note="agreed")
        .set("pins.boven-ij", "7.25", source="the prosecutor", note="for <now>")
    )


POLICIES = {
    "growth cap": lambda: (AMSTERDAM, _reference().set("bounds.growth_cap.team.every", "0.07")),
    "pins": lambda: (AMSTERDAM, _pins()),
    "ipga off": lambda: (AMSTERDAM, _reference().set("ipga.state", "off")),
    "own layer": lambda: (
        AMSTERDAM,
        _reference().set("evening_shift.state", "hard").set("evening_shift.base", "0.5", source="made up"),
    ),
    "share bounds": lambda: (
        AMSTERDAM,
        _reference().set("bounds.share_cap.district.west", "0.3").set("bounds.share_floor.team.zuid-de-pijp", "0.04"),
    ),
    "key first": lambda: (AMSTERDAM, _reference().with_aims("key", "area_norm")),
    "basic care": lambda: (AMSTERDAM, _reference().set("basic_care.state", "hard").set("basic_care.alpha", "0.96")),
    "relaxed": lambda: (
        AMSTERDAM,
        _reference().set("ipga.cap", "0.04").with_fallback("ipga.cap", "ipga.regisseurs_min"),
    ),
    "one team": lambda: (
        one_team(),
        _reference()
        .set("ipga.state", "off")
        .set("development.state", "off")
        .set("key.weights.growth", None)
        .set("key.weights.safety", 1)
        .set("budget.new_fte", 5),
    ),
}


def one_team():
    """A region of Amstelveen alone."""
    team = AMSTERDAM.team("amstelveen")
    return replace(
        AMSTERDAM,
        id="one",
        name="One team",
        teams=(team,),
        districts=tuple(district for district in AMSTERDAM.districts if district.id == team.district),
        pools=tuple(pool for pool in AMSTERDAM.pools if pool.teams == (team.id,)),
        measures=tuple(
            replace(measure, values=tuple(group for group in measure.values if group.teams == (team.id,)))
            for measure in AMSTERDAM.measures
        ),
        lines=(),
        printed_formation=None,
        facts=(),
    )


def plan_of(name):
    region, policy = POLICIES[name]()
    return allocate(region, policy)
