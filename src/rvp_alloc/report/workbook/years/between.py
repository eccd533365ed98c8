"""What must hold from one year to the next: what comes in is divided, nobody goes back or rises more than may be."""

from collections.abc import Iterator, Mapping, Sequence

from rvp_alloc.model import Number
from rvp_alloc.planning.years import YearPlan
from rvp_alloc.report.workbook.check import Check
from rvp_alloc.report.workbook.table import Column
from rvp_alloc.report.workbook.years.inputs import YearInputs
from rvp_alloc.words import Lang, word


def between_years(plan: YearPlan, inputs: YearInputs, added: Mapping[int, Column], lang: Lang) -> Iterator[Check]:
    """Yield the checks of every year; ``added`` are the columns of what each year adds for every team."""
    for year, column in added.items():
        for check in _of_year(plan, inputs, year, column.rows, lang):
            yield check.in_year(year)


def _of_year(plan: YearPlan, inputs: YearInputs, year: int, added: Sequence[Number], lang: Lang) -> Iterator[Check]:
    told = (word("plans_intake_rule", lang), word("book_unit", lang), "years.intake")
    yield Check.of(inputs.formulas, told, sum(added), "==", inputs.intake(year))
    for team, amount in zip(plan.region.teams, added, strict=True):
        kind = "loss_cap" if team.id in plan.task.falls else "no_fall"
        told = (word(f"plans_{kind}_rule", lang), team.name, f"years.{kind}:{team.id}")
        fall, rise = inputs.most("fall", team.id), inputs.most("rise", team.id)
        yield Check.of(inputs.formulas, told, amount, ">=", 0 if fall is None else 0 - fall)
        if rise is not None:
            told = (word("plans_growth_cap_rule", lang), team.name, f"years.growth_cap:{team.id}")
            yield Check.of(inputs.formulas, told, amount, "<=", rise)
