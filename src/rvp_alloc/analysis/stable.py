"""Stable: the division from which the fewest fte would have to move, on average over the scenarios of a sweep."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from flint import fmpq
from numpy.typing import NDArray

from rvp_alloc.allocate import try_allocate
from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.analysis.sweep.result import Sweep
from rvp_alloc.analysis.uncertainty import with_division
from rvp_alloc.arithmetic import EXACT, fraction
from rvp_alloc.errors import InfeasibleError, NotProvenError
from rvp_alloc.model import Column, Row
from rvp_alloc.solving.duals import vertex
from rvp_alloc.solving.program import Program
from rvp_alloc.solving.pulp_backend import open_session

type Floats = NDArray[np.float64]

_QUANTILES = 100
_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class StableDivision:
    """A division that stays near those of all scenarios: how many fte would have to move once the truth is known.

    ``new_fte`` meets every hard rule exactly, with the figures as they stand; it does not pursue the policy's aims. ``moves``
    is the mean over all scenarios of half the sum of what teams get more or less than here, ``present_moves`` the same
    for what ``allocate`` gives now. In fte.
    """

    new_fte: Mapping[str, Fraction]
    moves: float
    present_moves: float


def most_stable(found: Sweep) -> StableDivision:
    """Return the division, under the hard rules, from which the fewest fte would have to move on average.

    It is found to within the steps between the percentiles of what each team gets in the scenarios.

    Raises
    ------
    RequestError
        If no scenario has a division.
    InfeasibleError
        If the figures as they stand have no division.
    NotProvenError
        If the solver's answer does not meet every rule exactly.

    Examples
    --------
    >>> from rvp_alloc import Policy, load_region
    >>> from rvp_alloc.analysis.sweep import lognormal, sweep
    >>> found = sweep(
    ...     load_region("amsterdam-2022"), Policy.reference(), {"growth.*": lognormal(0.5)}, scenarios=200, seed=1
    ... )
    >>> stable = most_stable(found)
    >>> sum(stable.new_fte.values()), stable.moves < stable.present_moves
    (Fraction(71, 1), True)
    """
    drawn = with_division(found)
    present = try_allocate(found.region, found.policy)
    if not isinstance(present, Allocation):
        raise InfeasibleError(present)
    new_fte = _nearest(present, drawn)
    return StableDivision(
        new_fte, _moves(list(new_fte.values()), drawn), _moves([team.new_fte for team in present.teams], drawn)
    )


def _nearest(plan: Allocation, drawn: Floats) -> dict[str, Fraction]:
    """Return the exact division nearest to what is drawn, under the hard rules of a plan."""
    program = Program.of(plan.model)
    program.objective = {}
    for team, amounts in zip(plan.case.teams, drawn.T, strict=True):
        _measure_distance(program, team, plan.case.new_fte([team]), amounts)
    basis = open_session().solve(program, None).basis
    point = vertex(program, basis) if basis else None
    below = point is None or any(point[column.id] < 0 for column in program.columns if column.lower is not None)
    if point is None or below or not all(row.holds(point) for row in program.rows):
        raise NotProvenError("the solver's most stable division does not meet every rule exactly")
    return {
        team: fraction(sum((point[column] for column in plan.case.new_fte([team])), fmpq(0)))
        for team in plan.case.teams
    }


def _measure_distance(program: Program, team: str, terms: Mapping[str, int], amounts: Floats) -> None:
    """Add the mean distance of a team's new fte to what is drawn: a sum of steps, each dearer than the one before."""
    levels = np.linspace(0, 1, _QUANTILES + 1)
    places = _exact(np.quantile(amounts, levels))
    # Between two percentiles a part of the scenarios lies below: every fte more is further from those, nearer to the others.
    columns = [
        f"stable.below:{team}",
        *(f"stable.{number}:{team}" for number in range(_QUANTILES)),
        f"stable.above:{team}",
    ]
    slopes = [fmpq(1), *(fmpq(2 * number + 1 - _QUANTILES, _QUANTILES) for number in range(_QUANTILES)), fmpq(1)]
    program.columns += [Column(column) for column in columns]
    program.objective |= {column: -slope for column, slope in zip(columns, slopes, strict=True)}
    steps = {columns[0]: fmpq(1), **dict.fromkeys(columns[1:], fmpq(-1))}
    program.rows.append(Row("stable", f"stable:{team}", {**terms, **steps}, "==", places[0]))
    for column, low, high in zip(columns[1:-1], places, places[1:], strict=False):
        program.rows.append(Row("stable", column, {column: 1}, "<=", high - low))


def _exact(amounts: Floats) -> list[fmpq]:
    return [EXACT.number("", Fraction(str(amount))) for amount in np.round(amounts, _DECIMALS).tolist()]


def _moves(new_fte: Sequence[Fraction], drawn: Floats) -> float:
    return float(np.abs(drawn - np.array([float(amount) for amount in new_fte])).sum(axis=1).mean() / 2)
