"""Whatever comes in as tasks, areas and borders: either it is read, or the error is one of ours; and the odd ones by hand."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_any_input import read_or_refused, scalars

from rvp_alloc import RequestError, RvpError, region_from_dict, region_to_dict
from rvp_alloc.region.areas import Areas
from rvp_alloc.region.belongs import Belongs
from rvp_alloc.region.compose import compose
from rvp_alloc.region.measures import measure_of_teams, with_measure
from rvp_alloc.region.sources import read_table
from rvp_alloc.region.strength import strength
from rvp_alloc.region.tasks import Tasks
from two_teams import region_data

TASKS = {
    "task": ["Calls", "Calls", "Youth"],
    "theme": ["other", "other", "regional.youth"],
    "unit": ["calls", "calls", ""],
    "hours": [2, 2, "7/2"],
    "weight": [1, 1, 2],
    "year": [2020, 2021, 2021],
    "source": ["made up"] * 3,
    "date": [""] * 3,
    "confidence": ["inferred"] * 3,
    "note": [""] * 3,
    "North": [7, 8, 9],
    "south": [3, 0, 4],
}
AREAS = {
    "area": ["A", "B", "B"],
    "name": ["Alpha", "Beta", ""],
    "authority": ["a", "", "b"],
    "municipality": ["m", "m", ""],
    "inhabitants": [10, 20, None],
    "growth": [1, -2, None],
    "safety": [100, None, 90],
    "events:total": [1, 2, None],
    "source": ["made up"] * 3,
    "date": ["2021", "2021", "2020"],
    "confidence": ["published"] * 3,
    "note": [""] * 3,
}
BELONGS = {
    "area": ["A", "B", "B"],
    "name": ["Alpha", "Beta", "Beta"],
    "to": ["north", "North", "south"],
    "share": [1, "1/4", "3/4"],
    "from": ["", "2022", "2022"],
    "source": ["made up"] * 3,
    "date": [""] * 3,
    "confidence": ["published"] * 3,
    "note": [""] * 3,
}


@st.composite
def spoiled(draw, columns):
    """Generate a table with none to three of its cells replaced, and sometimes a column less or one called otherwise."""
    cells = {name: list(column) for name, column in columns.items()}
    for _ in range(draw(st.integers(0, 3))):
        column = cells[draw(st.sampled_from(list(cells)))]
        column[draw(st.integers(0, len(column) - 1))] = draw(scalars)
    name = draw(st.sampled_from([*cells, *[None] * 20]))
    if name:
        column = cells.pop(name)
        if draw(st.booleans()):
            cells[draw(st.text(max_size=5) | st.sampled_from(["safty", "x:index", "a; b", "North"]))] = column
    return pd.DataFrame(cells, dtype=object)


@given(
    spoiled(TASKS),
    scalars | st.just(1400),
    scalars | st.integers(1, 2),
    st.just({}) | st.dictionaries(st.text(max_size=5) | st.sampled_from(["other", "regional"]), scalars, max_size=2),
)
def test_any_table_of_tasks(table, hours, years, themes):
    tasks = read_or_refused(Tasks.read, table)
    if tasks is None:
        return
    workload = read_or_refused(lambda: tasks.workload(productive_hours=hours, years=years, themes=themes))
    if workload is not None:
        assert workload.text(tasks.groups[0][0], "nl")
        region = read_or_refused(with_measure, region_from_dict(region_data()), workload.measure)
        assert region is None or region_from_dict(region_to_dict(region)) == region


@given(spoiled(AREAS), spoiled(BELONGS), scalars | st.just(""))
def test_any_table_of_areas_and_borders(area_table, border_table, day):
    areas, belongs = read_or_refused(Areas.read, area_table), read_or_refused(Belongs.read, border_table)
    if areas is None or belongs is None:
        return
    region = read_or_refused(lambda: compose(areas, belongs, region_from_dict(region_data()), on=day))
    assert region is None or region_from_dict(region_to_dict(region)) == region


@given(scalars, scalars, scalars, scalars)
def test_any_move(area, to, share, day):
    belongs = Belongs.read(pd.DataFrame(BELONGS, dtype=object))
    read_or_refused(lambda: belongs.move(area, to, share, since=day))
    read_or_refused(lambda: belongs.move("A", to, share, since=day))
    read_or_refused(lambda: belongs.split("Beta", {"north": share, "south": "1/2"}, since=day))


@given(scalars, scalars, scalars)
def test_any_measure(name, value, kind):
    found = read_or_refused(lambda: measure_of_teams(name, {"north": value, "South": 1}, kind=kind))
    if found is not None:
        region = read_or_refused(with_measure, region_from_dict(region_data()), found)
        assert region is None or len(strength(region)) == 2


@pytest.mark.parametrize("read", [Tasks.read, Areas.read, Belongs.read])
@pytest.mark.parametrize("source", [None, 5, "no such file.csv", "table.xls", [], {}])
def test_what_is_no_table_is_told(read, source):
    with pytest.raises(RvpError):
        read(source)


def test_a_table_is_bounded(tmp_path):
    wide = pd.DataFrame([[1] * 1001], columns=[f"c{number}" for number in range(1001)])
    with pytest.raises(RvpError, match="1,001 columns"):
        read_table(wide, "table")
    with pytest.raises(RvpError, match="500,000 cells"):
        read_table(pd.DataFrame([[1] * 900] * 600, columns=[f"c{number}" for number in range(900)]), "table")
    (tmp_path / "t.txt").write_text("area\n", encoding="utf-8")
    with pytest.raises(RequestError, match=r"Use one of \.csv, \.xlsx"):
        read_table(tmp_path / "t.txt", "table")
