"""Nearest: the budgets beside a stretch without a division at which there is one, short enough to be typed."""

import math
from collections.abc import Iterator
from fractions import Fraction

from rvp_alloc.analysis.path import Path
from rvp_alloc.analysis.stretch import Stretch

_STEPS = 1000


def nearest(found: Path, gap: Stretch) -> tuple[Fraction | None, Fraction | None]:
    """Return the nearest budgets with a division below and above, in thousandths; None where there is none.

    Examples
    --------
    >>> from rvp_alloc import Policy, load_region
    >>> from rvp_alloc.analysis.path import path
    >>> found = path(load_region("amsterdam-2022"), Policy.reference(), "budget.new_fte", 0, 200)
    >>> nearest(found, found.stretches[0])
    (None, Fraction(38041, 1000))
    """
    below = (Fraction(math.floor(gap.start * _STEPS) - more, _STEPS) for more in (0, 1))
    above = (Fraction(math.ceil(gap.stop * _STEPS) + more, _STEPS) for more in (0, 1))
    return _first(found, below), _first(found, above)


def between(low: Fraction, high: Fraction) -> Fraction:
    """Return a number of few decimals between two, about in the middle.

    >>> between(Fraction(1, 3), Fraction(1, 2)), between(Fraction(0), Fraction(100))
    (Fraction(2, 5), Fraction(50, 1))
    """
    places = 1
    while True:
        middle = Fraction(round((low + high) / 2 * places), places)
        if low < middle < high:
            return middle
        places *= 10


def _first(found: Path, budgets: Iterator[Fraction]) -> Fraction | None:
    """Return the first budget on the path with a division."""
    within = (budget for budget in budgets if found.start <= budget <= found.stop)
    return next((budget for budget in within if found.at(budget) is not None), None)
