"""Exactly: one scenario, settled by ``allocate`` itself."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from flint import fmpq
from numpy.typing import NDArray

from rvp_alloc.allocate import try_allocate
from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.analysis.sweep.status import Status
from rvp_alloc.conflict import Conflict
from rvp_alloc.conflict.search import NO_LOSS, parameter_of
from rvp_alloc.errors import InputError, NotProvenError
from rvp_alloc.policy.formulate import FACTS
from rvp_alloc.policy.policy import Policy
from rvp_alloc.region.region import Region


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """How one scenario ended: its status, what each team gets (nan where there is no division), and the reason if any."""

    status: Status
    new_fte: NDArray[np.float64]
    reason: str = ""
    found: Allocation | Conflict | None = None


def settle_exactly(region: Region, policy: Policy) -> Outcome:
    """Settle one scenario with exact fractions and a proof."""
    nothing = np.full(len(region.teams), np.nan)
    try:
        found = try_allocate(region, policy)
    except InputError as error:
        return Outcome(Status.BAD_INPUT, nothing, _joined(problem.field or problem.code for problem in error.problems))
    except NotProvenError as error:
        return Outcome(Status.NOT_PROVEN, nothing, error.reason)
    if isinstance(found, Conflict):
        return Outcome(Status.CONFLICT, nothing, _joined(clashing(found)), found)
    relaxed = _joined(str(step) for step in found.relaxed)
    return Outcome(Status.PROVEN, np.array([float(team.new_fte) for team in found.teams]), relaxed, found)


def clashing(conflict: Conflict) -> frozenset[str]:
    """Return the parameters that the first proof of a conflict speaks of; no loss where it needs that layers are not negative."""
    rows = {row.label: row for row in conflict.model.rows}
    left: dict[str, fmpq] = {}
    for label, multiplier in conflict.proof.multipliers.items():
        for column, factor in rows[label].terms.items():
            left[column] = left.get(column, fmpq(0)) + multiplier * factor
    blamed = {parameter_of(rows[label]) for label in conflict.proof.multipliers} - {FACTS}
    if any(amount != 0 and column.partition(":")[0] in conflict.case.layers for column, amount in left.items()):
        blamed.add(NO_LOSS)
    return frozenset(blamed)


def _joined(names: Iterable[str]) -> str:
    return ", ".join(sorted(set(names)))
