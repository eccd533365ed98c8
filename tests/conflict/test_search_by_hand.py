"""Clashes of three equal teams and the ways out of them, all worked out by hand."""

import time
from fractions import Fraction

import pytest

from rvp_alloc import policy_from_dict, region_from_dict
from rvp_alloc.conflict import search as searching
from rvp_alloc.conflict.moving import Moving, allows
from rvp_alloc.conflict.nearest import nearest_value
from rvp_alloc.conflict.repair import Change, Repair, smallest_change, smallest_changes, smallest_together
from rvp_alloc.conflict.search import NO_LOSS, Oracle, can_hold, find_clashes, parameter_of
from rvp_alloc.errors import NotProvenError
from rvp_alloc.model import Row
from rvp_alloc.policy import rule as rules
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.formulate import formulate
from rvp_alloc.policy.rule import Parameter, Rule
from rvp_alloc.region.document import region_to_dict

REGION = region_from_dict(
    {
        "schema_version": 1,
        "id": "by-hand",
        "name": "By hand",
        "districts": [{"id": "d", "name": "D"}],
        "teams": [
            {"id": team, "name": team.upper(), "district": "d", "formation": 10, "wijkagenten": wijkagenten}
            for team, wijkagenten in (("a", 0), ("b", 1), ("c", 0))
        ],
        "pools": [
            {"id": pool, "teams": [pool], "inhabitants": inhabitants}
            for pool, inhabitants in (("a", 5000), ("b", 5000), ("c", 10_000))
        ],
        "measures": [
            {
                "id": "development",
                "name": "Development",
                "kind": "total",
                "values": [{"teams": ["a"], "value": 1}, {"teams": ["b", "c"], "value": 0}],
            },
        ],
    }
)


def hard(**parameters):
    return {"state": "hard", "parameters": parameters}


def bounds(**amounts):
    """Return bounds on teams: ``cap_a=1`` is a cap of 1 fte on a."""
    return hard(**{f"{name.rpartition('_')[0]}.team.{name[-1]}": amount for name, amount in amounts.items()})


def case_of(*, no_loss=True, **rules):
    """Three equal teams, 5 fte, no loss, a key by formation, and what is given."""
    chosen = {
        "budget": hard(new_fte=5),
        "key": {"state": "guiding", "parameters": {"weights.formation": 1}},
        **({"no_loss": hard()} if no_loss else {}),
        **rules,
    }
    return Case(REGION, policy_from_dict({"schema_version": 1, "rules": chosen}))


def found(case, **options):
    return find_clashes(case, formulate(case), **options)


BUDGET, CAPS = "budget.new_fte", tuple(f"bounds.cap.team.{team}" for team in "abc")
CAPPED = {"bounds": bounds(cap_a=1, cap_b=1, cap_c=1)}


def test_a_row_stands_or_falls_with_its_parameter():
    assert parameter_of(Row("ipga", "ipga.cap:a:b", {}, "<=", 0)) == "ipga.cap"
    assert parameter_of(Row("posts", "posts.within_new_fte:a", {}, "<=", 0)) == "posts"


def test_caps_below_the_budget():
    """Three times 1 is less than 5, and without any one of the four there is a division."""
    search = found(case_of(**CAPPED))
    (clash,) = search.clashes
    assert search.complete
    assert clash.parameters == (BUDGET, *CAPS)
    scale = -clash.multipliers[BUDGET]
    assert scale > 0
    assert {label: multiplier / scale for label, multiplier in clash.multipliers.items()} == {
        BUDGET: -1,
        **{f"{cap}:{cap[-1]}": 1 for cap in CAPS},
    }
    assert set(clash.witnesses) == {BUDGET, *CAPS}
    assert clash.witnesses[CAPS[1]] == {"key:a": 1, "key:b": 3, "key:c": 1}
    assert max(clash.witnesses[BUDGET].values()) <= 1


def test_all_clashes_the_smallest_first():
    """A floor of 2 above a's own cap of 1, beside the caps below the budget, and a floor of 6 above it for c."""
    case = case_of(bounds=bounds(cap_a=1, cap_b=1, cap_c=1, floor_a=2, floor_c=6))
    search = found(case)
    assert search.complete
    assert [clash.parameters for clash in search.clashes] == [
        (CAPS[0], "bounds.floor.team.a"),
        (CAPS[2], "bounds.floor.team.c"),
        (BUDGET, "bounds.floor.team.c", NO_LOSS),
        (BUDGET, *CAPS),
    ]
    for clash in search.clashes:
        assert set(clash.witnesses) == set(clash.parameters)
    first = search.clashes[0]
    assert first.multipliers[f"{CAPS[0]}:a"] == -first.multipliers["bounds.floor.team.a:a"] > 0


