"""What must hold from one year to the next: what comes in is divided, nobody goes back or rises more than may be."""

from collections.abc import Iterator, Mapping

from rvp_alloc.model import Number
from rvp_alloc.planning.years import YearPlan
from rvp_alloc.report.workbook.check import Check
from rvp_alloc.report.workbook.table import Column
from rvp_alloc.report.workbook.years.inputs import YearInputs
from rvp_alloc.words import Lang, word


def between_years(plan: YearPlan, inputs: YearInputs, added: Mapping[int, Column], lang: Lang) -> Iterator[Check]:
    """Yield the checks of every year; ``added`` are the columns of what each year adds for every team."""
    for year, column in added.items():
        together: Number = sum(column.rows)
        about = word("book_unit", lang)
        yield _check(
            inputs, (word("plans_intake_rule", lang), about, "years.intake"), together, "==", inputs.intake(year), year
        )
        for team, amount in zip(plan.region.teams, column.rows, strict=True):
            kind = "loss_cap" if team.id in plan.task.falls else "no_fall"
            told = (word(f"plans_{kind}_rule", lang), team.name, f"years.{kind}:{team.id}")
            fall, rise = inputs.most("fall", team.id), inputs.most("rise", team.id)
            yield _check(inputs, told, amount, ">=", 0 if fall is None else 0 - fall, year)
            if rise is not None:
                told = (word("plans_growth_cap_rule", lang), team.name, f"years.growth_cap:{team.id}")
                yield _check(inputs, told, amount, "<=", rise, year)


def _check(inputs: YearInputs, told: tuple[str, str, str], left: Number, sense: str, bound: Number, year: int) -> Check:
    rule, about, label = told
    of = inputs.formulas.of
    return Check(rule, about, f"{label}@{year}", of(left), left, sense, of(bound), bound, year=year)
