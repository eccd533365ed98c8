"""Books: which workbook goes with which answer."""

from collections.abc import Callable, Mapping
from typing import Any

from rvp_alloc.allocation import Allocation
from rvp_alloc.conflict import Conflict
from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.planning.reallocation import Reallocation
from rvp_alloc.planning.revision import Revision
from rvp_alloc.planning.rounding import NoRounding, Rounded
from rvp_alloc.planning.years import YearPlan, YearsConflict
from rvp_alloc.planning.years_revision import YearsRevision
from rvp_alloc.report.workbook.division.book import book_of_division
from rvp_alloc.report.workbook.reallocation import book_of_reallocation
from rvp_alloc.report.workbook.revision.book import book_of_revision, book_of_years_revision
from rvp_alloc.report.workbook.rounding.book import book_of_whole_posts
from rvp_alloc.report.workbook.years.book import book_of_years
from rvp_alloc.telling import visible
from rvp_alloc.words import Lang, word

type Answer = Allocation | Rounded | YearPlan | YearsRevision | Revision | Reallocation
"""What a workbook can be made of."""

_BOOKS: Mapping[type, Callable[[Any, Lang], bytes]] = {
    Allocation: book_of_division,
    Rounded: book_of_whole_posts,
    YearPlan: book_of_years,
    YearsRevision: book_of_years_revision,
    Revision: book_of_revision,
    Reallocation: book_of_reallocation,
}
_NO_DIVISION = (Conflict, NoRounding, YearsConflict)


def book_of(answer: Answer, lang: Lang) -> bytes:
    """Return the workbook of an answer.

    Raises
    ------
    RequestError
        If it is no answer, or one that says that there is no division; or there are no words in the language.
    """
    word("book_title", lang)  # an unknown language is told before any work is done
    made = next((made for kind, made in _BOOKS.items() if isinstance(answer, kind)), None)
    if made is None:
        raise RequestError([_problem(answer)])
    return made(answer, lang)


def _problem(answer: Any) -> Problem:
    name = visible(type(answer).__name__)
    if isinstance(answer, _NO_DIVISION):
        what = f"a {name} says that the rules leave no division, so there is nothing to put in a workbook"
        return Problem("no_division", what, "Read its text, and change what is in the way", field="plan")
    what = f"a {name} is given where a division or a plan is asked for"
    return Problem(
        "no_division", what, "Give what allocate, round_posts, plan_years, revise or reallocate returns", field="plan"
    )
