"""Wijkagent norm per area: guiding, since the plan allows less or more in a municipality or area."""

from collections.abc import Iterator
from fractions import Fraction

from rvp_alloc.figure import Confidence, Figure
from rvp_alloc.model import Row
from rvp_alloc.policy.case import POSTS_BY_POOL, Case
from rvp_alloc.policy.division import Division
from rvp_alloc.policy.rule import Parameter, Rule, State, register_rule


@register_rule
class WijkagentArea(Rule):
    """``coverage_p = (W_p + v_p) / (N_p / norm)``, raised up to 1 where it is guiding, at least 1 where it is hard.

    A hard norm per area contradicts the published division; it is offered to show what it would ask.
    """

    id = "wijkagent_area"
    source = "RVP 2023-2026, chapter 8: guiding, less or more is allowed in an area"
    states = (State.OFF, State.HARD, State.GUIDING)
    reference_state = State.GUIDING
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
        """Yield a row per pool."""
        norm = case.value("wijkagent_area.norm")
        for pool, teams in case.pools.items():
            present = sum(case.wijkagenten[team] for team in teams)
            yield case.row(
                f"wijkagent_area.norm:{pool}",
                {case.column(POSTS_BY_POOL, pool): 1},
                ">=",
                case.inhabitants[pool] / norm - present,
            )

    def broken(self, case: Case, division: Division) -> Iterator[str]:
        """Where it is hard, count inhabitants per wijkagent in each pool."""
        if case.policy.state(self.id) is not State.HARD:
            return
        for pool, teams in case.pools.items():
            wijkagenten = sum(case.wijkagenten[team] for team in teams) + division.post(POSTS_BY_POOL, pool)
            if wijkagenten * case.value("wijkagent_area.norm") < case.inhabitants[pool]:
                yield f"{wijkagenten} wijkagenten are too few for the {case.inhabitants[pool]} inhabitants of {pool}"
