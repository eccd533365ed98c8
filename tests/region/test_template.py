"""The template for a region of one's own: explained in two languages, bounded while one types, and the same bytes each time."""

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvp_alloc import Region, RegionError, RequestError, load_region, read_region, save_region, save_template
from rvp_alloc.region.region import Kind
from rvp_alloc.region.team_table import EXAMPLE_TEAMS, KNOWN_MEASURES, OTHER_COLUMNS, TEAM_COLUMNS
from rvp_alloc.region.template_columns import COLUMNS, IN_TEMPLATE, Asked
from rvp_alloc.words import LANGUAGES, en, nl, word
from strategies import examples, regions

ENDINGS = (".xlsx", ".csv")


@pytest.fixture(params=LANGUAGES)
def book(request, tmp_path):
    return openpyxl.load_workbook(save_template(tmp_path / "my.xlsx", lang=request.param))


def test_every_column_that_is_read_is_explained_and_no_other():
    own = {f"name:{kind}" for kind in Kind}
    assert {column.id for column in COLUMNS} == {*TEAM_COLUMNS, *OTHER_COLUMNS, *KNOWN_MEASURES} | own
    assert list(nl.COLUMNS) == list(en.COLUMNS) == [column.id for column in COLUMNS]
    assert all(all(texts) for language in (nl, en) for texts in language.COLUMNS.values())


def test_required_is_what_the_reader_requires():
    required = {column.id for column in COLUMNS if column.required == "template_yes"}
    assert required == {*TEAM_COLUMNS, "inhabitants"}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_bytes_each_time_and_nothing_overwritten(tmp_path, ending, lang):
    one = save_template(tmp_path / f"one{ending}", lang=lang)
    assert one.read_bytes() == save_template(tmp_path / f"other{ending}", lang=lang).read_bytes()
    with pytest.raises(RequestError, match="exists already"):
        save_template(one, lang=lang)
    save_template(one, lang=lang, overwrite=True)
    with pytest.raises(RequestError, match="ends in"):
        save_template(tmp_path / "one.ods")
    with pytest.raises(RequestError, match="Use nl or en"):
        save_template(tmp_path / f"third{ending}", lang="de")


def test_a_saved_region_is_the_same_workbook_each_time(tmp_path):
    one, other = (save_region(load_region("national-2018"), tmp_path / name) for name in ("a.xlsx", "b.xlsx"))
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("ending", ENDINGS)
def test_the_example_is_refused_until_it_is_replaced(tmp_path, ending, lang):
    with pytest.raises(RegionError) as caught:
        read_region(save_template(tmp_path / f"my{ending}", lang=lang))
    (problem,) = caught.value.problems
    assert (problem.code, problem.field) == ("example_row", "team")
    assert "delete the row" in problem.remedy


@pytest.mark.parametrize("lang", LANGUAGES)
def test_but_for_its_name_the_example_is_a_valid_region(tmp_path, lang):
    path = save_template(tmp_path / "my.xlsx", lang=lang)
    book = openpyxl.load_workbook(path)
    book["teams"]["A2"] = "Harbour"
    book.save(path)
    region = read_region(path)
    assert isinstance(region, Region)
    assert region.name == "my"
    assert [measure.id for measure in region.measures] == ["development", "growth", "safety"]
    text = save_template(tmp_path / "my.csv", lang=lang).read_text(encoding="utf-8")
    (tmp_path / "my.csv").write_text(text.replace(word("template_example_team", lang), "Harbour"), encoding="utf-8")
    assert read_region(tmp_path / "my.csv") == region


def test_examples_beside_real_teams_are_still_refused(tmp_path):
    path = save_template(tmp_path / "my.xlsx")
    book = openpyxl.load_workbook(path)
    book["teams"].append(["Harbour", *[cell.value for cell in book["teams"][2]][1:]])
    book.save(path)
    with pytest.raises(RegionError) as caught:
        read_region(path)
    assert [problem.code for problem in caught.value.problems] == ["example_row"]
    assert len(EXAMPLE_TEAMS) == len(LANGUAGES)


def test_a_spreadsheet_bounds_and_offers_what_may_be_typed(book):
    found = {
        str(validation.sqref).split(":")[0]: (validation.type, validation.operator, validation.formula1)
        for sheet in book
        for validation in sheet.data_validations.dataValidation
    }
    assert found == {
        "B2": ("list", None, "about!$B$6:$B$25"),
        "C2": ("decimal", "greaterThan", "0"),
        "D2": ("custom", None, "AND(ISNUMBER(D2),D2>=0,D2<=C2)"),
        "E2": ("decimal", "greaterThan", "0"),
        "H2": ("decimal", "greaterThanOrEqual", "0"),
        "I2": ("decimal", "between", "-1000000000"),
        "J2": ("decimal", "greaterThanOrEqual", "0"),
        "B5": ("list", None, '"published,composed,inferred,assumption"'),
    }
    keys = [cell.value for cell in book["about"]["A"]]
    assert keys[:5] == ["about", "name", "source", "date", "confidence"]
    assert keys[5:] == ["district"] * 20
    refusing = [validation for sheet in book for validation in sheet.data_validations.dataValidation]
    assert all(validation.showErrorMessage and validation.error and validation.prompt for validation in refusing)


def test_every_heading_is_explained_where_it_stands_and_no_cell_is_a_formula(book):
    assert book.sheetnames == ["teams", "about", "explained"]
    assert [cell.value for cell in book["teams"][1]] == [column.id for column in IN_TEMPLATE]
    assert all(cell.comment and len(cell.comment.text) > 40 for cell in book["teams"][1])
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    explained = [row[0].value for row in book["explained"].iter_rows(min_row=6)]
    assert explained == [column.id for column in COLUMNS]
    assert all(isinstance(column.example_in("nl"), str | float) for column in COLUMNS)
    assert {column.asked for column in COLUMNS} == set(Asked)


@given(regions(), st.sampled_from(LANGUAGES))
@examples(25)
def test_any_region_can_be_typed_into_the_template(tmp_path_factory, region, lang):
    """Teams one by one, as a newcomer types them, with their shares left out: pools are for those who know the columns."""
    path = save_template(tmp_path_factory.mktemp("typed") / "my.xlsx", lang=lang)
    book = openpyxl.load_workbook(path)
    names = {district.id: district.name for district in region.districts}
    for row, name in enumerate(names.values(), start=6):
        book["about"].cell(row, 2).value = name
    for row in range(6 + len(names), 26):
        book["about"].cell(row, 2).value = None
    sheet = book["teams"]
    for row, team in enumerate(region.teams, start=2):
        figures = (team.formation, team.wijkagenten, region.pool_of(team.id).inhabitants)
        typed = [team.name, names[team.district], *(float(figure.value) for figure in figures), None, None, 1, -2, 3]
        for column, value in enumerate(typed, start=1):
            cell = sheet.cell(row, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    book.save(path)
    read = read_region(path)
    assert [team.name for team in read.teams] == [team.name for team in region.teams]
    assert [team.formation.value for team in read.teams] == [team.formation.value for team in region.teams]
    assert [team.wijkagenten.value for team in read.teams] == [team.wijkagenten.value for team in region.teams]
    assert {measure.id for measure in read.measures} == {"development", "growth", "safety"}
