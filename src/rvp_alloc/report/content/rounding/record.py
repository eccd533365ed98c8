"""How it was chosen, and the record: criterion and tie rule, the stages of the proof, and how to check it."""

from fractions import Fraction

from rvp_alloc.arithmetic import fraction
from rvp_alloc.figure import exact_text
from rvp_alloc.planning.rounding.proof import Stage, leaves
from rvp_alloc.report.content.made import made
from rvp_alloc.report.content.rounding.matter import Matter
from rvp_alloc.report.parts import Column, Command, Items, Part, Row, Section, Table, Text
from rvp_alloc.words import fixed_text

_CRITERIA = ("within", "squares", "ties", "posts")
_PLACES = 6


def chosen(matter: Matter) -> Section:
    """Return the section on how it was chosen, in plain words."""
    form = matter.form
    criteria = tuple(form.say(f"rounding_chosen_{name}", step=form.short(matter.rounded.step)) for name in _CRITERIA)
    parts: tuple[Part, ...] = (
        Text(form.say("rounding_chosen_intro")),
        Items(criteria),
        Text(form.say("rounding_chosen_layers")),
    )
    return Section("chosen", form.say("rounding_chosen_heading"), parts)


def record(matter: Matter) -> Section:
    """Return the section for auditors."""
    form, plan = matter.form, matter.rounded.plan
    parts: tuple[Part, ...] = (
        Text(form.say("record_intro")),
        made(matter.imprint, plan.region, plan.to_dict()["record"]),
        Text(form.say("rounding_verify")),
        *check_commands(matter.rounded.step),
        Text(form.say("rounding_stages_intro")),
        _stages(matter),
    )
    return Section("record", form.say("record_heading"), parts)


def check_commands(step: Fraction) -> tuple[Command, Command]:
    """Return how to have whole posts in steps of this size made again, and checked."""
    return (
        Command(
            f"python -m rvp_alloc round region.json --policy policy.json --step {exact_text(step)} --json > whole.json"
        ),
        Command("python -m rvp_alloc verify whole.json"),
    )


def _stages(matter: Matter) -> Table:
    form = matter.form
    headings = ("stage", "stage_of", "stage_measure", "stage_value", "stage_leaves")
    columns = tuple(
        Column(form.say(f"rounding_{heading}"), number=heading in ("stage", "stage_value", "stage_leaves"))
        for heading in headings
    )
    rows = tuple(Row((str(place), *_stage(matter, stage))) for place, stage in enumerate(matter.rounded.proof, start=1))
    return Table(form.say("rounding_stages"), columns, rows)


def _stage(matter: Matter, stage: Stage) -> tuple[str, ...]:
    form, measure = matter.form, stage.measure
    if measure is None:
        raise AssertionError("a division has measures")
    value = fraction(stage.value)
    return (
        form.say(f"rounding_family_{measure.family.rpartition(':')[2]}"),
        form.say(f"rounding_measure_{measure.kind}"),
        fixed_text(value, form.lang, 0 if value.denominator == 1 else _PLACES),
        str(sum(1 for _ in leaves(stage.tree, stage.box))),
    )
