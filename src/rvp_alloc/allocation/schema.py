"""The form of an answer as JSON: what :meth:`Allocation.to_dict` promises, for tools that read it."""

from typing import Any, Literal

from rvp_alloc.border import Document


class TeamSchema(Document):
    """A team's result, in fte; numbers rounded to six decimals, the exact ones as text beside them."""

    id: str
    team: str
    district: str
    formation: float
    new_fte: float
    new_fte_exact: str
    layers: dict[str, float]
    key_target: float
    key_fulfilment: float | None
    interventieplegers: float
    regisseurs: float
    net_basic_care: float
    exact: dict[str, str]


class PoolSchema(Document):
    """A pool's wijkagenten; coverage of the norm is not capped."""

    id: str
    teams: list[str]
    inhabitants: float
    wijkagenten: float
    new_wijkagent_posts: float
    coverage: float | None
    exact: dict[str, str]


class RowSchema(Document):
    """One requirement of a rule."""

    label: str
    sense: Literal["<=", "==", ">="]
    required: float
    value: float
    slack: float


class RuleSchema(Document):
    """What became of a rule."""

    rule: str
    state: Literal["off", "satisfied", "binding", "not_reached"]
    rows: list[RowSchema]
    source: str


class PinSchema(Document):
    """A pinned team beside what the rules alone would give it."""

    team: str
    pinned: float
    rules_alone: float | None
    author: str
    reason: str


class RelaxationSchema(Document):
    """What gave way because the policy says it may: a parameter's values or a rule's states, as text."""

    what: str
    asked: str
    used: str


class ResultSchema(Document):
    """A proven division."""

    schema_version: Literal[1]
    status: Literal["proven_optimal"]
    unique: bool
    unsettled: list[str]
    new_fte: float
    teams: list[TeamSchema]
    pools: list[PoolSchema]
    totals: dict[Literal["district", "authority", "municipality"], dict[str, float]]
    rules: list[RuleSchema]
    pins: list[PinSchema]
    relaxed: list[RelaxationSchema]
    record: dict[str, Any]
    certificate: dict[str, Any]


class FailureSchema(Document):
    """What is printed instead of a division: why there is none."""

    schema_version: Literal[1]
    status: Literal["bad_input", "solver", "infeasible", "no_rounding", "not_proven", "error"]
    error: dict[str, Any]
