"""What a leaf of a proof leaves room for: found number by number, or team by team where teams keep their rows."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from rvp_alloc.planning.rounding.check.row import ZERO, Box, need
from rvp_alloc.planning.rounding.check.rows import WholeRows
from rvp_alloc.planning.rounding.check.team import MOST_LEVELS, Least, Limits, Payment, Team

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
) -> Least | None:
    """Return the smallest value that a leaf leaves room for, and levels at which each unit reaches it: two where several do.

    None where some team, whose rows the leaf keeps, has nothing left to choose.
    """
    value = ZERO
    costs: dict[str, Payment] = {}
    others: dict[str, Fraction] = {}
    for unit, part in measured.items():
        costs.setdefault(unit, Payment()).curves.append(part)
    for name, text in leaf["multipliers"].items():
        row, multiplier = whole.rows[name], Fraction(text)
        need(multiplier >= 0, f"the multiplier of {name} is below 0")
        value -= multiplier * row.bound
        for unit, amount in row.terms.items():
            costs.setdefault(unit, Payment()).slope += multiplier * amount
        for column, amount in row.others.items():
            others[column] = others.get(column, ZERO) + multiplier * amount
        if row.stairs:
            costs.setdefault(row.unit, Payment()).curves.append(_scaled(row.stairs, -multiplier))
    for place, text in leaf.get("prices", {}).items():
        earlier, reached = fixed[int(place)]
        need(int(place) >= 0 and Fraction(text) >= 0, "the price of a measure is below 0")
        value -= Fraction(text) * reached
        for unit, part in earlier.items():
            costs.setdefault(unit, Payment()).curves.append(_scaled(part, Fraction(text)))
    for column, rest in others.items():
        need(rest == 0 or (rest > 0 and column not in whole.case.free), f"the multipliers leave {column} free to move")
    return _sum(whole.teams if leaf.get("kept") else [], box, costs, value)


def _sum(teams: Iterable[Team], box: Box, costs: dict[str, Payment], value: Fraction) -> Least | None:
    """Add up the least of every team that keeps its rows, and of every whole number besides."""
    levels: dict[str, set[int]] = {}
    for team in teams:
        least = team.least(box, costs)
        if least is None:
            return None
        value += least[0]
        levels |= least[1]
    for unit in costs.keys() - levels.keys():
        cost, levels[unit] = _smallest(box[unit], costs[unit], unit)
        value += cost
    return value, levels


def _scaled(curve: Callable[[int], Fraction], factor: Fraction) -> Callable[[int], Fraction]:
    return lambda level: factor * curve(level)


def _smallest(limits: Limits, cost: Payment, unit: str) -> tuple[Fraction, set[int]]:
    low, high = limits
    if not cost.curves and (cost.slope >= 0 or high is not None):
        ends = {low} if cost.slope > 0 else {high or 0} if cost.slope < 0 else {low, low + 1 if high is None else high}
        return min(cost.slope * end for end in ends), ends
    need(high is not None, f"the multipliers leave {unit} free to move")
    need((high or 0) - low <= MOST_LEVELS, f"{unit} has too many levels to look at")
    values = {level: cost.at(level) for level in range(low, (high or 0) + 1)}
    least = min(values.values())
    return least, {level for level, value in values.items() if value == least}