def test_clashes_of_the_same_size_come_in_the_order_of_the_rules():
    case = case_of(bounds=bounds(floor_c=3, cap_c=1, floor_b=2, cap_b=1))
    assert [clash.parameters for clash in found(case).clashes] == [
        ("bounds.floor.team.c", "bounds.cap.team.c"),
        ("bounds.floor.team.b", "bounds.cap.team.b"),
    ]


def test_whatever_is_found_first_the_order_is_that_of_the_rules():
    """Caps of 1 are 3 of 5 fte, and below a's floor of 2: the budget stands before the bounds, the floor before the caps."""
    case = case_of(bounds=hard(**{"floor.team.a": 2, "cap.team.every": 1}))
    assert [clash.parameters for clash in found(case).clashes] == [
        (BUDGET, "bounds.cap.team.every"),
        ("bounds.floor.team.a", "bounds.cap.team.every"),
    ]


def test_no_loss_comes_before_every_row():
    """It has no rows of its own, so it stands first among the rest of a clash; the shorter clash goes before the longer."""
    case = case_of(**CAPPED, ipga=hard(**IPGA, cap="0.2"))
    wanted = [
        (BUDGET,),
        ("ipga.heads",),
        (CAPS[2],),
        (BUDGET, NO_LOSS),
        (BUDGET, "ipga.heads"),
        (BUDGET, CAPS[0]),
        (BUDGET, CAPS[1]),
        (CAPS[0], CAPS[1]),
        (BUDGET, CAPS[0], NO_LOSS),
        (BUDGET, CAPS[0], CAPS[1]),
    ]
    clashes = [searching.Clash(parameters, {}, {}) for parameters in wanted]
    for shuffled in (clashes[::-1], clashes[3:] + clashes[:3]):
        assert [clash.parameters for clash in searching._ordered(shuffled, formulate(case))] == wanted


def test_one_floor_above_three_caps():
    """1 fte, a fifth of 5, a fifth of 10: all are below 4, each in a clash of its own; without the floor nothing clashes."""
    caps = {"cap.team.a": 1, "share_cap.team.a": "1/5", "growth_cap.team.a": "1/5"}
    search = found(case_of(bounds=hard(**caps, **{"floor.team.a": 4})))
    assert search.complete
    assert [clash.parameters for clash in search.clashes] == [(f"bounds.{cap}", "bounds.floor.team.a") for cap in caps]


class Zeal(Rule):
    """A layer with a total that its own rows leave no room for."""

    id = "zeal"
    source = "made up for this test"
    layers = ("zeal",)
    parameters = (Parameter("total", "fte"),)

    def rows(self, case):
        yield case.row("zeal.total", case.total("zeal"), "==", case.value("zeal.total"))
        for team in case.teams:
            yield case.row(f"zeal.total:{team}", {case.column("zeal", team): 1}, "==", case.zero)

    def broken(self, case, division):
        yield from ()


def test_what_clashes_by_itself_is_all_there_is_of_a_clash(monkeypatch):
    """6 fte are more than the budget of 5, but nobody may have any of them: with the budget left out, the clash stays."""
    document = region_to_dict(REGION) | {"measures": []}
    case = Case(region_from_dict(document), case_of(development=hard(total=6)).policy)
    assert [clash.parameters for clash in found(case).clashes] == [("development.total",)]
    monkeypatch.setitem(rules._REGISTRY, "zeal", Zeal())
    (clash,) = found(case_of(zeal=hard(total=6))).clashes
    assert clash.parameters == ("zeal.total",)
    assert set(clash.witnesses) == {"zeal.total"}
    scale = clash.multipliers["zeal.total"]
    assert clash.multipliers == {"zeal.total": scale, **{f"zeal.total:{team}": -scale for team in "abc"}}
    assert scale < 0


