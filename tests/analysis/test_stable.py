"""The most stable division: nearer to all scenarios than any other that the rules allow, and allowed exactly."""

from fractions import Fraction

import numpy as np
import pytest
from scipy.optimize import linprog

from rvp_alloc import InfeasibleError, Policy, allocate, load_region
from rvp_alloc.analysis.stable import most_stable
from rvp_alloc.analysis.sweep import lognormal, sweep, uniform

REGION, REFERENCE = load_region("amsterdam-2022"), Policy.reference()
VARY = {"growth.*": lognormal(0.3), "inhabitants.*": lognormal(0.05), "development.total": uniform(12, 20)}


@pytest.fixture(scope="module")
def drawn():
    return sweep(REGION, REFERENCE, VARY, scenarios=300, seed=3)


def moves(new_fte, drawn):
    return np.abs(drawn.new_fte - np.array([float(amount) for amount in new_fte])).sum(axis=1).mean() / 2


def test_it_meets_the_hard_rules_exactly_and_says_how_far_it_is_from_all(drawn):
    found = most_stable(drawn)
    assert sum(found.new_fte.values()) == 71
    for team, amount in found.new_fte.items():
        layers = allocate(REGION).team(team).layers
        assert amount >= layers["priority_uplift"] + layers["development"]
    assert found.moves == pytest.approx(moves(found.new_fte.values(), drawn))
    assert found.present_moves == pytest.approx(moves([team.new_fte for team in allocate(REGION).teams], drawn))
    assert found.moves < found.present_moves


def test_no_division_is_nearer_by_more_than_the_steps_between_percentiles(drawn):
    """The same as a linear programme over every single scenario, with what the layers take as the only rule that matters."""
    plan, amounts = allocate(REGION), drawn.new_fte
    count, teams = amounts.shape
    least = [float(team.layers["priority_uplift"] + team.layers["development"]) for team in plan.teams]
    cost = np.concatenate([np.zeros(teams), np.full(count * teams, 0.5 / count)])
    rows, bounds = [], []
    for scenario in range(count):
        for team in range(teams):
            for sign in (1, -1):
                rows.append((team, teams + scenario * teams + team, sign))
                bounds.append(sign * amounts[scenario, team])
    from scipy.sparse import coo_array

    places = np.arange(len(rows))
    matrix = coo_array(
        (
            np.concatenate([[sign for *_, sign in rows], np.full(len(rows), -1.0)]),
            (np.concatenate([places, places]), np.concatenate([[x for x, *_ in rows], [d for _, d, _ in rows]])),
        ),
        shape=(len(rows), len(cost)),
    )
    total = coo_array((np.ones(teams), (np.zeros(teams, int), np.arange(teams))), shape=(1, len(cost)))
    limits = [(low, None) for low in least] + [(0, None)] * (count * teams)
    best = linprog(cost, A_ub=matrix.tocsr(), b_ub=bounds, A_eq=total.tocsr(), b_eq=[71], bounds=limits)
    assert best.status == 0
    assert most_stable(drawn).moves == pytest.approx(best.fun, rel=0.01)


def test_two_scenarios_and_everything_between_them_is_as_near():
    found = most_stable(sweep(REGION, REFERENCE, {"development.total": [10, 20]}))
    low, high = (allocate(REGION, REFERENCE.set("development.total", total)) for total in (10, 20))
    assert found.moves == pytest.approx(
        float(sum(abs(a.new_fte - b.new_fte) for a, b in zip(low.teams, high.teams, strict=True))) / 4
    )
    assert all(isinstance(amount, Fraction) for amount in found.new_fte.values())


def test_without_a_division_now_there_is_none():
    with pytest.raises(InfeasibleError):
        most_stable(sweep(REGION, REFERENCE.set("ipga.cap", "0.04"), {"ipga.cap": ["0.045", "0.05"]}))
