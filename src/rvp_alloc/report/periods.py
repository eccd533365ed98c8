"""Periods: the years of a plan, a few together where they are too many to stand side by side."""

from collections.abc import Sequence
from itertools import pairwise


def periods(years: Sequence[int], most: int) -> list[tuple[int, ...]]:
    """Return the years in at most so many groups of neighbours, as equal as can be; the longer groups first.

    >>> periods([2023, 2024, 2025], 4), periods(range(2023, 2028), 4)
    ([(2023,), (2024,), (2025,)], [(2023, 2024), (2025,), (2026,), (2027,)])
    """
    count = min(most, len(years))
    size, longer = divmod(len(years), count)
    starts = [place * size + min(place, longer) for place in range(count + 1)]
    return [tuple(years[start:stop]) for start, stop in pairwise(starts)]


def period_name(period: Sequence[int]) -> str:
    """Return what a period is called.

    >>> period_name((2023,)), period_name((2023, 2024, 2025))
    ('2023', '2023-2025')
    """
    return str(period[0]) if len(period) == 1 else f"{period[0]}-{period[-1]}"
