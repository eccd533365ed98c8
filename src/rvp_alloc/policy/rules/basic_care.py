"""Basic care (basispolitiezorg): net strength left for basic police care, as a share of the formation."""

from collections.abc import Iterator
from fractions import Fraction

from rvp_alloc.figure import Figure
from rvp_alloc.model import Row
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.division import Division
from rvp_alloc.policy.rule import Parameter, Rule, register_rule


@register_rule
class BasicCare(Rule):
    """``F_t + x_t - share * i_t - r_t >= alpha * F_t``; share is the one of the IPGA rule."""

    id = "basic_care"
    source = "planners' practice: net strength left for basic police care"
    parameters = (
        Parameter(
            "alpha", "share of formation", Figure(Fraction(19, 20), "share of formation", "assumption of this library")
        ),
    )

    def rows(self, case: Case) -> Iterator[Row]:
        """Yield a row per team."""
        alpha = case.value("basic_care.alpha")
        for team in case.teams:
            terms = case.new_fte([team])
            if case.policy.is_on("ipga"):
                terms[case.column("interventieplegers", team)] = -case.value("ipga.share")
                terms[case.column("regisseurs", team)] = -1
            yield case.row(f"basic_care.alpha:{team}", terms, ">=", (alpha - 1) * case.formation[team])

    def broken(self, case: Case, division: Division) -> Iterator[str]:
        """Take the time spent on IPGA off each team's strength."""
        share = case.value("ipga.share") if case.policy.is_on("ipga") else 0
        for team in case.teams:
            net = (
                case.formation[team]
                + division.new_fte(team)
                - share * division.post("interventieplegers", team)
                - division.post("regisseurs", team)
            )
            if net < case.value("basic_care.alpha") * case.formation[team]:
                yield f"{team} keeps {net} fte for basic care, less than its floor"
