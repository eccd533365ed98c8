"""Every check of what a region's figures mean: one fault each, told with its subject, field and remedy."""

import pytest

from rvp_alloc import RegionError, region_from_dict
from two_teams import full_region_data, region_data


def problems_of(data):
    with pytest.raises(RegionError) as caught:
        region_from_dict(data)
    for problem in caught.value.problems:
        assert problem.what
        assert problem.remedy
    return [(problem.code, problem.subject, problem.field) for problem in caught.value.problems]


def test_the_region_itself_is_right():
    assert region_from_dict(region_data())
    assert region_from_dict(full_region_data())


FIGURE = {"teams": ["north", "south"], "value": 3}
MEASURE = {"id": "events", "name": "Events", "kind": "total", "values": [FIGURE]}


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"teams__0__formation": 0}, ("out_of_range", "North", "formation")),
        ({"teams__0__formation": -100}, ("out_of_range", "North", "formation")),
        ({"teams__0__wijkagenten": -1}, ("out_of_range", "North", "wijkagenten")),
        ({"teams__0__wijkagenten": "100.1"}, ("out_of_range", "North", "wijkagenten")),
        ({"teams__0__formation": {"value": 100, "unit": "posts"}}, ("bad_unit", "North", "formation")),
        ({"teams__0__district": "cty"}, ("unknown_district", "North", "district")),
        ({"teams__1__name": "North"}, ("double", "North", "name")),
        ({"teams__1__name": "north"}, ("double", "north", "name")),
        ({"teams__0__name": "every"}, ("reserved", "every", "id")),
        ({"districts__0__name": "every"}, ("reserved", "every", "id")),
        ({"teams__0__authorities": {"A": "0.5", "B": "0.6"}}, ("shares_not_one", "North", "authorities")),
        ({"teams__0__authorities": {"A": 0}}, ("bad_share", "North", "authorities")),
        ({"teams__0__municipalities": {"A": "1.5"}}, ("bad_share", "North", "municipalities")),
        ({"teams__0__municipalities": {"every": 1}}, ("reserved", "North", "municipalities")),
        ({"teams__0__authorities": {"A": {"value": 1, "unit": "%"}}}, ("bad_unit", "North", "authorities.A")),
        ({"districts": [{"id": "city", "name": "City"}] * 2}, ("double", "city", "id")),
        (
            {"districts": [{"id": "city", "name": "City"}, {"id": "town", "name": "City"}]},
            ("double", "City", "name"),
        ),
        ({"pools__0__inhabitants": 0}, ("out_of_range", "north", "inhabitants")),
        ({"pools__0__inhabitants": {"value": 50, "unit": "x 1000"}}, ("bad_unit", "north", "inhabitants")),
        ({"pools__0__teams": ["north", "south"]}, ("not_one_pool", "South", "pools")),
        ({"pools__0__teams": ["north", "north"]}, ("not_one_pool", "North", "pools")),
        ({"pools__0__id": "south"}, ("double", "south", "id")),
        ({"measures": [MEASURE, MEASURE]}, ("double", "events", "id")),
        ({"measures": [{**MEASURE, "id": "inhabitants"}]}, ("reserved", "inhabitants", "id")),
        ({"measures__0__values": []}, ("missing_figure", "north", "growth")),
        ({"measures": [{**MEASURE, "values": [FIGURE, FIGURE | {"teams": ["north"]}]}]}, ("double", "north", "events")),
        ({"measures": [{**MEASURE, "values": [FIGURE | {"value": -3}]}]}, ("out_of_range", "north + south", "events")),
        (
            {"measures": [{**MEASURE, "values": [FIGURE | {"split": {"north": "0.5"}}]}]},
            ("shares_not_one", "north + south", "events.split"),
        ),
        (
            {"measures": [{**MEASURE, "values": [FIGURE | {"split": {"north": 2, "south": -1}}]}]},
            ("shares_not_one", "north + south", "events.split"),
        ),
        (
            {"measures": [{**MEASURE, "values": [FIGURE | {"split": {"north": "0.5", "east": "0.5"}}]}]},
            ("unknown_team", "north + south", "events.split"),
        ),
        ({"lines": [{"id": "a", "name": "A", "formation": -1}]}, ("out_of_range", "A", "formation")),
        ({"lines": [{"id": "a", "name": "A", "formation": 1}] * 2}, ("double", "a", "id")),
        (
            {"lines": [{"id": "a", "name": "A", "formation": 1, "part_of": "b"}]},
            ("unknown_line", "A", "part_of"),
        ),
        ({"lines": [{"id": "a", "name": "A", "formation": 1, "part_of": "a"}]}, ("circle", "A", "part_of")),
        ({"printed_formation": -1}, ("out_of_range", "Two teams", "printed_formation")),
        ({"districts__0__printed_wijkagenten": -1}, ("out_of_range", "City", "printed_wijkagenten")),
        ({"facts": [{"id": "a", "name": "A", "figure": 1}] * 2}, ("double", "a", "id")),
        ({"teams": [], "pools": [], "measures": []}, ("no_teams", "", "")),
    ],
)
def test_one_fault_is_one_problem(changes, problem):
    assert problems_of(region_data(**changes)) == [problem]


def test_a_team_twice():
    data = region_data()
    data["teams"].append(data["teams"][0])
    assert problems_of(data) == [("double", "north", "id")]


def test_a_team_in_no_pool_and_a_pool_with_a_team_that_does_not_exist():
    assert problems_of(region_data(pools__0__teams=["nord"])) == [
        ("unknown_team", "north", "teams"),
        ("not_one_pool", "North", "pools"),
    ]
    assert problems_of(region_data(pools__0__teams=[])) == [
        ("empty_pool", "north", "teams"),
        ("not_one_pool", "North", "pools"),
    ]


def test_lines_that_are_part_of_each_other():
    lines = [
        {"id": "a", "name": "A", "formation": 1, "part_of": "b"},
        {"id": "b", "name": "B", "formation": 1, "part_of": "a"},
        {"id": "c", "name": "C", "formation": 1, "part_of": "a"},
    ]
    assert problems_of(region_data(lines=lines)) == [("circle", "A", "part_of"), ("circle", "B", "part_of")]


def test_growth_may_be_negative_and_a_third_is_a_share():
    assert region_from_dict(region_data(measures__0__values__0__value=-1000))
    assert region_from_dict(region_data(teams__0__authorities={"A": "1/3", "B": "2/3"}))


def test_a_figure_without_a_team():
    data = region_data(measures=[{**MEASURE, "values": [FIGURE, {"teams": [], "value": 1}]}])
    assert problems_of(data) == [("no_team", "events", "teams")]


def test_more_teams_than_are_read():
    count = 5_001
    teams = [
        {"id": f"t{number}", "name": f"T{number}", "district": "city", "formation": 1, "wijkagenten": 0}
        for number in range(count)
    ]
    assert problems_of(region_data(teams=teams)) == [("too_many_teams", "", "")]
