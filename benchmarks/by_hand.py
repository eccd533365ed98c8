"""The reference division as a competent analyst would write it in PuLP and HiGHS: the same seven solves, no proof.

Nothing of rvp_alloc's model or solving is used, so this is also a second opinion on the answer. What it does not do:
exact numbers, a proof of optimality or uniqueness, checks of the input, other policies, pins, conflicts.
"""

from dataclasses import dataclass
from typing import Any

import pulp

from rvp_alloc import Policy, Region


@dataclass(frozen=True)
class Figures:
    """What the chain needs, as plain floats: by team, by pool, and for the unit."""

    formation: dict[str, float]
    wijkagenten: dict[str, float]
    safety: dict[str, float]
    growth: dict[str, float]
    development: dict[str, float]
    pools: dict[str, tuple[str, ...]]
    inhabitants: dict[str, float]
    value: dict[str, float]


def figures_of(region: Region, policy: Policy) -> Figures:
    """Take the plain numbers out of a region and a policy; not part of what is timed."""
    formation = {team.id: float(team.formation.value) for team in region.teams}

    def measure(name: str, *, is_index: bool) -> dict[str, float]:
        found = {}
        for group in region.measure(name).values:
            together = sum(formation[team] for team in group.teams)
            for team in group.teams:
                found[team] = float(group.figure.value) * (1.0 if is_index else formation[team] / together)
        return found

    return Figures(
        formation,
        {team.id: float(team.wijkagenten.value) for team in region.teams},
        measure("safety", is_index=True),
        measure("growth", is_index=False),
        measure("development", is_index=False),
        {pool.id: pool.teams for pool in region.pools},
        {pool.id: float(pool.inhabitants.value) for pool in region.pools},
        {name: float(figure.value) for name, figure in policy.values().items()},
    )


def divide(figures: Figures, **options: Any) -> dict[str, float]:
    """Return the new fte of each team; ``options`` go to HiGHS, such as ``presolve="off"``."""
    value, teams, pools = figures.value, list(figures.formation), figures.pools
    formation = figures.formation

    # The layers that are a formula, and the key's targets.
    danger = {team: formation[team] * figures.safety[team] / 100 for team in teams}
    growth = {team: max(figures.growth[team], 0.0) for team in teams}
    all_danger, all_growth = sum(danger.values()), sum(growth.values())
    all_neighbourhoods = sum(figures.development.values())
    fixed = {
        team: value["priority_uplift.rate"] * formation[team]
        + value["development.total"] * figures.development[team] / all_neighbourhoods
        for team in teams
    }
    rest = value["budget.new_fte"] - sum(fixed.values())
    target = {
        team: rest
        * (
            value["key.weights.safety"] * danger[team] / all_danger
            + value["key.weights.growth"] * growth[team] / all_growth
        )
        for team in teams
    }

    # One model for all seven solves.
    problem = pulp.LpProblem("division", pulp.LpMinimize)
    key = problem.add_variable_dict("key", teams, 0)
    wijkagent = problem.add_variable_dict("wijkagent", list(pools), 0)
    interventie = problem.add_variable_dict("interventie", teams, 0)
    regisseur = problem.add_variable_dict("regisseur", teams, 0)
    covered = problem.add_variable("covered", None, 1)
    fulfilled = problem.add_variable("fulfilled")
    load_interventie = problem.add_variable("load_interventie", 0)
    load_regisseur = problem.add_variable("load_regisseur", 0)

    problem += pulp.lpSum(key.values()) == rest
    present = {pool: sum(figures.wijkagenten[team] for team in members) for pool, members in pools.items()}
    for pool, members in pools.items():
        problem += wijkagent[pool] - pulp.lpSum(key[team] for team in members) <= sum(fixed[team] for team in members)
        needed = figures.inhabitants[pool] / value["wijkagent_area.norm"]
        problem += wijkagent[pool] - needed * covered >= -present[pool]
    unit = sum(figures.inhabitants.values()) / value["wijkagent_unit.norm"] - sum(present.values())
    problem += pulp.lpSum(wijkagent.values()) >= unit
    for team in teams:
        problem += key[team] - target[team] * fulfilled >= 0
    heads, regisseurs = pulp.lpSum(interventie.values()), pulp.lpSum(regisseur.values())
    problem += heads >= max(value["ipga.heads"], value["ipga.net"] / value["ipga.share"])
    problem += regisseurs >= value["ipga.regisseurs_min"]
    problem += regisseurs <= value["ipga.regisseurs_max"]
    cap = value["ipga.cap"]
    for team in teams:
        load = interventie[team] + regisseur[team] - cap * key[team]
        problem += load <= cap * (formation[team] + fixed[team])

    solver = pulp.HiGHS(msg=False, **options)

    def smallest(objective: Any) -> float:
        problem.setObjective(objective)
        stats = problem.solve(solver)
        if not stats.has_solution or stats.status != pulp.constants.LpSolveStatus.Optimal:
            raise RuntimeError(f"HiGHS says {stats.status}")
        return pulp.value(objective)

    # 1 and 2: the wijkagent norm per area, then the key. Each level is kept by its lower bound.
    covered.lowBound = -smallest(-covered)
    fulfilled.lowBound = -smallest(-fulfilled)
    # 3 to 5: no more posts than the rules ask for.
    for count in (pulp.lpSum(wijkagent.values()), heads, regisseurs):
        problem += count <= smallest(count)
    # 6 and 7: posts spread evenly over the strength, which is known by now.
    new_fte = {team: fixed[team] + key[team].varValue for team in teams}
    for posts, load in ((interventie, load_interventie), (regisseur, load_regisseur)):
        for team in teams:
            problem += posts[team] - (formation[team] + new_fte[team]) * load <= 0
        load.upBound = smallest(load)
    return {team: fixed[team] + key[team].varValue for team in teams}
