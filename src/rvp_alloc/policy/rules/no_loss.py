"""No loss: the present division is kept, so no layer takes fte away from a team."""

from collections.abc import Iterator

from rvp_alloc.model import Row
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.division import Division
from rvp_alloc.policy.rule import Rule, State, register_rule


@register_rule
class NoLoss(Rule):
    """Every layer of every team is at least 0.

    Off, a team may lose fte, but never more than it has; and while a wijkagent norm is on, no pool as a whole loses any,
    since new wijkagent posts come out of its new fte.
    """

    id = "no_loss"
    source = "RVP 2023-2026, chapter 8: the present division is not revised"
    reference_state = State.HARD

    def rows(self, case: Case) -> Iterator[Row]:
        """Yield nothing: the rule is the lower bound of the layers' columns (see ``formulate``)."""
        yield from ()

    def broken(self, case: Case, division: Division) -> Iterator[str]:
        """Look for a layer below 0."""
        for layer, amounts in division.layers.items():
            for team, amount in amounts.items():
                if amount < 0:
                    yield f"{team} loses {-amount} fte in layer {layer}"
