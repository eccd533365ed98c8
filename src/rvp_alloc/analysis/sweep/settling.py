"""Settling: from drawn values to what each team gets, block after block, each scenario by the fastest engine that settles it."""

import logging
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rvp_alloc.analysis.inputs import with_figures
from rvp_alloc.analysis.sweep.bounds import NotNestedError
from rvp_alloc.analysis.sweep.drawing import BLOCK, Drawing
from rvp_alloc.analysis.sweep.engine import NestedEngine
from rvp_alloc.analysis.sweep.exactly import Outcome, settle_exactly
from rvp_alloc.analysis.sweep.general import CONFLICT, NOT_HERE, OPEN, SETTLED, GeneralEngine
from rvp_alloc.analysis.sweep.status import Engine, Status
from rvp_alloc.policy.policy import Policy
from rvp_alloc.region.region import Region

_logger = logging.getLogger(__name__)

type Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Scenarios ``first`` and on.

    ``figures`` has a row for each figure that varies; ``new_fte`` a row for each scenario (nan where there is no division) and a
    column for each team; ``status`` and ``engine`` are codes, ``reason`` the place of a text in ``reasons`` (0: none); ``clips``
    counts, by figure, values that were brought back into range, and ``clipped`` marks the scenarios.
    """

    first: int
    figures: Floats
    new_fte: Floats
    status: NDArray[np.int8]
    engine: NDArray[np.int8]
    reason: NDArray[np.int32]
    reasons: tuple[str, ...]
    clipped: NDArray[np.bool_]
    clips: NDArray[np.int64]


class Settler:
    """A region, a policy and a drawing, ready to settle any blocks of scenarios."""

    def __init__(self, region: Region, policy: Policy, drawing: Drawing) -> None:
        self.region, self.policy, self.drawing = region, policy, drawing
        self.engine: NestedEngine | GeneralEngine | None = None
        for kind in (NestedEngine, GeneralEngine):
            try:
                self.engine = kind(region, policy, drawing.paths, drawing.maybe_negative)
                break
            except (NotNestedError, TypeError) as reason:  # TypeError: a rule that compares figures that vary
                _logger.info("not for %s: %s", kind.__name__, reason)

    def inputs(self, scenario: int, values: Floats) -> tuple[Region, Policy]:
        """Return the region and the policy of a scenario, given its values."""
        exact = {path: self.drawing.exact(place, float(values[place])) for place, path in enumerate(self.drawing.paths)}
        source = f"scenario {scenario} of a sweep with seed {self.drawing.seed}"
        return with_figures(self.region, self.policy, exact, source)

    def settle(self, first: int, end: int) -> Part:
        """Settle the blocks from ``first`` up to ``end``."""
        drawn = [self.drawing.block(number) for number in range(first, end)]
        values = np.concatenate([block.figures for block in drawn], axis=1)
        work = _Work(self, first * BLOCK, values)
        if isinstance(self.engine, NestedEngine):
            work.by_tree(self.engine)
        elif self.engine is not None:
            work.by_certificates(self.engine)
        work.exactly()
        clipped = np.concatenate([block.clipped for block in drawn])
        return work.part(clipped, np.sum([block.clips for block in drawn], axis=0))


class _Work:
    """Some scenarios, of which ever fewer are open."""

    def __init__(self, settler: Settler, first: int, values: Floats) -> None:
        count = values.shape[1]
        self.settler, self.first, self.values = settler, first, values
        self.open = np.ones(count, dtype=np.bool_)
        self.new_fte = np.full((count, len(settler.region.teams)), np.nan)
        self.status = np.full(count, Status.NOT_PROVEN, dtype=np.int8)
        self.engine = np.full(count, Engine.EXACT, dtype=np.int8)
        self.reason = np.zeros(count, dtype=np.int32)
        self.reasons: dict[str, int] = {"": 0}

    def by_tree(self, engine: NestedEngine) -> None:
        """Settle what the nested engine can."""
        found = engine.settle(self.values)
        self._take(found.new_fte, found.verdicts, found.blamed, Engine.NESTED, engine.parameters)

    def by_certificates(self, engine: GeneralEngine) -> None:
        """Settle scenarios by certificates; one of those that are left goes to ``allocate``, until no more are to be learned."""
        scenarios = engine.begin(self.values)
        scenarios.try_all()
        self._take(scenarios.new_fte, scenarios.verdicts, scenarios.blamed, Engine.CERTIFICATE, engine.parameters)
        while len(left := np.flatnonzero(scenarios.verdicts == OPEN)) > 1 and not engine.full:
            place = int(left[0])
            outcome = self._exactly(place)
            scenarios.verdicts[place] = NOT_HERE
            if outcome.status is Status.PROVEN:
                scenarios.try_new(engine.learn_division(scenarios, place, outcome.new_fte), None)
            elif outcome.status is Status.CONFLICT:
                scenarios.try_new(None, engine.learn_conflict(scenarios, place))
            self._take(scenarios.new_fte, scenarios.verdicts, scenarios.blamed, Engine.CERTIFICATE, engine.parameters)

    def _take(
        self,
        new_fte: Floats,
        verdicts: NDArray[np.int8],
        blamed: NDArray[np.int64],
        engine: Engine,
        parameters: tuple[str, ...],
    ) -> None:
        """Take over what an engine has settled of the scenarios that were open."""
        proven, conflict = self.open & (verdicts == SETTLED), self.open & (verdicts == CONFLICT)
        if self.settler.policy.fallback:
            conflict[:] = False  # a policy that says what gives way has an answer all the same
        self.new_fte[proven] = new_fte[proven]
        self.status[proven], self.status[conflict] = Status.PROVEN, Status.CONFLICT
        self.engine[proven | conflict] = engine
        self.open &= ~(proven | conflict)
        bits, which = np.unique(blamed[conflict], return_inverse=True)
        texts = (
            ", ".join(name for place, name in enumerate(parameters) if int(pattern) >> place & 1) for pattern in bits
        )
        self.reason[conflict] = np.array([self._reason(text) for text in texts], dtype=np.int32)[which]

    def exactly(self) -> None:
        """Settle what is left one by one."""
        for place in np.flatnonzero(self.open):
            self._exactly(int(place))

    def _exactly(self, place: int) -> Outcome:
        outcome = settle_exactly(*self.settler.inputs(self.first + place, self.values[:, place]))
        self.new_fte[place] = outcome.new_fte
        self.status[place], self.engine[place] = outcome.status, Engine.EXACT
        self.reason[place] = self._reason(outcome.reason)
        self.open[place] = False
        return outcome

    def part(self, clipped: NDArray[np.bool_], clips: NDArray[np.int64]) -> Part:
        """Return everything as it is now."""
        reasons = tuple(self.reasons)
        return Part(
            self.first, self.values, self.new_fte, self.status, self.engine, self.reason, reasons, clipped, clips
        )

    def _reason(self, text: str) -> int:
        return self.reasons.setdefault(text, len(self.reasons))
