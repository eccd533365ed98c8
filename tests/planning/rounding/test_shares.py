"""The named methods: against the package apportionment, and which rules they break."""

import math
from fractions import Fraction

import apportionment.methods
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rvp_alloc import Policy, RequestError, allocate, load_region
from rvp_alloc.planning.rounding import hamilton, round_posts, sainte_lague
from strategies import examples
from test_hand_solved import bounds, policy_of, region_of

PACKAGE = {"hamilton": hamilton, "saintelague": sainte_lague}
PLAN = allocate(load_region("amsterdam-2022"), new_fte=71)


@pytest.mark.parametrize("method", PACKAGE)
@examples(100)
@given(st.lists(st.integers(1, 400), min_size=1, max_size=12), st.integers(1, 60), st.sampled_from([1, 2, 10]))
def test_it_is_what_the_package_gives_where_nothing_is_tied(method, formations, budget, parts):
    teams = {f"t{place:02}": {"formation": size} for place, size in enumerate(formations)}
    plan = allocate(region_of(teams), policy_of(budget))
    shared = math.gcd(*formations)
    try:
        wanted = apportionment.methods.compute(
            method, [size // shared for size in formations], budget * parts, fractions=True, tiesallowed=False
        )
    except apportionment.methods.TiesException:
        assume(False)
    found = PACKAGE[method](plan, Fraction(1, parts))
    assert [amount * parts for amount in found.new_fte.values()] == wanted
    assert found.broken == ()
    if method == "hamilton":
        rounded = round_posts(plan, Fraction(1, parts))
        assert {team.id: team.new_fte for team in rounded.teams} == dict(found.new_fte)


def test_ties_go_as_for_whole_posts():
    """1/2 each and 1/2 + 3/2: the larger formation, then the id, whatever the order."""
    for method in PACKAGE.values():
        found = method(allocate(region_of({"b": {}, "a": {}}), policy_of(1)))
        assert dict(found.new_fte) == {"b": 0, "a": 1}
    found = hamilton(allocate(region_of({"a": {}, "b": {"formation": 30}}), policy_of(2)))
    assert dict(found.new_fte) == {"a": 0, "b": 2}


def test_what_it_breaks_is_shown_with_how_much():
    """1 2/3, 3 1/3 and 5 with a cap of 1.9 on the first, which gets 2: a tenth too much."""
    region = region_of({"a": {"formation": 10}, "b": {"formation": 20}, "c": {"formation": 30}})
    found = hamilton(allocate(region, policy_of(10, bounds=bounds(cap_a="1.9"))))
    assert [(row.label, row.rule, row.by) for row in found.broken] == [
        ("bounds.cap.team.a:a", "bounds", Fraction(1, 10))
    ]
    assert "A: 0,1 te ver" in found.text("nl")
    assert found.to_dict()["broken"] == [{"row": "bounds.cap.team.a:a", "rule": "bounds", "by": "0.1"}]


def test_a_layer_below_zero_and_posts_that_no_longer_fit():
    """With an uplift of 20% and steps of 13, whoever gets none has a key layer below 0."""
    policy = policy_of(13, priority_uplift={"state": "hard", "parameters": {"rate": "0.2"}})
    found = hamilton(allocate(region_of({"a": {}, "b": {"formation": 30}}), policy), 13)
    assert dict(found.new_fte) == {"a": 0, "b": 13}
    assert [(row.label, row.by) for row in found.broken] == [("no_loss.key:a", 2)]
    pools = {"a": (["a"], 12_000), "b": (["b"], 1)}
    norm = {"state": "hard", "parameters": {"norm": 5000}}
    plan = allocate(region_of({"a": {}, "b": {"formation": 11}}, pools), policy_of(5, wijkagent_area=norm))
    assert sum(row.by for row in hamilton(plan).broken) == Fraction(2, 5)


def test_a_team_that_loses_has_no_share():
    policy = Policy("loss", {}).set("budget.new_fte", 1).set("budget.state", "hard").set("key.weights.formation", 1)
    policy = policy.set("key.state", "guiding").set("pins.a", "-1.5", source="a mayor", note="a reason")
    plan = allocate(region_of({"a": {}, "b": {}}), policy)
    assert [team.new_fte for team in plan.teams] == [Fraction(-3, 2), Fraction(5, 2)]
    assert sum(hamilton(plan).new_fte.values()) == 1
    with pytest.raises(RequestError, match="shares only"):
        sainte_lague(plan)


def test_the_reference_case():
    for lang in ("nl", "en"):
        assert "71 fte" in hamilton(PLAN).text(lang)
    assert repr(sainte_lague(PLAN, "1/2")) == "<Shares sainte_lague: 71 fte in steps of 0.5, breaks 0 rows>"
    assert hamilton(PLAN, "0.1").total == 71
