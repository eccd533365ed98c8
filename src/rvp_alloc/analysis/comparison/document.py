"""A comparison as JSON data."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from rvp_alloc.analysis.comparison.comparison import Comparison
from rvp_alloc.analysis.comparison.differences import Difference
from rvp_alloc.figure import Figure, exact_text


def comparison_to_dict(comparison: Comparison) -> dict[str, Any]:
    """Return everything a comparison says, numbers as exact text."""
    return {
        "schema_version": 1,
        "first": {"region": comparison.first.region.id, "policy": comparison.first.policy.name},
        "second": {"region": comparison.second.region.id, "policy": comparison.second.policy.name},
        "differences": [difference_to_dict(found) for found in comparison.differences],
        "parts": list(comparison.parts),
        "teams": [
            {
                "id": team.id,
                "name": team.name,
                "first": exact_text(team.first),
                "second": exact_text(team.second),
                "change": exact_text(team.change),
                "effects": _texts(team.effects),
            }
            for team in comparison.teams
        ],
        "rules": [{"rule": found.rule, "first": found.first, "second": found.second} for found in comparison.rules],
    }


def difference_to_dict(found: Difference) -> dict[str, Any]:
    """Return an input that differs, with both values."""
    return {"part": found.part, "path": found.path, "first": _plain(found.first), "second": _plain(found.second)}


def _plain(value: Figure | str | None) -> dict[str, str] | str | None:
    return value.to_dict() if isinstance(value, Figure) else value


def _texts(amounts: Mapping[str, Fraction]) -> dict[str, str]:
    return {name: exact_text(amount) for name, amount in amounts.items()}