def test_the_places_that_are_looked_at_are_counted(monkeypatch):
    """With nothing left out, and without each of the four that clash: 5 places; before the last, 4 are behind."""
    monkeypatch.setattr(searching, "_MOST_PLACES", 4)
    assert found(case_of(**CAPPED)).complete
    monkeypatch.setattr(searching, "_MOST_PLACES", 3)
    assert not found(case_of(**CAPPED)).complete


def test_a_search_that_is_cut_short_says_so(monkeypatch):
    case = case_of(bounds=bounds(cap_a=1, cap_b=1, cap_c=1, floor_a=2, floor_c=6))
    for most in (1, 2, 3):
        search = found(case, most=most)
        assert (len(search.clashes), search.complete) == (most, False)
    assert found(case, most=4) == found(case)
    monkeypatch.setattr(searching, "_MOST_PLACES", 3)
    search = found(case)
    assert not search.complete
    assert 1 <= len(search.clashes) <= 3
    monkeypatch.setattr(searching, "_MOST_PLACES", -1)
    assert found(case) == searching.Search((), complete=False)


def test_no_more_than_fifty_are_looked_for_unless_stated():
    """Of 60 floors above as many caps, 50 are told."""
    teams = [
        {"id": f"t{number}", "name": f"T{number}", "district": "d", "formation": 10, "wijkagenten": 0}
        for number in range(60)
    ]
    region = region_from_dict(
        {
            "schema_version": 1,
            "id": "many",
            "name": "Many",
            "districts": [{"id": "d", "name": "D"}],
            "teams": teams,
            "pools": [{"id": "all", "teams": [team["id"] for team in teams], "inhabitants": 1}],
        }
    )
    limits = {f"{kind}.team.{team['id']}": value for team in teams for kind, value in (("cap", 1), ("floor", 2))}
    rules = {
        "budget": hard(new_fte=100),
        "key": {"state": "guiding", "parameters": {"weights.formation": 1}},
        "bounds": hard(**limits),
    }
    case = Case(region, policy_from_dict({"schema_version": 1, "rules": rules}))
    search = find_clashes(case, formulate(case))
    assert (len(search.clashes), search.complete) == (50, False)


def test_no_loss_is_blamed_only_where_it_matters():
    """A floor of 6 of 5 fte: b and c would have to lose. Where they may, it holds."""
    (clash,) = found(case_of(bounds=bounds(floor_a=6))).clashes
    assert clash.parameters == (BUDGET, "bounds.floor.team.a", NO_LOSS)
    scale = clash.multipliers[BUDGET]
    assert scale > 0
    assert clash.multipliers == {BUDGET: scale, "bounds.floor.team.a:a": -scale}
    lost = clash.witnesses[NO_LOSS]
    assert lost["key:a"] >= 6
    assert sum(lost.values()) == 5
    assert min(clash.witnesses[BUDGET].values()) >= 0


def test_what_posts_are_is_never_blamed():
    """10 wijkagenten are asked, 1 is there, and 9 are more than 5 fte."""
    (clash,) = found(case_of(wijkagent_unit=hard(norm=2000))).clashes
    assert clash.parameters == (BUDGET, "wijkagent_unit.norm")
    assert {label.partition(":")[0] for label in clash.multipliers} == {
        BUDGET,
        "wijkagent_unit.norm",
        "posts.within_new_fte",
    }


def test_one_more_than_a_team_has_cannot_be_lost():
    """Without no-loss: a pinned at -11 has 10. What no team can do is never blamed, so the pin alone is left."""
    pin = {"a": {"value": -11, "source": "a mayor", "note": "why"}}
    (clash,) = found(case_of(no_loss=False, pins=hard(**pin))).clashes
    assert clash.parameters == ("pins.a",)


# ---- one question after the other


def test_each_question_is_answered_by_itself():
    case = case_of(bounds=bounds(floor_a=6, cap_b=1))
    oracle = Oracle(case, formulate(case))
    assert oracle.parameters == (BUDGET, "bounds.floor.team.a", "bounds.cap.team.b", NO_LOSS)
    everything = set(oracle.parameters)
    assert not can_hold(oracle, everything)
    for parameter in (BUDGET, "bounds.floor.team.a", NO_LOSS):
        assert can_hold(oracle, everything - {parameter})
        assert oracle.active == everything - {parameter}
    assert not can_hold(oracle, everything - {"bounds.cap.team.b"})
    assert can_hold(oracle, set())
    assert not can_hold(oracle, everything)
    answer = oracle.ask(everything)
    assert answer.parameters == {BUDGET, "bounds.floor.team.a", NO_LOSS}
    case = case_of(no_loss=False)
    assert Oracle(case, formulate(case)).parameters == (BUDGET,)


