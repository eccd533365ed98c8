"""The file itself: the same bytes for the same division, never overwritten unasked, and never more than a sheet holds."""

import io
import sys
import zipfile

import office
import pytest
from workbook_scenarios import SCENARIOS, reference

from rvp_alloc import (
    MissingPackageError,
    Policy,
    RequestError,
    allocate,
    load_region,
    read_region,
    region_from_dict,
    region_to_dict,
)
from rvp_alloc.report.workbook import page as page_module
from rvp_alloc.report.workbook import save_workbook, workbook_bytes


def code_of(caught):
    [problem] = caught.value.problems
    return problem.code


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.__name__)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_same_division_gives_the_same_bytes(scenario, lang):
    assert workbook_bytes(scenario(), lang) == workbook_bytes(scenario.__wrapped__(), lang)


def test_no_time_stands_in_the_file():
    with zipfile.ZipFile(io.BytesIO(workbook_bytes(reference()))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_a_file_that_exists_is_left_alone(tmp_path):
    path = tmp_path / "proposal.xlsx"
    path.write_text("mine")
    with pytest.raises(RequestError) as caught:
        save_workbook(reference(), path)
    assert code_of(caught) == "exists"
    assert path.read_text() == "mine"
    assert save_workbook(reference(), path, overwrite=True) == path
    assert read_region(path) == reference().region


def test_another_ending_is_refused(tmp_path):
    with pytest.raises(RequestError) as caught:
        save_workbook(reference(), tmp_path / "proposal.xls")
    assert code_of(caught) == "unknown_kind"


def test_an_unknown_language_is_refused():
    with pytest.raises(RequestError) as caught:
        workbook_bytes(reference(), "fr")
    assert code_of(caught) == "unknown_language"


def test_without_xlsxwriter_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingPackageError, match="report"):
        workbook_bytes(reference())


@pytest.mark.parametrize("limit", ["_MOST_ROWS", "_LONGEST_TEXT", "_LONGEST_FORMULA"])
def test_what_a_sheet_cannot_hold_is_our_own_error(monkeypatch, limit):
    monkeypatch.setattr(page_module, limit, 50)
    with pytest.raises(RequestError) as caught:
        workbook_bytes(reference())
    assert code_of(caught) == "too_large"


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_sheets_their_headings_and_how_they_print(lang):
    book = office.opened(reference(), lang)
    names = {
        "nl": ["Voorstel", "Controle", "Opbouw", "figures", "Beleid", "Toelichting"],
        "en": ["Proposal", "Checks", "Workings", "figures", "Policy", "Notes"],
    }
    assert book.sheetnames == names[lang]
    assert book.active.title == names[lang][0]
    for sheet in book:
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)  # 1 is what is meant by none
        assert sheet.freeze_panes
        assert not sheet.sheet_view.showGridLines
        assert not sheet.protection.sheet
    assert book[names[lang][1]].print_title_rows == "$6:$6"


def test_two_charts_are_drawn_by_the_spreadsheet_and_described():
    with zipfile.ZipFile(io.BytesIO(workbook_bytes(reference(), "en"))) as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/charts/")]
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    assert len(charts) == 2
    assert drawing.count("descr=") == 2
    assert all(f"Proposal!${column}$8:${column}$24" in charts[0] for column in "ADEF")


def test_without_norms_there_is_no_table_of_areas():
    policy = Policy.reference().set("wijkagent_unit.state", "off").set("wijkagent_area.state", "off")
    book = office.opened(allocate(load_region("amsterdam-2022"), policy), "en")
    assert "Wijkagenten per area" not in {row[0].value for row in book["Proposal"].iter_rows(max_col=1)}


def test_the_smallest_region_and_no_new_fte():
    region = {
        "schema_version": 1,
        "id": "one",
        "name": "One team",
        "districts": [{"id": "d", "name": "D"}],
        "teams": [{"id": "t", "name": "T", "district": "d", "formation": 10, "wijkagenten": 1}],
        "pools": [{"id": "t", "teams": ["t"], "inhabitants": 100}],
    }
    policy = Policy.reference().set("priority_uplift.rate", 0).set("development.state", "off").set("ipga.state", "off")
    policy = policy.set("key.weights.safety", None).set("key.weights.growth", None).set("key.weights.formation", 1)
    plan = allocate(region_from_dict(region), policy, new_fte=0)
    book = office.opened(plan, "en", data_only=True)
    assert book["Checks"]["B2"].value == 0
    assert region_to_dict(plan.region)["measures"] == []


def test_what_gave_way_what_was_fixed_and_what_is_assumed_is_told():
    policy = (
        Policy.reference().set("pins.Zuid-de Pijp", 3, source="driehoek", note="afgesproken").set("ipga.cap", "0.04")
    )
    plan = allocate(load_region("amsterdam-2022"), policy.with_fallback("ipga.cap"))
    book = office.opened(plan, "nl")
    told = {row[0]: row[1] for row in book["Toelichting"].iter_rows(values_only=True) if row[0]}
    alone = "2,261"
    assert told["Zuid-de Pijp"] == f"Vastgezet op 3,000 door driehoek: afgesproken. De regels alleen geven {alone}."
    assert told["ipga.cap"].startswith("Week: gevraagd was 0.04")
    assert told["Opslag prioriteiten: deel van de formatie"].startswith("0,01 share of formation")
    record = plan.to_dict()["record"]
    assert record["region_sha256"] in told.values()
    assert record["policy_sha256"] in told.values()
