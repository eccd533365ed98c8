"""Follow the key: one common proportion of the key for all teams that no rule binds."""

from collections.abc import Iterator, Mapping

from rvp_alloc.model import Number
from rvp_alloc.policy.aim import Aim, Leximin, Measured, register_aim
from rvp_alloc.policy.case import Case


@register_aim
class LeximinKey(Aim):
    """Leximin of ``key_t / kappa_t``; then, for teams with no share in the key, the smallest largest ``key_t / F_t``.

    Since ``K_t = R * kappa_t`` with one R for all, this is leximin of the fulfilment ``key_t / K_t``, and stays defined at R = 0.
    """

    id = "key"

    def objectives(self, case: Case, known: Mapping[str, Number]) -> Iterator[Leximin]:
        """Yield the teams with a share in the key, then those without."""
        with_share = [team for team in case.teams if case.key_shares[team] != 0]
        yield Leximin(
            self.id,
            {team: Measured({case.column("key", team): 1 / case.key_shares[team]}, case.zero) for team in with_share},
        )
        without = [team for team in case.teams if case.key_shares[team] == 0]
        if without:
            yield Leximin(
                f"{self.id}.without_share",
                {team: Measured({case.column("key", team): -1 / case.formation[team]}, case.zero) for team in without},
            )
