"""LibreOffice without a window: recalculates every formula of a workbook, whatever values the file carries."""

import shutil
import subprocess
from pathlib import Path

import openpyxl

from rvp_alloc.report.workbook.check_sheet import LABEL, RULE
from rvp_alloc.words import word

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"><value>0</value></prop></item>
</oor:items>
"""


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


def values(path):
    """Return the value of every cell that has one, by sheet and place."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def formulas(path):
    """Return every formula, by sheet and place."""
    book = openpyxl.load_workbook(path)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def lines(book, lang):
    """Return the line of every check, by its label."""
    rows = book[word("book_sheet_checks", lang)].iter_rows(min_row=7, values_only=True)
    return {row[LABEL]: row for row in rows if row[RULE]}
