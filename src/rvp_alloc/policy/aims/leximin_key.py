"""Follow the key: one common proportion of the key for all teams that no rule binds."""

from collections.abc import Iterator, Mapping

from rvp_alloc.model import Number
from rvp_alloc.policy.aim import Aim, Leximin, Measured, register_aim
from rvp_alloc.policy.case import Case


@register_aim
class LeximinKey(Aim):
    """Leximin of ``key_t / kappa_t``; then, for teams with no share in the key, the smallest largest ``key_t / F_t``.

    Where teams may lose fte (no loss is off), those with no share first keep what they have, as far as the rules allow.

    Since ``K_t = R * kappa_t`` with one R for all, this is leximin of the fulfilment ``key_t / K_t``, and stays defined at R = 0.
    """

    id = "key"
    level_unit = "fulfilment"

    def scale(self, case: Case) -> Number:
        """Return R: a team with fulfilment 1 gets R times its share."""
        return case.key_budget

    def objectives(self, case: Case, known: Mapping[str, Number]) -> Iterator[Leximin]:
        """Yield the teams with a share in the key, then those without."""
        with_share = [team for team in case.teams if case.key_shares[team] != 0]
        without = [team for team in case.teams if case.key_shares[team] == 0]
        if without and not case.policy.is_on("no_loss"):
            # Where teams may lose fte, one without a share is not made to lose so that others get more than their key.
            kept = {team: self._measured(case, team, 1 / case.formation[team]) for team in without}
            yield Leximin(f"{self.id}.kept_without_share", kept, cap=0)
        yield Leximin(self.id, {team: self._measured(case, team, 1 / case.key_shares[team]) for team in with_share})
        if without:
            given = {team: self._measured(case, team, -1 / case.formation[team]) for team in without}
            yield Leximin(f"{self.id}.without_share", given)

    def _measured(self, case: Case, team: str, weight: Number) -> Measured:
        return Measured({case.column("key", team): weight}, case.zero)
