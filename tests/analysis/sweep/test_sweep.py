"""The whole call: every scenario is what ``allocate`` gives for its inputs, whatever varies and however."""

import pytest
from comparing import compare
from hypothesis import given
from hypothesis import strategies as st
from small import key_only, unit

from rvp_alloc import Conflict, Policy, RequestError, load_region, try_allocate
from rvp_alloc.analysis.sweep import choice, dirichlet, lognormal, normal, sweep, triangular, uniform
from strategies import cases, clashing_cases, examples

NOISE = lognormal(0.1)
EVERYTHING = {
    "inhabitants.*": NOISE,
    "safety.*": NOISE,
    "growth.*": normal(0.1),
    "priority_uplift.rate": NOISE,
    "development.total": NOISE,
    "budget.new_fte": NOISE,
    "key.weights.*": dirichlet(20),
}


@pytest.fixture(scope="module")
def region():
    return load_region("amsterdam-2022")


def capped(growth, share):
    reference = Policy.reference()
    return reference.set("bounds.growth_cap.team.every", growth).set("bounds.share_cap.district.every", share)


@pytest.mark.parametrize(
    ("policy", "vary", "endings"),
    [
        (Policy.reference(), EVERYTHING, {"proven"}),
        (capped("0.12", "0.45"), EVERYTHING, {"proven"}),
        (capped("0.05", "0.31"), EVERYTHING | {"development.total": uniform(10, 24)}, {"proven", "conflict"}),
        (Policy.reference(), dict.fromkeys(EVERYTHING, lognormal(0.8)) | {"key.weights.*": dirichlet(1)}, {"proven", "conflict"}),
        (Policy.reference(), {"formation.*": normal(0.3), "wijkagenten.*": uniform(0, 40)}, {"proven", "conflict"}),
        (Policy.reference(), {"ipga.*": uniform(0.9, 1.1, relative=True)}, {"proven", "conflict"}),
        (Policy.reference(), {"wijkagent_area.norm": triangular(2000, 5000, 9000)}, {"proven"}),
    ],
    ids=["reference", "caps", "tight caps", "very wide", "formation", "ipga", "norm"],
)  # fmt: skip
def test_every_scenario_is_what_allocate_gives(region, policy, vary, endings):
    assert set(compare(sweep(region, policy, vary, scenarios=60, seed=5))) == endings


def vary_for(case, draw):
    """Draw what varies in a case: some of everything that can."""
    patterns = [
        "formation.*",
        "inhabitants.*",
        "wijkagenten.*",
        "growth.*",
        "safety.*",
        "development.*",
        "budget.new_fte",
    ]
    patterns += [f"{rule}.*" for rule in ("bounds", "ipga", "pins", "basic_care") if case.policy.is_on(rule)]
    chosen = draw(st.lists(st.sampled_from(patterns), min_size=1, max_size=3, unique=True))
    return {
        pattern: draw(st.sampled_from([normal(0.1), lognormal(0.5), choice([0.9, 1], relative=True)]))
        for pattern in chosen
    }


@examples(60)
@given(st.one_of(cases(), clashing_cases(), cases(reordered=True)), st.data())
def test_in_generated_units_too(case, data):
    vary = vary_for(case, data.draw)
    try:
        found = sweep(*case, vary, scenarios=4, seed=1)
    except RequestError as error:  # a figure of 0, say
        assert {problem.code for problem in error.problems} <= {"no_spread", "out_of_range"}
        return
    compare(found)


def test_a_grid_goes_through_every_combination_the_last_fastest(region):
    found = sweep(region, None, {"budget.new_fte": [60, 80], "ipga.cap": ["0.04", "0.05", "0.06"]})
    frame = found.scenarios()
    assert frame["budget.new_fte"].tolist() == [60, 60, 60, 80, 80, 80]
    assert frame["ipga.cap"].tolist() == [0.04, 0.05, 0.06] * 2
    assert frame["status"].tolist() == ["conflict", "proven", "proven"] * 2
    assert set(frame["reason"]) == {"budget.new_fte, ipga.cap, ipga.heads, ipga.regisseurs_min", ""}
    assert compare(found) == {"proven": 4, "conflict": 2}


