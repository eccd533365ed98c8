"""The data of the slider, without a browser: exact at every budget, for any region and policy, and clashes that are proven."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_policies import POLICIES, plan_of
from rvp_alloc import Policy, allocate, load_region, try_allocate
from rvp_alloc.allocation import Allocation
from rvp_alloc.errors import InputError, NotProvenError
from rvp_alloc.report.content import Imprint
from rvp_alloc.report.content.division.material import Material, budget_path
from rvp_alloc.report.page.moving_clashes import moving_clashes
from rvp_alloc.report.page.slider import slider
from strategies import cases, examples

AMSTERDAM = load_region("amsterdam-2022")


def material_of(plan, lang="en"):
    return Material(plan, Imprint(lang), budget_path(plan), {})


def value(curve, budget):
    above, below = (sum(int(factor) * budget**power for power, factor in enumerate(factors)) for factors in curve)
    return Fraction(above) / below


def shown_at(data, budget):
    """What the page shows at a budget, worked out as its script does: amounts, or None where there is no division."""
    for point in data["points"]:
        if value(point["at"], budget) == budget:
            return point["curves"] and [value(curve, budget) for curve in point["curves"]]
    for stretch in data["stretches"]:
        if value(stretch["start"], 0) < budget < value(stretch["stop"], 0):
            return stretch["curves"] and [value(curve, budget) for curve in stretch["curves"]]
    raise AssertionError(f"nothing holds at {budget}")


def held(clashes, budget):
    """The clashes at a budget, without those that hold another one, as the page's script keeps them."""
    found = [clash for clash in clashes if clash.holds(budget)]
    return {
        clash.parameters for clash in found if not any(set(other.parameters) < set(clash.parameters) for other in found)
    }


@examples(60)
@given(cases(), st.lists(st.fractions(0, 200, max_denominator=1000), min_size=3, max_size=3))
def test_any_region_and_policy_at_any_budget(case, budgets):
    plan = try_allocate(*case)
    if not isinstance(plan, Allocation):
        return
    try:
        data = slider(material_of(plan), budget_path(plan)) if budget_path(plan) else None
    except NotProvenError:
        return
    if data is None:
        return
    ends = [value(point["at"], 0) for point in data["points"]]
    for budget in (*budgets, *ends):
        try:
            outcome = try_allocate(plan.region, plan.policy.with_fallback(), budget)
        except InputError:  # a budget that cannot be written down
            continue
        given_here = [team.new_fte for team in outcome.teams] if isinstance(outcome, Allocation) else None
        assert shown_at(data, budget) == given_here


@pytest.mark.parametrize("name", POLICIES)
def test_curves_of_other_policies(name):
    plan = plan_of(name)
    data = slider(material_of(plan), budget_path(plan))
    for budget in (Fraction(place * 87, 10) for place in range(23)):
        outcome = try_allocate(plan.region, plan.policy.with_fallback(), budget)
        given_here = [team.new_fte for team in outcome.teams] if isinstance(outcome, Allocation) else None
        assert shown_at(data, budget) == given_here


def test_the_curve_of_a_share_bound_is_no_line():
    # A cap on growth of a district's share: what is left for others then moves otherwise, but still exactly.
    policy = Policy.reference().set("bounds.share_cap.district.west", "0.3").set("ipga.state", "off")
    plan = allocate(AMSTERDAM, policy, 71)
    data = slider(material_of(plan), budget_path(plan))
    for budget in (Fraction(121, 2), Fraction(9999, 100)):
        outcome = try_allocate(AMSTERDAM, policy, budget)
        assert shown_at(data, budget) == [team.new_fte for team in outcome.teams]


@pytest.mark.parametrize("budget", ["0", "1", "15.9", "16", "16.1", "20", "22.04", "22.041", "25", "38", "38.0409"])
def test_clashes_at_a_budget_are_those_of_the_division_there(budget):
    path = budget_path(allocate(AMSTERDAM, new_fte=71))
    clashes = moving_clashes(path, path.stretches[0])
    conflict = try_allocate(AMSTERDAM, new_fte=budget)
    assert held(clashes, Fraction(budget)) == {clash.parameters for clash in conflict.clashes}
    for clash in clashes:
        amounts = {name: line.at(Fraction(budget)) for name, line in clash.shares.items()}
        assert amounts["budget.new_fte"] == Fraction(budget)
        asked = {"priority_uplift.rate": Fraction("22.041"), "development.total": Fraction(16)}
        assert all(amounts[name] == -asked[name] for name in amounts.keys() & asked.keys())


def test_a_cap_on_growth_clashes_with_a_large_budget():
    plan = plan_of("growth cap")
    path = budget_path(plan)
    gap = path.stretches[-1]
    assert not gap.feasible
    assert gap.stop == 200
    clashes = moving_clashes(path, gap)
    for budget in (Fraction(160), Fraction(180), Fraction(200)):
        conflict = try_allocate(plan.region, plan.policy, budget)
        assert held(clashes, budget) == {clash.parameters for clash in conflict.clashes}


@examples(40)
@given(cases())
def test_where_there_is_no_division_there_is_a_clash(case):
    plan = try_allocate(*case)
    path = budget_path(plan) if isinstance(plan, Allocation) else None
    for gap in path.stretches if path else ():
        if gap.feasible:
            continue
        clashes = moving_clashes(path, gap)
        for part in (1, 3, 6):
            budget = gap.start + (gap.stop - gap.start) * Fraction(part, 7)
            conflict = path.outcome(budget)
            known = {frozenset(clash.parameters) for clash in conflict.clashes}
            for found in held(clashes, budget):
                assert any(clash <= frozenset(found) for clash in known)
