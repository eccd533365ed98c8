"""Variables: every figure of a region and every parameter of a policy that can vary, by the path that rules know it by."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from rvp_alloc.figure import LARGEST, Figure
from rvp_alloc.policy.policy import Policy
from rvp_alloc.policy.rule import rule
from rvp_alloc.region.region import Kind, Region
from rvp_alloc.region.strength import SHARES

WEIGHTS = "key.weights."


@dataclass(frozen=True, slots=True)
class Variable:
    """One number that can vary: its path, its own value, and between which values it is allowed."""

    path: str
    figure: Figure
    lower: Fraction = -LARGEST
    upper: Fraction = LARGEST
    above_zero: bool = False

    @property
    def value(self) -> Fraction:
        """The number itself, as it stands in the region or the policy."""
        return self.figure.value

    def problem(self, value: Fraction) -> str:
        """Return what is wrong with a value, or an empty text."""
        if self.above_zero and value <= 0:
            return "must be more than 0"
        if not self.lower <= value <= self.upper:
            return f"must be from {float(self.lower):g} to {float(self.upper):g}"
        return ""


def variables(region: Region, policy: Policy) -> dict[str, Variable]:
    """Return every variable by its path: parameters of the rules that are on, then the figures of teams, pools and measures.

    Examples
    --------
    >>> from rvp_alloc import Policy, load_region
    >>> found = variables(load_region("amsterdam-2022"), Policy.reference())
    >>> str(found["formation.amstelveen"].figure), found["inhabitants.amstelveen"].above_zero, found["ipga.cap"].upper
    ('109.7 fte', True, Fraction(1, 1))
    """
    found = [*_parameters(policy), *_figures(region)]
    return {variable.path: variable for variable in found}


def matching(pattern: str, paths: Mapping[str, Variable]) -> tuple[str, ...]:
    """Return the paths that a name with ``*`` stands for, in their order.

    >>> matching("a.*", {"a.x": None, "b.x": None})
    ('a.x',)
    """
    expression = re.compile(".*".join(map(re.escape, pattern.split("*"))))
    return tuple(path for path in paths if expression.fullmatch(path))


def _parameters(policy: Policy) -> Iterator[Variable]:
    for found in policy.rules_on():
        for name, figure in policy.settings[found.id].parameters.items():
            known = rule(found.id).parameter(name)
            if known is not None:
                lower = -LARGEST if known.lower is None else known.lower
                upper = LARGEST if known.upper is None else known.upper
                yield Variable(f"{found.id}.{name}", figure, lower, upper, known.above_zero)


def _figures(region: Region) -> Iterator[Variable]:
    for team in region.teams:
        yield Variable(f"formation.{team.id}", team.formation, Fraction(0), above_zero=True)
    for team in region.teams:
        yield Variable(f"wijkagenten.{team.id}", team.wijkagenten, Fraction(0))
    for pool in region.pools:
        yield Variable(f"inhabitants.{pool.id}", pool.inhabitants, Fraction(0), above_zero=True)
    for measure in region.measures:
        lower = -LARGEST if measure.kind is Kind.CHANGE else Fraction(0)
        upper = Fraction(1) if measure.id in SHARES else LARGEST
        for group in measure.values:
            yield Variable(f"{measure.id}.{'+'.join(group.teams)}", group.figure, lower, upper)
