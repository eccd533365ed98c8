"""Exact pivots: a simplex method in rationals that starts from any basis and always ends.

Used where a solver's basis does not prove its answer, where a solver gives no basis, and to prove infeasibility.
Every column and every row's left-hand side is a variable with bounds; each basic variable is a combination of
the non-basic ones. First the bounds are mended, then the objective is raised; both pick the first variable in
order that helps (Bland's rule), so neither can circle.

Source of the first part: Dutertre and de Moura, A Fast Linear-Arithmetic Solver for DPLL(T), 2006.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from flint import fmpq

from rvp_alloc.errors import NotProvenError
from rvp_alloc.model import Column, Number, Row
from rvp_alloc.solving.program import Basis, Program

type Variable = str | int
"""A column by its name, or a row by its index."""


@dataclass(frozen=True, slots=True)
class Optimum:
    """An exact point of largest objective, with the multipliers of the rows; ``best`` is None if it has no bound."""

    point: Mapping[str, fmpq]
    rows: Mapping[int, fmpq]
    best: fmpq | None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Multipliers of rows that add up to something no point can meet: a Farkas certificate."""

    rows: Mapping[int, fmpq]


def pivot_to_end(
    program: Program, start: Basis | None = None, deadline: float | None = None
) -> Optimum | Contradiction:
    """Solve a programme exactly, from a basis if there is one.

    Raises
    ------
    NotProvenError
        If the deadline (``time.monotonic`` seconds) passes.
    """
    tableau = Tableau(program.columns, program.rows, program.known, deadline)
    if start:
        tableau.enter(start)
    broken = tableau.mend_bounds()
    if broken is not None:
        return Contradiction(broken)
    return tableau.raise_objective(program.objective)


