"""What a leaf of a proof leaves room for: found number by number."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from rvp_alloc.planning.rounding.check.rows import ZERO, Box, WholeRows, need

MOST_LEVELS = 200_000  # twice what the library divides in: a document with more is none of its own

type Limits = tuple[int, int | None]
type Measured = dict[str, Callable[[int], Fraction]]
"""A measure: what each whole number brings, by its level."""


def leaves_of(tree: Mapping[str, Any], box: Box) -> Iterator[tuple[Mapping[str, Any], Box]]:
    """Yield every leaf with its limits; a part without any whole number needs no proof."""
    if "unit" not in tree:
        yield tree, box
        return
    unit, level = tree["unit"], int(tree["level"])
    low, high = box[unit]
    if low <= level:
        yield from leaves_of(tree["below"], {**box, unit: (low, level if high is None else min(level, high))})
    if high is None or high > level:
        yield from leaves_of(tree["above"], {**box, unit: (max(low, level + 1), high)})


def lowest(
    whole: WholeRows, box: Box, measured: Measured, fixed: Sequence[tuple[Measured, Fraction]], leaf: Mapping[str, Any]
) -> tuple[Fraction, dict[str, Sequence[int] | None]]:
    """Return the smallest value that a leaf leaves room for, and where each unit reaches it (None: anywhere)."""
    value = ZERO
    slopes: dict[str, Fraction] = {}
    curves: dict[str, list[Callable[[int], Fraction]]] = {unit: [part] for unit, part in measured.items()}
    others: dict[str, Fraction] = {}
    for name, text in leaf["multipliers"].items():
        row, multiplier = whole.rows[name], Fraction(text)
        need(multiplier >= 0, f"the multiplier of {name} is below 0")
        value -= multiplier * row.bound
        for unit, amount in row.terms.items():
            slopes[unit] = slopes.get(unit, ZERO) + multiplier * amount
        for column, amount in row.others.items():
            others[column] = others.get(column, ZERO) + multiplier * amount
        if row.stairs:
            curves.setdefault(row.unit, []).append(_scaled(row.stairs, -multiplier))
    for place, text in leaf.get("prices", {}).items():
        earlier, reached = fixed[int(place)]
        need(int(place) >= 0 and Fraction(text) >= 0, "the price of a measure is below 0")
        value -= Fraction(text) * reached
        for unit, part in earlier.items():
            curves.setdefault(unit, []).append(_scaled(part, Fraction(text)))
    for column, rest in others.items():
        need(rest == 0 or (rest > 0 and column not in whole.case.free), f"the multipliers leave {column} free to move")
    levels: dict[str, Sequence[int] | None] = {}
    for unit in {**slopes, **dict.fromkeys(curves)}:
        least, levels[unit] = _smallest(box[unit], slopes.get(unit, ZERO), curves.get(unit, []), unit)
        value += least
    return value, levels


def _scaled(curve: Callable[[int], Fraction], factor: Fraction) -> Callable[[int], Fraction]:
    return lambda level: factor * curve(level)


def _smallest(
    limits: Limits, slope: Fraction, curves: Sequence[Callable[[int], Fraction]], unit: str
) -> tuple[Fraction, Sequence[int] | None]:
    low, high = limits
    if not curves and slope == 0:
        return ZERO, None
    if not curves and (slope > 0 or high is not None):
        end = low if slope > 0 or high is None else high
        return slope * end, (end,)
    need(high is not None, f"the multipliers leave {unit} free to move")
    need((high or 0) - low <= MOST_LEVELS, f"{unit} has too many levels to look at")
    values = {level: slope * level + sum(curve(level) for curve in curves) for level in range(low, (high or 0) + 1)}
    least = min(values.values())
    return least, [level for level, value in values.items() if value == least]
