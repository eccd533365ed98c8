"""Checks a whole division from its JSON form alone: rebuilds every row from region and policy, and trusts none in the document.

It shares no code with what solves: only the standard library, and ``rvp_alloc.verify``, which is independent itself and first
checks the exact division. Everything is in fractions.

Why the proof is one. Whole numbers are what is decided. A row ``a.n <= b`` of whole numbers alone holds with ``b`` rounded down to a
multiple of the greatest common divisor of ``a``; a row with the new fte of one team and heads, at each number of posts by itself.
With multipliers at least 0 on such rows, no whole numbers have a smaller measure than the smallest of
``measure(n) + sum of multipliers x (a.n - b)``, which is found number by number. Where several leaves of a tree split the whole
numbers, each is shown in this way; a leaf without a measure holds nothing, since there the sum is above 0.
"""

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from rvp_alloc import verify

type Box = dict[str, tuple[int, int | None]]
type Limits = tuple[int, int | None]

_FAMILIES = ("new_fte", "wijkagent_posts", "interventieplegers", "regisseurs")
_ZERO = Fraction(0)


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
        plain = json.loads(json.dumps(document))
        if plain["status"] == "no_rounding":
            return _check_none(plain, trust_rules)
        return _check_rounded(plain, trust_rules)
    except (verify.Rejected, LookupError, ValueError, TypeError, ArithmeticError, AttributeError, RecursionError) as error:
        reason = str(error) if isinstance(error, verify.Rejected) else f"the document is not whole: {error!r}"
        return {"accepted": False, "reason": reason}


@dataclass(frozen=True)
class _Row:
    """``sum of terms + others - stairs(level of unit) <= bound``."""

    terms: dict[str, Fraction]
    others: dict[str, Fraction]
    bound: Fraction
    unit: str = ""
    stairs: Callable[[int], Fraction] | None = None


class _Whole:
    """The rows of a region and a policy, said of whole numbers."""

    def __init__(self, certificate: Mapping[str, Any], step: Fraction, trust_rules: Sequence[str]) -> None:
        verify.need(step > 0, "the step is not above 0")
        self.case = verify.prepared(certificate, trust_rules)
        self.step = step
        self.sizes = {f"new_fte:{team}": step for team in self.case.teams}
        for family, columns in self.case.posts.items():
            self.sizes |= dict.fromkeys(columns, step if family == "wijkagent_posts" else Fraction(1))
            self.sizes[f"total:{family}"] = Fraction(1)
        given = list(self.case.rows())
        self.constants = self._constants(given)
        self.rows: dict[str, _Row] = {}
        for label, terms, sense, bound in given:
            for side, sign in (("<=", 1), (">=", -1)):
                if sense in (side, "=="):
                    self._keep(f"{side} {label}", terms, Fraction(bound), sign)
        for team in self.case.teams if not self.case.free else ():
            self._keep(f">= no_loss.key:{team}", {f"key:{team}": Fraction(1)}, _ZERO, -1)
        for family, columns in self.case.posts.items():
            for side, sign in (("<=", 1), (">=", -1)):
                together = {**dict.fromkeys(columns, Fraction(sign)), f"total:{family}": Fraction(-sign)}
                self.rows[f"{side} total:{family}"] = _Row(together, {}, _ZERO)

    def _constants(self, rows: Sequence[tuple[str, Any, str, Any]]) -> dict[str, Fraction]:
        """Return the layers that equations between layers other than the key give by themselves."""
        posts = {column for columns in self.case.posts.values() for column in columns}
        known: dict[str, Fraction] = {}
        equations = [
            (terms, Fraction(bound))
            for _, terms, sense, bound in rows
            if sense == "==" and not any(column.startswith("key:") or column in posts for column in terms)
        ]
        found = True
        while found:
            found = False
            for terms, bound in equations:
                open_ = [column for column, amount in terms.items() if amount and column not in known]
                if len(open_) == 1:
                    rest = bound - sum(terms[column] * known[column] for column in terms if column in known)
                    known[open_[0]] = rest / terms[open_[0]]
                    found = True
        return known

    def _keep(self, name: str, terms: Mapping[str, Fraction], bound: Fraction, sign: int) -> None:
        whole: dict[str, Fraction] = {}
        others: dict[str, Fraction] = {}
        rest = bound
        waiting = [(column, Fraction(amount)) for column, amount in terms.items()]
        while waiting:
            column, amount = waiting.pop()
            family, _, subject = column.partition(":")
            if column in self.constants:
                rest -= amount * self.constants[column]
            elif column in self.sizes:
                whole[column] = whole.get(column, _ZERO) + amount * self.sizes[column]
            elif family == "key":
                unit = f"new_fte:{subject}"
                whole[unit] = whole.get(unit, _ZERO) + amount * self.step
                waiting += [(f"{layer}:{subject}", -amount) for layer in self.case.layers if layer != "key"]
            else:
                others[column] = others.get(column, _ZERO) + amount
        whole = {unit: sign * amount for unit, amount in whole.items() if amount}
        others = {column: sign * amount for column, amount in others.items() if amount}
        if whole or others:
            self.rows[name] = _rounded(whole, others, sign * rest)
        else:
            verify.need(sign * rest >= 0, f"row {name} cannot hold whatever is decided")

    def everything(self) -> Box:
        """Return the limits that follow from what posts are and from the total."""
        free = bool(self.case.free)
        least = {f"new_fte:{team}": -math.floor(self.case.F[team] / self.step) * free for team in self.case.teams}
        rest = math.floor(self.case.value("budget.new_fte") / self.step) - sum(least.values())
        return {unit: (least[unit], least[unit] + rest) if unit in least else (0, None) for unit in self.sizes}

    def point(self, levels: Mapping[str, int], others: Mapping[str, Fraction]) -> dict[str, Fraction]:
        """Return every column of the division."""
        point = {**self.constants, **others}
        point |= {column: self.sizes[column] * levels[column] for columns in self.case.posts.values() for column in columns}
        for team in self.case.teams:
            rest = sum((point[f"{layer}:{team}"] for layer in self.case.layers if layer != "key"), _ZERO)
            point[f"key:{team}"] = self.step * levels[f"new_fte:{team}"] - rest
        return point


