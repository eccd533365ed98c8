"""The table with one row per figure: every row has a place, or is told."""

import pytest

from rvp_alloc import RegionError, region_from_dict, region_from_frame, region_to_frame
from rvp_alloc.telling import visible
from two_teams import full_region_data

REGION = region_from_dict(full_region_data())
TABLE = region_to_frame(REGION)


def with_row(**parts):
    """Return the table with one row more."""
    table = TABLE.copy()
    table.loc[len(table)] = {column: parts.get(column, "") for column in table.columns}
    return table


def changed(of, figure, **parts):
    """Return the table with one row changed."""
    table = TABLE.copy()
    row = (table["of"] == of) & (table["figure"] == figure)
    assert row.sum() == 1
    for column, value in parts.items():
        table.loc[row, column] = value
    return table


def problems_of(table):
    with pytest.raises(RegionError) as caught:
        region_from_frame(table)
    return [(problem.code, problem.subject, problem.field) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"of": "regio", "figure": "id", "value": "x"}, ("unknown_subject", "regio", "")),
        ({"of": "region:x", "figure": "id", "value": "x"}, ("unknown_subject", "region:x", "")),
        ({"of": "team:", "figure": "name", "value": "x"}, ("unknown_subject", "team:", "")),
        ({"of": "region", "figure": "schema_version", "value": 1}, ("unknown_figure", "region", "schema_version")),
        ({"of": "team:north", "figure": "formatie", "value": 1}, ("unknown_figure", "team:north", "formatie")),
        ({"of": "team:north", "figure": "formation", "value": 1}, ("double", "team:north", "formation")),
        ({"of": "measure:growth", "figure": "split:north", "value": 1}, ("unknown_figure", "measure:growth", "")),
        ({"of": "line:desk", "figure": "district", "value": "town"}, ("unknown_district", "line:desk", "district")),
        ({"of": "", "figure": "name", "value": "x"}, ("missing", "", "")),
        ({"of": "team:north", "figure": "", "value": "x"}, ("missing", "", "")),
        ({"of": True, "figure": "name", "value": "x"}, ("missing", "", "")),
    ],
    ids=visible,
)
def test_a_row_without_a_place_is_told(row, problem):
    assert problem in problems_of(with_row(**row))


@pytest.mark.parametrize(
    ("of", "figure", "parts", "problem"),
    [
        ("team:north", "name", {"source": "Wikipedia"}, ("unknown_part", "team:north", "name")),
        ("team:north", "name", {"value": 7.5}, ("not_text", "north", "name")),
        ("team:north", "name", {"value": None}, ("empty", "north", "name")),
        ("team:north", "formation", {"value": ""}, ("missing", "North", "formation")),
        ("team:north", "formation", {"value": "98,4"}, ("not_a_number", "North", "formation")),
        ("team:north", "formation", {"confidence": "sure"}, ("not_allowed", "North", "formation.confidence")),
        ("team:north", "formation", {"unit": "posts"}, ("bad_unit", "North", "formation")),
        ("team:north", "formation", {"date": 7.5}, ("not_text", "North", "formation.date")),
        ("pool:north", "teams", {"value": "north; south"}, ("not_one_pool", "South", "pools")),
        ("pool:north", "teams", {"value": True}, ("not_text", "north", "teams")),
        ("measure:growth", "kind", {"value": "sum"}, ("not_allowed", "Growth", "kind")),
        ("measure:events", "split:north", {"value": "0.3"}, ("shares_not_one", "north + south", "events.split")),
        ("measure:events", "split:north", {"value": "x"}, ("not_a_number", "north + south", "split.north")),
        ("line:lead", "district", {"value": True}, ("unknown_district", "line:lead", "district")),
        ("fact:money", "figure", {"value": "1e400"}, ("not_a_number", "Money", "figure")),
    ],
    ids=visible,
)
def test_a_cell_that_is_wrong_is_told(of, figure, parts, problem):
    assert problems_of(changed(of, figure, **parts)) == [problem]


def test_a_year_may_be_a_number():
    region = region_from_frame(changed("team:north", "formation", date=2022, note=7.0))
    assert region.team("north").formation.date == "2022"
    assert region.team("north").formation.note == "7"


def test_subjects_may_stand_in_another_order():
    of = list(dict.fromkeys(TABLE["of"]))
    others = [name for name in of if not name.startswith("team:")]
    table = TABLE.set_index("of").loc[[*others, "team:south", "team:north"]].reset_index()
    region = region_from_frame(table)
    assert region.teams == REGION.teams[::-1]
    assert (region.pools, region.measures, region.districts) == (REGION.pools, REGION.measures, REGION.districts)


def test_a_column_that_is_not_known():
    assert problems_of(TABLE.assign(remark="x")) == [("unknown_column", "", "remark")]


def test_only_the_first_three_columns_are_needed():
    region = region_from_frame(TABLE[["of", "figure", "value"]][~TABLE["of"].eq("measure:events")])
    assert [team.formation.value for team in region.teams] == [team.formation.value for team in REGION.teams]
    assert not region.team("north").formation.source
