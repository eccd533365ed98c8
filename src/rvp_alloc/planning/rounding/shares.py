"""Two rounding methods that know nothing of rules, by name: what each would give, and which hard rules that breaks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from heapq import heapify, heapreplace
from typing import Any, Literal

from flint import fmpq

from rvp_alloc.allocation import Allocation
from rvp_alloc.arithmetic import fraction
from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.figure import exact_text
from rvp_alloc.model import Column, Row
from rvp_alloc.planning.rounding.rounding import checked_step
from rvp_alloc.planning.rounding.stages import in_order
from rvp_alloc.planning.rounding.whole import NO_LOSS, Unit
from rvp_alloc.planning.rounding.whole_row import NEW_FTE
from rvp_alloc.solving.knowledge import Knowledge
from rvp_alloc.solving.pivots import Optimum, pivot_to_end
from rvp_alloc.solving.program import Program
from rvp_alloc.solving.pulp_backend import open_session
from rvp_alloc.words import Lang

_LACK = "lack"

type Method = Literal["hamilton", "sainte_lague"]


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A hard row that does not hold, and by how much, in the row's own unit."""

    label: str
    rule: str
    by: Fraction


@dataclass(frozen=True, eq=False)
class Shares:
    """New fte by a method that looks at shares alone, and what it breaks. Made by :func:`hamilton` and :func:`sainte_lague`."""

    plan: Allocation = field(repr=False)
    method: Method
    step: Fraction
    new_fte: Mapping[str, Fraction]

    @cached_property
    def broken(self) -> tuple[BrokenRow, ...]:
        """Every hard row that does not hold, with posts that break as little as can be, added up.

        Uplift and development stay as they are; the key takes up the rest.
        """
        case = self.plan.case
        exact, known = case.division(self.plan.solved.point), Knowledge()
        for layer in case.layers:
            for team, amount in self.new_fte.items():
                change = fmpq(amount.numerator, amount.denominator) - exact.new_fte(team) if layer == "key" else 0
                known.settle(case.column(layer, team), exact.layer(layer, team) + change)
        point = _posts(self.plan, known)
        found = []
        for row in self.plan.model.rows:
            slack = fmpq(0) + row.slack(point)
            if slack < 0 or (row.sense == "==" and slack != 0):
                found.append(BrokenRow(row.label, row.rule, abs(fraction(slack))))
        if case.policy.is_on("no_loss"):
            below = ((team, point[case.column("key", team)]) for team in case.teams)
            found += [BrokenRow(f"{NO_LOSS}:{team}", "no_loss", -fraction(key)) for team, key in below if key < 0]
        return tuple(found)

    @property
    def total(self) -> Fraction:
        """The new fte of all teams together."""
        return sum(self.new_fte.values(), Fraction(0))

    def text(self, lang: Lang = "en") -> str:
        """Return what each team gets, and what that breaks, in words."""
        from rvp_alloc.planning.rounding.telling import tell_shares

        return tell_shares(self, lang)

    def to_dict(self) -> dict[str, Any]:
        """Return everything as JSON data, numbers as exact text."""
        return {
            "schema_version": 1,
            "method": self.method,
            "step": exact_text(self.step),
            "new_fte": {team: exact_text(amount) for team, amount in self.new_fte.items()},
            "broken": [{"row": row.label, "rule": row.rule, "by": exact_text(row.by)} for row in self.broken],
        }

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        fte, step = exact_text(self.total), exact_text(self.step)
        return f"<Shares {self.method}: {fte} fte in steps of {step}, breaks {len(self.broken)} rows>"


