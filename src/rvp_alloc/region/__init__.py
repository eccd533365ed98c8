"""The figures a division is about: teams, pools, measures, and where each number comes from."""

from rvp_alloc.region.files import load_region, read_region, save_region
from rvp_alloc.region.region import District, Fact, GroupFigure, Kind, Line, Measure, Pool, Region, Team
from rvp_alloc.region.report import Difference, differences, remarks

__all__ = [
    "Difference",
    "District",
    "Fact",
    "GroupFigure",
    "Kind",
    "Line",
    "Measure",
    "Pool",
    "Region",
    "Team",
    "differences",
    "load_region",
    "read_region",
    "remarks",
    "save_region",
]
