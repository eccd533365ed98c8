"""Protection: how much a team may lose in all and per year, and who may not lose, each with its source and reason."""

from collections.abc import Iterator, Mapping

from rvp_alloc.analysis.names import Names
from rvp_alloc.planning.cap import Cap
from rvp_alloc.planning.reallocation import Reallocation
from rvp_alloc.report.content.caps import caps_told
from rvp_alloc.report.content.form import Form
from rvp_alloc.report.parts import Column, Part, Row, Section, Table, Text
from rvp_alloc.words import word


def protection(found: Reallocation, form: Form) -> Section:
    """Return the section on what keeps teams from losing."""
    parts: list[Part] = [Text(form.say("reallocation_protection_intro"))]
    given = found.protection
    rows = [*_caps(found, given.caps, "in_all", form), *_caps(found, given.per_year, "per_year", form)]
    if rows:
        headings = ("limit_for", "limit_when", "limit_amount", "limit_source", "limit_note")
        columns = tuple(Column(form.say(f"reallocation_{name}"), number=False) for name in headings)
        parts.append(Table(form.say("reallocation_limits"), columns, tuple(rows)))
    else:
        parts.append(Text(form.say("reallocation_no_limits"), "warning"))
    if given.hold_harmless:
        columns = (
            Column(word("team", form.lang), number=False),
            Column(form.say("reallocation_limit_note"), number=False),
        )
        held = tuple(
            Row((found.region.team(team).name, reason or form.say("reallocation_no_reason")))
            for team, reason in given.hold_harmless.items()
        )
        parts.append(Table(form.say("reallocation_held"), columns, held))
    return Section("protection", form.say("reallocation_protection_heading"), tuple(parts))


def _caps(found: Reallocation, caps: Mapping[str, Cap], when: str, form: Form) -> Iterator[Row]:
    """Yield a row for each cap, with the teams that it holds for."""
    for whom, amount, cap in caps_told(caps, Names(found.region, form.lang), form):
        told = form.say(f"reallocation_{when}")
        yield Row((whom, told, amount, cap.source or form.say("reallocation_no_source"), cap.note))
