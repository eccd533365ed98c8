"""Follows a proof stage by stage, and learns what each settles."""

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from rvp_alloc.planning.rounding.check.bound import Measured, leaves_of, lowest
from rvp_alloc.planning.rounding.check.row import ZERO, Box, need
from rvp_alloc.planning.rounding.check.rows import WholeRows

_COUNTS = ("beyond", "ties")


class Follower:
    """Follows the stages of a proof, family by family."""

    def __init__(self, whole: WholeRows, exact: Mapping[str, Fraction], levels: Mapping[str, int]) -> None:
        self.whole, self.levels = whole, levels
        self.targets = {
            unit: sum((exact[f"{layer}:{unit[8:]}"] for layer in whole.case.layers), ZERO) / size
            if unit.startswith("new_fte:")
            else sum((exact[column] for column in whole.case.posts[unit[6:]]), ZERO) / self._step_of(unit[6:])
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
                together = sum((case.F[team] for team in case.pools[subject]), ZERO)
                standing[unit] = (-case.N[subject], -together, ZERO, subject)
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
        known |= {unit for unit in units if self.box[unit][0] == self.box[unit][1]}  # one level is no tie
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
        need(some and some == open_[: len(some)], "ties are not settled in their order")
        need(all(unit in some or unit in known for unit in weights), "a tie is settled for something else")
        after = 0
        for unit in reversed(some):
            low, high = self.box[unit]
            need(
                high is not None and weights[unit] > after, f"the weight of {unit} is not larger than what comes after"
            )
            after += weights[unit] * ((high or 0) - low)
        return {*some, *self.stage(stage, {unit: _falling(weight) for unit, weight in weights.items()}, list(fixed))}

    @staticmethod
    def next(stages: list[dict[str, Any]], kind: str, family: str) -> dict[str, Any]:
        """Return the next stage, which must be of this kind."""
        wanted = (kind, family)
        need(stages and (stages[0]["measure"], stages[0]["family"]) == wanted, f"stage {kind} of {family} is missing")
        return stages.pop(0)

    def narrow(self, units: Sequence[str], steps: int) -> None:
        """Leave of each unit's limits only what so many steps beyond the whole numbers around its target reach."""
        for unit in units:
            low, high = self.box[unit]
            below, above = math.floor(self.targets[unit]) - steps, math.ceil(self.targets[unit]) + steps
            self.box[unit] = (max(low, below), above if high is None else min(high, above))

    def stage(self, stage: dict[str, Any], measured: Measured, fixed: list[tuple[Measured, Fraction]]) -> set[str]:
        """Check one stage, keep its measure, and return the units that are the same wherever its value is reached."""
        value = self.sum_of(measured)
        name = f"{stage['measure']} of {stage['family']}"
        need(Fraction(stage["value"]) == value, f"{name}: the value is not that of the whole numbers")
        reaching, exact = [], True
        for leaf, box in leaves_of(stage["tree"], self.box):
            found = lowest(self.whole, box, {} if leaf.get("empty") else measured, fixed, leaf)
            if leaf.get("empty") or found is None:
                need(found is None or found[0] > 0, f"{name}: a leaf is not shown to be empty")
                continue
            # A count is whole, so what is above 2 is at least 3.
            least = math.ceil(found[0]) if stage["measure"] in _COUNTS else found[0]
            need(least >= value, f"{name}: a leaf may hold something better")
            if found[0] <= value:
                reaching.append((leaf, box, found[1]))
                exact = exact and found[0] == value
        fixed.append((measured, value))
        return self._settled(*reaching[0]) if len(reaching) == 1 and exact else set()

    def _settled(self, leaf: Mapping[str, Any], box: Box, reached: Mapping[str, set[int]]) -> set[str]:
        known = {unit for unit, (low, high) in box.items() if low == high}
        known |= {unit for unit, levels in reached.items() if len(levels) == 1}
        rows = [self.whole.rows[name] for name in leaf["multipliers"]]
        tight = [row.terms for row in rows if not (row.stairs or row.others)]
        while alone := {left[0] for terms in tight if len(left := [unit for unit in terms if unit not in known]) == 1}:
            known |= alone
        return known

    def sum_of(self, measured: Measured) -> Fraction:
        """Return a measure at the whole numbers of the document."""
        return sum((part(self.levels[unit]) for unit, part in measured.items()), ZERO)

    def _beyond(self, unit: str) -> Callable[[int], Fraction]:
        low, high = math.floor(self.targets[unit]), math.ceil(self.targets[unit])
        return lambda level: Fraction(max(0, level - high, low - level))

    def _square(self, unit: str) -> Callable[[int], Fraction]:
        size, target = self.whole.sizes[unit], self.targets[unit]
        return lambda level: (size * (level - target)) ** 2


def _falling(weight: int) -> Callable[[int], Fraction]:
    return lambda level: Fraction(-weight * level)
