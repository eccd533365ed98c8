"""Frontier: what one aim costs the other, exactly: every corner of the trade-off between the two.

The method is that of the epsilon-constraint (Haimes, Lasdon and Wismer 1971): one aim is held at a level by the rule
``reach``, the other made as good as it can be; and the level is moved, exactly, from one end to the other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rvp_alloc.allocate import allocate
from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.analysis.course import Course, number
from rvp_alloc.analysis.trade import at_levels, best_level, trade
from rvp_alloc.analysis.walk import walk
from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.figure import exact_text
from rvp_alloc.policy.policy import Policy
from rvp_alloc.region.region import Region

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Corner:
    """A point at which the price changes: the level of each aim, and the division that reaches both.

    ``slope`` is what the second aim changes, in its unit, when the first rises by 1, from here to the next corner; None at
    the last. ``policy`` asks the first aim to reach its level, and pursues the second before all others.
    """

    first: Fraction
    second: Fraction
    slope: Fraction | None
    region: Region = field(repr=False, compare=False)
    policy: Policy = field(repr=False, compare=False)

    @cached_property
    def allocation(self) -> Allocation:
        """The proven division that has these levels, made when first asked for."""
        return allocate(self.region, self.policy)


@dataclass(frozen=True)
class Frontier:
    """The trade-off between two aims: for every level of the first, the best level that the second can have beside it.

    Corners go from the end where the second aim is at its best to the end where the first is. Between two of them both levels
    move along a straight line. Levels are in planners' units: coverage, fulfilment, posts.
    """

    first: str
    second: str
    corners: tuple[Corner, ...]
    less_is_better: bool = False
    """Whether less of the first aim is better: it counts posts."""

    def at(self, level: Any) -> Fraction:
        """Return the best level of the second aim where the first reaches at least a level (of posts: at most).

        Raises
        ------
        RequestError
            If the level is no number, is below 0, or cannot be reached.
        """
        place, sign = number(level, "level"), -1 if self.less_is_better else 1
        best = self.corners[-1].first
        if place < 0 or sign * place > sign * best:
            what = f"{self.first} can reach {exact_text(best)} at best, and no level below 0 is asked of it"
            raise RequestError(
                [
                    Problem(
                        "out_of_range", what, "Ask a level that can be reached", field="level", value=exact_text(place)
                    )
                ]
            )
        behind = [corner for corner in self.corners if sign * corner.first <= sign * place]
        if not behind:
            return self.corners[0].second
        return behind[-1].second + (behind[-1].slope or 0) * (place - behind[-1].first)

    def to_frame(self) -> "pd.DataFrame":
        """Return a table with one row per corner: the level of each aim, and the slope to the next."""
        import pandas as pd

        rows = [
            (float(corner.first), float(corner.second), None if corner.slope is None else float(corner.slope))
            for corner in self.corners
        ]
        return pd.DataFrame(rows, columns=[self.first, self.second, "slope"], dtype=float)

    def __repr__(self) -> str:
        start, end = self.corners[0], self.corners[-1]
        if len(self.corners) == 1:
            levels = f"{self.first} {float(end.first):g}, {self.second} {float(end.second):g}"
            return f"<Frontier {levels}: no trade-off, both at their best together>"
        levels = " against ".join(
            f"{aim} {float(one):g} to {float(other):g}"
            for aim, one, other in (
                (self.first, start.first, end.first),
                (self.second, start.second, end.second),
            )
        )
        return f"<Frontier {levels}: {len(self.corners)} corners>"


def frontier(region: Region, policy: Policy, first: str, second: str) -> Frontier:
    """Return the exact trade-off between two aims: for every level of the first, the best that the second can have beside it.

    A level is what ``reach.<aim>`` speaks of: the lowest measure of an aim, up to its cap (where an aim asks no more), or
    its number of posts. All hard rules are kept. The other aims of the policy follow after these two. What lies above the
    lowest measure is no part of the trade: where an aim comes first in ``allocate`` it goes on to raise that as well, so there
    the other aim can be left with less. No level below 0 is asked of the first aim.

    Parameters
    ----------
    region, policy
        As for :func:`allocate`. What a policy lets give way gives way first.
    first, second
        Two aims with a level: ``key``, ``area_norm``, ``unit_norm``, ``even_coverage``, ``fewest_wijkagent_posts``,
        ``fewest_interventieplegers`` or ``fewest_regisseurs``. The policy need not name them.

    Raises
    ------
    RequestError
        If an aim does not exist, has no level, or does not apply under the policy, or if both are the same.
    PolicyError
        If the policy does not fit the region.
    InfeasibleError
        If the hard rules cannot hold together.

    Examples
    --------
    >>> from rvp_alloc import Policy, load_region
    >>> found = frontier(load_region("amsterdam-2022"), Policy.reference(), "area_norm", "key")
    >>> found
    <Frontier area_norm 0.878473 to 1 against key 1 to 0.911406: 3 corners>
    >>> float(found.at("0.9")), found.corners[0].allocation.unique
    (0.9878308924987241, True)
    """
    course, less_is_better = trade(region, policy, first, second)
    points = list(_points(course, second))
    if less_is_better:
        points.reverse()
    return Frontier(first, second, tuple(_corners(points, course, second)), less_is_better)


def _points(course: Course, second: str) -> Iterator[tuple[Fraction, Fraction]]:
    """Yield the levels of both aims wherever the price changes, and at both ends, from the lowest level of the first."""
    if course.start == course.stop:
        yield course.start, best_level(*course.at(course.start), second)
        return
    last = None
    for stretch in walk(course, [second]):
        curve = stretch.levels[second]
        if curve != last:
            yield stretch.start, curve.at(stretch.start)
        last = curve
    if last is not None:
        yield course.stop, last.at(course.stop)


def _corners(points: Sequence[tuple[Fraction, Fraction]], course: Course, second: str) -> Iterator[Corner]:
    for here, there in zip(points, (*points[1:], None), strict=True):
        slope = None if there is None else (there[1] - here[1]) / (there[0] - here[0])
        yield Corner(*here, slope, course.region, at_levels(course, here[0], second, here[1]))
