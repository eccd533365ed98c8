"""What a table states about all its figures: in lines above a CSV table, or on the sheet about of a workbook."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest

from rvp_alloc import Confidence, RegionError, RequestError, read_region
from rvp_alloc.region.stated import Stated, stated_in_lines, stated_in_rows
from two_teams import HEADER, ROWS, csv

NORTH = "North,City,100,10,50000"


def written(folder, *about, title="about", first="about"):
    book = openpyxl.Workbook()
    for row in (HEADER, *ROWS):
        book.active.append(row)
    sheet = book.create_sheet(title, 0)  # before the table, so that the table is found by its name
    for row in ((first, "value"), *about):
        sheet.append(row)
    book["Sheet"].title = "teams"
    book.save(folder / "my.xlsx")
    return folder / "my.xlsx"


def test_a_sheet_about_states_what_holds_for_every_figure(tmp_path):
    path = written(
        tmp_path,
        ("name", "My unit"),
        ("source", "RVP"),
        ("date", 2026),
        ("confidence", "published"),
        ("district", None),
    )
    region = read_region(path)
    figure = region.teams[0].formation
    assert (region.name, figure.source, figure.date, figure.confidence) == (
        "My unit",
        "RVP",
        "2026",
        Confidence.PUBLISHED,
    )
    assert region.pools[0].inhabitants.source == "RVP"


def test_what_the_caller_states_goes_first(tmp_path):
    figure = read_region(written(tmp_path, ("source", "RVP"), ("date", "2026")), source="ours").teams[0].formation
    assert (figure.source, figure.date) == ("ours", "2026")


def test_a_day_is_a_day_again():
    rows = [("date", dt.datetime(2026, 3, 1))]  # noqa: DTZ001  (a workbook knows no time zones)
    assert stated_in_rows(rows, "my.xlsx") == Stated(date="2026-03-01")


def test_a_sheet_of_that_name_that_is_something_else_is_left_alone(tmp_path):
    assert read_region(written(tmp_path, ("nonsense", 1), first="whatever")).name == "my"


def test_only_districts_on_the_sheet_may_be_used(tmp_path):
    assert read_region(written(tmp_path, ("district", "City"), ("district", "Else"))).districts[0].name == "City"
    with pytest.raises(RegionError) as caught:
        read_region(written(tmp_path, ("district", "Citty")))
    problem = caught.value.problems[0]
    assert (problem.code, problem.subject, problem.field) == ("unknown_district", ROWS[0][0], "district")
    assert problem.remedy.startswith("Did you mean Citty? ")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("sauce", "RVP"), "unknown_field"),
        (("confidence", "certain"), "not_allowed"),
        (("source", 1.5), "not_text"),
        (("name", True), "not_text"),
        ((None, "RVP"), "unknown_field"),
    ],
)
def test_what_cannot_be_stated_is_told(row, code):
    with pytest.raises(RegionError) as caught:
        stated_in_rows([row], "my.xlsx")
    (problem,) = caught.value.problems
    assert (problem.code, problem.where) == (code, "my.xlsx, sheet about")
    assert problem.remedy


def test_everything_wrong_is_told_at_once():
    with pytest.raises(RegionError) as caught:
        stated_in_rows([("source", "a"), ("source", "b"), ("sauce", "c"), ("confidence", "d")], "my.xlsx")
    assert [problem.code for problem in caught.value.problems] == ["double", "unknown_field", "not_allowed"]


def test_lines_state_the_same_and_other_lines_are_comments():
    lines = {"name": "My unit", "source": "RVP", "confidence": "composed", "whatever": "x", "date": ""}
    assert stated_in_lines(lines, "my.csv") == Stated("My unit", "RVP", "", "composed")
    with pytest.raises(RegionError):
        stated_in_lines({"confidence": "sure"}, "my.csv")


@pytest.mark.parametrize(
    "line", ["# source: RVP, Bijlage 1", '"# source: RVP, Bijlage 1",,,', '"# source: RVP, Bijlage 1";;;']
)
def test_a_line_that_a_spreadsheet_has_saved_again_states_the_same(tmp_path, line):
    path = tmp_path / "teams.csv"
    path.write_text(f"{line}\n# by us;;;;\n{csv(NORTH)}", encoding="utf-8")
    assert read_region(path).teams[0].formation.source == "RVP, Bijlage 1"


@pytest.mark.parametrize(("value", "what"), [("#REF!", "is an error"), ("=1+1", "is a formula whose value")])
def test_a_cell_without_a_value_is_told_and_not_taken_for_a_source(tmp_path, value, what):
    with pytest.raises(RegionError) as caught:
        read_region(written(tmp_path, ("name", "My unit"), ("source", value)))
    (problem,) = caught.value.problems
    assert (problem.code, problem.subject, problem.where) == ("no_value", "source", "my.xlsx, sheet about, cell B3")
    assert what in problem.what


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "=cmd()", "x" * 300, "שלום"])
def test_a_name_stays_text(tmp_path, name):
    path = tmp_path / "teams.csv"
    path.write_text(f"# name: {name}\n{csv(NORTH)}", encoding="utf-8")
    assert read_region(path).name == name


def test_a_damaged_sheet_is_told(tmp_path):
    path = written(tmp_path, ("name", "My unit"))
    buffer = io.BytesIO()
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(buffer, "w") as damaged:
        for part in whole.namelist():
            content = whole.read(part)
            damaged.writestr(part, content[:-40] if b"My unit" in content else content)
    path.write_bytes(buffer.getvalue())
    with pytest.raises(RequestError, match="is not a workbook that can be read"):
        read_region(path)
