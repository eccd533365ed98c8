"""Path: how the whole division moves with one parameter or figure, exactly, with every breakpoint and what causes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rvp_alloc.allocate import try_allocate
from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.analysis.course import Course, course, number
from rvp_alloc.analysis.stretch import BINDS, Stretch
from rvp_alloc.analysis.walk import walk
from rvp_alloc.conflict import Conflict
from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.figure import exact_text
from rvp_alloc.policy.formulate import FACTS
from rvp_alloc.policy.policy import Policy
from rvp_alloc.region.region import Region

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Breakpoint:
    """A value at which something else begins to decide, and what: rows that begin or cease to bind, aims that are reached.

    Where the value is irrational (``exact`` is False) it is the nearest above it with 25 decimals.
    """

    value: Fraction
    causes: tuple[str, ...]
    exact: bool = True


@dataclass(frozen=True)
class Path:
    """The whole division as it moves with one parameter or figure, from ``start`` to ``stop``."""

    course: Course
    stretches: tuple[Stretch, ...]

    @property
    def parameter(self) -> str:
        """What moves."""
        return self.course.parameter

    @property
    def start(self) -> Fraction:
        """The first value of the parameter."""
        return self.course.start

    @property
    def stop(self) -> Fraction:
        """The last value of the parameter."""
        return self.course.stop

    @cached_property
    def breakpoints(self) -> tuple[Breakpoint, ...]:
        """Every value at which something else begins to decide, with its causes."""
        pairs = zip(self.stretches, self.stretches[1:], strict=False)
        return tuple(
            Breakpoint(left.stop, causes(left, right, self.parameter), left.exact_stop) for left, right in pairs
        )

    def at(self, value: Any) -> Mapping[str, Fraction] | None:
        """Return every team's new fte at a value: what ``allocate`` gives there; None where there is no division."""
        place = self._within(value)
        for stretch in self.stretches:
            if stretch.start < place < stretch.stop:
                return stretch.at(place) if stretch.feasible else None
        outcome = self.outcome(place)
        return {team.id: team.new_fte for team in outcome.teams} if isinstance(outcome, Allocation) else None

    def outcome(self, value: Any) -> Allocation | Conflict:
        """Return the proven division at a value, or the conflict, as ``try_allocate`` does."""
        return try_allocate(*self.course.at(self._within(value)))

    def to_frame(self) -> "pd.DataFrame":
        """Return a table with every team's new fte at both ends of every stretch; between them it is a line, or a curve."""
        import pandas as pd

        rows = [
            {self.parameter: float(value), "stretch": number, "team": team, "new_fte": float(amount)}
            for number, stretch in enumerate(self.stretches)
            for value in (stretch.start, stretch.stop)
            for team, amount in stretch.at(value).items()
        ]
        return pd.DataFrame(rows, columns=[self.parameter, "stretch", "team", "new_fte"])

    def _within(self, value: Any) -> Fraction:
        place = number(value, "value")
        if not self.start <= place <= self.stop:
            what = f"the path goes from {exact_text(self.start)} to {exact_text(self.stop)}"
            raise RequestError(
                [Problem("out_of_range", what, "Ask a value between, or a longer path", value=exact_text(place))]
            )
        return place

    def __repr__(self) -> str:
        empty = sum(not stretch.feasible for stretch in self.stretches)
        without = f", {empty} without a division" if empty else ""
        ends = f"{float(self.start):g} to {float(self.stop):g}"
        return f"<Path {self.parameter} {ends}: {len(self.stretches)} stretches{without}>"


def path(region: Region, policy: Policy, parameter: str, start: Any, stop: Any) -> Path:
    """Return the exact path of every team's new fte while one parameter or figure moves from start to stop.

    Parameters
    ----------
    region, policy
        As for :func:`allocate`.
    parameter
        A parameter of a rule that is on, such as ``budget.new_fte``, or a figure: ``formation.<team>``,
        ``wijkagenten.<team>``, ``inhabitants.<pool>``, ``<measure>.<team>``. When one weight of the key moves, the others
        share the rest as they do now.
    start, stop
        The first and the last value, in the unit of the parameter.

    Raises
    ------
    RequestError
        If there is no such parameter or figure, or it may not have those values.
    PolicyError
        If the policy does not fit the region.
    NotProvenError
        If the path has more than 10,000 stretches.

    Examples
    --------
    >>> from rvp_alloc import Policy, load_region
    >>> found = path(load_region("amsterdam-2022"), Policy.reference(), "budget.new_fte", 0, 200)
    >>> found
    <Path budget.new_fte 0 to 200: 6 stretches, 1 without a division>
    >>> float(found.breakpoints[0].value), found.breakpoints[-1].causes
    (38.041, ('area_norm:amstelveen',))
    >>> found.at(71)["aalsmeer-uithoorn"]
    Fraction(12219, 5000)
    """
    found = course(region, policy, parameter, start, stop)
    return Path(found, tuple(walk(found)))


def causes(left: Stretch, right: Stretch, parameter: str) -> tuple[str, ...]:
    """Return what decides on one side only: rows of rules and aims that bind; else how aims settle; else the figure itself."""
    for stretch in (left, right):
        if not stretch.feasible:
            return tuple(sorted(stretch.binding))
    both = left.binding.keys() | right.binding.keys()
    changed = [label for label in sorted(both) if left.binding.get(label) != right.binding.get(label)]
    binds = [label for label in changed if BINDS in (left.binding.get(label), right.binding.get(label))]
    known = [label for label in binds if not label.startswith(f"{FACTS}.")]
    return tuple(known or binds or changed) or (parameter,)
