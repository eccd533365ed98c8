"""What the parts of a change are called in a revision: what it brought itself is called after that."""

from rvp_alloc.analysis.comparison.differences import AIMS, FIGURES
from rvp_alloc.analysis.comparison.telling import part_name
from rvp_alloc.analysis.names import Names
from rvp_alloc.planning.revision.revision import Revision
from rvp_alloc.policy.aims.least_change import EARLIER_PLAN
from rvp_alloc.words import Lang, word

_BOUNDS = "bounds"


def names_of(revision: Revision, lang: Lang) -> Names:
    """Return what teams and figures are called, also those that only the old division has."""
    return Names(revision.new.region, lang, revision.old.region)


def part_called(revision: Revision, part: str, lang: Lang) -> str:
    """Return what a part of the inputs is called.

    Examples
    --------
    >>> from rvp_alloc import allocate, load_region
    >>> from rvp_alloc.planning.revision import revise
    >>> revision = revise(allocate(load_region("amsterdam-2022")), new_fte=72)
    >>> [part_called(revision, part, "en") for part in revision.comparison.parts]
    ['Budget', 'keeping the old division in mind']
    """
    told = {difference.part for difference in revision.differences}
    own = {AIMS: "least_change", _BOUNDS: "realised", f"{FIGURES}.{EARLIER_PLAN}": "earlier"}
    if part in own and part not in told:
        return word(f"revision_part_{own[part]}", lang)
    return part_name(part, lang, names_of(revision, lang))
