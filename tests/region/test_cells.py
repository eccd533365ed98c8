"""Cells and ids made of names."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvp_alloc import RequestError
from rvp_alloc.region.cells import Table, is_empty, is_id, names_in, slug, text_of


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Zuid-de Pijp", "zuid-de-pijp"),
        ("  Café  Ümlaut ", "cafe-umlaut"),
        ("West_Haarlemmerweg (1)", "west-haarlemmerweg-1"),
        ("IJburg & Zeeburg", "ijburg-zeeburg"),
        ("Αθήνα", "αθηνα"),
        ("北京", "北京"),
        ("!!!", ""),
        ("", ""),
    ],
)
def test_an_id_is_made_of_the_letters_and_digits_of_a_name(name, made):
    assert slug(name) == made


@given(st.text())
def test_a_made_id_is_an_id_and_makes_itself(name):
    made = slug(name)
    assert not made or is_id(made)
    assert slug(made) == made


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (" North ", "North"),
        (7, "7"),
        (7.0, "7"),
        (np.int64(7), "7"),
        (np.float64(2022), "2022"),
        (7.5, 7.5),
        (True, True),
        (dt.date(2022, 1, 1), dt.date(2022, 1, 1)),
    ],
)
def test_only_a_whole_number_is_written_as_text(cell, text):
    assert text_of(cell) == text
    assert type(text_of(cell)) is type(text)


def test_names_are_parted_by_semicolons():
    assert names_in("a; b ;c") == ["a", "b", "c"]
    assert names_in(7) == ["7"]
    assert names_in(True) == [True]


def test_space_is_nothing():
    assert all(map(is_empty, (None, "", " \t\u00a0")))
    assert not any(map(is_empty, (0, False, "0")))


def test_a_table_is_made_of_rows_as_long_as_its_header():
    table = Table.of_cells([(1, ["a", "b", ""]), (2, ["", " "]), (3, [" 1 ", None, None])], "here")
    assert table.columns == ["a", "b"]
    assert table.rows == [{"a": "1", "b": None}]
    assert table.numbers == [3]


def test_every_ragged_row_is_told_by_its_number():
    with pytest.raises(RequestError) as caught:
        Table.of_cells([(2, ["a", "b"]), (5, ["1"]), (6, ["1", "2"]), (9, ["1", "2", "3"])], "here")
    assert [problem.what for problem in caught.value.problems] == [
        "row 5 has 1 cells, the header 2",
        "row 9 has 3 cells, the header 2",
    ]
