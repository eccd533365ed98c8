"""Wijkagent norm for the unit: on average one wijkagent per so many inhabitants."""

from collections.abc import Iterator
from fractions import Fraction

from rvp_alloc.figure import Confidence, Figure
from rvp_alloc.model import Row
from rvp_alloc.policy.case import POSTS_BY_POOL, Case
from rvp_alloc.policy.division import Division
from rvp_alloc.policy.rule import Parameter, Rule, State, register_rule


@register_rule
class WijkagentUnit(Rule):
    """``sum W + sum v >= sum N / norm``."""

    id = "wijkagent_unit"
    source = "RVP 2023-2026, chapter 8: average of the unit"
    states = (State.OFF, State.HARD, State.GUIDING)
    reference_state = State.HARD
    posts = (POSTS_BY_POOL,)
    parameters = (
        Parameter(
            "norm",
            "inhabitants per wijkagent",
            Figure(Fraction(5000), "inhabitants per wijkagent", source, "2022", Confidence.PUBLISHED),
            above_zero=True,
        ),
    )

    def rows(self, case: Case) -> Iterator[Row]:
        """Yield the one row of the unit."""
        needed = sum(case.inhabitants.values()) / case.value("wijkagent_unit.norm")
        yield case.row("wijkagent_unit.norm", case.total(POSTS_BY_POOL), ">=", needed - sum(case.wijkagenten.values()))

    def broken(self, case: Case, division: Division) -> Iterator[str]:
        """Where it is hard, count inhabitants per wijkagent over the whole unit."""
        if case.policy.state(self.id) is not State.HARD:
            return
        wijkagenten = sum(case.wijkagenten.values()) + sum(division.post(POSTS_BY_POOL, pool) for pool in case.pools)
        if wijkagenten * case.value("wijkagent_unit.norm") < sum(case.inhabitants.values()):
            yield f"{wijkagenten} wijkagenten are too few for {sum(case.inhabitants.values())} inhabitants"
