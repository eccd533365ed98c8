"""Drawing: the same values for the same seed, exact decimals, allowed values, and what is said about those that were not."""

from fractions import Fraction

import numpy as np
import pytest
from small import key_only, unit

from rvp_alloc import Policy, RequestError, load_region
from rvp_alloc.analysis.sweep import choice, dirichlet, lognormal, normal, sweep, triangular, uniform
from rvp_alloc.analysis.sweep.drawing import BLOCK, Drawing
from rvp_alloc.figure import parse_number

REGION = load_region("amsterdam-2022")
REFERENCE = Policy.reference()


def drawing(vary, scenarios=BLOCK, seed=1, policy=REFERENCE):
    return Drawing(REGION, policy, vary, scenarios, seed)


def test_a_seed_says_everything_and_another_something_else():
    vary = {"inhabitants.*": lognormal(0.1), "budget.new_fte": [60, 80]}
    first, again, other = (drawing(vary, seed=seed).block(0).figures for seed in (1, 1, 2))
    assert (first == again).all()
    assert (first != other).any()


def test_blocks_differ_and_do_not_depend_on_how_many_there_are():
    few, many = drawing({"budget.new_fte": normal(0.1)}, BLOCK), drawing({"budget.new_fte": normal(0.1)}, 3 * BLOCK)
    assert (few.block(0).figures == many.block(0).figures).all()
    assert (many.block(0).figures != many.block(1).figures).any()


def test_a_scenario_does_not_depend_on_how_many_are_drawn():
    vary = {"inhabitants.*": lognormal(0.1), "budget.new_fte": choice([60, 80]), "key.weights.*": dirichlet(20)}
    few, many = drawing(vary, 7), drawing(vary, 2 * BLOCK)
    assert (few.block(0).figures == many.block(0).figures[:, :7]).all()


@pytest.mark.parametrize(
    ("variation", "middle", "spread"),
    [
        (normal(0.1), 71, 7.1),
        (lognormal(0.1), 71 * np.exp(0.005), 71 * 0.1007),
        (uniform(60, 80), 70, 20 / 12**0.5),
        (uniform(0.9, 1.1, relative=True), 71, 14.2 / 12**0.5),
        (triangular(60, 72, 78), 70, 3.742),
        (choice([60, 71, 82], [0.25, 0.5, 0.25]), 71, 11 / 2**0.5),
        (choice([0.5, 1.5], relative=True), 71, 35.5),
    ],
    ids=repr,
)
def test_a_distribution_has_the_middle_and_the_spread_that_it_says(variation, middle, spread):
    figures = np.concatenate(
        [drawing({"budget.new_fte": variation}, 40 * BLOCK).block(number).figures[0] for number in range(40)]
    )
    assert figures.mean() == pytest.approx(middle, rel=0.005)
    assert figures.std() == pytest.approx(spread, rel=0.02)


def test_every_drawn_value_is_a_decimal_that_is_read_as_it_is():
    found = drawing({"inhabitants.*": lognormal(0.3), "priority_uplift.rate": normal(0.5), "growth.*": normal(1)})
    block = found.block(0)
    for place in range(len(found.paths)):
        for value in block.figures[place, :50]:
            exact = found.exact(place, float(value))
            assert exact == parse_number(float(value))
            assert float(exact) == value


def test_weights_add_up_to_one_exactly_and_stay_around_those_of_the_policy():
    found = drawing({"key.weights.*": dirichlet(24)})
    block = found.block(0)
    for scenario in range(100):
        assert sum(found.exact(place, float(block.figures[place, scenario])) for place in range(2)) == 1
    assert block.figures[0].mean() == pytest.approx(0.5, abs=0.01)
    assert block.figures[0].std() == pytest.approx(0.1, rel=0.1)


def test_one_weight_that_varies_makes_the_others_take_up_the_rest_in_proportion():
    policy = (
        REFERENCE.set("key.weights.safety", "0.5").set("key.weights.growth", "0.3").set("key.weights.formation", "0.2")
    )
    found = drawing({"key.weights.safety": [0, "0.5", "0.7", 1]}, None, policy=policy)
    assert found.paths == ("key.weights.safety", "key.weights.growth", "key.weights.formation")
    figures = found.block(0).figures
    exact = [[found.exact(place, float(value)) for place, value in enumerate(column)] for column in figures.T]
    assert exact[1] == [Fraction(1, 2), Fraction(3, 10), Fraction(1, 5)]
    assert exact[2] == [Fraction(7, 10), Fraction(18, 100), Fraction(12, 100)]
    assert exact[3] == [1, 0, 0]
    assert all(sum(weights) == 1 for weights in exact)


