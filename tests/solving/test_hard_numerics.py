"""Numbers that make solvers in floating point go wrong: very large beside very small, ties, edges. Proven, or honestly not."""

import json
import random
from fractions import Fraction

import pytest

from rvp_alloc import Allocation, Policy, Region, allocate, region_from_dict, try_allocate
from rvp_alloc.verify import judge


def region_of(teams: list[dict]) -> Region:
    """Make a region of teams given as formation, wijkagenten, inhabitants, development, growth and safety."""
    ids = [f"t{place}" for place in range(len(teams))]
    measures = {"development": "total", "growth": "change", "safety": "index"}
    return region_from_dict(
        {
            "schema_version": 1,
            "id": "hard",
            "name": "Hard",
            "districts": [{"id": "d", "name": "D"}],
            "teams": [
                {
                    "id": name,
                    "name": name,
                    "district": "d",
                    "formation": team["formation"],
                    "wijkagenten": team.get("wijkagenten", 0),
                }
                for name, team in zip(ids, teams, strict=True)
            ],
            "pools": [
                {"id": name, "teams": [name], "inhabitants": team.get("inhabitants", 1)}
                for name, team in zip(ids, teams, strict=True)
            ],
            "measures": [
                {
                    "id": measure,
                    "name": measure,
                    "kind": kind,
                    "values": [
                        {"teams": [name], "value": team.get(measure, 1)} for name, team in zip(ids, teams, strict=True)
                    ],
                }
                for measure, kind in measures.items()
            ],
        }
    )


def policy_of(new_fte, **changes) -> Policy:
    """Return the reference without IPGA, with small layers."""
    policy = Policy.reference().set("ipga.state", "off").set("budget.new_fte", new_fte)
    policy = policy.set("priority_uplift.rate", 0).set("development.total", 0)
    for name, value in changes.items():
        policy = policy.set(name.replace("__", "."), value)
    return policy


def proven(region: Region, policy: Policy) -> Allocation:
    plan = allocate(region, policy)
    assert plan.unique
    assert plan.total == policy["budget.new_fte"].value
    verdict = judge(json.loads(plan.to_json()))
    assert verdict["accepted"], verdict
    return plan


def test_formations_from_a_tenth_to_a_million():
    teams = [{"formation": size} for size in ("0.1", 1, 150, 10_000, 1_000_000)]
    plan = proven(
        region_of(teams),
        policy_of(1000, priority_uplift__rate="0.0001", wijkagent_area__state="off", wijkagent_unit__state="off"),
    )
    smallest, largest = plan.teams[0], plan.teams[-1]
    assert largest.layers["priority_uplift"] == 10_000_000 * smallest.layers["priority_uplift"]


def test_a_billion_inhabitants_beside_one():
    teams = [{"formation": 1_000_000, "inhabitants": 1_000_000_000}, {"formation": 10, "inhabitants": 1}]
    plan = proven(region_of(teams), policy_of(300_000))
    assert [pool.new_wijkagent_posts for pool in plan.pools] == [200_000, Fraction(1, 5000)]


@pytest.mark.parametrize("step", ["0", "1e-9", "-1e-9"])
def test_a_cap_at_the_edge_of_what_is_possible(step):
    """Two teams of 100 and a budget of 10: caps of 5 each leave one division, a billionth more some room, less none."""
    policy = policy_of(10, wijkagent_unit__state="off").set("bounds.cap.team.every", Fraction(5) + Fraction(step))
    outcome = try_allocate(region_of([{"formation": 100, "growth": 9}, {"formation": 100, "growth": 1}]), policy)
    if step.startswith("-"):
        assert outcome.status == "infeasible"
        return
    assert [team.new_fte for team in outcome.teams] == [5 + Fraction(step), 5 - Fraction(step)]


def test_differences_of_a_billionth_are_kept():
    teams = [{"formation": 100, "growth": "1.000000001"}, {"formation": 100, "growth": 1}]
    policy = policy_of(100, key__weights__growth=1, key__weights__safety=0, wijkagent_unit__state="off")
    first, second = proven(region_of(teams), policy).teams
    assert first.new_fte - second.new_fte == 100 * Fraction(1, 10**9) / (2 + Fraction(1, 10**9))


def test_teams_without_a_share_get_nothing_unless_a_floor_says_so():
    teams = [{"formation": 50, "growth": 0}, {"formation": 100, "growth": 0}, {"formation": 100, "growth": 7}]
    policy = policy_of(
        9, key__weights__growth=1, key__weights__safety=0, wijkagent_unit__state="off", wijkagent_area__state="off"
    )
    assert [team.new_fte for team in proven(region_of(teams), policy).teams] == [0, 0, 9]
    # With at most 6 for the third, the other two take 3 in proportion to their formation.
    capped = policy.set("bounds.cap.team.t2", 6)
    assert [team.new_fte for team in proven(region_of(teams), capped).teams] == [1, 2, 6]


def test_one_team_gets_everything():
    (team,) = proven(region_of([{"formation": "0.1", "inhabitants": 3}]), policy_of("12.3")).teams
    assert team.new_fte == Fraction(123, 10)


def test_two_teams_alike_get_the_same():
    teams = [{"formation": 77, "inhabitants": 20_000, "growth": 3}] * 2
    first, second = proven(region_of(teams), policy_of("10.1")).teams
    assert first.new_fte == second.new_fte == Fraction(101, 20)


@pytest.mark.parametrize("seed", range(6))
def test_many_ties(seed):
    """Integers from 1 to 3 everywhere: nearly every vertex is degenerate."""
    chance = random.Random(seed)
    teams = [
        {
            "formation": 10 * chance.randint(1, 3),
            "wijkagenten": chance.randint(1, 3),
            "inhabitants": 5000 * chance.randint(1, 4),
            "development": chance.randint(0, 2),
            "growth": chance.randint(0, 2),
        }
        for _ in range(30)
    ] + [{"formation": 10, "development": 1, "growth": 1}]
    policy = policy_of(20, development__total=5, bounds__cap__team__every=2, bounds__share_cap__district__every=1)
    proven(region_of(teams), policy)


@pytest.mark.parametrize("rule", [{}, {"bounds__growth_cap__team__every": "0.06"}, {"wijkagent_area__norm": 3500}])
def test_two_hundred_teams(rule):
    chance = random.Random(200)
    teams = [
        {
            "formation": Fraction(chance.randint(800, 2000), 10),
            "wijkagenten": chance.randint(8, 20),
            "inhabitants": chance.randint(40_000, 100_000),
            "development": chance.choice([0, 0, 3]),
            "growth": chance.randint(-50, 2000),
            "safety": Fraction(chance.randint(700, 1400), 10),
        }
        for _ in range(200)
    ]
    texts = [
        {key: str(value) if isinstance(value, Fraction) else value for key, value in team.items()} for team in teams
    ]
    proven(region_of(texts), policy_of(840, priority_uplift__rate="0.005", development__total=60, **rule))
