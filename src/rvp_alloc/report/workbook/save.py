"""Saving: one division as a workbook, sheet by sheet."""

import datetime as dt
import io
from pathlib import Path
from typing import Any

from rvp_alloc.allocation import Allocation
from rvp_alloc.extras import load
from rvp_alloc.files import unknown_ending, write_file
from rvp_alloc.region.workbook import FIGURES_SHEET
from rvp_alloc.report.workbook.beside import write_beside, write_steps
from rvp_alloc.report.workbook.charts import add_charts
from rvp_alloc.report.workbook.check_sheet import write_checks
from rvp_alloc.report.workbook.checks import all_checks
from rvp_alloc.report.workbook.layout import Layout
from rvp_alloc.report.workbook.notes import write_notes
from rvp_alloc.report.workbook.page import Page
from rvp_alloc.report.workbook.proposal import Proposal
from rvp_alloc.report.workbook.style import Styles
from rvp_alloc.report.workbook.tables import write_figures, write_policy
from rvp_alloc.report.workbook.totals import write_totals
from rvp_alloc.report.workbook.trace import Trace
from rvp_alloc.report.workbook.workings import write_workings
from rvp_alloc.words import Lang, word

_CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001  (a workbook knows no time zones; fixed, so that the same input gives the same bytes)
_ENDING = ".xlsx"
_PLAIN_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def save_workbook(plan: Allocation, path: str | Path, *, lang: Lang = "nl", overwrite: bool = False) -> Path:
    """Write a division as a workbook (XLSX) in which every row of every rule is a live formula.

    Results are values; sums, what each layer is by a formula, and both sides of every row follow from the cells of
    the figures, the parameters and the results, so whoever changes one of those sees which checks no longer hold.

    Parameters
    ----------
    plan
        The division.
    path
        The file, ending in ``.xlsx``.
    lang
        ``nl`` or ``en``.
    overwrite
        Whether a file that exists may be replaced.

    Returns
    -------
    Path
        Where it was written.

    Raises
    ------
    RequestError
        If the file exists and ``overwrite`` is not set, cannot be written, has another ending, or is too small a form for
        what it should hold.
    MissingPackageError
        If XlsxWriter is not installed.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from rvp_alloc import allocate, load_region, read_region
    >>> plan = allocate(load_region("amsterdam-2022"), new_fte=71)
    >>> with TemporaryDirectory() as folder:
    ...     path = save_workbook(plan, f"{folder}/proposal.xlsx", lang="en")
    ...     read_region(path) == plan.region
    True
    """
    path = Path(path)
    if path.suffix.lower() != _ENDING:
        raise unknown_ending(path, _ENDING)
    write_file(path, workbook_bytes(plan, lang), overwrite=overwrite)
    return path


def workbook_bytes(plan: Allocation, lang: Lang = "nl") -> bytes:
    """Return the workbook of a division: the same division gives the same bytes.

    Parameters
    ----------
    plan
        The division.
    lang
        ``nl`` or ``en``.

    Returns
    -------
    bytes
        What :func:`save_workbook` writes.

    Raises
    ------
    RequestError, MissingPackageError
        As for :func:`save_workbook`.

    Examples
    --------
    >>> from rvp_alloc import allocate, load_region
    >>> plan = allocate(load_region("amsterdam-2022"), new_fte=71)
    >>> workbook_bytes(plan) == workbook_bytes(plan)
    True
    """
    layout = Layout(plan, lang)
    buffer = io.BytesIO()
    book = load("xlsxwriter", "report").Workbook(buffer, {"in_memory": True, **_PLAIN_TEXT})
    book.set_properties({"created": _CREATED, "title": word("book_title", lang)})
    _write(book, layout)
    book.close()
    return buffer.getvalue()


def _write(book: Any, layout: Layout) -> None:
    trace, styles = Trace(layout), Styles(book)
    names = (layout.proposal, layout.checks, layout.workings, FIGURES_SHEET, layout.policy, layout.notes)
    proposal, checks, workings, figures, policy, notes = (Page(book, name, trace.formulas, styles) for name in names)
    # Workings first: other sheets refer to the cells in which these numbers stand.
    targets = write_workings(workings, trace)
    write_beside(workings, trace)
    first = Proposal(proposal, trace, targets)
    first.write()
    totals = write_totals(proposal, trace)
    first.check_line(write_checks(checks, trace, all_checks(trace, targets, totals)))
    write_figures(figures, layout)
    write_policy(policy, layout)
    write_notes(notes, layout)
    write_steps(workings, trace)
    add_charts(book, proposal, layout)
    for page in (proposal, checks, workings, figures, policy, notes):
        page.settle()
    proposal.sheet.activate()
