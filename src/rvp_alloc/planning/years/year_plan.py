"""YearPlan: a proven division for each year, frozen. Text, table, frames and JSON are derived from it."""

import io
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NoReturn

from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.planning.years.model import YearsModel
from rvp_alloc.planning.years.results import TeamYear, YearResult
from rvp_alloc.planning.years.task import Task
from rvp_alloc.region.region import Region
from rvp_alloc.solving.chain import Solved
from rvp_alloc.telling import visible
from rvp_alloc.words import Lang

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table

type Shown = Literal["new_fte", "added", "key_distance"]


@dataclass(frozen=True, eq=False)
class YearPlan:
    """A proven plan over several years; made by :func:`plan_years`.

    Examples
    --------
    >>> from rvp_alloc import load_region
    >>> from rvp_alloc.planning.years import plan_years
    >>> plan = plan_years(load_region("amsterdam-2022"), intake={2023: 40, 2024: 31})
    >>> plan
    <YearPlan amsterdam-2022: 2023 to 2024, 71 fte over 17 teams, proven_optimal, unique>
    >>> boven_ij = plan.year(2024).team("Boven IJ")
    >>> round(float(boven_ij.new_fte), 3), round(float(boven_ij.added), 3)
    (8.513, 4.027)
    """

    task: Task
    model: YearsModel
    solved: Solved
    solver: str
    status: Literal["proven_optimal"] = field(default="proven_optimal", init=False)

    @property
    def years(self) -> tuple[int, ...]:
        """The years, in order."""
        return self.task.years

    @property
    def region(self) -> Region:
        """The region of the first year."""
        return self.task.region

    @property
    def unique(self) -> bool:
        """Whether this is the only best plan; if not, ``unsettled`` names what may differ."""
        return not self.solved.unsettled

    @property
    def unsettled(self) -> tuple[str, ...]:
        """What other best plans may decide otherwise, such as ``key:amstelveen@2024``."""
        return self.solved.unsettled

    @property
    def total(self) -> Fraction:
        """All new fte by the end of the last year, with what was there at the start."""
        return self.task.new_fte[self.years[-1]]

    def year(self, year: int) -> YearResult:
        """Return the result of one year.

        Raises
        ------
        RequestError
            If it is not a year of the plan.
        """
        if year not in self.years:
            what = f"{visible(year)!r} is not a year of this plan"
            remedy = f"Name one of {', '.join(map(str, self.years))}"
            raise RequestError([Problem("unknown_year", what, remedy, field="year")])
        return next(result for result in self.results if result.year == year)

    def team(self, name: str) -> tuple[TeamYear, ...]:
        """Return the result of one team in every year.

        Raises
        ------
        RequestError
            If there is no such team.
        """
        return tuple(result.team(name) for result in self.results)

    @cached_property
    def results(self) -> tuple[YearResult, ...]:
        """The result of every year, in order."""
        found: list[YearResult] = []
        before = dict(self.task.start)
        for year in self.years:
            result = self._result(year, before)
            before = {team.id: team.new_fte for team in result.teams}
            found.append(result)
        return tuple(found)

    def _result(self, year: int, before: dict[str, Fraction]) -> YearResult:
        # The proof of one year is part of that of the whole plan, so no round is told here.
        proven = replace(self.solved, rounds=())
        division = Allocation(self.model.cases[year], self.model.of_year[year], proven, self.solver)
        teams = tuple(
            TeamYear(
                team.id,
                team.name,
                team.district,
                team.formation,
                team.new_fte,
                team.new_fte - before[team.id],
                team.layers,
                team.key_target,
                team.key_fulfilment,
                team.layers["key"] - team.key_target,
                team.interventieplegers,
                team.regisseurs,
            )
            for team in division.teams
        )
        return YearResult(year, self.task.intake[year], self.task.new_fte[year], teams, division)

    # ---- derived forms

    def to_frame(self, what: Shown = "new_fte") -> "pd.DataFrame":
        """Return one row per year and one column per team, in floats: all new fte, those added, or the distance to the key."""
        import pandas as pd

        if what not in ("new_fte", "added", "key_distance"):
            problem = Problem(
                "unknown_choice", f"{visible(what)!r} is not a choice", "Choose new_fte, added or key_distance"
            )
            raise RequestError([problem])
        rows = {result.year: {team.id: float(getattr(team, what)) for team in result.teams} for result in self.results}
        return pd.DataFrame.from_dict(rows, orient="index").rename_axis("year")

    def to_dict(self) -> dict[str, Any]:
        """Return the whole plan as JSON data; :mod:`rvp_alloc.planning.years.check` accepts it."""
        from rvp_alloc.planning.years.document import plan_to_dict

        return plan_to_dict(self)

    def to_json(self) -> str:
        """Return the whole plan as JSON text: the same input gives the same bytes."""
        from rvp_alloc.allocation.document import to_json

        return to_json(self.to_dict())

    def text(self, lang: Lang = "en") -> str:
        """Return the plan in words: what is asked, and what every year brings."""
        from rvp_alloc.planning.years.telling import tell

        return tell(self, lang)

    def table(self, lang: Lang = "en") -> "Table":
        """Return a table for a terminal (rich): one row per team, one column per year."""
        from rvp_alloc.planning.years.telling import rich_table

        return rich_table(self, lang)

    def to_html(self, lang: Lang = "en") -> str:
        """Return the plan as HTML that stands by itself in a notebook, light or dark."""
        from rvp_alloc.planning.years.notebook import plan_html

        return plan_html(self, lang)

    def _repr_html_(self) -> str:
        return self.to_html()

    def __str__(self) -> str:
        from rich.console import Console

        console = Console(file=io.StringIO(), width=110)
        console.print(self.table())
        return console.file.getvalue()  # type: ignore[attr-defined,no-any-return]  # a StringIO, which mypy sees as any file

    def __repr__(self) -> str:
        unique = "unique" if self.unique else "not unique"
        first, last = self.years[0], self.years[-1]
        teams = f"{float(self.total):g} fte over {len(self.region.teams)} teams"
        return f"<YearPlan {self.region.id}: {first} to {last}, {teams}, {self.status}, {unique}>"

    def __bool__(self) -> NoReturn:
        """Refuse: an answer is not a yes or a no."""
        raise TypeError("a YearPlan has no truth value; look at its status")
