"""Moving: the rows of some parameters of a policy while one of them moves."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction

from flint import fmpq

from rvp_alloc.arithmetic import Arithmetic, Exact
from rvp_alloc.conflict.search import NO_LOSS, parameter_of
from rvp_alloc.germ import Beyond, Germ
from rvp_alloc.model import Column, LinearModel, Row
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.formulate import FACTS, formulate
from rvp_alloc.policy.rule import rule
from rvp_alloc.solving.knowledge import Knowledge
from rvp_alloc.solving.program import Program


@dataclass(frozen=True)
class Moving:
    """The rows of active parameters, at any value of one parameter and just beyond it."""

    case: Case
    active: AbstractSet[str]
    parameter: str

    @property
    def value(self) -> Fraction:
        """The parameter's value in the policy."""
        return self.case.policy[self.parameter].value

    @property
    def moves(self) -> bool:
        """Whether any row moves with the parameter."""
        program, _ = self.beyond(self.value, 1)
        return any(isinstance(number, Germ) for row in program.rows for number in (row.bound, *row.terms.values()))

    def at(self, value: Fraction) -> Program:
        """Return the rows at one value."""
        return self._program(Exact({self.parameter: value}))

    def beyond(self, value: Fraction, direction: int) -> tuple[Program, Beyond]:
        """Return the rows just beyond one value, in a direction, and what keeps the comparisons made with them."""
        arithmetic = Beyond({self.parameter: (value, Fraction(direction))})
        return self._program(arithmetic), arithmetic

    def _program(self, arithmetic: Arithmetic) -> Program:
        model = formulate(Case(self.case.region, self.case.policy, arithmetic))
        rows = [row for row in model.rows if parameter_of(row) in self.active or row.rule == FACTS]
        return Program(self._columns(model), rows, Knowledge())

    def _columns(self, model: LinearModel) -> list[Column]:
        """Return the columns; layers are free where no loss is not active."""
        free = NO_LOSS not in self.active
        layers = {column for row in model.rows if row.label == "budget.new_fte" for column in row.terms}
        return [Column(column.id, None) if free and column.id in layers else column for column in model.columns]


def allows(parameter: str, value: Fraction) -> bool:
    """Say whether a parameter may have a value."""
    rule_id, _, name = parameter.partition(".")
    known = rule(rule_id).parameter(name)
    return known is not None and not known.problem(value)


def straight(rows: Sequence[Row]) -> list[tuple[Mapping[str, fmpq], fmpq, fmpq]] | None:
    """Return ``terms, bound, slope of the bound`` of each row; None if terms move, or a bound moves along no straight line."""
    found = []
    for row in rows:
        line = row.bound.line if isinstance(row.bound, Germ) else (fmpq(0) + row.bound, fmpq(0))
        if line is None or any(isinstance(coefficient, Germ) for coefficient in row.terms.values()):
            return None
        found.append((row.terms, *line))
    return found
