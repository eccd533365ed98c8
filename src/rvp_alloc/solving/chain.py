"""The chain: aims in order, each as one or more linear programmes, each round proven before the next begins.

A round makes a level as large as possible. Its multipliers prove that no point does better, and that every measure
with a multiplier above 0 is exactly at the level: those are settled, and so is every column that follows.
"""

import itertools
import logging
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from flint import fmpq

from rvp_alloc.errors import NotProvenError
from rvp_alloc.model import LinearModel, Row
from rvp_alloc.policy.aim import Leximin, Objective, Smallest, all_aims
from rvp_alloc.policy.case import Case
from rvp_alloc.solving.duals import Multipliers, as_proof, contradicts, multipliers, vertex
from rvp_alloc.solving.hint import Hint, Verdict
from rvp_alloc.solving.knowledge import Knowledge
from rvp_alloc.solving.pivots import Contradiction, Optimum, pivot_to_end
from rvp_alloc.solving.program import LEVEL, Basis, Program
from rvp_alloc.solving.pulp_backend import DEFAULT_SOLVER, open_session
from rvp_alloc.solving.waiting import Waiting

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Round:
    """One proven round: what it settled, at which level, and the multipliers of the rows that prove it.

    ``settled`` holds the multiplier of each measure that is settled, the largest being 1; for a smallest sum it is empty and
    ``level`` is the sum. A round that ``reaches_cap`` needs no multipliers: the point itself shows it.
    """

    aim: str
    level: fmpq
    settled: Mapping[str, fmpq]
    multipliers: Mapping[str, fmpq]
    reaches_cap: bool = False


@dataclass(frozen=True, slots=True)
class Solved:
    """The final point of a chain and the rounds that prove it; ``unsettled`` columns may have other values too."""

    point: Mapping[str, fmpq]
    rounds: tuple[Round, ...]
    unsettled: tuple[str, ...]
    solves: int


@dataclass(frozen=True, slots=True)
class Infeasible:
    """Multipliers, by row label, that add up to something no division can meet."""

    multipliers: Mapping[str, fmpq]


def solve_chain(
    case: Case | Sequence[Case],
    model: LinearModel,
    solver: str = DEFAULT_SOLVER,
    time_limit: float | None = None,
    wanted: Collection[str] | None = None,
    before: Sequence[Objective] = (),
) -> Solved | Infeasible:
    """Pursue a policy's aims in order, and prove every step, until the columns that are wanted (all, if None) are settled.

    Of several cases in one model, such as the years of a plan, all aims of the first come before those of the second; the
    period of a case is part of the names of its aims. Objectives that are to come ``before`` are pursued in any case.

    First each proof is taken from the solver's basis. If one does not hold, or the final point breaks a row by
    however little, everything is done again with exact pivots, which need the solver only for a start.

    Raises
    ------
    NotProvenError
        If the time limit (seconds) passes, or an aim has no largest value.
    """
    deadline = None if time_limit is None else time.monotonic() + time_limit
    cases = (case,) if isinstance(case, Case) else tuple(case)
    for exact in (False, True):
        try:
            return _Chain(cases, model, solver, deadline, exact=exact).run(wanted, before)
        except _BasisProvesNothingError as reason:
            _logger.info("the basis of %s did not prove %s: exact pivots follow", solver, reason)
    raise AssertionError("exact pivots always end in a proof")


class _BasisProvesNothingError(Exception):
    """The solver's basis does not give a proof; exact pivots will."""


