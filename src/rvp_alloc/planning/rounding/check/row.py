"""A row that the checker has said of whole numbers, and how it refuses what does not hold."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

type Box = dict[str, tuple[int, int | None]]

ZERO = Fraction(0)


class RejectedError(Exception):
    """The document does not prove what it says; the text says where."""


def need(condition: object, what: str) -> None:
    """Reject the document unless something holds."""
    if not condition:
        raise RejectedError(what)


@dataclass(frozen=True)
class CheckedRow:
    """``sum of terms + others - stairs(level of unit) <= bound``."""

    terms: dict[str, Fraction]
    others: dict[str, Fraction]
    bound: Fraction
    unit: str = ""
    stairs: Callable[[int], Fraction] | None = None

    @property
    def units(self) -> set[str]:
        """The whole numbers it speaks of."""
        return {*self.terms, *([self.unit] if self.unit else [])}
