"""The whole report of a revised plan over years: what changes, and then the new plan itself."""

from rvp_alloc.planning.years_revision import YearsRevision
from rvp_alloc.report import charts
from rvp_alloc.report.content.division.unknown import unknown
from rvp_alloc.report.content.imprint import Imprint
from rvp_alloc.report.content.picture import front_picture
from rvp_alloc.report.content.years.course import norm, toward_key
from rvp_alloc.report.content.years.inputs import inputs
from rvp_alloc.report.content.years.matter import Matter
from rvp_alloc.report.content.years.record import record
from rvp_alloc.report.content.years.rules import rules
from rvp_alloc.report.content.years_revision import causes, front
from rvp_alloc.report.parts import Report
from rvp_alloc.report.periods import period_name


def report_of_years_revision(revision: YearsRevision, imprint: Imprint) -> Report:
    """Return the report of a revised plan over years."""
    form, matter = imprint.form, Matter(revision.new, imprint)
    picture = [front_picture(charts.changes(revision, imprint.lang))] if revision.moved() else []
    return Report(
        imprint.lang,
        form.say("replan_title", years=period_name(revision.years)),
        imprint.subtitle(revision.region.name),
        tuple(front.lead(revision, form)),
        front.tiles(revision, form),
        (front.teams(revision, form),),
        tuple(front.places(revision, form)),
        (*front.notices(revision, form), *picture),
        (
            causes.inputs(revision, form),
            *causes.why(revision, form),
            causes.by_year(revision, form),
            toward_key(matter),
            *norm(matter),
            inputs(matter),
            rules(matter),
            unknown(matter.at_the_end),
            record(matter, "replan_verify", "revision.json"),
        ),
        form.say("closing"),
    )