class _Chain:
    def __init__(
        self, cases: Sequence[Case], model: LinearModel, solver: str, deadline: float | None, *, exact: bool
    ) -> None:
        self.cases = cases
        self.model = model
        self.deadline = deadline
        self.exact = exact
        self.session = open_session(solver)
        self.program = Program.of(model)
        self.rounds: list[Round] = []
        self.solves = 0
        self.basis: Basis | None = None
        self.lower = {column.id: column.lower for column in model.columns}

    def run(self, wanted: Collection[str] | None, before: Sequence[Objective]) -> Solved | Infeasible:
        known = self.program.known
        if self._equations_clash():
            return self._prove_infeasible(None, "the model's equations")
        last = self.lower.keys() if wanted is None else wanted
        for objective in itertools.chain(before, self._objectives(last)):
            outcome = self._leximin(objective) if isinstance(objective, Leximin) else self._smallest(objective)
            if outcome:
                return outcome
        unsettled = tuple(column.id for column in self.model.columns if column.id not in known)
        found = self._point_on_face(unsettled[0]) if unsettled else known
        if isinstance(found, Infeasible):
            return found
        point = {column.id: found[column.id] for column in self.model.columns}
        self._check(point)
        return Solved(point, tuple(self.rounds), unsettled, self.solves)

    def _objectives(self, wanted: Collection[str]) -> Iterator[Objective]:
        """Yield each policy's objectives in order, each when those before it are reached, until what is wanted is settled."""
        known = self.program.known
        for case in self.cases:
            for aim in case.policy.all_aims():
                for objective in all_aims()[aim].objectives(case, known):
                    if all(column in known for column in wanted):
                        return
                    yield replace(objective, aim=f"{objective.aim}{case.suffix}") if case.suffix else objective

    # ---- the two kinds of objective

    def _leximin(self, objective: Leximin) -> Infeasible | None:
        waiting = Waiting(objective, self.program)
        self.program.objective = {LEVEL: 1}
        while waiting.measures:
            proof = self._solve(objective)
            if isinstance(proof, Infeasible):
                return proof
            settled = waiting.at_level(proof)
            reaches_cap = waiting.reaches_cap(proof)
            beyond_cap = objective.cap is not None and proof.best > objective.cap
            if beyond_cap or not (settled or reaches_cap):
                raise _BasisProvesNothingError(f"a round of {objective.aim}")
            self._record(objective.aim, proof.best, proof, settled, reaches_cap=reaches_cap)
            if reaches_cap:
                waiting.keep_all(proof.best)
            else:
                waiting.settle(settled, proof.best)
        waiting.drop_cap()
        return None

    def _smallest(self, objective: Smallest) -> Infeasible | None:
        if all(column in self.program.known for column in objective.terms):
            return None
        self.program.objective = {column: -coefficient for column, coefficient in objective.terms.items()}
        proof = self._solve(objective)
        if isinstance(proof, Infeasible):
            return proof
        self._record(objective.aim, -proof.best, proof, {}, reaches_cap=False)
        self.program.rows.append(Row(objective.aim, objective.aim, objective.terms, "==", -proof.best))
        self.program.knowledge.equation(objective.terms, -proof.best)
        return None

    def _record(
        self, aim: str, level: fmpq, proof: Multipliers, settled: Mapping[str, fmpq], *, reaches_cap: bool
    ) -> None:
        """Keep a round with its multipliers, and learn what they imply: rows that are tight, columns that are 0."""
        scale = max(settled.values(), default=fmpq(1))
        measures = {f"{aim}:{name}" for name in settled}
        rows = self.program.rows
        used = (
            {}
            if reaches_cap
            else {
                rows[index].label: multiplier / scale
                for index, multiplier in proof.rows.items()
                if rows[index].label not in measures
            }
        )
        self.rounds.append(
            Round(aim, level, {name: multiplier / scale for name, multiplier in settled.items()}, used, reaches_cap)
        )
        _logger.debug("%s: level %s settles %s", aim, level, ", ".join(settled) or "a sum")
        if reaches_cap:
            return
        for index in proof.rows:
            if rows[index].label not in measures:
                self.program.knowledge.equation(rows[index].terms, rows[index].bound)
        for column, rest in proof.rests.items():
            if rest != 0 and column != LEVEL and column not in self.program.known:
                self.program.knowledge.settle(column, fmpq(0))

    # ---- solving

    def _solve(self, objective: Objective) -> Multipliers | Infeasible:
        hint = self._hint()
        if not self.exact:
            if hint.verdict is Verdict.OPTIMAL and hint.basis:
                proof = multipliers(self.program, hint.basis)
                self.basis = hint.basis
                if proof:
                    return proof
            elif hint.verdict is Verdict.INFEASIBLE:
                return self._prove_infeasible(hint.basis, objective.aim)
            raise _BasisProvesNothingError(f"a round of {objective.aim}")
        self.basis = None
        outcome = self._pivot(self.program, hint.basis)
        if isinstance(outcome, Contradiction):
            return self._prove_infeasible(hint.basis, objective.aim)
        if outcome.best is None:
            raise NotProvenError(f"aim {objective.aim} can be raised without end")
        proof = as_proof(self.program, outcome.rows)
        if proof is None or proof.best != outcome.best:
            raise AssertionError("exact pivots ended without a proof")
        return proof

    def _hint(self) -> Hint:
        hint = self.session.solve(self.program, self.deadline)
        self.solves += 1
        if hint.verdict is Verdict.OUT_OF_TIME:
            raise NotProvenError("the time limit passed")
        return hint

    def _equations_clash(self) -> bool:
        """Say whether what the equations settle breaks a bound or a row; a solver is never shown those."""
        known = self.program.known
        if any(lower is not None and known.get(column, lower) < lower for column, lower in self.lower.items()):
            return True
        return any(not row.holds(known) for row in self.model.rows if all(column in known for column in row.terms))

    def _prove_infeasible(self, start: Basis | None, what: str) -> Infeasible:
        """Prove with the hard rows alone that no division exists; if there is one after all, the solver was wrong."""
        hard_rows = Program([*self.program.columns], list(self.model.rows), Knowledge())
        outcome = self._pivot(hard_rows, start)
        if isinstance(outcome, Optimum):
            raise _BasisProvesNothingError(f"that {what} cannot hold")
        if not contradicts(hard_rows, outcome.rows):
            raise AssertionError("exact pivots ended without a contradiction")
        return Infeasible({self.model.rows[index].label: multiplier for index, multiplier in outcome.rows.items()})

    def _pivot(self, program: Program, start: Basis | None) -> Optimum | Contradiction:
        """Look for the end of a programme; what is found is checked by whoever asked."""
        with self.cases[0].arithmetic.unwatched():
            return pivot_to_end(program, start, self.deadline)

    def _point_on_face(self, column: str) -> Mapping[str, fmpq] | Infeasible:
        """Return one exact point that meets everything reached so far, where aims leave a choice."""
        found = vertex(self.program, self.basis) if self.basis else None
        if found is not None:
            return found
        # A wish of 0 for one column: where nothing at all is wished for, PuLP adds a column of its own.
        self.program.objective = {column: 0}
        hint = self._hint()
        outcome = self._pivot(self.program, hint.basis)
        return (
            self._prove_infeasible(hint.basis, "what was reached")
            if isinstance(outcome, Contradiction)
            else outcome.point
        )

    def _check(self, point: Mapping[str, fmpq]) -> None:
        """Check that the final point meets every row and bound, and that every round's proof is tight at it."""
        if any(point[column] < 0 for column, lower in self.lower.items() if lower is not None):
            raise _BasisProvesNothingError("that no column is below its bound")
        for row in self.program.rows:
            if not row.holds(point):
                raise _BasisProvesNothingError(f"that {row.label} holds")
        for earlier, later in itertools.pairwise(self.rounds):
            if earlier.aim == later.aim and earlier.level > later.level:
                raise _BasisProvesNothingError(f"the levels of {later.aim}")
