"""Spread over threads, processes and machines: the same results, and nothing lost with a lost worker."""

import logging
import os
import signal
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import numpy as np
import pytest

from rvp_alloc import Policy, RequestError, load_region
from rvp_alloc.analysis.sweep import dirichlet, lognormal, sweep
from rvp_alloc.analysis.sweep.drawing import BLOCK
from rvp_alloc.analysis.sweep.running import BLOCKS_AT_ONCE

REGION, REFERENCE = load_region("amsterdam-2022"), Policy.reference()
VARY = {"inhabitants.*": lognormal(0.1), "key.weights.*": dirichlet(20), "budget.new_fte": lognormal(0.3)}
SCENARIOS = 3 * BLOCKS_AT_ONCE * BLOCK + 17


def same(found, other):
    assert (found.new_fte == other.new_fte).tolist() == (~np.isnan(found.new_fte)).tolist()
    assert (np.isnan(found.new_fte) == np.isnan(other.new_fte)).all()
    assert found.about() == other.about()


@pytest.fixture(scope="module")
def alone():
    return sweep(REGION, REFERENCE, VARY, scenarios=SCENARIOS, seed=1, threads=1)


@pytest.mark.parametrize("threads", [2, 3])
def test_threads_change_nothing(alone, threads):
    same(alone, sweep(REGION, REFERENCE, VARY, scenarios=SCENARIOS, seed=1, threads=threads))


def test_processes_change_nothing(alone):
    with ProcessPoolExecutor(2, mp_context=forkserver()) as pool:
        same(alone, sweep(REGION, REFERENCE, VARY, scenarios=SCENARIOS, seed=1, executor=pool))


def forkserver():
    """Workers that start afresh: a process with threads is not copied."""
    import multiprocessing

    return multiprocessing.get_context("forkserver")


class Losing(Executor):
    """An executor that loses the second part, and breaks on the third or refuses it."""

    def __init__(self, how):
        self.how, self.submitted = how, 0

    def submit(self, function, /, *arguments, **named):
        self.submitted += 1
        if self.submitted == 3 and self.how == "refuses":
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = Future()
        if self.submitted == 2:
            future.set_exception(ConnectionError("the worker is gone"))
        elif self.submitted == 3:
            future.set_exception(BrokenProcessPool("a child process terminated abruptly"))
        else:
            future.set_result(function(*arguments, **named))
        return future


@pytest.mark.parametrize("how", ["breaks", "refuses"])
def test_what_is_lost_with_a_worker_is_done_here_and_said(alone, how, caplog):
    with caplog.at_level(logging.WARNING):
        found = sweep(REGION, REFERENCE, VARY, scenarios=SCENARIOS, seed=1, executor=Losing(how))
    same(alone, found)
    assert "done here" in caplog.text


def kill_once(marker):
    """Kill this worker, the first time that it is asked to."""
    if not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_process_pool_with_a_killed_worker_loses_nothing(alone, tmp_path, caplog):
    with ProcessPoolExecutor(2, mp_context=forkserver()) as pool:
        killed = pool.submit(kill_once, tmp_path / "killed")
        with caplog.at_level(logging.WARNING):
            same(alone, sweep(REGION, REFERENCE, VARY, scenarios=SCENARIOS, seed=1, executor=pool))
        assert isinstance(killed.exception(), BrokenProcessPool)
    assert "done here" in caplog.text


class Wrong(Executor):
    """An executor on whose workers the library itself finds something wrong."""

    def submit(self, function, /, *arguments, **named):
        future = Future()
        future.set_exception(RequestError([], "worker"))
        return future


def test_an_error_of_our_own_is_not_taken_for_a_lost_worker():
    with pytest.raises(RequestError, match="worker"):
        sweep(REGION, REFERENCE, VARY, scenarios=10, seed=1, executor=Wrong())


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"seed": -1}, "seed"), ({"seed": "x"}, "seed"), ({"threads": 0}, "threads"), ({"to": 5}, "to")],
)
def test_what_is_no_figure_is_checked_too(wrong, field):
    with pytest.raises(RequestError) as caught:
        sweep(REGION, REFERENCE, VARY, scenarios=10, **wrong)
    assert [problem.field for problem in caught.value.problems] == [field]


def test_a_region_and_a_policy_that_are_none_are_told_together():
    with pytest.raises(RequestError) as caught:
        sweep("amsterdam-2022", "reference", VARY, scenarios=10)
    assert [problem.code for problem in caught.value.problems] == ["no_region", "no_policy"]


def test_what_is_no_executor_is_told():
    with pytest.raises(RequestError, match="get_executor"):
        sweep(REGION, REFERENCE, VARY, scenarios=10, executor="dask")
