"""Workbooks: values are taken as they are, and what is no value is told by its cell."""

import datetime as dt
import io
import random
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rvp_alloc import InputError, load_region, region_from_dict
from rvp_alloc.region.document import region_to_dict
from rvp_alloc.region.figure_table import FIGURE_COLUMNS, figure_rows
from rvp_alloc.region.workbook import table_of_workbook, workbook_of_figures
from two_teams import HEADER, ROWS


def workbook(*rows, title="Sheet", change=None):
    """Return a workbook with these rows, after a change to its sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    if change:
        change(sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def rezipped(content, replace):
    """Return a workbook with its parts replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, replace(name, old.read(name)))
    return buffer.getvalue()


GOOD = workbook(HEADER, *ROWS)


def problems_of(content):
    with pytest.raises(InputError) as caught:
        table_of_workbook(content, "teams.xlsx")
    return caught.value.problems


def test_values_are_taken_as_they_are():
    day = dt.datetime(2022, 1, 1)  # noqa: DTZ001  (a workbook knows no time zones)
    table = table_of_workbook(workbook(HEADER, *ROWS, ["East", "City", True, day, "2022"]), "t")
    assert table.columns == HEADER
    assert [list(row.values()) for row in table.rows] == [*ROWS, ["East", "City", True, day, "2022"]]


def test_blank_rows_count_for_nothing_and_short_rows_are_filled_up():
    table = table_of_workbook(workbook([], HEADER, [], ["North", "City"], [None] * 9), "t")
    assert list(table.rows) == [dict.fromkeys(HEADER) | {"team": "North", "district": "City"}]
    assert table.numbers == [4]


@pytest.mark.parametrize(("titles", "read"), [(["a", "figures"], 1), (["a", "b"], 0)])
def test_the_sheet_figures_is_read_or_else_the_first(titles, read):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, title in enumerate(titles):
        book.create_sheet(title).append([f"sheet {number}"])
    buffer = io.BytesIO()
    book.save(buffer)
    assert table_of_workbook(buffer.getvalue(), "t").columns == [f"sheet {read}"]


@pytest.mark.parametrize(
    ("row", "subject", "field", "value"),
    [
        (["North", "City", "#N/A", 10, 5], "North", "formation", "#N/A"),
        (["North", "City", 100, "#DIV/0!", 5], "North", "wijkagenten", "#DIV/0!"),
        (["#REF!", "City", 100, 10, 5], "", "team", "#REF!"),
        (["North", "City", "=50+50", 10, 5], "North", "formation", "=50+50"),
        (["=A9", "City", 100, 10, 5], "", "team", "=A9"),
    ],
)
def test_an_error_or_a_formula_without_its_value_is_told_by_its_cell(row, subject, field, value):
    [problem] = problems_of(workbook(HEADER, ROWS[0], row))
    assert problem.code == "no_value"
    assert (problem.subject, problem.field, problem.value) == (subject, field, value)
    assert problem.where == f"teams.xlsx, cell {'ABCDE'[HEADER.index(field)]}3"


def test_all_cells_without_a_value_are_told():
    assert len(problems_of(workbook(HEADER, ["=A1", "#N/A", "=1", 2, "#NUM!"], ["=A1"]))) == 5


def test_a_formula_that_was_worked_out_has_a_value():
    content = rezipped(
        workbook(HEADER, ["North", "City", "=50+50", 10, 50_000]),
        lambda name, part: (
            part.replace(b"<v></v>", b"<v>100</v>").replace(b"<v />", b"<v>100</v>") if "sheet1" in name else part
        ),
    )
    assert table_of_workbook(content, "t").rows[0]["formation"] == 100


def test_a_cell_right_of_the_header_is_told():
    [problem] = problems_of(workbook(HEADER, [*ROWS[0], "stray"]))
    assert (problem.code, problem.what) == ("ragged", "row 2 has 6 cells, the header 5")


