"""Engine: a region and a policy, traced once, and ready to settle any number of scenarios."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rvp_alloc import extras
from rvp_alloc.analysis.sweep.fit import Fit
from rvp_alloc.analysis.sweep.plan import Plan, plan_of
from rvp_alloc.arithmetic import to_float
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.formulate import formulate
from rvp_alloc.policy.policy import Policy
from rvp_alloc.region.region import Region
from rvp_alloc.tape import Tape, Traced

type Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Settled:
    """What an engine found, scenario by scenario: new fte, a verdict, and the parameters of a conflict as bits."""

    new_fte: Floats
    verdicts: NDArray[np.int8]
    blamed: NDArray[np.int64]


class NestedEngine:
    """The compiled engine for a policy whose bounds are nested.

    Parameters
    ----------
    region, policy
        Checked inputs.
    varying
        The paths of the figures that vary, in the order in which their values are given.
    maybe_negative
        Those of them that may be below 0.

    Raises
    ------
    NotNestedError
        If the policy is not of that form.
    MissingPackageError
        If numba is not installed.
    """

    def __init__(
        self, region: Region, policy: Policy, varying: Sequence[str], maybe_negative: Iterable[str] = ()
    ) -> None:
        traced, case = traced_case(region, policy, varying, maybe_negative)
        plan = plan_of(case, formulate(case), traced.tape)
        self.parameters = plan.parameters
        self._fit = Fit(plan.found, case.teams, traced.tape) if plan.found.left else None
        self.teams = len(case.teams)
        # Only what the rows speak of is replayed: figures that nothing depends on have no place on the tape.
        self._used = np.array(
            [place for place, path in enumerate(varying) if path in traced.tape.inputs], dtype=np.intp
        )
        order = [varying[place] for place in self._used]
        self._tape = tape_arrays(traced.tape, order)
        self._plan = _plan_arrays(plan)

    def settle(self, values: Floats) -> Settled:
        """Settle scenarios: ``values`` has a row for each varying figure and a column for each scenario."""
        from rvp_alloc.analysis.sweep.nested import SETTLED, UNSURE, replay, settle

        count = values.shape[1]
        new_fte = np.zeros((count, self.teams))
        verdicts, blamed = np.empty(count, dtype=np.int8), np.empty(count, dtype=np.int64)
        used = values if len(self._used) == len(values) else values[self._used]
        used = np.ascontiguousarray(used)
        settle(self._tape, self._plan, used, new_fte, verdicts, blamed)
        if self._fit is not None:
            numbers = np.empty((len(self._fit.places), count))
            replay(self._tape, self._fit.places, used, numbers)
            verdicts[(verdicts == SETTLED) & ~self._fit.holds(numbers, new_fte)] = UNSURE
        return Settled(new_fte, verdicts, blamed)


def traced_case(
    region: Region, policy: Policy, varying: Sequence[str], maybe_negative: Iterable[str]
) -> tuple[Traced, Case]:
    """Return a case whose numbers are written on a tape, once it is sure that numba is there to replay it."""
    extras.load("numba", "sweep")
    traced = Traced(varying, maybe_negative=maybe_negative)
    return traced, Case(region, policy, traced)


def tape_arrays(tape: Tape, order: Sequence[str]) -> tuple[Any, ...]:
    """Return a tape as flat arrays, with its inputs in the order in which their values are given."""
    table = np.array(tape.entries, dtype=np.int64).reshape(len(tape.entries), 3)
    constants = np.zeros(len(tape.entries))
    for place, number in tape.constants.items():
        constants[place] = to_float(number)
    inputs = np.array([tape.inputs[path] for path in order], dtype=np.int64)
    return (*(np.ascontiguousarray(column) for column in table.T), constants, inputs)


def _plan_arrays(plan: Plan) -> tuple[Any, ...]:
    tree, pools = ((found.parent, found.end, found.leaf) for found in (plan.tree, plan.pools))
    numbers = np.stack([plan.fixed, plan.shares, plan.formation])
    pool_numbers = np.stack([plan.needed, plan.present])
    return (
        tree,
        plan.bounds,
        plan.margins,
        plan.equalities,
        numbers,
        pools,
        plan.pool_nodes,
        pool_numbers,
        plan.no_loss,
    )
