"""The chart of a path: exact points, runs that do not join what is apart, and what stands between them."""

from fractions import Fraction

import pytest
from charts_made import REFERENCE, REGION, budget_path, made, rows
from hypothesis import assume, given
from hypothesis import strategies as st

from rvp_alloc import RequestError
from rvp_alloc.analysis.path import path
from rvp_alloc.analysis.variables import variables
from rvp_alloc.figure import rounded
from rvp_alloc.report.charts import path_chart
from rvp_alloc.report.charts.points import points
from strategies import cases, examples


def shown(number):
    return float(rounded(number, 6))


def test_every_point_is_what_allocate_gives_there():
    found = budget_path()
    at = {value: found.at(value) for value in (point.value for point in points(found))}
    for point in points(found):
        assert at[point.value] is None or at[point.value][point.team] == point.new_fte


def test_a_curve_is_cut_into_exact_points():
    found = path(REGION, REFERENCE, "key.weights.safety", 0, 1)
    team = [point for point in points(found) if point.team == "boven-ij"]
    assert len(team) > 20
    middle = team[len(team) // 2]
    assert found.at(middle.value)["boven-ij"] == middle.new_fte


@examples(15)
@given(case=cases(), data=st.data())
def test_the_points_of_any_path_lie_on_it(case, data):
    name = data.draw(st.sampled_from(["budget.new_fte", *(f"inhabitants.{pool.id}" for pool in case.region.pools)]))
    value = variables(case.region, case.policy)[name].value
    try:
        found = path(case.region, case.policy, name, value / 2, value * 2 + 1)
    except RequestError:  # such as a budget below what a bound allows
        assume(False)
    for stretch in found.stretches:
        for point in points(found):
            if stretch.feasible and stretch.start < point.value < stretch.stop:
                assert stretch.at(point.value)[point.team] == point.new_fte
    runs = {}
    for point in points(found):
        runs.setdefault((point.team, point.run), []).append(point.value)
    assert all(values == sorted(set(values)) for values in runs.values())
    for values in runs.values():
        inside = [s for s in found.stretches if not s.feasible and values[0] < s.start and s.stop < values[-1]]
        assert not inside, "a line crosses a stretch without a division"


def test_what_cannot_be_divided_is_shaded_and_breakpoints_are_told():
    found, chart = budget_path(), made("path_chart", "en")
    gaps = {(row["gap_from"], row["gap_to"]) for row in rows(chart, "gap_from")}
    assert gaps == {(0.0, 38.041)}
    assert {row["break"] for row in rows(chart, "break")} == {shown(point.value) for point in found.breakpoints}
    told = {row["told"] for row in rows(chart, "break")}
    assert "From 89.674 on something else decides: Wijkagent norm, area (Aalsmeer-Uithoorn)" in told
    assert {row["now"] for row in rows(chart, "now")} == {71.0}


def test_the_panels_stand_in_the_order_of_the_region():
    panels = sorted({row["panel"] for row in rows(made("path_chart", "nl"), "panel")})
    assert [panel[6:] for panel in panels] == [team.name for team in REGION.teams]


def test_what_moves_is_named_in_words():
    for parameter, lang, words in (
        (
            "inhabitants.centrum",
            "en",
            "the number of inhabitants of Centrum-Amstel, Centrum-Burgwallen, Centrum-Jordaan",
        ),
        ("formation.boven-ij", "nl", "de formatie van Boven IJ"),
        ("ipga.regisseurs_max", "nl", "ipga.regisseurs_max"),
    ):
        value = variables(REGION, REFERENCE)[parameter].value
        chart = path_chart(path(REGION, REFERENCE, parameter, value, value + 1), lang)
        assert words in chart.to_dict()["title"]["text"]


def test_a_path_without_any_division_has_no_chart():
    with pytest.raises(RequestError, match="cannot hold together"):
        path_chart(path(REGION, REFERENCE, "budget.new_fte", 0, 30))


def test_a_jump_is_not_joined():
    """A pin outside the path's middle: the same team, but the amount is another one from there on."""
    found = path(REGION, REFERENCE, "budget.new_fte", Fraction(40), Fraction(60))
    assert {point.run for point in points(found)} == {0}
