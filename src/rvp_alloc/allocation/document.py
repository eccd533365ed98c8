"""The JSON form of an answer, and its frame."""

import json
import platform
from fractions import Fraction
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.allocation.results import PoolResult, RowResult, TeamResult
from rvp_alloc.certificate import digest
from rvp_alloc.figure import exact_text, rounded

if TYPE_CHECKING:
    import pandas as pd

SCHEMA_VERSION = 1
PLACES = 6
"""Decimals of the rounded numbers; the exact ones stand beside them."""


def allocation_to_dict(plan: Allocation) -> dict[str, Any]:
    """Return an answer as JSON data.

    Without ``certificate`` and ``record`` it is the same whatever the solver or the order of teams.
    """
    certificate = plan.certificate.to_dict()
    return {
        "schema_version": SCHEMA_VERSION,
        "status": plan.status,
        "unique": plan.unique,
        "unsettled": sorted(plan.unsettled),
        "new_fte": decimal(plan.policy["budget.new_fte"].value),
        "teams": [_team(team) for team in plan.teams],
        "pools": [_pool(pool) for pool in plan.pools],
        "totals": {
            scope: {name: decimal(value) for name, value in sorted(totals.items())}
            for scope, totals in plan.totals.items()
        },
        "rules": [
            {
                "rule": rule.rule,
                "state": rule.state,
                "rows": [_row(row) for row in sorted(rule.rows, key=lambda row: row.label)],
                "source": rule.source,
            }
            for rule in plan.rules
        ],
        "pins": [
            {
                "team": pin.team,
                "pinned": decimal(pin.pinned),
                "rules_alone": optional(pin.rules_alone),
                "author": pin.author,
                "reason": pin.reason,
            }
            for pin in plan.pins
        ],
        "relaxed": [{"what": entry.what, "asked": entry.asked, "used": entry.used} for entry in plan.relaxed],
        "record": _record(plan, certificate),
        "certificate": certificate,
    }


def _team(team: TeamResult) -> dict[str, Any]:
    return {
        "id": team.id,
        "team": team.name,
        "district": team.district,
        "formation": decimal(team.formation),
        "new_fte": decimal(team.new_fte),
        "new_fte_exact": ratio(team.new_fte),
        "layers": {name: decimal(value) for name, value in team.layers.items()},
        "key_target": decimal(team.key_target),
        "key_fulfilment": optional(team.key_fulfilment),
        "interventieplegers": decimal(team.interventieplegers),
        "regisseurs": decimal(team.regisseurs),
        "net_basic_care": decimal(team.net_basic_care),
        "exact": {
            name: ratio(value)
            for name, value in {
                **team.layers,
                "interventieplegers": team.interventieplegers,
                "regisseurs": team.regisseurs,
            }.items()
        },
    }


def _pool(pool: PoolResult) -> dict[str, Any]:
    return {
        "id": pool.id,
        "teams": list(pool.teams),
        "inhabitants": decimal(pool.inhabitants),
        "wijkagenten": decimal(pool.wijkagenten),
        "new_wijkagent_posts": decimal(pool.new_wijkagent_posts),
        "coverage": optional(pool.coverage),
        "exact": {"wijkagent_posts": ratio(pool.new_wijkagent_posts)},
    }


def _row(row: RowResult) -> dict[str, Any]:
    return {
        "label": row.label,
        "sense": row.sense,
        "required": decimal(row.required),
        "value": decimal(row.value),
        "slack": decimal(row.slack),
    }


def _record(plan: Allocation, certificate: dict[str, Any]) -> dict[str, Any]:
    packages = ("rvp-alloc", "pulp", "highspy", "python-flint")
    return {
        "region": plan.region.id,
        "policy": plan.policy.name,
        "region_sha256": digest(certificate["region"]),
        "policy_sha256": digest(certificate["policy"]),
        "solver": plan.solver,
        "solves": plan.solved.solves,
        "versions": {"python": platform.python_version(), **{package: version(package) for package in packages}},
    }


def decimal(number: Fraction) -> float | int:
    """Return a number rounded half to even to six decimals, for JSON."""
    value = rounded(number, PLACES)
    return int(value) if value == value.to_integral_value() else float(value)


def optional(number: Fraction | None) -> float | int | None:
    """Return a rounded number, or None where there is none."""
    return None if number is None else decimal(number)


def ratio(number: Fraction) -> str:
    """Write a number as ``p/q``, or as a whole number."""
    return f"{number.numerator}/{number.denominator}" if number.denominator != 1 else str(number.numerator)


def to_json(document: dict[str, Any]) -> str:
    """Return JSON text; keys keep their order, so the same input gives the same bytes."""
    return json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False)


def team_frame(plan: Allocation) -> "pd.DataFrame":
    """Return one row per team, indexed by id, in floats."""
    import pandas as pd

    records = [
        {
            "id": team.id,
            "team": team.name,
            "district": team.district,
            "formation": float(team.formation),
            "new_fte": float(team.new_fte),
            **{layer: float(value) for layer, value in team.layers.items()},
            "key_target": float(team.key_target),
            "key_fulfilment": None if team.key_fulfilment is None else float(team.key_fulfilment),
            "interventieplegers": float(team.interventieplegers),
            "regisseurs": float(team.regisseurs),
            "net_basic_care": float(team.net_basic_care),
            "new_fte_exact": exact_text(team.new_fte),
        }
        for team in plan.teams
    ]
    return pd.DataFrame(records).set_index("id")
