"""The smallest concave curve above points, and its straight pieces above a row's stairs."""

import itertools
from collections.abc import Iterable, Iterator

from flint import fmpq

from rvp_alloc.planning.rounding.whole_row import WholeRow


def corners[Height: (int, fmpq)](points: Iterable[tuple[int, Height]]) -> list[tuple[int, Height]]:
    """Return the corners of the smallest concave curve above points, which are given from left to right.

    >>> corners([(0, 1), (1, 1), (2, 3), (3, 3), (4, 4)])
    [(0, 1), (2, 3), (4, 4)]
    """
    found: list[tuple[int, Height]] = []
    for place, height in points:
        while len(found) > 1:
            (first, low), (second, high) = found[-2:]
            if (high - low) * (place - second) > (height - high) * (second - first):
                break
            found.pop()
        found.append((place, height))
    return found


def pieces(row: WholeRow, low: int, high: int | None) -> Iterator[tuple[int, fmpq, fmpq]]:
    """Yield level, bound and slope of each piece of the concave hull of stairs."""
    if row.stairs is None or high is None:
        raise AssertionError(f"{row.id} has no stairs with an end")
    found = corners((level, row.stairs.at(level)) for level in range(low, high + 1))
    if len(found) == 1:
        yield *found[0], fmpq(0)
    for (first, start), (second, end) in itertools.pairwise(found):
        yield first, start, (end - start) / (second - first)
