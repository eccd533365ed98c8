"""Figures composed of other figures: what their source, date and confidence are then."""

from collections.abc import Iterable
from fractions import Fraction

from rvp_alloc.border import LONGEST_TEXT
from rvp_alloc.figure import Confidence, Figure

_LONGEST = LONGEST_TEXT - 40  # room for how many others there are
_ORDER = list(Confidence)


def composed(value: Fraction, unit: str, parts: Iterable[Figure], note: str = "") -> Figure:
    """Return a figure that is composed of others: with all their sources and dates, and as sure as the least sure of them.

    Examples
    --------
    >>> one = Figure(Fraction(2), "fte", "a", "2021", Confidence.PUBLISHED)
    >>> other = Figure(Fraction(3), "fte", "b", "2021", Confidence.INFERRED)
    >>> composed(Fraction(5), "fte", [one, other])  # doctest: +ELLIPSIS
    Figure(value=Fraction(5, 1), unit='fte', source='a; b', date='2021', confidence=<Confidence.INFERRED: 'inferred'>...
    """
    parts = list(parts)
    confidence = max([Confidence.COMPOSED, *(part.confidence for part in parts)], key=_ORDER.index)
    sources, dates = listed(part.source for part in parts), listed(part.date for part in parts)
    return Figure(value, unit, sources, dates, confidence, note)


def listed(texts: Iterable[str]) -> str:
    """Return texts one after the other, each once; where they are too many for a cell, how many more there are."""
    found = [text for text in dict.fromkeys(texts) if text]
    shown = found
    while len("; ".join(shown)) > _LONGEST:
        shown = shown[:-1]
    return "; ".join(shown) + (f"; and {len(found) - len(shown)} more" if len(found) > len(shown) else "")
