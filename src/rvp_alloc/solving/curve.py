"""Curve: how the solution of linear equations moves with one number in them, exactly.

Where that number stands only on the right-hand side, every unknown moves along a straight line. Where it multiplies
unknowns, every unknown is a fraction of two polynomials, with one denominator for all.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flint import arb, fmpq, fmpq_poly, fmpz_poly

from rvp_alloc.arithmetic import Affine
from rvp_alloc.solving.sparse import solve_equations

WIDTH = fmpq(1, 10**24)
"""How far apart the two ends are between which an irrational root is told to lie, at most."""

type Equation[Unknown: Hashable] = tuple[Mapping[Unknown, Affine], Affine]


@dataclass(frozen=True, slots=True)
class Curve[Unknown: Hashable]:
    """``unknown(t) = numerator(t) / denominator(t)``; the denominator is 1 at t = 0. Unknowns that are not named are 0."""

    numerators: Mapping[Unknown, fmpq_poly]
    denominator: fmpq_poly

    def numerator(self, terms: Mapping[Unknown, Affine], constant: Affine) -> fmpq_poly:
        """Return the numerator of ``sum of terms + constant``, over the curve's denominator."""
        total = polynomial(constant) * self.denominator
        for unknown, coefficient in terms.items():
            if unknown in self.numerators:
                total += polynomial(coefficient) * self.numerators[unknown]
        return total

    def at(self, t: fmpq) -> dict[Unknown, fmpq]:
        """Return every unknown at one place."""
        below = self.denominator(t)
        return {unknown: numerator(t) / below for unknown, numerator in self.numerators.items()}


def polynomial(number: Affine) -> fmpq_poly:
    """Return an affine number as a polynomial in t."""
    return fmpq_poly([number.constant, number.slope])


def curve[Unknown: Hashable](equations: Sequence[Equation[Unknown]]) -> Curve[Unknown]:
    """Return the solution of equations that have exactly one at t = 0, as a curve in t.

    With ``(A + t A1) x = b + t b1`` the powers of t in x are ``A w0 = b``, ``A w1 = b1 - A1 w0``, ``A w(k+1) = -A1 w(k)``.
    Sooner or later one of them is a sum of those before it; that sum gives the denominator (Krylov).

    >>> half = Affine(fmpq(1), fmpq(1, 2))
    >>> found = curve([({"x": half}, Affine(fmpq(3), fmpq(0)))])
    >>> found.at(fmpq(2))
    {'x': 3/2}
    """
    first = _solved(equations, [bound.constant for _, bound in equations])
    powers: list[dict[Unknown, fmpq]] = []
    following = _solved(equations, [bound.slope - _moved(terms, first) for terms, bound in equations])
    while (sums := _as_sum_of(powers, following)) is None:
        powers.append(following)
        following = _solved(equations, [-_moved(terms, following) for terms, _ in equations])
    size = len(powers)
    denominator = [fmpq(1), *(-sums.get(size - place, fmpq(0)) for place in range(1, size + 1))]
    numerators = {}
    for unknown in {unknown for power in (first, *powers) for unknown in power}:
        moving = [
            sum((denominator[j] * powers[m - j].get(unknown, fmpq(0)) for j in range(m + 1)), fmpq(0))
            for m in range(size)
        ]
        start = fmpq_poly(denominator) * first.get(unknown, fmpq(0))
        numerators[unknown] = start + fmpq_poly([fmpq(0), *moving])
    return Curve(numerators, fmpq_poly(denominator))


def _solved[Unknown: Hashable](equations: Sequence[Equation[Unknown]], rests: Sequence[fmpq]) -> dict[Unknown, fmpq]:
    plain = [
        ({unknown: number.constant for unknown, number in terms.items() if number.constant != 0}, rest)
        for (terms, _), rest in zip(equations, rests, strict=True)
    ]
    found = solve_equations(plain)
    if found is None:
        raise ArithmeticError("the equations have no solution")
    return found


def _moved[Unknown: Hashable](terms: Mapping[Unknown, Affine], point: Mapping[Unknown, fmpq]) -> fmpq:
    return sum((number.slope * point[unknown] for unknown, number in terms.items() if unknown in point), fmpq(0))


def _as_sum_of[Unknown: Hashable](
    powers: Sequence[Mapping[Unknown, fmpq]], wanted: Mapping[Unknown, fmpq]
) -> dict[int, fmpq] | None:
    """Return factors (by place, 0 left out) with which the powers add up to what is wanted, or None."""
    unknowns = {unknown for power in (*powers, wanted) for unknown in power}
    return solve_equations(
        [
            (
                {place: power[unknown] for place, power in enumerate(powers) if power.get(unknown, 0) != 0},
                wanted.get(unknown, fmpq(0)),
            )
            for unknown in unknowns
        ]
    )


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
    """Return two ends between which an irreducible polynomial changes sign, from a ball around one root, by halving."""
    middle, radius = ball.mid().fmpq(), ball.rad().fmpq()
    low, high = middle - radius, middle + radius
    below_zero = factor(low) < 0
    while high - low > WIDTH:
        middle = (low + high) / 2
        if (factor(middle) < 0) == below_zero:
            low = middle
        else:
            high = middle
    return Root(low, high)
