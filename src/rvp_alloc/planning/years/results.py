"""What a plan over several years consists of: results per year and team. Exact fractions, frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.allocation.results import PoolResult, RuleResult
from rvp_alloc.analysis.movement import gained
from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.policy.policy import Policy
from rvp_alloc.region.region import Region


@dataclass(frozen=True, slots=True)
class TeamYear:
    """What one team has got by the end of a year, in fte, exact.

    ``new_fte`` is all it has got since the start, ``added`` what this year adds. ``key_target`` is K_t of the year, what the
    key alone gives of the budget left for it; ``key_distance`` is how far the key layer is above (or below) it.
    """

    id: str
    name: str
    district: str
    formation: Fraction
    new_fte: Fraction
    added: Fraction
    layers: Mapping[str, Fraction]
    key_target: Fraction
    key_fulfilment: Fraction | None
    key_distance: Fraction
    interventieplegers: Fraction
    regisseurs: Fraction


@dataclass(frozen=True, eq=False)
class YearResult:
    """One year of a plan: what comes in, what has come in by its end, and what every team, pool and rule has then.

    ``division`` is where pools and rules are read from; its proof is that of the whole plan.
    """

    year: int
    intake: Fraction
    new_fte: Fraction
    teams: tuple[TeamYear, ...]
    division: Allocation = field(repr=False)

    @property
    def region(self) -> Region:
        """The region with the figures of the year."""
        return self.division.region

    @property
    def policy(self) -> Policy:
        """The policy of the year: its budget, and its amounts as stated or in proportion."""
        return self.division.policy

    @property
    def pools(self) -> tuple[PoolResult, ...]:
        """The wijkagenten of every pool, and how well they cover it."""
        return self.division.pools

    @property
    def rules(self) -> tuple[RuleResult, ...]:
        """What became of every rule; labels of rows end in the year."""
        return self.division.rules

    def team(self, name: str) -> TeamYear:
        """Return the result of the team with this id or name.

        Raises
        ------
        RequestError
            If there is no such team.
        """
        wanted = self.region.team(name).id
        return next(team for team in self.teams if team.id == wanted)

    def rule(self, rule: str) -> RuleResult:
        """Return what became of the rule with this id.

        Raises
        ------
        RequestError
            If there is no such rule.
        """
        found = next((result for result in self.rules if result.rule == rule), None)
        if found is None:
            what = f"there is no rule {str(rule)[:80]!r}"
            raise RequestError([Problem("unknown_rule", what, "Name a rule by its id", field="rule")])
        return found

    @property
    def key_distance(self) -> Fraction:
        """How many fte are with other teams than by the key alone: those above their key share, added up."""
        return gained(team.key_distance for team in self.teams)

    @property
    def pools_below_norm(self) -> tuple[PoolResult, ...]:
        """The pools below the wijkagent norm; none where no norm is on."""
        return tuple(pool for pool in self.pools if pool.coverage is not None and pool.coverage < 1)
