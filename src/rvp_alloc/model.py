"""LinearModel: labelled rows and columns, in exact rationals or any other arithmetic. Knows no solver."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

type Number = Any
"""A number in some arithmetic: an exact rational, a numpy array over scenarios, a number affine in a parameter."""

type Sense = Literal["<=", "==", ">="]


@dataclass(frozen=True, slots=True)
class Column:
    """One thing that is decided, such as ``key:amstelveen``; ``lower`` is 0, or None where it is free."""

    id: str
    lower: int | None = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement: ``sum of terms  sense  bound``, owned by a rule.

    Examples
    --------
    >>> from fractions import Fraction
    >>> row = Row("budget", "budget.new_fte", {"key:a": 1, "key:b": 1}, "==", Fraction(71))
    >>> row.slack({"key:a": Fraction(40), "key:b": Fraction(31)})
    Fraction(0, 1)
    """

    rule: str
    label: str
    terms: Mapping[str, Number]
    sense: Sense
    bound: Number

    def value(self, point: Mapping[str, Number]) -> Number:
        """Return the left-hand side at a point."""
        total: Number = 0
        for column, coefficient in self.terms.items():
            total += coefficient * point[column]
        return total

    def slack(self, point: Mapping[str, Number]) -> Number:
        """Return how far the point is on the right side; below 0 (or not 0, for ``==``) the row is broken."""
        difference = self.value(point) - self.bound
        return -difference if self.sense == "<=" else difference

    def holds(self, point: Mapping[str, Number]) -> bool:
        """Say whether the row holds exactly at a point."""
        slack = self.slack(point)
        return bool(slack == 0 if self.sense == "==" else slack >= 0)


@dataclass(frozen=True, slots=True)
class LinearModel:
    """All columns and hard rows of one division."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
