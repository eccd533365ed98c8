"""The whole report of a plan over several years."""

from rvp_alloc.planning.years import YearPlan
from rvp_alloc.report import charts
from rvp_alloc.report.content.division.unknown import unknown
from rvp_alloc.report.content.imprint import Imprint
from rvp_alloc.report.content.picture import front_picture
from rvp_alloc.report.content.years import by_year, front
from rvp_alloc.report.content.years.course import norm, toward_key
from rvp_alloc.report.content.years.inputs import inputs
from rvp_alloc.report.content.years.matter import Matter
from rvp_alloc.report.content.years.record import record
from rvp_alloc.report.content.years.rules import rules
from rvp_alloc.report.parts import Report


def report_of_years(plan: YearPlan, imprint: Imprint) -> Report:
    """Return the report of a plan over several years."""
    matter = Matter(plan, imprint)
    return Report(
        imprint.lang,
        front.title(matter),
        imprint.subtitle(plan.region.name),
        front.lead(matter),
        front.tiles(matter),
        (front.per_team(matter),),
        (front.per_place(matter),),
        (*front.notices(matter), front_picture(charts.year_by_year(plan, imprint.lang))),
        (
            by_year.by_year(matter),
            toward_key(matter),
            *norm(matter),
            by_year.per_place(matter),
            inputs(matter),
            rules(matter),
            unknown(matter.at_the_end),
            record(matter),
        ),
        imprint.form.say("closing"),
    )
