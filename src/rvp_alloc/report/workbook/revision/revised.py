"""Revised: what a revision comes down to on its sheet, of one division or of a plan over years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rvp_alloc.analysis.comparison.comparison import TeamChange
from rvp_alloc.analysis.comparison.telling import part_name
from rvp_alloc.analysis.names import Names
from rvp_alloc.planning.revision import Revision
from rvp_alloc.planning.years_revision import YearsRevision
from rvp_alloc.planning.years_revision.telling import part_called, title
from rvp_alloc.policy.policy import Policy
from rvp_alloc.region.region import Region
from rvp_alloc.words import Lang, amount_text, word


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
    comparison, new, moved = revision.comparison, revision.new, len(revision.moved)
    told = word("revision_title" if moved else "revision_nothing", lang).format(
        unit=new.region.name, moved=moved, teams=len(revision.teams), fte=amount_text(revision.movement, "fte", lang)
    )
    names = Names(new.region, lang, comparison.first.region)
    return Revised(
        region=new.region,
        policy=new.policy,
        told=told,
        weighed=word("revision_least_change", lang) if revision.least_change else "",
        teams=revision.teams,
        parts={part: part_name(part, lang, names) for part in comparison.parts},
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
        parts={part: part_called(revision, part, lang) for part in revision.parts},
        totals=revision.base.results[-1].division.totals,
        planned=revision.planned,
        realised=revision.realised,
    )
