"""Revised: what a revision comes down to on its sheet, of one division or of a plan over years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rvp_alloc.analysis.comparison.comparison import TeamChange
from rvp_alloc.planning.revision import Revision
from rvp_alloc.planning.revision.parts import part_called
from rvp_alloc.planning.revision.telling import verdict
from rvp_alloc.planning.years_revision import YearsRevision
from rvp_alloc.planning.years_revision.telling import part_called as part_of_plan_called
from rvp_alloc.planning.years_revision.telling import title
from rvp_alloc.policy.policy import Policy
from rvp_alloc.region.region import Region
from rvp_alloc.words import Lang, word


@dataclass(frozen=True, slots=True)
class Revised:
    """A revision as its sheet shows it.

    ``told`` is what moves, in one sentence, and ``weighed`` how the revision weighs the old answer, empty where it does not.
    ``teams`` have what was and what is in the end, ``totals`` are what places had, and ``parts`` say what each part of the
    effects is called. ``planned`` is empty where the old answer asks nothing of what has passed.
    """

    region: Region
    policy: Policy
    told: str
    weighed: str
    teams: Sequence[TeamChange]
    parts: Mapping[str, str]
    totals: Mapping[str, Mapping[str, Fraction]]
    planned: Mapping[str, Fraction]
    realised: Mapping[str, Fraction]


def revised_division(revision: Revision, lang: Lang) -> Revised:
    """Return what a revised division comes down to."""
    return Revised(
        region=revision.new.region,
        policy=revision.new.policy,
        told=verdict(revision, lang),
        weighed=word("revision_least_change", lang) if revision.least_change else "",
        teams=revision.teams,
        parts={part: part_called(revision, part, lang) for part in revision.comparison.parts},
        totals=revision.old.totals,
        planned={},
        realised=revision.realised,
    )


def revised_plan(revision: YearsRevision, lang: Lang) -> Revised:
    """Return what a revised plan over years comes down to: what is by the end of its last year."""
    return Revised(
        region=revision.region,
        policy=revision.new.task.policy,
        told=f"{title(revision, lang)}.",
        weighed=word("replan_least_change", lang) if revision.least_change else "",
        teams=revision.teams(),
        parts={part: part_of_plan_called(revision, part, lang) for part in revision.parts},
        totals=revision.base.results[-1].division.totals,
        planned=revision.planned,
        realised=revision.realised,
    )
