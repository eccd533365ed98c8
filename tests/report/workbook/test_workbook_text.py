"""Text stays text: whatever a name begins with, however long it is, in the file and after LibreOffice saved it again."""

import office
import openpyxl
import pytest
from hostile_names import HOSTILE, harmless, hostile

from rvp_alloc import read_region
from rvp_alloc.report.workbook import read_workbook, save_workbook


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_no_formula_holds_a_text_of_the_user(tmp_path, lang):
    path = save_workbook(hostile(), tmp_path / "hostile.xlsx", lang=lang)
    plain = save_workbook(harmless(), tmp_path / "plain.xlsx", lang=lang)
    assert office.formulas(path) == office.formulas(plain)


def test_names_stay_what_they_are_in_libreoffice_too(tmp_path):
    plan = hostile()
    path = save_workbook(plan, tmp_path / "hostile.xlsx")
    [made] = office.converted([path], tmp_path)
    assert read_workbook(path) == read_workbook(made) == (plan.region, plan.policy)
    assert read_region(path) == read_region(made) == plan.region
    for file in (path, made):
        sheet = openpyxl.load_workbook(file)["Voorstel"]
        cells = [sheet.cell(row, 1) for row in range(8, 8 + len(HOSTILE))]
        assert [cell.value for cell in cells] == list(HOSTILE)
        assert {cell.data_type for cell in cells} == {"s"}
        assert openpyxl.load_workbook(file, data_only=True)["Voorstel"]["A3"].value == "Alle controles kloppen."


def test_links_and_codes_are_not_made_of_names():
    book = office.opened(hostile(), "nl")
    for sheet in book:
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
        assert sheet.oddFooter.left.text == "=HYPERLINK(1) &&P"
    assert not book.defined_names
