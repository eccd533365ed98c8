"""Cells of a workbook, and how many of them together are named in as few ranges as possible."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from rvp_alloc.extras import load


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One cell, counted from 0; sheets have plain names, so that no reference needs quotes.

    >>> Cell("Policy", 2, 1).text
    'Policy!$B$3'
    """

    sheet: str
    row: int
    column: int

    @property
    def text(self) -> str:
        """The reference to the cell, from any sheet."""
        return f"{self.sheet}!{self.place}"

    @property
    def place(self) -> str:
        """The reference to the cell within its own sheet."""
        return f"${column_name(self.column)}${self.row + 1}"


@cache
def column_name(column: int) -> str:
    """Return the letters of a column, counted from 0."""
    name: str = load("xlsxwriter.utility", "report").xl_col_to_name(column)
    return name


def area(first: Cell, last: Cell) -> str:
    """Return the reference to all cells between two corners.

    >>> area(Cell("Policy", 2, 1), Cell("Policy", 4, 1))
    'Policy!$B$3:$B$5'
    """
    return first.text if first == last else f"{first.text}:{last.place}"


def areas(cells: Iterable[Cell]) -> list[str]:
    """Return references that name every one of some cells once: rectangles as tall as they go, then as wide.

    >>> areas([Cell("A", row, column) for row in (0, 1) for column in (0, 1)] + [Cell("A", 5, 5)])
    ['A!$A$1:$B$2', 'A!$F$6']
    """
    columns: dict[tuple[str, int, int], list[int]] = {}
    for sheet, column, first, last in sorted(_tall(cells)):
        columns.setdefault((sheet, first, last), []).append(column)
    found = [
        (Cell(sheet, first, left), Cell(sheet, last, right))
        for (sheet, first, last), places in columns.items()
        for left, right in _runs(places)
    ]
    return [area(first, last) for first, last in sorted(found)]


def _tall(cells: Iterable[Cell]) -> Iterator[tuple[str, int, int, int]]:
    rows: dict[tuple[str, int], list[int]] = {}
    for cell in sorted(set(cells)):
        rows.setdefault((cell.sheet, cell.column), []).append(cell.row)
    for (sheet, column), places in rows.items():
        for first, last in _runs(places):
            yield sheet, column, first, last


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of each run of numbers that follow one another."""
    first = last = numbers[0]
    for number in numbers[1:]:
        if number != last + 1:
            yield first, last
            first = number
        last = number
    yield first, last