def _rounded(whole: dict[str, Fraction], others: dict[str, Fraction], bound: Fraction) -> _Row:
    """Return a row with what whole numbers make of its bound."""
    if others:
        return _Row(whole, others, bound)
    teams = [unit for unit in whole if unit.startswith("new_fte:")]
    if len(teams) == 1 and len(whole) > 1:
        slope = whole[teams[0]]
        heads = {unit: amount for unit, amount in whole.items() if unit != teams[0]}
        grid = _divisor(heads.values())
        if (slope / grid).denominator != 1:
            return _Row(heads, {}, _ZERO, teams[0], lambda level: math.floor((bound - slope * level) / grid) * grid)
    grid = _divisor(whole.values())
    return _Row(whole, {}, math.floor(bound / grid) * grid)


def _divisor(numbers: Any) -> Fraction:
    found = list(numbers)
    shared = math.lcm(*(number.denominator for number in found))
    return Fraction(math.gcd(*(int(number * shared) for number in found)), shared)


type Measured = dict[str, Callable[[int], Fraction]]
"""A measure: what each whole number brings, by its level."""


class _Proof:
    """Follows the stages of a proof, family by family."""

    def __init__(self, whole: _Whole, exact: Mapping[str, Fraction], levels: Mapping[str, int]) -> None:
        self.whole, self.levels = whole, levels
        self.targets = {
            unit: sum((exact[f"{layer}:{unit[8:]}"] for layer in whole.case.layers), _ZERO) / size
            if unit.startswith("new_fte:")
            else sum((exact[column] for column in whole.case.posts[unit[6:]]), _ZERO) / self._step_of(unit[6:])
            if unit.startswith("total:")
            else exact[unit] / size
            for unit, size in whole.sizes.items()
        }
        self.box = whole.everything()
        self.order = self._order()

    def _step_of(self, family: str) -> Fraction:
        return self.whole.step if family == "wijkagent_posts" else Fraction(1)

    def _order(self) -> dict[str, tuple[Any, ...]]:
        """Return the standing of each unit among equal ones: the smallest is served first."""
        case = self.whole.case
        shares, budget = case.key_shares(), case.key_budget()
        pool_of = {team: pool for pool, teams in case.pools.items() for team in teams}
        standing: dict[str, tuple[Any, ...]] = {}
        for unit in self.whole.sizes:
            family, _, subject = unit.partition(":")
            if family == "wijkagent_posts":
                together = sum((case.F[team] for team in case.pools[subject]), _ZERO)
                standing[unit] = (-case.N[subject], -together, _ZERO, subject)
            elif family != "total":
                key = (-case.F[subject], -budget * shares[subject], -case.N[pool_of[subject]], subject)
                standing[unit] = key
        return standing

    def family(self, family: str, stages: list[dict[str, Any]]) -> None:
        """Check every stage of one family; what it has become is then a constant."""
        units = [unit for unit in self.whole.sizes if unit.startswith(f"{family}:")]
        fixed: list[tuple[Measured, Fraction]] = []
        beyond = {unit: self._beyond(unit) for unit in units}
        steps = int(self.sum_of(beyond))
        self.narrow(units, steps)
        if steps:
            self.stage(self.next(stages, "beyond", family), beyond, fixed)
        total = f"total:{family}"
        if family != "new_fte":
            distance: Measured = {total: lambda level: abs(level - self.targets[total])}
            off = self.sum_of(distance)
            self.box[total] = (max(0, math.ceil(self.targets[total] - off)), math.floor(self.targets[total] + off))
            if off > min(self.targets[total] % 1, -self.targets[total] % 1):
                self.stage(self.next(stages, "total", family), distance, fixed)
        squares = {unit: self._square(unit) for unit in units}
        known = self.stage(self.next(stages, "squares", family), squares, fixed)
        while open_ := sorted((unit for unit in units if unit not in known), key=self.order.__getitem__):
            known |= self.ties(self.next(stages, "ties", family), open_, known, fixed)
        for unit in [*units, *([total] if family != "new_fte" else [])]:
            self.box[unit] = (self.levels[unit], self.levels[unit])

    def ties(
        self, stage: dict[str, Any], open_: list[str], known: set[str], fixed: list[tuple[Measured, Fraction]]
    ) -> set[str]:
        """Check that among equal ones those that stand first get most; return what that settles."""
        family = stage["family"]
        for unit in known:
            if unit.startswith(f"{family}:"):
                self.box[unit] = (self.levels[unit], self.levels[unit])
        weights = {unit: int(weight) for unit, weight in stage["weights"].items()}
        some = [unit for unit in open_ if unit in weights]
        verify.need(some and some == open_[: len(some)], "ties are not settled in their order")
        verify.need(all(unit in some or unit in known for unit in weights), "a tie is settled for something else")
        after = 0
        for unit in reversed(some):
            low, high = self.box[unit]
            verify.need(high is not None and weights[unit] > after, f"the weight of {unit} is not larger than what comes after")
            after += weights[unit] * ((high or 0) - low)
        self.stage(stage, {unit: _falling(weight) for unit, weight in weights.items()}, list(fixed))
        return {*known, *some}

    @staticmethod
    def next(stages: list[dict[str, Any]], kind: str, family: str) -> dict[str, Any]:
        """Return the next stage, which must be of this kind."""
        wanted = (kind, family)
        verify.need(stages and (stages[0]["measure"], stages[0]["family"]) == wanted, f"stage {kind} of {family} is missing")
        return stages.pop(0)

    def narrow(self, units: Sequence[str], steps: int) -> None:
        """Leave of each unit's limits only what so many steps beyond the whole numbers around its target reach."""
        for unit in units:
            low, high = self.box[unit]
            below, above = math.floor(self.targets[unit]) - steps, math.ceil(self.targets[unit]) + steps
            self.box[unit] = (max(low, below), above if high is None else min(high, above))

    def stage(
        self, stage: dict[str, Any], measured: Measured, fixed: list[tuple[Measured, Fraction]]
    ) -> set[str]:
        """Check one stage, keep its measure, and return the units that are the same wherever its value is reached."""
        value = self.sum_of(measured)
        name = f"{stage['measure']} of {stage['family']}"
        verify.need(Fraction(stage["value"]) == value, f"{name}: the value is not that of the whole numbers")
        reaching = []
        for leaf, box in _leaves(stage["tree"], self.box):
            found = lowest(self.whole, box, {} if leaf.get("empty") else measured, fixed, leaf)
            if leaf.get("empty"):
                verify.need(found[0] > 0, f"{name}: a leaf is not shown to be empty")
                continue
            verify.need(found[0] >= value, f"{name}: a leaf may hold something better")
            if found[0] == value:
                reaching.append((leaf, box, found[1]))
        fixed.append((measured, value))
        return self._settled(*reaching[0]) if len(reaching) == 1 else set()

    def _settled(self, leaf: Mapping[str, Any], box: Box, reached: Mapping[str, Sequence[int] | None]) -> set[str]:
        known = {unit for unit, (low, high) in box.items() if low == high}
        known |= {unit for unit, levels in reached.items() if levels is not None and len(levels) == 1}
        rows = [self.whole.rows[name] for name in leaf["multipliers"]]
        tight = [row.terms for row in rows if not (row.stairs or row.others)]
        while alone := {left[0] for terms in tight if len(left := [unit for unit in terms if unit not in known]) == 1}:
            known |= alone
        return known

    def sum_of(self, measured: Measured) -> Fraction:
        """Return a measure at the whole numbers of the document."""
        return sum((part(self.levels[unit]) for unit, part in measured.items()), _ZERO)

    def _beyond(self, unit: str) -> Callable[[int], Fraction]:
        low, high = math.floor(self.targets[unit]), math.ceil(self.targets[unit])
        return lambda level: Fraction(max(0, level - high, low - level))

    def _square(self, unit: str) -> Callable[[int], Fraction]:
        size, target = self.whole.sizes[unit], self.targets[unit]
        return lambda level: (size * (level - target)) ** 2


