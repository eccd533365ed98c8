"""Costs: what one unit more or less of a parameter or figure gives or takes, for each team. Exact, with where it holds."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.analysis.course import Course
from rvp_alloc.analysis.path import causes
from rvp_alloc.analysis.stretch import Stretch
from rvp_alloc.analysis.variables import WEIGHTS, Variable, matching, variables
from rvp_alloc.analysis.walk import walk
from rvp_alloc.border import suggestion
from rvp_alloc.errors import Problem, RequestError

if TYPE_CHECKING:
    import pandas as pd

_FAR = 2  # how far up is looked, in times the present value


@dataclass(frozen=True, slots=True)
class Side:
    """What a parameter does when it rises (or falls) from its present value, up to where something else begins to decide.

    Parameters
    ----------
    until
        The value up to which it holds; irrational ones are the nearest further on with 25 decimals (``exact`` is False).
    ends
        What begins or ceases to decide there; ``("clash", ...)`` where there is no division beyond; empty where nothing
        changes as far as was looked: to nothing, or to twice the present value, or to the edge of what is allowed.
    per_unit
        New fte of each team per unit of the parameter, just beside the present value.
    straight
        Whether that stays the same all along; else it differs from value to value.
    """

    until: Fraction
    exact: bool
    ends: tuple[str, ...]
    per_unit: Mapping[str, Fraction]
    straight: bool


@dataclass(frozen=True, slots=True)
class Cost:
    """What a parameter or figure does on either side of its present value; None where it may not go, or has no division."""

    variable: Variable
    below: Side | None
    above: Side | None

    @property
    def parameter(self) -> str:
        """Its path, such as ``development.total``."""
        return self.variable.path

    @property
    def kink(self) -> bool:
        """Whether a unit more does something else than a unit less takes back."""
        return self.below is not None and self.above is not None and self.below.per_unit != self.above.per_unit

    @property
    def moves_nothing(self) -> bool:
        """Whether a small change moves no new fte of any team: the whole effect of what only checks the plan."""
        sides = [side for side in (self.below, self.above) if side]
        return not any(amount for side in sides for amount in side.per_unit.values())


@dataclass(frozen=True)
class Costs:
    """What every parameter that was asked does, and what a natural step of it brings."""

    plan: Allocation
    walks: "Walks"
    costs: tuple[Cost, ...]

    def __getitem__(self, parameter: str) -> Cost:
        """Return the cost of a parameter."""
        return next(cost for cost in self.costs if cost.parameter == parameter)

    def to_frame(self) -> "pd.DataFrame":
        """Return one row per parameter, side and team, in floats: fte per unit, and the interval in which it holds."""
        import pandas as pd

        columns = ["parameter", "side", "team", "fte_per_unit", "from", "until", "straight"]
        rows = [
            (cost.parameter, name, team, float(amount), float(cost.variable.value), float(side.until), side.straight)
            for cost in self.costs
            for name, side in (("below", cost.below), ("above", cost.above))
            if side
            for team, amount in side.per_unit.items()
        ]
        return pd.DataFrame(rows, columns=columns)


def costs(plan: Allocation, parameters: Iterable[str] | None = None) -> Costs:
    """Return what one unit of each parameter of the rules costs or brings each team, exactly, on both sides.

    Parameters
    ----------
    plan
        The division.
    parameters
        Ids of parameters and paths of figures, ``*`` standing for anything; every parameter of the rules that are on, if
        none is given.

    Raises
    ------
    RequestError
        If there is no such parameter or figure.

    Examples
    --------
    >>> from rvp_alloc import allocate, load_region
    >>> found = costs(allocate(load_region("amsterdam-2022"), new_fte=71), ["development.total", "ipga.cap"])
    >>> cost = found["development.total"]
    >>> round(float(cost.above.per_unit["boven-ij"]), 3), round(float(cost.above.per_unit["amstelveen"]), 3)
    (0.142, 0.0)
    >>> found["ipga.cap"].moves_nothing
    True
    """
    walks = Walks(plan)
    if parameters is None:
        chosen = [path for path in walks.known if path in plan.policy.values()]
    else:
        chosen = list(dict.fromkeys(path for pattern in parameters for path in _found(pattern, walks.known)))
    return Costs(plan, walks, tuple(walks.cost(path) for path in chosen))


def _found(pattern: str, known: Mapping[str, Variable]) -> tuple[str, ...]:
    found = matching(str(pattern), known)
    if not found:
        what = f"there is no parameter or figure {str(pattern)[:80]!r} that can move"
        raise RequestError(
            [Problem("unknown_parameter", what, suggestion(str(pattern), list(known)), field="parameters")]
        )
    return found


class Walks:
    """The walks from a division along each parameter, up and down, as far as they were asked for."""

    def __init__(self, plan: Allocation) -> None:
        self.plan = plan
        self._walks: dict[tuple[str, int], _Walk | None] = {}

    @cached_property
    def known(self) -> Mapping[str, Variable]:
        """Every parameter and figure that can move."""
        return variables(self.plan.region, self.plan.policy)

    def step(self, parameter: str) -> Fraction:
        """Return a natural step of a parameter or figure: a round number, small against what such figures are."""
        family = parameter.partition(".")[0]
        alike = () if parameter in self.plan.policy.values() else matching(f"{family}.*", self.known)
        return natural_step(self.known[parameter], [self.known[path].value for path in alike])

    def along(self, parameter: str, direction: int) -> "_Walk | None":
        """Return the walk of a parameter up (1) or down (-1); None where it may not go there."""
        if (parameter, direction) not in self._walks:
            self._walks[parameter, direction] = self._started(self.known[parameter], direction)
        return self._walks[parameter, direction]

    def cost(self, parameter: str) -> Cost:
        """Return what a parameter does on either side."""
        return Cost(self.known[parameter], self._side(parameter, -1), self._side(parameter, 1))

    def _side(self, parameter: str, direction: int) -> Side | None:
        walk_along = self.along(parameter, direction)
        first = walk_along.stretch(0) if walk_along else None
        if first and walk_along and first.start == first.stop:
            first = walk_along.stretch(1)  # a single value with a division: what counts is what lies beyond it
        if walk_along is None or first is None or not first.feasible:
            return None
        now = self.known[parameter].value
        per_unit = {team: curve.slope_at(now) for team, curve in first.new_fte.items()}
        straight = all(curve.slope is not None for curve in first.new_fte.values())
        return Side(first.stop, first.exact_stop, walk_along.ends(0), per_unit, straight)

    def _started(self, variable: Variable, direction: int) -> "_Walk | None":
        value, path = variable.value, variable.path
        if path.startswith(WEIGHTS) and (value == 1 or variable.path not in self.plan.policy.values()):
            return None
        size = max(self.step(path), abs(value))
        far = value * _FAR if value > 0 else value + size
        near = Fraction(0) if value > 0 else value - size
        stop: Fraction = min(far, variable.upper) if direction > 0 else max(near, variable.lower)
        if path.startswith(WEIGHTS):
            stop = min(stop, Fraction(1))
        if variable.above_zero and stop <= 0:
            stop = value / 1000
        if stop == value:
            return None
        return _Walk(Course(self.plan.region, self.plan.policy, path, value, stop))


class _Walk:
    """The stretches along one course, each made when it is first asked for."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self._coming: Iterator[Stretch] = walk(course)
        self._known: list[Stretch] = []

    def stretch(self, place: int) -> Stretch | None:
        """Return a stretch by its place; None beyond the last one."""
        while len(self._known) <= place:
            found = next(self._coming, None)
            if found is None:
                return None
            self._known.append(found)
        return self._known[place]

    def ends(self, place: int) -> tuple[str, ...]:
        """Return what begins or ceases to decide where a stretch ends; nothing where the course itself ends."""
        here = self.stretch(place)
        if here is None or here.stop == self.course.stop:
            return ()
        beyond = self.stretch(place + 1)
        if beyond is None:
            return ()
        return (
            ("clash", *causes(here, beyond, self.course.parameter))
            if not beyond.feasible
            else causes(here, beyond, self.course.parameter)
        )

    def at(self, value: Fraction) -> Mapping[str, Fraction] | None:
        """Return each team's new fte at a value on the course; None where there is no division, or it is too far."""
        place = 0
        while (found := self.stretch(place)) is not None:
            if min(found.start, found.stop) <= value <= max(found.start, found.stop):
                return found.at(value) if found.feasible else None
            place += 1
        return None


def natural_step(variable: Variable, others: Iterable[Fraction]) -> Fraction:
    """Return a round step for a figure: the largest power of ten not above a tenth of what such figures are.

    Fte step by 1, and so do figures that are whole numbers and would step by less.

    Examples
    --------
    >>> from rvp_alloc import Policy, load_region
    >>> known = variables(load_region("amsterdam-2022"), Policy.reference())
    >>> [str(natural_step(known[path], ())) for path in ("inhabitants.amstelveen", "ipga.cap", "development.total")]
    ['1000', '1/1000', '1']
    """
    sizes = [abs(value) for value in (variable.value, *others) if value]
    if variable.figure.unit == "fte" or not sizes:
        return Fraction(1)
    tenth = sum(sizes, Fraction(0)) / len(sizes) / 10
    exponent = math.floor(math.log10(tenth))
    power = Fraction(10**exponent) if exponent >= 0 else Fraction(1, 10**-exponent)
    return max(power, Fraction(1)) if all(size.denominator == 1 for size in sizes) else power
