"""Result: a sweep that was made. Frames and counts are derived from it."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from rvp_alloc.analysis.sweep.drawing import BLOCK
from rvp_alloc.analysis.sweep.settling import Part, Settler
from rvp_alloc.analysis.sweep.status import ENGINE_WORDS, STATUS_WORDS, Engine, Status, word
from rvp_alloc.analysis.sweep.store import Store
from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.policy.policy import Policy
from rvp_alloc.region.region import Region
from rvp_alloc.telling import visible

if TYPE_CHECKING:
    import pandas as pd


@dataclass(eq=False)
class Counts:
    """How the scenarios ended, counted while they come in."""

    status: Counter[str] = field(default_factory=Counter)
    engine: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    clips: Counter[str] = field(default_factory=Counter)
    clipped: int = 0

    def add(self, part: Part, paths: tuple[str, ...]) -> None:
        """Count one part."""
        for words, codes, counter in (
            (STATUS_WORDS, part.status, self.status),
            (ENGINE_WORDS, part.engine, self.engine),
            (part.reasons, part.reason, self.reasons),
        ):
            for name, count in zip(words, np.bincount(codes, minlength=len(words)), strict=True):
                if count and name:
                    counter[name] += int(count)
        for path, count in zip(paths, part.clips, strict=True):
            if count:
                self.clips[path] += int(count)
        self.clipped += int(np.count_nonzero(part.clipped))


@dataclass(frozen=True, eq=False)
class Sweep:
    """Every scenario of a sweep: what was drawn, what each team gets or which parameters clash, and what settled it.

    Made by :func:`sweep`; has no truth value.

    Examples
    --------
    >>> from rvp_alloc import Policy, load_region
    >>> from rvp_alloc.analysis.sweep import sweep
    >>> found = sweep(load_region("amsterdam-2022"), Policy.reference(), {"budget.new_fte": [30, 71, 80]})
    >>> found.count, dict(found.counts.status), dict(found.counts.engine)
    (3, {'proven': 2, 'conflict': 1}, {'nested': 3})
    >>> found.frame().query("team == 'amstelveen'").new_fte.round(3).tolist()
    [4.152, 4.152]
    """

    settler: Settler
    store: Store
    counts: Counts

    @property
    def region(self) -> Region:
        """The region as it was given."""
        return self.settler.region

    @property
    def policy(self) -> Policy:
        """The policy as it was given."""
        return self.settler.policy

    @property
    def seed(self) -> int:
        """The seed: with the same inputs it gives the same scenarios again."""
        return self.settler.drawing.seed

    @property
    def count(self) -> int:
        """How many scenarios there are."""
        return self.settler.drawing.count

    @property
    def paths(self) -> tuple[str, ...]:
        """The figures that vary."""
        return self.settler.drawing.paths

    @property
    def teams(self) -> tuple[str, ...]:
        """The ids of the teams, in the region's order."""
        return tuple(team.id for team in self.region.teams)

    @cached_property
    def new_fte(self) -> NDArray[np.float64]:
        """The new fte: a row per scenario, a column per team; nan where there is no division."""
        found: NDArray[np.float64] = self._together(lambda part: part.new_fte)
        return found

    @cached_property
    def statuses(self) -> NDArray[np.int8]:
        """How each scenario ended, as codes (see :class:`Status`)."""
        found: NDArray[np.int8] = self._together(lambda part: part.status)
        return found

    def inputs(self, scenario: int) -> tuple[Region, Policy]:
        """Return the region and the policy of one scenario, with which ``allocate`` gives the exact division.

        Raises
        ------
        RequestError
            If there is no such scenario.
        """
        if not (isinstance(scenario, int | np.integer) and 0 <= scenario < self.count):
            what = f"there is no scenario {visible(scenario)!r}"
            raise RequestError(
                [Problem("unknown_scenario", what, f"They run from 0 to {self.count - 1}", field="scenario")]
            )
        block, place = divmod(int(scenario), BLOCK)
        return self.settler.inputs(int(scenario), self.settler.drawing.block(block).figures[:, place])

    def frame(self) -> "pd.DataFrame":
        """Return a tidy frame: scenario, team, new_fte (in fte); scenarios without a division are left out."""
        import pandas as pd

        proven = np.flatnonzero(self.statuses == Status.PROVEN)
        teams = pd.Categorical.from_codes(np.tile(np.arange(len(self.teams)), len(proven)), pd.Index(self.teams))
        scenario = np.repeat(proven, len(self.teams))
        return pd.DataFrame({"scenario": scenario, "team": teams, "new_fte": self.new_fte[proven].ravel()})

    def scenarios(self) -> "pd.DataFrame":
        """Return a frame with a row per scenario: status, reason, engine, whether a value was clipped, and the values drawn."""
        import pandas as pd

        parts = [*self.store.parts()]

        def coded(words: tuple[str, ...], codes: Callable[[Part], Any]) -> Any:
            return pd.Categorical.from_codes(np.concatenate([codes(part) for part in parts]), pd.Index(words))

        texts = [text for part in parts for text in np.array(part.reasons, dtype=object)[part.reason]]
        columns = {
            "scenario": np.arange(self.count),
            "status": coded(STATUS_WORDS, lambda part: part.status),
            "reason": pd.Categorical(texts),
            "engine": coded(ENGINE_WORDS, lambda part: part.engine),
            "clipped": np.concatenate([part.clipped for part in parts]),
        }
        figures = np.concatenate([part.figures for part in parts], axis=1)
        return pd.DataFrame(columns | dict(zip(self.paths, figures, strict=True)))

    def summary(self) -> "pd.DataFrame":
        """Return, for each team, the mean, the standard deviation, the least and most, and the quantiles of its new fte."""
        frame = self.frame().groupby("team", observed=False)["new_fte"]
        return frame.describe(percentiles=[0.05, 0.25, 0.5, 0.75, 0.95])

    def _together(self, part_of: Callable[[Part], Any]) -> Any:
        return np.concatenate([part_of(part) for part in self.store.parts()])

    def about(self) -> Mapping[str, Any]:
        """Return how the scenarios ended, as plain data."""
        return {
            "scenarios": self.count,
            "seed": self.seed,
            "status": {name: self.counts.status[name] for name in map(word, Status)},
            "engine": {name: self.counts.engine[name] for name in map(word, Engine)},
            "reasons": dict(self.counts.reasons.most_common()),
            "clipped": self.counts.clipped,
            "clips": dict(self.counts.clips),
        }

    def __bool__(self) -> NoReturn:
        """Refuse: a sweep is not a yes or a no."""
        raise TypeError("a Sweep has no truth value; look at its counts")

    def __repr__(self) -> str:
        ended = ", ".join(f"{count:,} {name}" for name, count in self.counts.status.items())
        return f"<Sweep {self.region.id}: {self.count:,} scenarios ({ended}), seed {self.seed}>"
