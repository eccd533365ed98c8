"""Solve the model of all years: year by year where that is enough, all years at once where it is not. Proven either way.

Year by year: the first in order is divided by itself, the next with the first settled, and so on. Leaving rows out only makes
more possible. So what a year reaches without the rows of the years after it is the most it can reach at all; and if every
year in turn still has a division, all rows hold in the end, and the answer is the one of the whole model. The multipliers of
each round use rows of the model only, so the proof is one of the whole model too. If some year has none, a year before it must
leave it room: then all years are solved in one model.
"""

import time
from collections.abc import Mapping

from flint import fmpq

from rvp_alloc.errors import NotProvenError
from rvp_alloc.planning.years.model import YearsModel
from rvp_alloc.solving.chain import Infeasible, Round, Solved, solve_chain


def solve_years(model: YearsModel, solver: str, time_limit: float | None) -> Solved | Infeasible:
    """Return the division of all years, or multipliers of rows that prove there is none.

    Raises
    ------
    NotProvenError
        If the time limit (seconds) passes.
    """
    end = None if time_limit is None else time.monotonic() + time_limit
    return _one_by_one(model, solver, end) or solve_together(model, solver, _left(end))


def solve_together(model: YearsModel, solver: str, time_limit: float | None = None) -> Solved | Infeasible:
    """Solve all years in one model."""
    return solve_chain(model.ordered_cases, model.together, solver, time_limit)


def _one_by_one(model: YearsModel, solver: str, end: float | None) -> Solved | None:
    """Return the division if each year has one when those before it in order are settled; else None."""
    point: dict[str, fmpq] = {}
    rounds: list[Round] = []
    solves = 0
    for year in model.task.order:
        solved = solve_chain(model.cases[year], model.alone(year, point), solver, _left(end))
        if isinstance(solved, Infeasible) or solved.unsettled:
            return None
        point |= solved.point
        rounds += solved.rounds
        solves += solved.solves
    return Solved(_in_order(model, point), tuple(rounds), (), solves)


def _in_order(model: YearsModel, point: Mapping[str, fmpq]) -> dict[str, fmpq]:
    return {column.id: point[column.id] for year in model.of_year.values() for column in year.columns}


def _left(end: float | None) -> float | None:
    """Return how many seconds are left."""
    if end is None:
        return None
    left = end - time.monotonic()
    if left <= 0:
        raise NotProvenError("the time limit passed")
    return left
