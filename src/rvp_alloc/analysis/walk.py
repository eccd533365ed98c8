"""Walk: the stretches of a course, one after another, each proven from its start to where the next begins.

The chain is run over germs, numbers that move with the parameter, just beyond a value. Its proof then holds up to the first
value at which one of its comparisons changes: there the next stretch begins. No value is sampled.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from flint import fmpq

from rvp_alloc.analysis.course import Course
from rvp_alloc.analysis.stretch import BINDS, Curve, Stretch
from rvp_alloc.conflict.moving import straight
from rvp_alloc.conflict.nearest import smallest_change
from rvp_alloc.conflict.search import parameter_of
from rvp_alloc.errors import NotProvenError
from rvp_alloc.germ import Beyond
from rvp_alloc.model import LinearModel
from rvp_alloc.policy.aim import all_aims
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.formulate import FACTS, formulate
from rvp_alloc.roots import Root
from rvp_alloc.solving.chain import Infeasible, Solved, solve_chain
from rvp_alloc.solving.program import Program

_MOST_STRETCHES = 10_000


def walk(course: Course, aims: Collection[str] = ()) -> Iterator[Stretch]:
    """Yield the stretches of a course, each when it is asked for, with the level of each aim that is named.

    The lowest measure of such an aim, or its sum, is made as good as it can be before the policy's own aims are pursued.

    Raises
    ------
    NotProvenError
        If there are more than 10,000.
    """
    yield from _merged(_stretches(course, aims))


def _stretches(course: Course, aims: Collection[str]) -> Iterator[Stretch]:
    """Yield the stretches one after another, and between two without a division the single value at which there is one."""
    value, feasible = course.start, False
    for _ in range(_MOST_STRETCHES):
        stretch = _beyond(course, value, aims)
        if not feasible and not stretch.feasible:
            yield from _alone(course, value, aims)
        yield stretch
        value, feasible = stretch.stop, stretch.feasible
        if value == course.stop:
            if not feasible:
                yield from _alone(course, course.stop, aims)
            return
    raise NotProvenError(f"the path of {course.parameter} has more than {_MOST_STRETCHES:,} stretches")


def _beyond(course: Course, value: Fraction, aims: Collection[str]) -> Stretch:
    """Return the stretch that begins at a value."""
    case, beyond = course.case_beyond(value)
    model = formulate(case)
    solved = _solve(case, model, aims)
    if isinstance(solved, Infeasible):
        return _without_division(course, model, beyond, solved, value)
    # Which measure is the lowest is asked of the numbers as they move: what it depends on is kept as well.
    stretch = _with_division(course, case, solved, value, aims)
    stop, exact = course.further(value, beyond.until())
    return replace(stretch, stop=stop, exact_stop=exact)


def _alone(course: Course, value: Fraction, aims: Collection[str]) -> Iterator[Stretch]:
    """Yield a stretch of one value, if there is a division at it."""
    case = course.case_at(value)
    solved = _solve(case, formulate(case), aims)
    if isinstance(solved, Solved):
        yield _with_division(course, case, solved, value, aims)


def _solve(case: Case, model: LinearModel, aims: Collection[str]) -> Solved | Infeasible:
    before = [objective for aim in aims if (objective := all_aims()[aim].plain(case))]
    return solve_chain(case, model, wanted=list(case.new_fte(case.teams)), before=before)


def _with_division(course: Course, case: Case, solved: Solved, value: Fraction, aims: Collection[str]) -> Stretch:
    """Return a stretch that begins and ends at a value."""
    amounts = {team: sum((solved.point[column] for column in case.new_fte([team])), fmpq(0)) for team in case.teams}
    new_fte = {team: Curve.of(amount, value, course.direction) for team, amount in amounts.items()}
    levels = {aim: Curve.of(all_aims()[aim].level(case, solved.point), value, course.direction) for aim in aims}
    return Stretch(value, value, new_fte, dict(_binding(solved)), levels=levels)


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
            yield label, BINDS
        if entry.reaches_cap:
            yield entry.aim, "reached"


def _merged(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Join neighbours that have the same curves, or no division: what differs is only how that was proven."""
    last: Stretch | None = None
    for stretch in stretches:
        if last is None:
            last = stretch
        elif (last.new_fte, last.levels) == (stretch.new_fte, stretch.levels):
            last = replace(stretch, start=last.start)
        else:
            yield last
            last = stretch
    if last is not None:
        yield last
