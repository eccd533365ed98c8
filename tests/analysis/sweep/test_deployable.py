"""Deployable strength in a sweep: shares that stay are a bound like others; shares that vary are left to ``allocate``."""

import pytest
from comparing import compare

from rvp_alloc import Policy, load_region
from rvp_alloc.analysis.sweep import sweep, uniform
from rvp_alloc.region.measures import measure_of_teams, with_measure


@pytest.fixture(scope="module")
def region():
    packaged = load_region("amsterdam-2022")
    shares = {team.id: "0.714" for team in packaged.teams} | {"centrum-jordaan": "0.70", "zuidoost-gaasperdam": "0.69"}
    return with_measure(packaged, measure_of_teams("deployable", shares, source="made up"))


@pytest.mark.parametrize(
    ("vary", "engines"),
    [
        ({"waterline.level": uniform("0.68", "0.74")}, {"nested"}),
        ({"formation.*": uniform(90, 110), "budget.new_fte": uniform(60, 90)}, {"nested"}),
        ({"deployable.*": uniform("0.69", "0.74")}, {"certificate", "exact"}),
        ({"waterline.new_full": uniform(0, 1), "inhabitants.*": uniform(50_000, 90_000)}, {"certificate", "exact"}),
    ],
)
def test_every_scenario_is_what_allocate_gives(region, vary, engines):
    found = sweep(region, Policy.reference().set("waterline.level", "0.714"), vary, scenarios=25, seed=7)
    assert set(compare(found)) <= {"proven", "conflict"}
    assert set(found.counts.engine) <= engines
