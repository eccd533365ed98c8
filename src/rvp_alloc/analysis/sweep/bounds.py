"""Bounds: what a policy asks of the new fte of sets of teams, once everything else is projected away."""

from dataclasses import dataclass, field

from rvp_alloc.model import Number

NO_LOSS = "no_loss"


class NotNestedError(Exception):
    """A policy is not of the form that the nested engine knows; the reason says where."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What a set of teams together gets at least, at most, or exactly."""

    teams: frozenset[str]
    sense: str
    amount: Number
    parameters: frozenset[str]


@dataclass(frozen=True, slots=True)
class Margin:
    """A number that must not be below 0, whatever anybody gets."""

    amount: Number
    parameters: frozenset[str]


@dataclass(frozen=True, slots=True)
class Room:
    """The room for heads of all kinds in a set of teams: ``factor`` times their new fte, and ``room``."""

    teams: frozenset[str]
    factor: Number
    room: Number


@dataclass(frozen=True, slots=True)
class Left:
    """A row that speaks of new fte and heads together, beside their room: it is looked at when new fte are found.

    ``heads`` holds, by kind and number of the room, what their heads count for in it.
    """

    teams: frozenset[str]
    sense: str
    amount: Number
    heads: tuple[tuple[str, int, Number], ...]


@dataclass(slots=True)
class Bounds:
    """All bounds that the rows of a model put on new fte, and what the fixed layers give each team."""

    teams: tuple[str, ...]
    fixed: dict[str, Number]
    fixed_by: dict[str, frozenset[str]]
    bounds: list[Bound] = field(default_factory=list)
    margins: list[Margin] = field(default_factory=list)
    equalities: list[Margin] = field(default_factory=list)
    substituted: dict[str, frozenset[str]] = field(default_factory=dict)
    """Columns of posts that stand for the new fte of a whole set of teams."""
    rooms: list[Room] = field(default_factory=list)
    asked: dict[str, list[Number]] = field(default_factory=dict)
    """How many heads of each kind are asked for at least."""
    left: list[Left] = field(default_factory=list)
