"""Page one of whole posts: the verdict, exact and whole per team and per place, and a chart."""

from collections.abc import Iterator

from rvp_alloc.planning.rounding.whole_row import NEW_FTE
from rvp_alloc.report.content.annexed import annexed
from rvp_alloc.report.content.form import decimals
from rvp_alloc.report.content.places import place_rows, shared_note
from rvp_alloc.report.content.rounding.matter import Matter
from rvp_alloc.report.parts import Column, Part, Row, Table, Text, Tile
from rvp_alloc.words import word

_LEADING = 3


def lead(matter: Matter) -> tuple[str, ...]:
    """Return the verdict: how near everyone stays, who gains and loses most, and what is proven."""
    return (_near(matter), _gains_and_losses(matter), matter.form.say("rounding_lead_proven"))


def tiles(matter: Matter) -> tuple[Tile, ...]:
    """Return the numbers that stand out."""
    form, rounded = matter.form, matter.rounded
    changed = sum(bool(team.change) for team in rounded.teams)
    return (
        Tile(form.short(rounded.total), form.say("tile_fte")),
        Tile(form.short(rounded.step), form.say("rounding_tile_step")),
        Tile(str(changed), form.say("rounding_tile_changed_one" if changed == 1 else "rounding_tile_changed")),
        Tile(form.short(matter.moved), form.say("rounding_tile_moved")),
    )


def per_team(matter: Matter) -> Table:
    """Return exact and whole new fte of unit, districts and teams, and the new formation."""
    form, lang = matter.form, matter.lang
    headings = (word("formation_old", lang), *(form.say(f"rounding_{name}") for name in ("exact", "whole", "change")))
    columns = (Column(word("line", lang), number=False), *map(Column, (*headings, word("formation_new", lang))))
    exact, whole, lines = matter.exact_by_team, matter.whole_by_team, annexed(matter.whole)
    places = decimals(entry.line.new_formation for entry in lines)
    rows = tuple(
        Row(
            (
                entry.line.name,
                form.fte(entry.line.formation, 1),
                form.fte(entry.together(exact)),
                matter.steps(entry.together(whole)),
                form.signed(entry.together(whole) - entry.together(exact)),
                form.fte(entry.line.new_formation, places),
            ),
            entry.tone,
        )
        for entry in lines
    )
    return Table(form.say("rounding_per_team"), columns, rows)


def per_place(matter: Matter) -> Table:
    """Return exact and whole new fte of every authority, municipality and district."""
    form = matter.form
    headings = (form.say(f"rounding_{name}") for name in ("exact", "whole", "change"))
    columns = (Column(form.say("area"), number=False), *map(Column, headings))
    totals = (matter.rounded.plan.totals, matter.whole.totals)
    rows = place_rows(totals, form.compared, form, matter.rounded.plan.region)
    return Table(form.say("rounding_per_place"), columns, tuple(rows))


def per_place_note(matter: Matter) -> Iterator[Text]:
    """Yield how teams in several places count."""
    yield from shared_note(matter.form, matter.rounded.plan.region)


def notices(matter: Matter) -> Iterator[Part]:
    """Yield what was fixed or gave way in the exact division, and where its reasons are."""
    form, plan = matter.form, matter.rounded.plan
    if plan.pins:
        teams = form.join([matter.names.subject(pin.team) for pin in plan.pins])
        yield Text(form.say("rounding_pins", teams=teams), "warning")
    if plan.relaxed:
        yield Text(form.say("rounding_relaxed"), "warning")
    yield Text(form.say("rounding_reasons"), "note")


def _near(matter: Matter) -> str:
    """Return whether every team stays within a step, or who does not."""
    form, rounded = matter.form, matter.rounded
    beyond = [found.subject for found in rounded.outside if found.family == NEW_FTE]
    if not matter.moved:
        return form.say("rounding_lead_same", fte=form.short(rounded.total))
    if not beyond:
        whole = "_whole" if rounded.step == 1 else ""
        key = f"rounding_lead_within{'_one' if len(rounded.teams) == 1 else whole}"
        step, fte = form.short(rounded.step), form.short(rounded.total)
        return form.say(key, fte=fte, teams=str(len(rounded.teams)), step=step)
    names = [matter.names.subject(team) for team in beyond[:_LEADING]]
    others = len(beyond) - len(names)
    names += [form.say("lead_others", count=str(others))] if others else []
    key = "rounding_lead_beyond_one" if len(beyond) == 1 else "rounding_lead_beyond"
    return form.say(key, fte=form.short(rounded.total), teams=form.join(names))


def _gains_and_losses(matter: Matter) -> str:
    form, rounded = matter.form, matter.rounded
    if not matter.moved:
        return form.say("rounding_lead_nobody")
    first, last = rounded.gains[0], rounded.losses[0]
    return form.say(
        "rounding_lead_changes",
        first=first.name,
        most=form.signed(first.change),
        last=last.name,
        least=form.signed(last.change),
        moved=form.short(matter.moved),
    )
