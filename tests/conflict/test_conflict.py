"""Which rules clash, why, and the way out: hand-derived, and against brute force on generated cases."""

import json
import random
from copy import deepcopy
from fractions import Fraction
from itertools import combinations

import pytest
from flint import fmpq
from hypothesis import given

from rvp_alloc import Conflict, InfeasibleError, Policy, allocate, load_region, try_allocate
from rvp_alloc.conflict.search import NO_LOSS, parameter_of
from rvp_alloc.model import Column, LinearModel
from rvp_alloc.policy.formulate import FACTS
from rvp_alloc.solving.knowledge import Knowledge
from rvp_alloc.solving.pivots import Contradiction, pivot_to_end
from rvp_alloc.solving.program import Program
from rvp_alloc.verify import judge
from strategies import clashing_cases

REFERENCE = Policy.reference()
CAP = ("budget.new_fte", "ipga.heads", "ipga.regisseurs_min", "ipga.cap")


def conflict_of(policy: Policy) -> Conflict:
    conflict = try_allocate(load_region("amsterdam-2022"), policy)
    assert isinstance(conflict, Conflict)
    return conflict


def as_document(conflict: Conflict) -> dict:
    return json.loads(json.dumps({"status": "infeasible", "error": {"conflict": conflict.to_dict()}}))


def changes(repairs):
    return {change.parameter: change.new for repair in repairs for change in repair.changes}


def test_a_cap_of_four_percent_gives_the_two_clashes_derived_by_hand():
    """80 + 17 = 97 heads against 0.04 x (2,204.1 + 71) = 91.004; and 64 net fte need 64 / 0.8 = 80 heads, which says the same.

    The cap would have to be 97 / 2,275.1 = 970/22751; the regisseurs 91.004 - 80 = 11.004; the budget
    97 / 0.04 - 2,204.1 = 220.9; the heads 91.004 - 17 = 74.004, but that cures the first clash only.
    """
    conflict = conflict_of(REFERENCE.set("ipga.cap", "0.04"))
    assert conflict.complete
    first, second = conflict.clashes
    assert first.parameters == CAP
    assert second.parameters == ("budget.new_fte", "ipga.net", "ipga.regisseurs_min", "ipga.cap")
    asked = {share.parameter: share.amount for share in conflict.balance(first)}
    assert asked == {
        "budget.new_fte": Fraction(284, 100),
        "ipga.heads": -80,
        "ipga.regisseurs_min": -17,
        "ipga.cap": Fraction(88164, 1000),
    }
    of_first = changes(conflict.repairs_of(first))
    assert of_first == {
        "budget.new_fte": Fraction(2209, 10),
        "ipga.heads": Fraction(74004, 1000),
        "ipga.regisseurs_min": Fraction(11004, 1000),
        "ipga.cap": Fraction(970, 22751),
    }
    assert changes(conflict.repairs) == {name: value for name, value in of_first.items() if name != "ipga.heads"}
    # 64 net fte ask no more than 74.004 heads give, if each gives 64 / 74.004 of the time.
    assert changes(conflict.repairs_of(second))["ipga.share"] == Fraction(64000, 74004)


def test_a_budget_below_the_layers_needs_exactly_38_041_fte():
    (clash,) = conflict_of(REFERENCE.set("budget.new_fte", 38)).clashes
    assert clash.parameters == ("budget.new_fte", "priority_uplift.rate", "development.total", NO_LOSS)
    conflict = conflict_of(REFERENCE.set("budget.new_fte", 38))
    assert changes(conflict.repairs)["budget.new_fte"] == Fraction(38041, 1000)


def test_three_independent_clashes_are_all_found_and_cured_together():
    policy = REFERENCE.set("ipga.cap", "0.04").set("bounds.cap.team.boven-ij", 5)
    conflict = conflict_of(policy.set("pins.amstelveen", "0.5", source="a mayor", note="a reason"))
    assert [clash.parameters for clash in conflict.clashes] == [
        ("priority_uplift.rate", "pins.amstelveen", NO_LOSS),
        CAP,
        ("budget.new_fte", "ipga.net", "ipga.regisseurs_min", "ipga.cap"),
        ("priority_uplift.rate", "development.total", "bounds.cap.team.boven-ij", NO_LOSS),
    ]
    assert conflict.repairs == ()
    cured = conflict.apply(conflict.cheapest())
    assert allocate(load_region("amsterdam-2022"), cured).unique


def test_a_weight_decides_which_change_is_cheapest():
    conflict = conflict_of(REFERENCE.set("budget.new_fte", 38))
    weights = {"priority_uplift.rate": 10_000, "development.total": 2}
    assert changes([conflict.cheapest({**weights, "budget.new_fte": 1})]) == {"budget.new_fte": Fraction(38041, 1000)}
    assert changes([conflict.cheapest({**weights, "budget.new_fte": 3})]) == {
        "development.total": Fraction(15959, 1000)
    }