def test_without_no_loss_layers_are_free_and_posts_are_not():
    case = case_of(wijkagent_unit=hard(norm=5000))
    oracle = Oracle(case, formulate(case))
    assert oracle.layer_columns == ["key:a", "key:b", "key:c"]
    answer = oracle.ask(set(oracle.parameters) - {NO_LOSS})
    assert all(value >= 0 for column, value in answer.point.items() if not column.startswith("key:"))
    assert oracle.tableau.lower["key:a"] is None
    assert oracle.tableau.lower["wijkagent_posts:a"] == 0
    oracle.ask(set(oracle.parameters))
    assert oracle.tableau.lower["key:a"] == 0


def test_a_deadline_is_kept():
    case = case_of(**CAPPED)
    with pytest.raises(NotProvenError):
        found(case, deadline=time.monotonic() - 1)
    assert found(case, deadline=time.monotonic() + 60).complete


# ---- ways out


def ways(case, *active):
    """Return every change of one parameter, as texts."""
    return [str(way) for way in smallest_changes(case, frozenset(active))]


def test_each_cap_or_the_budget_can_give_way():
    """The budget down to 3, or any one cap up to 3."""
    case = case_of(**CAPPED)
    active = frozenset({BUDGET, *CAPS, NO_LOSS})
    assert ways(case, *active) == [
        "budget.new_fte from 5 to 3",
        "bounds.cap.team.a from 1 to 3",
        "bounds.cap.team.b from 1 to 3",
        "bounds.cap.team.c from 1 to 3",
    ]
    assert smallest_change(case, active, BUDGET) == (Repair((Change(BUDGET, Fraction(5), Fraction(3)),)),)
    assert smallest_change(case, active, "bounds.cap.team.z") == ()
    assert smallest_change(case, active, "ipga.cap") == ()
    # What is not asked for need not hold: without c's cap nothing needs to change, so the change is none at all.
    assert ways(case, BUDGET, *CAPS[:2], NO_LOSS)[0] == "budget.new_fte from 5 to 5"


def test_a_floor_can_come_down_or_the_budget_go_up():
    case = case_of(bounds=bounds(floor_a=6))
    assert ways(case, BUDGET, "bounds.floor.team.a", NO_LOSS) == [
        "budget.new_fte from 5 to 6",
        "bounds.floor.team.a from 6 to 5",
    ]


def test_a_norm_moves_by_its_inverse():
    """5 fte and 1 wijkagent make 6 for 20,000: one for 10,000/3, where 2000 was asked. Or 9 fte."""
    case = case_of(wijkagent_unit=hard(norm=2000))
    assert ways(case, BUDGET, "wijkagent_unit.norm", NO_LOSS) == [
        "budget.new_fte from 5 to 9",
        "wijkagent_unit.norm from 2000 to 10000/3",
    ]


def test_a_rate_counts_for_every_team():
    """A fifth of 3 x 10 is 6, of 5 fte: 6 fte, or a sixth."""
    case = case_of(priority_uplift=hard(rate="0.2"))
    assert ways(case, BUDGET, "priority_uplift.rate", NO_LOSS) == [
        "budget.new_fte from 5 to 6",
        "priority_uplift.rate from 0.2 to 1/6",
    ]


def test_a_change_beyond_what_a_parameter_may_be_is_no_way_out():
    """Floors of 4 and 3 are 2 too many, so either can come down. A cap cannot go below 0, where a floor can.

    Without no-loss, b's floor of 16 asks a and c for 11, and each has but 10: with c at its floor of 0 and a at its cap
    of 0, a may still lose 10, so 1 is short. Raising a's cap would not help, and c could go to -1.
    """
    case = case_of(bounds=bounds(floor_a=4, floor_b=3))
    assert ways(case, BUDGET, "bounds.floor.team.a", "bounds.floor.team.b", NO_LOSS) == [
        "budget.new_fte from 5 to 7",
        "bounds.floor.team.a from 4 to 2",
        "bounds.floor.team.b from 3 to 1",
    ]
    assert not found(case_of(no_loss=False, bounds=bounds(floor_b=6, cap_a=0, floor_c=0))).clashes
    case = case_of(no_loss=False, bounds=bounds(floor_b=16, floor_c=0, cap_a=0))
    assert ways(case, BUDGET, "bounds.floor.team.b", "bounds.cap.team.a", "bounds.floor.team.c") == [
        "budget.new_fte from 5 to 6",
        "bounds.floor.team.b from 16 to 15",
        "bounds.floor.team.c from 0 to -1",
    ]


