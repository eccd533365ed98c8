"""The one linear model of all years: the rows of every rule for each year, and the rows that bind a year to the one before."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property

from flint import fmpq

from rvp_alloc.model import LinearModel, Row
from rvp_alloc.planning.years.task import Task
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.formulate import formulate

COUPLING = "years"
"""The rule of the rows that bind a year to the one before."""


class YearsModel:
    """Columns and rows of a plan: those of each year by themselves, and those between a year and the one before.

    Parameters
    ----------
    task
        What is asked.
    """

    def __init__(self, task: Task) -> None:
        self.task = task
        self.cases = {year: Case(task.regions[year], task.policies[year], period=year) for year in task.years}
        self.of_year = {year: formulate(case) for year, case in self.cases.items()}
        self.coupling = {year: tuple(self._coupling(year)) for year in task.years}

    @property
    def ordered_cases(self) -> tuple[Case, ...]:
        """The cases in the order in which their aims are pursued."""
        return tuple(self.cases[year] for year in self.task.order)

    @cached_property
    def together(self) -> LinearModel:
        """The whole model."""
        columns = [column for model in self.of_year.values() for column in model.columns]
        return LinearModel(tuple(columns), tuple(row for _, row in self.rows()))

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Yield every row with its year; a row between two years is of the later one."""
        for year, model in self.of_year.items():
            for row in (*model.rows, *self.coupling[year]):
                yield year, row

    def alone(self, year: int, known: Mapping[str, fmpq]) -> LinearModel:
        """Return the model of one year, bound to the years that are known already."""
        own = self.of_year[year]
        following = [later for later in self.task.years if later > year][:1]
        rows = [*self.coupling[year], *(row for later in following for row in self.coupling[later])]
        bound = (_without_known(row, known) for row in rows)
        columns = {column.id for column in own.columns}
        return LinearModel(
            own.columns, (*own.rows, *(row for row in bound if row.terms and row.terms.keys() <= columns))
        )

    def _coupling(self, year: int) -> Iterator[Row]:
        """Yield how far each team may fall or rise from the year before, or from the start."""
        case, before = self.cases[year], max((other for other in self.task.years if other < year), default=None)
        for team in case.teams:
            start = fmpq(0) if before is not None else _exact(self.task.start[team])
            terms = dict(case.new_fte([team]))
            if before is not None:
                terms |= {column: -coefficient for column, coefficient in self.cases[before].new_fte([team]).items()}
            fall, rise = self.task.fall(team), self.task.rise(team)
            label = "loss_cap" if team in self.task.falls else "no_fall"
            yield case.row(f"{COUPLING}.{label}:{team}", terms, ">=", start - _exact(fall))
            if rise is not None:
                yield case.row(f"{COUPLING}.growth_cap:{team}", terms, "<=", start + _exact(rise))


def _exact(number: Fraction) -> fmpq:
    return fmpq(number.numerator, number.denominator)


def _without_known(row: Row, known: Mapping[str, fmpq]) -> Row:
    """Return a row with its known columns moved to its bound."""
    terms = {column: coefficient for column, coefficient in row.terms.items() if column not in known}
    moved = sum((coefficient * known[column] for column, coefficient in row.terms.items() if column in known), fmpq(0))
    return Row(row.rule, row.label, terms, row.sense, row.bound - moved)
