"""NoRounding: that no whole posts meet every hard rule, as a value with the same interface whether raised or returned."""

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal, NoReturn

from rvp_alloc.allocation import Allocation
from rvp_alloc.figure import exact_text
from rvp_alloc.planning.rounding.in_the_way import rows_in_the_way
from rvp_alloc.planning.rounding.proof import Stage
from rvp_alloc.planning.rounding.whole import Whole
from rvp_alloc.words import Lang


@dataclass(frozen=True, eq=False)
class NoRounding:
    """That no whole posts meet every hard rule, proven. Raised inside :class:`NoRoundingError`, or returned as a value."""

    plan: Allocation = field(repr=False)
    step: Fraction
    whole: Whole = field(repr=False)
    stage: Stage = field(repr=False)
    status: Literal["no_rounding"] = field(default="no_rounding", init=False)

    @cached_property
    def rows(self) -> tuple[str, ...]:
        """The requirements in the way: those that the proof uses."""
        return tuple(dict.fromkeys(name.partition(" ")[2] for name in rows_in_the_way(self.whole, self.stage)))

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules in the way, in the order in which rules are told."""
        known = {row.partition(":")[0].partition(".")[0] for row in self.rows}
        return tuple(rule.id for rule in self.plan.policy.rules_on() if rule.id in known)

    @property
    def smaller_steps(self) -> tuple[Fraction, ...]:
        """Usual steps that are smaller and fit the total: they may do, which :func:`round_posts` then says."""
        usual = (Fraction(1, 2), Fraction(1, 10), Fraction(1, 100))
        return tuple(step for step in usual if step < self.step and (self.plan.total / step).denominator == 1)

    def text(self, lang: Lang = "en") -> str:
        """Return in words which rules are in the way, and what can be done."""
        from rvp_alloc.planning.rounding.telling import tell_none

        return tell_none(self, lang)

    def to_dict(self) -> dict[str, Any]:
        """Return the proof as JSON data, with region and policy."""
        from rvp_alloc.planning.rounding.document import no_rounding_to_dict

        return no_rounding_to_dict(self)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<NoRounding {self.plan.region.id}: steps of {exact_text(self.step)}, in the way are {', '.join(self.rules)}>"

    def __bool__(self) -> NoReturn:
        """Refuse: a proof is not a yes or a no."""
        raise TypeError("a NoRounding has no truth value; look at its status")
