"""Regions in DataFrames: one row per figure goes there and back, one row per team is read only."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from rvp_alloc import RegionError, load_region, region_from_dict, region_from_frame, region_to_dict, region_to_frame
from rvp_alloc.telling import visible
from strategies import regions
from two_teams import HEADER, SOURCE, frame, full_region_data, region_data


def problems_of(table, **options):
    with pytest.raises(RegionError) as caught:
        region_from_frame(table, **options)
    return [(problem.code, problem.subject, problem.field) for problem in caught.value.problems]


# ---- one row per figure


def test_the_packaged_region_goes_there_and_back():
    region = load_region("amsterdam-2022")
    assert region_from_frame(region_to_frame(region)) == region
    assert region_from_frame(region_to_frame(region).astype("string")) == region


@given(regions())
def test_any_region_goes_there_and_back(region):
    assert region_from_frame(region_to_frame(region)) == region


def test_everything_a_region_can_hold_goes_there_and_back():
    region = region_from_dict(full_region_data())
    assert region_from_frame(region_to_frame(region)) == region


def test_every_row_names_its_figure_once():
    table = region_to_frame(load_region("amsterdam-2022"))
    assert not table.duplicated(["of", "figure"]).any()
    assert table["value"].ne("").all()


# ---- one row per team


def test_a_frame_of_teams():
    region = region_from_frame(frame(growth=[10, -5]), "Two teams", source=SOURCE, date="2022")
    assert region.id == "two-teams"
    assert region.team("South").formation.value == Fraction(101, 2)
    assert {team.wijkagenten.source for team in region.teams} == {SOURCE}
    assert region_to_dict(region)["measures"][0]["values"][1]["date"] == "2022"
    plain = region_from_frame(frame(growth=[10, -5]), "Two teams")
    assert plain.teams == region_from_dict(region_data()).teams


@pytest.mark.parametrize(
    "formation",
    [
        np.array([100, 50], "int32"),
        np.array([100, 50.1], "float32"),
        pd.array([100, 50], dtype="Int64"),
        [Decimal(100), Decimal("50.1")],
        ["100", "50.1"],
        pd.array(["100", "50.1"], dtype="string"),
        pd.Categorical(["100", "50.1"]),
        np.array([100, "501/10"], object),
    ],
    ids=visible,
)
def test_every_kind_of_column_is_read_exactly(formation):
    teams = region_from_frame(frame(formation=formation)).teams
    assert [team.formation.value for team in teams] in ([100, 50], [100, Fraction(501, 10)])


@pytest.mark.parametrize(
    ("formation", "what"),
    [
        ([100, np.nan], "is missing"),
        ([100, None], "is missing"),
        (pd.array([100, pd.NA], dtype="Int64"), "is missing"),
        ([pd.Timestamp("2022-01-01"), pd.NaT], "is missing"),
        ([100, np.inf], "'inf' is not a finite number"),
        ([100, "50,5"], "point, not a comma"),
        ([100, 0.1 + 0.2], "17 significant digits"),
        ([100, -1], "must be more than 0"),
        ([100, True], "'True' is true or false"),
        ([True, False], "'False' is true or false"),
        (pd.to_datetime(["2022-01-01", "2022-01-02"]), "is a date, not a number"),
        ([100, dt.date(2022, 1, 1)], "'2022-01-01' is a date"),
        ([100, 3 + 4j], "of the kind complex"),
        ([100, [50]], "of the kind list"),
        ([100, np.array([50])], "of the kind ndarray"),
        ([100, {"value": 50}], "of the kind dict"),
    ],
    ids=visible,
)
def test_a_cell_that_is_no_figure_is_told_with_its_team(formation, what):
    with pytest.raises(RegionError) as caught:
        region_from_frame(frame(formation=formation, wijkagenten=0))
    problem = caught.value.problems[-1]
    assert (problem.subject, problem.field) == ("South", "formation")
    assert what in problem.what


@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        ({"team": ["North", None]}, ("empty", "row-2", "name")),
        ({"team": ["North", "  "]}, ("empty", "row-2", "name")),
        ({"team": ["North", 7.5]}, ("not_text", "row-2", "name")),
        ({"team": ["North", dt.date(2022, 1, 1)]}, ("not_text", "row-2", "name")),
        ({"team": ["North", True]}, ("not_text", "row-2", "name")),
        ({"team": ["North", "North"]}, ("double", "North", "team")),
        ({"team": ["Zuid-Oost", "Zuid Oost"]}, ("double", "Zuid Oost", "id")),
        ({"team": ["North", "!!!"]}, ("bad_name", "!!!", "team")),
        ({"district": ["City", None]}, ("empty", "South", "district")),
        ({"district": ["City", "!!!"]}, ("bad_id", "South", "district")),
        ({"district": ["Noord-West", "Noord West"]}, ("double", "South", "district")),
        ({"district": ["City", 7.5]}, ("not_text", "South", "district")),
        ({"id": ["a", "a b"]}, ("bad_id", "South", "id")),
        ({"authority": ["A", True]}, ("not_text", "South", "authority")),
        ({"growth": [1, None]}, ("not_a_number", "south", "growth")),
        ({"events:total": [1, -1]}, ("out_of_range", "south", "events")),
        ({"formation:total": [1, 1]}, ("reserved", "formation", "id")),
        ({"growht": [1, 1]}, ("unknown_column", "", "growht")),
        ({"events:sum": [1, 1]}, ("unknown_column", "", "events:sum")),
        ({":total": [1, 1]}, ("unknown_column", "", ":total")),
        ({"pool_inhabitants": [1, 1]}, ("unclear", "", "pool_inhabitants")),
    ],
    ids=visible,
)
def test_one_fault_is_one_problem(columns, problem):
    assert problems_of(frame(**columns)) == [problem]


def pooled(**columns):
    return frame(pool="both", pool_inhabitants=80_000).drop(columns="inhabitants").assign(**columns)


def test_teams_in_one_pool():
    region = region_from_frame(pooled())
    assert [(pool.id, pool.teams, pool.inhabitants.value) for pool in region.pools] == [
        ("both", ("north", "south"), 80_000)
    ]
    assert region_from_frame(pooled(pool_inhabitants=["80000", "80000.0"])) == region


@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        ({"pool_inhabitants": [80_000, 70_000]}, ("unclear", "South", "pool_inhabitants")),
        ({"pool": ["a b", "a-b"]}, ("double", "South", "pool")),
        ({"pool": ["both", None]}, ("missing", "South", "pool")),
        ({"pool": ["both", "!!!"]}, ("missing", "South", "pool")),
        ({"pool": ["both", 7.5]}, ("missing", "South", "pool")),
        ({"inhabitants": 1}, ("unclear", "", "inhabitants")),
    ],
    ids=visible,
)
def test_pools_that_contradict_themselves(columns, problem):
    assert problems_of(pooled(**columns)) == [problem]


def test_whole_numbers_are_names_and_ids_too():
    region = region_from_frame(frame(team=[101, 102], id=[1.0, 2.0]))
    assert [(team.id, team.name) for team in region.teams] == [("1", "101"), ("2", "102")]


def test_columns_that_are_missing_are_all_named():
    assert problems_of(frame().drop(columns=["team", "inhabitants"])) == [
        ("missing_column", "", "team"),
        ("missing_column", "", "inhabitants"),
    ]


def test_a_column_twice():
    table = pd.DataFrame([["North", "City", 1, 0, 5, 6]], columns=[*HEADER, "inhabitants"])
    assert problems_of(table) == [("double", "", "inhabitants")]


@pytest.mark.parametrize(
    ("table", "code"),
    [
        (pd.DataFrame(), "empty"),
        (pd.DataFrame(columns=HEADER), "empty"),
        (None, "not_a_table"),
        ([["North"]], "not_a_table"),
    ],
    ids=visible,
)
def test_what_is_no_table(table, code):
    assert problems_of(table) == [(code, "", "")]


@pytest.mark.parametrize(("name", "code"), [("", "empty"), (5, "not_text"), ("a\0", "bad_name"), (None, "not_text")])
def test_a_region_must_have_a_name(name, code):
    [(found, _, field)] = problems_of(frame(), name=name)
    assert (found, field) == (code, "name")


def test_a_source_for_a_table_that_has_its_own():
    assert problems_of(region_to_frame(load_region("amsterdam-2022")), source=SOURCE) == [("unclear", "", "")]


def test_problems_of_rows_cells_and_meaning_are_told_together():
    table = pd.DataFrame(
        [
            ["North", "City", "NaN", 10, 50_000],
            ["North", "City", 100, 10, 50_000],
            ["South", "City", -5, 0, 30_000],
            ["East", "City", 5, 10, "many"],
        ],
        columns=HEADER,
    )
    assert problems_of(table) == [
        ("double", "North", "team"),
        ("not_a_number", "North", "formation"),
        ("not_a_number", "east", "inhabitants"),
        ("out_of_range", "South", "formation"),
        ("out_of_range", "East", "wijkagenten"),
    ]


def test_a_large_table_is_read_in_the_time_it_takes_to_look_at_it():
    count = 5_000
    names = [f"Team {number}" for number in range(count)]
    table = pd.DataFrame(
        {"team": names, "district": "City", "formation": 10, "wijkagenten": 1, "inhabitants": 5000, "growth": 1}
    )
    assert len(region_from_frame(table).teams) == count
