"""What rounding does to a team or pool: before, after, and who lies further off. Exact fractions, frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class TeamRounding:
    """What a team gets in whole posts, beside its exact answer. All amounts exact, in fte; heads are whole heads.

    Key fulfilment is key layer / target, None where the target is 0; coverage is that of the team's pool, None without a norm.
    """

    id: str
    name: str
    formation: Fraction
    exact: Fraction
    new_fte: Fraction
    layers: Mapping[str, Fraction]
    key_fulfilment_exact: Fraction | None
    key_fulfilment: Fraction | None
    coverage_exact: Fraction | None
    coverage: Fraction | None
    interventieplegers_exact: Fraction
    interventieplegers: Fraction
    regisseurs_exact: Fraction
    regisseurs: Fraction

    @property
    def change(self) -> Fraction:
        """What rounding gives the team, in fte; below 0 where it takes."""
        return self.new_fte - self.exact

    @property
    def change_share(self) -> Fraction | None:
        """The change as a share of the exact new fte; None where those are 0."""
        return self.change / self.exact if self.exact else None


@dataclass(frozen=True, slots=True)
class PoolRounding:
    """The new wijkagent posts of a pool, whole, beside the exact answer; coverage of the norm is None without a norm."""

    id: str
    teams: tuple[str, ...]
    posts_exact: Fraction
    posts: Fraction
    coverage_exact: Fraction | None
    coverage: Fraction | None

    @property
    def change(self) -> Fraction:
        """What rounding gives the pool, in posts; below 0 where it takes."""
        return self.posts - self.posts_exact


@dataclass(frozen=True, slots=True)
class Outside:
    """A team or pool that no rounding could keep at the whole number below or above its exact answer.

    ``steps`` is how far beyond those it lies, above 0 or below; ``rows`` are the requirements in the way, as the proof has them.
    """

    family: str
    subject: str
    steps: int
    rows: tuple[str, ...]
