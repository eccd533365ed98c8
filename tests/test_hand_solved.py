"""Small cases solved by hand; the arithmetic is in each docstring."""

import json
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import pytest

from rvp_alloc import Allocation, InfeasibleError, Policy, Region, allocate, policy_from_dict, region_from_dict
from rvp_alloc.verify import judge

WIJKAGENTEN = {"wijkagent_area": {"state": "guiding", "parameters": {"norm": 5000}}}


def region_of(
    teams: Mapping[str, Mapping[str, Any]],
    pools: Mapping[str, tuple[Iterable[str], int]] | None = None,
    measures: Mapping[str, tuple[str, Mapping[str, Any]]] | None = None,
) -> Region:
    """Make a region: formation 10 and no wijkagenten unless stated, one inhabitant in each pool unless stated."""
    pools = pools or {team: ([team], 1) for team in teams}
    return region_from_dict(
        {
            "schema_version": 1,
            "id": "by-hand",
            "name": "By hand",
            "teams": [
                {"id": team, "name": team.upper(), "district": "d", "formation": 10, "wijkagenten": 0, **figures}
                for team, figures in teams.items()
            ],
            "districts": [{"id": "d", "name": "D"}],
            "pools": [
                {"id": pool, "teams": list(members), "inhabitants": inhabitants}
                for pool, (members, inhabitants) in pools.items()
            ],
            "measures": [
                {
                    "id": measure,
                    "name": measure,
                    "kind": kind,
                    "values": [{"teams": [team], "value": figure} for team, figure in figures.items()],
                }
                for measure, (kind, figures) in (measures or {}).items()
            ],
        }
    )


def policy_of(budget: Any, weights: Mapping[str, Any] | None = None, **rules: Any) -> Policy:
    """Make a policy with the budget, a key (by formation unless stated), no loss, and nothing else but the rules given."""
    return policy_from_dict(
        {
            "schema_version": 1,
            "rules": {
                "budget": hard(new_fte=budget),
                "no_loss": hard(),
                "key": {
                    "state": "guiding",
                    "parameters": {f"weights.{name}": weight for name, weight in (weights or {"formation": 1}).items()},
                },
                **rules,
            },
        }
    )


def hard(**parameters: Any) -> dict[str, Any]:
    """Return a hard rule with its parameters."""
    return {"state": "hard", "parameters": parameters}


def bounds(**amounts: Any) -> dict[str, Any]:
    """Return bounds on teams: ``cap_a=1`` is a cap on team a."""
    parameters = {f"{kind}.team.{team}": amount for name, amount in amounts.items() for kind, team in [name.split("_")]}
    return {"state": "hard", "parameters": parameters}


def new_fte(plan: Allocation) -> list[Fraction]:
    """Return what each team gets, in order."""
    return [team.new_fte for team in plan.teams]


def fractions(*numbers: Any) -> list[Fraction]:
    """Return numbers as exact fractions."""
    return [Fraction(number) for number in numbers]


def test_the_key_alone():
    """Safety: 20 x 150/100 = 30 and 30 x 100/100 = 30, so 1/2 and 1/2; growth 300 and 100, so 3/4 and 1/4.

    Weights 1/3 and 2/3: a has 1/6 + 1/2 = 2/3, b has 1/6 + 1/6 = 1/3. Of 9 fte: 6 and 3.
    """
    region = region_of(
        {"a": {"formation": 20}, "b": {"formation": 30}},
        measures={"safety": ("index", {"a": 150, "b": 100}), "growth": ("change", {"a": 300, "b": 100})},
    )
    plan = allocate(region, policy_of(9, {"safety": "1/3", "growth": "2/3"}))
    assert new_fte(plan) == fractions(6, 3)
    assert [team.key_fulfilment for team in plan.teams] == fractions(1, 1)


def test_uplift_and_development_come_before_the_key():
    """Uplift 1% of 100 and 200: 1 and 2. Development 4 over 1 and 3: 1 and 3. The key divides 10 - 3 - 4 = 3: 1 and 2."""
    region = region_of(
        {"a": {"formation": 100}, "b": {"formation": 200}}, measures={"development": ("total", {"a": 1, "b": 3})}
    )
    plan = allocate(region, policy_of(10, priority_uplift=hard(rate="0.01"), development=hard(total=4)))
    assert new_fte(plan) == fractions(3, 7)
    assert plan.team("a").layers == {"priority_uplift": 1, "development": 1, "key": 1}
    assert plan.team("b").layers == {"priority_uplift": 2, "development": 3, "key": 2}


