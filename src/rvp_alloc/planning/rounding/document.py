"""A whole division as JSON data, with what an outsider needs to check it, and as a frame."""

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from flint import fmpq

from rvp_alloc.arithmetic import fraction
from rvp_alloc.certificate import inputs_to_dict, text
from rvp_alloc.figure import exact_text
from rvp_alloc.planning.rounding.none import NoRounding
from rvp_alloc.planning.rounding.proof import Leaf, Stage, Tree
from rvp_alloc.planning.rounding.results import PoolRounding, TeamRounding
from rvp_alloc.planning.rounding.rounded import Rounded

if TYPE_CHECKING:
    import pandas as pd

SCHEMA_VERSION = 1


def rounded_to_dict(rounded: Rounded) -> dict[str, Any]:
    """Return a whole division with the exact one and both proofs; :func:`check_rounding` accepts it."""
    point = rounded.found.point
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": "whole_posts",
        "status": rounded.status,
        "step": exact_text(rounded.step),
        "new_fte": exact_text(rounded.total),
        "within_one_step": rounded.within_one_step,
        "teams": [_team(team) for team in rounded.teams],
        "pools": [_pool(pool) for pool in rounded.pools],
        "outside": [
            {"family": found.family, "subject": found.subject, "steps": found.steps, "rows": list(found.rows)}
            for found in rounded.outside
        ],
        "proof": {
            "levels": dict(point.levels),
            "others": _texts(point.others),
            "stages": [_stage(stage) for stage in rounded.proof],
        },
        "division": rounded.plan.to_dict(),
    }


def no_rounding_to_dict(none: NoRounding) -> dict[str, Any]:
    """Return the proof that no whole posts meet every hard rule, with the exact division; :func:`check_rounding` accepts it."""
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": "whole_posts",
        "status": none.status,
        "step": exact_text(none.step),
        "rules": list(none.rules),
        "rows": list(none.rows),
        "proof": {"tree": _tree(none.stage.tree)},
        "certificate": inputs_to_dict(none.plan.case, none.plan.model),
    }


def _team(team: TeamRounding) -> dict[str, Any]:
    return {
        "id": team.id,
        "team": team.name,
        "formation": exact_text(team.formation),
        "exact": exact_text(team.exact),
        "new_fte": exact_text(team.new_fte),
        "change": exact_text(team.change),
        "change_share": _optional(team.change_share),
        "layers": {layer: exact_text(amount) for layer, amount in team.layers.items()},
        "key_fulfilment_exact": _optional(team.key_fulfilment_exact),
        "key_fulfilment": _optional(team.key_fulfilment),
        "coverage_exact": _optional(team.coverage_exact),
        "coverage": _optional(team.coverage),
        "interventieplegers_exact": exact_text(team.interventieplegers_exact),
        "interventieplegers": exact_text(team.interventieplegers),
        "regisseurs_exact": exact_text(team.regisseurs_exact),
        "regisseurs": exact_text(team.regisseurs),
    }


def _pool(pool: PoolRounding) -> dict[str, Any]:
    return {
        "id": pool.id,
        "teams": list(pool.teams),
        "posts_exact": exact_text(pool.posts_exact),
        "posts": exact_text(pool.posts),
        "change": exact_text(pool.change),
        "coverage_exact": _optional(pool.coverage_exact),
        "coverage": _optional(pool.coverage),
    }


def _stage(stage: Stage) -> dict[str, Any]:
    if stage.measure is None:
        raise AssertionError("a division has measures")
    weights = {"weights": dict(stage.measure.weights)} if stage.measure.kind == "ties" else {}
    return {
        "measure": stage.measure.kind,
        "family": stage.measure.family.rpartition(":")[2],
        **weights,
        "value": text(stage.value),
        "tree": _tree(stage.tree),
    }


def _tree(tree: Tree) -> dict[str, Any]:
    if isinstance(tree, Leaf):
        leaf: dict[str, Any] = {"multipliers": _texts(tree.multipliers)}
        prices = {"prices": {str(place): text(price) for place, price in tree.prices.items()}} if tree.prices else {}
        return leaf | prices | ({"empty": True} if tree.empty else {}) | ({"kept": True} if tree.kept else {})
    return {"unit": tree.unit, "level": tree.level, "below": _tree(tree.below), "above": _tree(tree.above)}


def _texts(numbers: Mapping[str, fmpq]) -> dict[str, str]:
    return {name: exact_text(fraction(number)) for name, number in numbers.items()}


def _optional(number: Fraction | None) -> str | None:
    return None if number is None else exact_text(number)


def rounded_frame(rounded: Rounded) -> "pd.DataFrame":
    """Return one row per team, indexed by id, in floats."""
    import pandas as pd

    names = (
        *("formation", "exact", "new_fte", "change", "change_share", "key_fulfilment_exact", "key_fulfilment"),
        *("coverage_exact", "coverage", "interventieplegers", "regisseurs"),
    )
    records = [
        {
            "id": team.id,
            "team": team.name,
            **{name: None if (value := getattr(team, name)) is None else float(value) for name in names},
        }
        for team in rounded.teams
    ]
    return pd.DataFrame(records).set_index("id")
