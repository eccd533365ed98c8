"""What is different, which difference brings each team how much in the end, and how both plans go from year to year."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import batched

from rvp_alloc.planning.years_revision import YearsRevision
from rvp_alloc.planning.years_revision.telling import inputs_told, part_called, pins_told
from rvp_alloc.report.content.effects import causes
from rvp_alloc.report.content.form import Form
from rvp_alloc.report.parts import Column, Items, Part, Row, Section, Table, Text
from rvp_alloc.words import word

_YEARS_BESIDE = 3


def inputs(revision: YearsRevision, form: Form) -> Section:
    """Return what is different: what was realised, what comes in, figures with their years, rules, and what was fixed."""
    parts: list[Part] = [Items(tuple(inputs_told(revision, form.lang)))]
    pins = tuple(pins_told(revision, form.lang))
    parts += [Text(word("replan_pins", form.lang)), Items(pins)] if pins else []
    return Section("inputs-new", form.say("replan_inputs_heading"), tuple(parts))


def why(revision: YearsRevision, form: Form) -> Iterator[Section]:
    """Yield how much of each team's change in the end is due to which difference; nothing where nothing is due to any."""
    last = str(revision.years[-1])
    parts = {part: part_called(revision, part, form.lang) for part in revision.parts}
    together = word("replan_together", form.lang)
    told = (form.say("replan_why_intro", year=last), together, form.say("replan_why", year=last))
    yield from causes(revision.teams(), parts, told, form)


def by_year(revision: YearsRevision, form: Form) -> Section:
    """Return what every team has by the end of each year in both plans; more years than fit stand below each other."""
    parts = [_years(revision, years, form) for years in batched(revision.years, _YEARS_BESIDE, strict=False)]
    return Section("by-year", form.say("replan_by_year_heading"), tuple(parts))


def _years(revision: YearsRevision, years: tuple[int, ...], form: Form) -> Table:
    headings = [form.say(f"replan_{name}", year=str(year)) for year in years for name in ("old", "new", "difference")]
    by_team: dict[str, list[str]] = {}
    sums: list[str] = []
    for year in years:
        found = revision.teams(year)
        for team in found:
            by_team.setdefault(team.name, []).extend(form.compared(team.first, team.second))
        old, new = (sum((getattr(team, which) for team in found), Fraction(0)) for which in ("first", "second"))
        sums += form.compared(old, new)
    rows = [Row((name, *cells)) for name, cells in by_team.items()]
    columns = (Column(word("team", form.lang), number=False), *map(Column, headings))
    return Table(form.say("replan_by_year"), columns, (*rows, Row((word("together", form.lang), *sums), "strong")))
