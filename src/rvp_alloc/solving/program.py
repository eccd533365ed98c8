"""Program: the one linear programme that the chain solves again and again, a little changed each time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flint import fmpq

from rvp_alloc.model import Column, LinearModel, Number, Row
from rvp_alloc.solving.knowledge import Knowledge

LEVEL = "level"


@dataclass
class Program:
    """Columns and rows, what is known of them, and what is to be made as large as possible.

    Rows are never changed in place but replaced, so that a solver can see by identity what is new.
    """

    columns: list[Column]
    rows: list[Row]
    knowledge: Knowledge
    objective: dict[str, Number] = field(default_factory=dict)

    @classmethod
    def of(cls, model: LinearModel) -> "Program":
        """Begin with a model: its equations are known to hold, and there is a free column for the level."""
        knowledge = Knowledge()
        for row in model.rows:
            if row.sense == "==":
                knowledge.equation(row.terms, row.bound)
        return cls([*model.columns, Column(LEVEL, None)], list(model.rows), knowledge)

    @property
    def known(self) -> Mapping[str, fmpq]:
        """The settled columns with their values."""
        return self.knowledge.values


@dataclass(frozen=True, slots=True)
class Basis:
    """Which columns are basic, and which rows are tight (by index), in a solver's answer; in order, so that bytes repeat."""

    columns: Sequence[str]
    tight_rows: Sequence[int]
