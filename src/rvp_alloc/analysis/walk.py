"""Walk: the stretches of a course, one after another, each proven from its start to where the next begins.

The chain is run over germs, numbers that move with the parameter, just beyond a value. Its proof then holds up to the first
value at which one of its comparisons changes: there the next stretch begins. No value is sampled.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from flint import fmpq

from rvp_alloc.analysis.course import Course
from rvp_alloc.analysis.stretch import Curve, Stretch
from rvp_alloc.conflict.moving import straight
from rvp_alloc.conflict.nearest import smallest_change
from rvp_alloc.conflict.search import parameter_of
from rvp_alloc.errors import NotProvenError
from rvp_alloc.germ import Beyond
from rvp_alloc.model import LinearModel
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.formulate import FACTS, formulate
from rvp_alloc.roots import Root
from rvp_alloc.solving.chain import Infeasible, Solved, solve_chain
from rvp_alloc.solving.program import Program

_MOST_STRETCHES = 10_000


def walk(course: Course) -> Iterator[Stretch]:
    """Yield the stretches of a course, from its start to its stop, each when it is asked for.

    Raises
    ------
    NotProvenError
        If there are more than 10,000.
    """
    yield from _merged(_stretches(course))


def _stretches(course: Course) -> Iterator[Stretch]:
    """Yield the stretches one after another, and between two without a division the single value at which there is one."""
    value, feasible = course.start, False
    for _ in range(_MOST_STRETCHES):
        stretch = _beyond(course, value)
        if not feasible and not stretch.feasible:
            yield from _alone(course, value)
        yield stretch
        value, feasible = stretch.stop, stretch.feasible
        if value == course.stop:
            if not feasible:
                yield from _alone(course, course.stop)
            return
    raise NotProvenError(f"the path of {course.parameter} has more than {_MOST_STRETCHES:,} stretches")


def _beyond(course: Course, value: Fraction) -> Stretch:
    """Return the stretch that begins at a value."""
    case, beyond = course.case_beyond(value)
    model = formulate(case)
    solved = solve_chain(case, model, wanted=list(case.new_fte(case.teams)))
    if isinstance(solved, Infeasible):
        return _without_division(course, model, beyond, solved, value)
    return _with_division(course, case, beyond, solved, value)


def _alone(course: Course, value: Fraction) -> Iterator[Stretch]:
    """Yield a stretch of one value, if there is a division at it."""
    case = course.case_at(value)
    solved = solve_chain(case, formulate(case), wanted=list(case.new_fte(case.teams)))
    if isinstance(solved, Solved):
        yield Stretch(value, value, _curves(course, case, solved, value), dict(_binding(solved)))


def _curves(course: Course, case: Case, solved: Solved, start: Fraction) -> dict[str, Curve]:
    amounts = {team: sum((solved.point[column] for column in case.new_fte([team])), fmpq(0)) for team in case.teams}
    return {team: Curve.of(amount, start, course.direction) for team, amount in amounts.items()}


def _with_division(course: Course, case: Case, beyond: Beyond, solved: Solved, start: Fraction) -> Stretch:
    until = beyond.until()
    end, exact = course.further(start, until)
    return Stretch(start, end, _curves(course, case, solved, start), dict(_binding(solved)), exact)


def _without_division(
    course: Course, model: LinearModel, beyond: Beyond, solved: Infeasible, start: Fraction
) -> Stretch:
    """Return the stretch up to the first value at which there is a division, or at which the proof ends."""
    program = Program.of(model)
    rows = {row.label: row for row in model.rows}
    blamed = [rows[label] for label in solved.multipliers]
    lines = straight(program.rows)
    if lines is None:
        until = beyond.until()
    else:
        # With straight lines there are divisions for all values between two of which there are, so none beyond a last one.
        found = smallest_change(program, lines)
        until = Root(-found.best, -found.best) if found and found.best else None
        blamed = [program.rows[index] for index in found.rows] if found and until else blamed
    end, exact = course.further(start, until)
    return Stretch(start, end, {}, {parameter_of(row): "clash" for row in blamed if row.rule != FACTS}, exact)


def _binding(solved: Solved) -> Iterator[tuple[str, str]]:
    """Yield what decides: rows that bind, and for each measure that an aim settles, in which of its rounds."""
    for place, entry in enumerate(solved.rounds):
        for name in entry.settled:
            yield f"{entry.aim}:{name}", str(place)
        for label in entry.multipliers:
            yield label, "binds"
        if entry.reaches_cap:
            yield entry.aim, "reached"


def _merged(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Join neighbours that have the same curves, or no division: what differs is only how that was proven."""
    last: Stretch | None = None
    for stretch in stretches:
        if last is None:
            last = stretch
        elif last.new_fte == stretch.new_fte:
            last = replace(stretch, start=last.start)
        else:
            yield last
            last = stretch
    if last is not None:
        yield last
