"""Points: the exact curves of a path as points that a chart can join, and what is worth a mark between them."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from rvp_alloc.analysis.path import Path
from rvp_alloc.analysis.stretch import Stretch
from rvp_alloc.report.charts.frame import shown

_SAMPLES = 24
"""Into how many parts a curve that is no line is cut; at the size of a panel the eye sees no corners then."""
_FINEST = 1000
"""Stretches narrower than this part of the whole are not told apart: that is less than a fifth of a pixel."""


class Point(NamedTuple):
    """A team's exact new fte at a value of the parameter; points of one run are joined."""

    team: str
    run: int
    value: Fraction
    new_fte: Fraction


def points(found: Path) -> Iterator[Point]:
    """Yield every team's points in order; a new run begins where there was no division, or the amount jumps."""
    stretches = [stretch for stretch in visible_stretches(found) if stretch.feasible]
    for team in [team.id for team in found.course.region.teams]:
        last: Point | None = None
        for stretch in stretches:
            for value in _places(stretch, team):
                fte = stretch.new_fte[team].at(value)
                run = 0 if last is None else last.run + (value == stretch.start and not _joined(last, value, fte))
                if last is None or (last.run, last.value) != (run, value):
                    yield (last := Point(team, run, value, fte))


def visible_stretches(found: Path) -> list[Stretch]:
    """Return the stretches that are wide enough to be seen; all of them, unless there are very many."""
    finest = (found.stop - found.start) / _FINEST
    return [
        stretch
        for stretch in found.stretches
        if len(found.stretches) < _FINEST or stretch.stop - stretch.start >= finest
    ]


def _places(stretch: Stretch, team: str) -> list[Fraction]:
    parts = 1 if stretch.new_fte[team].slope is not None else _SAMPLES
    return [stretch.start + (stretch.stop - stretch.start) * part / parts for part in range(parts + 1)]


def _joined(last: Point, value: Fraction, fte: Fraction) -> bool:
    return shown(last.value) == shown(value) and shown(last.new_fte) == shown(fte)
