"""The whole report of whole posts."""

from rvp_alloc.planning.rounding import Rounded
from rvp_alloc.report import charts
from rvp_alloc.report.content.imprint import Imprint
from rvp_alloc.report.content.picture import front_picture
from rvp_alloc.report.content.rounding.cost import beyond, cost, heads, norm
from rvp_alloc.report.content.rounding.front import lead, notices, per_place, per_place_note, per_team, tiles
from rvp_alloc.report.content.rounding.matter import Matter
from rvp_alloc.report.content.rounding.methods import methods
from rvp_alloc.report.content.rounding.record import chosen, record
from rvp_alloc.report.parts import Report


def report_of_rounding(rounded: Rounded, imprint: Imprint) -> Report:
    """Return the report of a division in whole posts."""
    form, matter = imprint.form, Matter(rounded, imprint)
    title = form.say("rounding_title", fte=form.short(rounded.total), step=form.short(rounded.step))
    sections = (cost(matter), *norm(matter), *heads(matter), *beyond(matter), methods(matter), chosen(matter))
    return Report(
        imprint.lang,
        title,
        imprint.subtitle(rounded.plan.region.name),
        lead(matter),
        tiles(matter),
        (per_team(matter),),
        (per_place(matter), *per_place_note(matter)),
        (*notices(matter), front_picture(charts.whole_posts(rounded, imprint.lang))),
        (*sections, record(matter)),
        form.say("closing"),
    )
