"""The linear programme of a box of whole numbers, without asking that they are whole: where it lies, and its multipliers.

A solver says where; the multipliers of its basis are exact. The programme is changed, not made anew, when the box shrinks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from flint import fmpq

from rvp_alloc.errors import NotProvenError
from rvp_alloc.model import Column, Row, Sense
from rvp_alloc.planning.rounding.hull import pieces
from rvp_alloc.planning.rounding.measures import Measure
from rvp_alloc.planning.rounding.whole import TOTAL, Whole
from rvp_alloc.planning.rounding.whole_row import Box, WholeRow
from rvp_alloc.solving.duals import multipliers, optimum
from rvp_alloc.solving.hint import Verdict
from rvp_alloc.solving.knowledge import Knowledge
from rvp_alloc.solving.pivots import Contradiction, pivot_to_end
from rvp_alloc.solving.program import Program
from rvp_alloc.solving.pulp_backend import DEFAULT_SOLVER, Session, open_session

_LACK = "lack"
_NO_ROW = Row("", "", {}, "<=", 0)


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A corner of a box: levels of units, the columns that need not be whole, and multipliers by row and by measure.

    ``levels`` are those of the units that the programme is about; whatever the others are is all the same to it.

    ``levels`` is None where the box holds nothing, or nothing that is wanted, which the multipliers then show. Whole numbers are
    ``torn`` where the corner lies between them; ``kept`` where each team chooses exactly, and its own rows have no multipliers.
    """

    levels: Mapping[str, fmpq] | None
    others: Mapping[str, fmpq]
    rows: Mapping[str, fmpq]
    prices: Mapping[int, fmpq]
    torn: Mapping[str, fmpq] = MappingProxyType({})
    kept: bool = False


