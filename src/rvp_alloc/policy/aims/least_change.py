"""Least change: as near to an earlier plan as the rules allow, the largest change first."""

from collections.abc import Iterator, Mapping

from rvp_alloc.model import Number
from rvp_alloc.policy.aim import Aim, Leximin, Measured, register_aim
from rvp_alloc.policy.case import Case

EARLIER_PLAN = "earlier_plan"
"""The measure of a region that holds the fte of an earlier plan."""


def distances(case: Case, wanted: Mapping[str, Number]) -> dict[str, Measured]:
    """Return how far each team is above and below what is wanted, as a share of its formation, both counted down from 0."""
    found = {}
    for team, amount in wanted.items():
        for name, sign in (("more", -1), ("less", 1)):
            weight = sign / case.formation[team]
            terms = {column: weight * coefficient for column, coefficient in case.new_fte([team]).items()}
            found[f"{team}.{name}"] = Measured(terms, -weight * amount)
    return found


@register_aim
class LeastChange(Aim):
    """The largest ``|x_t - earlier_t| / F_t`` as small as the rules allow, then the next: leximin from the other side.

    Applies where the region has a measure ``earlier_plan``: the new fte of each team in an earlier plan, with their source. A
    policy names it where it wants it, such as after the norms and before the key; then the key decides nothing more, since
    every ``x_t`` is settled. Weighted by formation, so that a team in two halves changes as it does in one piece.
    """

    id = "least_change"

    def objectives(self, case: Case, known: Mapping[str, Number]) -> Iterator[Leximin]:
        """Yield the change of every team, up and down."""
        if case.has(EARLIER_PLAN):
            yield Leximin(self.id, distances(case, case.measure(EARLIER_PLAN)))
