"""Germ: a number that moves with a parameter, seen from just beyond one value of it, in exact rationals.

A germ is a fraction of two polynomials in t, how far the parameter has moved. Germs are ordered by which is larger right
after t = 0, so they can stand wherever exact rationals do: whatever is computed with them is computed for a whole stretch
of values at once. The comparisons that were made are kept; the answer holds for as long as they keep their signs.
"""

import contextlib
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from flint import fmpq, fmpq_poly

from rvp_alloc.arithmetic import EXACT, to_float
from rvp_alloc.roots import Root, first_below_zero

_ONE = fmpq_poly([1])


class Beyond:
    """The arithmetic just beyond one value of a parameter: some figures move, all others are exact rationals.

    Parameters
    ----------
    moving
        For each figure that moves, its value at the start and what it changes when t rises by 1.
    glance
        How far beyond the start a solver in floats is to look; no answer depends on it.
    """

    def __init__(self, moving: Mapping[str, tuple[Fraction, Fraction]], glance: Fraction = Fraction(1, 1000)) -> None:
        self.moving = {
            path: Germ(fmpq_poly([EXACT.number(path, start), EXACT.number(path, slope)]), _ONE, self)
            for path, (start, slope) in moving.items()
        }
        self.glance = EXACT.number("glance", glance)
        self.signs: list[fmpq_poly] = []
        """Polynomials that were found not to be below 0 just beyond the start."""

    def until(self) -> Root | None:
        """Return how far t can rise before a comparison that was made changes its sign; None if none ever does."""
        return first_below_zero(self.signs)

    def number(self, path: str, value: Fraction) -> "fmpq | Germ":
        """Return the figure, moving or not."""
        return self.moving.get(path) or EXACT.number(path, value)

    def positive_part(self, number: "fmpq | Germ") -> "fmpq | Germ":
        """Return the number, or 0 where it is below 0 just beyond the start."""
        return number if number > 0 else fmpq(0)

    @contextlib.contextmanager
    def unwatched(self) -> Iterator[None]:
        """Do not keep the comparisons made in a block: they only look for what is checked afterwards."""
        kept, self.signs = self.signs, []
        try:
            yield
        finally:
            self.signs = kept

    def share(self, part: "fmpq | Germ", whole: "fmpq | Germ") -> "fmpq | Germ":
        """Return ``part / whole``, or 0 where the whole is 0 all along."""
        return part / whole if whole != 0 else fmpq(0)


class Germ:
    """``above / below``, two polynomials in t; ``below`` is not below 0 just beyond t = 0."""

    __slots__ = ("above", "below", "beyond")

    def __init__(self, above: fmpq_poly, below: fmpq_poly, beyond: Beyond) -> None:
        self.above = above
        self.below = below
        self.beyond = beyond

    def at(self, t: fmpq) -> fmpq:
        """Return the number where the parameter has moved by t."""
        return self.above(t) / self.below(t)

    @property
    def line(self) -> tuple[fmpq, fmpq] | None:
        """Its value at t = 0 and what it changes when t rises by 1; None if that changes too."""
        return (self.above[0], self.above[1]) if self.below is _ONE and self.above.degree() <= 1 else None

    def __float__(self) -> float:
        """Return what a solver in floats is shown: the number a glance beyond the start."""
        return to_float(self.at(self.beyond.glance))

    # ---- arithmetic

    def __add__(self, other: Any) -> "Germ":
        if not isinstance(other, Germ):
            return Germ(self.above + self.below * other, self.below, self.beyond)
        if self.below is _ONE and other.below is _ONE:
            return Germ(self.above + other.above, _ONE, self.beyond)
        if self.below == other.below:
            return self._short(self.above + other.above, self.below)
        return self._short(self.above * other.below + other.above * self.below, self.below * other.below)

    def __neg__(self) -> "Germ":
        return Germ(-self.above, self.below, self.beyond)

    def __sub__(self, other: Any) -> "Germ":
        return self.__add__(-other)

    def __rsub__(self, other: Any) -> "Germ":
        return (-self).__add__(other)

    def __mul__(self, other: Any) -> "Germ":
        if not isinstance(other, Germ):
            return Germ(self.above * other, self.below if other != 0 else _ONE, self.beyond)
        if self.below is _ONE and other.below is _ONE:
            return Germ(self.above * other.above, _ONE, self.beyond)
        return self._short(self.above * other.above, self.below * other.below)

    def __truediv__(self, other: Any) -> "Germ":
        return (
            self.__mul__(other.inverse())
            if isinstance(other, Germ)
            else Germ(self.above / other, self.below, self.beyond)
        )

    def __rtruediv__(self, other: Any) -> "Germ":
        return self.inverse().__mul__(other)

    __radd__ = __add__
    __rmul__ = __mul__

    def inverse(self) -> "Germ":
        """Return ``1 / self``, which holds for as long as this does not become 0."""
        if not self:
            raise ZeroDivisionError("a number that is 0 all along has no inverse")
        self.beyond.signs.append(self.above * _sign(self.above))
        return self._short(self.below, self.above)

    def _short(self, above: fmpq_poly, below: fmpq_poly) -> "Germ":
        """Return a fraction in lowest terms, its denominator beginning with 1, so that numbers stay short."""
        common = above.gcd(below)
        if common.degree() > 0:
            above, below = above // common, below // common
        scale = next(number for number in below.coeffs() if number != 0)
        return Germ(above / scale, below / scale if below.degree() > 0 else _ONE, self.beyond)

    # ---- order, just beyond t = 0

    def _compared(self, other: Any) -> int:
        """Return the sign of the difference, and keep it in mind."""
        difference = self - other
        sign = _sign(difference.above)
        if sign and difference.above.degree() > 0:
            self.beyond.signs.append(difference.above * sign)
        return sign

    def __lt__(self, other: Any) -> bool:
        return self._compared(other) < 0

    def __le__(self, other: Any) -> bool:
        return self._compared(other) <= 0

    def __gt__(self, other: Any) -> bool:
        return self._compared(other) > 0

    def __ge__(self, other: Any) -> bool:
        return self._compared(other) >= 0

    def __eq__(self, other: object) -> bool:
        """Say whether the two are the same all along."""
        return not (self - other).above

    def __hash__(self) -> int:
        return hash((tuple(self.above.coeffs()), tuple(self.below.coeffs())))

    def __bool__(self) -> bool:
        return bool(self.above)

    def __repr__(self) -> str:
        return f"<Germ ({self.above}) / ({self.below})>"


def _sign(polynomial: fmpq_poly) -> int:
    """Return the sign of a polynomial just beyond 0."""
    leading = next((number for number in polynomial.coeffs() if number != 0), fmpq(0))
    return 1 if leading > 0 else -1 if leading < 0 else 0
