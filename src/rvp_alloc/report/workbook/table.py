"""Table: a row for each team, area or year, and columns that are worked out one from the other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from flint import fmpq

from rvp_alloc.model import Number
from rvp_alloc.report.workbook.block import Block
from rvp_alloc.report.workbook.cell import Cell
from rvp_alloc.report.workbook.live import Live, exact
from rvp_alloc.report.workbook.page import Page
from rvp_alloc.words import Lang, word


@dataclass(frozen=True, slots=True)
class Column:
    """A column that was written: the live number in each of its rows, and the one below them if there is one."""

    rows: Sequence[Live]
    total: Live | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """Columns of what was, what is now, and the difference."""

    before: Column
    after: Column
    change: Column


class Table:
    """Written column by column, from left to right.

    Parameters
    ----------
    page
        The sheet, whose formulas write the numbers.
    head
        The row of the headings.
    title
        What stands above them; nothing if empty.
    names
        The heading of the first column, and the name of each row.
    lang
        ``nl`` or ``en``.
    """

    def __init__(self, page: Page, head: int, title: str, names: tuple[str, Sequence[str]], lang: Lang) -> None:
        heading, rows = names
        self.block = Block(page.name, head, len(rows))
        self.page, self.lang, self.last = page, lang, -1
        if title:
            page.text(head - 1, 0, title, "strong")
        self.texts(heading, rows, below=word("together", lang))

    def texts(self, heading: str, texts: Iterable[str], kind: str = "name", below: str = "") -> None:
        """Write a column of texts."""
        self._begin(heading)
        for row, text in enumerate(texts, start=self.block.first):
            self.page.text(row, self.last, text, kind)
        self.page.text(self.block.after, self.last, below, "name", bold=True)

    def values(
        self, heading: str, values: Iterable[Number], kind: str, tint: str = "result", *, summed: bool = True
    ) -> Column:
        """Write a column of numbers that were found or given, and stand there as values."""
        self._begin(heading)
        rows = []
        for place, value in enumerate(values):
            self.page.number(self.block.first + place, self.last, value, kind, tint)
            rows.append(self._standing(self.block.cell(place, self.last), value))
        return self._ended(rows, kind, summed=summed)

    def live(self, heading: str, numbers: Iterable[Number], kind: str, *, summed: bool = True) -> Column:
        """Write a column of formulas; what is worked out from it later refers to its cells."""
        self._begin(heading)
        rows = []
        for place, number in enumerate(numbers):
            self.page.live(self.block.first + place, self.last, number, kind)
            rows.append(self._standing(self.block.cell(place, self.last), number))
        return self._ended(rows, kind, summed=summed)

    def compared(self, headings: tuple[str, str, str], before: Iterable[Number], after: Iterable[Number]) -> "Compared":
        """Write the fte that were found before as values, those that stand there now as references, and the difference."""
        first, second, third = headings
        return self.difference(third, self.values(first, before, "fte"), self.live(second, after, "fte"))

    def difference(self, heading: str, before: Column, after: Column) -> "Compared":
        """Write what each number of fte is more than another."""
        changes = [new - old for old, new in zip(before.rows, after.rows, strict=True)]
        return Compared(before, after, self.live(heading, changes, "fte_change"))

    def shares(self, heading: str, parts: Column, wholes: Column) -> None:
        """Write what each number is of another, as a percentage; a dash where that other one is 0."""
        self._begin(heading)
        pairs = [*zip(parts.rows, wholes.rows, strict=True)]
        if parts.total and wholes.total:
            pairs.append((parts.total, wholes.total))
        else:
            self._no_total()
        for place, (part, whole) in enumerate(pairs):
            of = self.page.formulas.of
            text = f'IF({of(whole)}=0,"-",{of(part)}/{of(whole)})'
            value = exact(part) / exact(whole) if whole else "-"
            bold = place == self.block.count
            self.page.formula(self.block.first + place, self.last, text, value, "percent", bold=bold)

    def known_shares(self, heading: str, shares: Iterable[Fraction | None]) -> None:
        """Write percentages that were found as values; a dash where there is none."""
        self._begin(heading)
        for row, share in enumerate(shares, start=self.block.first):
            if share is None:
                self.page.text(row, self.last, "-", "dash", "result")
            else:
                self.page.number(row, self.last, share, "percent", "result")
        self._no_total()

    def formulas(self, heading: str, formulas: Iterable[tuple[str, Number | str]], kind: str) -> None:
        """Write a column of formulas in the words of a spreadsheet, each with its value, which may be a text."""
        self._begin(heading)
        for row, (text, value) in enumerate(formulas, start=self.block.first):
            self.page.formula(row, self.last, text, value, kind)
        self._no_total()

    def cells(self) -> tuple[Cell, Cell]:
        """Return the first and the last cell of the column that was written last."""
        return self.block.cell(0, self.last), self.block.cell(self.block.count - 1, self.last)

    def below(self) -> int:
        """Return the row of the headings of a next table, with room for its title."""
        return self.block.below(0).head

    def _begin(self, heading: str) -> None:
        self.last += 1
        self.page.text(self.block.head, self.last, heading, "head")

    def _ended(self, rows: Sequence[Live], kind: str, *, summed: bool) -> Column:
        if summed:
            return Column(rows, self._total(rows, kind))
        self._no_total()
        return Column(rows)

    def _total(self, rows: Sequence[Live], kind: str) -> Live:
        total: Number = sum(rows, fmpq(0))
        self.page.live(self.block.after, self.last, total, kind, bold=True)
        return self._standing(self.block.cell(self.block.count, self.last), total)

    def _no_total(self) -> None:
        self.page.text(self.block.after, self.last, "", "name", bold=True)

    def _standing(self, cell: Cell, number: Number) -> Live:
        return self.page.formulas.arithmetic.standing_in(cell, exact(number))
