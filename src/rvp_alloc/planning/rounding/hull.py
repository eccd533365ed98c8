"""The straight pieces of the smallest concave curve above a row's stairs."""

import itertools
from collections.abc import Iterator

from flint import fmpq

from rvp_alloc.planning.rounding.whole_row import WholeRow


def pieces(row: WholeRow, low: int, high: int | None) -> Iterator[tuple[int, fmpq, fmpq]]:
    """Yield level, bound and slope of each piece of the concave hull of stairs."""
    if row.stairs is None or high is None:
        raise AssertionError(f"{row.id} has no stairs with an end")
    corners: list[tuple[int, fmpq]] = []
    for point in ((level, row.stairs.at(level)) for level in range(low, high + 1)):
        while len(corners) > 1 and _slope(corners[-2], corners[-1]) <= _slope(corners[-1], point):
            corners.pop()
        corners.append(point)
    if len(corners) == 1:
        yield *corners[0], fmpq(0)
    for first, second in itertools.pairwise(corners):
        yield *first, _slope(first, second)


def _slope(first: tuple[int, fmpq], second: tuple[int, fmpq]) -> fmpq:
    return (second[1] - first[1]) / (second[0] - first[0])
