"""The teams one by one: those who lose, those who gain, those for whom nothing changes; and the course over the years."""

from collections.abc import Iterator
from fractions import Fraction

from rvp_alloc.planning.reallocation import Reallocation, TeamMove
from rvp_alloc.planning.reallocation.table import grouped
from rvp_alloc.report.content.form import Form
from rvp_alloc.report.parts import Column, Row, Section, Table, Text
from rvp_alloc.words import word

_HEADINGS = ("formation", "reallocation_asked", "reallocation_change", "reallocation_part")


def teams(found: Reallocation, form: Form) -> Iterator[Section]:
    """Yield a section for those who lose, those who gain and the others, each with what holds the team there."""
    for group, moved in grouped(found):
        parts = (Text(form.say(f"reallocation_{group}_intro")), _table(group, moved, form))
        yield Section(group, word(f"reallocation_group_{group}", form.lang), parts)


def _table(group: str, moved: tuple[TeamMove, ...], form: Form) -> Table:
    columns = (
        Column(word("team", form.lang), number=False),
        *(Column(word(heading, form.lang)) for heading in _HEADINGS),
        Column(form.say("reallocation_least")),
        Column(form.say("reallocation_new_formation")),
        Column(word("reallocation_why", form.lang), number=False),
    )
    return Table(
        word(f"reallocation_group_{group}", form.lang), columns, tuple(Row(_cells(team, form)) for team in moved)
    )


def _cells(team: TeamMove, form: Form) -> tuple[str, ...]:
    why = form.start(word(f"reallocation_why_{team.reason}", form.lang))
    # What the user gave as reason belongs to the cap, or to being held harmless.
    reason = f"{why}: {team.note}" if team.note and team.reason in ("at_cap", "held") else why
    return (
        team.name,
        form.fte(team.formation, 1),
        form.signed(team.target),
        form.signed(team.change),
        f"{form.signed(team.part * 100, 1)}%",
        form.signed(team.floor),
        form.fte(team.formation + team.change),
        reason,
    )


def years(found: Reallocation, form: Form) -> Iterator[Section]:
    """Yield the change of every team by the end of each year, those who lose first; nothing where there are no years."""
    if not found.years:
        return
    columns = (
        Column(word("team", form.lang), number=False),
        *(Column(word("reallocation_by", form.lang).format(year=year)) for year in found.years),
    )
    rows: list[Row] = []
    for group, moved in grouped(found):
        rows.append(Row((word(f"reallocation_group_{group}", form.lang),), "group"))
        rows += [Row((team.name, *(form.signed(fte) for fte in team.by_year.values()))) for team in moved]
    lost = [-sum((min(fte, Fraction(0)) for fte in found.year(year).values()), Fraction(0)) for year in found.years]
    total = Row((form.say("reallocation_years_lost"), *(form.fte(fte) for fte in lost)), "strong")
    capped = " " + form.say("reallocation_years_capped") if found.protection.per_year else ""
    parts = (
        Text(form.say("reallocation_years_intro") + capped),
        Table(form.say("reallocation_years"), columns, (*rows, total)),
    )
    yield Section("years", form.say("reallocation_years_heading"), parts)
