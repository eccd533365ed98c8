"""Matter: a plan over several years, and what a report works out from it once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import batched

from rvp_alloc.analysis.names import Names
from rvp_alloc.planning.years import YearPlan, YearResult
from rvp_alloc.report.content.division.material import BUDGET, Material
from rvp_alloc.report.content.imprint import Imprint, Told
from rvp_alloc.report.parts import Column, Row, Table
from rvp_alloc.report.periods import period_name

_BESIDE = 8
_TEXTS_BESIDE = 5
"""How many years stand beside each other in a table of numbers, and in one of texts; more go below."""

type Line = tuple[str, Callable[[YearResult], str], bool]
"""A row with a cell per year: its name, its cell, and whether it stands out."""


@dataclass(frozen=True)
class Matter(Told):
    """A plan over several years, and how it is told."""

    plan: YearPlan
    imprint: Imprint

    @cached_property
    def names(self) -> Names:
        """What teams, pools and parameters are called."""
        return Names(self.last.region, self.lang, self.plan.region)

    @property
    def last(self) -> YearResult:
        """The last year, in which every amount is as the policy states it."""
        return self.plan.results[-1]

    @cached_property
    def at_the_end(self) -> Material:
        """The division at the end of the plan, as the report of one division would have it; no budget is moved in it."""
        return Material(self.last.division, self.imprint, None, {})

    @cached_property
    def assumed(self) -> tuple[str, ...]:
        """The parameters of the rules that nobody published; the budget is told as intake."""
        return tuple(path for path in self.at_the_end.assumed if path != BUDGET)

    @cached_property
    def start(self) -> Fraction:
        """What was there before the first year."""
        return sum(self.plan.task.start.values(), Fraction(0))

    @cached_property
    def intake(self) -> Fraction:
        """What comes in over all years."""
        return sum(self.plan.task.intake.values(), Fraction(0))

    def by_period(self, period: Sequence[int]) -> dict[str, Fraction]:
        """Return what a period adds for every team, by id."""
        found = dict.fromkeys(self.plan.task.start, Fraction(0))
        for result in self.plan.results:
            if result.year in period:
                found = {team.id: found[team.id] + team.added for team in result.teams}
        return found

    @cached_property
    def norm_from(self) -> int | None:
        """The year from whose end on every area meets the wijkagent norm; None where there is no norm, or it is not met."""
        if all(pool.coverage is None for pool in self.last.pools):
            return None
        found = None
        for result in reversed(self.plan.results):
            if result.pools_below_norm:
                break
            found = result.year
        return found

    def chunks(self, beside: int = _BESIDE) -> Iterator[tuple[YearResult, ...]]:
        """Yield so many years at a time as fit beside each other in a table."""
        yield from batched(self.plan.results, beside, strict=False)

    def named(self, caption: str, part: Sequence[YearResult]) -> str:
        """Return what a table of some years is called; of all of them, without its years."""
        whole = len(part) == len(self.plan.results)
        return caption if whole else f"{caption}, {period_name([result.year for result in part])}"

    def tables(self, caption: str, heading: str, lines: Sequence[Line], *, numbers: bool = True) -> Iterator[Table]:
        """Yield tables with a column per year; several below each other where there are many years."""
        for part in self.chunks(_BESIDE if numbers else _TEXTS_BESIDE):
            columns = (Column(heading, number=False), *(Column(str(result.year), number=numbers) for result in part))
            rows = tuple(
                Row((name, *(cell(result) for result in part)), "strong" if strong else "plain")
                for name, cell, strong in lines
            )
            yield Table(self.named(caption, part), columns, rows)
