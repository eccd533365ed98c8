"""The properties that every division must have, over generated regions and policies, in exact fractions.

Numbers in the names are those of the reference model's list of properties.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import oracle
from rvp_alloc import (
    Allocation,
    Conflict,
    InfeasibleError,
    Policy,
    Region,
    allocate,
    policy_to_dict,
    region_from_dict,
    region_to_dict,
)
from strategies import (
    Given,
    cases,
    clashing_cases,
    examples,
    halved,
    nested_cases,
    renamed_cases,
    scaled,
    tighter_policies,
    twins,
    with_inhabitants,
)

type Part = tuple[str, str]
"""A layer or a kind of posts, and the team or pool that gets it."""


def attempt(region: Region, policy: Policy, **options: Any) -> Allocation | None:
    """Return the division, or None where the rules clash."""
    try:
        return allocate(region, policy, **options)
    except InfeasibleError:
        return None


def divided(case: Given) -> Allocation:
    """Return the division; cases without one are passed over."""
    plan = attempt(*case)
    assume(plan is not None)
    return plan


def new_fte(plan: Allocation) -> dict[str, Fraction]:
    """Return what each team gets."""
    return {team.id: team.new_fte for team in plan.teams}


def layers(plan: Allocation) -> dict[Part, Fraction]:
    """Return every layer of every team."""
    return {(name, team.id): amount for team in plan.teams for name, amount in team.layers.items()}


def wijkagent_posts(plan: Allocation) -> dict[str, Fraction]:
    """Return the new posts of each pool."""
    return {pool.id: pool.new_wijkagent_posts for pool in plan.pools}


def everything(plan: Allocation) -> dict[Part, Fraction]:
    """Return all that is decided: layers and posts."""
    posts = {("wijkagent_posts", pool): amount for pool, amount in wijkagent_posts(plan).items()}
    for team in plan.teams:
        posts["interventieplegers", team.id] = team.interventieplegers
        posts["regisseurs", team.id] = team.regisseurs
    return layers(plan) | posts


def value(plan: Allocation, parameter: str) -> Fraction:
    return plan.policy[parameter].value


# ---- 1 to 5: what a division is


@examples(150)
@given(cases())
def test_1_everything_is_divided_and_nobody_loses(case):
    plan = divided(case)
    assert sum(new_fte(plan).values()) == plan.total == value(plan, "budget.new_fte")
    for team in plan.teams:
        assert team.new_fte == sum(team.layers.values())
        if case.policy.is_on("no_loss"):
            assert min(team.layers.values()) >= 0
    assert len({team.layers["priority_uplift"] / team.formation for team in plan.teams}) == 1


def are_bound_apart(plan: Allocation, one: str, other: str) -> bool:
    """Say whether some rule leaves no room to one of two teams by itself, without the other."""
    x, policy = new_fte(plan), plan.policy
    if {one, other} & oracle.pins(policy).keys():
        return True
    for bound in oracle.bounds(plan.region, policy):
        is_tight = sum(x[team] for team in bound.teams) == bound.amount
        if is_tight and (one in bound.teams) != (other in bound.teams):
            return True
    for team in (one, other):
        lowest, least, missing = plan.team(team).layers["key"], Fraction(0), Fraction(0)
        if not policy.is_on("no_loss"):
            # New wijkagent posts come out of new fte, so that a pool with a norm cannot lose any.
            has_norm = policy.is_on("wijkagent_unit") or policy.is_on("wijkagent_area")
            lowest, least = x[team], Fraction(0) if has_norm else -plan.team(team).formation
        if policy.is_on("wijkagent_area"):
            missing = oracle.missing_wijkagenten(plan.region, policy, "wijkagent_area")[plan.region.pool_of(team).id]
        if lowest <= least or 0 < missing >= x[team]:
            return True
    return False


@examples(100)
@given(twins())
def test_2_teams_that_differ_in_development_only_differ_by_that_layer(given_twins):
    case, one, other = given_twins
    assume("weights.development" not in case.policy.parameters("key"))
    plan = divided(case)
    assume(not are_bound_apart(plan, one, other))
    difference = plan.team(one).layers["development"] - plan.team(other).layers["development"]
    assert plan.team(one).new_fte - plan.team(other).new_fte == difference
    assert plan.team(one).layers["key"] == plan.team(other).layers["key"]


@examples(100)
@given(cases() | cases(caseload=True))
def test_3_ipga_is_staffed_and_nobody_carries_too_much(case):
    assume(case.policy.is_on("ipga"))
    plan = divided(case)
    heads = sum(team.interventieplegers for team in plan.teams)
    regisseurs = sum(team.regisseurs for team in plan.teams)
    assert heads >= value(plan, "ipga.heads")
    assert heads * value(plan, "ipga.share") >= value(plan, "ipga.net")
    assert value(plan, "ipga.regisseurs_min") <= regisseurs <= value(plan, "ipga.regisseurs_max")
    caseload = oracle.measure(case.region, "caseload")
    for team in plan.teams:
        assert team.interventieplegers >= 0
        assert team.regisseurs >= 0
        carried = team.interventieplegers + team.regisseurs
        assert carried <= value(plan, "ipga.cap") * (team.formation + team.new_fte)
        if any(caseload.values()):
            part = caseload[team.id] / sum(caseload.values())
            assert team.interventieplegers >= part * value(plan, "ipga.heads")


@examples(100)
@given(cases())
def test_4_the_unit_has_its_wijkagenten_and_no_area_could_have_more(case):
    plan = divided(case)
    posts, x = wijkagent_posts(plan), new_fte(plan)
    for pool in case.region.pools:
        assert posts[pool.id] >= 0
        assert not posts[pool.id] or posts[pool.id] <= sum(x[team] for team in pool.teams)
    present = oracle.wijkagenten(case.region)
    if case.policy.state("wijkagent_unit") == "hard":
        inhabitants = sum(pool.inhabitants.value for pool in case.region.pools)
        norm = value(plan, "wijkagent_unit.norm")
        assert sum(present.values()) + sum(posts.values()) >= inhabitants / norm
    if case.policy.state("wijkagent_area") != "guiding":
        return
    missing = oracle.missing_wijkagenten(case.region, case.policy, "wijkagent_area")
    coverage = {pool: (present[pool] + posts[pool]) / (present[pool] + missing[pool]) for pool in posts}
    formulation = oracle.Formulation(case.region, case.policy)
    space = formulation.space()
    if case.policy.state("wijkagent_unit") == "guiding":  # it comes first, and may not be lowered either
        asked = sum(oracle.missing_wijkagenten(case.region, case.policy, "wijkagent_unit").values())
        reached = min(asked, sum(posts.values()))
        space.at_least(formulation.posts("wijkagent_posts"), float(reached) - 1e-9 * space.unit)
    for pool in posts:
        if coverage[pool] < 1:
            row = space.vector({f"wijkagent_posts:{pool}": 1.0})
            kept = [
                (space.vector({f"wijkagent_posts:{other}": 1.0}), float(posts[other]) - 1e-9 * space.unit)
                for other in posts
                if other != pool and coverage[other] <= coverage[pool]
            ]
            most, _ = space.largest(row, kept)
            assert most <= float(posts[pool]) + 1e-6 * space.unit, pool


def meets_hard_rules(case: Given, form: Mapping[str, Mapping[str, Fraction]]) -> bool:
    """Say whether layers meet every hard rule, where basic care and IPGA are not on together."""
    region, policy = case
    formation, x = oracle.formations(region), oracle.new_fte(form)
    held = min(form["key"].values()) >= 0 or not policy.is_on("no_loss")
    held &= all(x[team] >= -formation[team] for team in x)
    held &= all(bound.sign * (sum(x[team] for team in bound.teams) - bound.amount) >= 0 for bound in bounds_of(case))
    held &= all(x[team] == amount for team, amount in oracle.pins(policy).items())
    if policy.is_on("basic_care"):
        alpha = policy["basic_care.alpha"].value
        held &= all(formation[team] + x[team] >= alpha * formation[team] for team in x)
    held &= all(floor.per_new_fte * x[floor.team] >= floor.amount for floor in oracle.deployable(region, policy))
    for rule in ("wijkagent_unit", "wijkagent_area"):
        if policy.is_on(rule):
            missing = oracle.missing_wijkagenten(region, policy, rule)
            held &= all(pool_fte(region, x, pool) >= 0 for pool in missing)
            if rule == "wijkagent_unit" and policy.state(rule) == "hard":
                held &= sum(missing.values()) <= sum(x.values())
            elif policy.state(rule) == "hard":
                held &= all(missing[pool] <= pool_fte(region, x, pool) for pool in missing)
    # That every team gets its key is enough for the key; of what other aims must reach, nothing is said here.
    levels = {name: policy[f"reach.{name}"].value for name in policy.parameters("reach")}
    held &= all(name == "key" and level <= 1 for name, level in levels.items())
    return held and (not policy.is_on("ipga") or ipga_fits(case, x))


def bounds_of(case: Given) -> list[oracle.Bound]:
    return oracle.bounds(*case)


def pool_fte(region: Region, x: Mapping[str, Fraction], pool: str) -> Fraction:
    """Return the new fte of a pool."""
    return sum(x[team] for found in region.pools if found.id == pool for team in found.teams)


def ipga_fits(case: Given, x: Mapping[str, Fraction]) -> bool:
    """Say whether the heads fit under the caps, given what each team gets."""
    heads, share, net, low, high, cap = (
        case.policy[f"ipga.{name}"].value
        for name in ("heads", "share", "net", "regisseurs_min", "regisseurs_max", "cap")
    )
    formation, caseload = oracle.formations(case.region), oracle.measure(case.region, "caseload")
    room = {team: cap * (formation[team] + x[team]) for team in x}
    total = sum(caseload.values())
    if total and any(room[team] < heads * caseload[team] / total for team in x):
        return False
    return low <= high and max(heads, net / share) + low <= sum(room.values())


@examples(120)
@given(cases() | cases(bounded=False, basic_care=False))
def test_5_where_the_closed_form_meets_all_rules_it_is_the_answer(case):
    assume(not (case.policy.is_on("ipga") and case.policy.is_on("basic_care")))
    form = oracle.closed_form(*case)
    assume(meets_hard_rules(case, form))
    plan = allocate(*case)  # there is a division, since the closed form is one
    if case.policy.state("wijkagent_area") == "guiding":
        missing, posts = oracle.missing_wijkagenten(*case, "wijkagent_area"), wijkagent_posts(plan)
        x = oracle.new_fte(form)
        assume(all(pool_fte(case.region, x, pool) >= min(missing[pool], posts[pool]) for pool in posts))
    assert layers(plan) == {(name, team): amount for name, layer in form.items() for team, amount in layer.items()}


def test_5_without_no_loss_a_team_without_a_share_in_the_key_keeps_what_it_has():
    """Nothing binds and only a grows: of 1 fte, a gets 1 and b nothing. That b may lose fte is no reason to take any."""
    document = region_to_dict(two_areas())
    values = [{"teams": ["a"], "value": 100}, {"teams": ["b"], "value": 0}]
    document["measures"] = [{"id": "growth", "name": "Growth", "kind": "change", "values": values}]
    policy = equal_shares().set("key.weights.formation", None).set("key.weights.growth", 1)
    for rule in ("no_loss", "wijkagent_unit", "wijkagent_area"):
        policy = policy.set(f"{rule}.state", "off")
    plan = allocate(region_from_dict(document), policy, new_fte=1)
    assert new_fte(plan) == {"a": 1, "b": 0}


# ---- 6 to 8: what a division does not depend on


@examples(120)
@given(renamed_cases())
def test_6_order_and_names_do_not_matter(given_two):
    case, other, names = given_two
    plan, again = attempt(*case), attempt(*other)
    assert (plan is None) == (again is None)
    if plan is not None:
        assert everything(again) == {(part, names[name]): amount for (part, name), amount in everything(plan).items()}


@examples(120)
@given(cases() | clashing_cases())
def test_6_the_solver_does_not_matter(case):
    plan, again = attempt(*case), attempt(*case, solver="PYGLPK")
    assert (plan is None) == (again is None)
    if plan is not None:
        assert everything(again) == everything(plan)


_ANSWERS = """
import json, sys
from rvp_alloc import InfeasibleError, allocate, policy_from_dict, region_from_dict
for region, policy in json.load(sys.stdin):
    try:
        print(allocate(region_from_dict(region), policy_from_dict(policy)).to_json())
    except InfeasibleError as error:
        print(json.dumps(error.to_dict()))
