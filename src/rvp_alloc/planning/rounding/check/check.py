"""Checks a whole division from its JSON form alone: rebuilds every row from region and policy, and trusts none in the document.

It shares no code with what solves: only the standard library, and ``rvp_alloc.verify``, which is independent itself and first
checks the exact division. Everything is in fractions.

Why the proof is one. Whole numbers are what is decided. A row ``a.n <= b`` of whole numbers alone holds with ``b`` rounded down
to a multiple of the greatest common divisor of ``a``; a row with the new fte of one team and heads, at each number of posts by
itself. With multipliers at least 0 on such rows, no whole numbers have a smaller measure than the smallest of
``measure(n) + sum of multipliers x (a.n - b)``, which is found number by number; or team by team, among all the numbers that the
rows of one team alone allow, where a leaf keeps those. Where several leaves of a tree split the
whole numbers, each is shown in this way; a leaf without a measure holds nothing, since there the sum is above 0.
"""

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from rvp_alloc.planning.rounding.check.bound import leaves_of, lowest
from rvp_alloc.planning.rounding.check.following import Follower
from rvp_alloc.planning.rounding.check.row import ZERO, RejectedError, need
from rvp_alloc.planning.rounding.check.rows import VERIFIER, WholeRows

_FAMILIES = ("new_fte", "wijkagent_posts", "interventieplegers", "regisseurs")
_NOT_WHOLE = (LookupError, ValueError, TypeError, ArithmeticError, AttributeError, RecursionError)


def check_rounding(document: Mapping[str, Any], trust_rules: Sequence[str] = ()) -> dict[str, Any]:
    """Return the verdict on a whole division or on the proof that there is none: ``accepted``, or why not.

    Parameters
    ----------
    document
        What ``Rounded.to_dict()`` or ``NoRounding.to_dict()`` returns, or the same read from JSON.
    trust_rules
        Rules of the user's own whose rows are taken from the document.

    Examples
    --------
    >>> from rvp_alloc import allocate, load_region
    >>> from rvp_alloc.planning.rounding import round_posts
    >>> rounded = round_posts(allocate(load_region("amsterdam-2022"), new_fte=71))
    >>> check_rounding(rounded.to_dict())["accepted"]
    True
    """
    try:
        plain = json.loads(json.dumps(document, default=str))  # numbers for the eye may be decimals
        if plain["status"] == "no_rounding":
            return _check_none(plain, trust_rules)
        return _check_rounded(plain, trust_rules)
    except (RejectedError, VERIFIER.Rejected) as error:
        return {"accepted": False, "reason": str(error)}
    except _NOT_WHOLE as error:
        return {"accepted": False, "reason": f"the document is not whole: {error!r}"}


def _check_rounded(document: Mapping[str, Any], trust_rules: Sequence[str]) -> dict[str, Any]:
    division = document["division"]
    VERIFIER.verify(division, trust_rules=trust_rules)
    whole = WholeRows(division["certificate"], Fraction(document["step"]), trust_rules)
    exact = VERIFIER.read_point(division, whole.case)
    levels = {unit: int(level) for unit, level in document["proof"]["levels"].items()}
    need(levels.keys() == whole.sizes.keys(), "the whole numbers are not those that are decided")
    for family, columns in whole.case.posts.items():
        need(levels[f"total:{family}"] == sum(levels[column] for column in columns), f"{family} do not add up")
    others = {column: Fraction(text) for column, text in document["proof"]["others"].items()}
    point = whole.point(levels, others)
    _check_point(whole, point)
    _check_shown(document, whole, point)
    proof = Follower(whole, exact, levels)
    stages = list(document["proof"]["stages"])
    count = len(stages)
    for family in _FAMILIES:
        if family == "new_fte" or family in whole.case.posts:
            proof.family(family, stages)
    need(not stages, "a stage is left over")
    return {"accepted": True, "stages": count, "rows": len(whole.rows), "trusted_rules": sorted(whole.case.trusted)}


def _check_point(whole: WholeRows, point: Mapping[str, Fraction]) -> None:
    """Check that every hard row holds exactly, and nothing is below 0 that must not be."""
    need(point.keys() == set(whole.case.columns), "the division does not decide what is to be decided")
    for column, value in point.items():
        need(value >= 0 or column in whole.case.free, f"{column} is below 0")
    for label, terms, sense, bound in whole.case.rows():
        gap = sum((amount * point[column] for column, amount in terms.items()), ZERO) - bound
        need(VERIFIER.holds(gap, sense), f"row {label} does not hold")


def _check_shown(document: Mapping[str, Any], whole: WholeRows, point: Mapping[str, Fraction]) -> None:
    """Check that the numbers shown are those that are proven."""
    need([team["id"] for team in document["teams"]] == whole.case.teams, "teams differ")
    need([pool["id"] for pool in document["pools"]] == list(whole.case.pools), "pools differ")
    for team in document["teams"]:
        name = team["id"]
        layers = {layer: point[f"{layer}:{name}"] for layer in whole.case.layers}
        shown = {layer: Fraction(text) for layer, text in team["layers"].items()}
        need(shown == layers, f"{name}: the layers are not those that are proven")
        need(Fraction(team["new_fte"]) == sum(layers.values()), f"{name}: new_fte is not the sum of the layers")
        for post in ("interventieplegers", "regisseurs"):
            need(
                Fraction(team[post]) == point.get(f"{post}:{name}", 0), f"{name}: {post} are not those that are proven"
            )
    for pool in document["pools"]:
        given = point.get(f"wijkagent_posts:{pool['id']}", 0)
        need(Fraction(pool["posts"]) == given, f"{pool['id']}: posts are not those that are proven")


def _check_none(document: Mapping[str, Any], trust_rules: Sequence[str]) -> dict[str, Any]:
    whole = WholeRows(document["certificate"], Fraction(document["step"]), trust_rules)
    count = 0
    for leaf, box in leaves_of(document["proof"]["tree"], whole.everything()):
        found = lowest(whole, box, {}, [], leaf)
        need(found is None or found[0] > 0, "a leaf is not shown to be empty")
        count += 1
    return {"accepted": True, "leaves": count, "trusted_rules": sorted(whole.case.trusted)}
