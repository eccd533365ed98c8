"""Page one: who loses and who gains, how much and why, and what that is per place."""

from collections.abc import Iterator
from fractions import Fraction

from rvp_alloc.planning.reallocation import Reallocation, TeamMove
from rvp_alloc.planning.reallocation.table import grouped
from rvp_alloc.region.places import by_place
from rvp_alloc.report.content.form import Form
from rvp_alloc.report.content.places import place_rows, shared_note
from rvp_alloc.report.parts import Column, Part, Row, Table, Text, Tile
from rvp_alloc.words import word

_HEADINGS = ("formation", "reallocation_asked", "reallocation_change", "reallocation_part")


def lead(found: Reallocation, form: Form) -> Iterator[str]:
    """Yield the verdict, those who lose first; then what it is a choice of."""
    if not (found.losers or found.winners):
        yield form.say("reallocation_lead_nothing")
    if found.losers:
        yield _told(found.losers, "lose", form)
    if found.winners:
        yield _told(found.winners, "gain", form)
    yield form.say("reallocation_lead_choice")


def _told(moved: tuple[TeamMove, ...], kind: str, form: Form) -> str:
    first = moved[0]
    return form.say(
        f"reallocation_lead_{kind}_one" if len(moved) == 1 else f"reallocation_lead_{kind}",
        count=str(len(moved)),
        fte=form.short(abs(sum((team.change for team in moved), Fraction(0)))),
        team=first.name,
        most=form.short(abs(first.change)),
        part=form.percent(abs(first.part)),
    )


def tiles(found: Reallocation, form: Form) -> tuple[Tile, ...]:
    """Return the numbers that stand out."""
    losers, winners = len(found.losers), len(found.winners)
    largest = max((-team.part for team in found.losers), default=Fraction(0))
    return (
        Tile(form.short(found.movement), form.say("reallocation_tile_moved")),
        Tile(str(losers), form.say("reallocation_tile_loser" if losers == 1 else "reallocation_tile_losers")),
        Tile(str(winners), form.say("reallocation_tile_winner" if winners == 1 else "reallocation_tile_winners")),
        Tile(form.percent(largest), form.say("reallocation_tile_largest")),
    )


def moves(found: Reallocation, form: Form) -> Table:
    """Return every team: those who lose, those who gain, those for whom nothing changes."""
    columns = (
        Column(word("team", form.lang), number=False),
        *(Column(word(heading, form.lang)) for heading in _HEADINGS),
        Column(word("reallocation_why", form.lang), number=False),
    )
    rows: list[Row] = []
    for group, teams in grouped(found):
        rows.append(Row((word(f"reallocation_group_{group}", form.lang),), "group"))
        rows += [Row(_cells(team, form)) for team in teams]
    change = sum((team.change for team in found.teams), Fraction(0))
    target = sum((team.target for team in found.teams), Fraction(0))
    formation = sum((team.formation for team in found.teams), Fraction(0))
    sums = (form.fte(formation, 1), form.signed(target), form.signed(change), "", "")
    rows.append(Row((word("together", form.lang), *sums), "strong"))
    return Table(word("reallocation_caption", form.lang), columns, tuple(rows))


def _cells(team: TeamMove, form: Form) -> tuple[str, ...]:
    amounts = (form.fte(team.formation, 1), form.signed(team.target), form.signed(team.change))
    part = f"{form.signed(team.part * 100, 1)}%"
    return (team.name, *amounts, part, word(f"reallocation_why_{team.reason}", form.lang))


def places(found: Reallocation, form: Form) -> Iterator[Part]:
    """Yield what every authority, municipality and district loses and gains, and how that is to be read."""
    region = found.region
    lost = by_place(region, {team.id: min(team.change, Fraction(0)) for team in found.teams})
    gained = by_place(region, {team.id: max(team.change, Fraction(0)) for team in found.teams})
    columns = (
        Column(form.say("area"), number=False),
        *(Column(form.say(f"reallocation_{name}")) for name in ("lost", "gained", "balance")),
    )

    def cells(less: Fraction, more: Fraction) -> tuple[str, ...]:
        return form.signed(less), form.signed(more), form.signed(less + more)

    rows = place_rows((lost, gained), cells, form, region)
    yield Table(form.say("reallocation_places"), columns, tuple(rows))
    yield from shared_note(form, region)


def notices(found: Reallocation, form: Form) -> Iterator[Part]:
    """Yield what a reader must know beside the verdict: who may not lose, who was fixed, and whether it is the only one."""
    held = [found.region.team(team).name for team in found.protection.hold_harmless]
    if held:
        yield Text(form.say("reallocation_front_held", teams=form.join(held)), "warning")
    policy = found.policy
    pinned = [found.region.team(name).name for name in policy.parameters("pins")] if policy.is_on("pins") else []
    if pinned:
        yield Text(form.say("reallocation_front_pins", teams=form.join(pinned)), "warning")
    unique = found.plan.unique
    yield Text(form.say("reallocation_front_proven" if unique else "reallocation_front_not_unique"), "note")
