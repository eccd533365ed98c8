"""The chart of a path: exact points, runs that do not join what is apart, and what stands between them."""

from fractions import Fraction
from itertools import pairwise

import pytest
from charts_made import REFERENCE, REGION, budget_path, made, rows
from flint import fmpq, fmpq_poly
from hypothesis import assume, given
from hypothesis import strategies as st

from rvp_alloc import RequestError
from rvp_alloc.analysis.course import course
from rvp_alloc.analysis.path import Path, path
from rvp_alloc.analysis.stretch import Curve, Stretch
from rvp_alloc.analysis.variables import variables
from rvp_alloc.figure import rounded
from rvp_alloc.report.charts import alternative_text, path_chart
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
    assert "From 89.674 on something else decides: Wijkagent norm per area (Aalsmeer-Uithoorn)" in told
    assert {row["now"] for row in rows(chart, "now")} == {71.0}


def test_the_panels_stand_in_the_order_of_the_region():
    panels = sorted({row["panel"] for row in rows(made("path_chart", "nl"), "panel")})
    assert [panel[6:] for panel in panels] == [team.name for team in REGION.teams]


def test_what_moves_is_named_in_words():
    for parameter, lang, words in (
        (
            "inhabitants.centrum",
            "en",
            "the number of inhabitants of Centrum-Amstel, Centrum-Burgwallen and Centrum-Jordaan",
        ),
        ("formation.boven-ij", "nl", "de formatie van Boven IJ"),
        ("ipga.regisseurs_max", "nl", "het grootste aantal regisseurs"),
        ("development.total", "nl", "het totaal voor ontwikkelbuurten"),
        ("growth.boven-ij", "nl", "de groei van het aantal inwoners per jaar van Boven IJ"),
    ):
        value = variables(REGION, REFERENCE)[parameter].value
        chart = path_chart(path(REGION, REFERENCE, parameter, value, value + 1), lang)
        assert words in alternative_text(chart)


def test_a_path_without_any_division_has_no_chart():
    with pytest.raises(RequestError, match="cannot hold together"):
        path_chart(path(REGION, REFERENCE, "budget.new_fte", 0, 30))


def flat(start, stop, amount):
    """Return a stretch by hand, over which every team gets the same."""
    curve = Curve(fmpq_poly([fmpq(amount)]), fmpq_poly([1]))
    return Stretch(Fraction(start), Fraction(stop), {team.id: curve for team in REGION.teams} if amount else {}, {})


def by_hand(*stretches):
    found = course(REGION, REFERENCE, "budget.new_fte", stretches[0].start, stretches[-1].stop)
    return Path(found, stretches)


def test_a_jump_is_not_joined_and_neither_are_the_sides_of_a_gap():
    found = by_hand(flat(40, 50, 1), flat(50, 60, 1), flat(60, 70, 2), flat(70, 80, 0), flat(80, 90, 2))
    team = [(point.run, point.value, point.new_fte) for point in points(found) if point.team == "amstelveen"]
    assert team == [
        (0, 40, 1), (0, 50, 1), (0, 60, 1),
        (1, 60, 2), (1, 70, 2),
        (2, 80, 2), (2, 90, 2),
    ]  # fmt: skip


def test_very_many_stretches_still_fit_in_a_chart():
    ends = [Fraction(40) + Fraction(place, 100) for place in range(1201)]
    found = by_hand(*(flat(one, other, 1) for one, other in pairwise(ends)), flat(52, 53, 2))
    chart = path_chart(found, "nl")
    of_a_team = [row for row in rows(chart, "fte") if row["panel"].endswith("Amstelveen")]
    assert 500 < len(of_a_team) <= 1001
    assert {(row["run"], row["fte"]) for row in of_a_team} == {(0.0, 1.0), (1.0, 2.0)}
    assert not rows(chart, "break")


def test_a_weight_of_the_key_is_named_in_words():
    found = path(REGION, REFERENCE, "key.weights.safety", 0, 1)
    assert "het gewicht van veiligheid in de sleutel" in alternative_text(path_chart(found, "nl"))
