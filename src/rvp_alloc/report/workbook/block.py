"""Block: one table on a sheet, by its rows."""

from dataclasses import dataclass

from rvp_alloc.report.workbook.cell import Cell


@dataclass(frozen=True, slots=True)
class Block:
    """A table on a sheet: the row of its heading, and how many rows it has below that."""

    sheet: str
    head: int
    count: int

    @property
    def first(self) -> int:
        """The first row below the heading."""
        return self.head + 1

    @property
    def after(self) -> int:
        """The row right below the last one: that of the totals, where there are any."""
        return self.first + self.count

    def cell(self, place: int, column: int) -> Cell:
        """Return a cell by the place of its row in the table."""
        return Cell(self.sheet, self.first + place, column)

    def below(self, count: int) -> "Block":
        """Return the next table on the same sheet, with room for totals and a title between the two."""
        return Block(self.sheet, self.after + 3, count)
