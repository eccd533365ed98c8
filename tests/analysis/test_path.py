"""The exact path of a parameter: breakpoints worked out by hand, and everywhere what ``allocate`` gives."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rvp_alloc import (
    Allocation,
    Conflict,
    Policy,
    RequestError,
    allocate,
    load_region,
    policy_from_dict,
    policy_to_dict,
    region_from_dict,
)
from rvp_alloc.analysis.path import path
from rvp_alloc.analysis.variables import variables
from strategies import cases, clashing_cases, examples

REGION, REFERENCE = load_region("amsterdam-2022"), Policy.reference()


def amounts(outcome):
    return {team.id: team.new_fte for team in outcome.teams} if isinstance(outcome, Allocation) else None


def assert_like_allocate(found, value):
    assert found.at(value) == amounts(found.outcome(value)), value


# ---- the budget of the reference case


@pytest.fixture(scope="module")
def budget():
    return path(REGION, REFERENCE, "budget.new_fte", 0, 200)


def test_every_breakpoint_of_the_budget_by_hand(budget):
    """The layers need 38.041; then the two areas below the norm get what they lack, the worst covered first; then the key.

    Each of the two is let go where the common fulfilment of the key gives it as much as the norm asks.
    """
    plan = budget.outcome(71)
    shares, layers, lacks, per_post = {}, {}, {}, {}
    for name in ("aalsmeer-uithoorn", "amstelveen"):
        team, share = plan.team(name), plan.case.key_shares[name]
        shares[name] = Fraction(int(share.p), int(share.q))
        layers[name] = team.layers["priority_uplift"] + team.layers["development"]
        pool = REGION.pool_of(name)
        per_post[name] = 5000 / pool.inhabitants.value
        lacks[name] = 1 / per_post[name] - REGION.team(name).wijkagenten.value - layers[name]
    aalsmeer, amstelveen = lacks
    needed = Fraction(22041, 1000) + 16
    # Amstelveen is the worse covered: first it comes up to where the layers bring Aalsmeer-Uithoorn.
    level = 1 - lacks[aalsmeer] * per_post[aalsmeer]
    assert level > 1 - lacks[amstelveen] * per_post[amstelveen]
    even = needed + lacks[amstelveen] - (1 - level) / per_post[amstelveen]
    covered = needed + sum(lacks.values())
    # All others share what is left; each of the two joins them where its share is as much as its need.
    first = needed + lacks[amstelveen] + lacks[aalsmeer] * (1 - shares[amstelveen]) / shares[aalsmeer]
    second = needed + lacks[amstelveen] / shares[amstelveen]
    assert [point.value for point in budget.breakpoints] == [needed, even, covered, first, second]
    assert all(point.exact for point in budget.breakpoints)


def test_every_breakpoint_says_what_causes_it(budget):
    assert [point.causes for point in budget.breakpoints] == [
        ("budget.new_fte", "development.total", "priority_uplift.rate"),
        ("area_norm:aalsmeer-uithoorn",),
        ("area_norm:aalsmeer-uithoorn", "area_norm:amstelveen"),
        ("area_norm:aalsmeer-uithoorn",),
        ("area_norm:amstelveen",),
    ]


def test_below_what_the_layers_need_there_is_a_conflict(budget):
    first, second = budget.stretches[:2]
    assert (first.start, first.stop, first.feasible) == (0, Fraction(38041, 1000), False)
    assert second.feasible
    assert budget.at(38) is None
    outcome = budget.outcome(38)
    assert isinstance(outcome, Conflict)
    assert set(outcome.clashes[0].parameters) == {*first.binding, "no_loss"}
    assert budget.at("38.041") is not None


@pytest.mark.parametrize("value", [0, "38.041", "38.4", 40, "42.7028", 60, 71, 100, "199.999", 200])
def test_at_any_budget_it_is_what_allocate_gives(budget, value):
    assert_like_allocate(budget, value)


def test_curves_meet_where_stretches_meet(budget):
    for left, right in zip(budget.stretches[1:], budget.stretches[2:], strict=False):
        assert left.stop == right.start
        assert left.at(left.stop) == right.at(right.start)
        assert sum(curve.slope for curve in left.new_fte.values()) == 1


def test_it_shows_as_a_table_and_in_a_line(budget):
    frame = budget.to_frame()
    assert list(frame.columns) == ["budget.new_fte", "stretch", "team", "new_fte"]
    assert len(frame) == 5 * 2 * 17
    assert frame[frame["budget.new_fte"] == 200]["new_fte"].sum() == pytest.approx(200)
    assert repr(budget) == "<Path budget.new_fte 0 to 200: 6 stretches, 1 without a division>"
    assert "Curve" in repr(budget.stretches[1].new_fte["amstelveen"])


# ---- other parameters and figures


@pytest.mark.parametrize(
    ("parameter", "start", "stop", "count"),
    [
        ("development.total", 0, 60, 4),
        ("priority_uplift.rate", 0, "0.03", 4),
        ("inhabitants.amstelveen", 60_000, 150_000, 2),
        ("formation.amstelveen", 50, 300, 2),
        ("wijkagenten.amstelveen", 0, 60, 2),
        ("key.weights.safety", 0, 1, 1),
        ("growth.amstelveen", -1000, 3000, 3),
        ("safety.amstelveen", 0, 300, 1),
        ("development.zuidoost-bijlmermeer+zuidoost-gaasperdam", 0, 40, 1),
        ("wijkagent_area.norm", 3500, 6000, 11),
        ("wijkagent_unit.norm", 2000, 9000, 2),
        ("ipga.cap", "0.03", "0.06", 2),
        ("ipga.share", "0.1", 1, 2),
        ("ipga.regisseurs_min", 0, 22, 1),
    ],
)
def test_every_kind_of_parameter(parameter, start, stop, count):
    found = path(REGION, REFERENCE, parameter, start, stop)
    assert len(found.stretches) == count
    assert (found.stretches[0].start, found.stretches[-1].stop) == (found.start, found.stop)
    length = found.stop - found.start
    for part in (0, Fraction(1, 7), Fraction(1, 2), Fraction(6, 7), 1):
        assert_like_allocate(found, found.start + part * length)
    for point in found.breakpoints:
        assert point.causes
        assert_like_allocate(found, point.value)


def test_where_growth_begins_to_count_the_figure_itself_is_the_cause():
    point = path(REGION, REFERENCE, "growth.amstelveen", -1000, 3000).breakpoints[0]
    assert (point.value, point.causes) == (0, ("growth.amstelveen",))


def test_when_one_weight_moves_the_others_share_the_rest():
    policy = REFERENCE.set("key.weights.formation", "0.25").set("key.weights.safety", "0.25")
    found = path(REGION, policy, "key.weights.growth", 0, "0.9")
    _, moved = found.course.at(Fraction(8, 10))
    assert [moved[f"key.weights.{name}"].value for name in ("growth", "safety", "formation")] == [
        Fraction(8, 10),
        Fraction(1, 10),
        Fraction(1, 10),
    ]
    for value in ("0.1", "0.5", "0.85"):
        assert_like_allocate(found, value)


def pinned():
    """Every team pinned at what it gets of 71 fte, and so no other amount can be divided."""
    policy = REFERENCE
    for team in allocate(REGION).teams:
        policy = policy.set(f"pins.{team.id}", team.new_fte, source="test", note="test")
    return policy


def test_a_single_value_with_a_division_is_found():
    found = path(REGION, pinned(), "budget.new_fte", 60, 300)
    assert [(stretch.start, stretch.stop, stretch.feasible) for stretch in found.stretches] == [
        (60, 71, False),
        (71, 71, True),
        (71, 300, False),
    ]
    assert found.at(71) == amounts(allocate(REGION))
    assert found.at("70.99") is found.at("71.01") is None


def test_a_division_at_the_very_ends_only():
    policy = pinned()
    assert [stretch.feasible for stretch in path(REGION, policy, "budget.new_fte", 71, 90).stretches] == [True, False]
    assert [stretch.feasible for stretch in path(REGION, policy, "budget.new_fte", 60, 71).stretches] == [False, True]


def test_where_crossing_bounds_make_a_team_lose_by_more_budget(crossing):
    """{a, b} <= 1 and {b, c} <= 1, equal key: B = 1 gives thirds, B = 2 gives 1, 0, 1 (MODEL 10)."""
    found = path(*crossing, "budget.new_fte", 0, 2)
    third = Fraction(1, 3)
    assert found.at(1) == {"a": third, "b": third, "c": third}
    assert found.at(2) == {"a": 1, "b": 0, "c": 1}
    assert [point.value for point in found.breakpoints] == [Fraction(3, 2)]
    assert found.stretches[1].new_fte["b"].slope == -1


@pytest.fixture
def crossing():
    towns = {"a": {"p": 1}, "b": {"p": "0.5", "q": "0.5"}, "c": {"q": 1}}
    region = region_from_dict(
        {
            "schema_version": 1,
            "id": "crossing",
            "name": "Crossing",
            "districts": [{"id": "d", "name": "D"}],
            "teams": [
                {
                    "id": team,
                    "name": team.upper(),
                    "district": "d",
                    "formation": 10,
                    "wijkagenten": 1,
                    "municipalities": own,
                }
                for team, own in towns.items()
            ],
            "pools": [{"id": team, "teams": [team], "inhabitants": 5000} for team in towns],
        }
    )
    rules = {
        "budget": {"state": "hard", "parameters": {"new_fte": 1}},
        "no_loss": {"state": "hard", "parameters": {}},
        "key": {"state": "guiding", "parameters": {"weights.formation": 1}},
        "bounds": {"state": "hard", "parameters": {"cap.municipality.p": 1, "cap.municipality.q": 1}},
    }
    return region, policy_from_dict({"schema_version": 1, "name": "crossing", "rules": rules})


# ---- what is no path


@pytest.mark.parametrize(
    ("parameter", "start", "stop", "words"),
    [
        ("budget.new_ftes", 0, 1, "budget.new_fte"),
        (["budget.new_fte"], 0, 1, "no parameter or figure"),
        ("budget.new_fte", 5, 5, "no length"),
        ("budget.new_fte", -1, 5, "must be from 0"),
        ("budget.new_fte", "a lot", 5, "text, not a number"),
        ("ipga.cap", 0, 2, "to 1"),
        ("wijkagent_area.norm", 0, 5, "more than 0"),
        ("formation.amstelveen", 5, 10, "wijkagenten"),
        ("key.weights.safety", 0, "1.5", "weight"),
    ],
)
def test_what_is_no_path_is_told(parameter, start, stop, words):
    with pytest.raises(RequestError, match=words):
        path(REGION, REFERENCE, parameter, start, stop)


def test_the_only_weight_cannot_move():
    policy = policy_from_dict(policy_to_dict(REFERENCE.set("key.weights.growth", 0).set("key.weights.safety", 1)))
    with pytest.raises(RequestError, match="take up"):
        path(REGION, policy, "key.weights.safety", 0, 1)


def test_no_value_outside_the_path_is_told(budget):
    with pytest.raises(RequestError, match="from 0 to 200"):
        budget.at(201)


# ---- generated cases


@examples(60)
@given(st.one_of(cases(), cases(), clashing_cases()), st.data())
def test_on_any_path_of_any_case_it_is_what_allocate_gives(case, data):
    known = variables(*case)
    parameter = data.draw(st.sampled_from(sorted(known)))
    variable = known[parameter]
    down, up = (data.draw(st.sampled_from([Fraction(1, 10), Fraction(1, 2), Fraction(1)])) for _ in "du")
    size = abs(variable.value) or Fraction(1)
    start, stop = max(variable.value - down * size, variable.lower), min(variable.value + up * size, variable.upper)
    assume(not variable.problem(start) and start < stop)
    try:
        found = path(*case, parameter, start, stop)
    except RequestError:
        return  # such values make no sense of a region
    assert (found.stretches[0].start, found.stretches[-1].stop) == (found.start, found.stop)
    for left, right in zip(found.stretches, found.stretches[1:], strict=False):
        assert left.stop == right.start
        assert left.new_fte != right.new_fte
    for stretch in data.draw(st.permutations(found.stretches))[:3]:
        inside = stretch.start + (stretch.stop - stretch.start) * data.draw(st.fractions(0, 1, max_denominator=50))
        assert_like_allocate(found, inside)
        assert stretch.feasible == (found.at(inside) is not None) or inside in (stretch.start, stretch.stop)
