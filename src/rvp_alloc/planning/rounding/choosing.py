"""The linear programme in which every team chooses as a whole: the best multipliers of the rows that teams share.

It asks for the multipliers that leave the least room, if each team chooses exactly. It has a column for every multiplier, a
free one for what each team pays, and a row for each of the team's choices: that it pays no more than this one costs. There are
too many choices to write them all down, so those that are cheapest at the multipliers found so far are added until none is left
out (Kelley 1960; seen from the other side, Dantzig and Wolfe 1960). Its own multipliers say how much of each choice is made.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from flint import fmpq

from rvp_alloc.errors import NotProvenError
from rvp_alloc.model import Column, Number, Row
from rvp_alloc.planning.rounding.choices import Alone, Choice, Choices, Cost, Costly
from rvp_alloc.planning.rounding.measures import Measure
from rvp_alloc.planning.rounding.proof import Leaf, Sums, sums_of
from rvp_alloc.planning.rounding.relaxation import Relaxed
from rvp_alloc.planning.rounding.whole import TOTAL, Whole
from rvp_alloc.planning.rounding.whole_row import Box, WholeRow, is_within
from rvp_alloc.solving.duals import optimum
from rvp_alloc.solving.hint import Verdict
from rvp_alloc.solving.knowledge import Knowledge
from rvp_alloc.solving.pivots import Contradiction, pivot_to_end
from rvp_alloc.solving.program import Program
from rvp_alloc.solving.pulp_backend import DEFAULT_SOLVER, Session, open_session

_NO_ROW = Row("", "", {}, "<=", 0)
_OTHER, _UNLIMITED = "other", "unlimited"
_CAP = 0  # the place of the row that ends the search for better multipliers


class Choosing:
    """The linear programme of choices within a box, solved again and again as the box shrinks.

    Parameters
    ----------
    whole, rows
        The division in whole numbers, and those of its rows that count here.
    box
        Limits of every unit; those with one level left are constants.
    measure, fixed
        What is made small (None: only look whether there is anything), and the earlier measures with their values.
    deadline
        ``time.monotonic`` seconds, or None.
    """

    def __init__(
        self,
        whole: Whole,
        rows: Sequence[WholeRow],
        box: Box,
        measure: Measure | None,
        fixed: Sequence[tuple[Measure, fmpq]],
        deadline: float | None = None,
    ) -> None:
        self.whole, self.box, self.measure, self.fixed, self.deadline = whole, box, measure, fixed, deadline
        used = {unit for row in rows for unit in row.units}
        used |= {unit for entry in self._measures() for unit in entry.units}
        open_ = {unit for unit in used if box[unit][0] != box[unit][1]}
        teams = [choices for choices in whole.choices if not open_.isdisjoint(choices.units)]
        together = {unit for choices in teams for unit in choices.units}
        self.parts: list[Choices | Alone] = [*teams, *(Alone(unit) for unit in sorted(open_ - together))]
        self.constants = {unit: box[unit][0] for unit in used - open_ - together}
        kept = {row.id for choices in teams for row in choices.rows}
        self.shared = [row for row in rows if row.id not in kept and (row.rule == TOTAL or not row.holds_within(box))]
        self.lasting = list(self._lasting())
        self.program = self._begun()
        self.written: dict[tuple[Choices | Alone, Choice], tuple[int, Row]] = {}
        self.session: Session = open_session(DEFAULT_SOLVER)

    def solve(self, box: Box, wanted: fmpq | None) -> Relaxed:
        """Return the mean of what is chosen within a box, or multipliers that show that nothing there is below what is wanted.

        Without a wish, those multipliers show that there is nothing at all.

        Raises
        ------
        NotProvenError
            If the time limit passes.
        """
        enough = self._most() + 1 if wanted is None else wanted
        if any(part.any(box) is None for part in self.parts):
            return Relaxed(None, {}, {}, {}, kept=True)
        self._load(box, enough)
        while True:
            point, duals = self._optimum()
            sums = self._sums(point)
            value, missing = sums.value, False
            for part in self.parts:
                cost, choices = self._cheapest(part, box, sums.costs)
                value += cost
                if cost < point[_pays(part)]:
                    missing = True
                    self._write(part, choices)
            if value >= enough:
                return Relaxed(None, {}, *self._named(point), kept=True)
            if not missing:
                return self._mean(point, duals)

    # ---- the programme

    def _begun(self) -> Program:
        """Return the programme without any choice: its columns, its wish, and the rows that always stay."""
        columns = [Column(row.id) for row in self.shared]
        columns += [Column(_price(place)) for place in range(len(self.fixed))]
        columns += [Column(_pays(part), None) for part in self.parts]
        wish: dict[str, Number] = {_pays(part): fmpq(1) for part in self.parts}
        for row in self.shared:
            wish[row.id] = sum(
                (row.part(unit, self.constants[unit]) for unit in row.units if unit in self.constants), -row.bound
            )
        for place, (entry, value) in enumerate(self.fixed):
            wish[_price(place)] = self._constant(entry) - value
        return Program(columns, [_NO_ROW, *self.lasting], Knowledge(), wish)

    def _lasting(self) -> Iterator[Row]:
        """Yield that nothing can be made cheaper and cheaper: no column that need not be whole, no number without a limit."""
        for column in dict.fromkeys(column for row in self.shared for column in row.others):
            terms = {row.id: -row.others[column] for row in self.shared if column in row.others}
            yield Row(_OTHER, column, terms, "==" if self.whole.lower[column] is None else "<=", 0)
        for unit in (part.units[0] for part in self.parts if isinstance(part, Alone)):
            if self.box[unit][1] is None:
                terms = {row.id: -row.terms[unit] for row in self.shared if unit in row.terms}
                yield Row(_UNLIMITED, unit, terms, "<=", 0)

    def _load(self, box: Box, enough: fmpq) -> None:
        """Make the programme that of a box: rows that are as they were stay the same objects."""
        cap = enough - (self._constant(self.measure) if self.measure else 0)
        if self.program.rows[_CAP] is _NO_ROW or self.program.rows[_CAP].bound != cap:
            self.program.rows[_CAP] = Row("cap", "", self.program.objective, "<=", cap)
        chosen = set()
        for (part, choice), (place, row) in self.written.items():
            inside = all(is_within(level, box[unit]) for unit, level in zip(part.units, choice, strict=True))
            self.program.rows[place] = row if inside else _NO_ROW
            if inside:
                chosen.add(part)
        costs = self._sums({}).costs
        for part in self.parts:
            if part not in chosen:
                self._write(part, self._cheapest(part, box, costs)[1][:1])

    def _write(self, part: Choices | Alone, choices: Iterable[Choice]) -> None:
        """Add the rows of choices: that a part pays no more than each of them costs."""
        for choice in choices:
            if (part, choice) in self.written:
                raise AssertionError(f"{choice} of {part.units} is in the programme and was not cheap enough")
            at = dict(zip(part.units, choice, strict=True))
            terms = {row.id: -amount for row in self.shared if (amount := _amount(row.units, row.part, at)) != 0}
            terms |= {
                _price(place): -amount
                for place, (entry, _) in enumerate(self.fixed)
                if (amount := _amount(entry.units, entry.part, at)) != 0
            }
            measured = _amount(self.measure.units, self.measure.part, at) if self.measure else fmpq(0)
            row = Row("choice", _pays(part), {_pays(part): fmpq(1), **terms}, "<=", measured)
            self.written[part, choice] = len(self.program.rows), row
            self.program.rows.append(row)

    # ---- its answers

    def _optimum(self) -> tuple[Mapping[str, fmpq], Mapping[int, fmpq]]:
        """Return the exact point of the programme, and the multipliers of its rows."""
        hint = self.session.solve(self.program, self.deadline)
        if hint.verdict is Verdict.OUT_OF_TIME:
            raise NotProvenError("the time limit passed")
        if hint.verdict is Verdict.OPTIMAL and hint.basis:
            found = optimum(self.program, hint.basis)
            if found:
                return found[0], found[1].rows
        outcome = pivot_to_end(self.program, hint.basis, self.deadline)
        if isinstance(outcome, Contradiction):
            raise AssertionError("no multipliers at all are multipliers, too")
        return outcome.point, outcome.rows

    def _sums(self, point: Mapping[str, fmpq]) -> Sums:
        """Return what rows and measures bring together at multipliers, constants taken up."""
        sums = sums_of(self.whole, self.measure, self.fixed, Leaf(*self._named(point)))
        for unit, level in self.constants.items():
            if unit in sums.costs:
                sums.value += sums.costs[unit].at(level)
        return sums

    def _named(self, point: Mapping[str, fmpq]) -> tuple[dict[str, fmpq], dict[int, fmpq]]:
        rows = {row.id: multiplier for row in self.shared if (multiplier := point.get(row.id, fmpq(0))) != 0}
        places = range(len(self.fixed))
        return rows, {place: price for place in places if (price := point.get(_price(place), fmpq(0))) != 0}

    @staticmethod
    def _cheapest(part: Choices | Alone, box: Box, costs: Mapping[str, Cost]) -> Costly:
        found = part.cheapest(box, costs)
        if found is None:
            raise AssertionError(f"{part.units} have a choice, and none can be cheaper and cheaper")
        return found

    def _mean(self, point: Mapping[str, fmpq], duals: Mapping[int, fmpq]) -> Relaxed:
        """Return the mean level of each unit over what is chosen.

        A unit of a team is torn where several of its levels are chosen; one alone, whose rows are straight, where the mean is.
        """
        levels = {unit: fmpq(level) for unit, level in self.constants.items()}
        levels |= {unit: fmpq(0) for part in self.parts for unit in part.units}
        chosen: dict[str, set[int]] = {}
        for (part, choice), (place, _) in self.written.items():
            share = duals.get(place, fmpq(0))
            for unit, level in zip(part.units, choice, strict=True) if share else ():
                levels[unit] += share * level
                chosen.setdefault(unit, set()).add(level)
        others = {}
        for place, row in enumerate(self.lasting, start=_CAP + 1):
            if row.rule == _OTHER:
                others[row.label] = duals.get(place, fmpq(0))
            else:
                levels[row.label] += duals.get(place, fmpq(0))
        in_teams = {unit for part in self.parts if isinstance(part, Choices) for unit in part.units}
        torn = {unit for unit, found in chosen.items() if (len(found) > 1 if unit in in_teams else levels[unit].q != 1)}
        return Relaxed(levels, others, *self._named(point), torn={unit: levels[unit] for unit in torn}, kept=True)

    # ---- measures

    def _measures(self) -> list[Measure]:
        return [*([self.measure] if self.measure else []), *(entry for entry, _ in self.fixed)]

    def _constant(self, entry: Measure) -> fmpq:
        return _amount(entry.units, entry.part, self.constants)

    def _most(self) -> fmpq:
        """Return a value that the measure does not exceed anywhere: it is convex, so it is largest at an end."""
        most = fmpq(0)
        if self.measure:
            for unit in self.measure.units:
                most += max(self.measure.part(unit, level) for level in self.box[unit] if level is not None)
        return most


def _amount(units: Iterable[str], part: Callable[[str, int], fmpq], at: Mapping[str, int]) -> fmpq:
    """Return what a row or a measure gets from units at levels."""
    return sum((part(unit, at[unit]) for unit in units if unit in at), fmpq(0))


def _pays(part: Choices | Alone) -> str:
    return f"pays {part.units[0]}"


def _price(place: int) -> str:
    return f"measure {place}"
