"""Moving: the rows of a policy while one of its parameters moves."""

import functools
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction

from flint import fmpq

from rvp_alloc.arithmetic import Affine, AffineIn, NotAffineError, fraction
from rvp_alloc.conflict.search import NO_LOSS, parameter_of
from rvp_alloc.model import Column, LinearModel, Row
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.formulate import FACTS, formulate


@dataclass(frozen=True)
class Moving:
    """The rows of active parameters, with terms and bounds that are affine in the change of one parameter.

    Where the parameter only divides (``reciprocal``), it is its inverse that changes.
    """

    model: LinearModel
    value: Fraction
    reciprocal: bool
    active: AbstractSet[str]

    @property
    def rows(self) -> list[Row]:
        """The rows of the active parameters, and those that hold whatever the policy."""
        return [row for row in self.model.rows if parameter_of(row) in self.active or row.rule == FACTS]

    @property
    def columns(self) -> list[Column]:
        """The columns; layers are free where no loss is not active."""
        free = NO_LOSS not in self.active
        layers = {column for row in self.model.rows if row.label == "budget.new_fte" for column in row.terms}
        return [Column(column.id, None) if free and column.id in layers else column for column in self.model.columns]

    @property
    def moves(self) -> bool:
        """Whether any row moves at all."""
        return any(Affine.of(row.bound).slope != 0 for row in self.rows) or self.in_coefficients

    @property
    def in_coefficients(self) -> bool:
        """Whether the parameter multiplies something that is decided."""
        return any(moves_terms(row) for row in self.rows)

    def value_at(self, change: fmpq) -> Fraction | None:
        """Return the parameter's value after a change; None where there is no such value."""
        if not self.reciprocal:
            return self.value + fraction(change)
        inverse = 1 / self.value + fraction(change)
        return 1 / inverse if inverse > 0 else None


def moves_terms(row: Row) -> bool:
    """Say whether a row's coefficients move."""
    return any(Affine.of(coefficient).slope != 0 for coefficient in row.terms.values())


def moving(case: Case, active: AbstractSet[str], parameter: str) -> Moving | None:
    """Return the rows while one parameter moves; None where it enters in a way that is not affine."""
    model, reciprocal = _affine_model(case, parameter)
    return None if model is None else Moving(model, case.policy[parameter].value, reciprocal, active)


@functools.lru_cache(maxsize=64)
def _affine_model(case: Case, parameter: str) -> tuple[LinearModel | None, bool]:
    """Return the model with one parameter moving, and whether it is its inverse that moves."""
    for reciprocal in (False, True) if case.policy[parameter].value else (False,):
        try:
            return formulate(Case(case.region, case.policy, AffineIn(parameter, reciprocal=reciprocal))), reciprocal
        except (NotAffineError, TypeError):
            continue
    return None, False
