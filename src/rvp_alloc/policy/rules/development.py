"""Development neighbourhoods (ontwikkelbuurten): a total, in proportion to how many a team has."""

from collections.abc import Iterator
from fractions import Fraction

from rvp_alloc.figure import Figure
from rvp_alloc.model import Number, Row
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.division import Division
from rvp_alloc.policy.rule import Parameter, Rule, State, register_rule


@register_rule
class Development(Rule):
    """``sum development = E`` and ``development_t = E * D_t / sum D``: a total, not an amount per neighbourhood.

    With E above 0 and no development neighbourhood anywhere, the two clash: that is a conflict, and is proven.
    """

    id = "development"
    source = "RVP 2023-2026, chapter 8, box Verdeelsystematiek"
    layers = ("development",)
    reference_state = State.HARD
    parameters = (
        Parameter(
            "total",
            "fte",
            Figure(
                Fraction(16),
                "fte",
                "assumption of this library",
                note="0.5 fte for each of 32 neighbourhoods; the rule is published, the amount is not",
            ),
        ),
    )

    def layer_total(self, case: Case) -> Number:
        """Return ``E``."""
        return case.value("development.total")

    def rows(self, case: Case) -> Iterator[Row]:
        """Yield a row for the total, and one per team for its share."""
        total = case.value("development.total")
        weights = case.measure("development")
        everything = sum(weights.values())
        yield case.row("development.total", case.total("development"), "==", total)
        for team in case.teams:
            yield case.row(
                f"development.total:{team}",
                {case.column("development", team): 1},
                "==",
                total * case.arithmetic.share(weights[team], everything),
            )

    def broken(self, case: Case, division: Division) -> Iterator[str]:
        """Check the total, and every team's proportion by cross-multiplication."""
        total, weights = case.value("development.total"), case.measure("development")
        given = sum(division.layer("development", team) for team in case.teams)
        if given != total:
            yield f"development neighbourhoods get {given} fte, not {total}"
        for team in case.teams:
            if division.layer("development", team) * sum(weights.values()) != total * weights[team]:
                yield f"{team} does not get its part of the development total"
