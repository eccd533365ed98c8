"""CSV: commas or semicolons, comments above the header, and nothing dropped on the way."""

import csv as standard_csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvp_alloc import RequestError
from rvp_alloc.region.csv_text import csv_of_figures, table_of_csv
from rvp_alloc.region.figure_table import FIGURE_COLUMNS
from two_teams import HEADER, csv

NORTH = "North,City,100,10,50000"


def problem_of(text):
    with pytest.raises(RequestError) as caught:
        table_of_csv(text, "teams.csv")
    return caught.value.problems[0]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=repr)
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_commas_and_semicolons_and_every_kind_of_line_end(delimiter, ends):
    text = csv(NORTH).replace(",", delimiter).replace("\n", ends)
    table, stated = table_of_csv(text, "teams.csv")
    assert table.columns == HEADER
    assert [list(row.values()) for row in table.rows] == [NORTH.split(",")]
    assert stated == {}


def test_comments_above_the_header_state_source_and_date():
    table, stated = table_of_csv(f"# Source:  a: b \n#date:2022\n# no more\n{csv(NORTH)}", "teams.csv")
    assert stated == {"source": "a: b", "date": "2022", "no more": ""}
    assert table.numbers == [5]


def test_a_hash_further_down_is_a_character_like_others():
    table, _ = table_of_csv(csv("#1 team,City,100,10,50000", NORTH), "teams.csv")
    assert [row["team"] for row in table.rows] == ["#1 team", "North"]
    table, _ = table_of_csv(csv('"North\n# by West",City,100,10,50000'), "teams.csv")
    assert table.rows[0]["team"] == "North\n# by West"


def test_rows_are_numbered_as_an_editor_numbers_them():
    table, _ = table_of_csv(csv('"a\nb",City,100,10,50000', "", NORTH), "teams.csv")
    assert table.numbers == [2, 5]


@pytest.mark.parametrize(
    ("text", "code", "what"),
    [
        (csv("North,City,100,10"), "ragged", "row 2 has 4 cells, the header 5"),
        (csv(NORTH, "", "South,City,100,10,5,6"), "ragged", "row 4 has 6 cells, the header 5"),
        (csv(NORTH.replace(",", ";")), "ragged", "row 2 has 1 cells, the header 5"),
        (csv('"North" x,City,100,10,50000'), "not_csv", "in or after row 2"),
        (csv(NORTH, '"North,City,100,10,50000'), "not_csv", "in or after row 3"),
        (csv(NORTH, f"{'N' * 10_000_000},City,100,10,50000"), "too_large", "row 3 has a cell of more than 131,072"),
        ("# only\n# comments", "empty", "has no rows"),
        ("\n,,\n", "empty", "has no rows"),
    ],
    ids=lambda value: value[-30:],
)
def test_what_is_not_a_table_is_told_with_its_row(text, code, what):
    problem = problem_of(text)
    assert problem.code == code
    assert what in problem.what


def test_many_comments_do_not_take_long():
    _, stated = table_of_csv("# a: b\n" * 500_000 + csv(NORTH), "teams.csv")
    assert stated == {"a": "b"}


@given(st.text())
def test_no_text_makes_csv_fail_in_another_way(text):
    try:
        table_of_csv(text, "teams.csv")
    except RequestError as error:
        assert str(error)


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n",;#=')).map(str.strip)


@given(st.lists(st.tuples(*[cells] * len(FIGURE_COLUMNS)), max_size=4))
def test_what_is_written_is_read_back(rows):
    rows = [dict(zip(FIGURE_COLUMNS, row, strict=True)) for row in rows if any(row)]
    table, stated = table_of_csv(csv_of_figures(rows), "figures.csv")
    assert list(table.rows) == rows
    assert stated == {}
    assert standard_csv.field_size_limit() == 131_072  # a setting of the whole process, left as it was
