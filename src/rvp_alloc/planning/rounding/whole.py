"""The rows of a division, for whole numbers only: what is counted, in steps of which size, and every hard row in those.

A row that speaks of whole numbers alone says more than it seems to. ``3 a + 3 b <= 10`` can only hold as ``<= 9``: its bound is
rounded down to the grid of its coefficients (Gomory 1958). A cap on heads that grows with a team's new fte,
``i + r <= 0.05 x (F + x)``, is rounded at each number of posts by itself: these are *stairs*. No whole division is lost by
either, and what is left lies so close around the whole divisions that most corners of it are whole.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from flint import fmpq

from rvp_alloc.allocation import Allocation
from rvp_alloc.model import Number
from rvp_alloc.policy.case import POSTS_BY_POOL
from rvp_alloc.solving.knowledge import Knowledge

NEW_FTE, TOTAL, NO_LOSS = "new_fte", "total", "no_loss.key"
FAMILIES = (NEW_FTE, POSTS_BY_POOL, "interventieplegers", "regisseurs")
"""What is made whole, in this order: each keeps what the earlier ones have become."""
_PIVOT_LAYER = "key"  # takes up what the other layers leave of a team's whole posts; no policy is without it

type Box = Mapping[str, tuple[int, int | None]]
"""The least and the most of each whole number; None where the rows alone say what is the most."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One whole number that is decided: steps of new fte, steps of wijkagent posts, heads, or how many posts in all.

    ``size`` is what one counts for, in fte or heads; ``target`` is the exact answer, in steps.
    """

    id: str
    family: str
    subject: str
    size: fmpq
    target: fmpq

    @property
    def near(self) -> tuple[int, int]:
        """The whole numbers below and above the target; the same where it is whole."""
        return int(self.target.floor()), int(self.target.ceil())


@dataclass(frozen=True, slots=True)
class Stairs:
    """A bound that is rounded down to a grid at every level of one unit: ``bound - slope x level``."""

    unit: str
    slope: fmpq
    bound: fmpq
    grid: fmpq

    def at(self, level: int) -> fmpq:
        """Return the bound where the unit is at a level."""
        return down(self.bound - self.slope * level, self.grid)


@dataclass(frozen=True, slots=True)
class WholeRow:
    """``sum of terms + others <= bound``, with terms in whole numbers and others in columns that need not be whole.

    ``id`` is the side of the original row (``<=`` or ``>=``, which is here turned around) and its label.
    """

    id: str
    rule: str
    terms: Mapping[str, fmpq]
    bound: fmpq
    others: Mapping[str, fmpq] = MappingProxyType({})
    stairs: Stairs | None = None

    @property
    def units(self) -> tuple[str, ...]:
        """The whole numbers it speaks of."""
        return (*self.terms, *((self.stairs.unit,) if self.stairs else ()))

    def part(self, unit: str, level: int) -> fmpq:
        """Return what a unit at a level brings to the left-hand side; ``bound`` is 0 where there are stairs."""
        if self.stairs and self.stairs.unit == unit:
            return -self.stairs.at(level)
        return self.terms.get(unit, fmpq(0)) * level


def down(number: fmpq, grid: fmpq) -> fmpq:
    """Return the largest multiple of a grid that is not above a number.

    >>> down(fmpq(10), fmpq(3)), down(fmpq(-1, 2), fmpq(1, 5))
    (9, -3/5)
    """
    return grid * fmpq((number / grid).floor())


@dataclass(frozen=True)
class Whole:
    """A division in whole numbers: its units and rows, and how each column of the division follows from them."""

    plan: Allocation
    step: fmpq
    units: Mapping[str, Unit]
    rows: Mapping[str, WholeRow]
    lower: Mapping[str, int | None]
    settled: Mapping[str, fmpq] = field(repr=False)

    def of(self, family: str) -> tuple[Unit, ...]:
        """Return the units of a family."""
        return tuple(unit for unit in self.units.values() if unit.family == family)

    @cached_property
    def everything(self) -> dict[str, tuple[int, int | None]]:
        """The least and most of each unit that follow from what posts are and from the total."""
        case, teams = self.plan.case, self.of(NEW_FTE)
        no_loss = case.policy.is_on("no_loss")
        least = {unit.id: 0 if no_loss else -int((case.formation[unit.subject] / self.step).floor()) for unit in teams}
        rest = int((case.value("budget.new_fte") / self.step).floor()) - sum(least.values())
        return {
            **{unit: (low, low + rest) for unit, low in least.items()},
            **{unit.id: (0, None) for unit in self.units.values() if unit.family != NEW_FTE},
        }

    def point(self, levels: Mapping[str, int], others: Mapping[str, fmpq]) -> dict[str, fmpq]:
        """Return every column of the division, from whole numbers and the columns that need not be whole."""
        case = self.plan.case
        point = {**self.settled, **others}
        for family in case.posts:
            for subject in case.subjects(family):
                unit = self.units[f"{family}:{subject}"]
                point[case.column(family, subject)] = unit.size * levels[unit.id]
        for team in case.teams:
            rest = sum((point[case.column(layer, team)] for layer in case.layers if layer != _PIVOT_LAYER), fmpq(0))
            point[case.column(_PIVOT_LAYER, team)] = self.step * levels[f"{NEW_FTE}:{team}"] - rest
        return {column.id: point[column.id] for column in self.plan.model.columns}


def whole_of(plan: Allocation, step: Fraction) -> Whole:
    """Return a division in whole numbers of a step; heads are whole heads."""
    size = fmpq(step.numerator, step.denominator)
    units = {unit.id: unit for unit in _units(plan, size)}
    settled = _settled(plan)
    maker = _Maker(plan, size, units, settled)
    rows = {row.id: row for row in maker.rows()}
    lower = {column.id: column.lower for column in plan.model.columns}
    return Whole(plan, size, units, rows, lower, settled)


def _units(plan: Allocation, step: fmpq) -> Iterator[Unit]:
    case, point = plan.case, plan.solved.point
    division = case.division(point)
    for team in case.teams:
        yield Unit(f"{NEW_FTE}:{team}", NEW_FTE, team, step, division.new_fte(team) / step)
    for family in case.posts:
        size, total = step if family == POSTS_BY_POOL else fmpq(1), fmpq(0)
        for subject in case.subjects(family):
            target = division.post(family, subject) / size
            total += target
            yield Unit(f"{family}:{subject}", family, subject, size, target)
        yield Unit(f"{TOTAL}:{family}", f"{TOTAL}:{family}", family, size, total)


def _settled(plan: Allocation) -> dict[str, fmpq]:
    """Return the layers that equations give by themselves, whatever the new fte of a team: uplift and development."""
    key = {plan.case.column(_PIVOT_LAYER, team) for team in plan.case.teams}
    posts = {plan.case.column(post, subject) for post in plan.case.posts for subject in plan.case.subjects(post)}
    knowledge = Knowledge()
    for row in plan.model.rows:
        if row.sense == "==" and not (row.terms.keys() & (key | posts)):
            knowledge.equation(row.terms, row.bound)
    return knowledge.values


class _Maker:
    """Writes the rows of a division in whole numbers."""

    def __init__(self, plan: Allocation, step: fmpq, units: Mapping[str, Unit], settled: Mapping[str, fmpq]) -> None:
        self.plan, self.case, self.step, self.units, self.settled = plan, plan.case, step, units, settled
        self.key_of = {self.case.column(_PIVOT_LAYER, team): team for team in self.case.teams}
        self.unit_of = {
            self.case.column(post, subject): units[f"{post}:{subject}"]
            for post in self.case.posts
            for subject in self.case.subjects(post)
        }

    def rows(self) -> Iterator[WholeRow]:
        """Yield every hard row, that no key layer is below 0 where no team may lose, and what the totals are."""
        for row in self.plan.model.rows:
            for side in ("<=", ">="):
                if row.sense in (side, "=="):
                    yield from self._row(
                        f"{side} {row.label}", row.rule, row.terms, row.bound, -1 if side == ">=" else 1
                    )
        if self.case.policy.is_on("no_loss"):
            for column, team in self.key_of.items():
                yield from self._row(f">= {NO_LOSS}:{team}", "no_loss", {column: 1}, fmpq(0), -1)
        for family in self.case.posts:
            parts = {f"{family}:{subject}": fmpq(1) for subject in self.case.subjects(family)}
            for side, sign in (("<=", 1), (">=", -1)):
                terms = {unit: sign * part for unit, part in {**parts, f"{TOTAL}:{family}": fmpq(-1)}.items()}
                yield WholeRow(f"{side} {TOTAL}:{family}", TOTAL, terms, fmpq(0))

    def _row(self, name: str, rule: str, terms: Mapping[str, Number], bound: Number, sign: int) -> Iterator[WholeRow]:
        whole: dict[str, fmpq] = {}
        others: dict[str, fmpq] = {}
        rest = fmpq(0) + bound
        for column, coefficient in terms.items():
            rest -= self._put(column, fmpq(0) + coefficient, whole, others)
        whole = {unit: sign * amount for unit, amount in whole.items() if amount != 0}
        others = {column: sign * amount for column, amount in others.items() if amount != 0}
        if whole or others:
            yield rounded_row(name, rule, whole, others, sign * rest)

    def _put(self, column: str, amount: fmpq, whole: dict[str, fmpq], others: dict[str, fmpq]) -> fmpq:
        """Add so much of a column to the terms of a row, and return what of it is a constant."""
        if column in self.settled:
            return amount * self.settled[column]
        if column in self.unit_of:
            unit = self.unit_of[column]
            whole[unit.id] = whole.get(unit.id, fmpq(0)) + amount * unit.size
            return fmpq(0)
        if column not in self.key_of:
            others[column] = others.get(column, fmpq(0)) + amount
            return fmpq(0)
        team = self.key_of[column]
        name = f"{NEW_FTE}:{team}"
        whole[name] = whole.get(name, fmpq(0)) + amount * self.step
        layers = (self.case.column(layer, team) for layer in self.case.layers if layer != _PIVOT_LAYER)
        return sum((self._put(layer, -amount, whole, others) for layer in layers), fmpq(0))


def rounded_row(name: str, rule: str, terms: dict[str, fmpq], others: dict[str, fmpq], bound: fmpq) -> WholeRow:
    """Return ``sum of terms + others <= bound``, said of whole numbers: with its bound on their grid, or with stairs."""
    if others:
        return WholeRow(name, rule, terms, bound, others)
    teams = [unit for unit in terms if unit.startswith(f"{NEW_FTE}:")]
    if len(teams) == 1 and len(terms) > 1:
        slope = terms[teams[0]]
        heads = {unit: amount for unit, amount in terms.items() if unit != teams[0]}
        grid = _grid(heads)
        if (slope / grid).q != 1:
            return WholeRow(name, rule, heads, fmpq(0), stairs=Stairs(teams[0], slope, bound, grid))
    return WholeRow(name, rule, terms, down(bound, _grid(terms)))


def _grid(terms: Mapping[str, fmpq]) -> fmpq:
    """Return the largest number that every coefficient is a multiple of."""
    numerators = math.gcd(*(int(amount.p) for amount in terms.values()))
    return fmpq(numerators, math.lcm(*(int(amount.q) for amount in terms.values())))
