"""The arithmetics in which rules write their rows. A rule uses only ``+ - * /`` and what stands here."""

import contextlib
from collections.abc import Mapping
from contextlib import AbstractContextManager
from fractions import Fraction
from types import MappingProxyType
from typing import Protocol

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

    def unwatched(self) -> AbstractContextManager[None]:
        """Return a block in which comparisons only look for something: whoever keeps comparisons need not keep those."""


class Exact:
    """Exact rationals (python-flint's ``fmpq``): the arithmetic of every division. Some figures may be given other values."""

    def __init__(self, instead: Mapping[str, Fraction] = MappingProxyType({})) -> None:
        self.instead = instead

    def number(self, path: str, value: Fraction) -> fmpq:
        """Return the figure as an exact rational."""
        value = self.instead.get(path, value)
        return fmpq(value.numerator, value.denominator)

    def positive_part(self, number: fmpq) -> fmpq:
        """Return the number, or 0 if it is negative."""
        return number if number > 0 else fmpq(0)

    def share(self, part: fmpq, whole: fmpq) -> fmpq:
        """Return ``part / whole``, or 0 if the whole is 0."""
        return part / whole if whole != 0 else fmpq(0)

    def unwatched(self) -> AbstractContextManager[None]:
        """Return a block like any other: nobody keeps comparisons here."""
        return _UNWATCHED


_UNWATCHED = contextlib.nullcontext()
EXACT = Exact()


def fraction(number: fmpq) -> Fraction:
    """Return an exact rational as a standard fraction."""
    return Fraction(int(number.p), int(number.q))


def to_float(number: Number) -> float:
    """Return the float nearest to an exact number."""
    return int(number.p) / int(number.q) if isinstance(number, fmpq) else float(number)
