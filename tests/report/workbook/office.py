"""Workbooks as openpyxl reads them, and as LibreOffice does: it recalculates every formula, whatever values a file carries."""

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest

from rvp_alloc.report.workbook import save_workbook, workbook_bytes
from rvp_alloc.report.workbook.check_sheet import LABEL, RULE
from rvp_alloc.words import word

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"><value>0</value></prop></item>
</oor:items>
"""
CLOSE = 1e-9


def converted(paths, folder, kind="xlsx", seconds=240):
    """Return the files that LibreOffice makes of workbooks, each recalculated; all in one call, with a profile of its own."""
    program = shutil.which("soffice")
    assert program, "soffice is not found: these tests need LibreOffice (Debian: apt-get install libreoffice-calc)"
    profile, made = folder / "profile", folder / f"made-{kind}"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        made,
    ]
    done = subprocess.run([*command, *paths], capture_output=True, text=True, timeout=seconds, check=False)
    files = [made / Path(path).with_suffix(f".{kind}").name for path in paths]
    missing = [path.name for path in files if not path.exists()]
    assert not missing, f"LibreOffice made no {missing}: {done.stdout}{done.stderr}"
    return files


def opened(answer, lang, **how):
    """Return the workbook of an answer as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(workbook_bytes(answer, lang)), **how)


def values(path):
    """Return the value of every cell that has one, by sheet and place."""
    return {place: value for place, value, _ in _cells(path, data_only=True)}


def formulas(path):
    """Return every formula, by sheet and place."""
    return {place: value for place, value, kind in _cells(path, data_only=False) if kind == "f"}


def _cells(path, *, data_only):
    book = openpyxl.load_workbook(path, read_only=True, data_only=data_only)
    yield from _cells_of(book)
    book.close()


def _cells_of(book):
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield (sheet.title, cell.coordinate), cell.value, cell.data_type


def as_written(path, made):
    """Return what LibreOffice made of a workbook: the value of every formula is as it was written, and no cell holds an error."""
    book = openpyxl.load_workbook(made, data_only=True)
    written, found = values(path), {place: value for place, value, _ in _cells_of(book)}
    for place in formulas(path):
        value = written[place]
        if isinstance(value, str):
            assert found[place] == value, place
        else:
            assert found[place] == pytest.approx(value, rel=CLOSE, abs=CLOSE), place
    assert not [place for place, value in found.items() if isinstance(value, str) and value.startswith("#")]
    return book


class Recalculated(NamedTuple):
    """An answer, the language and the file of its workbook, and what LibreOffice made of that."""

    answer: Any
    lang: str
    path: Path
    made: Path
    book: openpyxl.Workbook


def recalculated(answers, folder):
    """Yield the workbook of each answer, in turn Dutch and English, when its formulas give what was written."""
    langs = ["en" if place % 2 else "nl" for place in range(len(answers))]
    paths = [
        save_workbook(answer, folder / f"{place}.xlsx", lang=lang)
        for place, (answer, lang) in enumerate(zip(answers, langs, strict=True))
    ]
    for answer, lang, path, made in zip(answers, langs, paths, converted(paths, folder), strict=True):
        yield Recalculated(answer, lang, path, made, as_written(path, made))


def near(numbers):
    """Return numbers to compare with, as near as a spreadsheet computes."""
    return pytest.approx([float(number) for number in numbers], rel=CLOSE, abs=CLOSE)


def table(sheet, first, heading, occurrence=0):
    """Return the rows of a table by the name in their first column: those below a heading, up to the row of the sums.

    ``first`` is the heading of the first column and ``heading`` that of the one to read, both as they stand in the sheet.
    """
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    heads = [number for number, row in enumerate(rows) if row[0] == first and heading in row]
    head = heads[occurrence]
    column = rows[head].index(heading)
    found = {}
    for row in rows[head + 1 :]:
        if row[0] is None or row[0] in (word("together", "nl"), word("together", "en")):
            break
        found[row[0]] = row[column]
    return found


def lines(book, lang):
    """Return the line of every check, by its label."""
    rows = book[word("book_sheet_checks", lang)].iter_rows(min_row=7, values_only=True)
    return {row[LABEL]: row for row in rows if row[RULE]}
