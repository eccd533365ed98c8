"""What an answer consists of: results per team, pool, rule and pin. Exact fractions, frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

type RuleState = Literal["off", "satisfied", "binding", "not_reached"]
STANDARD_LAYERS = ("priority_uplift", "development", "key")
"""The layers that every answer shows, whether their rule is on or not."""


@dataclass(frozen=True, slots=True)
class TeamResult:
    """What one team gets, exact, in fte; heads for interventieplegers and regisseurs.

    ``key_target`` is K_t, what the key alone gives of the budget left for it; ``key_fulfilment`` is key layer / target, None
    where the target is 0; ``net_basic_care`` is the strength left for basic police care.
    """

    id: str
    name: str
    district: str
    formation: Fraction
    new_fte: Fraction
    layers: Mapping[str, Fraction]
    key_target: Fraction
    key_fulfilment: Fraction | None
    interventieplegers: Fraction
    regisseurs: Fraction
    net_basic_care: Fraction


@dataclass(frozen=True, slots=True)
class PoolResult:
    """Wijkagenten of one pool, exact; ``coverage`` of the norm is not capped, None where no norm is on."""

    id: str
    teams: tuple[str, ...]
    inhabitants: Fraction
    wijkagenten: Fraction
    new_wijkagent_posts: Fraction
    coverage: Fraction | None


@dataclass(frozen=True, slots=True)
class RowResult:
    """One requirement of a rule: what it asks, what the division gives, and how far that is on the right side."""

    label: str
    sense: str
    required: Fraction
    value: Fraction
    slack: Fraction


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What became of a rule: ``off``, ``satisfied``, ``binding`` (some row has no slack) or, guiding only, ``not_reached``."""

    rule: str
    state: RuleState
    rows: tuple[RowResult, ...]
    source: str


@dataclass(frozen=True, slots=True)
class PinEffect:
    """A pinned team: its pin, and what the rules alone would give it (None where they give no division)."""

    team: str
    pinned: Fraction
    rules_alone: Fraction | None
    author: str
    reason: str


@dataclass(frozen=True, slots=True)
class RoundResult:
    """One proven round of the chain: at which level an aim settled which teams or pools.

    The level is in the aim's own measure; of the key, the part of R that a team with the whole key would get. Where the aim
    ``reaches_cap``, everything that was still open is at least at the level, and nothing is settled by it.
    """

    aim: str
    level: Fraction
    settled: tuple[str, ...]
    reaches_cap: bool
