"""Page one: how much changes and when, every team and place at the end of both plans, and what to know beside it."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from rvp_alloc.planning.years_revision import YearsRevision
from rvp_alloc.planning.years_revision.telling import pins_told, title, year_told
from rvp_alloc.report.content.annexed import annexed
from rvp_alloc.report.content.form import Form
from rvp_alloc.report.content.places import place_rows, shared_note
from rvp_alloc.report.parts import Column, Part, Row, Table, Text, Tile
from rvp_alloc.words import word

_MOST_TOLD = 4
_COMPARED = ("revision_old", "revision_new", "revision_change")


def lead(revision: YearsRevision, form: Form) -> Iterator[str]:
    """Yield the verdict: what moves in all, in which year, and whether the old plan counts."""
    yield f"{title(revision, form.lang)}."
    yield " ".join(year_told(revision, year, form.lang) for year in revision.years[-_MOST_TOLD:])
    weighs = form.say("replan_least_change" if revision.least_change else "replan_afresh")
    yield f"{weighs} {form.say('revision_lead_decide')}"


def tiles(revision: YearsRevision, form: Form) -> tuple[Tile, ...]:
    """Return the numbers that stand out."""
    behind = _together(revision.realised) - _together(revision.planned)
    return (
        Tile(form.short(revision.new.total), form.say("replan_tile_fte", year=str(revision.years[-1]))),
        Tile(str(len(revision.moved())), form.say("replan_tile_teams")),
        Tile(form.short(revision.movement()), form.say("revision_tile_moved")),
        Tile(form.signed(behind, 1), form.say("replan_tile_behind")),
    )


def teams(revision: YearsRevision, form: Form) -> Table:
    """Return how every team begins, what it has at the end of both plans, and its new formation; by district."""
    last, lang = str(revision.years[-1]), form.lang
    found = {team.id: team for team in revision.teams()}
    amounts = [
        {team: fte - revision.planned[team] for team, fte in revision.realised.items()},
        {team: entry.first for team, entry in found.items()},
        {team: entry.second for team, entry in found.items()},
        {team: entry.change for team, entry in found.items()},
    ]
    headings = [form.say("replan_behind"), *(form.say(f"replan_{name}", year=last) for name in ("old", "new"))]
    headings += [word("revision_change", lang), word("revision_formation", lang)]
    rows = []
    for entry in annexed(revision.new.results[-1].division):
        behind, old, new, change = (entry.together(amount) for amount in amounts)
        cells = (form.signed(behind), form.fte(old), form.fte(new), form.signed(change))
        rows.append(Row((entry.line.name, *cells, form.fte(entry.line.new_formation)), entry.tone))
    columns = (Column(word("line", lang), number=False), *map(Column, headings))
    return Table(form.say("replan_teams"), columns, tuple(rows))


def places(revision: YearsRevision, form: Form) -> Iterator[Part]:
    """Yield what every authority, municipality and district has at the end of both plans."""
    totals = [plan.results[-1].division.totals for plan in (revision.base, revision.new)]
    columns = (Column(form.say("area"), number=False), *(Column(word(name, form.lang)) for name in _COMPARED))
    rows = place_rows(totals, form.compared, form, revision.region)
    yield Table(form.say("replan_places", year=str(revision.years[-1])), columns, tuple(rows))
    yield from shared_note(form, revision.region)


def notices(revision: YearsRevision, form: Form) -> Iterator[Part]:
    """Yield what the authority fixed, and how sure the plan is the best."""
    pins = tuple(pins_told(revision, form.lang))
    if pins:
        yield Text(f"{word('replan_pins', form.lang)} {'; '.join(pins)}", "warning")
    yield Text(form.say("years_proven" if revision.new.unique else "years_not_unique"), "note")


def _together(amounts: Mapping[str, Fraction]) -> Fraction:
    return sum(amounts.values(), Fraction(0))
