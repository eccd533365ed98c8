"""Annexed: the lines of Bijlage 1 for unit, districts and teams, each with the teams that it adds up."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, NamedTuple

from rvp_alloc.allocation import Allocation
from rvp_alloc.allocation.annex import AnnexLine, annex_lines


class Annexed(NamedTuple):
    """A line of Bijlage 1, and the ids of the teams below it; of a team's own line, itself."""

    line: AnnexLine
    teams: tuple[str, ...]

    @property
    def tone(self) -> Literal["plain", "strong"]:
        """How the line stands in a table: unit and districts stand out."""
        return "plain" if self.line.kind == "team" else "strong"

    def together(self, by_team: Mapping[str, Fraction]) -> Fraction:
        """Return what these teams have together."""
        return sum((by_team[team] for team in self.teams), Fraction(0))


def annexed(plan: Allocation) -> list[Annexed]:
    """Return unit, districts and teams in the order of Bijlage 1.

    >>> from rvp_alloc import allocate, load_region
    >>> unit, district, team = annexed(allocate(load_region("amsterdam-2022"), new_fte=71))[:3]
    >>> len(unit.teams), district.line.name, len(district.teams), team.teams
    (17, 'Centrum-Noord', 4, ('boven-ij',))
    """
    region = plan.region
    groups = [tuple(team.id for team in region.teams)]
    for district in region.districts:
        teams = [team.id for team in region.teams_of(district.id)]
        groups += [tuple(teams), *((team,) for team in teams)]
    lines = [line for line in annex_lines(plan) if line.kind != "line"]
    return [Annexed(line, teams) for line, teams in zip(lines, groups, strict=True)]
