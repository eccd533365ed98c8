"""Aim: what a policy pursues after its hard rules, and the registry of aims."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rvp_alloc.model import Number

if TYPE_CHECKING:
    from rvp_alloc.policy.case import Case
    from rvp_alloc.policy.policy import Policy

LEADING_AIMS = ("unit_norm", "area_norm", "key")
PLANNING_AIMS = ("least_change", "toward_target")
"""Aims that a policy pursues only where it names them; they need figures of an earlier plan or a target."""
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
    """One aim, as linear objectives.

    ``level_unit`` is what planners tell the level of the aim in: its lowest measure, or its sum. It is empty for an aim that
    has no level, because its measure is not linear by itself.
    """

    id: ClassVar[str]
    level_unit: ClassVar[str] = ""

    @abstractmethod
    def objectives(self, case: "Case", known: Mapping[str, Number]) -> Iterator[Objective]:
        """Yield the aim's objectives in order; none where it does not apply.

        ``known`` holds the columns that earlier aims and rules have settled, with their values.
        """

    def lacking(self, policy: "Policy") -> str:
        """Return what to switch for the aim to apply under a policy; empty where it applies."""
        return ""

    def scale(self, case: "Case") -> Number:
        """Return what a level of 1, as planners tell it, is in the aim's own measure."""
        return 1

    def plain(self, case: "Case") -> Objective | None:
        """Return the objective that the level of the aim is about; None where the aim does not apply."""
        return next((objective for objective in self.objectives(case, {}) if objective.aim == self.id), None)

    def level(self, case: "Case", point: Mapping[str, Number]) -> Number:
        """Return what the aim reaches at a point, as planners tell it: its lowest measure, up to its cap, or its sum."""
        objective = self.plain(case)
        if objective is None:
            raise AssertionError(f"aim {self.id} does not apply")
        if isinstance(objective, Smallest):
            return case.zero + total(objective.terms, point)
        lowest, *others = (total(measure.terms, point) + measure.constant for measure in objective.measures.values())
        for other in (*others, *(() if objective.cap is None else (case.zero + objective.cap,))):
            # Written so that numbers that move are asked, whichever side they stand on.
            lowest = other if lowest - other > 0 else lowest
        return lowest / self.scale(case)


def total(terms: Mapping[str, Number], point: Mapping[str, Number]) -> Number:
    """Return the sum of some terms at a point."""
    return sum(coefficient * point[column] for column, coefficient in terms.items())


_REGISTRY: dict[str, Aim] = {}


def register_aim[A: type[Aim]](kind: A) -> A:
    """Make an aim known; used as a decorator on its class."""
    _REGISTRY[kind.id] = kind()
    return kind


def all_aims() -> Mapping[str, Aim]:
    """Return every registered aim, by id."""
    return _REGISTRY
