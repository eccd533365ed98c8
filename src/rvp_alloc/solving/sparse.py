"""Sparse linear equations in exact rationals, by elimination that picks the pivot with the least fill."""

from collections import defaultdict
from collections.abc import Hashable, Sequence

from flint import fmpq


def solve_equations[Unknown: Hashable](
    equations: Sequence[tuple[dict[Unknown, fmpq], fmpq]],
) -> dict[Unknown, fmpq] | None:
    """Solve ``sum of coefficient * unknown == right-hand side`` for every equation, or return None if none solves all.

    Unknowns that the equations leave free are 0 and left out. The dictionaries are used up.

    >>> found = solve_equations([({"a": fmpq(1), "b": fmpq(1)}, fmpq(5)), ({"b": fmpq(2)}, fmpq(4))])
    >>> found["a"], found["b"]
    (3, 2)
    """
    rows = [terms for terms, _ in equations]
    rests = [rest for _, rest in equations]
    places: defaultdict[Unknown, set[int]] = defaultdict(set)
    for index, terms in enumerate(rows):
        for unknown in terms:
            places[unknown].add(index)
    order: list[tuple[int, Unknown]] = []
    solved: dict[Unknown, fmpq] = {}
    by_length: defaultdict[int, set[int]] = defaultdict(set)
    for index, terms in enumerate(rows):
        by_length[len(terms)].add(index)
    remaining = len(rows)
    while remaining:
        index, length = _shortest(by_length)
        by_length[length].discard(index)
        remaining -= 1
        terms = rows[index]
        if not terms:
            if rests[index] != 0:
                return None
            continue
        if length == 1:
            _put_in(rows, rests, places, by_length, index, solved)
            continue
        pivot = min(terms, key=lambda unknown: len(places[unknown]))
        order.append((index, pivot))
        for unknown in terms:
            places[unknown].discard(index)
        for other in places.pop(pivot):
            _eliminate(rows, rests, places, by_length, index, other, pivot)
    return _substitute_back(rows, rests, order, solved)


def _put_in[Unknown: Hashable](
    rows: list[dict[Unknown, fmpq]],
    rests: list[fmpq],
    places: dict[Unknown, set[int]],
    by_length: dict[int, set[int]],
    index: int,
    solved: dict[Unknown, fmpq],
) -> None:
    """Solve an equation of one unknown, and put its value into all others."""
    ((unknown, coefficient),) = rows[index].items()
    value = rests[index] / coefficient
    if value != 0:
        solved[unknown] = value
    for other in places.pop(unknown):
        if other == index:
            continue
        terms = rows[other]
        by_length[len(terms)].discard(other)
        factor = terms.pop(unknown)
        if value != 0:
            rests[other] -= factor * value
        by_length[len(terms)].add(other)


def _shortest(by_length: dict[int, set[int]]) -> tuple[int, int]:
    if by_length[1]:  # most often there is an equation of one unknown
        return next(iter(by_length[1])), 1
    length = min(length for length, members in by_length.items() if members)
    return next(iter(by_length[length])), length


def _eliminate[Unknown: Hashable](
    rows: list[dict[Unknown, fmpq]],
    rests: list[fmpq],
    places: dict[Unknown, set[int]],
    by_length: dict[int, set[int]],
    index: int,
    other: int,
    pivot: Unknown,
) -> None:
    """Take the pivot out of another equation."""
    source, target = rows[index], rows[other]
    by_length[len(target)].discard(other)
    factor = target.pop(pivot) / source[pivot]
    rests[other] -= factor * rests[index]
    for unknown, coefficient in source.items():
        if unknown == pivot:
            continue
        present = target.get(unknown)
        if present is None:
            target[unknown] = -factor * coefficient
            places[unknown].add(other)
        elif present == factor * coefficient:
            del target[unknown]
            places[unknown].discard(other)
        else:
            target[unknown] = present - factor * coefficient
    by_length[len(target)].add(other)


def _substitute_back[Unknown: Hashable](
    rows: list[dict[Unknown, fmpq]],
    rests: list[fmpq],
    order: list[tuple[int, Unknown]],
    solution: dict[Unknown, fmpq],
) -> dict[Unknown, fmpq]:
    """Add to a solution what the equations give that were used to take an unknown out of others, the last one first."""
    for index, pivot in reversed(order):
        terms, rest = rows[index], rests[index]
        for unknown, coefficient in terms.items():
            if unknown != pivot and unknown in solution:
                rest = rest - coefficient * solution[unknown]
        if rest != 0:
            solution[pivot] = rest / terms[pivot]
    return solution
