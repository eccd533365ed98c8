"""Tipping: how little a parameter or figure must change before a post moves, exactly."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import fmpq_poly

from rvp_alloc.allocate import allocate
from rvp_alloc.analysis.course import Course, number
from rvp_alloc.analysis.stretch import Curve, Stretch
from rvp_alloc.analysis.variables import WEIGHTS, Variable, matching, variables
from rvp_alloc.analysis.walk import walk
from rvp_alloc.arithmetic import EXACT, fraction
from rvp_alloc.border import suggestion
from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.figure import exact_text
from rvp_alloc.policy.policy import Policy
from rvp_alloc.region.check import check_meaning
from rvp_alloc.region.region import Region
from rvp_alloc.roots import first_below_zero


@dataclass(frozen=True, slots=True)
class Tipping:
    """The nearest value of a parameter or figure, up or down, at which a team gets so much more or less, and which teams.

    ``teams`` is empty where there is no division any more before a post moves. Irrational values are the nearest ones
    further on with 25 decimals.
    """

    parameter: str
    now: Fraction
    then: Fraction
    teams: tuple[str, ...]

    @property
    def change(self) -> Fraction:
        """By how much it must change, in its own unit."""
        return self.then - self.now

    @property
    def part(self) -> Fraction | None:
        """By what part of itself it must change; None where it is 0 now."""
        return self.change / abs(self.now) if self.now else None

    def __str__(self) -> str:
        what = f"moves a post of {', '.join(self.teams)}" if self.teams else "leaves no division"
        return f"{self.parameter} from {exact_text(self.now)} to {float(self.then):.10g} {what}"


def tipping_points(
    region: Region, policy: Policy, parameters: Iterable[str] = ("*",), *, fte: Any = 1, within: Any = 1
) -> tuple[Tipping, ...]:
    """Return, nearest first, where each parameter and figure alone would move a post, up and down.

    Parameters
    ----------
    region, policy
        As for :func:`allocate`.
    parameters
        Ids of parameters and paths of figures; ``*`` stands for anything, such as ``inhabitants.*``.
    fte
        What counts as a post that moves: so much more or less new fte for a team than it has now.
    within
        How far to look, as a part of the present value: 1 is from nothing to twice as much. What is 0 now is not looked
        at, and a value that makes no sense of a region (wijkagenten above the formation) is left out.

    Raises
    ------
    RequestError
        If there is no such parameter or figure, or ``fte`` or ``within`` is not above 0.
    PolicyError, InfeasibleError
        As for :func:`allocate`.

    Examples
    --------
    >>> from rvp_alloc import load_region
    >>> nearest = tipping_points(load_region("amsterdam-2022"), Policy.reference(), ["inhabitants.*"])[0]
    >>> nearest.parameter, nearest.teams, nearest.then
    ('inhabitants.amstelveen', ('amstelveen',), Fraction(95760, 1))
    """
    post, reach = number(fte, "fte"), number(within, "within")
    problems = [
        Problem("out_of_range", f"{name} is {exact_text(value)}", "Give a number above 0", field=name)
        for name, value in (("fte", post), ("within", reach))
        if value <= 0
    ]
    known = variables(region, policy)
    wanted: dict[str, Variable] = {}
    for pattern in parameters:
        found = matching(pattern, known)
        wanted |= {path: known[path] for path in found}
        if not found:
            what = f"there is no parameter or figure {pattern[:80]!r} that can move"
            problems.append(Problem("unknown_parameter", what, suggestion(pattern, list(known)), field="parameters"))
    if problems:
        raise RequestError(problems)
    now = {team.id: team.new_fte for team in allocate(region, policy).teams}
    found_points = [
        tipping
        for variable in wanted.values()
        for course in _courses(region, policy, variable, reach)
        if (tipping := _first(course, now, post)) and not any(check_meaning(course.at(tipping.then)[0]))
    ]
    return tuple(sorted(found_points, key=_nearness))


def _nearness(tipping: Tipping) -> Fraction:
    return abs(tipping.part or Fraction(0))


def _courses(region: Region, policy: Policy, variable: Variable, within: Fraction) -> Iterator[Course]:
    """Yield the course up and the one down, as far as they are allowed."""
    if variable.path.startswith(WEIGHTS) and variable.value == 1:
        return
    for direction, limit in ((1, variable.upper), (-1, variable.lower)):
        stop = (
            variable.value * (1 + direction * within)
            if variable.value > 0
            else variable.value * (1 - direction * within)
        )
        stop = min(stop, limit) if direction > 0 else max(stop, limit)
        if variable.above_zero and stop <= 0:
            stop = variable.value / 1000
        if stop != variable.value:
            yield Course(region, policy, variable.path, variable.value, stop)


def _first(course: Course, now: dict[str, Fraction], post: Fraction) -> Tipping | None:
    """Return the first value on a course at which a team has a post more or less than now, or there is no division."""
    for stretch in walk(course):
        if not stretch.feasible:
            return Tipping(course.parameter, course.start, stretch.start, ())
        found = {team: place for team in now if (place := _passes(course, stretch, team, now[team], post)) is not None}
        if found:
            nearest = min(found.values(), key=lambda place: abs(place - course.start))
            return Tipping(
                course.parameter,
                course.start,
                nearest,
                tuple(team for team, place in found.items() if place == nearest),
            )
    return None


def _passes(course: Course, stretch: Stretch, team: str, now: Fraction, post: Fraction) -> Fraction | None:
    """Return where on a stretch a team first has a post more or less than now."""
    if abs(stretch.at(stretch.start)[team] - now) >= post:
        return stretch.start
    curve: Curve = stretch.new_fte[team]
    most, least = EXACT.number("most", now + post), EXACT.number("least", now - post)
    sign = 1 if curve.below(EXACT.number("start", stretch.start)) > 0 else -1
    onwards = fmpq_poly([EXACT.number("start", stretch.start), course.direction])
    above, below = sign * curve.above(onwards), sign * curve.below(onwards)
    root = first_below_zero([most * below - above, above - least * below])
    if root is None or fraction(root.high) > abs(stretch.stop - stretch.start):
        return None
    return course.further(stretch.start, root)[0]
