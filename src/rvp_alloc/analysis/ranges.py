"""Ranges: what each team gets over all best divisions, and over those within a stated distance of the best."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any

from flint import fmpq

from rvp_alloc.allocate import try_allocate
from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.arithmetic import EXACT, fraction
from rvp_alloc.figure import parse_number
from rvp_alloc.model import Number, Row
from rvp_alloc.policy.aim import Leximin, Measured, all_aims
from rvp_alloc.solving.pivots import Tableau


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the most new fte of one team, exact."""

    team: str
    least: Fraction
    most: Fraction

    @property
    def width(self) -> Fraction:
        """How much is left open: 0 where the aims settle it."""
        return self.most - self.least


def ranges(plan: Allocation, within: Any = 0) -> tuple[Range, ...]:
    """Return, for every team, the exact range of its new fte over all best divisions.

    Parameters
    ----------
    plan
        A proven division. Where it is unique every range is a point.
    within
        Also count divisions that fall short of what each aim reached by this part of it, such as 0.01 for 1%.

    Raises
    ------
    ValueError
        If ``within`` is no number, or below 0.

    Examples
    --------
    >>> from rvp_alloc import Policy, allocate, load_region
    >>> policy = Policy.reference().with_aims("area_norm")
    >>> open_range = ranges(allocate(load_region("amsterdam-2022"), policy))[0]
    >>> open_range.team, open_range.least, float(open_range.most)
    ('boven-ij', Fraction(5467, 1000), 33.7642)
    """
    slack = parse_number(within)
    if slack < 0:
        raise ValueError(f"within is {within}; give a part of what was reached, 0 or more")
    face = _Face(plan, slack)
    return tuple(Range(team, face.least(team)[team], face.most(team)[team]) for team in plan.case.teams)


def trades(plan: Allocation) -> tuple[tuple[str, str], ...]:
    """Return the pairs of teams that can trade: there are two best divisions that differ in those two only.

    Examples
    --------
    >>> from rvp_alloc import Policy, allocate, load_region
    >>> trades(allocate(load_region("amsterdam-2022")))
    ()
    """
    face = _Face(plan, Fraction(0))
    middle = face.middle()
    open_teams = [team for team in plan.case.teams if face.least(team)[team] != face.most(team)[team]]
    for team in plan.case.teams:
        face.fix(team, middle[team])
    found = []
    for pair in combinations(open_teams, 2):
        for team in pair:
            face.fix(team, None)
        if face.most(pair[0]) != face.least(pair[0]):
            found.append(pair)
        for team in pair:
            face.fix(team, middle[team])
    return tuple(found)


def settling_aims(plan: Allocation) -> tuple[str, ...]:
    """Return the aims each of which, put after those of the policy, would leave one best division only."""
    policy = plan.policy
    found = []
    for aim in all_aims():
        if aim not in policy.all_aims():
            outcome = try_allocate(plan.region, policy.with_aims(*policy.aims, aim))
            if isinstance(outcome, Allocation) and outcome.unique:
                found.append(aim)
    return tuple(found)


class _Face:
    """All points that meet the hard rules and reach what the aims reached, less a slack."""

    def __init__(self, plan: Allocation, slack: Fraction) -> None:
        self.terms = {team: plan.case.new_fte([team]) for team in plan.case.teams}
        rows = [*plan.model.rows, *_reached(plan, slack)]
        self.places = {team: len(rows) + place for place, team in enumerate(self.terms)}
        rows += [Row("new_fte", f"new_fte:{team}", terms, "==", fmpq(0)) for team, terms in self.terms.items()]
        self.limits = [row for row in rows if row.sense != "=="] + [
            Row("bound", column.id, {column.id: 1}, ">=", fmpq(0)) for column in plan.model.columns if column.lower == 0
        ]
        self.tableau = Tableau(plan.model.columns, rows)
        for team in self.terms:
            self.fix(team, None)
        self._mend()

    def fix(self, team: str, amount: Fraction | None) -> None:
        """Fix a team's new fte, or let go of it."""
        bound = None if amount is None else EXACT.number(team, amount)
        self.tableau.set_bounds(self.places[team], bound, bound)

    def most(self, team: str) -> dict[str, Fraction]:
        """Return the new fte of every team where this one gets most."""
        return self._extreme(dict.fromkeys(self.terms[team], 1))

    def least(self, team: str) -> dict[str, Fraction]:
        """Return the new fte of every team where this one gets least."""
        return self._extreme(dict.fromkeys(self.terms[team], -1))

    def middle(self) -> dict[str, Fraction]:
        """Return the new fte of a point that lies on no limit that any point of the face can leave.

        It is the mean of points, one for each limit, that lie as far from it as they can. From there a team can move in
        every direction in which it can move anywhere.
        """
        away = ({column: c if row.sense == ">=" else -c for column, c in row.terms.items()} for row in self.limits)
        points = [self._extreme(direction) for direction in away]
        return {team: sum((point[team] for point in points), Fraction(0)) / len(points) for team in self.terms}

    def _extreme(self, objective: Mapping[str, Number]) -> dict[str, Fraction]:
        self._mend()
        point = self.tableau.raise_objective(objective).point
        return {team: fraction(sum((point[column] for column in terms), fmpq(0))) for team, terms in self.terms.items()}

    def _mend(self) -> None:
        if self.tableau.mend_bounds() is not None:
            raise AssertionError("the answer itself is in its face")


def _reached(plan: Allocation, slack: Fraction) -> Iterator[Row]:
    """Yield a row for everything that the aims reached, less a part of it."""
    part = EXACT.number("slack", slack)
    point = plan.solved.point
    known = {column: value for column, value in point.items() if column not in plan.unsettled}
    for aim in plan.policy.all_aims():
        for objective in all_aims()[aim].objectives(plan.case, known):
            if not isinstance(objective, Leximin):
                total = sum((coefficient * point[column] for column, coefficient in objective.terms.items()), fmpq(0))
                yield Row(aim, objective.aim, objective.terms, "<=", total + part * abs(total))
                continue
            for name, measure in objective.measures.items():
                level = _level(objective, measure, point)
                yield Row(
                    aim, f"{objective.aim}:{name}", measure.terms, ">=", level - part * abs(level) - measure.constant
                )


def _level(objective: Leximin, measure: Measured, point: Mapping[str, fmpq]) -> fmpq:
    """Return what a measure reached, up to the cap of its aim."""
    value: fmpq = sum(
        (coefficient * point[column] for column, coefficient in measure.terms.items()), fmpq(0) + measure.constant
    )
    if objective.cap is None:
        return value
    cap: fmpq = fmpq(0) + objective.cap
    return min(cap, value)
