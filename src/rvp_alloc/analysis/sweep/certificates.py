"""Certificates: why a division, or a conflict, is right, in numbers that hold for other scenarios too.

Bounds are on sets of teams, so what multiplies a team's new fte is 0 or 1, whatever the scenario; only amounts, fixed layers and
key shares differ. Multipliers that prove one scenario therefore prove every other in which the point that they
determine keeps all bounds and its levels do not fall (MODEL.md, section 6).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from flint import fmpq
from numpy.typing import NDArray

from rvp_alloc.analysis.sweep.plan import EXACTLY, LOWER, UPPER
from rvp_alloc.arithmetic import to_float
from rvp_alloc.model import Column, Row, Sense
from rvp_alloc.solving.pivots import Tableau

type Floats = NDArray[np.float64]
_SENSES: dict[int, Sense] = {LOWER: ">=", UPPER: "<=", EXACTLY: "=="}
_TIGHT = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Certificate:
    """Rounds, lowest level first: the multipliers of the bounds, and which teams each round settles.

    ``rounds[r]`` has a multiplier per bound: at least 0 where it is a ceiling, at most 0 where it is a floor. ``settled[t]`` is
    the round that settles team t.
    """

    rounds: Floats
    settled: NDArray[np.int64]


def certificate_of(
    members: Floats, sides: Sequence[int], amounts: Floats, new_fte: Floats, levels: Floats
) -> Certificate | None:
    """Return the certificate of a division, or None where none is found.

    Parameters
    ----------
    members
        A row per bound, a column per team: 1 where the bound speaks of the team.
    sides, amounts
        Of each bound: whether it is a floor, a ceiling or exact, and how much.
    new_fte, levels
        What each team gets, and the part of its share in the key that this is.
    """
    given = members @ new_fte
    tight = [row for row in range(len(sides)) if abs(given[row] - amounts[row]) <= _TIGHT * max(1.0, abs(amounts[row]))]
    left = set(range(len(new_fte)))
    settled = np.full(len(new_fte), -1, dtype=np.int64)
    rounds: list[Floats] = []
    while left:
        lowest = min(levels[team] for team in left)
        at_level = {team for team in left if levels[team] <= lowest + _TIGHT * max(1.0, abs(lowest))}
        multipliers = _multipliers(members, sides, tight, at_level, left)
        if multipliers is None:
            return None
        weights = multipliers @ members
        found = {team for team in at_level if weights[team] > 0}
        settled[list(found)] = len(rounds)
        rounds.append(multipliers)
        left -= found
    return Certificate(np.array(rounds), settled)


def _multipliers(
    members: Floats, sides: Sequence[int], tight: Sequence[int], at_level: set[int], left: set[int]
) -> Floats | None:
    """Find multipliers of tight bounds with a sum of at least 0 on teams at the level, 1 together, and 0 on those above."""
    columns = [Column(str(row), None if sides[row] == EXACTLY else 0) for row in tight]

    def over(teams: set[int]) -> dict[str, int]:
        signs = {row: -1 if sides[row] == LOWER else 1 for row in tight}
        sums = {row: signs[row] * int(members[row, list(teams)].sum()) for row in tight}
        return {str(row): amount for row, amount in sums.items() if amount}

    rows = [Row("", str(team), over({team}), ">=" if team in at_level else "==", 0) for team in sorted(left)]
    rows.append(Row("", "together", over(at_level), "==", 1))
    tableau = Tableau(columns, rows)
    if tableau.mend_bounds() is not None:
        return None
    point = tableau.point()
    found = np.zeros(len(sides))
    for row in tight:
        found[row] = to_float(point[str(row)]) * (-1 if sides[row] == LOWER else 1)
    return found


def contradiction_of(members: Floats, sides: Sequence[int], amounts: Floats) -> Floats | None:
    """Return multipliers of bounds that no new fte can meet together, or None if there are none."""
    teams = [Column(str(team), None) for team in range(members.shape[1])]
    kept = [row for row in range(len(sides)) if np.isfinite(amounts[row])]
    rows = []
    for row in kept:
        terms = {str(team): 1 for team in np.flatnonzero(members[row])}
        exact = Fraction(float(amounts[row]))
        rows.append(Row("", str(row), terms, _SENSES[sides[row]], fmpq(exact.numerator, exact.denominator)))
    broken = Tableau(teams, rows).mend_bounds()
    if broken is None:
        return None
    found = np.zeros(len(sides))
    for place, multiplier in broken.items():
        found[kept[place]] = to_float(multiplier)
    return found
