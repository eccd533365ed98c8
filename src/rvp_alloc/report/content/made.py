"""Made: with what, by whom and when an answer was made, as its record has it."""

from collections.abc import Mapping
from typing import Any

from rvp_alloc.region.region import Region
from rvp_alloc.report.content.imprint import Imprint
from rvp_alloc.report.parts import Column, Row, Table


def made(imprint: Imprint, region: Region, record: Mapping[str, Any]) -> Table:
    """Return what an answer was made with; what is not on record is left out.

    Parameters
    ----------
    imprint
        Who made the report, and when.
    region
        The region of the answer.
    record
        The part ``record`` of the answer as JSON data.
    """
    form = imprint.form
    rows = [
        (form.say("made_by"), imprint.author),
        (form.say("made_on"), imprint.date),
        (form.say("made_region"), f"{region.name} ({region.id})"),
        (form.say("made_region_hash"), record["region_sha256"]),
        (form.say("made_policy"), record.get("policy", "")),
        (form.say("made_policy_hash"), record["policy_sha256"]),
        (form.say("made_solver"), record["solver"]),
        (form.say("made_versions"), ", ".join(f"{name} {version}" for name, version in record["versions"].items())),
    ]
    columns = (Column(form.say("made_what"), number=False), Column(form.say("made_which"), number=False))
    return Table(form.say("made"), columns, tuple(Row(row) for row in rows if row[1]))
