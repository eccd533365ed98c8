"""The arithmetics in which rules write their rows. A rule uses only ``+ - * /`` and what stands here."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

from flint import fmpq

from rvp_alloc.model import Number


class Arithmetic(Protocol):
    """How exact figures become numbers, and the one operation that needs a comparison."""

    def number(self, path: str, value: Fraction) -> Number:
        """Return the number for the figure at ``path`` (such as ``formation.amstelveen`` or ``ipga.cap``)."""

    def positive_part(self, number: Number) -> Number:
        """Return the number, or 0 where it is below 0."""

    def share(self, part: Number, whole: Number) -> Number:
        """Return ``part / whole``, or 0 where the whole is 0."""


class Exact:
    """Exact rationals (python-flint's ``fmpq``): the arithmetic of every division."""

    def number(self, path: str, value: Fraction) -> fmpq:
        """Return the figure as an exact rational."""
        return fmpq(value.numerator, value.denominator)

    def positive_part(self, number: fmpq) -> fmpq:
        """Return the number, or 0 if it is negative."""
        return number if number > 0 else fmpq(0)

    def share(self, part: fmpq, whole: fmpq) -> fmpq:
        """Return ``part / whole``, or 0 if the whole is 0."""
        return part / whole if whole != 0 else fmpq(0)


EXACT = Exact()


def fraction(number: fmpq) -> Fraction:
    """Return an exact rational as a standard fraction."""
    return Fraction(int(number.p), int(number.q))


class NotAffineError(ArithmeticError):
    """A number is not affine in the parameter: it is multiplied or divided by itself somewhere."""


@dataclass(frozen=True, slots=True)
class Affine:
    """``constant + slope * t``: a number that moves with one parameter, exactly."""

    constant: fmpq
    slope: fmpq

    @staticmethod
    def of(number: Any) -> "Affine":
        """Return any number as affine; plain ones do not move."""
        return number if isinstance(number, Affine) else Affine(fmpq(0) + number, fmpq(0))

    def at(self, t: Any) -> fmpq:
        """Return the number where the parameter has moved by ``t``."""
        moved: fmpq = self.constant + self.slope * t
        return moved

    def __add__(self, other: Any) -> "Affine":
        other = self.of(other)
        return Affine(self.constant + other.constant, self.slope + other.slope)

    def __mul__(self, other: Any) -> "Affine":
        other = self.of(other)
        if self.slope != 0 and other.slope != 0:
            raise NotAffineError("the parameter is multiplied by itself")
        return Affine(self.constant * other.constant, self.constant * other.slope + self.slope * other.constant)

    def __truediv__(self, other: Any) -> "Affine":
        if isinstance(other, Reciprocal):
            return self * other.inverse
        other = self.of(other)
        if other.slope != 0:
            raise NotAffineError("something is divided by the parameter")
        return Affine(self.constant / other.constant, self.slope / other.constant)

    def __neg__(self) -> "Affine":
        return Affine(-self.constant, -self.slope)

    def __sub__(self, other: Any) -> "Affine":
        return self + -self.of(other)

    def __rsub__(self, other: Any) -> "Affine":
        return self.of(other) - self

    def __rtruediv__(self, other: Any) -> "Affine":
        return self.of(other) / self

    __radd__ = __add__
    __rmul__ = __mul__


@dataclass(frozen=True, slots=True)
class Reciprocal:
    """``1 / inverse``: a parameter that only ever divides, such as the norm of inhabitants per wijkagent."""

    inverse: Affine

    def __rtruediv__(self, other: Any) -> Affine:
        return Affine.of(other) * self.inverse


class AffineIn:
    """Every figure a constant, but one that moves: ``value + t``, or ``1 / (1 / value + t)`` where it only divides."""

    def __init__(self, moving: str, *, reciprocal: bool = False) -> None:
        self.moving = moving
        self.reciprocal = reciprocal

    def number(self, path: str, value: Fraction) -> Any:
        """Return the figure, moving or not."""
        exact = EXACT.number(path, value)
        if path != self.moving:
            return Affine(exact, fmpq(0))
        return Reciprocal(Affine(1 / exact, fmpq(1))) if self.reciprocal else Affine(exact, fmpq(1))

    def positive_part(self, number: Affine) -> Affine:
        """Return the number, or 0 if it is negative where the parameter has not moved."""
        return number if number.constant > 0 else Affine(fmpq(0), fmpq(0))

    def share(self, part: Affine, whole: Affine) -> Affine:
        """Return ``part / whole``, or 0 if the whole is 0."""
        return part / whole if whole.constant != 0 or whole.slope != 0 else Affine(fmpq(0), fmpq(0))
