"""What teams get, added up over districts, driehoeken and municipalities."""

from collections.abc import Mapping, Sequence

from rvp_alloc.allocation import Allocation
from rvp_alloc.model import Number
from rvp_alloc.report.workbook.division.layout import Layout
from rvp_alloc.report.workbook.formula import Formulas
from rvp_alloc.report.workbook.live import exact

SCOPES = ("district", "authority", "municipality")


def place_names(plan: Allocation, scope: str) -> Mapping[str, str]:
    """Return the places of a kind in which teams lie, with their names."""
    names = {district.id: district.name for district in plan.region.districts} if scope == "district" else {}
    return {place: names.get(place, place) for place in plan.totals[scope]}


def by_place(layout: Layout, formulas: Formulas, scope: str, amounts: Mapping[str, Number]) -> Sequence[Number]:
    """Return what the teams of each place have together; a team in several counts by its parts."""
    return [_of_place(layout, formulas, scope, place, amounts) for place in layout.plan.totals[scope]]


def _of_place(layout: Layout, formulas: Formulas, scope: str, place: str, amounts: Mapping[str, Number]) -> Number:
    if scope == "district":
        return sum(amounts[team.id] for team in layout.plan.region.teams if team.district == place)
    standing_in = formulas.arithmetic.standing_in
    total: Number = 0
    for row, share in enumerate(layout.shares):
        if (share.scope, share.place) == (scope, place):
            total = total + standing_in(layout.in_places.cell(row, 1), exact(share.value)) * amounts[share.team]
    return total