def _falling(weight: int) -> Callable[[int], Fraction]:
    return lambda level: Fraction(-weight * level)


def _leaves(tree: Mapping[str, Any], box: Box) -> Iterator[tuple[Mapping[str, Any], Box]]:
    """Yield every leaf with its limits; a part without any whole number needs no proof."""
    if "unit" not in tree:
        yield tree, box
        return
    unit, level = tree["unit"], int(tree["level"])
    low, high = box[unit]
    if low <= level:
        yield from _leaves(tree["below"], {**box, unit: (low, level if high is None else min(level, high))})
    if high is None or high > level:
        yield from _leaves(tree["above"], {**box, unit: (max(low, level + 1), high)})


def lowest(
    whole: _Whole, box: Box, measured: Measured, fixed: Sequence[tuple[Measured, Fraction]], leaf: Mapping[str, Any]
) -> tuple[Fraction, dict[str, Sequence[int] | None]]:
    """Return the smallest value that a leaf leaves room for, and where each unit reaches it (None: anywhere)."""
    value = _ZERO
    slopes: dict[str, Fraction] = {}
    curves: dict[str, list[Callable[[int], Fraction]]] = {unit: [part] for unit, part in measured.items()}
    others: dict[str, Fraction] = {}
    for name, text in leaf["multipliers"].items():
        row, multiplier = whole.rows[name], Fraction(text)
        verify.need(multiplier >= 0, f"the multiplier of {name} is below 0")
        value -= multiplier * row.bound
        for unit, amount in row.terms.items():
            slopes[unit] = slopes.get(unit, _ZERO) + multiplier * amount
        for column, amount in row.others.items():
            others[column] = others.get(column, _ZERO) + multiplier * amount
        if row.stairs:
            curves.setdefault(row.unit, []).append(_scaled(row.stairs, -multiplier))
    for place, text in leaf.get("prices", {}).items():
        earlier, reached = fixed[int(place)]
        verify.need(int(place) >= 0 and Fraction(text) >= 0, "the price of a measure is below 0")
        value -= Fraction(text) * reached
        for unit, part in earlier.items():
            curves.setdefault(unit, []).append(_scaled(part, Fraction(text)))
    for column, rest in others.items():
        verify.need(rest == 0 or (rest > 0 and column not in whole.case.free), f"the multipliers leave {column} free to move")
    levels: dict[str, Sequence[int] | None] = {}
    for unit in {**slopes, **dict.fromkeys(curves)}:
        least, levels[unit] = _smallest(box[unit], slopes.get(unit, _ZERO), curves.get(unit, []), unit)
        value += least
    return value, levels


