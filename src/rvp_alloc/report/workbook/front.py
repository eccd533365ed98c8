"""Front: the first sheet of a book that is about more than one division."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import ClassVar

from rvp_alloc.model import Number
from rvp_alloc.report.workbook.book import Book
from rvp_alloc.report.workbook.cell import Cell
from rvp_alloc.report.workbook.check import Check
from rvp_alloc.report.workbook.division.layout import FORMATION
from rvp_alloc.report.workbook.division.part import Part
from rvp_alloc.report.workbook.division.proposal import FULFILMENT
from rvp_alloc.report.workbook.formula import Formulas
from rvp_alloc.report.workbook.heading import TABLE, Heading, write_check_line, write_heading
from rvp_alloc.report.workbook.live import Live, exact
from rvp_alloc.report.workbook.notes.sheet import Line
from rvp_alloc.report.workbook.page import Page
from rvp_alloc.report.workbook.places import place_names
from rvp_alloc.report.workbook.table import Column, Table
from rvp_alloc.words import Lang, word

_LAST_OF_LINE = 8  # the last column that the line about the checks runs over


class Front(ABC):
    """What a reader sees first: tables that refer to the sheets behind it, and checks of its own.

    Parameters
    ----------
    heading
        What stands above its tables.
    footer
        What is printed below every page.
    lang
        ``nl`` or ``en``.
    """

    kind: ClassVar[str]
    """The word for the sheet is ``book_sheet_<kind>``, what is on it ``book_about_<kind>``."""

    def __init__(self, heading: Heading, footer: str, lang: Lang) -> None:
        self.heading, self.footer, self.lang = heading, footer, lang
        self.name = word(f"book_sheet_{self.kind}", lang)
        self.page: Page

    def open(self, book: Book, formulas: Formulas) -> None:
        """Put the sheet in the book; ``formulas`` write its live numbers."""
        self.page = book.page(self.name, "front", formulas)

    def write(self, part: Part) -> Iterator[Check]:
        """Write the sheet from what stands in the sheets of a division, and yield what is to be checked."""
        write_heading(self.page, self.heading, self.lang)
        yield from self.tables(part)
        self.page.printed(head=TABLE, repeated=False, footer=self.footer)

    @abstractmethod
    def tables(self, part: Part) -> Iterator[Check]:
        """Write the tables, the first with its headings in the row ``TABLE``, and yield what is to be checked."""

    def close(self, failing: Cell) -> None:
        """Say whether every check holds."""
        write_check_line(self.page, failing, _LAST_OF_LINE, self.lang)

    def first_table(self, teams: Iterable[str]) -> Table:
        """Begin the first table of the sheet, with a row for each team by its name."""
        return Table(self.page, TABLE, "", (word("team", self.lang), list(teams)), self.lang)

    def table(self, head: int, title: str, heading: str, rows: Iterable[str]) -> Table:
        """Begin a next table; ``title`` and ``heading`` are the words for what stands above it and above its first column."""
        names = (word(heading, self.lang), list(rows))
        return Table(self.page, head, word(title, self.lang), names, self.lang)

    def place_table(self, part: Part, head: int, scope: str, title: str = "book_{}_title") -> Table | None:
        """Begin a table of the places of a kind, below a row; None where no team lies in any."""
        names = place_names(part.layout.plan, scope)
        return self.table(head, title.format(scope), f"book_{scope}", names.values()) if names else None

    def in_places(self, part: Part, scope: str) -> Mapping[str, Live]:
        """Return what every place of a kind has, as it stands below the proposal."""
        amounts = part.layout.plan.totals[scope]
        return {place: self.standing(cell, amounts[place]) for place, cell in part.totals.places[scope].items()}

    def districts(self, table: Table, part: Part, teams: Iterable[str]) -> None:
        """Write the district of each of some teams."""
        region = part.layout.plan.region
        names = {district.id: district.name for district in region.districts}
        table.texts(word("book_district", self.lang), [names[region.team(team).district] for team in teams])

    def formation(self, part: Part) -> Mapping[str, Live]:
        """Return the formation of every team, as it stands in the workings."""
        layout = part.layout
        return {
            team.id: self.standing(layout.built.cell(row, FORMATION), team.formation.value)
            for row, team in enumerate(layout.plan.region.teams)
        }

    def new_formation(self, table: Table, formation: Column, new_fte: Column) -> None:
        """Write what the formation of every team becomes."""
        sums = [present + fte for present, fte in zip(formation.rows, new_fte.rows, strict=True)]
        table.live(word("book_new_formation", self.lang), sums, "fte")

    def fulfilment(self, table: Table, part: Part, heading: str, shares: Iterable[Fraction | None]) -> None:
        """Write how much of its key every team has, as it stands in the proposal; a dash where the key asks nothing."""
        layout = part.layout
        cells = (layout.result.cell(row, layout.new_fte_column + FULFILMENT).text for row in range(len(layout.teams)))
        known = ("-" if share is None else share for share in shares)
        table.formulas(word(heading, self.lang), zip(cells, known, strict=True), "percent")

    def standing(self, cell: Cell, value: Number) -> Live:
        """Return the live number that stands in a cell of the book."""
        return self.page.formulas.arithmetic.standing_in(cell, exact(value))

    def notes(self) -> Iterator[Line]:
        """Yield what is to be told on the sheet of notes, before all else."""
        yield self.name, word(f"book_about_{self.kind}", self.lang)
