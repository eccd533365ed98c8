"""Points: the exact curves of a path as points that a chart can join."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from rvp_alloc.analysis.path import Path
from rvp_alloc.analysis.stretch import Stretch
from rvp_alloc.report.charts.frame import shown

_SAMPLES = 24
"""Into how many parts a curve that is no line is cut; at the size of a panel the eye sees no corners then."""
_FINEST = 1000
"""A path of more stretches than this is thinned to so many points at most: a fifth of a pixel apart in a panel."""


class Point(NamedTuple):
    """A team's exact new fte at a value of the parameter; points of one run are joined."""

    team: str
    run: int
    value: Fraction
    new_fte: Fraction


def points(found: Path) -> Iterator[Point]:
    """Yield every team's points in order; a new run begins where there was no division, or the amount jumps."""
    for team in found.course.region.teams:
        last = None
        for point in _all_points(found, team.id):
            if last is None or last.run != point.run or point.value - last.value > finest(found):
                yield point
                last = point


def finest(found: Path) -> Fraction:
    """Return how far apart two values must be to be drawn apart; 0 unless the path has very many stretches."""
    return (found.stop - found.start) / _FINEST if len(found.stretches) > _FINEST else Fraction(0)


def _all_points(found: Path, team: str) -> Iterator[Point]:
    last = None
    for stretch in found.stretches:
        for value in _places(stretch, team) if stretch.feasible else ():
            point = Point(team, last.run if last else 0, value, stretch.new_fte[team].at(value))
            if last is not None and value == stretch.start and not _joined(last, point):
                point = point._replace(run=last.run + 1)
            yield point
            last = point


def _places(stretch: Stretch, team: str) -> list[Fraction]:
    parts = 1 if stretch.new_fte[team].slope is not None else _SAMPLES
    return [stretch.start + (stretch.stop - stretch.start) * part / parts for part in range(parts + 1)]


def _joined(last: Point, point: Point) -> bool:
    """Say whether two points are the same to the eye: at an irrational breakpoint they differ in the 25th decimal."""
    return shown(last.value) == shown(point.value) and shown(last.new_fte) == shown(point.new_fte)