IPGA = {"heads": 8, "share": "0.5", "net": 4, "regisseurs_min": 0, "regisseurs_max": 1}


def test_a_cap_on_strength_is_approached_from_its_far_end():
    """8 heads of 30 + 5: 8/35. Of a fifth, 7 heads may be there, or 10 more fte. The 4 net fte ask 8 heads as well."""
    case = case_of(ipga=hard(**IPGA, cap="0.2"))
    assert ways(case, BUDGET, "ipga.heads", "ipga.cap", NO_LOSS) == [
        "budget.new_fte from 5 to 10",
        "ipga.heads from 8 to 7",
        "ipga.cap from 0.2 to 8/35",
    ]
    assert ways(case, BUDGET, "ipga.net", "ipga.cap", NO_LOSS) == [
        "budget.new_fte from 5 to 10",
        "ipga.share from 0.5 to 4/7",
        "ipga.net from 4 to 3.5",
        "ipga.cap from 0.2 to 8/35",
    ]


def test_an_edge_that_is_no_round_number():
    """8 heads of 30 + 1/3: 24/91."""
    case = case_of(budget=hard(new_fte="1/3"), ipga=hard(**IPGA, cap="0.1"))
    assert "ipga.cap from 0.1 to 24/91" in ways(case, BUDGET, "ipga.heads", "ipga.cap", NO_LOSS)


def test_an_edge_with_a_large_denominator():
    """8 heads of 30 + 1/30: 240/901."""
    case = case_of(budget=hard(new_fte="1/30"), ipga=hard(**IPGA, cap="0.1"))
    assert "ipga.cap from 0.1 to 240/901" in ways(case, BUDGET, "ipga.heads", "ipga.cap", NO_LOSS)


def test_a_share_of_time_can_come_down():
    """Nobody may have less than now, and each carries half a head: x_t >= share / 2, three times of 1/2 fte.

    Or 1/2 - 3/2 = -1 is what the three lose together, of 30. A cap of all strength is no hindrance.
    """
    ipga = hard(heads="1.5", share=1, net=0, regisseurs_min=0, regisseurs_max=1, cap=1)
    policy = case_of(budget=hard(new_fte="1/2"), ipga=ipga, basic_care=hard(alpha=1)).policy
    document = region_to_dict(REGION)
    values = [{"teams": [team], "value": 1} for team in "abc"]
    document["measures"].append({"id": "caseload", "name": "Caseload", "kind": "total", "values": values})
    case = Case(region_from_dict(document), policy)
    assert ways(case, BUDGET, "ipga.heads", "ipga.cap", "basic_care.alpha", NO_LOSS) == [
        "budget.new_fte from 0.5 to 1.5",
        "ipga.heads from 1.5 to 0.5",
        "ipga.share from 1 to 1/3",
        "basic_care.alpha from 1 to 29/30",
    ]


def test_the_share_of_a_single_head_of_a_single_team():
    """One team with 1/8 fte and a quarter of a head: 1/8 >= share / 4. Or 10 + 1/8 - 1/4 = 9.875 is left of 10."""
    document = region_to_dict(REGION) | {"measures": []}
    document |= {part: document[part][:1] for part in ("teams", "pools")}
    ipga = hard(heads="0.25", share=1, net=0, regisseurs_min=0, regisseurs_max=1, cap=1)
    policy = case_of(budget=hard(new_fte="1/8"), ipga=ipga, basic_care=hard(alpha=1)).policy
    case = Case(region_from_dict(document), policy)
    assert ways(case, BUDGET, "ipga.heads", "ipga.cap", "basic_care.alpha", NO_LOSS) == [
        "budget.new_fte from 0.125 to 0.25",
        "ipga.heads from 0.25 to 0.125",
        "ipga.share from 1 to 0.5",
        "basic_care.alpha from 1 to 0.9875",
    ]