def test_a_value_that_is_not_allowed_becomes_the_nearest_that_is_and_is_counted():
    """Half of all draws are below 0, where a rate may not be."""
    policy = key_only(33).set("priority_uplift.rate", "0.01").set("priority_uplift.state", "hard")
    found = sweep(unit(), policy, {"priority_uplift.rate": uniform(-1, 1)}, scenarios=500, seed=1)
    frame = found.scenarios()
    assert frame["priority_uplift.rate"].min() == 0
    assert (
        frame.clipped.sum() == (frame["priority_uplift.rate"] == 0).sum() == found.counts.clips["priority_uplift.rate"]
    )
    assert 200 < found.counts.clipped < 300


def test_inhabitants_never_become_none():
    block = drawing({"inhabitants.*": normal(2)}).block(0)
    assert block.figures.min() > 0
    assert block.clips.sum() > 0


def test_wijkagenten_are_never_more_than_the_formation_they_are_part_of():
    found = drawing({"formation.*": lognormal(2), "wijkagenten.*": lognormal(2)})
    block = found.block(0)
    formation, wijkagenten = np.split(block.figures, 2)
    assert (wijkagenten <= formation).all()
    assert block.clips.sum() > 0
    alone = drawing({"formation.*": lognormal(2)})
    least = [[float(team.wijkagenten.value)] for team in REGION.teams]
    assert (alone.block(0).figures >= np.array(least)).all()


@pytest.mark.parametrize(
    ("vary", "scenarios", "code", "field"),
    [
        ({}, None, "nothing_varies", "vary"),
        ({"budget.new_fte": 71}, None, "no_variation", "budget.new_fte"),
        ({"budget.new_fte": "71"}, None, "no_variation", "budget.new_fte"),
        ({"budget.new_fte": []}, None, "empty", "budget.new_fte"),
        ({"budget.new_fte": ["x"]}, None, "not_a_number", "budget.new_fte"),
        ({"budget.new_fte": [-1]}, None, "out_of_range", "budget.new_fte"),
        ({"ipga.cap": [0.04, 1.5]}, None, "out_of_range", "ipga.cap"),
        ({"inhabitants.amstelveen": [0]}, None, "out_of_range", "inhabitants.amstelveen"),
        ({"budget.new_ft": [71]}, None, "unknown_figure", "budget.new_ft"),
        ({"safety.*.x": [71]}, None, "unknown_figure", "safety.*.x"),
        ({"basic_care.alpha": [0.9]}, None, "rule_off", "basic_care.alpha"),
        ({"budget.new_fte": [71], "budget.*": [71]}, None, "double", "budget.new_fte"),
        ({"key.weights.*": [0.5]}, None, "weights_not_one", "key.weights"),
        ({"key.weights.growth": dirichlet(20)}, 10, "weights_apart", "key.weights"),
        ({"budget.new_fte": dirichlet(20)}, 10, "no_weight", "budget.new_fte"),
        ({"budget.new_fte": normal(0.1)}, None, "missing", "scenarios"),
        ({"budget.new_fte": [71]}, 0, "out_of_range", "scenarios"),
        ({"budget.new_fte": [71]}, 2.5, "out_of_range", "scenarios"),
        ({"inhabitants.*": [1, 2, 3, 4, 5]}, None, "too_many", "scenarios"),
    ],
)
def test_what_cannot_vary_so_is_told(vary, scenarios, code, field):
    with pytest.raises(RequestError) as caught:
        drawing(vary, scenarios)
    assert (code, field) in {(problem.code, problem.field) for problem in caught.value.problems}
    assert all(problem.remedy for problem in caught.value.problems)


def test_a_figure_that_is_0_does_not_vary_relative_to_itself():
    with pytest.raises(RequestError, match="nothing relative"):
        drawing({"development.total": normal(0.1)}, 9, policy=REFERENCE.set("development.total", 0))


def test_one_weight_alone_cannot_vary_where_nothing_takes_up_the_rest():
    with pytest.raises(RequestError, match="take up the difference"):
        Drawing(unit(), key_only(3), {"key.weights.formation": [0.5, 1]}, None, 1)


def test_all_problems_are_told_together():
    with pytest.raises(RequestError) as caught:
        drawing({"budget.new_ft": [71], "ipga.cap": [2], "key.weights.*": normal(0.1)}, None)
    assert {problem.code for problem in caught.value.problems} == {
        "unknown_figure",
        "out_of_range",
        "weights_not_one",
        "missing",
    }


@pytest.mark.parametrize(
    "make",
    [
        lambda: normal(0),
        lambda: normal(-1),
        lambda: lognormal("x"),
        lambda: uniform(2, 1),
        lambda: uniform(1, 1),
        lambda: triangular(1, 3, 2),
        lambda: choice([]),
        lambda: choice([1, 2], [0.5]),
        lambda: choice([1, 2], [0.5, 0.6]),
        lambda: dirichlet(0),
        lambda: normal(float("nan")),
    ],
)
def test_a_distribution_that_is_none_is_refused(make):
    with pytest.raises(RequestError):
        make()
