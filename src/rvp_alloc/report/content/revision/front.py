"""Page one: how much changes and why, every team and place before and after, and what to know beside it."""

from collections.abc import Iterator
from fractions import Fraction

from rvp_alloc.allocation import Allocation
from rvp_alloc.analysis.comparison import TeamChange
from rvp_alloc.analysis.movement import movement
from rvp_alloc.planning.revision import Revision
from rvp_alloc.planning.revision.parts import names_of, part_called
from rvp_alloc.report.content.division.front import called
from rvp_alloc.report.content.division.material import Material
from rvp_alloc.report.content.form import Form
from rvp_alloc.report.content.places import place_rows, shared_note
from rvp_alloc.report.parts import Column, Part, Row, Table, Text, Tile
from rvp_alloc.words import word

_AMOUNTS = ("revision_old", "revision_new", "revision_change")


def lead(revision: Revision, form: Form) -> Iterator[str]:
    """Yield the verdict: how much changes, why, and whether the old division counts."""
    moved = revision.moved
    if not moved:
        yield form.say("revision_lead_nothing", fte=form.short(revision.new.total))
    else:
        yield form.say(
            "revision_lead_one" if len(moved) == 1 else "revision_lead",
            count=str(len(moved)),
            teams=str(len(revision.teams)),
            gained=form.short(revision.gained),
            lost=form.short(revision.lost),
        )
        yield " ".join((*_extremes(revision, form), *_because(revision, form)))
    weighs = form.say("revision_lead_least_change" if revision.least_change else "revision_lead_afresh")
    yield f"{weighs} {form.say('revision_lead_decide')}"


def _extremes(revision: Revision, form: Form) -> Iterator[str]:
    """Yield who gains most and who loses most."""
    ranked = sorted(revision.teams, key=lambda team: team.change)
    for team, key in ((ranked[-1], "revision_lead_gains"), (ranked[0], "revision_lead_loses")):
        if team.change > 0 if key == "revision_lead_gains" else team.change < 0:
            yield form.say(key, team=team.name, fte=form.short(abs(team.change)))


def _because(revision: Revision, form: Form) -> Iterator[str]:
    """Yield which difference moves most, and how many fte."""
    by_part = {part: _brought(revision, part) for part in revision.comparison.parts}
    if by_part:
        first = max(by_part, key=lambda part: by_part[part])
        name = part_called(revision, first, form.lang)
        yield form.say("revision_lead_because", part=name, fte=form.short(by_part[first]))


def _brought(revision: Revision, part: str) -> Fraction:
    """Return how many fte a part moves."""
    return movement(team.effects[part] for team in revision.teams)


def tiles(revision: Revision, form: Form) -> tuple[Tile, ...]:
    """Return the numbers that stand out."""
    moved = len(revision.moved)
    found = [
        Tile(form.short(revision.new.total), form.say("tile_fte")),
        Tile(str(moved), form.say("revision_tile_team" if moved == 1 else "revision_tile_teams")),
        Tile(form.short(revision.movement), form.say("revision_tile_moved")),
    ]
    if revision.realised:
        realised = sum(revision.realised.values(), Fraction(0))
        found.append(Tile(form.short(realised), form.say("revision_tile_realised")))
    return tuple(found)


def teams(revision: Revision, form: Form) -> Table:
    """Return what every team gets in both, by district, with the new formation."""
    columns = (
        Column(word("team", form.lang), number=False),
        *(Column(word(name, form.lang)) for name in (*_AMOUNTS, "revision_formation")),
    )
    rows = [row for district in _districts(revision) for row in _district(revision, district, form)]
    whole = _formation(revision, [team.id for team in revision.teams])
    total = form.compared(revision.old.total, revision.new.total)
    rows.insert(0, Row((revision.new.region.name, *total, form.fte(whole)), "strong"))
    return Table(form.say("revision_teams"), columns, tuple(rows))


def _districts(revision: Revision) -> list[str]:
    """Return the districts of the new region, then those that only the old one has."""
    regions = (revision.new.region, revision.old.region)
    return list(dict.fromkeys(district.id for region in regions for district in region.districts))


def _district(revision: Revision, district: str, form: Form) -> Iterator[Row]:
    """Yield what a district gets, then each team that is in it, or was if it is no more."""
    homes = {team.id: team.district for region in (revision.old.region, revision.new.region) for team in region.teams}
    found = [team for team in revision.teams if homes[team.id] == district]
    if not found:
        return
    old, new = (sum((getattr(team, which) for team in found), Fraction(0)) for which in ("first", "second"))
    formation = _formation(revision, [team.id for team in found])
    name = names_of(revision, form.lang).subject(district)
    yield Row((name, *form.compared(old, new), form.fte(formation)), "strong")
    for team in found:
        after = form.fte(_formation(revision, [team.id])) if _is_there(revision.new, team) else ""
        yield Row((_called(revision, team, form), *form.compared(team.first, team.second), after))


def _called(revision: Revision, team: TeamChange, form: Form) -> str:
    """Return the name of a team; of one that is new or no more, with that beside it."""
    if not _is_there(revision.old, team):
        return form.say("revision_team_new", name=team.name)
    return team.name if _is_there(revision.new, team) else form.say("revision_team_gone", name=team.name)


def _is_there(plan: Allocation, team: TeamChange) -> bool:
    return any(found.id == team.id for found in plan.teams)


def _formation(revision: Revision, found: list[str]) -> Fraction:
    """Return the new formation of teams together."""
    return sum((team.formation + team.new_fte for team in revision.new.teams if team.id in found), Fraction(0))


def places(revision: Revision, form: Form) -> Iterator[Part]:
    """Yield what every authority, municipality and district gets in both, and how that is to be read."""
    columns = (
        Column(form.say("area"), number=False),
        *(Column(word(name, form.lang)) for name in _AMOUNTS),
    )

    def cells(new: Fraction, old: Fraction) -> tuple[str, ...]:
        return form.compared(old, new)

    regions = (revision.old.region, revision.new.region)
    # The new division first: its places stand in its order, those that only the old one has below them.
    rows = place_rows((revision.new.totals, revision.old.totals), cells, form, *regions)
    yield Table(form.say("revision_places"), columns, tuple(rows))
    yield from shared_note(form, *regions)


def notices(revision: Revision, new: Material) -> Iterator[Part]:
    """Yield what a reader must know beside the verdict: what was fixed, what gave way, and whether it is the only one."""
    form = new.form
    if revision.old.region.id != revision.new.region.id:
        yield Text(form.say("revision_other_region", old=revision.old.region.name), "warning")
    if revision.new.pins:
        names = form.join([new.names.subject(pin.team) for pin in revision.new.pins])
        yield Text(form.say("revision_front_pins", teams=names), "warning")
    if revision.new.relaxed:
        names = form.join([called(new, entry.what) for entry in revision.new.relaxed])
        yield Text(form.say("front_relaxed", what=names), "warning")
    yield Text(form.say("front_proven" if revision.new.unique else "front_not_unique"), "note")