def test_what_moves_no_row_is_no_way_out():
    """The weights of the key ask nothing, whether the rest holds or not."""
    case = case_of(**CAPPED)
    assert smallest_change(case, frozenset({BUDGET, NO_LOSS}), "key.weights.formation") == ()
    assert smallest_change(case, frozenset({BUDGET, *CAPS}), "key.weights.formation") == ()


class Squared(Rule):
    """At least the square of a rate: what is not in proportion to its parameter, nor to its inverse."""

    id = "squared"
    source = "made up for this test"
    parameters = (Parameter("rate", "fte"),)

    def rows(self, case):
        yield case.row(
            "squared.rate", case.new_fte(case.teams), ">=", case.value("squared.rate") * case.value("squared.rate")
        )

    def broken(self, case, division):
        yield from ()


def test_a_way_out_that_is_irrational_is_rounded_to_where_there_is_a_division(monkeypatch):
    """3 x 3 of 5 fte: the budget up to 9, or the rate down to the square root of 5: 2.23606797749978969640917366873."""
    monkeypatch.setitem(rules._REGISTRY, "squared", Squared())
    case = case_of(squared=hard(rate=3))
    assert ways(case, BUDGET, "squared.rate", NO_LOSS) == [
        "budget.new_fte from 5 to 9",
        "squared.rate from 3 to 2795084971874737120511467/1250000000000000000000000",
    ]
    assert together(case, BUDGET, "squared.rate") == "budget.new_fte from 5 to 9"


def test_where_no_loss_is_not_asked_layers_may_be_negative_but_posts_may_not():
    """A floor of 7 for a, of 5 fte: b and c would lose 2. 6 posts of b and c, of what they get: 1 more than there is."""
    case = case_of(bounds=bounds(floor_a=7))
    active = frozenset({BUDGET, "bounds.floor.team.a"})
    assert nearest_value(Moving(case, active, BUDGET), 1) == 5
    assert nearest_value(Moving(case, active | {NO_LOSS}, BUDGET), 1) == 7
    case = case_of(wijkagent_unit=hard(norm=Fraction(20_000, 7)))
    assert nearest_value(Moving(case, frozenset({BUDGET, "wijkagent_unit.norm"}), BUDGET), 1) == 6


def test_a_value_that_its_parameter_may_not_have_is_no_way_out():
    """4 and 3 of 5 fte for b and c leave a with -2: its floor would have to be -0.2 of its formation, and may not."""
    case = case_of(bounds=hard(**{"floor.team.b": 4, "floor.team.c": 3, "growth_floor.team.a": Fraction(1, 10)}))
    active = frozenset({BUDGET, "bounds.floor.team.b", "bounds.floor.team.c", "bounds.growth_floor.team.a"})
    assert nearest_value(Moving(case, active, "bounds.growth_floor.team.a"), -1) is None
    assert nearest_value(Moving(case, active, "bounds.floor.team.b"), -1) == 1


def test_what_is_spread_over_teams_is_short_where_it_is_worst():
    """The development total of 6 is a's alone, of 5 fte; and a may have 4: so both must change."""
    case = case_of(development=hard(total=6), bounds=bounds(cap_a=4))
    assert ways(case, "development.total", "bounds.cap.team.a", NO_LOSS) == [
        "development.total from 6 to 4",
        "bounds.cap.team.a from 4 to 6",
    ]
    assert ways(case, BUDGET, "development.total", "bounds.cap.team.a", NO_LOSS) == ["development.total from 6 to 4"]


# ---- several together


def together(case, *parameters, **weights):
    found = smallest_together(case, parameters, {name.replace("__", "."): Fraction(w) for name, w in weights.items()})
    return None if found is None else str(found)


def test_the_cheapest_of_several_and_all_that_are_needed():
    """Relative to its value a budget is changed more cheaply: 2 of 5 is 0.4, 2 of a cap of 1 is 2."""
    case = case_of(**CAPPED)
    assert together(case, BUDGET, *CAPS) == "budget.new_fte from 5 to 3"
    assert together(case, *CAPS[:1]) == "bounds.cap.team.a from 1 to 3"
    weights = {"budget__new_fte": 10}
    assert together(case, BUDGET, CAPS[1], **weights) == "bounds.cap.team.b from 1 to 3"
    assert together(case, BUDGET, CAPS[1], budget__new_fte=1) == "budget.new_fte from 5 to 3"
    assert together(case, BUDGET, "ipga.cap") == "budget.new_fte from 5 to 3"


