"""Aim: what a policy pursues after its hard rules, and the registry of aims."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rvp_alloc.model import Number

if TYPE_CHECKING:
    from rvp_alloc.policy.case import Case

LEADING_AIMS = ("unit_norm", "area_norm", "key")
CLOSING_AIMS = (
    "fewest_wijkagent_posts",
    "even_coverage",
    "fewest_interventieplegers",
    "fewest_regisseurs",
    "even_interventieplegers",
    "even_regisseurs",
)


@dataclass(frozen=True, slots=True)
class Measured:
    """A linear measure of one team or pool: ``sum of terms + constant``."""

    terms: Mapping[str, Number]
    constant: Number


@dataclass(frozen=True, slots=True)
class Leximin:
    """Raise the lowest of some measures as far as it goes, then the next lowest, and so on, up to a cap."""

    aim: str
    measures: Mapping[str, Measured]
    cap: Number | None = None


@dataclass(frozen=True, slots=True)
class Smallest:
    """Make one sum as small as possible."""

    aim: str
    terms: Mapping[str, Number]


type Objective = Leximin | Smallest


class Aim(ABC):
    """One aim, as linear objectives."""

    id: ClassVar[str]

    @abstractmethod
    def objectives(self, case: "Case", known: Mapping[str, Number]) -> Iterator[Objective]:
        """Yield the aim's objectives in order; none where it does not apply.

        ``known`` holds the columns that earlier aims and rules have settled, with their values.
        """


_REGISTRY: dict[str, Aim] = {}


def register_aim[A: type[Aim]](kind: A) -> A:
    """Make an aim known; used as a decorator on its class."""
    _REGISTRY[kind.id] = kind()
    return kind


def all_aims() -> Mapping[str, Aim]:
    """Return every registered aim, by id."""
    return _REGISTRY
