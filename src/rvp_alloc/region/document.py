"""The JSON form of a region, and the way to and from a checked Region."""

from collections.abc import Mapping
from typing import Any, Literal

from rvp_alloc.border import Document, FigureDocument, Id, Name, Number, Text, validated
from rvp_alloc.errors import RegionError
from rvp_alloc.figure import Figure, exact_text
from rvp_alloc.region.check import check_meaning
from rvp_alloc.region.region import District, Fact, GroupFigure, Kind, Line, Measure, Pool, Region, Team

SCHEMA_VERSION = 1


class LineDocument(Document):
    """Formation of a part of the unit that is not a basisteam, in fte."""

    id: Id
    name: Name
    formation: FigureDocument
    part_of: Text = ""


class TeamDocument(Document):
    """A basisteam; formation and wijkagenten in fte, shares adding up to 1."""

    id: Id
    name: Name
    district: Id
    formation: FigureDocument
    wijkagenten: FigureDocument
    authorities: dict[Name, FigureDocument] = {}
    municipalities: dict[Name, FigureDocument] = {}


class DistrictDocument(Document):
    """A district with its other lines and the totals printed in the source."""

    id: Id
    name: Name
    lines: list[LineDocument] = []
    printed_formation: FigureDocument | None = None
    printed_wijkagenten: FigureDocument | None = None


class PoolDocument(Document):
    """Teams whose inhabitants are known only together."""

    id: Id
    teams: list[Id]
    inhabitants: FigureDocument


class GroupFigureDocument(FigureDocument):
    """A measure's figure for one team, or for several together with an optional split."""

    teams: list[Id]
    split: dict[Id, Number] = {}


class MeasureDocument(Document):
    """Something measured of every team."""

    id: Id
    name: Name
    kind: Kind
    unit: Text = ""
    values: list[GroupFigureDocument]


class FactDocument(Document):
    """A figure about the region as a whole."""

    id: Id
    name: Name
    figure: FigureDocument


class RegionDocument(Document):
    """A region as JSON."""

    schema_version: Literal[1]
    id: Id
    name: Name
    teams: list[TeamDocument]
    districts: list[DistrictDocument]
    pools: list[PoolDocument]
    measures: list[MeasureDocument] = []
    lines: list[LineDocument] = []
    printed_formation: FigureDocument | None = None
    facts: list[FactDocument] = []


def region_from_dict(data: Any, origin: str = "region") -> Region:
    """Make a region from its JSON form, checked.

    Raises
    ------
    RegionError
        With every problem found: first of form, then, if the form is right, of meaning.
    """
    if not isinstance(data, Mapping):
        data = {} if data is None else data
    region = _build(validated(RegionDocument, data, RegionError, origin))
    problems = list(check_meaning(region))
    if problems:
        raise RegionError(problems, origin)
    return region


def region_to_dict(region: Region) -> dict[str, Any]:
    """Return the JSON form of a region; ``region_from_dict`` gives the same region back."""
    return {
        "schema_version": SCHEMA_VERSION,
        "id": region.id,
        "name": region.name,
        "printed_formation": _optional(region.printed_formation),
        "districts": [
            {
                "id": district.id,
                "name": district.name,
                "printed_formation": _optional(district.printed_formation),
                "printed_wijkagenten": _optional(district.printed_wijkagenten),
                "lines": [_line(line) for line in district.lines],
            }
            for district in region.districts
        ],
        "lines": [_line(line) for line in region.lines],
        "teams": [
            {
                "id": team.id,
                "name": team.name,
                "district": team.district,
                "formation": team.formation.to_dict(),
                "wijkagenten": team.wijkagenten.to_dict(),
                "authorities": _figures(team.authorities),
                "municipalities": _figures(team.municipalities),
            }
            for team in region.teams
        ],
        "pools": [
            {"id": pool.id, "teams": list(pool.teams), "inhabitants": pool.inhabitants.to_dict()}
            for pool in region.pools
        ],
        "measures": [
            {
                "id": measure.id,
                "name": measure.name,
                "kind": str(measure.kind),
                "unit": measure.unit,
                "values": [
                    {"teams": list(group.teams), "split": _shares(group.split), **group.figure.to_dict()}
                    for group in measure.values
                ],
            }
            for measure in region.measures
        ],
        "facts": [{"id": fact.id, "name": fact.name, "figure": fact.figure.to_dict()} for fact in region.facts],
    }


def _optional(figure: Figure | None) -> dict[str, str] | None:
    return figure.to_dict() if figure else None


def _line(line: Line) -> dict[str, Any]:
    return {"id": line.id, "name": line.name, "formation": line.formation.to_dict(), "part_of": line.part_of}


def _figures(figures: Mapping[str, Figure]) -> dict[str, dict[str, str]]:
    return {name: figure.to_dict() for name, figure in figures.items()}


def _shares(shares: Mapping[str, Any]) -> dict[str, str]:
    return {name: exact_text(share) for name, share in shares.items()}


def _build(document: RegionDocument) -> Region:
    return Region(
        id=document.id,
        name=document.name,
        teams=tuple(
            Team(
                team.id,
                team.name,
                team.district,
                team.formation.figure("fte"),
                team.wijkagenten.figure("fte"),
                {name: share.figure("share") for name, share in team.authorities.items()},
                {name: share.figure("share") for name, share in team.municipalities.items()},
            )
            for team in document.teams
        ),
        districts=tuple(
            District(
                district.id,
                district.name,
                tuple(_build_line(line) for line in district.lines),
                _build_optional(district.printed_formation),
                _build_optional(district.printed_wijkagenten),
            )
            for district in document.districts
        ),
        pools=tuple(
            Pool(pool.id, tuple(pool.teams), pool.inhabitants.figure("inhabitants")) for pool in document.pools
        ),
        measures=tuple(
            Measure(
                measure.id,
                measure.name,
                measure.kind,
                measure.unit,
                tuple(
                    GroupFigure(tuple(group.teams), group.figure(measure.unit), dict(group.split))
                    for group in measure.values
                ),
            )
            for measure in document.measures
        ),
        lines=tuple(_build_line(line) for line in document.lines),
        printed_formation=_build_optional(document.printed_formation),
        facts=tuple(Fact(fact.id, fact.name, fact.figure.figure("")) for fact in document.facts),
    )


def _build_line(line: LineDocument) -> Line:
    return Line(line.id, line.name, line.formation.figure("fte"), line.part_of)


def _build_optional(document: FigureDocument | None) -> Figure | None:
    return document.figure("fte") if document else None
