"""Revise a division: new figures, what is realised and what the authority decides, with as little change as that allows."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn

from rvp_alloc.allocate import allocate
from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.analysis.comparison.comparison import Comparison, TeamChange, compare
from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.figure import Confidence, Figure, exact_text
from rvp_alloc.planning.cap import check_region, number_from, team_ids
from rvp_alloc.planning.inputs import with_floors, with_measure
from rvp_alloc.policy.aims.least_change import EARLIER_PLAN, LeastChange
from rvp_alloc.policy.policy import Policy
from rvp_alloc.region.region import Region
from rvp_alloc.solving.pulp_backend import DEFAULT_SOLVER
from rvp_alloc.words import Lang

if TYPE_CHECKING:
    import pandas as pd

_GUIDES = "key"


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

    @property
    def movement(self) -> Fraction:
        """How many fte go elsewhere: what teams lose or gain against the old division, whichever is more."""
        gained = sum((team.change for team in self.teams if team.change > 0), Fraction(0))
        lost = -sum((team.change for team in self.teams if team.change < 0), Fraction(0))
        return max(gained, lost)

    def text(self, lang: Lang = "en") -> str:
        """Return the revision in words: what moves, what stays by decision or fact, and why."""
        from rvp_alloc.planning.telling import tell_revision

        return tell_revision(self, lang)

    def to_frame(self) -> "pd.DataFrame":
        """Return one row per team, in floats: what it gets in both, the change, and what each part brings."""
        return self.comparison.to_frame()

    def to_dict(self) -> dict[str, Any]:
        """Return the revision as JSON data; ``new`` is a result that ``verify.py`` checks."""
        return {
            "schema_version": 1,
            "kind": "revision",
            "least_change": self.least_change,
            "realised": {team: exact_text(fte) for team, fte in self.realised.items()},
            "movement": exact_text(self.movement),
            "comparison": self.comparison.to_dict(),
            "new": self.new.to_dict(),
        }

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<Revision {self.new.region.id}: {len(self.moved)} of {len(self.teams)} teams move>"

    def __bool__(self) -> NoReturn:
        """Refuse: a revision is not a yes or a no."""
        raise TypeError("a Revision has no truth value; look at what moved")


def revise(  # noqa: PLR0913  (what a revision asks, each by its name)
    old: Allocation,
    region: Region | None = None,
    policy: Policy | None = None,
    *,
    new_fte: Any = None,
    realised: Mapping[str, Any] | None = None,
    pins: Mapping[str, Pin] | None = None,
    least_change: bool = True,
    solver: str = DEFAULT_SOLVER,
    time_limit: float | None = None,
) -> Revision:
    """Divide again after a year: with new figures, what is realised kept, and as little change as that allows.

    With ``least_change`` the order is: hard rules, guiding norms, then the old division, then the rest of the policy's aims.
    Nearest to the old division is the one whose largest change of a team, as a share of its formation, is smallest; then
    the next largest, and so on (aim ``least_change``). It settles what every team gets, so the key decides nothing any more.
    A plan over years is revised by planning the rest of it again: :func:`plan_years` with what is ``realised``.
    A policy that names ``least_change`` among its aims keeps the place it gives it. Without ``least_change`` the revised
    division is the one that the policy gives by itself, as if there were no old one, save for what is realised and pinned.

    Parameters
    ----------
    old
        The division that is revised.
    region, policy
        New figures and rules; those of the old division if None.
    new_fte
        The new number of fte; that of the policy if None.
    realised
        Fte that teams have got already, by team: a floor for each, since nobody goes back. Other teams have none.
    pins
        What the authority decides, by team, each with author and reason.
    least_change
        Whether the old division weighs, as told above.
    solver, time_limit
        As for :func:`allocate`.

    Returns
    -------
    Revision
        Its ``new`` is a proven division like any other.

    Raises
    ------
    InputError
        If something is wrong in what is given.
    InfeasibleError
        If the rules, with what is realised and pinned, cannot hold together.

    Examples
    --------
    >>> from rvp_alloc import allocate, load_region
    >>> plan = allocate(load_region("amsterdam-2022"), new_fte=71)
    >>> revise(plan)
    <Revision amsterdam-2022: 0 of 17 teams move>
    >>> pin = Pin(3, "driehoek Amsterdam (made up)", "market days (made up)")
    >>> revision = revise(plan, pins={"Zuid-de Pijp": pin})
    >>> float(revision.new.team("Zuid-de Pijp").new_fte), round(float(revision.movement), 3)
    (3.0, 0.739)
    """
    if not isinstance(old, Allocation):
        what = f"a {type(old).__name__} is given where a division is asked for"
        raise RequestError([Problem("no_division", what, "Give what allocate returns", field="old")])
    new_region, new_policy = region or old.region, policy or old.policy
    check_region(new_region)
    if new_fte is not None:
        new_policy = new_policy.set("budget.new_fte", new_fte)
    floors = {
        team: number_from(raw, f"realised.{team}")
        for team, raw in team_ids(new_region, realised or {}, "realised").items()
    }
    new_policy = pinned(with_floors(new_policy, _floors(floors)), pins or {})
    base = old
    if least_change:
        base = _with_earlier_plan(old, solver, time_limit)
        new_region = _earlier_plan(new_region, old)
        new_policy = with_least_change(new_policy)
    new = allocate(new_region, new_policy, solver=solver, time_limit=time_limit)
    return Revision(old, new, floors, least_change, base)


def _floors(realised: Mapping[str, Fraction]) -> dict[str, Figure]:
    return {
        team: Figure(fte, "fte", "realised", "", Confidence.ASSUMPTION, "what is realised is not taken back")
        for team, fte in realised.items()
    }


def pinned(policy: Policy, pins: Mapping[str, Pin]) -> Policy:
    """Return a policy with these pins on top of those that it has."""
    for team, pin in pins.items():
        policy = policy.set(f"pins.{team}", pin.fte, source=pin.author, note=pin.reason)
    return policy


def _earlier_plan(region: Region, old: Allocation) -> Region:
    """Return a region that knows what every team gets in the old division; a team that was not in it had nothing."""
    given = {team.id: team.new_fte for team in old.teams}
    values = {team.id: given.get(team.id, Fraction(0)) for team in region.teams}
    return with_measure(region, EARLIER_PLAN, "Earlier plan", values, f"division of {old.region.id}, {old.policy.name}")


def _with_earlier_plan(old: Allocation, solver: str, time_limit: float | None) -> Allocation:
    """Return the old division, its region knowing itself as the earlier plan: so that this is no difference between the two."""
    return allocate(_earlier_plan(old.region, old), old.policy, solver=solver, time_limit=time_limit)


def with_least_change(policy: Policy) -> Policy:
    """Return a policy that pursues least change, before the key if it does not say where."""
    if LeastChange.id in policy.aims:
        return policy
    place = policy.aims.index(_GUIDES) if _GUIDES in policy.aims else len(policy.aims)
    return replace(policy, aims=(*policy.aims[:place], LeastChange.id, *policy.aims[place:]))
