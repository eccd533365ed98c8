"""Revision: a division and what came in its place, with what moves and why. Frozen; words and tables are derived from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn

from rvp_alloc.allocate import allocate
from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.analysis.comparison.comparison import Comparison, TeamChange, compare
from rvp_alloc.analysis.comparison.differences import AIMS, Difference
from rvp_alloc.analysis.movement import gained, lost, movement
from rvp_alloc.figure import exact_text
from rvp_alloc.planning.revision.earlier_plan import without_earlier_plan, without_least_change
from rvp_alloc.policy.aims.least_change import EARLIER_PLAN
from rvp_alloc.words import Lang

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table

_FLOOR = "bounds.floor.team."


@dataclass(frozen=True, slots=True)
class Pin:
    """What the authority decides for one team: its new fte, who decided, and why."""

    fte: Any
    author: str
    reason: str


@dataclass(frozen=True, eq=False)
class Revision:
    """A division and its revision, with what moves and why; made by :func:`revise`."""

    old: Allocation
    new: Allocation
    realised: Mapping[str, Fraction]
    least_change: bool
    base: Allocation = field(repr=False)

    @cached_property
    def comparison(self) -> Comparison:
        """What differs in the inputs, and how much of each team's change is due to which difference; adds up exactly."""
        return compare(self.base, self.new)

    @property
    def teams(self) -> tuple[TeamChange, ...]:
        """What every team gets in both, and what each difference in the inputs brings."""
        return self.comparison.teams

    @property
    def moved(self) -> tuple[TeamChange, ...]:
        """The teams that get something else, the largest change first."""
        return tuple(sorted((team for team in self.teams if team.change), key=lambda team: -abs(team.change)))

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """What differs in the inputs, without what the revision brings itself: the old division, and what is realised."""
        found = self.comparison.differences
        floors = {f"{_FLOOR}{team}" for team in self.realised}
        own = {entry.path for entry in found if entry.path in floors and entry.first is None}
        own |= {entry.path for entry in found if entry.path.startswith(f"{EARLIER_PLAN}.")}
        if all(entry.path in own or entry.path == "bounds.state" for entry in found if entry.part == "bounds"):
            own.add("bounds.state")
        if without_least_change(self.base.policy).aims == without_least_change(self.new.policy).aims:
            own.add(AIMS)
        return tuple(entry for entry in found if entry.path not in own)

    @cached_property
    def afresh(self) -> Allocation:
        """What the same figures, rules and decisions give without the old division in mind: it shows what stability costs."""
        if not self.least_change:
            return self.new
        region, policy = without_earlier_plan(self.new.region), without_least_change(self.new.policy_asked)
        return allocate(region, policy, solver=self.new.solver)

    @property
    def gained(self) -> Fraction:
        """How many fte teams get more than in the old division, together."""
        return gained(team.change for team in self.teams)

    @property
    def lost(self) -> Fraction:
        """How many fte teams get less than in the old division, together."""
        return lost(team.change for team in self.teams)

    @property
    def movement(self) -> Fraction:
        """How many fte go elsewhere: what teams lose or gain against the old division, whichever is more."""
        return movement(team.change for team in self.teams)

    def text(self, lang: Lang = "en") -> str:
        """Return the revision in words: what moves, what stays by decision or fact, and why."""
        from rvp_alloc.planning.revision.telling import tell

        return tell(self, lang)

    def to_frame(self) -> "pd.DataFrame":
        """Return one row per team, in floats: what it gets in both, the change, and what each part brings."""
        return self.comparison.to_frame()

    def to_dict(self) -> dict[str, Any]:
        """Return the revision as JSON data; ``old`` and ``new`` are results that ``verify.py`` checks."""
        return {
            "schema_version": 1,
            "kind": "revision",
            "least_change": self.least_change,
            "realised": {team: exact_text(fte) for team, fte in self.realised.items()},
            "movement": exact_text(self.movement),
            "comparison": self.comparison.to_dict(),
            "old": self.old.to_dict(),
            "new": self.new.to_dict(),
        }

    def table(self, lang: Lang = "en") -> "Table":
        """Return a table for a terminal (rich): what every team gets in both, and the change."""
        from rvp_alloc.planning.revision.table import revision_table

        return revision_table(self, lang)

    def to_html(self, lang: Lang = "en") -> str:
        """Return the revision as HTML that stands by itself in a notebook, light or dark."""
        from rvp_alloc.planning.revision.table import revision_html

        return revision_html(self, lang)

    def _repr_html_(self) -> str:
        return self.to_html()

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<Revision {self.new.region.id}: {len(self.moved)} of {len(self.teams)} teams move>"

    def __bool__(self) -> NoReturn:
        """Refuse: a revision is not a yes or a no."""
        raise TypeError("a Revision has no truth value; look at what moved")
