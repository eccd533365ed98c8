"""Whole posts by trying them all: another way to the same answer, for regions small enough.

It knows the criterion and the meaning of the rules, and shares nothing with the library's rows, solving or checker. ``reach`` is
not known here.
"""

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import oracle
from rvp_alloc import Allocation, Policy, Region

MOST = 40_000
type Steps = tuple[int, ...]


class TooManyError(Exception):
    """There are too many whole numbers to try them all."""


@dataclass
class Best:
    """The best whole numbers of each family, in the region's order; families that no rule brings are empty."""

    new_fte: Steps
    wijkagent_posts: Steps
    interventieplegers: Steps
    regisseurs: Steps


def best(plan: Allocation, step: Fraction) -> Best | None:
    """Return the best whole numbers, or None if none meet every hard rule."""
    return _Brute(plan, step).best()


class _Brute:
    def __init__(self, plan: Allocation, step: Fraction) -> None:
        self.plan, self.step = plan, step
        self.region: Region = plan.region
        self.policy: Policy = plan.policy
        self.formation = oracle.formations(self.region)
        self.teams = list(self.formation)
        self.layers = oracle.fixed_layers(self.region, self.policy)
        caseload = oracle.measure(self.region, "caseload")
        total = sum(caseload.values())
        self.caseload = {team: amount / total if total else Fraction(0) for team, amount in caseload.items()}

    def value(self, parameter: str) -> Fraction:
        return oracle.value(self.policy, parameter)

    def hard(self, rule: str) -> bool:
        return str(self.policy.state(rule)) == "hard"

    # ---- new fte

    def divisions(self) -> Iterator[Steps]:
        """Yield every vector of steps with the right total that the rules about new fte allow."""
        least = [self.least(team) for team in self.teams]
        rest = int(self.plan.total / self.step) - sum(least)
        if rest < 0:
            return
        if math.comb(rest + len(least) - 1, len(least) - 1) > MOST:
            raise TooManyError
        for cuts in itertools.combinations(range(rest + len(least) - 1), len(least) - 1):
            ends = (-1, *cuts, rest + len(least) - 1)
            steps = tuple(low + b - a - 1 for low, (a, b) in zip(least, itertools.pairwise(ends), strict=True))
            if self.allowed(steps):
                yield steps

    def least(self, team: str) -> int:
        if self.policy.is_on("no_loss"):
            layers = sum(layer[team] for layer in self.layers.values())
            return math.ceil(layers / self.step)
        return math.ceil(-self.formation[team] / self.step)

    def new_fte(self, steps: Steps) -> dict[str, Fraction]:
        return {team: count * self.step for team, count in zip(self.teams, steps, strict=True)}

    def allowed(self, steps: Steps) -> bool:
        x = self.new_fte(steps)
        for bound in oracle.bounds(self.region, self.policy):
            given = sum(x[team] for team in bound.teams)
            if bound.sign * given < bound.sign * bound.amount:
                return False
        for floor in oracle.deployable(self.region, self.policy):
            if floor.per_new_fte * x[floor.team] < floor.amount:
                return False
        return all(x[team] == pinned for team, pinned in oracle.pins(self.policy).items())

    # ---- posts

    def posts(self, x: Mapping[str, Fraction]) -> list[range]:
        """Return what each pool may have, in steps, but for what the unit needs."""
        missing = (
            oracle.missing_wijkagenten(self.region, self.policy, "wijkagent_area")
            if self.hard("wijkagent_area")
            else {}
        )
        return [
            range(
                max(0, math.ceil(missing.get(pool.id, Fraction(0)) / self.step)),
                math.floor(sum(x[team] for team in pool.teams) / self.step) + 1,
            )
            for pool in self.region.pools
        ]

    def unit_needs(self) -> Fraction:
        if not self.hard("wijkagent_unit"):
            return Fraction(0)
        return sum(oracle.missing_wijkagenten(self.region, self.policy, "wijkagent_unit").values())

    def has_posts(self) -> bool:
        return self.policy.is_on("wijkagent_unit") or self.policy.is_on("wijkagent_area")

    # ---- heads

    def loads(self, team: str, x: Mapping[str, Fraction]) -> list[tuple[int, int]]:
        """Return every number of interventieplegers and regisseurs that a team may have."""
        strength = self.formation[team] + x[team]
        most = math.floor(self.value("ipga.cap") * strength)
        least = math.ceil(self.value("ipga.heads") * self.caseload[team])
        found = []
        for heads in range(least, most + 1):
            for regisseurs in range(most - heads + 1):
                net = strength - self.value("ipga.share") * heads - regisseurs
                kept = self.value("basic_care.alpha") * self.formation[team] if self.hard("basic_care") else 0
                if not self.hard("basic_care") or net >= kept:
                    found.append((heads, regisseurs))
        return found

    def enough(self, heads: int, regisseurs: int) -> bool:
        return (
            heads >= self.value("ipga.heads")
            and heads * self.value("ipga.share") >= self.value("ipga.net")
            and self.value("ipga.regisseurs_min") <= regisseurs <= self.value("ipga.regisseurs_max")
        )

    def possible(self, choices: Sequence[Sequence[tuple[int, int]]]) -> bool:
        """Say whether one choice for each team adds up to enough."""
        sums = {(0, 0)}
        for pairs in choices:
            sums = {(a + heads, b + regisseurs) for a, b in sums for heads, regisseurs in pairs}
        return any(self.enough(*pair) for pair in sums)

    def basic_care_alone(self, x: Mapping[str, Fraction]) -> bool:
        if not self.hard("basic_care") or self.policy.is_on("ipga"):
            return True
        alpha = self.value("basic_care.alpha")
        return all(self.formation[team] + x[team] >= alpha * self.formation[team] for team in self.teams)

    def feasible(self, steps: Steps) -> bool:
        x = self.new_fte(steps)
        if not self.basic_care_alone(x):
            return False
        if self.has_posts():
            ranges = self.posts(x)
            if not all(ranges) or sum(found[-1] for found in ranges) * self.step < self.unit_needs():
                return False
        return not self.policy.is_on("ipga") or self.possible([self.loads(team, x) for team in self.teams])

    # ---- the criterion

    def standing(self, names: Sequence[str], *, pools: bool) -> list[int]:
        """Return places in the order in which equal ones are served."""
        plan = self.plan
        if pools:
            pool = {entry.id: entry for entry in self.region.pools}
            key = lambda name: (
                -pool[name].inhabitants.value,
                -sum(self.formation[team] for team in pool[name].teams),
                name,
            )
        else:
            key = lambda name: (
                -self.formation[name],
                -plan.team(name).key_target,
                -self.region.pool_of(name).inhabitants.value,
                name,
            )
        return sorted(range(len(names)), key=lambda place: key(names[place]))

    def rank(self, steps: Steps, targets: Sequence[Fraction], size: Fraction, order: Sequence[int], *, total: bool):
        """Return what is compared, smallest first: beyond, total, squares, and ties."""
        beyond = sum(
            max(0, level - math.ceil(target), math.floor(target) - level)
            for level, target in zip(steps, targets, strict=True)
        )
        off = abs(sum(steps) - sum(targets)) if total else 0
        squares = sum((size * (level - target)) ** 2 for level, target in zip(steps, targets, strict=True))
        return beyond, off, squares, [-steps[place] for place in order]

    def best(self) -> Best | None:
        if self.layers is None:
            return None
        order = self.standing(self.teams, pools=False)
        x_targets = [team.new_fte / self.step for team in self.plan.teams]
        ranked = sorted(self.divisions(), key=lambda steps: self.rank(steps, x_targets, self.step, order, total=False))
        steps = next((steps for steps in ranked if self.feasible(steps)), None)
        if steps is None:
            return None
        x = self.new_fte(steps)
        posts = heads = regisseurs = ()
        if self.has_posts():
            names = [pool.id for pool in self.region.pools]
            targets = [pool.new_wijkagent_posts / self.step for pool in self.plan.pools]
            pool_order = self.standing(names, pools=True)
            posts = min(
                (v for v in product(self.posts(x)) if sum(v) * self.step >= self.unit_needs()),
                key=lambda v: self.rank(v, targets, self.step, pool_order, total=True),
            )
        if self.policy.is_on("ipga"):
            loads = [self.loads(team, x) for team in self.teams]
            targets = [team.interventieplegers for team in self.plan.teams]
            all_heads = product([sorted({heads for heads, _ in pairs}) for pairs in loads])
            ranked = sorted(all_heads, key=lambda i: self.rank(i, targets, Fraction(1), order, total=True))
            chosen = lambda i: [
                [pair for pair in pairs if pair[0] == level] for pairs, level in zip(loads, i, strict=True)
            ]
            heads = next(i for i in ranked if self.possible(chosen(i)))
            targets = [team.regisseurs for team in self.plan.teams]
            all_regisseurs = product([[r for _, r in pairs] for pairs in chosen(heads)])
            regisseurs = min(
                (r for r in all_regisseurs if self.enough(sum(heads), sum(r))),
                key=lambda r: self.rank(r, targets, Fraction(1), order, total=True),
            )
        return Best(steps, posts, heads, regisseurs)


def product(choices: Sequence[Sequence[int]]) -> Iterator[Steps]:
    """Yield every choice of one from each, if there are not too many."""
    if math.prod(len(found) for found in choices) > MOST:
        raise TooManyError
    return itertools.product(*choices)
