"""Is a region's data meaningful? Every problem is found, with the team, the figure and the remedy."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from rvp_alloc.border import suggestion
from rvp_alloc.errors import Problem
from rvp_alloc.figure import Figure
from rvp_alloc.region.check_measures import check_measure
from rvp_alloc.region.check_parts import not_negative, shares_problems, unit_problems, unknown_teams, wrong
from rvp_alloc.region.region import District, Line, Region, Team
from rvp_alloc.region.strength import strength_problems

MOST_TEAMS = 5_000
EVERY = "every"  # in a policy's bounds this means all of them, so nothing can be called so


def check_meaning(region: Region) -> Iterator[Problem]:
    """Yield every problem in the meaning of a region (its form is right already)."""
    if not region.teams:
        yield Problem("no_teams", "the region has no teams", "Give at least one team", where="teams")
        return
    if len(region.teams) > MOST_TEAMS:
        what = f"the region has {len(region.teams):,} teams; at most {MOST_TEAMS:,} are read"
        yield Problem("too_many_teams", what, "Divide in steps", where="teams")
        return
    yield from _check_names("team", region.teams)
    yield from _check_names("district", region.districts)
    yield from _unique("pool", [pool.id for pool in region.pools], "id")
    yield from _unique("measure", [measure.id for measure in region.measures], "id")
    yield from _unique("fact", [fact.id for fact in region.facts], "id")
    districts = [district.id for district in region.districts]
    for team in region.teams:
        yield from _check_team(team, districts)
    teams = dict.fromkeys(team.id for team in region.teams)
    yield from _check_pools(region, teams)
    for measure in region.measures:
        yield from check_measure(measure, teams)
    yield from strength_problems(region)
    yield from _check_lines(region)
    yield from _check_printed(region)


def _check_names(kind: str, entries: Sequence[Team | District]) -> Iterator[Problem]:
    """Yield teams or districts that cannot be told apart by id or by name."""
    yield from _unique(kind, [entry.id for entry in entries], "id")
    names = {entry.id: entry.name for entry in entries}
    yield from _unique(kind, list(names.values()), "name")
    for entry in entries:
        if entry.name in names and entry.name != entry.id:
            what, remedy = f"its name is the id of another {kind}", f"Give every {kind} a name of its own"
            yield Problem("double", what, remedy, subject=entry.name, field="name", value=entry.name)
        if EVERY in (entry.id, entry.name):
            what = f"a {kind} cannot be called {EVERY!r}, which means all of them"
            yield Problem("reserved", what, "Choose another id or name", subject=entry.name, field="id", value=EVERY)


def _unique(kind: str, names: Sequence[str], field: str) -> Iterator[Problem]:
    for name, count in Counter(names).items():
        if count > 1:
            what = f"{kind} {field} {name!r} occurs {count} times"
            remedy = f"Keep one, or give every {kind} {'an' if field == 'id' else 'a'} {field} of its own"
            yield Problem("double", what, remedy, subject=name, field=field, value=name)


def _check_team(team: Team, districts: Sequence[str]) -> Iterator[Problem]:
    formation, wijkagenten = team.formation, team.wijkagenten
    yield from unit_problems(team.name, {"formation": formation, "wijkagenten": wijkagenten}, "fte")
    if formation.value <= 0:
        yield wrong(team.name, "formation", formation, "must be more than 0", "Give the formation in fte")
    yield from not_negative(team.name, "wijkagenten", wijkagenten)
    if wijkagenten.value > formation.value > 0:
        what = f"is more than the formation of {formation}, which they are part of"
        yield wrong(team.name, "wijkagenten", wijkagenten, what, "Check both figures")
    if team.district not in districts:
        what, remedy = f"district {team.district!r} does not exist", suggestion(team.district, districts)
        yield Problem("unknown_district", what, remedy, subject=team.name, field="district", value=team.district)
    for field, shares in (("authorities", team.authorities), ("municipalities", team.municipalities)):
        yield from _check_shares(team.name, field, shares)


def _check_shares(subject: str, field: str, shares: Mapping[str, Figure]) -> Iterator[Problem]:
    yield from unit_problems(subject, {f"{field}.{name}": share for name, share in shares.items()}, "share")
    yield from shares_problems(subject, field, {name: share.value for name, share in shares.items()})
    if EVERY in shares:
        what = f"a place cannot be called {EVERY!r}, which means all of them"
        yield Problem("reserved", what, "Write its name", subject=subject, field=field, value=EVERY)


def _check_pools(region: Region, teams: Collection[str]) -> Iterator[Problem]:
    for pool in region.pools:
        if not pool.teams:
            what, remedy = "the pool has no teams", "Name its teams or remove it"
            yield Problem("empty_pool", what, remedy, subject=pool.id, field="teams")
        yield from unknown_teams(pool.id, "teams", pool.teams, teams)
        yield from unit_problems(pool.id, {"inhabitants": pool.inhabitants}, "inhabitants")
        if pool.inhabitants.value <= 0:
            remedy = "Give the number of inhabitants"
            yield wrong(pool.id, "inhabitants", pool.inhabitants, "must be more than 0", remedy)
    counts = Counter(team for pool in region.pools for team in pool.teams)
    occurs = Counter(team.id for team in region.teams)
    for team in region.teams:
        if counts[team.id] != 1 and occurs[team.id] == 1:
            what = "is in no pool" if not counts[team.id] else f"is in {counts[team.id]} pools"
            remedy = "Put it in exactly one pool: inhabitants are counted once"
            yield Problem("not_one_pool", f"the team {what}", remedy, subject=team.name, field="pools")


def _check_lines(region: Region) -> Iterator[Problem]:
    lines = [*region.lines, *(line for district in region.districts for line in district.lines)]
    yield from _unique("line", [line.id for line in lines], "id")
    by_id = {line.id: line for line in lines}
    for line in lines:
        yield from unit_problems(line.name, {"formation": line.formation}, "fte")
        yield from not_negative(line.name, "formation", line.formation)
        if line.part_of and line.part_of not in by_id:
            what, remedy = f"is part of {line.part_of!r}, which does not exist", suggestion(line.part_of, list(by_id))
            yield Problem("unknown_line", what, remedy, subject=line.name, field="part_of", value=line.part_of)
        elif _is_part_of_itself(line, by_id):
            what, remedy = "is, by way of other lines or at once, part of itself", "Say what it is really part of"
            yield Problem("circle", what, remedy, subject=line.name, field="part_of", value=line.part_of)


def _is_part_of_itself(line: Line, by_id: Mapping[str, Line]) -> bool:
    seen: set[str] = set()
    whole = by_id.get(line.part_of)
    while whole is not None and whole.id not in seen:
        seen.add(whole.id)
        whole = by_id.get(whole.part_of)
    return line.id in seen


def _check_printed(region: Region) -> Iterator[Problem]:
    totals: Iterable[tuple[str, str, Figure | None]] = [
        (region.name, "printed_formation", region.printed_formation),
        *((district.name, "printed_formation", district.printed_formation) for district in region.districts),
        *((district.name, "printed_wijkagenten", district.printed_wijkagenten) for district in region.districts),
    ]
    for subject, field, figure in totals:
        if figure is not None:
            yield from unit_problems(subject, {field: figure}, "fte")
            yield from not_negative(subject, field, figure)