def test_two_changes_where_one_is_not_enough():
    """A floor of 2 above a cap of 1, for a and for b."""
    case = case_of(bounds=bounds(cap_a=1, floor_a=2, cap_b=1, floor_b=3))
    wanted = "bounds.floor.team.a from 2 to 1 and bounds.floor.team.b from 3 to 1"
    assert together(case, "bounds.floor.team.a", "bounds.floor.team.b") == wanted
    assert together(case, "bounds.cap.team.a") is None
    assert together(case, "ipga.cap") is None
    assert together(case) is None


def test_a_norm_or_a_share_does_not_take_part():
    """They divide or multiply what is decided; the others do."""
    case = case_of(wijkagent_unit=hard(norm=2000), ipga=hard(**IPGA, cap="0.2"))
    assert together(case, "wijkagent_unit.norm", "ipga.cap", "ipga.share") is None
    found = together(case, BUDGET, "wijkagent_unit.norm", "ipga.cap")
    assert found == "budget.new_fte from 5 to 10"


def test_a_value_of_0_weighs_as_it_is():
    """A cap of 0 weighs 1 for each fte, a floor of 2 a half."""
    case = case_of(bounds=bounds(cap_a=0, floor_a=2))
    assert together(case, "bounds.cap.team.a", "bounds.floor.team.a") == "bounds.floor.team.a from 2 to 0"
    weights = {"bounds__floor__team__a": 3}
    assert together(case, "bounds.cap.team.a", "bounds.floor.team.a", **weights) == "bounds.cap.team.a from 0 to 2"
    # A floor of 2/3 weighs 3/2, which is more than 1.
    case = case_of(bounds=bounds(cap_a=0, floor_a="2/3"))
    assert together(case, "bounds.cap.team.a", "bounds.floor.team.a") == "bounds.cap.team.a from 0 to 2/3"


def test_together_too_a_change_must_be_allowed():
    """Floors of 3, 3 and 0 are 1 too many. Where teams may lose, c's floor may be -1; as a share of new fte it may not.

    Caps of 2 and 2 and a pin of 0 are 1 short.
    """
    case = case_of(no_loss=False, bounds=bounds(floor_a=3, floor_b=3, floor_c=0))
    assert together(case, "bounds.floor.team.c") == "bounds.floor.team.c from 0 to -1"
    case = case_of(no_loss=False, bounds=bounds(floor_a=3, floor_b=3, share_floor_c=0))
    assert together(case, "bounds.share_floor.team.c") is None
    assert together(case, "bounds.floor.team.a") == "bounds.floor.team.a from 3 to 2"
    pins = hard(c={"value": 0, "source": "a mayor", "note": "why"})
    case = case_of(pins=pins, bounds=bounds(cap_a=2, cap_b=2, cap_c=3))
    assert together(case, "pins.c") == "pins.c from 0 to 1"


def test_a_repair_is_made_with_what_was_on_record():
    case = case_of(**CAPPED)
    change = Change(CAPS[0], Fraction(1), Fraction(7, 2))
    figure = Repair((change, Change(BUDGET, Fraction(5), Fraction(9, 2)))).apply(case.policy)[CAPS[0]]
    assert (figure.value, figure.source, figure.note) == (Fraction(7, 2), "repair of a conflict", "was 1")
    assert Repair((change, Change(BUDGET, Fraction(5), Fraction(9, 2)))).apply(case.policy)[BUDGET].value == Fraction(
        9, 2
    )
    assert Repair((change,)).apply(case.policy)[BUDGET].value == 5


# ---- the steps of a repair


def test_a_change_must_be_within_the_range_of_its_parameter():
    for parameter, value, allowed in (
        ("ipga.cap", 1, True),
        ("ipga.cap", Fraction(101, 100), False),
        ("bounds.cap.team.a", 0, True),
        ("bounds.cap.team.a", -1, False),
        ("bounds.floor.team.a", -1, True),
        ("ipga.nothing", 1, False),
    ):
        assert allows(parameter, Fraction(value)) is allowed
