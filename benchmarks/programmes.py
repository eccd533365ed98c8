"""Every linear programme of one chain, as the arrays that a solver takes."""

from dataclasses import dataclass

import highspy
import numpy as np

from rvp_alloc import Policy, Region
from rvp_alloc.arithmetic import to_float
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.formulate import formulate
from rvp_alloc.solving import chain
from rvp_alloc.solving.floats import Reduced
from rvp_alloc.solving.hint import Hint
from rvp_alloc.solving.program import Program
from rvp_alloc.solving.pulp_backend import Session


@dataclass(frozen=True)
class Arrays:
    """One linear programme of the chain, row by row."""

    cost: np.ndarray
    column_lower: np.ndarray
    start: np.ndarray
    index: np.ndarray
    value: np.ndarray
    row_lower: np.ndarray
    row_upper: np.ndarray

    @classmethod
    def of(cls, program: Program) -> "Arrays":
        """Return a programme without what is settled, as highspy takes it."""
        reduced = Reduced.of(program)
        place = {column.id: number for number, column in enumerate(reduced.columns)}
        cost = np.zeros(len(place))
        for column, number in program.objective.items():
            if column in place:
                cost[place[column]] = -to_float(number)
        return cls(
            cost,
            np.array([-np.inf if column.lower is None else 0.0 for column in reduced.columns]),
            np.cumsum([0, *(len(row.terms) for row in reduced.rows)], dtype=np.int32),
            np.array([place[column] for row in reduced.rows for column in row.terms], np.int32),
            np.array([number for row in reduced.rows for number in row.terms.values()]),
            np.array([row.lower for row in reduced.rows]),
            np.array([row.upper for row in reduced.rows]),
        )

    def solve(self) -> None:
        """Give it to a new highspy object and run that."""
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.cost), len(self.row_lower)
        model.col_cost_, model.col_lower_, model.col_upper_ = (
            self.cost,
            self.column_lower,
            np.full(len(self.cost), np.inf),
        )
        model.row_lower_, model.row_upper_ = self.row_lower, self.row_upper
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = self.start, self.index, self.value
        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        solver.passModel(model)
        solver.run()
        assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal


def programmes(region: Region, policy: Policy) -> list[Arrays]:
    """Run the chain once and keep every linear programme of it."""
    kept: list[Arrays] = []

    class Keeping:
        def __init__(self, session: Session) -> None:
            self.session = session

        def solve(self, program: Program, deadline: float | None) -> Hint:
            kept.append(Arrays.of(program))
            return self.session.solve(program, deadline)

    opened = chain.open_session
    chain.open_session = lambda name: Keeping(opened(name))
    try:
        case = Case(region, policy)
        chain.solve_chain(case, formulate(case))
    finally:
        chain.open_session = opened
    return kept
