"""Priority uplift (opslag): the same percentage of its formation for every team."""

from collections.abc import Iterator
from fractions import Fraction

from rvp_alloc.figure import Figure
from rvp_alloc.model import Number, Row
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.division import Division
from rvp_alloc.policy.rule import Parameter, Rule, State, register_rule


@register_rule
class PriorityUplift(Rule):
    """``uplift_t = rate * F_t``, one rate for all."""

    id = "priority_uplift"
    source = "RVP 2023-2026, chapter 8, box Verdeelsystematiek"
    layers = ("priority_uplift",)
    reference_state = State.HARD
    parameters = (
        Parameter(
            "rate",
            "share of formation",
            Figure(
                Fraction(1, 100),
                "share of formation",
                "assumption of this library",
                note="the rule is published, the percentage is not",
            ),
            upper=Fraction(1),
        ),
    )

    def layer_total(self, case: Case) -> Number:
        """Return ``rate * sum F``."""
        return case.value("priority_uplift.rate") * case.total_formation

    def rows(self, case: Case) -> Iterator[Row]:
        """Yield a row per team."""
        rate = case.value("priority_uplift.rate")
        for team in case.teams:
            yield case.row(
                f"priority_uplift.rate:{team}",
                {case.column("priority_uplift", team): 1},
                "==",
                rate * case.formation[team],
            )

    def broken(self, case: Case, division: Division) -> Iterator[str]:
        """Compare each team's percentage with that of the first."""
        rate = case.value("priority_uplift.rate")
        for team in case.teams:
            percentage = division.layer("priority_uplift", team) / case.formation[team]
            if percentage != rate:
                yield f"{team} gets an uplift of {percentage} of its formation, not {rate}"