def test_the_norm_lifts_an_area_above_its_key():
    """20,000 inhabitants in a ask 4 wijkagenten, 1 is there: 3 new ones, where the key of 6 over three would give 2.

    b and c share the other 3 by the key: 3/2 each, 3/4 of their 2; a has 3/2 of its 2. b asks 1 and has it; c asks 1.
    """
    region = region_of(
        {"a": {"wijkagenten": 1}, "b": {"wijkagenten": 1}, "c": {}},
        {"a": ("a", 20_000), "b": ("b", 5_000), "c": ("c", 5_000)},
    )
    plan = allocate(region, policy_of(6, **WIJKAGENTEN))
    assert new_fte(plan) == fractions(3, "3/2", "3/2")
    assert [team.key_fulfilment for team in plan.teams] == fractions("3/2", "3/4", "3/4")
    assert [pool.new_wijkagent_posts for pool in plan.pools] == fractions(3, 0, 1)
    assert [pool.coverage for pool in plan.pools] == fractions(1, 1, 1)


def test_too_little_for_the_norm_is_spent_on_the_worst_covered_first():
    """The areas ask 4, 2 and 1; 1, 1 and 1 are there: coverage 1/4, 1/2 and 1.

    With 2 new fte, a and b at one level L need 4L + 2L = 2 + 2, so L = 2/3: a gets 8/3 - 1 = 5/3, b gets 4/3 - 1 = 1/3.
    With 1/2 fte, b is never reached: a gets all, (1 + 1/2) / 4 = 3/8.
    """
    region = region_of(
        {"a": {"wijkagenten": 1}, "b": {"wijkagenten": 1}, "c": {"wijkagenten": 1}},
        {"a": ("a", 20_000), "b": ("b", 10_000), "c": ("c", 5_000)},
    )
    plan = allocate(region, policy_of(2, **WIJKAGENTEN))
    assert new_fte(plan) == fractions("5/3", "1/3", 0)
    assert [pool.coverage for pool in plan.pools] == fractions("2/3", "2/3", 1)
    plan = allocate(region, policy_of("1/2", **WIJKAGENTEN))
    assert new_fte(plan) == fractions("1/2", 0, 0)
    assert [pool.coverage for pool in plan.pools] == fractions("3/8", "1/2", 1)


def test_what_a_cap_holds_back_goes_to_the_others_in_proportion_to_the_key():
    """Key 1/2, 1/3 and 1/6 of 12: 6, 4 and 2. With a at most 3, the other 9 go 2 : 1, so 6 and 3; both at 3/2 of the key."""
    region = region_of({"a": {"formation": 30}, "b": {"formation": 20}, "c": {}})
    plan = allocate(region, policy_of(12, bounds=bounds(cap_a=3)))
    assert new_fte(plan) == fractions(3, 6, 3)
    assert [team.key_fulfilment for team in plan.teams] == fractions("1/2", "3/2", "3/2")


def test_a_team_without_a_share_in_the_key_comes_last():
    """Only a and b grow: 6 goes 2 : 1, and c gets nothing.

    With a at most 1 and b at most 2, the 3 that are left go to c and d, as small a part of 10 and 20 as can be: 1 and 2.
    """
    region = region_of(
        {"a": {}, "b": {}, "c": {}, "d": {"formation": 20}},
        measures={"growth": ("change", {"a": 200, "b": 100, "c": 0, "d": -50})},
    )
    assert new_fte(allocate(region, policy_of(6, {"growth": 1}))) == fractions(4, 2, 0, 0)
    plan = allocate(region, policy_of(6, {"growth": 1}, bounds=bounds(cap_a=1, cap_b=2)))
    assert new_fte(plan) == fractions(1, 2, 1, 2)
    assert plan.team("c").key_fulfilment is None


def test_basic_care_pulls_posts():
    """Each of a, b and c (formation 10) carries what IPGA asks; caps of 10% leave 1 head each and a tenth of x.

    Caseload is a's alone: 1 head there, 80% of its time. Basic care asks 10 + x - 0.8 >= 0.98 x 10, so x_a >= 0.6.
    Of 1.2 fte the key would give 0.4 each; a is held at 0.6, b and c share 0.6: 0.3 each.
    """
    region = region_of({"a": {}, "b": {}, "c": {}}, measures={"caseload": ("total", {"a": 5, "b": 0, "c": 0})})
    ipga = hard(heads=1, share="0.8", net="0.8", regisseurs_min=0, regisseurs_max=0, cap="0.1")
    plan = allocate(region, policy_of("1.2", ipga=ipga, basic_care=hard(alpha="0.98")))
    assert new_fte(plan) == fractions("0.6", "0.3", "0.3")
    assert plan.team("a").net_basic_care == Fraction("9.8")
    assert [team.interventieplegers for team in plan.teams] == fractions(1, 0, 0)


def test_caseload_pulls_posts():
    """4 heads by caseload 3 : 1: a carries 3, and a cap of 1/4 asks 10 + x_a >= 12, so x_a >= 2; b carries 1.

    Of 3 fte the key would give 3/2 each; a is held at 2, b gets 1. Without a caseload: 3/2 each, and 2 heads each.
    """
    ipga = hard(heads=4, share="0.8", net="3.2", regisseurs_min=0, regisseurs_max=0, cap="0.25")
    region = region_of({"a": {}, "b": {}}, measures={"caseload": ("total", {"a": 3, "b": 1})})
    plan = allocate(region, policy_of(3, ipga=ipga))
    assert new_fte(plan) == fractions(2, 1)
    assert [team.interventieplegers for team in plan.teams] == fractions(3, 1)
    plan = allocate(region_of({"a": {}, "b": {}}), policy_of(3, ipga=ipga))
    assert new_fte(plan) == fractions("3/2", "3/2")
    assert [team.interventieplegers for team in plan.teams] == fractions(2, 2)


