"""Year by year: what comes in and who gets it, with norm, IPGA and key; and the same per place, with euros."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from rvp_alloc.figure import rounded as to_places
from rvp_alloc.planning.years import YearResult
from rvp_alloc.planning.years.results import TeamYear
from rvp_alloc.planning.years.telling import told_of_year
from rvp_alloc.region.region import Team
from rvp_alloc.report.content.places import place_rows
from rvp_alloc.report.content.years.changed import changed
from rvp_alloc.report.content.years.front import BESIDE
from rvp_alloc.report.content.years.matter import Line, Matter
from rvp_alloc.report.parts import Column, Items, Part, Row, Section, Table, Text
from rvp_alloc.words import word

_FTE_BESIDE, _EUROS_BESIDE = 8, 6
"""How many years stand beside each other in a table of places; more go below."""


def by_year(matter: Matter) -> Section:
    """Return the section with every year by itself."""
    form = matter.form
    parts: list[Part] = [Text(form.say("years_by_year_intro")), _overview(matter), *_added(matter)]
    parts += [_year(matter, result) for result in matter.plan.results]
    return Section("by-year", form.say("years_by_year_heading"), tuple(parts))


def per_place(matter: Matter) -> Section:
    """Return the section on every authority, municipality and district at the end of each year, with euros where asked for."""
    form, euro = matter.form, matter.imprint.euro_per_fte
    parts: list[Part] = [
        Text(form.say("years_places_intro")),
        *_place_tables(matter, "years_places_fte", form.fte, _FTE_BESIDE),
    ]
    if euro:
        parts += _place_tables(matter, "years_places_euro", lambda fte: form.euro(fte, euro), _EUROS_BESIDE)
        amount = form.whole_euro(to_places(euro.value, 0))
        parts.append(Text(form.say("euro_note", amount=amount, source=euro.source), "note"))
    return Section("places", form.say("years_places_heading"), tuple(parts))


def per_team(matter: Matter, value: Callable[[TeamYear], str]) -> list[Line]:
    """Return a line for every team, from what it has in a year."""

    def line(team: Team) -> Line:
        return team.name, lambda result: value(result.team(team.id)), False

    return [line(team) for team in matter.plan.region.teams]


def _overview(matter: Matter) -> Table:
    """Return a row per year: what comes in, what there is, who gets most, who is below the norm, how far from the key."""
    form, results = matter.form, matter.plan.results
    normed = any(pool.coverage is not None for result in results for pool in result.pools)
    capped = bool(matter.plan.task.rises)
    optional = [*(["below"] if normed else []), "distance", *(["capped"] if capped else [])]
    headings = ["year", "intake", "total", *optional, "most"]
    columns = tuple(
        Column(form.say(f"years_column_{heading}"), number=heading not in ("year", "most")) for heading in headings
    )
    rows = tuple(Row(tuple(_overview_cells(matter, result, normed=normed, capped=capped))) for result in results)
    return Table(form.say("years_overview"), columns, rows)


def _overview_cells(matter: Matter, result: YearResult, *, normed: bool, capped: bool) -> Iterator[str]:
    form = matter.form
    most = max(result.teams, key=lambda team: team.added)
    yield str(result.year)
    yield form.fte(result.intake)
    yield form.fte(result.new_fte)
    if normed:
        yield str(len(result.pools_below_norm))
    yield form.fte(result.key_distance)
    if capped:
        yield str(sum(team.added == matter.plan.task.rise(team.id) for team in result.teams))
    yield f"{most.name} ({form.short(most.added)})" if most.added > 0 else form.say("nobody")


def _added(matter: Matter) -> Iterator[Table]:
    """Yield what every year adds for every team, where page one has not told it already."""
    form = matter.form
    if len(matter.plan.years) <= BESIDE:
        return
    lines = per_team(matter, lambda team: form.fte(team.added))
    lines.append((word("together", matter.lang), lambda result: form.fte(result.intake), True))
    yield from matter.tables(form.say("years_added_table"), word("team", matter.lang), lines)


def _year(matter: Matter, result: YearResult) -> Section:
    form = matter.form
    fte, total = form.short(result.intake), form.short(result.new_fte)
    told = told_of_year(matter.plan, result, matter.lang)
    figures = [matter.names.variable(change.path) for change in changed(matter.plan, result.year)]
    told += [form.say("years_new_figures", figures=form.join(figures))] if figures else []
    heading = form.say("years_year", year=str(result.year), fte=fte, total=total)
    return Section(f"year-{result.year}", heading, (Items(tuple(told)),))


def _place_tables(matter: Matter, caption: str, write: Callable[[Fraction], str], beside: int) -> Iterator[Table]:
    """Yield what each place has got by the end of each year, as so many fte or euros."""

    def cells(*found: Fraction) -> tuple[str, ...]:
        return tuple(map(write, found))

    for part in matter.chunks(beside):
        totals = [result.division.totals for result in part]
        columns = (Column(matter.form.say("area"), number=False), *(Column(str(result.year)) for result in part))
        name = matter.named(matter.form.say(caption), part)
        yield Table(name, columns, tuple(place_rows(totals, cells, matter.form, matter.plan.region)))
