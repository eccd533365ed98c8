"""A division in whole numbers only: what is counted, in steps of which size, and every hard row in those."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from flint import fmpq

from rvp_alloc.allocation import Allocation
from rvp_alloc.model import Number
from rvp_alloc.planning.rounding.choices import Choices
from rvp_alloc.planning.rounding.whole_row import NEW_FTE, WholeRow, rounded_row
from rvp_alloc.policy.case import POSTS_BY_POOL
from rvp_alloc.solving.knowledge import Knowledge

TOTAL, NO_LOSS = "total", "no_loss.key"
FAMILIES = (NEW_FTE, POSTS_BY_POOL, "interventieplegers", "regisseurs")
"""What is made whole, in this order: each keeps what the earlier ones have become."""
_PIVOT_LAYER = "key"  # takes up what the other layers leave of a team's whole posts; no policy is without it


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

    @cached_property
    def choices(self) -> tuple[Choices, ...]:
        """What each team may choose by itself, for those of which heads are decided as well as new fte."""
        of_a_team = [family for family in FAMILIES if family != POSTS_BY_POOL]
        if not all(self.of(family) for family in of_a_team):
            return ()
        rows: dict[str, list[WholeRow]] = {team.subject: [] for team in self.of(NEW_FTE)}
        for row in self.rows.values():
            about = {self.units[unit].subject if self.units[unit].family in of_a_team else "" for unit in row.units}
            if len(about) == 1 and about <= rows.keys() and not row.others:
                rows[about.pop()].append(row)
        return tuple(Choices([f"{family}:{team}" for family in of_a_team], found) for team, found in rows.items())

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
