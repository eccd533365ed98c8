"""A sweep against ``allocate``, scenario by scenario."""

import numpy as np

from rvp_alloc.analysis.sweep.exactly import settle_exactly
from rvp_alloc.analysis.sweep.status import Status

CLOSE = 1e-9


def compare(found):
    """Compare every scenario with what ``allocate`` gives for its inputs; return how many there were of each status."""
    for scenario in range(found.count):
        wanted = settle_exactly(*found.inputs(scenario))
        status = found.statuses[scenario]
        assert status == wanted.status, found.inputs(scenario)
        if status == Status.PROVEN:
            assert np.abs(found.new_fte[scenario] - wanted.new_fte).max() < CLOSE
        else:
            assert np.isnan(found.new_fte[scenario]).all()
    return dict(found.counts.status)