def _scaled(curve: Callable[[int], Fraction], factor: Fraction) -> Callable[[int], Fraction]:
    return lambda level: factor * curve(level)


def _smallest(
    limits: Limits, slope: Fraction, curves: Sequence[Callable[[int], Fraction]], unit: str
) -> tuple[Fraction, Sequence[int] | None]:
    low, high = limits
    if not curves and slope == 0:
        return _ZERO, None
    if not curves and (slope > 0 or high is not None):
        end = low if slope > 0 or high is None else high
        return slope * end, (end,)
    verify.need(high is not None, f"the multipliers leave {unit} free to move")
    values = {level: slope * level + sum(curve(level) for curve in curves) for level in range(low, (high or 0) + 1)}
    least = min(values.values())
    return least, [level for level, value in values.items() if value == least]


def _check_rounded(document: Mapping[str, Any], trust_rules: Sequence[str]) -> dict[str, Any]:
    division = document["division"]
    verify.verify(division, trust_rules=trust_rules)
    whole = _Whole(division["certificate"], Fraction(document["step"]), trust_rules)
    exact = verify.read_point(division, whole.case)
    levels = {unit: int(level) for unit, level in document["proof"]["levels"].items()}
    verify.need(levels.keys() == whole.sizes.keys(), "the whole numbers are not those that are decided")
    for family, columns in whole.case.posts.items():
        verify.need(levels[f"total:{family}"] == sum(levels[column] for column in columns), f"{family} do not add up")
    others = {column: Fraction(text) for column, text in document["proof"]["others"].items()}
    point = whole.point(levels, others)
    _check_point(whole, point)
    _check_shown(document, whole, point)
    proof = _Proof(whole, exact, levels)
    stages = list(document["proof"]["stages"])
    count = len(stages)
    for family in _FAMILIES:
        if family == "new_fte" or family in whole.case.posts:
            proof.family(family, stages)
    verify.need(not stages, "a stage is left over")
    return {"accepted": True, "stages": count, "rows": len(whole.rows), "trusted_rules": sorted(whole.case.trusted)}


