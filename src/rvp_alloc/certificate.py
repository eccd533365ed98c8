"""Certificate: what an outsider needs to check an answer without trusting this library. ``verify.py`` checks it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flint import fmpq

from rvp_alloc.arithmetic import fraction
from rvp_alloc.figure import exact_text
from rvp_alloc.model import LinearModel, Row
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.document import policy_to_dict
from rvp_alloc.policy.rules import BUILT_IN
from rvp_alloc.region.document import region_to_dict
from rvp_alloc.solving.chain import Round


def digest(document: Any) -> str:
    """Return the SHA-256 of a document in canonical form: sorted keys, no spaces, ASCII."""
    return hashlib.sha256(json.dumps(document, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Certificate:
    """The inputs and the rounds of the proof; the final point is the answer itself."""

    case: Case
    model: LinearModel
    rounds: tuple[Round, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the certificate as JSON data."""
        return {
            **inputs_to_dict(self.case, self.model),
            "rounds": [
                {
                    "aim": entry.aim,
                    "level": text(entry.level),
                    "reaches_cap": entry.reaches_cap,
                    "settled": _texts(entry.settled),
                    "multipliers": _texts(entry.multipliers),
                }
                for entry in self.rounds
            ],
        }


def inputs_to_dict(case: Case, model: LinearModel) -> dict[str, Any]:
    """Return region and policy, from which a verifier rebuilds every row of the library's own rules.

    Rows of other rules are in ``other_rules``, to be trusted or not.
    """
    others = [rule for rule in case.policy.rules_on() if rule.id not in BUILT_IN]
    return {
        "region": region_to_dict(case.region),
        "policy": policy_to_dict(case.policy),
        "other_rules": [
            {
                "rule": rule.id,
                "layers": list(rule.layers),
                "posts": list(rule.posts),
                "layer_total": text(rule.layer_total(case)),
                "rows": [_row(row) for row in model.rows if row.rule == rule.id],
            }
            for rule in others
        ],
    }


def _row(row: Row) -> dict[str, Any]:
    return {"label": row.label, "terms": _texts(row.terms), "sense": row.sense, "bound": text(row.bound)}


def _texts(numbers: Mapping[str, Any]) -> dict[str, str]:
    return {name: text(number) for name, number in numbers.items()}


def text(number: Any) -> str:
    """Write an exact rational so that nothing is lost."""
    return exact_text(fraction(fmpq(0) + number))
