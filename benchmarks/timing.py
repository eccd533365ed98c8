"""Timing side by side: every subject once per turn, so that a slow minute of the machine hits all of them alike."""

import gc
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

type Prepare = Callable[[], Callable[[], Any]]
"""Makes what one turn starts from, untimed, and returns what is timed."""


def side_by_side(subjects: Mapping[str, Prepare], turns: int) -> dict[str, list[float]]:
    """Return the seconds of each subject in each turn: A B C, C B A, A B C ..., after two turns that do not count."""
    seconds: dict[str, list[float]] = {name: [] for name in subjects}
    gc.freeze()  # what is loaded by now need not be gone through before every single timing
    for turn in range(-2, turns):
        for name in subjects if turn % 2 else reversed(subjects):
            run = subjects[name]()
            gc.collect()
            start = time.perf_counter()
            run()
            passed = time.perf_counter() - start
            if turn >= 0:
                seconds[name].append(passed)
    return seconds


def report(seconds: Mapping[str, list[float]]) -> Iterator[str]:
    """Yield a line per subject: the median and the middle half in ms, and the median of its ratio to the first."""
    first = next(iter(seconds.values()))
    yield f"{'':32}{'median ms':>10}{'middle half':>16}{'ratio':>8}"
    for name, found in seconds.items():
        low, middle, high = statistics.quantiles(found, n=4) if len(found) > 1 else found * 3
        ratio = statistics.median(mine / base for mine, base in zip(found, first, strict=True))
        yield f"{name:32}{middle * 1e3:10.2f}{f'{low * 1e3:.2f}-{high * 1e3:.2f}':>16}{ratio:8.2f}"


class Stopwatch:
    """Seconds by part. A part that is timed inside another is taken off the outer one, so that parts add up."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._inner = [0.0]

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Time a block as one part."""
        self._inner.append(0.0)
        start = time.perf_counter()
        try:
            yield
        finally:
            passed = time.perf_counter() - start
            self.seconds[name] += passed - self._inner.pop()
            self._inner[-1] += passed

    def timed[**P, R](self, name: str, function: Callable[P, R]) -> Callable[P, R]:
        """Return the function, timed as one part at every call."""

        def run(*arguments: P.args, **named: P.kwargs) -> R:
            with self.part(name):
                return function(*arguments, **named)

        return run