@pytest.mark.parametrize(
    "policy",
    [
        REFERENCE.set("ipga.cap", "0.04"),
        REFERENCE.set("budget.new_fte", 38),
        REFERENCE.set("wijkagent_area.state", "hard").set("wijkagent_area.norm", 2500),
        REFERENCE.set("ipga.share", "0.5").set("ipga.cap", "0.06"),
        REFERENCE.set("basic_care.alpha", 1).set("budget.new_fte", 45),
    ],
)
def test_every_repair_cures_and_nothing_less_does(policy):
    region = load_region("amsterdam-2022")
    conflict = conflict_of(policy)
    assert conflict.repairs
    for repair in conflict.repairs:
        (change,) = repair.changes
        cured = conflict.apply(repair)
        assert cured[change.parameter].value == change.new
        assert cured[change.parameter].note.startswith("was ")
        assert try_allocate(region, cured).status == "proven_optimal"
        nearly = change.old + (change.new - change.old) * Fraction(999_999, 1_000_000)
        assert try_allocate(region, policy.set(change.parameter, nearly)).status == "infeasible", str(repair)


def test_the_words_tell_figures_sources_and_ways_out_in_both_languages():
    conflict = conflict_of(REFERENCE.set("ipga.cap", "0.04"))
    english, dutch = conflict.text("en"), conflict.text("nl")
    for part in ("80 [ipga.heads] + 17 [ipga.regisseurs_min] = 97", "= 91.004", "note 24", "970/22751", "Clash 2 of 2"):
        assert part in english, part
    without = conflict.text(with_repairs=False)
    assert "Clash 2 of 2" in without
    assert "ends with" not in without
    for part in ("= 91,004", "Botsing 2 van 2", "970/22751"):
        assert part in dutch, part
    with pytest.raises(InfeasibleError, match="IPGA"):
        allocate(load_region("amsterdam-2022"), REFERENCE.set("ipga.cap", "0.04"))


def test_the_verifier_accepts_the_conflict_and_rejects_200_corruptions_of_it():
    document = as_document(conflict_of(REFERENCE.set("ipga.cap", "0.04")))
    assert judge(document) == {"accepted": True, "clashes": 2, "trusted_rules": []}
    chance = random.Random(20230103)
    for number in range(200):
        changed = deepcopy(document)
        clash = chance.choice(changed["error"]["conflict"]["clashes"])
        if number % 4 == 0:
            label = chance.choice(sorted(clash["multipliers"]))
            clash["multipliers"][label] = str(-Fraction(clash["multipliers"][label]))
        elif number % 4 == 1:
            del clash["multipliers"][chance.choice(sorted(clash["multipliers"]))]
        elif number % 4 == 2:
            del clash["witnesses"][chance.choice(sorted(clash["witnesses"]))]
        else:
            witness = chance.choice(list(clash["witnesses"].values()))
            witness[f"interventieplegers:{chance.choice(['amstelveen', 'boven-ij', 'oost-zeeburg'])}"] = "-1"
        assert not judge(changed)["accepted"], number


def brute_force(case, model: LinearModel) -> set[frozenset[str]]:
    """Find the minimal clashes by trying every set of parameters, from small to large, from scratch each time."""
    parameters = sorted({parameter_of(row) for row in model.rows if row.rule != FACTS})
    layers = {
        column.id for column in model.columns if column.id.partition(":")[0] in case.layers and column.lower is not None
    }
    parameters += [NO_LOSS] if layers else []
    found: set[frozenset[str]] = set()
    for size in range(1, 5):
        for chosen in map(frozenset, combinations(parameters, size)):
            if any(small <= chosen for small in found):
                continue
            columns = [
                Column(column.id, None) if column.id in layers and NO_LOSS not in chosen else column
                for column in model.columns
            ]
            rows = [row for row in model.rows if row.rule == FACTS or parameter_of(row) in chosen]
            if isinstance(pivot_to_end(Program(columns, rows, Knowledge())), Contradiction):
                found.add(chosen)
    return found


@given(clashing_cases())
def test_all_minimal_clashes_are_found_and_each_is_proven_both_ways(case):
    conflict = try_allocate(*case)
    if not isinstance(conflict, Conflict):
        return
    found = {frozenset(clash.parameters) for clash in conflict.clashes}
    assert judge(as_document(conflict))["accepted"]
    assert {clash for clash in found if len(clash) <= 4} == brute_force(conflict.case, conflict.model)
    for small, large in combinations(sorted(found, key=len), 2):
        assert not small <= large
    for clash in conflict.clashes:
        assert sum(share.amount for share in conflict.balance(clash)) < 0
        assert all(isinstance(multiplier, fmpq) for multiplier in clash.multipliers.values())


@given(clashing_cases())
def test_every_repair_of_a_generated_clash_cures_it(case):
    region, policy = case
    conflict = try_allocate(region, policy)
    if not isinstance(conflict, Conflict):
        return
    for repair in conflict.repairs:
        assert try_allocate(region, conflict.apply(repair)).status == "proven_optimal", str(repair)