def _posts(plan: Allocation, known: Knowledge) -> Mapping[str, fmpq]:
    """Return layers that are known with posts for them: where no posts meet every row, those that break as little as can be."""
    columns, rows = list(plan.model.columns), []
    for place, row in enumerate(plan.model.rows):
        if any(column not in known.values for column in row.terms):
            sign = 1 if row.sense == "<=" else -1
            columns.append(Column(f"{_LACK}:{place}"))
            rows.append(Row(row.rule, row.label, {**row.terms, f"{_LACK}:{place}": fmpq(-sign)}, row.sense, row.bound))
    if not rows:
        return known.values
    lacks = {column.id: fmpq(-1) for column in columns[len(plan.model.columns) :]}
    program = Program(columns, rows, known, lacks)
    outcome = pivot_to_end(program, open_session().solve(program, None).basis)
    return outcome.point if isinstance(outcome, Optimum) else {**plan.solved.point, **known.values}


def hamilton(plan: Allocation, step: Any = 1) -> Shares:
    """Return whole posts by the largest remainders of the new fte, whatever the rules, and which rules that breaks.

    Parameters
    ----------
    plan
        An exact division.
    step
        What one post counts for, in fte, exact.

    Raises
    ------
    RequestError
        If the step is not above 0, or does not fit into the total.

    Examples
    --------
    >>> from rvp_alloc import allocate, load_region
    >>> plan = allocate(load_region("amsterdam-2022"), new_fte=71)
    >>> hamilton(plan)
    <Shares hamilton: 71 fte in steps of 1, breaks 0 rows>

    Notes
    -----
    Hamilton 1792, Hare 1859. Ties as for :func:`round_posts`.
    """
    exact = checked_step(plan, step)
    units = _units(plan, exact)
    levels = {unit.id: int(unit.target.floor()) for unit in units}
    missing = sum((unit.target for unit in units), fmpq(0)) - sum(levels.values())
    order = {unit.id: place for place, unit in enumerate(in_order(plan.case, units))}
    first = sorted(units, key=lambda unit: (levels[unit.id] - unit.target, order[unit.id]))
    for unit in first[: int(missing.p)]:
        levels[unit.id] += 1
    return _shares(plan, "hamilton", exact, units, levels)


def sainte_lague(plan: Allocation, step: Any = 1) -> Shares:
    """Return whole posts by the method of Sainte-Laguë, whatever the rules, and which rules that breaks.

    Parameters
    ----------
    plan
        An exact division in which no team loses.
    step
        What one post counts for, in fte, exact.

    Raises
    ------
    RequestError
        If the step is not above 0, or does not fit into the total, or a team loses fte.

    Examples
    --------
    >>> from rvp_alloc import allocate, load_region
    >>> plan = allocate(load_region("amsterdam-2022"), new_fte=71)
    >>> sainte_lague(plan).new_fte == hamilton(plan).new_fte
    True

    Notes
    -----
    Sainte-Laguë 1910, Webster 1832: every post goes to the team with the largest new fte / (2 x posts + 1). Ties as for
    :func:`round_posts`.
    """
    exact = checked_step(plan, step)
    units = _units(plan, exact)
    losing = [unit.subject for unit in units if unit.target < 0]
    if losing:
        what, remedy = f"{losing[0]} loses fte, and this method knows shares only", "Use hamilton, or round_posts"
        raise RequestError([Problem("does_not_apply", what, remedy, subject=losing[0])])
    order = in_order(plan.case, units)
    levels = {unit.id: 0 for unit in units}
    queue = [(-unit.target, place, unit.id) for place, unit in enumerate(order)]
    heapify(queue)
    for _ in range(int((plan.total / exact).numerator)):
        _, place, name = queue[0]
        levels[name] += 1
        heapreplace(queue, (-order[place].target / (2 * levels[name] + 1), place, name))
    return _shares(plan, "sainte_lague", exact, units, levels)


def _units(plan: Allocation, step: Fraction) -> list[Unit]:
    size, division = fmpq(step.numerator, step.denominator), plan.case.division(plan.solved.point)
    return [
        Unit(f"{NEW_FTE}:{team}", NEW_FTE, team, size, (fmpq(0) + division.new_fte(team)) / size)
        for team in plan.case.teams
    ]


def _shares(plan: Allocation, method: Method, step: Fraction, units: list[Unit], levels: Mapping[str, int]) -> Shares:
    return Shares(plan, method, step, {unit.subject: levels[unit.id] * step for unit in units})