def _check_point(whole: _Whole, point: Mapping[str, Fraction]) -> None:
    """Check that every hard row holds exactly, and nothing is below 0 that must not be."""
    verify.need(point.keys() == set(whole.case.columns), "the division does not decide what is to be decided")
    for column, value in point.items():
        verify.need(value >= 0 or column in whole.case.free, f"{column} is below 0")
    for label, terms, sense, bound in whole.case.rows():
        gap = sum((amount * point[column] for column, amount in terms.items()), _ZERO) - bound
        verify.need(verify.holds(gap, sense), f"row {label} does not hold")


def _check_shown(document: Mapping[str, Any], whole: _Whole, point: Mapping[str, Fraction]) -> None:
    """Check that the numbers shown are those that are proven."""
    verify.need([team["id"] for team in document["teams"]] == whole.case.teams, "teams differ")
    verify.need([pool["id"] for pool in document["pools"]] == list(whole.case.pools), "pools differ")
    for team in document["teams"]:
        name = team["id"]
        layers = {layer: point[f"{layer}:{name}"] for layer in whole.case.layers}
        shown = {layer: Fraction(text) for layer, text in team["layers"].items()}
        verify.need(shown == layers, f"{name}: the layers are not those that are proven")
        verify.need(Fraction(team["new_fte"]) == sum(layers.values()), f"{name}: new_fte is not the sum of the layers")
        for post in ("interventieplegers", "regisseurs"):
            verify.need(Fraction(team[post]) == point.get(f"{post}:{name}", 0), f"{name}: {post} are not those that are proven")
    for pool in document["pools"]:
        given = point.get(f"wijkagent_posts:{pool['id']}", 0)
        verify.need(Fraction(pool["posts"]) == given, f"{pool['id']}: posts are not those that are proven")


def _check_none(document: Mapping[str, Any], trust_rules: Sequence[str]) -> dict[str, Any]:
    whole = _Whole(document["certificate"], Fraction(document["step"]), trust_rules)
    count = 0
    for leaf, box in _leaves(document["proof"]["tree"], whole.everything()):
        verify.need(lowest(whole, box, {}, [], leaf)[0] > 0, "a leaf is not shown to be empty")
        count += 1
    return {"accepted": True, "leaves": count, "trusted_rules": sorted(whole.case.trusted)}
