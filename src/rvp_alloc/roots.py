"""Roots: the first place where a polynomial passes 0, exact where it is rational."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import arb, fmpq, fmpq_poly, fmpz_poly

_DIGITS = 10**25
WIDTH = fmpq(1, 10**24)
"""The two ends between which an irrational root is told to lie are less far apart than this."""


@dataclass(frozen=True, slots=True)
class Root:
    """Where a polynomial passes 0: exact (``low == high``), or irrational and between two ends less than WIDTH apart."""

    low: fmpq
    high: fmpq

    @property
    def exact(self) -> bool:
        """Whether the place is known exactly."""
        return bool(self.low == self.high)


def first_below_zero(polynomials: Iterable[fmpq_poly]) -> Root | None:
    """Return the first place from 0 upwards beyond which some polynomial is below 0; None if none ever is.

    A polynomial that is below 0 right after 0 gives 0.
    """
    found = None
    for wanted in map(_without_zero_roots, polynomials):
        root = Root(fmpq(0), fmpq(0)) if wanted(fmpq(0)) < 0 else _first_change_of_sign(wanted)
        if root and (found is None or root.low < found.low):
            found = root
    return found


def _without_zero_roots(wanted: fmpq_poly) -> fmpq_poly:
    """Divide by t as often as it goes: for t > 0 the sign stays what it is."""
    coefficients = wanted.coeffs()
    leading = next((place for place, number in enumerate(coefficients) if number != 0), 0)
    return fmpq_poly(coefficients[leading:])


def _first_change_of_sign(wanted: fmpq_poly) -> Root | None:
    """Return the smallest root above 0 at which a polynomial changes sign."""
    if wanted.degree() < 1:
        return None
    roots = []
    for factor, times in wanted.numer().factor()[1]:
        if times % 2 == 0:
            continue
        if factor.degree() == 1:
            place = fmpq(-int(factor[0]), int(factor[1]))
            roots.append(Root(place, place))
        else:
            # flint gives pairs of a root and how often it occurs, whatever its annotations say.
            found: Any = factor.complex_roots()
            roots += [_isolated(factor, root.real) for root, _ in found if root.imag == 0]
    return min((root for root in roots if root.high > 0), key=lambda root: root.low, default=None)


def _isolated(factor: fmpz_poly, ball: arb) -> Root:
    """Return two ends of few digits between which an irreducible polynomial changes sign, by halving a ball around one root."""
    middle, radius = ball.mid().fmpq(), ball.rad().fmpq()
    low, high = middle - radius, middle + radius
    below_zero = factor(low) < 0
    while high - low > fmpq(1, _DIGITS):
        middle = (low + high) / 2
        if (factor(middle) < 0) == below_zero:
            low = middle
        else:
            high = middle
    return Root(fmpq(math.floor(_scaled(low)), _DIGITS), fmpq(math.ceil(_scaled(high)), _DIGITS))


def _scaled(number: fmpq) -> Fraction:
    return Fraction(int(number.p) * _DIGITS, int(number.q))
