"""Effects of rules: they add up, know no order, and equal what every coalition, divided afresh, gives."""

from dataclasses import replace
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given

import oracle
from rvp_alloc import Allocation, Policy, allocate, load_region, policy_from_dict, policy_to_dict, try_allocate
from rvp_alloc.analysis.explanation import effects
from rvp_alloc.policy.rule import State
from strategies import cases, examples

AMSTERDAM = load_region("amsterdam-2022")
BASE = {"budget", "no_loss", "key"}


def divided(case):
    outcome = try_allocate(*case)
    return outcome if isinstance(outcome, Allocation) else None


@examples(1000)
@given(cases())
def test_effects_add_up_exactly(case):
    plan = divided(case)
    if plan is None:
        return
    found = effects(plan)
    for team in plan.teams:
        assert found.key_alone[team.id] + sum(found.of(team.id).values()) == team.new_fte
    for amounts in found.by_rule.values():
        assert sum(amounts.values()) == 0  # a rule moves fte, it makes none


@examples(200)
@given(cases())
def test_the_key_alone_is_the_budget_by_its_shares(case):
    plan = divided(case)
    if plan is None:
        return
    budget, shares = oracle.value(case.policy, "budget.new_fte"), oracle.key_shares(case.region, case.policy)
    assert effects(plan).key_alone == {team: budget * share for team, share in shares.items()}


def by_every_order(plan):
    """The definition, with nothing spared: every order of every rule, every set of rules divided by ``allocate``."""
    players = [rule.id for rule in plan.policy.rules_on() if rule.id not in BASE]
    divisions = {}

    def new_fte(on):
        if on not in divisions:
            settings_ = {
                rule: setting if rule in on | BASE else replace(setting, state=State.OFF)
                for rule, setting in plan.policy.settings.items()
            }
            outcome = allocate(plan.region, replace(plan.policy, settings=settings_))
            divisions[on] = {team.id: team.new_fte for team in outcome.teams}
        return divisions[on]

    gains = {player: dict.fromkeys(plan.case.teams, Fraction(0)) for player in players}
    orders = list(permutations(players))
    for order in orders:
        joined = frozenset()
        for player in order:
            before, joined = new_fte(joined), joined | {player}
            for team, amount in new_fte(joined).items():
                gains[player][team] += (amount - before[team]) / len(orders)
    return gains


@examples(60)
@given(cases())
def test_effects_are_the_average_over_all_orders_of_all_rules(case):
    plan = divided(case)
    if plan is None or plan.policy.is_on("reach"):
        return
    assert dict(effects(plan).by_rule) == by_every_order(plan)


@examples(60)
@given(cases())
def test_effects_do_not_depend_on_how_rules_are_listed(case):
    plan = divided(case)
    if plan is None:
        return
    document = policy_to_dict(case.policy)
    turned = policy_from_dict({**document, "rules": dict(reversed(document["rules"].items()))})
    assert effects(allocate(case.region, turned)) == effects(plan)


def test_two_rules_by_hand():
    # Without the norm for areas the layers are additive, so each order gives the same: uplift_t + dev_t less what the
    # key loses to them. Boven IJ: 1.467 - 22.041 * kappa, and 4 - 16 * kappa.
    policy = Policy.reference().set("wijkagent_area.state", "off")
    plan = allocate(AMSTERDAM, policy)
    kappa = plan.team("boven-ij").key_target / Fraction("32.959")
    found = effects(plan).of("boven-ij")
    assert found["priority_uplift"] == Fraction("1.467") - Fraction("22.041") * kappa
    assert found["development"] == 4 - 16 * kappa
    assert found["ipga"] == found["wijkagent_unit"] == 0


def test_the_norm_by_hand():
    # Amstelveen needs 4.152 wijkagenten; the four orders of uplift and development before and after the norm.
    plan = allocate(AMSTERDAM)
    kappa = plan.team("amstelveen").key_target / Fraction("32.959")
    need, rate = Fraction("4.152"), Fraction("1.097")

    def new_fte(uplift, development):
        left = 71 - uplift * Fraction("22.041") - development * 16
        return uplift * rate + left * kappa

    both = {(u, d): new_fte(u, d) for u in (0, 1) for d in (0, 1)}
    expected = sum(
        weight * (need - both[on])
        for on, weight in {
            (0, 0): Fraction(1, 3),
            (1, 0): Fraction(1, 6),
            (0, 1): Fraction(1, 6),
            (1, 1): Fraction(1, 3),
        }.items()
    )
    assert effects(plan).of("amstelveen")["wijkagent_area"] == expected


@pytest.mark.parametrize("level", ["0.9", "0.95"])
def test_what_is_asked_of_the_outcome_is_counted_last(level):
    policy = Policy.reference().with_aims("unit_norm", "key").set("reach.area_norm", level)
    plan = allocate(AMSTERDAM, policy)
    before = allocate(AMSTERDAM, policy.set("reach.state", "off"))
    found = effects(plan)
    assert found.of("amstelveen")["reach"] == plan.team("amstelveen").new_fte - before.team("amstelveen").new_fte != 0
