"""The template as a workbook: the sheets teams, about and explained, with lists to choose from and bounds on what is typed."""

from collections.abc import Iterable, Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

from rvp_alloc.figure import Confidence
from rvp_alloc.region.packed import packed
from rvp_alloc.region.stated import ABOUT_SHEET, DISTRICT, FIELDS
from rvp_alloc.region.template_columns import COLUMNS, IN_TEMPLATE, Asked, Column
from rvp_alloc.region.workbook import TEAMS_SHEET
from rvp_alloc.words import Lang, column_words, word

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

EXPLAINED_SHEET = "explained"
LAST_ROW = 501  # of what is checked while typing; more rows are read too
_DISTRICTS = 20  # places for names of districts
_FIRST_DISTRICT = len(FIELDS) + 2
_DISTRICT_CELLS = f"{ABOUT_SHEET}!$B${_FIRST_DISTRICT}:$B${_FIRST_DISTRICT + _DISTRICTS - 1}"
_DARK, _LIGHT, _PALE = "1F3864", "D9E2F3", "F2F2F2"
_TEXT, _EDGE = "@", "808080"
_FONT = "Calibri"
_LINE = 15  # points
_ABOUT_WIDTHS = (14, 44, 100)
_EXPLAINED_WIDTHS = (18, 28, 16, 46, 22, 26, 46)


def workbook_of_template(lang: Lang) -> bytes:
    """Return the template; the explanations in a language, the names of columns the same in every one."""
    import openpyxl

    book = openpyxl.Workbook()
    teams = book.worksheets[0]
    teams.title = TEAMS_SHEET
    _fill_teams(teams, lang)
    _fill_about(book.create_sheet(ABOUT_SHEET), lang)
    _fill_explained(book.create_sheet(EXPLAINED_SHEET), lang)
    for sheet in book.worksheets:
        _fit_to_a_page(sheet)
    return packed(book)


def _fill_teams(sheet: "Worksheet", lang: Lang) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Font, PatternFill

    letters = _letters(IN_TEMPLATE)
    for place, column in enumerate(IN_TEMPLATE, start=1):
        header, example = sheet.cell(1, place, column.id), sheet.cell(2, place, column.example_in(lang))
        is_text = column.asked in (Asked.TEXT, Asked.DISTRICT)
        _head(header, dark=column.required == "template_yes", right=not is_text)
        header.comment = Comment(_told(column, lang), "rvp-alloc", height=130, width=300)
        example.font = Font(_FONT, italic=True, color="595959")
        example.fill = PatternFill("solid", fgColor=_PALE)
        if is_text:
            for row in range(2, LAST_ROW + 1):
                sheet.cell(row, place).number_format = _TEXT
        validation = _validation(column, letters, lang)
        if validation:
            validation.add(f"{letters[column.id]}2:{letters[column.id]}{LAST_ROW}")
            sheet.add_data_validation(validation)
        sheet.column_dimensions[letters[column.id]].width = 42 if column.id == "team" else 18
    sheet.freeze_panes = "B2"


def _letters(columns: Sequence[Column]) -> dict[str, str]:
    from openpyxl.utils import get_column_letter

    return {column.id: get_column_letter(place) for place, column in enumerate(columns, start=1)}


def _told(column: Column, lang: Lang) -> str:
    meaning, unit, missing = column_words(column.id, lang)
    return (
        f"{column.term}\n{meaning}\n{word('template_unit', lang)}: {unit}\n{word('template_missing', lang)}: {missing}"
    )


def _validation(column: Column, letters: dict[str, str], lang: Lang) -> "DataValidation | None":
    """Return what a spreadsheet asks of the cells of a column while one types."""
    wijkagenten, formation = f"{letters['wijkagenten']}2", f"{letters['formation']}2"
    asked: dict[Asked, dict[str, Any]] = {
        Asked.DISTRICT: {"type": "list", "formula1": _DISTRICT_CELLS},
        Asked.ABOVE_ZERO: {"type": "decimal", "operator": "greaterThan", "formula1": "0"},
        Asked.NUMBER: {"type": "decimal", "operator": "greaterThanOrEqual", "formula1": "0"},
        Asked.ANY_NUMBER: {
            "type": "decimal",
            "operator": "between",
            "formula1": "-1000000000",
            "formula2": "1000000000",
        },
        Asked.WIJKAGENTEN: {
            "type": "custom",
            "formula1": f"AND(ISNUMBER({wijkagenten}),{wijkagenten}>=0,{wijkagenten}<={formation})",
        },
    }
    parts = asked.get(column.asked)
    return _refusing(parts, word(f"template_ask_{column.asked}", lang), lang) if parts else None


