"""Stretch: values of a parameter over which one set of rules decides, with every team's new fte as an exact curve."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from flint import fmpq, fmpq_poly

from rvp_alloc.arithmetic import EXACT, fraction
from rvp_alloc.germ import Germ

BINDS = "binds"
"""What ``Stretch.binding`` says of a row that a proof rests on."""


@dataclass(frozen=True, slots=True)
class Curve:
    """``above / below``, two polynomials in the value of the parameter, in lowest terms; ``below`` is 1 along a line.

    The highest power in ``below`` has the factor 1, so that the same curve is always written in the same way.
    """

    above: fmpq_poly
    below: fmpq_poly

    @classmethod
    def of(cls, number: fmpq | Germ, start: Fraction, direction: int) -> "Curve":
        """Return the curve of a germ that was seen from a start, in a direction."""
        if not isinstance(number, Germ):
            return cls(fmpq_poly([fmpq(0) + number]), fmpq_poly([1]))
        moved = fmpq_poly([-direction * EXACT.number("start", start), direction])
        above, below = number.above(moved), number.below(moved)
        highest = below[below.degree()]
        return cls(above / highest, below / highest)

    def at(self, value: Fraction) -> Fraction:
        """Return the exact amount at a value of the parameter."""
        place = EXACT.number("value", value)
        return fraction(self.above(place) / self.below(place))

    @property
    def slope(self) -> Fraction | None:
        """What the amount changes when the parameter rises by 1; None where that differs from value to value."""
        return fraction(self.above[1]) if self.above.degree() <= 1 and self.below.degree() == 0 else None

    def slope_at(self, value: Fraction) -> Fraction:
        """Return what the amount changes per unit of the parameter just where it has a value: the derivative."""
        place = EXACT.number("value", value)
        above, below = self.above(place), self.below(place)
        return fraction((self.above.derivative()(place) * below - above * self.below.derivative()(place)) / below**2)

    def __repr__(self) -> str:
        below = "" if self.below.degree() == 0 else f" / ({self.below})"
        return f"<Curve ({self.above}){below}>"


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Values of a parameter from ``start`` to ``stop`` over which the same rules decide.

    ``new_fte`` holds each team's curve, in fte against the parameter; it is empty where there is no division.
    ``binding`` says what decides: the rows that bind, and which measures an aim settles together. ``levels`` holds what each
    aim that was asked for reaches: its lowest measure up to its cap, or its sum, in its own unit.
    """

    start: Fraction
    stop: Fraction
    new_fte: Mapping[str, Curve]
    binding: Mapping[str, str]
    exact_stop: bool = True
    levels: Mapping[str, Curve] = field(default_factory=dict)

    @property
    def feasible(self) -> bool:
        """Whether there is a division."""
        return bool(self.new_fte)

    def at(self, value: Fraction) -> dict[str, Fraction]:
        """Return every team's new fte at a value within the stretch."""
        return {team: curve.at(value) for team, curve in self.new_fte.items()}
