"""A plan over several years as JSON data, with everything an outsider needs to check it."""

import platform
from importlib.metadata import version
from typing import Any

from rvp_alloc.allocation.document import decimal, optional, ratio
from rvp_alloc.certificate import digest, inputs_to_dict, text
from rvp_alloc.figure import exact_text
from rvp_alloc.planning.years.model import YearsModel
from rvp_alloc.planning.years.results import TeamYear, YearResult
from rvp_alloc.planning.years.year_plan import YearPlan
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.document import policy_to_dict
from rvp_alloc.policy.formulate import formulate
from rvp_alloc.policy.rules import BUILT_IN
from rvp_alloc.region.document import region_to_dict

SCHEMA_VERSION = 1


def plan_to_dict(plan: YearPlan) -> dict[str, Any]:
    """Return the whole plan; numbers rounded to six decimals, the exact ones as text beside them."""
    certificate = task_to_dict(plan.model) | {"rounds": _rounds(plan)}
    packages = ("rvp-alloc", "pulp", "highspy", "python-flint")
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": "years",
        "status": plan.status,
        "unique": plan.unique,
        "unsettled": list(plan.unsettled),
        "years": [_year(result) for result in plan.results],
        "record": {
            "region_sha256": digest(certificate["region"]),
            "policy_sha256": digest(certificate["policy"]),
            "solver": plan.solver,
            "solves": plan.solved.solves,
            "versions": {"python": platform.python_version(), **{package: version(package) for package in packages}},
        },
        "certificate": certificate,
    }


def task_to_dict(model: YearsModel) -> dict[str, Any]:
    """Return what was asked: from it every row of every year can be built again."""
    task = model.task
    others = {str(year): _other_rules(case) for year, case in model.cases.items()}
    changed = {
        str(year): region_to_dict(task.regions[year])
        for place, year in enumerate(task.years)
        if place and task.regions[year] is not task.regions[task.years[place - 1]]
    }
    return {
        "region": region_to_dict(task.region),
        "forecasts": changed,
        "policy": policy_to_dict(task.policy),
        "intake": {str(year): exact_text(fte) for year, fte in task.intake.items()},
        "start": {team: exact_text(fte) for team, fte in task.start.items()},
        "layers": task.layers,
        "first": task.first,
        "rises": {team: cap.to_dict() for team, cap in task.rises.items()},
        "falls": {team: cap.to_dict() for team, cap in task.falls.items()},
        "other_rules": {year: rules for year, rules in others.items() if rules},
    }


def _other_rules(dated: Case) -> list[dict[str, Any]]:
    if all(rule.id in BUILT_IN for rule in dated.policy.rules_on()):
        return []
    case = Case(dated.region, dated.policy)
    rules: list[dict[str, Any]] = inputs_to_dict(case, formulate(case))["other_rules"]
    return rules


def _rounds(plan: YearPlan) -> list[dict[str, Any]]:
    return [
        {
            "aim": entry.aim,
            "level": text(entry.level),
            "reaches_cap": entry.reaches_cap,
            "settled": {name: text(number) for name, number in entry.settled.items()},
            "multipliers": {label: text(number) for label, number in entry.multipliers.items()},
        }
        for entry in plan.solved.rounds
    ]


def _year(result: YearResult) -> dict[str, Any]:
    return {
        "year": result.year,
        "intake": decimal(result.intake),
        "new_fte": decimal(result.new_fte),
        "key_distance": decimal(result.key_distance),
        "teams": [_team(team) for team in result.teams],
        "pools": [
            {
                "id": pool.id,
                "wijkagenten": decimal(pool.wijkagenten),
                "new_wijkagent_posts": decimal(pool.new_wijkagent_posts),
                "coverage": optional(pool.coverage),
                "exact": {"wijkagent_posts": ratio(pool.new_wijkagent_posts)},
            }
            for pool in result.pools
        ],
        "rules": {rule.rule: rule.state for rule in result.rules},
    }


def _team(team: TeamYear) -> dict[str, Any]:
    posts = {"interventieplegers": team.interventieplegers, "regisseurs": team.regisseurs}
    return {
        "id": team.id,
        "team": team.name,
        "new_fte": decimal(team.new_fte),
        "new_fte_exact": ratio(team.new_fte),
        "added": decimal(team.added),
        "layers": {layer: decimal(value) for layer, value in team.layers.items()},
        "key_target": decimal(team.key_target),
        "key_fulfilment": optional(team.key_fulfilment),
        "key_distance": decimal(team.key_distance),
        **{post: decimal(value) for post, value in posts.items()},
        "exact": {name: ratio(value) for name, value in {**team.layers, **posts}.items()},
    }
