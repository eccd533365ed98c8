"""Other people's keys, as policy files: each has the property it is known by, is proven, and explains itself."""

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from rvp_alloc import Allocation, allocate, load_region, policy_from_toml, policy_to_toml, read_policy, region_from_dict
from rvp_alloc.analysis.explanation import Explanations
from rvp_alloc.figure import Confidence, Figure
from rvp_alloc.region.document import region_to_dict
from rvp_alloc.verify import judge
from rvp_alloc.words import LANGUAGES

FOLDER = Path(__file__).parents[1] / "examples" / "policies"
FILES = sorted(path.stem for path in FOLDER.glob("*.toml"))
AMSTERDAM = load_region("amsterdam-2022")
UNITS = load_region("national-2018")


def with_ones():
    """Return Amsterdam with a column of ones, for a base that is equal for every team."""
    data = region_to_dict(AMSTERDAM)
    ones = [{"teams": [team.id], "value": 1, "source": "one for every team"} for team in AMSTERDAM.teams]
    data["measures"].append({"id": "one", "name": "one", "kind": "total", "values": ones})
    return region_from_dict(data)


def without_wijkagenten():
    nobody = Figure(Fraction(0), "fte", "a test", confidence=Confidence.ASSUMPTION)
    return replace(UNITS, teams=tuple(replace(team, wijkagenten=nobody) for team in UNITS.teams))


def region_for(name):
    if name == "base_posts_and_key":
        return with_ones()
    if name == "units_norm_2014":
        return without_wijkagenten()
    return UNITS if name.startswith("units_") else AMSTERDAM


PLANS = {name: allocate(region_for(name), read_policy(FOLDER / f"{name}.toml")) for name in FILES}


def new_fte(name):
    return {team.id: team.new_fte for team in PLANS[name].teams}


# ---- criteria by hand, from the figures alone


def parts(amounts):
    """Return each amount as a part of all together."""
    total = sum(amounts.values())
    return {team: amount / total for team, amount in amounts.items()}


def formation(region):
    return {team.id: team.formation.value for team in region.teams}


def split(region, groups):
    """Return amounts known for groups of teams, split over them by formation."""
    of = formation(region)
    return {team: amount * of[team] / sum(of[other] for other in teams) for teams, amount in groups for team in teams}


def inhabitants(region):
    return parts(split(region, [(pool.teams, pool.inhabitants.value) for pool in region.pools]))


def growth(region):
    groups = [(group.teams, max(group.figure.value, 0)) for group in region.measure("growth").values]
    return parts(split(region, groups))


def safety(region):
    index = {team: group.figure.value for group in region.measure("safety").values for team in group.teams}
    return parts({team: amount * index[team] for team, amount in formation(region).items()})


def development(region):
    return parts(split(region, [(group.teams, group.figure.value) for group in region.measure("development").values]))


def mixed(region, *pots):
    """Return what some pots give together, each an amount and the parts by which it is divided."""
    return {team.id: sum(amount * key[team.id] for amount, key in pots) for team in region.teams}


def is_a_level_between(given, key, lower, upper):
    """Say whether there is one level so that each team gets level x key, or the bound that stands in the way."""
    inside = {given[team] / key[team] for team in given if lower[team] < given[team] < upper[team]}
    (level,) = inside
    return all(given[team] == min(max(level * key[team], lower[team]), upper[team]) for team in given)


# ---- what each is known by


def test_a_base_is_the_same_for_every_team_and_the_key_comes_on_top():
    key = mixed(AMSTERDAM, (27, inhabitants(AMSTERDAM)), (27, safety(AMSTERDAM)))
    assert new_fte("base_posts_and_key") == {team: 1 + amount for team, amount in key.items()}


def test_a_floor_is_no_base_it_binds_only_below():
    given, key = new_fte("at_least_some_posts"), inhabitants(AMSTERDAM)
    assert min(given.values()) == 3
    assert {team for team, amount in given.items() if amount == 3} != set(given)
    bounds = dict.fromkeys(given, Fraction(3)), dict.fromkeys(given, Fraction(71))
    assert is_a_level_between(given, key, *bounds)


def test_two_pots_are_two_keys_added_up():
    pots = (41, safety(AMSTERDAM)), (30, inhabitants(AMSTERDAM))
    assert new_fte("two_pots") == mixed(AMSTERDAM, *pots)


def test_pots_in_turn_are_layers_and_the_last_is_what_is_left():
    left = 71 - Fraction("0.02") * Fraction("2204.1") - 10
    for team in PLANS["pots_in_turn"].teams:
        assert team.layers == {
            "priority_uplift": team.formation / 50,
            "development": 10 * development(AMSTERDAM)[team.id],
            "key": left * growth(AMSTERDAM)[team.id],
        }


