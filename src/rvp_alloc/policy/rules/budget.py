"""Budget: the new fte of all teams together are exactly what is to be divided."""

from collections.abc import Iterator
from fractions import Fraction

from rvp_alloc.figure import Confidence, Figure
from rvp_alloc.model import Row
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.division import Division
from rvp_alloc.policy.rule import Parameter, Rule, State, register_rule


@register_rule
class Budget(Rule):
    """``sum x = B``. Cannot be off."""

    id = "budget"
    source = "RVP 2023-2026, chapter 8, note 25"
    states = (State.HARD,)
    reference_state = State.HARD
    parameters = (Parameter("new_fte", "fte", Figure(Fraction(71), "fte", source, "2022", Confidence.PUBLISHED)),)

    def rows(self, case: Case) -> Iterator[Row]:
        """Yield the one row: everything is divided, and no more."""
        yield case.row("budget.new_fte", case.new_fte(case.teams), "==", case.value("budget.new_fte"))

    def broken(self, case: Case, division: Division) -> Iterator[str]:
        """Add up what the teams get."""
        given = sum(division.new_fte(team) for team in case.teams)
        if given != case.value("budget.new_fte"):
            yield f"the teams together get {given} fte, not {case.value('budget.new_fte')}"
