"""Page one of a plan over several years: the verdict, what each team and place gets and when, and a chart."""

from collections.abc import Iterator
from fractions import Fraction

from rvp_alloc.report.content.annexed import annexed
from rvp_alloc.report.content.form import decimals
from rvp_alloc.report.content.places import place_rows, shared_note
from rvp_alloc.report.content.years.matter import Matter
from rvp_alloc.report.parts import Column, Part, Row, Table, Text, Tile
from rvp_alloc.report.periods import period_name, periods
from rvp_alloc.words import word

BESIDE = 4
"""How many years or periods fit beside each other on page one."""
_MOST_TOLD = 6


def title(matter: Matter) -> str:
    """Return the title: which years, and how much."""
    return matter.form.say("years_title", years=period_name(matter.plan.years), fte=matter.form.short(matter.intake))


def lead(matter: Matter) -> tuple[str, ...]:
    """Return the verdict: what comes when, who grows most, norm and key, and what it rests on."""
    return (f"{_comes(matter)} {_most(matter)}", " ".join((*_norm(matter), _key(matter))), _rests(matter))


def tiles(matter: Matter) -> tuple[Tile, ...]:
    """Return the numbers that stand out."""
    form = matter.form
    found = [Tile(form.short(matter.intake), form.say("tile_fte"))]
    if matter.imprint.euro_per_fte:
        found.append(Tile(form.euro(matter.intake, matter.imprint.euro_per_fte), form.say("tile_euro")))
    if matter.norm_from:
        found.append(Tile(str(matter.norm_from), form.say("years_tile_norm")))
    return (*found, Tile(form.fte(matter.last.key_distance, 1), form.say("years_tile_key")))


def per_team(matter: Matter) -> Table:
    """Return what unit, districts and teams get in each year or period, together, and their new formation."""
    form, lang = matter.form, matter.lang
    found = periods(matter.plan.years, BESIDE)
    added = [matter.by_period(period) for period in found]
    lines = annexed(matter.last.division)
    before = [form.say("years_before")] if matter.start else []
    headings = [word("formation_old", lang), *before, *map(period_name, found)]
    headings += [word("years_together", lang), word("formation_new", lang)]
    places = decimals((line.formation for line, _ in lines), least=1)
    new_fte = {team.id: team.new_fte for team in matter.last.teams}
    parts = [*([matter.plan.task.start] if before else []), *added, new_fte]
    rows = tuple(
        Row(
            (
                entry.line.name,
                form.fte(entry.line.formation, places),
                *(form.fte(entry.together(part)) for part in parts),
                form.fte(entry.line.new_formation),
            ),
            entry.tone,
        )
        for entry in lines
    )
    columns = (Column(word("line", lang), number=False), *map(Column, headings))
    return Table(form.say("years_per_team"), columns, rows)


def per_place(matter: Matter) -> Table:
    """Return what every authority, municipality and district has got by the end of each year or period."""
    form = matter.form
    ends = [period[-1] for period in periods(matter.plan.years, BESIDE)]
    totals = [matter.plan.year(year).division.totals for year in ends]

    def cells(*found: Fraction) -> tuple[str, ...]:
        return tuple(form.fte(fte, 2) for fte in found)

    headings = (form.say("years_end", year=str(year)) for year in ends)
    columns = (Column(form.say("area"), number=False), *map(Column, headings))
    return Table(form.say("years_per_place"), columns, tuple(place_rows(totals, cells, form, matter.plan.region)))


def notices(matter: Matter) -> Iterator[Part]:
    """Yield what a reader must know beside the verdict: what was fixed, how sure the plan is the best, how totals count."""
    form, policy = matter.form, matter.plan.task.policy
    if policy.is_on("pins"):
        teams = form.join([matter.names.subject(name) for name in policy.parameters("pins")])
        yield Text(form.say("years_pins", teams=teams), "warning")
    told = [form.say("years_proven" if matter.plan.unique else "years_not_unique")]
    told += [note.text for note in shared_note(form, matter.plan.region)]
    yield Text(" ".join(told), "note")


def _comes(matter: Matter) -> str:
    """Return what comes in, and when."""
    form, intake = matter.form, matter.plan.task.intake
    told = [form.say("years_intake_of", fte=form.short(fte), year=str(year)) for year, fte in intake.items()]
    when = form.join(told)
    if len(told) > _MOST_TOLD:
        least, most = (form.short(choose(intake.values())) for choose in (min, max))
        when = form.say("years_intake_range", least=least, most=most)
    fte, teams = form.short(matter.intake), str(len(matter.plan.region.teams))
    before = [form.say("years_lead_start", fte=form.short(matter.start))] if matter.start else []
    key = "years_lead_comes" if len(matter.plan.region.teams) > 1 else "years_lead_comes_one"
    return " ".join((form.say(key, fte=fte, teams=teams, when=when), *before))


def _most(matter: Matter) -> str:
    """Return who grows most and least, beside the formation of the start."""
    form = matter.form
    grown = matter.by_period(matter.plan.years)
    teams = sorted(matter.last.teams, key=lambda team: grown[team.id])
    least, most = teams[0], teams[-1]
    share = form.percent(grown[most.id] / most.formation)
    if len(teams) == 1:
        return form.say("years_lead_one", share=share)
    return form.say(
        "years_lead_most",
        first=most.name,
        most=form.short(grown[most.id]),
        share=share,
        last=least.name,
        least=form.short(grown[least.id]),
    )


def _norm(matter: Matter) -> Iterator[str]:
    form, last = matter.form, matter.last
    if matter.norm_from:
        yield form.say("years_lead_norm", year=str(matter.norm_from))
    elif last.pools_below_norm:
        areas = form.join([matter.names.subject(pool.id) for pool in last.pools_below_norm])
        yield form.say("years_lead_below", areas=areas)


def _key(matter: Matter) -> str:
    form, first, last = matter.form, matter.plan.results[0], matter.last
    if not last.key_distance:
        return form.say("years_lead_key_none")
    if len(matter.plan.results) == 1:
        return form.say("years_lead_key_one", end=form.short(last.key_distance))
    return form.say("years_lead_key", end=form.short(last.key_distance), start=form.short(first.key_distance))


def _rests(matter: Matter) -> str:
    """Return that it is a proposal, and which inputs are the planner's own."""
    form, task = matter.form, matter.plan.task
    parts = [form.say("years_rests_intake")]
    parts += [form.say("years_rests_caps")] if task.rises else []
    parts += [form.say("years_rests_figures")] if len(set(map(id, task.regions.values()))) > 1 else []
    count = len(matter.assumed)
    parts += [form.say("years_rests_rules" if count > 1 else "years_rests_rule", count=str(count))] if count else []
    return form.say("years_lead_rests", parts=form.join(parts))
