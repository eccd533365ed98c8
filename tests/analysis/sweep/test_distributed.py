"""A sweep on a dask cluster of two worker processes, of which one is killed halfway."""

import os
import signal
import time

import numpy as np
import pytest
from distributed import Client, LocalCluster

from rvp_alloc import Policy, load_region
from rvp_alloc.analysis.sweep import lognormal, sweep
from rvp_alloc.analysis.sweep.drawing import BLOCK
from rvp_alloc.analysis.sweep.running import BLOCKS_AT_ONCE

SCENARIOS = 40 * BLOCKS_AT_ONCE * BLOCK


@pytest.mark.filterwarnings("ignore")  # what dask says when a worker of its own dies under it
def test_a_worker_killed_halfway_loses_nothing(tmp_path):
    region, policy, vary = load_region("amsterdam-2022"), Policy.reference(), {"inhabitants.*": lognormal(0.1)}
    alone = sweep(region, policy, vary, scenarios=SCENARIOS, seed=4)
    with (
        LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, local_directory=str(tmp_path), silence_logs=50
        ) as cluster,
        Client(cluster) as client,
    ):
        pids = list(client.run(os.getpid).values())
        executor = client.get_executor()
        killed = []

        def submit(*arguments, **named):
            future = type(executor).submit(executor, *arguments, **named)
            if executor.count == 20:
                os.kill(pids[0], signal.SIGKILL)
                killed.append(time.monotonic())
            executor.count += 1
            return future

        executor.count = 0
        executor.submit = submit
        found = sweep(region, policy, vary, scenarios=SCENARIOS, seed=4, executor=executor)
        assert killed
        assert pids[0] not in client.run(os.getpid).values()
    assert np.array_equal(found.new_fte, alone.new_fte)
    assert found.about() == alone.about()
