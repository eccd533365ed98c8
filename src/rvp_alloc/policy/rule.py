"""Rule: the base of every rule, its parameters and its states, and the registry of rules."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from rvp_alloc.border import suggestion
from rvp_alloc.errors import PolicyError, Problem
from rvp_alloc.figure import Figure, exact_text
from rvp_alloc.model import Number, Row
from rvp_alloc.region.region import Region

if TYPE_CHECKING:
    from rvp_alloc.policy.case import Case
    from rvp_alloc.policy.division import Division
    from rvp_alloc.policy.policy import Policy, Setting


class State(StrEnum):
    """What a rule does: nothing, always hold, or be approached as far as the harder rules allow."""

    OFF = "off"
    HARD = "hard"
    GUIDING = "guiding"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number a rule needs: its unit, its range, and its reference value with the source.

    ``name`` may hold one or more ``*``: then the parameter is a family, such as ``weights.*``. ``alone`` says whether one may
    change while the others stay as they are: the weights of the key add up to 1, so none of them may.
    """

    name: str
    unit: str
    reference: Figure | None = None
    lower: Fraction | None = Fraction(0)
    upper: Fraction | None = None
    above_zero: bool = False
    alone: bool = True

    def matches(self, name: str) -> bool:
        """Say whether a full name belongs to this parameter."""
        pattern, parts = self.name.split("."), name.split(".", self.name.count("."))
        return len(pattern) == len(parts) and all(
            p in ("*", part) and part for p, part in zip(pattern, parts, strict=True)
        )

    def problem(self, value: Fraction) -> str:
        """Return what is wrong with a value, or an empty text."""
        if self.above_zero and value <= 0:
            return "must be more than 0"
        if self.lower is not None and value < self.lower:
            return f"must be at least {exact_text(self.lower)}"
        if self.upper is not None and value > self.upper:
            return f"must be at most {exact_text(self.upper)}"
        return ""


class Rule(ABC):
    """One rule of the verdeelsystematiek: its parameters, its rows, and a check from its meaning.

    A rule of your own is a subclass, registered with :func:`register_rule`; see ``examples/04_own_rule.py``.
    A policy must switch it on, with ``policy.set("<id>.state", "hard")`` or by giving one of its parameters a value.
    ``rows`` is written in generic arithmetic: use only ``+ - * /`` and what :class:`Case` offers.
    """

    id: ClassVar[str]
    source: ClassVar[str]
    states: ClassVar[tuple[State, ...]] = (State.OFF, State.HARD)
    reference_state: ClassVar[State] = State.OFF
    parameters: ClassVar[tuple[Parameter, ...]] = ()
    layers: ClassVar[tuple[str, ...]] = ()
    posts: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def rows(self, case: "Case") -> Iterator[Row]:
        """Yield the rule's rows: enforced where it is hard, aimed at and reported where it is guiding."""

    @abstractmethod
    def broken(self, case: "Case", division: "Division") -> Iterator[str]:
        """Yield a sentence for each way in which a division breaks the rule, judged from its meaning."""

    def layer_total(self, case: "Case") -> Number:
        """Return how many fte the rule's own layer takes before the key divides the rest; 0 if it has none."""
        return 0

    def figures_of(self, region: Region, team: str) -> Mapping[str, Figure]:
        """Return the figures of a team, by path, that the rule's requirement of it rests on, to be told where rules clash."""
        return {}

    def problems(self, region: Region, setting: "Setting") -> Iterator[Problem]:
        """Yield what is wrong with the rule's parameters for this region (ranges are checked already)."""
        yield from ()

    def problems_beside(self, policy: "Policy") -> Iterator[Problem]:
        """Yield what is wrong with the rule beside the states of the other rules."""
        yield from ()

    def parameter(self, name: str) -> Parameter | None:
        """Return the parameter a name belongs to, or None."""
        return next((parameter for parameter in self.parameters if parameter.matches(name)), None)

    def reference_parameters(self) -> Mapping[str, Figure]:
        """Return the reference values, by name."""
        return {parameter.name: parameter.reference for parameter in self.parameters if parameter.reference}


_REGISTRY: dict[str, Rule] = {}


def register_rule[R: type[Rule]](kind: R) -> R:
    """Make a rule known, so that policies can name it; use as a decorator on its class.

    Raises
    ------
    PolicyError
        If another rule has the same id.
    """
    present = _REGISTRY.get(kind.id)
    if present and (type(present).__module__, type(present).__qualname__) != (kind.__module__, kind.__qualname__):
        raise PolicyError(
            [
                Problem(
                    "double",
                    f"a rule {kind.id!r} is registered already",
                    "Give your rule an id of its own",
                    field=kind.id,
                )
            ]
        )
    _REGISTRY[kind.id] = kind()
    return kind


def rule(rule_id: str) -> Rule:
    """Return the rule with this id.

    Raises
    ------
    PolicyError
        If there is none; it names the nearest.
    """
    try:
        return _REGISTRY[rule_id]
    except KeyError:
        raise PolicyError(
            [
                Problem(
                    "unknown_rule",
                    f"there is no rule {rule_id[:80]!r}",
                    suggestion(rule_id, list(_REGISTRY)),
                    field=rule_id[:80],
                )
            ]
        ) from None


def all_rules() -> tuple[Rule, ...]:
    """Return every registered rule, in the order of registration."""
    return tuple(_REGISTRY.values())
