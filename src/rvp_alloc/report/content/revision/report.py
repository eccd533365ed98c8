"""The whole report of a revision; where nothing changes it is short."""

from rvp_alloc.planning.revision import Revision
from rvp_alloc.report import charts
from rvp_alloc.report.content.division.material import Material
from rvp_alloc.report.content.division.unknown import unknown
from rvp_alloc.report.content.imprint import Imprint
from rvp_alloc.report.content.picture import front_picture
from rvp_alloc.report.content.revision.causes import inputs, why
from rvp_alloc.report.content.revision.front import lead, notices, places, teams, tiles
from rvp_alloc.report.content.revision.kept import decided, realised
from rvp_alloc.report.content.revision.record import record, rules
from rvp_alloc.report.content.revision.stability import stability
from rvp_alloc.report.parts import Report


def report_of_revision(revision: Revision, imprint: Imprint) -> Report:
    """Return the report of a revision."""
    form = imprint.form
    new = Material(revision.new, imprint, None, {})
    moved = revision.moved
    picture = [front_picture(charts.changes(revision, imprint.lang))] if moved else []
    sections = (
        inputs(revision, form),
        *why(revision, form),
        *realised(revision, form),
        *decided(revision, form),
        *stability(revision, form),
        rules(new),
        unknown(new),
        record(revision, new),
    )
    return Report(
        imprint.lang,
        form.say("revision_title" if moved else "revision_title_nothing"),
        imprint.subtitle(revision.new.region.name),
        tuple(lead(revision, form)),
        tiles(revision, form),
        (teams(revision, form),),
        tuple(places(revision, form)),
        (*notices(revision, new), *picture),
        sections,
        form.say("closing"),
    )
