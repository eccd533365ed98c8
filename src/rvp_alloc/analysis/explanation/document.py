"""An explanation as JSON data."""

from collections.abc import Mapping
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from rvp_alloc.analysis.explanation.explanation import Explanation
from rvp_alloc.figure import exact_text


def explanation_to_dict(explanation: Explanation) -> dict[str, Any]:
    """Return everything an explanation says, numbers as exact text."""
    result, pool = explanation.result, explanation.pool
    return {
        "schema_version": 1,
        "team": {"id": result.id, "name": result.name},
        "formation": exact_text(result.formation),
        "new_fte": exact_text(result.new_fte),
        "layers": _texts(result.layers),
        "key_alone": exact_text(explanation.key_alone),
        "difference": exact_text(explanation.difference),
        "effects": _texts(explanation.effects),
        "bindings": [asdict(binding) for binding in explanation.bindings],
        "key_fulfilment": None if result.key_fulfilment is None else exact_text(result.key_fulfilment),
        "common_fulfilment": None
        if explanation.common_fulfilment is None
        else exact_text(explanation.common_fulfilment),
        "coverage": _plain(asdict(pool)),
        "steps": [_plain(asdict(step)) for step in explanation.steps],
        "limits": [_plain(asdict(limit)) for limit in explanation.limits],
        "figures": {path: figure.to_dict() for path, figure in explanation.figures.items()},
    }


def _texts(amounts: Mapping[str, Fraction]) -> dict[str, str]:
    return {name: exact_text(amount) for name, amount in amounts.items()}


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: exact_text(value) if isinstance(value, Fraction) else value for name, value in data.items()}
