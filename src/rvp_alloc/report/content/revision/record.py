"""The rules of the revised division, and the record: of the old and the new division, with the proof and how to check it."""

from rvp_alloc.planning.revision import Revision
from rvp_alloc.report.content.division.material import Material
from rvp_alloc.report.content.division.record import figures, rounds
from rvp_alloc.report.content.division.rules import relaxed, rules_on, values
from rvp_alloc.report.content.made import made
from rvp_alloc.report.parts import Command, Fold, Part, Row, Section, Table, Text


def rules(new: Material) -> Section:
    """Return the rules of the revised division, with their values."""
    form = new.form
    parts = (Text(form.say("rules_intro")), rules_on(new), values(new), *relaxed(new))
    return Section("rules", form.say("rules_heading"), parts)


def record(revision: Revision, new: Material) -> Section:
    """Return the section for auditors."""
    form = new.form
    old = Material(revision.old, new.imprint, None, {})
    parts: list[Part] = [
        Text(form.say("record_intro")),
        _beside(_made(old), _made(new), new),
        Text(form.say("revision_record_verify")),
        Command("python -m rvp_alloc verify revision.json"),
        Text(form.say("record_rounds_intro")),
        rounds(new),
        Fold(form.say("figures"), (figures(new),)),
    ]
    return Section("record", form.say("record_heading"), tuple(parts))


def _made(material: Material) -> Table:
    return made(material.imprint, material.plan.region, material.plan.to_dict()["record"])


def _beside(old: Table, new: Table, material: Material) -> Table:
    """Return with what the new division was made, and below it with what the old one was; author and date stand once."""
    form = material.form
    own = {form.say("made_by"), form.say("made_on")}
    told = tuple(row for row in old.rows if row.cells[0] not in own)
    rows = (
        Row((form.say("revision_made_new"),), "group"),
        *new.rows,
        Row((form.say("revision_made_old"),), "group"),
        *told,
    )
    return Table(new.caption, new.columns, rows)
