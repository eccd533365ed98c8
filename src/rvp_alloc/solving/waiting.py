"""Waiting: the measures of a leximin that are not settled yet, and their rows in the programme."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from flint import fmpq

from rvp_alloc.model import Number, Row, Sense
from rvp_alloc.policy.aim import Leximin, Measured
from rvp_alloc.solving.duals import Multipliers
from rvp_alloc.solving.program import LEVEL, Program


class Waiting:
    """The measures of a leximin that are not settled yet, each with its row ``measure >= level`` in the programme."""

    def __init__(self, objective: Leximin, program: Program) -> None:
        self.aim = objective.aim
        self.program = program
        self.measures = {name: measure for name, measure in objective.measures.items() if not self._is_known(measure)}
        self.places: dict[str, int] = {}
        for name, measure in self.measures.items():
            self.places[name] = len(program.rows)
            program.rows.append(self._row(name, {**measure.terms, LEVEL: -1}, ">=", -measure.constant))
        self.cap: int | None = None
        if objective.cap is not None and self.measures:
            self.cap = len(program.rows)
            program.rows.append(Row(self.aim, f"{self.aim}.cap", {LEVEL: 1}, "<=", objective.cap))

    def at_level(self, proof: Multipliers) -> dict[str, fmpq]:
        """Return the measures with a multiplier above 0: in every best point they are exactly at the level."""
        found = {name: -proof.rows.get(self.places[name], fmpq(0)) for name in self.measures}
        return {} if self.reaches_cap(proof) else {name: multiplier for name, multiplier in found.items() if multiplier}

    def reaches_cap(self, proof: Multipliers) -> bool:
        """Say whether it is the cap that keeps the level from rising."""
        return self.cap is not None and bool(proof.rows.get(self.cap, 0))

    def settle(self, names: Iterable[str], level: fmpq) -> None:
        """Fix measures at the level, and let go of those that are settled by what follows from it."""
        for name in names:
            measure = self.measures.pop(name)
            self._replace(name, measure, "==", level)
            self.program.knowledge.equation(measure.terms, level - measure.constant)
        for name in [name for name, measure in self.measures.items() if self._is_known(measure)]:
            # What the rules settle can neither rise nor hold the others down.
            self._replace(name, self.measures.pop(name), ">=", level)

    def keep_all(self, level: fmpq) -> None:
        """Keep all measures at least at the level; the aim asks no more."""
        for name, measure in self.measures.items():
            self._replace(name, measure, ">=", level)
        self.measures = {}

    def drop_cap(self) -> None:
        """Free the level for the next aim."""
        if self.cap is not None:
            self.program.rows[self.cap] = replace(self.program.rows[self.cap], terms={}, bound=fmpq(0))

    def _is_known(self, measure: Measured) -> bool:
        return all(column in self.program.known for column in measure.terms)

    def _replace(self, name: str, measure: Measured, sense: Sense, level: fmpq) -> None:
        self.program.rows[self.places[name]] = self._row(name, measure.terms, sense, level - measure.constant)

    def _row(self, name: str, terms: Mapping[str, Number], sense: Sense, bound: Number) -> Row:
        return Row(self.aim, f"{self.aim}:{name}", terms, sense, bound)
