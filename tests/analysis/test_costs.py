"""What a unit of each parameter costs: against divisions a little further on, exactly."""

from fractions import Fraction

import pytest
from hypothesis import given

from rvp_alloc import Allocation, Policy, RequestError, allocate, load_region, try_allocate
from rvp_alloc.analysis.costs import costs, natural_step
from rvp_alloc.analysis.inputs import with_figures
from rvp_alloc.analysis.variables import Variable, variables
from rvp_alloc.figure import Figure
from strategies import cases, examples

AMSTERDAM = load_region("amsterdam-2022")


def new_fte_at(plan, parameter, value):
    outcome = try_allocate(*with_figures(plan.region, plan.policy, {parameter: value}, "a test"))
    return {team.id: team.new_fte for team in outcome.teams} if isinstance(outcome, Allocation) else None


@examples(60)
@given(cases())
def test_a_straight_cost_is_what_more_of_it_brings(case):
    plan = try_allocate(*case)
    if not isinstance(plan, Allocation):
        return
    for cost in costs(plan).costs:
        if cost.parameter.startswith("key."):
            continue  # the other weights move with it
        for side in (cost.below, cost.above):
            if side is None or not side.straight or not side.exact:
                continue
            now, further = cost.variable.value, (cost.variable.value + side.until) / 2
            moved = new_fte_at(plan, cost.parameter, further)
            assert moved == {team.id: team.new_fte + (further - now) * side.per_unit[team.id] for team in plan.teams}, (
                cost.parameter
            )


def test_a_bent_cost_is_the_slope_at_the_value():
    plan = allocate(AMSTERDAM)
    cost = costs(plan, ["wijkagent_area.norm"])["wijkagent_area.norm"]
    # Amstelveen gets N / norm - W: its slope is -N / norm^2.
    assert cost.above.per_unit["amstelveen"] == cost.below.per_unit["amstelveen"] == Fraction(-90760, 5000**2)
    assert not cost.above.straight
    assert not cost.kink


def test_left_and_right_differ_at_a_breakpoint():
    edge = Fraction("42.7028")  # below it the two norms take all of the key
    plan = allocate(AMSTERDAM, new_fte=edge)
    cost = costs(plan, ["budget.new_fte"])["budget.new_fte"]
    assert cost.kink
    assert sum(cost.below.per_unit.values()) == sum(cost.above.per_unit.values()) == 1
    assert cost.below.per_unit["boven-ij"] == 0 < cost.above.per_unit["boven-ij"]


def test_what_only_checks_the_plan_moves_nothing():
    found = costs(allocate(AMSTERDAM))
    moving = {cost.parameter for cost in found.costs if not cost.moves_nothing}
    assert moving == {
        "budget.new_fte",
        "priority_uplift.rate",
        "development.total",
        "key.weights.safety",
        "key.weights.growth",
        "wijkagent_area.norm",
    }
    assert found["ipga.heads"].above.ends[0] == "clash"
    assert found["ipga.heads"].above.until == Fraction("2275.1") / 20 - 17


def test_where_there_is_no_division_beyond_there_is_no_cost():
    plan = allocate(AMSTERDAM, Policy.reference().set("ipga.cap", Fraction(970, 22751)))
    cost = costs(plan, ["ipga.cap"])["ipga.cap"]
    assert cost.below is None
    assert cost.above is not None


def test_a_frame_of_it():
    frame = costs(allocate(AMSTERDAM), ["development.total"]).to_frame()
    assert set(frame["side"]) == {"below", "above"}
    assert len(frame) == 2 * 17
    assert abs(frame["fte_per_unit"].sum()) < 1e-12


def test_an_unknown_parameter_is_told_with_the_nearest():
    with pytest.raises(RequestError, match=r"development\.total"):
        costs(allocate(AMSTERDAM), ["development.totl"])


@pytest.mark.parametrize(
    ("value", "unit", "others", "step"),
    [
        ("16", "fte", [], "1"),
        ("0.05", "share of strength", [], "0.001"),
        ("5000", "inhabitants per wijkagent", [], "100"),
        ("90760", "inhabitants", ["34143", "155781"], "1000"),
        ("0", "neighbourhoods", ["8", "5", "19", "0"], "1"),
        ("37", "inhabitants per year", ["1592", "-48"], "10"),
        ("0", "cases", [], "1"),
        ("99.4", "index", ["130.5"], "10"),
    ],
)
def test_steps_are_round_numbers(value, unit, others, step):
    variable = Variable("some.figure", Figure(Fraction(value), unit))
    assert natural_step(variable, [Fraction(other) for other in others]) == Fraction(step)


def test_every_variable_has_a_step_within_its_reach():
    walks = costs(allocate(AMSTERDAM), []).walks
    for path, variable in variables(AMSTERDAM, Policy.reference()).items():
        found = walks.along(path, 1)
        assert found is None or found.course.stop >= min(variable.upper, variable.value + walks.step(path)), path
