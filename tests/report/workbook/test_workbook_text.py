"""Text stays text: whatever a name begins with, however long it is, in the file and after LibreOffice saved it again."""

import office
import openpyxl
import pytest

from rvp_alloc import Policy, allocate, load_region, read_region, region_from_dict, region_to_dict
from rvp_alloc.report.workbook import read_workbook, save_workbook

HOSTILE = (
    "=cmd()",
    "=1+1",
    "+31 6 12345678",
    "-5",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    "http://example.com/a?b=c&d",
    "internal:Blad1!A1",
    "{=TRANSPOSE(A1:B2)}",
    "007",
    "1/2",
    "2022-01-01",
    "&P &D &F",
    "_x0041_",
    'say "hi", it\'s [1]',
    "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER BEH}",
    "n" * 300,
)


def hostile():
    """Return Amsterdam with a hostile name for every team, and everything else a name can be put in."""
    document = region_to_dict(load_region("amsterdam-2022"))
    for team, name in zip(document["teams"], HOSTILE, strict=True):
        team["name"] = name
        team["authorities"] = {name: 1}
        team["formation"]["note"] = f"={name}\n\ttwice"
        team["formation"]["source"] = name
    for district, name in zip(document["districts"], HOSTILE, strict=False):
        district["name"] = name
    document["name"] = "=HYPERLINK(1) &P"
    document["measures"][0]["name"] = "=A1"
    policy = Policy.reference().set("pins.=1+1", 3, source="=author()", note="@reason")
    return allocate(region_from_dict(document), policy.set("bounds.cap.authority.@SUM(A1)", 40, note="-1"))


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_no_formula_holds_a_text_of_the_user(tmp_path, lang):
    plan = hostile()
    path = save_workbook(plan, tmp_path / "hostile.xlsx", lang=lang)
    plain = save_workbook(reference_like(plan), tmp_path / "plain.xlsx", lang=lang)
    assert office.formulas(path) == office.formulas(plain)


def reference_like(plan):
    """Return the same division under harmless names."""
    document = region_to_dict(plan.region)
    for place, team in enumerate(document["teams"]):
        team["name"] = f"Team {place}"
        team["authorities"] = {f"Place {place}": 1}
    for place, district in enumerate(document["districts"]):
        district["name"] = f"District {place}"
    document["name"] = "Region"
    document["measures"][0]["name"] = "Measure"
    policy = Policy.reference().set("pins.Team 1", 3, source="author", note="reason")
    return allocate(region_from_dict(document), policy.set("bounds.cap.authority.Place 4", 40))


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


def test_links_and_codes_are_not_made_of_names(tmp_path):
    book = openpyxl.load_workbook(save_workbook(hostile(), tmp_path / "hostile.xlsx"))
    for sheet in book:
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
        assert sheet.oddFooter.left.text == "=HYPERLINK(1) &&P"
    assert not book.defined_names