def test_growth_stays_between_a_floor_and_a_cap_and_both_bind():
    given, of = new_fte("growth_between"), formation(AMSTERDAM)
    lower, upper = ({team: share * of[team] for team in of} for share in (Fraction(1, 40), Fraction(1, 25)))
    assert {team for team in given if given[team] == lower[team]}
    assert {team for team in given if given[team] == upper[team]}
    assert is_a_level_between(given, inhabitants(AMSTERDAM), lower, upper)


def test_parts_stay_within_a_tenth_of_those_of_last_year():
    given, last = new_fte("near_last_year"), parts(formation(AMSTERDAM))
    last = {team: Fraction(round(part * 10_000), 10_000) for team, part in last.items()}
    lower = {team: 71 * part * Fraction(9, 10) for team, part in last.items()}
    upper = {team: 71 * part * Fraction(11, 10) for team, part in last.items()}
    key = mixed(AMSTERDAM, (1, safety(AMSTERDAM)), (1, growth(AMSTERDAM)))
    assert is_a_level_between(given, key, lower, upper)


@pytest.mark.parametrize(
    ("name", "weights"),
    [
        ("six_two_two", {inhabitants: "6/10", safety: "2/10", growth: "2/10"}),
        ("two_thirds_one_third", {lambda region: parts(formation(region)): "2/3", inhabitants: "1/3"}),
    ],
)
def test_a_weighted_key_gives_the_weighted_mean_of_its_parts(name, weights):
    pots = [(71 * Fraction(weight), key(AMSTERDAM)) for key, weight in weights.items()]
    assert new_fte(name) == mixed(AMSTERDAM, *pots)


def test_with_the_key_first_everybody_gets_its_key_and_areas_stay_below_the_norm():
    plan, reference = PLANS["norm_after_key"], allocate(AMSTERDAM)
    assert {team.key_fulfilment for team in plan.teams} == {1}
    assert min(pool.coverage for pool in plan.pools) < min(pool.coverage for pool in reference.pools) == 1
    for pool in plan.pools:  # as close to the norm as the new fte of the area allow
        room = sum(plan.team(team).new_fte for team in pool.teams)
        assert pool.coverage >= min(1, (pool.wijkagenten + room) * 5000 / pool.inhabitants)


def test_units_by_population_and_by_formation():
    assert new_fte("units_by_population") == mixed(UNITS, (Fraction("981.9"), inhabitants(UNITS)))
    growths = {team.new_fte / team.formation for team in PLANS["units_by_formation"].teams}
    assert growths == {Fraction("981.9") / Fraction("40705.1")}


def test_units_all_gain_and_the_floor_lifts_some():
    given, of = new_fte("units_all_gain"), formation(UNITS)
    lower = {team: amount * Fraction(15, 1000) for team, amount in of.items()}
    assert {team for team in given if given[team] == lower[team]} == {"amsterdam"}
    assert is_a_level_between(given, inhabitants(UNITS), lower, dict.fromkeys(given, Fraction(982)))


def test_the_norm_of_2014_comes_within_ten_percent_of_what_was_planned():
    given = new_fte("units_norm_2014")
    for pool in UNITS.pools:
        (team,) = pool.teams
        assert given[team] * 5000 == pool.inhabitants.value
        assert abs(given[team] / UNITS.team(team).wijkagenten.value - 1) < Fraction(1, 10)


# ---- what holds for every one of them


def test_the_gallery_is_large_and_every_policy_says_where_it_is_from():
    assert len(FILES) == 13
    assert len({plan.policy.name for plan in PLANS.values()}) == len(FILES)
    for name in FILES:
        text = (FOLDER / f"{name}.toml").read_text(encoding="utf-8")
        assert "\n# Where from: " in text
        assert max(map(len, text.splitlines())) < 250


@pytest.mark.parametrize("name", FILES)
def test_it_is_proven_and_an_outsider_can_check_it(name):
    plan = PLANS[name]
    assert isinstance(plan, Allocation)
    assert (plan.status, plan.unique) == ("proven_optimal", True)
    assert plan.total == plan.policy["budget.new_fte"].value
    assert all(team.new_fte > 0 for team in plan.teams)
    verdict = judge(json.loads(plan.to_json()))
    assert (verdict["accepted"], verdict["unique"]) == (True, True)


@pytest.mark.parametrize("name", FILES)
def test_it_explains_itself_and_the_effects_add_up(name):
    found = Explanations(PLANS[name])
    for explanation in found.teams:
        assert explanation.key_alone + sum(explanation.effects.values()) == explanation.result.new_fte
        for lang in LANGUAGES:
            assert explanation.name in explanation.text(lang)


@pytest.mark.parametrize("name", FILES)
def test_it_survives_being_written_and_read(name):
    policy = PLANS[name].policy
    assert policy_from_toml(policy_to_toml(policy)) == policy