class Relaxation:
    """The linear programme of some units within a box, solved again and again as the box shrinks.

    Parameters
    ----------
    whole, rows
        The division in whole numbers, and those of its rows that count here.
    box
        Limits of every unit; those with one level left are constants.
    objective, fixed
        What is made small, and the earlier measures with their values.
    deadline
        ``time.monotonic`` seconds, or None.
    """

    def __init__(
        self,
        whole: Whole,
        rows: Sequence[WholeRow],
        box: Box,
        objective: Measure | None,
        fixed: Sequence[tuple[Measure, fmpq]],
        deadline: float | None = None,
    ) -> None:
        self.whole, self.box, self.deadline = whole, box, deadline
        self.rows = [row for row in rows if row.rule == TOTAL or not row.holds_within(box)]
        self.open = [unit for unit in whole.units if box[unit][0] != box[unit][1]]
        self.others = list(dict.fromkeys(column for row in self.rows for column in row.others))
        self.program = Program([], [], Knowledge())
        self.places: dict[str, int] = {}
        self.session: Session = open_session(DEFAULT_SOLVER)
        self.fixed_rows = self._fixed_rows(objective, fixed)
        self.stairs = [row for row in self.rows if row.stairs]
        self.cached: dict[tuple[str, tuple[int, int | None]], list[Row]] = {}
        used = {column for row in self.fixed_rows.values() for column in row.terms} | self.program.objective.keys()
        used |= {unit for row in self.stairs for unit in row.units}
        self.open = [unit for unit in self.open if unit in used]
        columns = [Column(unit) for unit in self.open]
        columns += [Column(column, whole.lower[column]) for column in self.others]
        columns += [Column(name, None) for name in self.curves]
        self.program.columns = columns
        self.integers = [column.id for column in columns if column.id in whole.units]

    def solve(self, box: Box) -> Relaxed:
        """Return the corner of a box within the one it began with, or the multipliers that show that there is none.

        Raises
        ------
        NotProvenError
            If the time limit passes.
        """
        self._load(box)
        if not self.program.columns:
            return self._constants()
        hint = self.session.solve(self.program, self.deadline)
        if hint.verdict is Verdict.OUT_OF_TIME:
            raise NotProvenError("the time limit passed")
        if hint.verdict is Verdict.OPTIMAL and hint.basis:
            found = optimum(self.program, hint.basis)
            if found:
                return self._relaxed(found[0], found[1].rows)
        elif hint.verdict is Verdict.INFEASIBLE:
            shown = self._lacking()
            if shown is not None:
                return shown
        outcome = pivot_to_end(self.program, hint.basis, self.deadline)
        point = None if isinstance(outcome, Contradiction) else outcome.point
        return self._relaxed(point, outcome.rows)

    def levels(self, point: Mapping[str, fmpq]) -> dict[str, fmpq]:
        """Return the level of every unit that is a constant or a column, at a point of the programme."""
        constants = {unit: fmpq(low) for unit, (low, high) in self.box.items() if low == high}
        return constants | {unit: self.box[unit][0] + point[unit] for unit in self.integers}

    def seems_impossible(self, box: Box) -> bool:
        """Say whether the solver finds no point in a box: no proof."""
        self._load(box)
        if not self.program.columns:
            return self._constants().levels is None
        return self.session.solve(self.program, self.deadline).verdict is Verdict.INFEASIBLE

    def _constants(self) -> Relaxed:
        """Return the one point there is, or the row that it breaks."""
        broken = next((label for label, place in self.places.items() if self.program.rows[place].bound < 0), None)
        if broken is None:
            return Relaxed(self.levels({}), {}, {}, {})
        return self._relaxed(None, {self.places[broken]: fmpq(1)})

    def _relaxed(self, point: Mapping[str, fmpq] | None, found: Mapping[int, fmpq]) -> Relaxed:
        """Return what was found, in rows and measures; parts of stairs are put together again."""
        names = {place: label for label, place in self.places.items()}
        rows: dict[str, fmpq] = {}
        prices: dict[int, fmpq] = {}
        for place, multiplier in found.items():
            kind, _, name = names[place].partition(" ")
            if multiplier == 0 or kind in ("box", "curve"):
                continue
            if kind == "measure":
                prices[int(name)] = multiplier
            else:
                name = name.partition(" ")[2] if kind == "stairs" else name
                rows[name] = rows.get(name, fmpq(0)) + multiplier
        if point is None:
            return Relaxed(None, {}, rows, prices)
        levels = self.levels(point)
        torn = {unit: levels[unit] for unit in self.integers if levels[unit].q != 1}
        return Relaxed(levels, {column: point[column] for column in self.others}, rows, prices, torn)

    def _lacking(self) -> Relaxed | None:
        """Ask by how much the rows lack: a programme that always has a point, whose multipliers show that there is none here."""
        elastic = Program([*self.program.columns, Column(_LACK)], [], Knowledge(), {_LACK: -1})
        elastic.rows = [
            row if label.startswith(("box ", "curve ")) or row is _NO_ROW else _elastic(row)
            for label, row in zip(self.places, self.program.rows, strict=True)
        ]
        hint = open_session(DEFAULT_SOLVER).solve(elastic, self.deadline)
        found = multipliers(elastic, hint.basis) if hint.verdict is Verdict.OPTIMAL and hint.basis else None
        return self._relaxed(None, found.rows) if found and found.best < 0 else None

    # ---- rows

    def _load(self, box: Box) -> None:
        """Make the programme that of a box: rows that are as they were stay the same objects."""
        wanted = dict(self.fixed_rows)
        for unit in self.open:
            (low, high), least = box[unit], self.box[unit][0]
            if high is not None:
                wanted[f"box <= {unit}"] = self._kept(f"<= {unit}", (high, None), {unit: fmpq(1)}, fmpq(high - least))
            if low > least:
                wanted[f"box >= {unit}"] = self._kept(f">= {unit}", (low, None), {unit: fmpq(-1)}, fmpq(least - low))
        for row in self.stairs:
            for number, part in enumerate(self._stairs(row, box)):
                wanted[f"stairs {number} {row.id}"] = part
        for label in wanted:
            if label not in self.places:
                self.places[label] = len(self.program.rows)
                self.program.rows.append(_NO_ROW)
        for label, place in self.places.items():
            self.program.rows[place] = wanted.get(label, _NO_ROW)

    def _kept(self, name: str, limits: tuple[int, int | None], terms: Mapping[str, fmpq], bound: fmpq) -> Row:
        key = name, limits
        if key not in self.cached:
            self.cached[key] = [Row("box", name, terms, "<=", bound)]
        return self.cached[key][0]

    def _fixed_rows(self, objective: Measure | None, fixed: Sequence[tuple[Measure, fmpq]]) -> dict[str, Row]:
        """Return the rows that stay, and set the objective; a measure that is not straight within the box gets columns."""
        self.curves: dict[str, str] = {}
        found = {
            f"row {row.id}": Row(row.rule, row.id, *self._moved(row.terms, row.bound, row.others))
            for row in self.rows
            if not row.stairs
        }
        straight, _ = self._straight(objective, found) if objective else ({}, fmpq(0))
        # A wish of 0 for one column: where nothing at all is wished for, PuLP adds a column of its own.
        wish = dict.fromkeys(next((row.terms for row in found.values() if row.terms), ()), fmpq(0))
        self.program.objective = {unit: -amount for unit, amount in straight.items()} or wish
        for place, (earlier, value) in enumerate(fixed):
            terms, constant = self._straight(earlier, found)
            found[f"measure {place}"] = Row("measure", str(place), terms, "<=", value - constant)
        return {label: row for label, row in found.items() if row.terms or row.bound < 0}

    def _moved(
        self, terms: Mapping[str, fmpq], bound: fmpq, others: Mapping[str, fmpq]
    ) -> tuple[dict[str, fmpq], Sense, fmpq]:
        """Return terms counted from the least level of each unit."""
        rest = bound - sum((amount * self.box[unit][0] for unit, amount in terms.items()), fmpq(0))
        return {**{unit: amount for unit, amount in terms.items() if self._is_open(unit)}, **others}, "<=", rest

    def _is_open(self, unit: str) -> bool:
        low, high = self.box[unit]
        return low != high

    def _straight(self, measure: Measure, found: dict[str, Row]) -> tuple[dict[str, fmpq], fmpq]:
        """Return a measure as terms and a constant; where it bends, it is a column above all its straight pieces."""
        terms: dict[str, fmpq] = {}
        constant = fmpq(0)
        for unit in measure.units:
            low, high = self.box[unit]
            if high is None:
                raise AssertionError(f"{unit} is measured and has no limit")
            first = measure.part(unit, low)
            if high == low:
                constant += first
                continue
            slopes = [measure.part(unit, level + 1) - measure.part(unit, level) for level in range(low, high)]
            if slopes[0] == slopes[-1]:
                constant += first
                terms |= {unit: slopes[0]} if slopes[0] != 0 else {}
                continue
            name = f"{measure.kind}?{unit}"
            terms[name] = fmpq(1)
            self.curves[name] = unit
            value = first
            for number, slope in enumerate(slopes):
                if number == 0 or slope != slopes[number - 1]:
                    label = f"curve {number} {name}"
                    rising = {unit: slope} if slope != 0 else {}
                    found[label] = Row("curve", label, {**rising, name: fmpq(-1)}, "<=", slope * number - value)
                value += slope
        return terms, constant

    def _stairs(self, row: WholeRow, box: Box) -> list[Row]:
        """Return the straight pieces of the smallest concave curve above a row's stairs within a box."""
        if row.stairs is None:
            raise AssertionError(f"{row.id} has no stairs")
        unit = row.stairs.unit
        key = row.id, box[unit]
        if key not in self.cached:
            terms = {name: amount for name, amount in row.terms.items() if self._is_open(name)}
            rest = sum((amount * self.box[name][0] for name, amount in row.terms.items()), fmpq(0))
            base = self.box[unit][0]
            self.cached[key] = [
                Row(
                    row.rule,
                    row.id,
                    {**terms, **({unit: -slope} if slope != 0 and self._is_open(unit) else {})},
                    "<=",
                    bound - slope * (level - base) - rest,
                )
                for level, bound, slope in pieces(row, *box[unit])
            ]
        return self.cached[key]


def _elastic(row: Row) -> Row:
    return Row(row.rule, row.label, {**row.terms, _LACK: fmpq(-1)}, "<=", row.bound)