def test_a_title_above_the_table_is_told():
    assert [problem.code for problem in problems_of(workbook(["My teams"], HEADER, ROWS[0]))] == ["ragged", "ragged"]


def far_away(sheet):
    sheet["XFD2"] = "x"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_xlsx"),
        (b"team,district", "not_xlsx"),
        (b"PK\x05\x06" + b"\0" * 18, "not_xlsx"),
        (workbook(HEADER)[:500], "not_xlsx"),
        (workbook(), "empty"),
        (workbook([None, ""]), "empty"),
        (workbook(HEADER, ROWS[0], change=far_away), "too_large"),
        (workbook(HEADER, ROWS[0], change=lambda sheet: sheet.parent.create_chartsheet("figures")), "not_xlsx"),
    ],
    ids=["nothing", "csv", "empty zip", "half", "no cells", "blank cells", "wide", "chart"],
)
def test_what_is_not_a_table_is_one_clear_error(content, code):
    [problem] = problems_of(content)
    assert problem.code == code


def test_a_workbook_that_unpacks_to_far_more_than_it_is(monkeypatch):
    monkeypatch.setattr("rvp_alloc.region.workbook._MOST_UNPACKED", 1_000)
    [problem] = problems_of(GOOD)
    assert problem.code == "too_large"


def test_more_rows_than_are_read(monkeypatch):
    monkeypatch.setattr("rvp_alloc.region.workbook.MOST_ROWS", 1)
    [problem] = problems_of(GOOD)
    assert problem.what == "has more than 1 rows"


def test_a_row_number_beyond_any_sheet_does_not_hang():
    damaged = rezipped(
        workbook(HEADER, ROWS[0]),
        lambda name, part: part.replace(b'r="2"', b'r="99999999999"') if "sheet1" in name else part,
    )
    assert table_of_workbook(damaged, "t").rows == []


@pytest.mark.parametrize("seed", range(60))
def test_damage_is_told_in_our_own_words(seed):
    """Bytes are changed in the file itself, or in one of the parts that are packed in it."""
    chance = random.Random(seed)

    def damaged(content):
        content = bytearray(content)
        for _ in range(chance.choice((1, 3, 10))):
            content[chance.randrange(len(content))] = chance.randrange(256)
        return bytes(content)

    parts = zipfile.ZipFile(io.BytesIO(GOOD)).namelist()
    chosen = chance.choice(parts)
    content = (
        rezipped(GOOD, lambda name, part: damaged(part) if name == chosen else part) if seed % 2 else damaged(GOOD)
    )
    try:
        table_of_workbook(content, "teams.xlsx")
    except InputError as error:
        assert str(error)


# ---- what is written


def test_figures_are_written_as_numbers_and_names_as_text():
    data = region_to_dict(load_region("amsterdam-2022"))
    data["teams"][0]["name"] = "007"
    data["name"] = "=1+1"
    table = table_of_workbook(workbook_of_figures(figure_rows(region_from_dict(data))), "t")
    values = {(row["of"], row["figure"]): row["value"] for row in table.rows}
    assert values["team:boven-ij", "name"] == "007"
    assert values["region", "name"] == "=1+1"
    assert values["team:boven-ij", "formation"] == 146.7
    assert values["team:amstelland-oost", "authorities:driehoek Amsterdam"] == "20457/65927"


cells = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("\n\"',;#=_x0D"), max_size=30)


@settings(max_examples=30)
@given(st.lists(st.tuples(*[cells.map(str.strip)] * len(FIGURE_COLUMNS)), max_size=4))
def test_text_is_read_back_as_it_was_written(rows):
    rows = [dict(zip(FIGURE_COLUMNS, row, strict=True)) | {"confidence": ""} for row in rows]
    rows = [row for row in rows if any(row.values())]
    table = table_of_workbook(workbook_of_figures(rows), "t")
    assert [{name: cell or "" for name, cell in row.items()} for row in table.rows] == rows
