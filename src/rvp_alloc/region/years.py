"""Years: over which of them a mean is taken, so that one year's swing does not move posts."""

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from rvp_alloc.errors import Problem
from rvp_alloc.figure import exact_text, parse_number
from rvp_alloc.telling import visible

if TYPE_CHECKING:
    from rvp_alloc.region.tasks import Tasks

type Mean = Mapping[int, Fraction] | Mapping[None, Fraction]
"""The weight of each year in a mean; None is the one year of a table without years."""


def years_to_use(tasks: "Tasks", asked: int | Mapping[int, Any] | None, problems: list[Problem]) -> Mean:
    """Return each year with its weight in the mean; what is wrong is added to the problems. A table without years is one year."""
    known = tasks.years
    if not known:
        if asked is not None:
            what, remedy = "a mean is asked of a table without years", "Add a column year, or leave it out"
            problems.append(Problem("unclear", what, remedy, field="years"))
        return {None: Fraction(1)}
    if isinstance(asked, Mapping):
        chosen = _weighted(asked, known, problems)
    elif asked is None:
        chosen = {known[-1]: Fraction(1)}
        if len(known) > 1:
            what = (
                f"the table has {len(known)} years ({known[0]} to {known[-1]}); which mean is taken makes a difference"
            )
            problems.append(
                Problem("unclear", what, f"Give years=1 up to {len(known)}, or a weight per year", field="years")
            )
    elif isinstance(asked, bool) or not isinstance(asked, int) or not 1 <= asked <= len(known):
        what = f"{visible(asked)} is no number of years from 1 to {len(known)}"
        problems.append(Problem("out_of_range", what, "Give how many of the last years count", field="years"))
        chosen = {}
    else:
        chosen = dict.fromkeys(known[-asked:], Fraction(1, asked))
    for task in tasks.tasks:
        lacking = [str(year) for year in chosen if year not in task.volumes]
        if lacking:
            what, remedy = (
                f"has no row for {', '.join(lacking)}",
                "Add it (0 where there is none): nothing is filled in",
            )
            problems.append(Problem("missing_figure", what, remedy, subject=task.name, field="year"))
    return chosen


def _weighted(asked: Mapping[int, Any], known: tuple[int, ...], problems: list[Problem]) -> dict[int, Fraction]:
    """Return the years with the weights that are given: each of a year that is there, and together 1."""
    chosen = {}
    for year, raw in asked.items():
        field = f"years.{visible(year)}"
        if not isinstance(year, int) or year not in known:
            remedy = f"Known are {', '.join(map(str, known))}"
            problems.append(Problem("unknown_year", "the table has no such year", remedy, field=field))
            continue
        try:
            chosen[year] = parse_number(raw)
        except ValueError as error:
            problems.append(
                Problem("not_a_number", f"'{visible(raw)}' {error}", "Give a weight such as 0.5", field=field)
            )
            continue
        if chosen[year] <= 0:
            what = f"{exact_text(chosen[year])} must be more than 0"
            problems.append(Problem("out_of_range", what, "Leave the year out", field=field))
    total = sum(chosen.values(), Fraction(0))
    if total != 1 and len(chosen) == len(asked):
        what = f"the weights of the years add up to {exact_text(total)}, not 1"
        remedy = 'Make them add up to exactly 1; a ratio such as "1/3" is read exactly'
        problems.append(Problem("weights_not_one", what, remedy, field="years", value=exact_text(total)))
    return chosen
