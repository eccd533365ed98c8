"""The same subjects under pytest-benchmark, for its statistics and its history.

Run ``python -m pytest benchmarks -n 0 --benchmark-enable``. Ratios are better read from ``python benchmarks/bench_allocate.py``,
which times its subjects in turn, so that a drift of the machine hits all alike.
"""

import by_hand
import one_lp
import pytest

from rvp_alloc import Policy, allocate, load_region

REGION, POLICY = load_region("amsterdam-2022"), Policy.reference()


@pytest.mark.benchmark(group="the whole division")
def test_allocate(benchmark):
    assert benchmark(allocate, REGION, POLICY).unique


@pytest.mark.benchmark(group="the whole division")
@pytest.mark.parametrize("options", [{}, {"presolve": "off"}], ids=["by hand", "by hand, presolve off"])
def test_by_hand(benchmark, options):
    figures = by_hand.figures_of(REGION, POLICY)
    assert abs(benchmark(by_hand.divide, figures, **options)["amstelveen"] - 4.152) < 1e-6


@pytest.mark.benchmark(group="one linear programme: the key's first round")
@pytest.mark.parametrize("name", one_lp.installed())
def test_one_programme(benchmark, name):
    round_ = one_lp.key_round(REGION, POLICY)
    level = benchmark.pedantic(lambda solve: solve(), setup=lambda: ((one_lp.PEERS[name][0](round_),), {}), rounds=20)
    assert level > 0
