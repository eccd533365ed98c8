"""The content of the short report of rules that cannot hold together."""

from rvp_alloc.conflict import Conflict
from rvp_alloc.report.content.clashes import clashes
from rvp_alloc.report.content.imprint import Imprint
from rvp_alloc.report.parts import Report


def report_of_conflict(conflict: Conflict, imprint: Imprint) -> Report:
    """Return the report of rules that cannot hold together."""
    form = imprint.form
    return Report(
        imprint.lang,
        form.say("conflict_title"),
        imprint.subtitle(conflict.case.region.name),
        (form.say("conflict_lead"), form.say("conflict_decide")),
        sections=tuple(clashes(conflict, imprint.lang)),
        closing=form.say("closing"),
    )