def test_the_frame_is_tidy_and_holds_what_is_proven(region):
    found = sweep(region, None, {"budget.new_fte": [30, 71]})
    frame = found.frame()
    assert frame.columns.tolist() == ["scenario", "team", "new_fte"]
    assert frame.scenario.unique().tolist() == [1]
    assert frame.team.tolist() == [team.id for team in region.teams]
    assert frame.new_fte.sum() == pytest.approx(71)
    assert found.summary().loc["amstelveen", "mean"] == pytest.approx(4.152)


def test_a_ratio_in_a_list_stays_exact():
    region = unit()
    found = sweep(region, key_only(3), {"budget.new_fte": ["1/3", 2]})
    _, policy = found.inputs(0)
    assert str(policy["budget.new_fte"]) == "1/3 fte"
    compare(found)


def test_growth_that_is_nowhere_is_bad_input_and_no_conflict():
    region = unit("ab", growth={"a": 10, "b": 20})
    found = sweep(region, key_only(3, "growth"), {"growth.*": choice([-1, 1], relative=True)}, scenarios=20, seed=2)
    endings = compare(found)
    assert set(endings) == {"proven", "bad_input"}
    assert set(found.counts.reasons) == {"key.weights.growth"}


def test_groups_that_cross_are_divided_all_the_same():
    """The counterexample of the documentation: with one fte a third each, with two b gets nothing."""
    region = unit(groups={"a": ["ab"], "b": ["ab", "bc"], "c": ["bc"]})
    found = sweep(region, key_only(1, cap__authority__every=1), {"budget.new_fte": [1, 2, 3]})
    assert found.new_fte[0] == pytest.approx([1 / 3] * 3)
    assert found.new_fte[1] == pytest.approx([1, 0, 1])
    assert compare(found) == {"proven": 2, "conflict": 1}


def test_a_policy_that_says_what_gives_way_is_relaxed():
    policy = Policy.reference().with_fallback("ipga.cap")
    found = sweep(load_region("amsterdam-2022"), policy, {"ipga.cap": ["0.04", "0.05"]})
    assert compare(found) == {"proven": 2}
    assert list(found.counts.reasons) == ["ipga.cap from 0.04 to 970/22751"]


def test_pins_keep_their_author_in_every_scenario(region):
    policy = Policy.reference().set("pins.Amstelveen", 5, source="a mayor", note="a reason")
    found = sweep(region, policy, {"pins.Amstelveen": [4, 5], "budget.new_fte": [60, 71]})
    _, changed = found.inputs(0)
    assert (changed["pins.Amstelveen"].source, changed["pins.Amstelveen"].note) == ("a mayor", "a reason")
    compare(found)


def test_a_scenario_that_is_none_has_no_inputs(region):
    found = sweep(region, None, {"budget.new_fte": [71]})
    with pytest.raises(RequestError, match="no scenario"):
        found.inputs(1)


def test_a_sweep_has_no_truth_value_and_tells_itself(region):
    found = sweep(region, None, {"budget.new_fte": [30, 71]}, seed=3)
    with pytest.raises(TypeError):
        bool(found)
    assert repr(found) == "<Sweep amsterdam-2022: 2 scenarios (1 proven, 1 conflict), seed 3>"
    assert found.about()["engine"] == {"nested": 2, "certificate": 0, "exact": 0}


def test_a_scenario_at_a_border_goes_to_allocate(region):
    found = sweep(region, None, {"budget.new_fte": ["38.041", "38.042"]})
    assert compare(found) == {"proven": 2}
    assert found.about()["engine"] == {"nested": 1, "certificate": 0, "exact": 1}


def test_the_exact_division_of_a_scenario_sums_to_its_budget(region):
    found = sweep(region, None, EVERYTHING, scenarios=3, seed=1)
    changed, policy = found.inputs(2)
    plan = try_allocate(changed, policy)
    assert not isinstance(plan, Conflict)
    assert plan.total == policy["budget.new_fte"].value
