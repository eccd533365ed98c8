"""Trace: everything that the workbook computes, written down once over the cells of figures, parameters and results."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flint import fmpq

from rvp_alloc.allocation import Allocation
from rvp_alloc.model import Number, Row
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.formulate import FACTS, formulate
from rvp_alloc.policy.rule import State
from rvp_alloc.report.workbook.division.layout import Layout
from rvp_alloc.report.workbook.formula import Formulas
from rvp_alloc.report.workbook.live import Live, LiveArithmetic, exact


@dataclass(frozen=True, slots=True)
class TracedRow:
    """A requirement with its left side and bound as live numbers."""

    rule: str
    label: str
    left: Number
    sense: str
    bound: Number
    guiding: bool


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion of the key: its weight, and what it counts of each team and of all together."""

    name: str
    values: Mapping[str, Number]
    total: Number


class Trace:
    """One division, its numbers live: what stands in a cell is an input, and the rest says how it is computed."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.plan: Allocation = layout.plan
        self.arithmetic = LiveArithmetic(layout.inputs)
        self.case = Case(self.plan.region, self.plan.policy, self.arithmetic, self.plan.case.period)
        values = self.plan.solved.point
        self.point = {
            column: self.arithmetic.standing_in(cell, exact(values[column])) for column, cell in layout.results.items()
        }
        self.rows = list(self._rows())
        self.measures = {measure.id: self.case.measure(measure.id) for measure in self.plan.region.measures}
        self.criteria = list(self._criteria())
        self.targets = {team: self.case.key_budget * share for team, share in self.case.key_shares.items()}
        self.formulas = Formulas(self.arithmetic, layout.steps.cell(0, 1))

    def total(self, terms: Mapping[str, Number]) -> Number:
        """Return the sum of some terms at the division: cells that count alike are added before they are multiplied."""
        alike: dict[Any, tuple[Number, list[str]]] = {}
        for column, factor in terms.items():
            key = ("term", factor.term.index) if isinstance(factor, Live) else ("exact", exact(factor))
            alike.setdefault(key, (factor, []))[1].append(column)
        total: Number = fmpq(0)
        for factor, columns in alike.values():
            together = sum(self.point[column] for column in sorted(columns, key=self.layout.results.__getitem__))
            total = total + (factor if isinstance(factor, Live) else exact(factor)) * together
        return total

    @cached_property
    def layer_amounts(self) -> Mapping[str, Mapping[str, Number]]:
        """What each layer is by a formula alone, per team: of every layer that equations fix."""
        found: dict[str, dict[str, Number]] = {}
        columns = {
            self.case.column(layer, team): (layer, team) for layer in self.case.layers for team in self.case.teams
        }
        for row in self._model_rows:
            if row.sense == "==" and len(row.terms) == 1:
                ((column, factor),) = row.terms.items()
                if column in columns and not isinstance(factor, Live) and factor == 1:
                    layer, team = columns[column]
                    found.setdefault(layer, {}).setdefault(team, row.bound)
        return {layer: amounts for layer, amounts in found.items() if len(amounts) == len(self.case.teams)}

    def asked(self, pool: str) -> Number:
        """Return how many wijkagenten the norm asks in a pool; only where there is a norm."""
        rules = (rule for rule in ("wijkagent_area", "wijkagent_unit") if self.plan.policy.is_on(rule))
        return self.case.inhabitants[pool] / self.case.value(f"{next(rules)}.norm")

    def new_fte(self, team: str) -> Number:
        """Return the new fte of a team as the cell that adds up its layers."""
        value = sum(
            (exact(self.plan.solved.point[self.case.column(layer, team)]) for layer in self.case.layers), fmpq(0)
        )
        return self.arithmetic.standing_in(self.layout.new_fte(team), value)

    @cached_property
    def _model_rows(self) -> tuple[Row, ...]:
        return formulate(self.case).rows

    def _rows(self) -> Iterator[TracedRow]:
        """Yield the rows of every rule that is on, then what posts mean by themselves."""
        for rule in self.plan.policy.rules_on():
            guiding = self.plan.policy.state(rule.id) is State.GUIDING
            for row in rule.rows(self.case):
                yield self._traced(row, guiding=guiding)
        for row in self._model_rows:
            if row.rule == FACTS:
                yield self._traced(row, guiding=False)

    def _traced(self, row: Row, *, guiding: bool) -> TracedRow:
        return TracedRow(row.rule, row.label, self.total(row.terms), row.sense, row.bound, guiding)

    def _criteria(self) -> Iterator[Criterion]:
        for parameter in self.plan.policy.parameters("key"):
            name = parameter.removeprefix("weights.")
            values = self.case.criterion(name)
            yield Criterion(name, values, sum(values.values()))
