"""Running: blocks of scenarios over threads, or over the workers of any executor; in order, and none is lost.

Only data travels: region and policy as documents, what varies, the seed, and which blocks. Each worker makes its own
models. Where a worker is lost with its blocks, they are settled here.
"""

import importlib
import json
import logging
import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rvp_alloc.analysis.sweep.drawing import Drawing
from rvp_alloc.analysis.sweep.reading import read_variation
from rvp_alloc.analysis.sweep.settling import Part, Settler
from rvp_alloc.analysis.sweep.variation import Variation
from rvp_alloc.errors import RvpError
from rvp_alloc.policy.document import policy_from_dict, policy_to_dict
from rvp_alloc.policy.policy import Policy
from rvp_alloc.policy.rules import BUILT_IN
from rvp_alloc.region.document import region_from_dict, region_to_dict
from rvp_alloc.region.region import Region

BLOCKS_AT_ONCE = 8
THREADS = os.process_cpu_count() or 1
_WAITING = 24
_logger = logging.getLogger(__name__)

type Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Job:
    """All that a worker must know, as plain data that can be looked up; ``modules`` are those with rules of the user's own."""

    region: str
    policy: str
    vary: tuple[tuple[str, Variation], ...]
    scenarios: int | None
    seed: int
    modules: tuple[str, ...]

    @classmethod
    def of(cls, region: Region, policy: Policy, vary: Mapping[str, Any], scenarios: int | None, seed: int) -> "Job":
        """Write a job down."""
        modules = {type(found).__module__ for found in policy.rules_on() if found.id not in BUILT_IN} - {"__main__"}
        documents = (json.dumps(region_to_dict(region)), json.dumps(policy_to_dict(policy)))
        varies = tuple((str(pattern), read_variation(str(pattern), raw)) for pattern, raw in vary.items())
        return cls(*documents, varies, scenarios, seed, tuple(sorted(modules)))

    def settler(self) -> Settler:
        """Make the models that the job is about."""
        for module in self.modules:
            importlib.import_module(module)
        region, policy = region_from_dict(json.loads(self.region)), policy_from_dict(json.loads(self.policy))
        return Settler(region, policy, Drawing(region, policy, dict(self.vary), self.scenarios, self.seed))


@lru_cache(maxsize=2)
def _settler_of(job: Job) -> Settler:
    return job.settler()


def settle_blocks(job: Job, first: int, end: int) -> Part:
    """Settle some blocks of a job, on a worker; its models are made once."""
    return _settler_of(job).settle(first, end)


def run(settler: Settler, job: Job, executor: Executor | None, threads: int | None) -> Iterator[Part]:
    """Yield all parts of a sweep in order, as they are settled here or by the executor's workers."""
    ranges = _ranges(settler.drawing.blocks)
    if executor is not None:
        yield from _in_order(
            settler, ranges, executor, lambda first, end: executor.submit(settle_blocks, job, first, end)
        )
        return
    count = min(threads or THREADS, len(ranges))
    if count == 1:
        yield from (settler.settle(first, end) for first, end in ranges)
        return
    with ThreadPoolExecutor(count) as pool:
        yield from _in_order(settler, ranges, None, lambda first, end: pool.submit(settler.settle, first, end))


def in_threads[Given, Found](function: Callable[[Given], Found], parts: Sequence[Given], threads: int) -> list[Found]:
    """Return what a function gives for each part, computed in some threads."""
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(function, parts))


def _ranges(blocks: int) -> list[Range]:
    return [(first, min(first + BLOCKS_AT_ONCE, blocks)) for first in range(0, blocks, BLOCKS_AT_ONCE)]


def _in_order(
    settler: Settler, ranges: list[Range], executor: Executor | None, submit: Callable[[int, int], Future[Part]]
) -> Iterator[Part]:
    """Keep some ranges under way, and yield each part when its turn comes."""
    waiting: deque[tuple[Range, Future[Part] | None]] = deque()
    coming = iter(ranges)
    usable = True
    try:
        while True:
            while len(waiting) < _WAITING and (following := next(coming, None)):
                future = _submitted(submit, following) if usable else None
                usable = usable and future is not None
                waiting.append((following, future))
            if not waiting:
                return
            blocks, future = waiting.popleft()
            part, usable = _result(settler, blocks, future, usable=usable, remote=executor is not None)
            yield part
    finally:
        for _, future in waiting:
            if future is not None:
                future.cancel()


def _submitted(submit: Callable[[int, int], Future[Part]], blocks: Range) -> Future[Part] | None:
    try:
        return submit(*blocks)
    except RuntimeError as error:  # a broken or closed executor says so in this way
        _logger.warning("the executor takes no more work (%s): the rest is done here", error)
        return None


def _result(
    settler: Settler, blocks: Range, future: Future[Part] | None, *, usable: bool, remote: bool
) -> tuple[Part, bool]:
    """Return a part, and whether the executor can still be used; what a lost worker leaves undone is done here."""
    if future is None:
        return settler.settle(*blocks), usable
    try:
        return future.result(), usable
    except RvpError:
        raise
    except Exception as error:
        if not remote:
            raise
        _logger.warning("blocks %d to %d were lost with a worker (%r): they are done here", *blocks, error)
        return settler.settle(*blocks), usable and not isinstance(error, BrokenExecutor)
