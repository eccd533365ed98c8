"""Chances, and what matters most, against sums done the plain way."""

import numpy as np
import pytest

from rvp_alloc import Policy, RequestError, load_region
from rvp_alloc.analysis.sweep import lognormal, sweep, uniform
from rvp_alloc.analysis.uncertainty import _explained, chances, importance

REGION, REFERENCE = load_region("amsterdam-2022"), Policy.reference()


@pytest.fixture(scope="module")
def drawn():
    vary = {
        "inhabitants.amstelveen": uniform(85_760, 95_760),
        "budget.new_fte": uniform(65, 75),
        "ipga.regisseurs_min": uniform(15, 17),
        "growth.*": lognormal(0.1),
    }
    return sweep(REGION, REFERENCE, vary, scenarios=4_000, seed=3)


def test_chances_by_hand():
    """At 30 fte there is no division. Amstelveen gets 4.152 by the norm at 60 and 71 fte, and more by the key at 200."""
    found = sweep(REGION, REFERENCE, {"budget.new_fte": [30, 60, 71, 200]})
    table = chances(found, ["4.152", "4.1521", 0])
    assert table.loc["amstelveen"].tolist() == [1.0, 1 / 3, 1.0]
    assert list(table.columns) == [4.152, 4.1521, 0.0]
    assert list(table.index) == [team.id for team in REGION.teams]


def test_where_the_norm_decides_inhabitants_are_all_that_matters(drawn):
    table = importance(drawn)
    assert table.loc["inhabitants.amstelveen", "amstelveen"] == pytest.approx(1, abs=0.01)
    assert table.loc["ipga.regisseurs_min"].max() < 0.03
    assert table.loc["budget.new_fte", "all teams"] > 0.5
    assert table.index[0] == "budget.new_fte"
    assert table["all teams"].is_monotonic_decreasing


def test_parts_add_up_where_figures_do_not_meddle_with_each_other(drawn):
    """Boven IJ gets a share of what is left: nearly a sum of what each figure does, so that the parts are nearly all."""
    assert importance(drawn)["boven-ij"].sum() == pytest.approx(1, abs=0.06)


def test_the_index_is_that_of_a_sum_of_two_figures():
    """3 u + v, both even: variances 9 to 1."""
    chance = np.random.default_rng(5)
    u, v = chance.uniform(size=(2, 20_000))
    result = np.column_stack([3 * u + v, np.full(len(u), 7.0), np.round(u)])
    assert _explained(u, result) == pytest.approx([0.9, 0.0, 0.998], abs=0.01)
    assert _explained(v, result) == pytest.approx([0.1, 0.0, 0.0], abs=0.01)
    assert _explained(np.round(u), result)[2] == pytest.approx(1)


def test_too_few_scenarios_are_told():
    with pytest.raises(RequestError, match="0 of 2 scenarios have a division"):
        chances(sweep(REGION, REFERENCE, {"budget.new_fte": [30, 35]}), [1])
    with pytest.raises(RequestError, match="at least 30 are needed"):
        importance(sweep(REGION, REFERENCE, {"budget.new_fte": [60, 71]}))
    with pytest.raises(RequestError, match="not a number"):
        chances(sweep(REGION, REFERENCE, {"budget.new_fte": [60, 71]}), ["many"])
