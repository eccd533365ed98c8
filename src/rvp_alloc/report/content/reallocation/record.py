"""The record of a reallocation: with what it was made, the proof round by round, and how to check it."""

from typing import Any

from rvp_alloc.allocation import RoundResult
from rvp_alloc.arithmetic import fraction
from rvp_alloc.planning.reallocation import Reallocation
from rvp_alloc.planning.years.year_plan import YearPlan
from rvp_alloc.report.content.division.material import Material
from rvp_alloc.report.content.division.record import figures, rounds
from rvp_alloc.report.content.made import made
from rvp_alloc.report.parts import Command, Fold, Part, Section, Text


def record(found: Reallocation, material: Material) -> Section:
    """Return the section for auditors."""
    form = material.form
    parts: list[Part] = [
        Text(form.say("record_intro")),
        made(material.imprint, found.region, _entry(found)),
        Text(form.say("reallocation_record_verify")),
        Command("python -m rvp_alloc verify reallocation.json"),
        Text(form.say("reallocation_record_years" if found.years else "record_rounds_intro")),
        rounds(material, _log(found)),
        Fold(form.say("figures"), (figures(material),)),
    ]
    return Section("record", form.say("record_heading"), tuple(parts))


def _entry(found: Reallocation) -> dict[str, Any]:
    """Return the record; one of several years names no policy by itself."""
    return {"policy": found.policy.name, **found.plan.to_dict()["record"]}


def _log(found: Reallocation) -> tuple[RoundResult, ...]:
    """Return the rounds of the proof; of several years each with its year."""
    if not isinstance(found.plan, YearPlan):
        return found.plan.log
    return tuple(
        RoundResult(entry.aim, fraction(entry.level), tuple(entry.settled), entry.reaches_cap)
        for entry in found.plan.solved.rounds
    )
