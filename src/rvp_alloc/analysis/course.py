"""Course: one parameter or figure that moves from a start to a stop, and what moves with it."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from rvp_alloc.analysis.inputs import with_figures
from rvp_alloc.analysis.variables import WEIGHTS, Variable, variables
from rvp_alloc.arithmetic import fraction
from rvp_alloc.border import suggestion
from rvp_alloc.errors import PolicyError, Problem, RequestError
from rvp_alloc.figure import exact_text, parse_number
from rvp_alloc.germ import Beyond
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.check import check_inputs
from rvp_alloc.policy.policy import Policy
from rvp_alloc.region.check import check_meaning
from rvp_alloc.region.region import Region
from rvp_alloc.roots import Root

_GLANCE = Fraction(1, 1000)


@dataclass(frozen=True)
class Course:
    """A parameter or figure and the two values between which it moves, up or down; all else stays as it is."""

    region: Region
    policy: Policy
    parameter: str
    start: Fraction
    stop: Fraction

    @property
    def direction(self) -> int:
        """1 where the parameter rises, -1 where it falls."""
        return 1 if self.stop > self.start else -1

    def further(self, value: Fraction, until: Root | None) -> tuple[Fraction, bool]:
        """Return the value so much further on, and whether it is exact; no further than the stop, where there is no end."""
        end = self.stop if until is None else value + self.direction * fraction(until.high)
        return (self.stop, True) if until is None or (self.stop - end) * self.direction <= 0 else (end, until.exact)

    def at(self, value: Fraction) -> tuple[Region, Policy]:
        """Return region and policy with the parameter at a value."""
        return with_figures(self.region, self.policy, self._values(value), f"path of {self.parameter}")

    def case_at(self, value: Fraction) -> Case:
        """Return the numbers at a value."""
        return Case(*self.at(value))

    def case_beyond(self, value: Fraction) -> tuple[Case, Beyond]:
        """Return the numbers just beyond a value, and what keeps the comparisons made with them."""
        values = self._values(value)
        moving = {name: (values[name], slope * self.direction) for name, slope in self._slopes.items()}
        beyond = Beyond(moving, abs(self.stop - value) * _GLANCE)
        return Case(self.region, self.policy, beyond), beyond

    @cached_property
    def _slopes(self) -> dict[str, Fraction]:
        """What moves, and by how much when the parameter rises by 1: with a weight of the key the other weights too."""
        slopes = {self.parameter: Fraction(1)}
        if self.parameter.startswith(WEIGHTS):
            rest = 1 - self.policy[self.parameter].value
            for name in self.policy.parameters("key"):
                if f"key.{name}" != self.parameter:
                    slopes[f"key.{name}"] = -self.policy[f"key.{name}"].value / rest
        return slopes

    @cached_property
    def _known(self) -> dict[str, Variable]:
        return variables(self.region, self.policy)

    def _values(self, value: Fraction) -> dict[str, Fraction]:
        by = value - self._known[self.parameter].value
        return {name: self._known[name].value + slope * by for name, slope in self._slopes.items()}


def course(region: Region, policy: Policy, parameter: str, start: Any, stop: Any) -> Course:
    """Return a course, once everything is in order with both its ends.

    Raises
    ------
    RequestError
        If there is no such parameter or figure, or it may not have the values of the start or the stop.
    PolicyError
        If the policy does not fit the region.
    """
    check_inputs(region, policy)
    known = variables(region, policy)
    if not isinstance(parameter, str) or parameter not in known:
        what = f"there is no parameter or figure {str(parameter)[:80]!r} that can move"
        raise RequestError(
            [Problem("unknown_parameter", what, suggestion(str(parameter), list(known)), field="parameter")]
        )
    if parameter.startswith(WEIGHTS) and policy[parameter].value == 1:
        what = f"no other weight is there to take up what {parameter} leaves"
        raise RequestError([Problem("only_weight", what, "Give another criterion a weight above 0", field=parameter)])
    found = Course(region, policy, parameter, number(start, "start"), number(stop, "stop"))
    problems = [
        Problem("out_of_range", f"{parameter} {wrong}", "Give another value", field=name, value=exact_text(value))
        for name, value in (("start", found.start), ("stop", found.stop))
        if (wrong := known[parameter].problem(value))
    ]
    if found.start >= found.stop:
        problems.append(Problem("out_of_range", "the path has no length", "Give a stop above the start", field="stop"))
    for value in (found.start, found.stop) if not problems else ():
        moved_region, moved_policy = found.at(value)
        problems += check_meaning(moved_region)
        try:
            check_inputs(moved_region, moved_policy)
        except PolicyError as error:
            problems += error.problems
    if problems:
        raise RequestError(problems)
    return found


def number(value: Any, field: str) -> Fraction:
    """Read an exact number, or say which is none.

    Raises
    ------
    RequestError
        If the value is not a number.
    """
    try:
        return parse_number(value)
    except ValueError as error:
        problem = Problem("not_a_number", str(error), "Give a number", field=field, value=str(value)[:80])
        raise RequestError([problem]) from None