def test_a_pin_is_shown_beside_what_the_rules_alone_would_give():
    """Of 6 over three equal teams, each would get 2; b is pinned at 1, and a and c share the other 5."""
    pin = {"value": 1, "source": "driehoek", "note": "agreed for this year"}
    plan = allocate(region_of({"a": {}, "b": {}, "c": {}}), policy_of(6, pins=hard(b=pin)))
    assert new_fte(plan) == fractions("5/2", 1, "5/2")
    (effect,) = plan.pins
    assert (effect.team, effect.pinned, effect.rules_alone) == ("b", 1, 2)
    assert (effect.author, effect.reason) == ("driehoek", "agreed for this year")


def test_teams_that_differ_in_development_only():
    """Equal but for 3 and 1 development neighbourhoods: 4 fte for them make 3 and 1, the other 6 are shared evenly."""
    region = region_of({"a": {}, "b": {}}, measures={"development": ("total", {"a": 3, "b": 1})})
    plan = allocate(region, policy_of(10, development=hard(total=4)))
    assert new_fte(plan) == fractions(6, 4)


def test_ipga_at_exactly_the_cap():
    """Strength 10 + 20 + 5 = 35; 3 heads and 1 regisseur are 4/35 of it. At that cap, every team carries exactly 4/35.

    The key divides 5 over 10 and 20: 5/3 and 10/3. So a carries 4/35 x 35/3 = 4/3, of which 3/4 heads: 1, and b 2.
    At 4/36, the same 4 heads are more than 35 x 4/36 = 35/9.
    """
    region = region_of({"a": {}, "b": {"formation": 20}})
    ipga = {"heads": 3, "share": "0.8", "net": "2.4", "regisseurs_min": 1, "regisseurs_max": 2}
    plan = allocate(region, policy_of(5, ipga=hard(**ipga, cap="4/35")))
    assert new_fte(plan) == fractions("5/3", "10/3")
    assert [team.interventieplegers for team in plan.teams] == fractions(1, 2)
    assert [team.regisseurs for team in plan.teams] == fractions("1/3", "2/3")
    with pytest.raises(InfeasibleError) as caught:
        allocate(region, policy_of(5, ipga=hard(**ipga, cap="4/36")))
    assert set(caught.value.conflict.rules) == {"budget", "ipga"}


def test_leximin_settles_only_who_cannot_rise():
    """With a <= 1 and a + b + c = 5, the first level is 1 for all three; only a stops there, and b and c go on to 2.

    Settling b at 1 as well would leave 1, 1, 3: each step of it can be proven, and it is not the answer.
    """
    plan = allocate(region_of({"a": {}, "b": {}, "c": {}}), policy_of(5, bounds=bounds(cap_a=1)))
    assert new_fte(plan) == fractions(1, 2, 2)
    assert [sorted(entry.settled) for entry in plan.log if entry.aim == "key"] == [["a"], ["b", "c"]]


def test_a_pool_is_covered_by_whichever_of_its_teams_has_the_fte():
    """Together, a and b (one pool) ask 15,000 / 5000 = 3 wijkagenten and have none; c asks nothing.

    The key of 4 over 10, 10 and 20 gives the pool 2; the norm lifts it to 3, which a and b share evenly: 3/2 each.
    """
    region = region_of(
        {"a": {}, "b": {}, "c": {"formation": 20, "wijkagenten": 1}},
        {"together": (["a", "b"], 15_000), "c": ("c", 5_000)},
    )
    plan = allocate(region, policy_of(4, **WIJKAGENTEN))
    assert new_fte(plan) == fractions("3/2", "3/2", 1)
    assert [pool.new_wijkagent_posts for pool in plan.pools] == fractions(3, 0)


def test_a_team_that_may_lose_everything_carries_no_heads():
    """Without the rule of no loss: pinned at -10, the first team has 10 - 10 = 0 fte left, so all 2 heads go to the second."""
    region = region_of({"a": {"formation": 10}, "b": {"formation": 90}})
    policy = Policy("loss", {}).set("budget.new_fte", 0).set("budget.state", "hard").set("key.weights.formation", 1)
    policy = policy.set("key.state", "guiding").set("pins.a", -10, source="a mayor", note="a reason")
    for name, value in (("heads", 2), ("net", 1), ("regisseurs_min", 0), ("regisseurs_max", 0), ("cap", "0.5")):
        policy = policy.set(f"ipga.{name}", value)
    plan = allocate(region, policy.set("ipga.state", "hard"))
    assert [team.new_fte for team in plan.teams] == [-10, 10]
    assert [team.interventieplegers for team in plan.teams] == [0, 2]
    assert judge(json.loads(plan.to_json()))["accepted"]
