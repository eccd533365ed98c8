"""Moving clashes: which parameters clash at which budgets, and what each asks or leaves as the budget moves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from flint import fmpq

from rvp_alloc.analysis.path import Path
from rvp_alloc.analysis.stretch import Stretch
from rvp_alloc.arithmetic import fraction
from rvp_alloc.conflict import Conflict
from rvp_alloc.conflict.search import Clash, parameter_of
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.formulate import formulate

_MOST_LOOKS = 40


@dataclass(frozen=True, slots=True)
class Line:
    """An amount that moves straight with the budget: ``constant + slope x budget``."""

    constant: Fraction
    slope: Fraction

    def at(self, budget: Fraction) -> Fraction:
        """Return the amount at a budget."""
        return self.constant + self.slope * budget


@dataclass(frozen=True, slots=True)
class MovingClash:
    """Parameters that cannot hold together at the budgets from ``start`` to ``stop`` at which the shares are below 0 together.

    ``shares`` says what each asks (below 0) or leaves (above 0), as :meth:`Conflict.balance` does.
    """

    parameters: tuple[str, ...]
    shares: dict[str, Line]
    start: Fraction
    stop: Fraction

    def holds(self, budget: Fraction) -> bool:
        """Say whether the clash is one at a budget."""
        within = self.start <= budget <= self.stop
        return within and sum((line.at(budget) for line in self.shares.values()), Fraction(0)) < 0


def moving_clashes(found: Path, gap: Stretch) -> tuple[MovingClash, ...]:
    """Return the clashes along a stretch without a division.

    A clash is looked for in the middle of every part of the stretch between places where a known one begins or ends, until
    nothing new is found. Every clash that is returned is proven wherever it holds; where rows move with the budget in
    their terms, only where it was found.

    Examples
    --------
    >>> from rvp_alloc import Policy, load_region
    >>> from rvp_alloc.analysis.path import path
    >>> found = path(load_region("amsterdam-2022"), Policy.reference(), "budget.new_fte", 0, 200)
    >>> for clash in moving_clashes(found, found.stretches[0]):
    ...     print(", ".join(clash.parameters), clash.holds(Fraction(20)))
    budget.new_fte, development.total, no_loss False
    budget.new_fte, priority_uplift.rate, no_loss True
    budget.new_fte, priority_uplift.rate, development.total, no_loss True
    """
    known: dict[tuple[str, ...], MovingClash] = {}
    looked: set[Fraction] = set()
    while len(looked) < _MOST_LOOKS:
        place = next((middle for middle in _middles(gap, known.values()) if middle not in looked), None)
        if place is None:
            break
        looked.add(place)
        outcome = found.outcome(place)
        if isinstance(outcome, Conflict):
            for clash in outcome.clashes:
                known.setdefault(clash.parameters, _moving(found, gap, outcome, clash))
    return tuple(sorted(known.values(), key=lambda clash: len(clash.parameters)))


def _middles(gap: Stretch, known: Iterable[MovingClash]) -> Iterator[Fraction]:
    """Yield the middle of every part of a stretch over which the same known clashes hold."""
    ends = {gap.start, gap.stop}
    for clash in known:
        constant = sum((line.constant for line in clash.shares.values()), Fraction(0))
        slope = sum((line.slope for line in clash.shares.values()), Fraction(0))
        if slope and gap.start < -constant / slope < gap.stop:
            ends.add(-constant / slope)
    for low, high in pairwise(sorted(ends)):
        yield between(low, high)


def between(low: Fraction, high: Fraction) -> Fraction:
    """Return a number of few decimals between two, about in the middle."""
    places = 1
    while True:
        middle = Fraction(round((low + high) / 2 * places), places)
        if low < middle < high:
            return middle
        places *= 10


def _moving(found: Path, gap: Stretch, conflict: Conflict, clash: Clash) -> MovingClash:
    """Return a clash with what its parameters ask as lines, from both ends of the stretch."""
    here = conflict.case.policy[found.parameter].value
    amounts = {share.parameter: share.amount for share in conflict.balance(clash)}
    first, last = (_amounts(found, conflict, clash, budget) for budget in (gap.start, gap.stop))
    if first is not None and last is not None:
        slopes = {name: (last[name] - first[name]) / (gap.stop - gap.start) for name in amounts}
        lines = {name: Line(first[name] - slope * gap.start, slope) for name, slope in slopes.items()}
        if all(lines[name].at(here) == amount for name, amount in amounts.items()):
            return MovingClash(clash.parameters, lines, gap.start, gap.stop)
    still = {name: Line(amount, Fraction(0)) for name, amount in amounts.items()}
    return MovingClash(clash.parameters, still, here, here)


def _amounts(found: Path, conflict: Conflict, clash: Clash, budget: Fraction) -> dict[str, Fraction] | None:
    """Return what each parameter brings into a clash at a budget, measured as at the one where it was found.

    None where the rows ask something else of the teams there: then the proof is about other rows.
    """
    rows = {row.label: row for row in conflict.model.rows}
    moved = {row.label: row for row in formulate(Case(*found.course.at(budget))).rows}
    if any(label not in moved or moved[label].terms != rows[label].terms for label in clash.multipliers):
        return None
    asking = [abs(factor) for label, factor in clash.multipliers.items() if factor * rows[label].bound < 0]
    scale = max(asking, default=fmpq(1))
    result: dict[str, Fraction] = dict.fromkeys(clash.parameters, Fraction(0))
    for label, factor in clash.multipliers.items():
        name = parameter_of(rows[label])
        result[name] = result.get(name, Fraction(0)) + fraction(factor * moved[label].bound / scale)
    return result
