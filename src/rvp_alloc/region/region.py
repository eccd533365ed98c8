"""Region: the teams, pools and figures that a division is about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from rvp_alloc.border import suggestion
from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.figure import Figure
from rvp_alloc.words import Lang


class Kind(StrEnum):
    """How a measure behaves when it is known only for several teams together.

    A ``total`` and a ``change`` are split over the teams; an ``index`` holds for each of them unchanged.
    A change may be negative, and counts as 0 in the key when it is.
    """

    TOTAL = "total"
    CHANGE = "change"
    INDEX = "index"


@dataclass(frozen=True, slots=True)
class Team:
    """A basisteam: the unit that receives posts.

    ``formation`` and ``wijkagenten`` are in fte, the wijkagenten being part of the formation.
    ``authorities`` and ``municipalities`` give the team's share in each driehoek and each municipality;
    the shares of each add up to 1.
    """

    id: str
    name: str
    district: str
    formation: Figure
    wijkagenten: Figure
    authorities: Mapping[str, Figure]
    municipalities: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Line:
    """Formation of something other than a basisteam (a district's leadership, a service), in fte."""

    id: str
    name: str
    formation: Figure
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class District:
    """A district: its lines beside the teams, and the totals printed for it in the source."""

    id: str
    name: str
    lines: tuple[Line, ...] = ()
    printed_formation: Figure | None = None
    printed_wijkagenten: Figure | None = None


@dataclass(frozen=True, slots=True)
class Pool:
    """Teams whose inhabitants are known only together; usually one team."""

    id: str
    teams: tuple[str, ...]
    inhabitants: Figure


@dataclass(frozen=True, slots=True)
class GroupFigure:
    """A measure's figure for one team or for several together, with the split if one is given."""

    teams: tuple[str, ...]
    figure: Figure
    split: Mapping[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Measure:
    """Something measured of every team, such as growth or the safety index."""

    id: str
    name: str
    kind: Kind
    unit: str
    values: tuple[GroupFigure, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure about the region as a whole, such as its operational strength."""

    id: str
    name: str
    figure: Figure


@dataclass(frozen=True)
class Region:
    """A police unit: its teams and districts, pools, measures, and the context around them.

    Make one with :func:`load_region`, or from a table or a JSON document with the functions beside it;
    those check every figure first.

    Examples
    --------
    >>> from rvp_alloc import load_region
    >>> region = load_region("amsterdam-2022")
    >>> len(region.teams), str(region.team("amstelveen").formation)
    (17, '109.7 fte')
    """

    id: str
    name: str
    teams: tuple[Team, ...]
    districts: tuple[District, ...]
    pools: tuple[Pool, ...]
    measures: tuple[Measure, ...] = ()
    lines: tuple[Line, ...] = ()
    printed_formation: Figure | None = None
    facts: tuple[Fact, ...] = ()

    def team(self, name: str) -> Team:
        """Return the team with this id or name.

        Raises
        ------
        RequestError
            With the ids of the teams, if there is no such team.
        """
        try:
            return self._team_by_name[name]
        except KeyError:
            what, remedy = f"{self.name} has no such team", suggestion(name, list(self._team_by_name))
            raise RequestError([Problem("unknown_team", what, remedy, subject=name, value=name)]) from None

    def pool_of(self, team: str) -> Pool:
        """Return the pool the team is in."""
        return self._pool_by_team[self.team(team).id]

    def measure(self, name: str) -> Measure | None:
        """Return the measure with this id, or None."""
        return next((measure for measure in self.measures if measure.id == name), None)

    def teams_of(self, district: str) -> tuple[Team, ...]:
        """Return the teams of a district, in the region's order."""
        return tuple(team for team in self.teams if team.district == district)

    def to_html(self, lang: Lang = "en") -> str:
        """Return what a notebook shows: the first teams, how sure the figures are, and where they come from."""
        from rvp_alloc.region.notebook import region_html

        return region_html(self, lang)

    @cached_property
    def _team_by_name(self) -> Mapping[str, Team]:
        by_name = {team.name: team for team in self.teams}
        return MappingProxyType(by_name | {team.id: team for team in self.teams})

    @cached_property
    def _pool_by_team(self) -> Mapping[str, Pool]:
        return MappingProxyType({team: pool for pool in self.pools for team in pool.teams})

    def __repr__(self) -> str:
        formation = float(sum(team.formation.value for team in self.teams))
        parts = {"team": len(self.teams), "district": len(self.districts)}
        counted = ", ".join(f"{count} {part}{'' if count == 1 else 's'}" for part, count in parts.items())
        return f"<Region {self.id}: {counted}, {formation:,.1f} fte>"

    def _repr_html_(self) -> str:
        return self.to_html()