class Tableau:
    """Columns and rows as variables with bounds, and a basis that every call leaves ready for the next.

    ``known`` columns are constants. Bounds may be changed between calls with ``set_bounds``.
    """

    def __init__(
        self,
        columns: Iterable[Column],
        rows: Sequence[Row],
        known: Mapping[str, fmpq] = MappingProxyType({}),
        deadline: float | None = None,
    ) -> None:
        self.deadline = deadline
        self.known = known
        self.lower: dict[Variable, fmpq | None] = {}
        self.upper: dict[Variable, fmpq | None] = {}
        self.value: dict[Variable, fmpq] = {}
        self.rows: dict[Variable, dict[Variable, fmpq]] = {}
        for column in columns:
            if column.id not in known:
                self.lower[column.id] = None if column.lower is None else fmpq(column.lower)
                self.upper[column.id] = None
                self.value[column.id] = fmpq(0)
        for index, row in enumerate(rows):
            bound = fmpq(0) + row.bound
            terms: dict[Variable, fmpq] = {}
            for column_id, coefficient in row.terms.items():
                if column_id in known:
                    bound -= coefficient * known[column_id]
                elif coefficient != 0:
                    terms[column_id] = fmpq(0) + coefficient
            self.rows[index] = terms
            self.lower[index] = None if row.sense == "<=" else bound
            self.upper[index] = None if row.sense == ">=" else bound
            self.value[index] = fmpq(0)
        self.order: dict[Variable, int] = {variable: place for place, variable in enumerate(self.lower)}

    def set_bounds(self, variable: Variable, lower: fmpq | None, upper: fmpq | None) -> None:
        """Give a column or row other bounds; ``mend_bounds`` then brings everything within them."""
        self.lower[variable], self.upper[variable] = lower, upper
        if variable not in self.rows:
            gap = self._gap(variable)
            if gap != 0:
                self._move(variable, gap)

    def enter(self, start: Basis) -> None:
        """Make the basis of a start ours, as far as its columns can be exchanged for its tight rows."""
        tight = set(start.tight_rows)
        for column in [column for column in start.columns if column not in self.known]:
            candidates = [basic for basic, terms in self.rows.items() if basic in tight and column in terms]
            if candidates:
                self._exchange(min(candidates, key=lambda basic: len(self.rows[basic])), column)
        for variable in list(self.value):
            if variable not in self.rows:
                self.value[variable] = self._resting_place(variable)
        self._recompute()

    @property
    def basis(self) -> Basis:
        """The basis, from which another tableau of like rows may start."""
        columns = [column for column in self.order if isinstance(column, str) and column in self.rows]
        return Basis(columns, [row for row in self.order if isinstance(row, int) and row not in self.rows])

    def _resting_place(self, variable: Variable) -> fmpq:
        lower, upper = self.lower[variable], self.upper[variable]
        return lower if lower is not None else upper if upper is not None else fmpq(0)

    def _recompute(self) -> None:
        for basic, terms in self.rows.items():
            self.value[basic] = sum((coefficient * self.value[other] for other, coefficient in terms.items()), fmpq(0))

    def mend_bounds(self) -> dict[int, fmpq] | None:
        """Bring every variable within its bounds; return the contradiction where that is impossible."""
        while True:
            self._check_time()
            broken = min(
                (basic for basic in self.rows if self._gap(basic) != 0), key=self.order.__getitem__, default=None
            )
            if broken is None:
                return None
            gap = self._gap(broken)
            entering = min(
                (other for other, coefficient in self.rows[broken].items() if self._can_move(other, gap * coefficient)),
                key=self.order.__getitem__,
                default=None,
            )
            if entering is None:
                return self._contradiction(broken, gap)
            target = self.value[broken] + gap
            self._move(entering, gap / self.rows[broken][entering])
            self._exchange(broken, entering)
            self.value[broken] = target

    def _gap(self, variable: Variable) -> fmpq:
        """Return how far a variable must move to come within its bounds."""
        value, lower, upper = self.value[variable], self.lower[variable], self.upper[variable]
        if lower is not None and value < lower:
            return lower - value
        if upper is not None and value > upper:
            return upper - value
        return fmpq(0)

    def _can_move(self, variable: Variable, direction: fmpq) -> bool:
        bound = self.upper[variable] if direction > 0 else self.lower[variable]
        return bound is None or (self.value[variable] < bound if direction > 0 else self.value[variable] > bound)

    def _move(self, variable: Variable, step: fmpq) -> None:
        self.value[variable] += step
        for basic, terms in self.rows.items():
            coefficient = terms.get(variable)
            if coefficient is not None:
                self.value[basic] += coefficient * step

    def _exchange(self, leaving: Variable, entering: Variable) -> None:
        """Make ``entering`` basic in the row of ``leaving``."""
        terms = self.rows.pop(leaving)
        pivot = terms.pop(entering)
        solved = {other: -coefficient / pivot for other, coefficient in terms.items()}
        solved[leaving] = 1 / pivot
        for other_terms in self.rows.values():
            _replace(other_terms, entering, solved)
        self.rows[entering] = solved

    def _contradiction(self, broken: Variable, gap: fmpq) -> dict[int, fmpq]:
        """Return row multipliers from a basic variable that cannot come within its bounds."""
        sign = 1 if gap > 0 else -1
        found = {
            variable: sign * coefficient
            for variable, coefficient in self.rows[broken].items()
            if isinstance(variable, int)
        }
        if isinstance(broken, int):
            found[broken] = fmpq(-sign)
        return {row: multiplier for row, multiplier in found.items() if multiplier != 0}

    def raise_objective(self, objective: Mapping[str, Number]) -> Optimum:
        """Raise the objective until no variable helps."""
        gain: dict[Variable, fmpq] = {}
        for column, coefficient in objective.items():
            if column not in self.known and coefficient != 0:
                gain[column] = fmpq(0) + coefficient
        for basic, terms in self.rows.items():
            _replace(gain, basic, terms)
        while True:
            self._check_time()
            entering = min(
                (variable for variable, slope in gain.items() if slope != 0 and self._can_move(variable, slope)),
                key=self.order.__getitem__,
                default=None,
            )
            if entering is None:
                return self._optimum(gain, objective)
            direction = 1 if gain[entering] > 0 else -1
            step, leaving = self._longest_step(entering, direction)
            if step is None:
                return Optimum(self.point(), {}, None)
            self._move(entering, direction * step)
            if leaving is not None:
                self._exchange(leaving, entering)
                _replace(gain, entering, self.rows[entering])

    def _longest_step(self, entering: Variable, direction: int) -> tuple[fmpq | None, Variable | None]:
        """Return how far a variable can move, and which basic variable stops it (None: its own other bound)."""
        lower, upper = self.lower[entering], self.upper[entering]
        step = upper - lower if upper is not None and lower is not None else None
        leaving: Variable | None = None
        for basic, terms in self.rows.items():
            slope = direction * terms.get(entering, 0)
            bound = self.upper[basic] if slope > 0 else self.lower[basic]
            if slope == 0 or bound is None:
                continue
            room = (bound - self.value[basic]) / slope
            if (
                step is None
                or room < step
                or (room == step and leaving is not None and self.order[basic] < self.order[leaving])
            ):
                step, leaving = room, basic
        return step, leaving

    def _optimum(self, gain: Mapping[Variable, fmpq], objective: Mapping[str, Number]) -> Optimum:
        point = self.point()
        best = sum((coefficient * point[column] for column, coefficient in objective.items()), fmpq(0))
        return Optimum(
            point,
            {variable: slope for variable, slope in gain.items() if isinstance(variable, int) and slope != 0},
            best,
        )

    def point(self) -> dict[str, fmpq]:
        """Return the value of every column."""
        return {
            **{variable: value for variable, value in self.value.items() if isinstance(variable, str)},
            **self.known,
        }

    def _check_time(self) -> None:
        if self.deadline is not None and time.monotonic() > self.deadline:
            raise NotProvenError("the time limit passed during exact pivots")


def _replace(terms: dict[Variable, fmpq], variable: Variable, solved: Mapping[Variable, fmpq]) -> None:
    """Substitute a variable by what it is equal to."""
    factor = terms.pop(variable, None)
    if factor is None:
        return
    for other, coefficient in solved.items():
        total = terms.get(other, 0) + factor * coefficient
        if total == 0:
            terms.pop(other, None)
        else:
            terms[other] = total
