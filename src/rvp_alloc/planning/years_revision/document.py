"""A revision of a plan over years as JSON data."""

from typing import Any

from rvp_alloc.analysis.comparison.document import difference_to_dict
from rvp_alloc.figure import exact_text
from rvp_alloc.planning.years_revision.years_revision import YearsRevision


def revision_to_dict(revision: YearsRevision) -> dict[str, Any]:
    """Return the revision: what differs, what changes for every team in every year and why, and both plans with their proofs."""
    return {
        "schema_version": 1,
        "kind": "years_revision",
        "least_change": revision.least_change,
        "differences": [difference_to_dict(difference) for difference in revision.differences],
        "parts": list(revision.parts),
        "years": [
            {
                "year": year,
                "movement": exact_text(revision.movement(year)),
                "teams": [
                    {
                        "id": team.id,
                        "team": team.name,
                        "old": exact_text(team.first),
                        "new": exact_text(team.second),
                        "change": exact_text(team.change),
                        "effects": {part: exact_text(fte) for part, fte in team.effects.items()},
                    }
                    for team in revision.teams(year)
                ],
            }
            for year in revision.years
        ],
        "old": revision.old.to_dict(),
        "new": revision.new.to_dict(),
    }
