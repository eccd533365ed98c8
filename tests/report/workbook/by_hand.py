"""Workbooks that somebody changes by hand: where a cell is found, and which checks fail once all is recalculated."""

import office
import openpyxl

from rvp_alloc.report.workbook.check_sheet import CHECK


def cell_of(sheet, name, heading, *, head=7):
    """Return the cell of a row that begins with a name, in the column with a heading."""
    column = next(cell.column for cell in sheet[head] if cell.value == heading)
    row = next(row for row in range(head + 1, sheet.max_row + 1) if sheet.cell(row, 1).value == name)
    return sheet.cell(row, column)


def figure(book, of, name):
    return next(row for row in book["figures"].iter_rows() if (row[0].value, row[1].value) == (of, name))[2]


def changed(changes, folder):
    """Return the workbook of each answer after its change, by the change; all recalculated in one go."""
    paths = []
    for change, scenario in changes.items():
        book = office.opened(scenario(), "en")
        change(book)
        paths.append(folder / f"{change.__name__}.xlsx")
        book.save(paths[-1])
    return dict(zip(changes, office.converted(paths, folder), strict=True))


def read(path):
    """Return the checks and the labels of those that fail, which every sheet that people read counts alike."""
    book = openpyxl.load_workbook(path, data_only=True)
    checks = office.lines(book, "en")
    failing = {label for label, line in checks.items() if line[CHECK] == "DOES NOT HOLD"}
    assert book["Checks"]["B2"].value == len(failing)
    line = f"{len(failing)} check(s) do not hold: this file was changed after the computation. See the sheet Checks."
    for sheet in book:
        told = str(sheet["A3"].value)
        if "check(s)" in told or sheet == book.worksheets[0] or sheet.title.startswith("Proposal"):
            assert told == line
    return checks, failing
