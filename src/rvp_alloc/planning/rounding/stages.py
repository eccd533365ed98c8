"""The stages: new fte first, then wijkagent posts, interventieplegers and regisseurs; in each, one criterion after the other.

For every family: as few steps as possible beyond the whole numbers around the exact answers; for posts, a total as near as
possible to the exact one; the smallest sum of squared differences; and among what is then still equal, more to whoever stands
first by formation, key target, inhabitants and id.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from flint import fmpq

from rvp_alloc.planning.rounding.measures import Measure, measure, ties
from rvp_alloc.planning.rounding.proof import Stage, Tree, settled
from rvp_alloc.planning.rounding.search import Point, Search
from rvp_alloc.planning.rounding.whole import FAMILIES, TOTAL, Unit, Whole
from rvp_alloc.policy.case import POSTS_BY_POOL, Case

_FARTHER = 4


@dataclass(frozen=True)
class Nothing:
    """No whole numbers meet every row: the stage that proves it."""

    stage: Stage


@dataclass(frozen=True)
class Found:
    """The whole numbers, and the stages that prove them."""

    point: Point
    stages: tuple[Stage, ...]


def solve(whole: Whole, deadline: float | None = None) -> Found | Nothing:
    """Return the best whole numbers, with the proof, or the proof that there are none.

    Raises
    ------
    NotProvenError
        If the time limit passes or the proof grows too large.
    """
    return _Solver(whole, deadline).run()


@dataclass
class _Solver:
    whole: Whole
    deadline: float | None
    stages: list[Stage] = field(default_factory=list)

    def run(self) -> Found | Nothing:
        self.box = self.whole.everything
        self.point: Point | None = None
        for family in FAMILIES:
            units = self.whole.of(family)
            if units:
                nothing = self._family(family, units)
                if nothing:
                    return nothing
        if self.point is None:
            raise AssertionError("a region has teams")
        return Found(self.point, tuple(self.stages))

    def _family(self, family: str, units: Sequence[Unit]) -> Nothing | None:
        """Make one family whole; what it has become is then kept."""
        squares, fixed = measure("squares", units), list[tuple[Measure, fmpq]]()
        search = self._around(family, units, squares)
        if search is None:
            nothing = self._reach_out(family, units, fixed)
            if nothing:
                return nothing
            search = self._search(squares, fixed)
        self._prove(search, squares, fixed)
        self._settle_ties(units, fixed)
        for unit in self.whole.units.values():
            if unit.family in (family, f"{TOTAL}:{family}"):
                level = self._levels[unit.id]
                self.box[unit.id] = (level, level)
        return None

    def _around(self, family: str, units: Sequence[Unit], squares: Measure) -> Search | None:
        """Look among the whole numbers around the exact answers, with the total nearest to the exact one, if there are any."""
        before = dict(self.box)
        self.box |= {unit.id: unit.near for unit in units}
        total = self.whole.units.get(f"{TOTAL}:{family}")
        if total:
            self.box[total.id] = _nearest(total)
        search = self._search(squares, [])
        if search.best is not None or search.quick():
            self.tree = search.run()
            if search.best is not None:
                return search
        self.box = before
        return None

    def _reach_out(self, family: str, units: Sequence[Unit], fixed: list[tuple[Measure, fmpq]]) -> Nothing | None:
        """Find how many steps beyond those numbers are needed at least, and for posts which total is then the nearest."""
        beyond, before = measure("beyond", units), dict(self.box)
        reach = int(beyond.at(self._levels).p) if self.point else 1
        while True:
            self.box = before | {unit.id: _within(before[unit.id], unit, reach) for unit in units}
            if self.point is None and all(self.box[unit.id] == before[unit.id] for unit in units):
                nothing = self._none_at_all()
                if nothing:
                    return nothing
            search = self._search(beyond, [])
            if search.best is not None or search.quick():
                self.tree = search.run()
                self.point = search.best or self.point
            needed = int(beyond.at(self._levels).p) if self.point else reach * _FARTHER
            if needed <= reach:
                break
            reach = needed  # somebody may have to go farther, so that others can stay nearer
        self.point = search.best
        steps = int(beyond.at(self._levels).p)
        if steps:  # that none is beyond needs no proof that fewer are impossible
            self._prove(search, beyond, fixed)
        self.box = before | {unit.id: _within(before[unit.id], unit, steps) for unit in units}
        total = self.whole.units.get(f"{TOTAL}:{family}")
        if total:
            self._approach(total, fixed)
        self.tree = None
        return None

    def _approach(self, total: Unit, fixed: list[tuple[Measure, fmpq]]) -> None:
        """Bring the total of a kind of posts as near as it can come to the exact one."""
        distance = measure("total", [total])
        self.box[total.id] = _not_farther(total, distance.at(self._levels))
        search = self._search(distance, fixed)
        self.tree = search.run()
        self.point = search.best
        off = distance.at(self._levels)
        if off > distance.part(total.id, _nearest(total)[0]):
            self._prove(search, distance, fixed)
        self.box[total.id] = _not_farther(total, off)

    def _none_at_all(self) -> Nothing | None:
        """Prove that there are no whole numbers at all; if there are, keep those that were found."""
        search = Search(self.whole, dict(self.box), None, deadline=self.deadline)
        tree = search.run()
        self.point = search.best
        return Nothing(Stage(None, fmpq(0), dict(self.box), (), tree)) if search.best is None else None

    def _settle_ties(self, units: Sequence[Unit], fixed: list[tuple[Measure, fmpq]]) -> None:
        """Where several whole divisions are equally near, take the one that gives more to whoever stands first."""
        while True:
            known = settled(self.whole, self.stages[-1], self._levels)
            for unit in units:
                if unit.id in known:
                    self.box[unit.id] = (self._levels[unit.id], self._levels[unit.id])
            open_ = [
                unit for unit in in_order(self.whole.plan.case, units) if self.box[unit.id][0] != self.box[unit.id][1]
            ]
            if not open_:
                return
            first = ties(open_, [self._width(unit) for unit in open_])
            search = self._search(first, fixed)
            self.tree = search.run()
            self._prove(search, first, fixed)
            fixed.pop()  # the value settles every unit it measures, and the box then says so
            for unit in first.units.values():
                self.box[unit.id] = (self._levels[unit.id], self._levels[unit.id])

    def _width(self, unit: Unit) -> int:
        low, high = self.box[unit.id]
        if high is None:
            raise AssertionError(f"{unit.id} has no limit")
        return high - low

    # ---- one stage

    tree: Tree | None = None

    def _search(self, wanted: Measure, fixed: Sequence[tuple[Measure, fmpq]]) -> Search:
        self.tree = None
        return Search(self.whole, dict(self.box), wanted, tuple(fixed), self.point, self.deadline)

    def _prove(self, search: Search, wanted: Measure, fixed: list[tuple[Measure, fmpq]]) -> None:
        """Keep a stage with its proof; what it has reached is kept from here on."""
        tree = self.tree or search.run()
        if search.best is None or search.value is None:
            raise AssertionError(f"nothing was found for {wanted.kind} of {wanted.family}")
        self.point = search.best
        self.stages.append(Stage(wanted, search.value, dict(search.box), tuple(fixed), tree))
        fixed.append((wanted, search.value))

    @property
    def _levels(self) -> dict[str, int]:
        return dict(self.point.levels) if self.point else {}


def _nearest(total: Unit) -> tuple[int, int]:
    """Return the whole number nearest to a total; both where they are equally near."""
    low, high = total.near
    below, above = total.target - low, high - total.target
    return (low, low) if below < above else (high, high) if above < below else (low, high)


def _not_farther(total: Unit, distance: fmpq) -> tuple[int, int]:
    """Return the limits of a total that lies no farther from its target than a distance."""
    return max(0, int((total.target - distance).ceil())), int((total.target + distance).floor())


def _within(limits: tuple[int, int | None], unit: Unit, steps: int) -> tuple[int, int | None]:
    """Return limits up to so many steps beyond the whole numbers around a target."""
    (low, high), (least, most) = unit.near, limits
    return max(low - steps, least), high + steps if most is None else min(high + steps, most)


def in_order(case: Case, units: Sequence[Unit]) -> list[Unit]:
    """Return units in the order in which equal ones are served: formation, key target, inhabitants, and last the id."""
    pool_of = {team: pool for pool, teams in case.pools.items() for team in teams}

    def standing(unit: Unit) -> tuple[fmpq, fmpq, fmpq, str]:
        if unit.family == POSTS_BY_POOL:
            formation = sum((case.formation[team] for team in case.pools[unit.subject]), fmpq(0))
            return -case.inhabitants[unit.subject], -formation, fmpq(0), unit.subject
        team = unit.subject
        target = case.key_budget * case.key_shares[team]
        return -case.formation[team], -target, -case.inhabitants[pool_of[team]], team

    return sorted(units, key=standing)
