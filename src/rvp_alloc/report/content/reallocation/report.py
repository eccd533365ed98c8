"""The whole report of a reallocation."""

from rvp_alloc.allocation import Allocation
from rvp_alloc.planning.reallocation import Reallocation
from rvp_alloc.report import charts
from rvp_alloc.report.content.division.material import Material
from rvp_alloc.report.content.division.unknown import unknown
from rvp_alloc.report.content.imprint import Imprint
from rvp_alloc.report.content.picture import front_picture
from rvp_alloc.report.content.reallocation.front import lead, moves, notices, places, tiles
from rvp_alloc.report.content.reallocation.key import key, limits
from rvp_alloc.report.content.reallocation.protection import protection
from rvp_alloc.report.content.reallocation.record import record
from rvp_alloc.report.content.reallocation.teams import teams, years
from rvp_alloc.report.parts import Report


def report_of_reallocation(found: Reallocation, imprint: Imprint) -> Report:
    """Return the report of a reallocation."""
    form = imprint.form
    last = found.plan if isinstance(found.plan, Allocation) else found.plan.results[-1].division
    material = Material(last, imprint, None, {})
    moves_told = bool(found.losers or found.winners)
    asked = any(team.change or team.target for team in found.teams)
    picture = [front_picture(charts.reallocated(found, imprint.lang))] if asked else []
    sections = (
        *teams(found, form),
        *years(found, form),
        protection(found, form),
        key(found, material),
        limits(form),
        unknown(material),
        record(found, material),
    )
    return Report(
        imprint.lang,
        form.say("reallocation_title" if moves_told else "reallocation_title_nothing"),
        imprint.subtitle(found.region.name),
        tuple(lead(found, form)),
        tiles(found, form),
        (moves(found, form),),
        tuple(places(found, form)),
        (*notices(found, form), *picture),
        sections,
        form.say("closing"),
    )
