"""Is a region's data meaningful? Every problem is found, with the team, the figure and the remedy."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from rvp_alloc.border import suggestion
from rvp_alloc.errors import Problem
from rvp_alloc.figure import Figure, exact_text
from rvp_alloc.region.region import Kind, Measure, Region, Team

MOST_TEAMS = 5_000


def check_meaning(region: Region) -> Iterator[Problem]:
    """Yield every problem in the meaning of a region (its form is right already)."""
    if not region.teams:
        yield Problem("no_teams", "the region has no teams", "Give at least one team", where="teams")
    if len(region.teams) > MOST_TEAMS:
        yield Problem(
            "too_many_teams",
            f"the region has {len(region.teams):,} teams; at most {MOST_TEAMS:,} are read",
            "Divide in steps",
            where="teams",
        )
        return
    yield from _unique("team", [team.id for team in region.teams], "id")
    yield from _unique("team", [team.name for team in region.teams], "name")
    yield from _unique("district", [district.id for district in region.districts], "id")
    yield from _unique("pool", [pool.id for pool in region.pools], "id")
    yield from _unique("measure", [measure.id for measure in region.measures], "id")
    districts = [district.id for district in region.districts]
    for team in region.teams:
        yield from _check_team(team, districts)
    yield from _check_pools(region)
    for measure in region.measures:
        yield from _check_measure(measure, [team.id for team in region.teams])
    yield from _check_lines(region)


def _unique(kind: str, names: Sequence[str], field: str) -> Iterator[Problem]:
    for name, count in Counter(names).items():
        if count > 1:
            yield Problem(
                "double",
                f"{kind} {field} {name!r} occurs {count} times",
                f"Give every {kind} a {field} of its own",
                subject=name,
                field=field,
            )


def _check_team(team: Team, districts: Sequence[str]) -> Iterator[Problem]:
    formation, wijkagenten = team.formation, team.wijkagenten
    if formation.value <= 0:
        yield _wrong(team.name, "formation", formation, "must be more than 0", "Give the formation in fte")
    yield from _not_negative(team.name, "wijkagenten", wijkagenten)
    if wijkagenten.value > formation.value > 0:
        yield _wrong(
            team.name,
            "wijkagenten",
            wijkagenten,
            f"is more than the formation of {formation}, which they are part of",
            "Check both figures",
        )
    if team.district not in districts:
        yield Problem(
            "unknown_district",
            f"district {team.district!r} does not exist",
            suggestion(team.district, districts),
            subject=team.name,
            field="district",
            value=team.district,
        )
    for field, shares in (("authorities", team.authorities), ("municipalities", team.municipalities)):
        yield from _check_shares(team.name, field, {name: share.value for name, share in shares.items()})


def _check_shares(subject: str, field: str, shares: Mapping[str, Fraction]) -> Iterator[Problem]:
    if not shares:
        return
    for name, share in shares.items():
        if not 0 < share <= 1:
            yield Problem(
                "bad_share",
                f"the share of {name} is {exact_text(share)}, not between 0 and 1",
                "Give a share such as 0.4",
                subject=subject,
                field=field,
                value=exact_text(share),
            )
    total = sum(shares.values(), Fraction(0))
    if total != 1:
        yield Problem(
            "shares_not_one",
            f"the shares {', '.join(exact_text(s) for s in shares.values())} add up to {exact_text(total)}, not 1",
            'Make them add up to exactly 1; a ratio such as "1/3" is read exactly',
            subject=subject,
            field=field,
            value=exact_text(total),
        )


def _check_pools(region: Region) -> Iterator[Problem]:
    known = [team.id for team in region.teams]
    for pool in region.pools:
        if not pool.teams:
            yield Problem(
                "empty_pool", "the pool has no teams", "Name its teams or remove it", subject=pool.id, field="teams"
            )
        yield from _unknown_teams(pool.id, "teams", pool.teams, known)
        if pool.inhabitants.value <= 0:
            yield _wrong(
                pool.id, "inhabitants", pool.inhabitants, "must be more than 0", "Give the number of inhabitants"
            )
    counts = Counter(team for pool in region.pools for team in pool.teams)
    for team in region.teams:
        if counts[team.id] != 1:
            what = "is in no pool" if not counts[team.id] else f"is in {counts[team.id]} pools"
            yield Problem(
                "not_one_pool",
                f"the team {what}",
                "Put it in exactly one pool: inhabitants are counted once",
                subject=team.name,
                field="pools",
            )


def _check_measure(measure: Measure, known: Sequence[str]) -> Iterator[Problem]:
    for group in measure.values:
        subject = " + ".join(group.teams) or measure.id
        if not group.teams:
            yield Problem(
                "no_team", "a figure names no team", "Name its team or teams", subject=measure.id, field="teams"
            )
        yield from _unknown_teams(measure.id, "teams", group.teams, known)
        if measure.kind is not Kind.CHANGE:
            yield from _not_negative(subject, measure.id, group.figure)
        if group.split:
            yield from _unknown_teams(subject, f"{measure.id}.split", group.split, group.teams)
            total = sum(group.split.values(), Fraction(0))
            if total != 1 or any(share < 0 for share in group.split.values()):
                yield Problem(
                    "shares_not_one",
                    f"the split adds up to {exact_text(total)}",
                    "Give shares from 0 to 1 that add up to exactly 1",
                    subject=subject,
                    field=f"{measure.id}.split",
                    value=exact_text(total),
                )
    counts = Counter(team for group in measure.values for team in group.teams)
    for team, count in counts.items():
        if count > 1 and team in known:
            yield Problem("double", f"has {count} figures for {measure.id}", "Keep one", subject=team, field=measure.id)
    missing = [team for team in known if team not in counts]
    if missing:
        yield Problem(
            "missing_figure",
            f"{', '.join(missing)} {'has' if len(missing) == 1 else 'have'} no figure for {measure.id}",
            "Give one for each (0 where there is none): nothing is filled in",
            subject=missing[0],
            field=measure.id,
        )


def _check_lines(region: Region) -> Iterator[Problem]:
    lines = [*region.lines, *(line for district in region.districts for line in district.lines)]
    yield from _unique("line", [line.id for line in lines], "id")
    for line in lines:
        yield from _not_negative(line.name, "formation", line.formation)
        if line.part_of and line.part_of not in [other.id for other in lines]:
            yield Problem(
                "unknown_line",
                f"is part of {line.part_of!r}, which does not exist",
                suggestion(line.part_of, [other.id for other in lines]),
                subject=line.name,
                field="part_of",
            )


def _unknown_teams(subject: str, field: str, teams: Iterable[str], known: Sequence[str]) -> Iterator[Problem]:
    for team in teams:
        if team not in known:
            yield Problem(
                "unknown_team",
                f"team {team!r} does not exist",
                suggestion(team, known),
                subject=subject,
                field=field,
                value=team,
            )


def _not_negative(subject: str, field: str, figure: Figure) -> Iterator[Problem]:
    if figure.value < 0:
        yield _wrong(subject, field, figure, "must not be below 0", "Check the sign")


def _wrong(subject: str, field: str, figure: Figure, what: str, remedy: str) -> Problem:
    return Problem(
        "out_of_range", f"{figure} {what}", remedy, subject=subject, field=field, value=exact_text(figure.value)
    )
