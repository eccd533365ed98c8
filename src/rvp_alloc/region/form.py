"""The form of a region document."""

from rvp_alloc.border import ByName, Document, FigureDocument, Id, Many, Name, Number, Text, Version
from rvp_alloc.region.region import Kind


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
    authorities: ByName[FigureDocument] = {}
    municipalities: ByName[FigureDocument] = {}


class DistrictDocument(Document):
    """A district with its other lines and the totals printed in the source."""

    id: Id
    name: Name
    lines: Many[LineDocument] = []
    printed_formation: FigureDocument | None = None
    printed_wijkagenten: FigureDocument | None = None


class PoolDocument(Document):
    """Teams whose inhabitants are known only together."""

    id: Id
    teams: Many[Id]
    inhabitants: FigureDocument


class GroupFigureDocument(FigureDocument):
    """A measure's figure for one team, or for several together with an optional split."""

    teams: Many[Id]
    split: dict[Id, Number] = {}


class MeasureDocument(Document):
    """Something measured of every team."""

    id: Id
    name: Name
    kind: Kind
    unit: Text = ""
    values: Many[GroupFigureDocument]


class FactDocument(Document):
    """A figure about the region as a whole."""

    id: Id
    name: Name
    figure: FigureDocument


class RegionDocument(Document):
    """A region as JSON."""

    schema_version: Version
    id: Id
    name: Name
    teams: Many[TeamDocument]
    districts: Many[DistrictDocument]
    pools: Many[PoolDocument]
    measures: Many[MeasureDocument] = []
    lines: Many[LineDocument] = []
    printed_formation: FigureDocument | None = None
    facts: Many[FactDocument] = []