def _refusing(parts: dict[str, Any], message: str, lang: Lang) -> "DataValidation":
    """Return a validation that refuses anything else, and says what it asks."""
    from openpyxl.worksheet.datavalidation import DataValidation

    return DataValidation(
        **parts,
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=word("template_error", lang),
        error=message,
        showInputMessage=True,
        prompt=message,
    )


def _fill_about(sheet: "Worksheet", lang: Lang) -> None:
    headings = (ABOUT_SHEET, word("template_value", lang), word("template_explanation", lang))
    for place, heading in enumerate(headings, start=1):
        _head(sheet.cell(1, place, heading), dark=True)
    for row, key in enumerate((*FIELDS, *[DISTRICT] * _DISTRICTS), start=2):
        _head(sheet.cell(row, 1, key), dark=False)
        _box(sheet.cell(row, 2))
        if row <= _FIRST_DISTRICT:
            _wrap(sheet.cell(row, 3, word(f"template_about_{key}", lang)))
    for row, key in enumerate(("template_example_district", "template_example_other_district"), start=_FIRST_DISTRICT):
        sheet.cell(row, 2).value = word(key, lang)
    confidence = _refusing(
        {"type": "list", "formula1": f'"{",".join(Confidence)}"'}, word("template_ask_confidence", lang), lang
    )
    confidence.add(f"B{FIELDS.index('confidence') + 2}")
    sheet.add_data_validation(confidence)
    _set_sizes(sheet, _ABOUT_WIDTHS, range(1, _FIRST_DISTRICT + 1))
    sheet.freeze_panes = "A2"


def _fill_explained(sheet: "Worksheet", lang: Lang) -> None:
    for row, key in enumerate(("template_title", "template_numbers", "template_own_columns"), start=1):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=7)
        _wrap(sheet.cell(row, 1, word(key, lang)))
    parts = ("column", "term", "required", "meaning", "unit", "example", "missing")
    for place, part in enumerate(parts, start=1):
        _head(sheet.cell(5, place, word(f"template_{part}", lang)), dark=True)
    for row, column in enumerate(COLUMNS, start=6):
        meaning, unit, missing = column_words(column.id, lang)
        required, example = word(column.required, lang), column.example_in(lang)
        for place, text in enumerate((column.id, column.term, required, meaning, unit, example, missing), start=1):
            cell = sheet.cell(row, place, text)
            _wrap(cell)
            if place == 1:
                _head(cell, dark=column.required == "template_yes")
    _set_sizes(sheet, _EXPLAINED_WIDTHS, range(5, 6 + len(COLUMNS)))
    sheet.freeze_panes = "B6"


def _head(cell: "Cell | Any", *, dark: bool, right: bool = False) -> None:
    """Make a heading: of something required white on dark, else dark on light; above numbers on the right."""
    from openpyxl.styles import Alignment, Font, PatternFill

    cell.font = Font(_FONT, bold=dark, color="FFFFFF" if dark else _DARK)
    cell.fill = PatternFill("solid", fgColor=_DARK if dark else _LIGHT)
    cell.alignment = Alignment(vertical="top", horizontal="right" if right else "left", wrap_text=True)


def _box(cell: "Cell | Any") -> None:
    """Make a place to fill in, as text: a date or a number stays as it is typed."""
    from openpyxl.styles import Border, Side

    edge = Side("thin", color=_EDGE)
    cell.border = Border(edge, edge, edge, edge)
    cell.number_format = _TEXT
    _wrap(cell)


def _wrap(cell: "Cell | Any") -> None:
    from openpyxl.styles import Alignment

    cell.alignment = Alignment(vertical="top", horizontal="left", wrap_text=True)


def _set_sizes(sheet: "Worksheet", widths: Sequence[int], rows: Iterable[int]) -> None:
    """Make columns so wide, and rows so high that every text fits: not every program does so by itself."""
    for letter, width in zip("ABCDEFG", widths, strict=False):
        sheet.column_dimensions[letter].width = width
    for row in rows:
        cells = [str(sheet.cell(row, place).value or "") for place in range(1, len(widths) + 1)]
        lines = max(ceil(1.15 * len(text) / width) for text, width in zip(cells, widths, strict=True))
        sheet.row_dimensions[row].height = _LINE * max(lines, 1)


def _fit_to_a_page(sheet: "Worksheet") -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
