"""Moving clashes: which parameters clash at which budgets, and what each asks or leaves as the budget moves."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from flint import fmpq

from rvp_alloc.analysis.path import Path
from rvp_alloc.analysis.stretch import Stretch
from rvp_alloc.arithmetic import fraction
from rvp_alloc.conflict import Conflict
from rvp_alloc.conflict.repair import smallest_change
from rvp_alloc.conflict.search import Clash, parameter_of
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.formulate import formulate
from rvp_alloc.report.content.division.nearest import between

_MOST_LOOKS = 40
_CLOSE = 1_000_000


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
        return self.start <= budget <= self.stop and self.balance.at(budget) < 0

    @property
    def balance(self) -> Line:
        """What all shares are together: below 0 where they clash."""
        lines = self.shares.values()
        return Line(
            sum((line.constant for line in lines), Fraction(0)), sum((line.slope for line in lines), Fraction(0))
        )

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        """The budgets between which it holds."""
        constant, slope = self.balance.constant, self.balance.slope
        if not slope:
            return self.start, self.stop
        turn = min(max(-constant / slope, self.start), self.stop)
        return (self.start, turn) if slope > 0 else (turn, self.stop)


def moving_clashes(found: Path, gap: Stretch) -> tuple[MovingClash, ...]:
    """Return the clashes along a stretch without a division, those of fewest parameters first.

    A clash is looked for in the middle of every part of the stretch between places where a known one begins or ends, until
    nothing new is found. A proof found far from where a clash ends may hold less far than the clash itself; so each
    is looked for again next to where it ends. Every clash is proven wherever it holds; where rows move with the budget in
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
    asked: set[tuple[str, ...]] = set()
    while len(looked) < _MOST_LOOKS:
        places = [*_beside_ends(found, gap, known, asked), *_middles(gap, known.values())]
        place = next((place for place in places if place not in looked), None)
        if place is None:
            break
        looked.add(place)
        _look(found, gap, place, known)
    return tuple(sorted(known.values(), key=lambda clash: (len(clash.parameters), clash.parameters)))


def _look(found: Path, gap: Stretch, place: Fraction, known: dict[tuple[str, ...], MovingClash]) -> None:
    """Add the clashes at a budget to those that are known; of two proofs of one clash, keep the one that holds further."""
    outcome = found.outcome(place)
    if not isinstance(outcome, Conflict):
        return
    for clash in outcome.clashes:
        moving = _moving(found, gap, outcome, clash)
        present = known.get(clash.parameters)
        if present is None or _length(moving) > _length(present):
            known[clash.parameters] = moving


def _length(clash: MovingClash) -> Fraction:
    first, last = clash.ends
    return last - first


def _beside_ends(
    found: Path, gap: Stretch, known: Mapping[tuple[str, ...], MovingClash], asked: set[tuple[str, ...]]
) -> Iterator[Fraction]:
    """Yield, for each clash that is new, budgets next to where it ends."""
    for parameters in [parameters for parameters in known if parameters not in asked]:
        asked.add(parameters)
        low, high = known[parameters].ends
        if low == high or found.parameter not in parameters:
            continue
        inside = between(low, high)
        case = Case(*found.course.at(inside))
        for repair in smallest_change(case, frozenset(parameters), found.parameter):
            end = min(max(repair.changes[0].new, gap.start), gap.stop)
            if end not in (low, high):  # else the proof that is known holds as far as the clash does
                yield between(*sorted((end, end + (inside - end) / _CLOSE)))


def _middles(gap: Stretch, known: Iterable[MovingClash]) -> Iterator[Fraction]:
    """Yield the middle of every part of a stretch over which the same known clashes hold."""
    ends = {gap.start, gap.stop}.union(*(clash.ends for clash in known))
    for low, high in pairwise(sorted(ends)):
        yield between(low, high)


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