"""


def test_6_the_hash_seed_does_not_matter():
    documents = []

    @examples(40)
    @given(cases() | clashing_cases())
    def collect(case):
        documents.append([region_to_dict(case.region), policy_to_dict(case.policy)])

    collect()
    command = [sys.executable, "-c", _ANSWERS]
    answers = set()
    for seed in ("0", "1", "12345"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        text = json.dumps(documents)
        run = subprocess.run(command, input=text, env=environment, capture_output=True, text=True, check=True)
        answers.add(run.stdout)
    assert len(answers) == 1


FACTORS = st.sampled_from([Fraction(2), Fraction(1, 2), Fraction(3), Fraction(1, 10), Fraction(10), Fraction(7, 5)])


@examples(120)
@given(cases(), FACTORS, st.booleans())
def test_7_a_region_so_many_times_as_large_gets_so_many_times_as_much(case, factor, norm):
    plan, again = attempt(*case), attempt(*scaled(case, factor, norm=norm))
    assert (plan is None) == (again is None)
    if plan is not None:
        assert everything(again) == {part: factor * amount for part, amount in everything(plan).items()}


@examples(120)
@given(cases(most_teams=6), st.data())
def test_8_a_team_in_two_halves_gets_two_halves(case, data):
    team = data.draw(st.sampled_from([team.id for team in case.region.teams]))
    plan, again = attempt(*case), attempt(*halved(case, team))
    assert (plan is None) == (again is None)
    if plan is None:
        return
    whole, parts = everything(plan), everything(again)
    own_pool = [pool.id for pool in case.region.pools if pool.teams == (team,)]
    for (part, name), amount in whole.items():
        if name == team or name in own_pool:
            assert parts[part, f"{team}.first"] == parts[part, f"{team}.second"] == amount / 2
        else:
            assert parts[part, name] == amount


# ---- 9 to 11: rules and budgets that change


def aims_for_fte(plan: Allocation) -> list[dict[str, Fraction]]:
    """Return what each aim that new fte depend on looks at, in order, by team or pool, and so that more is better."""
    region, policy = plan.region, plan.policy
    result: list[dict[str, Fraction]] = []
    posts, present = wijkagent_posts(plan), oracle.wijkagenten(region)
    if policy.state("wijkagent_unit") == "guiding":
        asked = sum(oracle.missing_wijkagenten(region, policy, "wijkagent_unit").values())
        result.append({"unit": min(asked, sum(posts.values()))})
    if policy.state("wijkagent_area") == "guiding":
        norm = value(plan, "wijkagent_area.norm")
        inhabitants = {pool.id: pool.inhabitants.value for pool in region.pools}
        result.append({pool: min(1 / norm, (present[pool] + posts[pool]) / inhabitants[pool]) for pool in posts})
    shares = oracle.key_shares(region, policy)
    key = {team.id: team.layers["key"] for team in plan.teams}
    without = {team.id: key[team.id] / team.formation for team in plan.teams if not shares[team.id]}
    result.append({team: min(Fraction(0), part) for team, part in without.items()})
    result.append({team: key[team] / share for team, share in shares.items() if share})
    result.append({team: -part for team, part in without.items()})
    return result


def coverage(plan: Allocation) -> dict[str, Fraction]:
    """Return the wijkagenten per inhabitant of each pool."""
    return {pool.id: (pool.wijkagenten + pool.new_wijkagent_posts) / pool.inhabitants for pool in plan.pools}


def aims(plan: Allocation) -> list[dict[str, Fraction]]:
    """Return what each aim of the usual order looks at, in order, by team or pool, and so that more is better."""
    result = [*aims_for_fte(plan), {"posts": -sum(wijkagent_posts(plan).values())}, coverage(plan)]
    if plan.policy.is_on("ipga"):
        heads = {team.id: -team.interventieplegers for team in plan.teams}
        regisseurs = {team.id: -team.regisseurs for team in plan.teams}
        strength = {team.id: team.formation + team.new_fte or Fraction(1) for team in plan.teams}
        result += [{"heads": sum(heads.values())}, {"regisseurs": sum(regisseurs.values())}]
        result += [{team: load[team] / strength[team] for team in strength} for load in (heads, regisseurs)]
    return result


def sequence(plan: Allocation) -> list[list[Fraction]]:
    """Return how well the aims are reached, to be compared from the first to the last: more is better."""
    return [sorted(measures.values()) for measures in aims(plan)]


@examples(150)
@given(cases(most_teams=6), st.data())
def test_9_asking_more_of_a_rule_never_serves_the_aims_better(case, data):
    plan = divided(case)
    again = attempt(case.region, data.draw(tighter_policies(case, new_fte(plan))))
    assume(again is not None)
    assert sequence(again) <= sequence(plan)
    if sequence(again) == sequence(plan):
        assert everything(again) == everything(plan)


def slack_rules(plan: Allocation) -> dict[str, Policy]:
    """Return, for each rule or bound that has room left everywhere, the policy without it."""
    policy, region, x = plan.policy, plan.region, new_fte(plan)
    found: dict[str, Policy] = {}
    by_parameter: dict[str, bool] = {}
    for bound in oracle.bounds(region, policy):
        room = bound.sign * (sum(x[team] for team in bound.teams) - bound.amount) > 0
        by_parameter[bound.parameter] = room and by_parameter.get(bound.parameter, True)
    found |= {name: policy.set(f"bounds.{name}", None) for name, room in by_parameter.items() if room}
    if policy.is_on("basic_care"):
        alpha = value(plan, "basic_care.alpha")
        if all(team.net_basic_care > alpha * team.formation for team in plan.teams):
            found["basic_care"] = policy.set("basic_care.state", "off")
    floors = oracle.deployable(region, policy)
    if floors and all(floor.per_new_fte * x[floor.team] > floor.amount for floor in floors):
        found["waterline"] = policy.set("waterline.state", "off")
    (reach,) = (rule.rows for rule in plan.rules if rule.rule == "reach")
    for name in policy.parameters("reach"):
        if all(row.slack > 0 for row in reach if row.label.partition(":")[0] == f"reach.{name}"):
            found[f"reach.{name}"] = policy.set(f"reach.{name}", None)
    posts = wijkagent_posts(plan)
    for rule in ("wijkagent_unit", "wijkagent_area"):
        if policy.state(rule) == "hard":
            missing = oracle.missing_wijkagenten(region, policy, rule)
            room = {pool: posts[pool] - missing[pool] for pool in posts}
            if sum(room.values()) > 0 if rule == "wijkagent_unit" else min(room.values()) > 0:
                found[rule] = policy.set(f"{rule}.state", "off")
    return found


@examples(100)
@given(cases(bounded=True) | cases(bounded=True, basic_care=True), st.data())
def test_9_a_rule_with_room_left_can_be_taken_away(case, data):
    plan = divided(case)
    others = slack_rules(plan)
    assume(others)
    again = allocate(case.region, others[data.draw(st.sampled_from(sorted(others)))])
    assert everything(again) == everything(plan)


@examples(150)
@given(nested_cases(), st.sampled_from([Fraction(1), Fraction(1, 10), Fraction(10), Fraction(1, 1000)]))
def test_10_more_budget_takes_from_nobody_where_groups_do_not_cross(case, more):
    budget = case.policy["budget.new_fte"].value
    less, plenty = attempt(*case), attempt(case.region, case.policy, new_fte=budget + more)
    assume(less is not None and plenty is not None)
    assert all(plenty.team(team.id).new_fte >= team.new_fte for team in less.teams)


def three_equal_teams() -> Region:
    """Return a, b and c, equal in all; a and b lie in one driehoek, b and c in another."""
    places = {"a": ("first", "elsewhere"), "b": ("first", "second"), "c": ("second", "elsewhere")}
    return region_from_dict(
        {
            "schema_version": 1,
            "id": "crossing",
            "name": "Crossing",
            "teams": [
                {
                    "id": team,
                    "name": team,
                    "district": "d",
                    "formation": 10,
                    "wijkagenten": 1,
                    "authorities": dict.fromkeys(authorities, "1/2"),
                }
                for team, authorities in places.items()
            ],
            "districts": [{"id": "d", "name": "D"}],
            "pools": [{"id": team, "teams": [team], "inhabitants": 5000} for team in places],
        }
    )


def equal_shares() -> Policy:
    """Return a policy with nothing but a budget, the norms and a key by formation."""
    policy = Policy.reference().set("key.weights.safety", None).set("key.weights.growth", None)
    for rule in ("priority_uplift", "development", "ipga"):
        policy = policy.set(f"{rule}.state", "off")
    return policy.set("key.weights.formation", 1)


@pytest.mark.parametrize(
    ("budget", "expected"),
    [("1", ["1/3", "1/3", "1/3"]), ("3/2", ["1/2", "1/2", "1/2"]), ("1.75", ["0.75", "1/4", "0.75"]), ("2", [1, 0, 1])],
)
def test_10_more_budget_can_take_from_a_team_where_groups_cross(budget, expected):
    """With {a, b} <= 1 and {b, c} <= 1, all of 2 fits only as 1, 0, 1: b falls from a half to nothing."""
    policy = equal_shares().set("bounds.cap.authority.first", 1).set("bounds.cap.authority.second", 1)
    plan = allocate(three_equal_teams(), policy, new_fte=budget)
    assert list(new_fte(plan).values()) == [Fraction(amount) for amount in expected]


@pytest.mark.parametrize(("budget", "expected"), [("1", ["0.9", "0.05", "0.05"]), ("1.1", ["0.99", "0.01", "0.1"])])
def test_10_more_budget_can_take_from_a_team_where_a_bound_moves_with_it(budget, expected):
    """Groups do not cross: a has at least 90% of the budget, and a and b together at most 1, which is less and less for b."""
    policy = equal_shares().set("bounds.share_floor.team.a", "0.9").set("bounds.cap.authority.first", 1)
    plan = allocate(three_equal_teams(), policy, new_fte=budget)
    assert list(new_fte(plan).values()) == [Fraction(amount) for amount in expected]


def is_contradiction(conflict: Conflict) -> bool:
    """Check a Farkas certificate: weighted rows that leave at least 0 on the left and less than 0 on the right."""
    left = {column.id: Fraction(0) for column in conflict.model.columns}
    right = Fraction(0)
    rows = {row.label: row for row in conflict.model.rows}
    assert len(rows) == len(conflict.model.rows), "a multiplier must say which row it is for"
    for label, multiplier in conflict.multipliers.items():
        row = rows[label]
        if row.sense != "==" and (multiplier < 0 if row.sense == "<=" else multiplier > 0):
            return False
        for column, coefficient in row.terms.items():
            left[column] += multiplier * Fraction(str(coefficient))
        right += multiplier * Fraction(str(row.bound))
    free = {column.id for column in conflict.model.columns if column.lower is None}
    return right < 0 and all(rest == 0 if column in free else rest >= 0 for column, rest in left.items())


@examples(150)
@given(clashing_cases() | cases())
def test_11_either_there_is_a_division_or_a_proof_that_there_is_none(case):
    try:
        plan = allocate(*case)
    except InfeasibleError as error:
        assert is_contradiction(error.conflict)
        assert error.conflict.gap < 0
        assert set(error.conflict.rules) <= {rule.id for rule in case.policy.rules_on()}
    else:
        # A point that meets all rows leaves no room for such a proof.
        point = {f"{part}:{name}": amount for (part, name), amount in everything(plan).items()}
        for row in plan.model.rows:
            left = sum(Fraction(str(coefficient)) * point[column] for column, coefficient in row.terms.items())
            bound = Fraction(str(row.bound))
            assert left == bound if row.sense == "==" else left <= bound if row.sense == "<=" else left >= bound, row
        assert all(point[column.id] >= 0 for column in plan.model.columns if column.lower is not None)


# ---- 12 and 13: how a division follows its figures


def linear_parameters(policy: Policy) -> list[str]:
    """Return the parameters in which x is piecewise affine."""
    found = ["budget.new_fte"]
    found += ["priority_uplift.rate"] if policy.is_on("priority_uplift") else []
    found += ["development.total"] if policy.is_on("development") else []
    found += [f"bounds.{name}" for name in policy.parameters("bounds")]
    found += [f"reach.{name}" for name in policy.parameters("reach")]
    return found + [f"pins.{name}" for name in policy.parameters("pins")]


def moved(policy: Policy, parameter: str, step: Fraction) -> Policy:
    """Return a policy with one parameter moved by a step."""
    figure = policy[parameter]
    return policy.set(parameter, figure.value + step, source=figure.source, note=figure.note)


def is_allowed(policy: Policy, parameter: str, step: Fraction) -> bool:
    """Say whether a parameter can be moved by a step: it stays at least 0 and short enough to be written down."""
    number = policy[parameter].value + step
    return number >= 0 and max(number.numerator, number.denominator) < 10**50


TINY = Fraction(1, 10**20)
"""A step so small that data of few decimals have no kink within it, but at its ends; no solver in floats can see it."""


@examples(120)
@given(cases(most_teams=6, bounded=True) | cases(most_teams=6), st.data())
def test_12_there_is_no_jump_in_budget_floors_and_caps(case, data):
    """On a straight piece the middle of two answers is the answer in the middle; a jump at its end would break that."""
    region, policy = case
    parameter = data.draw(st.sampled_from(linear_parameters(policy)))
    # The smallest number that is read, beside 0, is 10^-12.
    side = data.draw(st.sampled_from([1, -1])) * (TINY if policy[parameter].value else Fraction(1, 10**11))
    assume(all(is_allowed(policy, parameter, step) for step in (side, side / 2)))
    here, halfway, there = (attempt(region, moved(policy, parameter, step)) for step in (0, side / 2, side))
    assume(here is not None and there is not None)
    assert halfway is not None  # what lies between two feasible policies is feasible
    middle = {part: (layers(here)[part] + layers(there)[part]) / 2 for part in layers(here)}
    assert layers(halfway) == middle


@examples(100)
@given(cases(most_teams=6), st.data())
def test_12_there_is_no_jump_in_inhabitants(case, data):
    """Where x goes on smoothly, a step a thousand times smaller moves it far less; a jump is the same however small the step."""
    pool = data.draw(st.sampled_from(case.region.pools)).id
    sign = data.draw(st.sampled_from([1, -1]))
    plan = divided(case)
    shifts = []
    for step in (Fraction(1, 10**3), Fraction(1, 10**6)):
        again = attempt(with_inhabitants(case.region, pool, sign * step), case.policy)
        assume(again is not None)
        shifts.append(sum(abs(again.team(team).new_fte - amount) for team, amount in new_fte(plan).items()))
    assert shifts[1] * 100 <= shifts[0]


def piece(plan: Allocation) -> Any:
    """Return which rows are tight, what is 0, and in which order teams and pools stand in each aim that x depends on.

    Where these are the same for two budgets, the proof of one answer is also a proof of the other, and of their mean.
    """
    x = new_fte(plan)
    orders = []
    for measures in [*aims_for_fte(plan), coverage(plan)]:
        levels = sorted(set(measures.values()))
        orders.append([sorted(name for name in measures if measures[name] == level) for level in levels])
    norm = 1 / value(plan, "wijkagent_area.norm") if plan.policy.is_on("wijkagent_area") else None
    full = {pool: part == norm for pool, part in coverage(plan).items()}
    tight = sorted((row.label, row.slack == 0) for rule in plan.rules for row in rule.rows)
    taken = [pool.new_wijkagent_posts == sum(x[team] for team in pool.teams) for pool in plan.pools]
    emptied = [team.new_fte == -team.formation for team in plan.teams]
    zero = {part: amount == 0 for part, amount in everything(plan).items()}
    return orders, full, tight, taken, emptied, zero


STEPS = st.sampled_from([Fraction(1, 100), Fraction(1, 10), Fraction(1, 1000), Fraction(1)])


@examples(120)
@given(cases(most_teams=6, bounded=True) | cases(most_teams=6), STEPS, st.data())
def test_13_the_answer_is_affine_between_kinks(case, step, data):
    parameter = data.draw(st.sampled_from(linear_parameters(case.policy)))
    if parameter == "priority_uplift.rate":
        step /= 1000
    elif "growth_" in parameter or "share_" in parameter or parameter.startswith("reach."):
        step /= 100
    assume(is_allowed(case.policy, parameter, step))
    assume(parameter != "priority_uplift.rate" or case.policy[parameter].value + step <= 1)
    here = divided(case)
    there = attempt(case.region, moved(case.policy, parameter, step))
    assume(there is not None)
    assume(piece(here) == piece(there))
    halfway = allocate(case.region, moved(case.policy, parameter, step / 2))
    one, other = layers(here), layers(there)
    assert layers(halfway) == {part: (one[part] + other[part]) / 2 for part in one}
    posts, other_posts = wijkagent_posts(here), wijkagent_posts(there)
    assert wijkagent_posts(halfway) == {pool: (posts[pool] + other_posts[pool]) / 2 for pool in posts}


@examples(100)
@given(cases(most_teams=6), st.sampled_from([Fraction(10), Fraction(1), Fraction(100), Fraction(1000)]), st.data())
def test_13_the_answer_is_affine_in_inhabitants_where_the_norm_is_reached(case, step, data):
    pool = data.draw(st.sampled_from(case.region.pools)).id
    assume("weights.inhabitants" not in case.policy.parameters("key"))
    here = divided(case)
    there = attempt(with_inhabitants(case.region, pool, step), case.policy)
    assume(there is not None)
    if case.policy.state("wijkagent_area") == "guiding":
        assume(all(found.coverage >= 1 for plan in (here, there) for found in plan.pools))
    assume(piece(here) == piece(there))
    halfway = allocate(with_inhabitants(case.region, pool, step / 2), case.policy)
    one, other = layers(here), layers(there)
    assert layers(halfway) == {part: (one[part] + other[part]) / 2 for part in one}


def test_13_inhabitants_bend_the_answer_where_the_norm_is_not_reached():
    """1 fte over two areas of M and N inhabitants that ask far more: covered alike, so that the first has M / (M + N)."""
    shares = {}
    for inhabitants in (10_000, 20_000, 30_000):
        region = with_inhabitants(with_inhabitants(two_areas(), "a", inhabitants - 1), "b", Fraction(19_999))
        plan = allocate(region, equal_shares().set("wijkagent_unit.state", "off"), new_fte=1)
        shares[inhabitants] = new_fte(plan)["a"]
        assert shares[inhabitants] == Fraction(inhabitants, inhabitants + 20_000)
    assert shares[20_000] != (shares[10_000] + shares[30_000]) / 2


def two_areas() -> Region:
    """Return two teams, equal in all, with no wijkagenten and one inhabitant each."""
    document = region_to_dict(three_equal_teams())
    document["teams"] = [{**team, "wijkagenten": 0} for team in document["teams"][:2]]
    document["pools"] = [{**pool, "inhabitants": {"value": 1}} for pool in document["pools"][:2]]
    return region_from_dict(document)


@examples(100)
@given(cases(most_teams=6), st.sampled_from([Fraction(10), Fraction(1), Fraction(100), Fraction(1000)]), st.data())
def test_13_the_answer_is_affine_in_one_over_the_norm(case, step, data):
    rules = [rule for rule in ("wijkagent_area", "wijkagent_unit") if case.policy.is_on(rule)]
    assume(rules)
    parameter = f"{data.draw(st.sampled_from(rules))}.norm"
    norm = case.policy[parameter].value
    here, there = divided(case), attempt(case.region, case.policy.set(parameter, norm + step))
    assume(there is not None)
    assume(piece(here) == piece(there))
    middle = 2 / (1 / norm + 1 / (norm + step))
    halfway = allocate(case.region, case.policy.set(parameter, middle))
    one, other = layers(here), layers(there)
    assert layers(halfway) == {part: (one[part] + other[part]) / 2 for part in one}
