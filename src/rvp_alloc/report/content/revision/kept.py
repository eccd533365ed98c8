"""What stays by fact or by decision: what has been realised, and what the authority fixed."""

from collections.abc import Iterator
from fractions import Fraction

from rvp_alloc.planning.revision import Revision
from rvp_alloc.report.content.form import Form
from rvp_alloc.report.parts import Column, Row, Section, Table, Text
from rvp_alloc.words import word


def realised(revision: Revision, form: Form) -> Iterator[Section]:
    """Yield what has been realised and so stays, and whom that holds up; nothing where nothing has been."""
    if not revision.realised:
        return
    headings = ("revision_realised_fte", "revision_realised_part", "revision_realised_holds")
    columns = (
        Column(word("team", form.lang), number=False),
        Column(form.say(headings[0])),
        *(Column(word(name, form.lang)) for name in ("revision_old", "revision_new")),
        Column(form.say(headings[1])),
        Column(form.say(headings[2]), number=False),
    )
    old = {team.id: team.new_fte for team in revision.old.teams}
    rows, held = [], []
    for team in revision.new.teams:
        floor = revision.realised.get(team.id)
        if floor is None:
            continue
        holds = floor > 0 and team.new_fte == floor
        held += [team.name] if holds else []
        cells = (form.fte(floor), form.fte(old.get(team.id, Fraction(0))), form.fte(team.new_fte))
        part = form.percent(floor / team.new_fte) if team.new_fte else ""
        rows.append(Row((team.name, *cells, part, form.say("revision_holds") if holds else "")))
    told = form.say("revision_realised_held", teams=form.join(held)) if held else form.say("revision_realised_free")
    parts = (
        Text(form.say("revision_realised_intro")),
        Text(told),
        Table(form.say("revision_realised"), columns, tuple(rows)),
    )
    yield Section("realised", form.say("revision_realised_heading"), parts)


def decided(revision: Revision, form: Form) -> Iterator[Section]:
    """Yield what the authority fixed: by whom, why, and what it would be without; nothing where nothing is fixed."""
    if not revision.new.pins:
        return
    headings = ("pin_fixed", "revision_pin_without", "revision_pin_alone", "pin_author", "pin_reason")
    columns = (
        Column(word("team", form.lang), number=False),
        *(Column(form.say(name), number=name not in ("pin_author", "pin_reason")) for name in headings),
    )
    alone = {pin.team: pin.rules_alone for pin in revision.afresh.pins}
    rows = tuple(
        Row(
            (
                revision.new.region.team(pin.team).name,
                form.fte(pin.pinned),
                *(
                    form.say("pin_nothing") if fte is None else form.fte(fte)
                    for fte in (pin.rules_alone, alone[pin.team])
                ),
                pin.author,
                pin.reason,
            )
        )
        for pin in revision.new.pins
    )
    parts = (Text(form.say("revision_pins_intro")), Table(form.say("revision_pins"), columns, rows))
    yield Section("decided", form.say("revision_pins_heading"), parts)
