"""Movement: how many fte go elsewhere when teams get more or less than before."""

from collections.abc import Iterable
from fractions import Fraction


def gained(changes: Iterable[Fraction]) -> Fraction:
    """Return how many fte are gained together, by those who get more.

    >>> gained([Fraction(2), Fraction(-1), Fraction(1)])
    Fraction(3, 1)
    """
    return sum((change for change in changes if change > 0), Fraction(0))


def lost(changes: Iterable[Fraction]) -> Fraction:
    """Return how many fte are lost together, by those who get less; a number of at least 0.

    >>> lost([Fraction(2), Fraction(-1), Fraction(1)])
    Fraction(1, 1)
    """
    return gained(-change for change in changes)


def movement(changes: Iterable[Fraction]) -> Fraction:
    """Return how many fte go elsewhere: what is gained or lost together, whichever is more.

    >>> movement([Fraction(2), Fraction(-1), Fraction(1)])
    Fraction(3, 1)
    """
    found = tuple(changes)
    return max(gained(found), lost(found))
