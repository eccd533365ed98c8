"""Part: one division within a book, on a sheet with its proposal and a sheet with its workings."""

from collections.abc import Iterator

from rvp_alloc.report.workbook.book import Book
from rvp_alloc.report.workbook.cell import Cell
from rvp_alloc.report.workbook.check import Check
from rvp_alloc.report.workbook.division.beside import write_beside
from rvp_alloc.report.workbook.division.charts import add_charts
from rvp_alloc.report.workbook.division.checks import all_checks
from rvp_alloc.report.workbook.division.layout import Layout
from rvp_alloc.report.workbook.division.proposal import Proposal
from rvp_alloc.report.workbook.division.totals import Totals, write_totals
from rvp_alloc.report.workbook.division.trace import Trace
from rvp_alloc.report.workbook.division.workings import write_workings
from rvp_alloc.report.workbook.heading import Heading
from rvp_alloc.report.workbook.page import Page
from rvp_alloc.report.workbook.steps import write_steps


class Part:
    """A division in a book: its sheets are opened in the order of the book, then written, then closed.

    Parameters
    ----------
    book
        The book.
    layout
        Where everything of the division stands.
    heading
        What stands above the proposal.
    """

    def __init__(self, book: Book, layout: Layout, heading: Heading) -> None:
        self.layout, self.trace = layout, Trace(layout)
        self._book, self._heading = book, heading
        self.targets: int
        """The column of the workings with what the key aims at; known once it is written, as are the totals."""
        self.totals: Totals

    def open_proposal(self, kind: str = "result") -> None:
        """Put the sheet of the proposal in the book."""
        self._proposal = self._opened(self.layout.proposal, kind)

    def open_workings(self) -> None:
        """Put the sheet of the workings in the book."""
        self._workings = self._opened(self.layout.workings, "text")

    def _opened(self, name: str, kind: str) -> Page:
        return self._book.page(name, kind, self.trace.formulas)

    def write(self) -> Iterator[Check]:
        """Write both sheets, and yield what is to be checked."""
        # Workings first: other sheets refer to the cells in which these numbers stand.
        targets = write_workings(self._workings, self.trace)
        write_beside(self._workings, self.trace)
        self._first = Proposal(self._proposal, self.trace, self._heading, targets)
        self._first.write()
        self.targets, self.totals = targets, write_totals(self._proposal, self.trace)
        yield from all_checks(self.trace, targets, self.totals.sums)

    def close(self, failing: Cell) -> None:
        """Write what is known only when all else is written: whether all checks hold, and the steps of formulas."""
        self._first.check_line(failing)
        write_steps(self._workings, self.layout.steps, self.layout.lang)
        add_charts(self._book.file, self._proposal, self.layout)
