"""Charts of whole posts and of plans: their data is the exact answer, their colours hold for every kind of sight."""

from itertools import combinations, pairwise

import pytest
from charts_made import many_teams, rows
from hypothesis import assume, given
from sight import SIGHTS, distance, lightness

from planned_answers import HOSTILE, INTAKE, REFERENCE, capped, full_plan, long_plan, plan, renamed, rounded, tenths
from rvp_alloc import InfeasibleError, InputError, NotProvenError, RequestError, allocate
from rvp_alloc.figure import rounded as to_places
from rvp_alloc.planning.rounding import round_posts
from rvp_alloc.planning.years import plan_years
from rvp_alloc.report.charts import alternative_text, key_distance, look, svg, whole_posts, year_by_year
from rvp_alloc.report.periods import period_name, periods
from strategies import cases, examples

ROUNDED = {"whole": rounded, "tenths": tenths, "capped": capped}
PLANS = {"four years": plan, "all of it": full_plan, "thirty years": long_plan}
SHADES = (look.YEARS, (look.PAPER, *look.YEARS[1:]))
"""Of years alone, and with what was there before them."""
PAIRS = sorted({pair for shades in SHADES for pair in combinations(shades, 2)})


def shown(number):
    return float(to_places(number, 6))


@pytest.mark.parametrize("name", ROUNDED)
def test_whole_posts_stand_beside_the_exact_ones(name):
    answer = ROUNDED[name]()
    found = rows(whole_posts(answer, "nl"), "from")[: len(answer.teams)]  # the labels have the same rows
    assert {row["team"]: (row["from"], row["to"]) for row in found} == {
        team.name: (shown(team.exact), shown(team.new_fte)) for team in answer.teams
    }
    changes = [row["to"] - row["from"] for row in found]
    assert all(after <= before + 1e-6 for before, after in pairwise(changes))
    most, least = max(answer.teams, key=lambda team: team.change), min(answer.teams, key=lambda team: team.change)
    assert all(team.name in alternative_text(whole_posts(answer, "en")) for team in (most, least))


def assert_bars_are_exact(answer):
    chart = year_by_year(answer, "en")
    parts, start = rows(chart, "period"), f"before {answer.years[0]}"
    shown_periods = periods(answer.years, len(look.YEARS) - any(answer.task.start.values()))
    expected = {
        (team.name, period_name(period)): sum(answer.year(year).team(team.id).added for year in period)
        for team in answer.region.teams
        for period in shown_periods
    }
    expected |= {(answer.region.team(team).name, start): fte for team, fte in answer.task.start.items()}
    assert {(row["team"], row["period"]): row["fte"] for row in parts} == {
        key: shown(fte) for key, fte in expected.items() if fte
    }
    ends = {row["team"]: row["at"] for row in rows(chart, "at")}
    for team in answer.region.teams:
        own = [row for row in parts if row["team"] == team.name and row["fte"] > 0]
        assert [row["from"] for row in own] == [0.0, *(row["to"] for row in own)][: len(own)]
        assert ends[team.name] == (own[-1]["to"] if own else 0.0)
    assert [row["team"] for row in rows(chart, "at")] == [
        team.name for team in sorted(answer.results[-1].teams, key=lambda team: team.new_fte, reverse=True)
    ]


@pytest.mark.parametrize("name", PLANS)
def test_what_every_year_adds_stands_end_to_end(name):
    assert_bars_are_exact(PLANS[name]())


def test_with_what_was_there_before_no_year_has_the_palest_colour():
    chart = year_by_year(full_plan(), "en").to_dict()
    scales = [layer["encoding"]["color"]["scale"] for layer in chart["layer"] if "color" in layer["encoding"]]
    assert scales[0]["domain"] == ["before 2023", "2023", "2024", "2025", "2026"]
    assert scales[0]["range"][0] == look.PAPER
    assert look.YEARS[0] not in scales[0]["range"]
    assert len(set(scales[0]["range"])) == 5


def test_what_was_lost_before_stands_to_the_left():
    start = dict.fromkeys((team.id for team in plan().region.teams), 0) | {"amstelveen": -1, "boven-ij": 1}
    policy = REFERENCE.set("no_loss.state", "off")
    answer = plan_years(plan().region, policy, INTAKE, realised=start)
    assert_bars_are_exact(answer)
    (lost,) = [row for row in rows(year_by_year(answer, "en"), "period") if row["fte"] < 0]
    assert (lost["team"], lost["from"], lost["to"]) == ("Amstelveen", 0.0, -1.0)


@examples(10)
@given(case=cases())
def test_the_data_of_any_plan_is_exact(case):
    budget = case.policy["budget.new_fte"].value
    try:
        answer = plan_years(case.region, case.policy, {2023: budget / 3, 2024: budget * 2 / 3})
    except (InfeasibleError, InputError, NotProvenError):
        assume(False)
    assert_bars_are_exact(answer)
    assert_distances_are_exact(answer)


def assert_distances_are_exact(answer):
    found = {row["year"]: row["distance"] for row in rows(key_distance(answer, "en"), "distance", "told")}
    assert found == {
        str(result.year): shown(sum(max(team.layers["key"] - team.key_target, 0) for team in result.teams))
        for result in answer.results
    }


@pytest.mark.parametrize("name", PLANS)
def test_the_distance_to_the_key_is_that_of_every_year(name):
    assert_distances_are_exact(PLANS[name]())


@pytest.mark.parametrize("shades", SHADES, ids=["years", "and before"])
def test_colours_of_years_get_darker_and_differ_in_grey(shades):
    heights = [lightness(colour) for colour in shades]
    assert all(before - after >= 11 for before, after in pairwise(heights))


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_colours_of_years_differ_for_every_sight(pair, sight):
    assert distance(*pair, SIGHTS[sight]) >= 20


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_they_fit_the_width_of_a_page_and_hostile_names_stay_text(lang):
    region = renamed()
    hostile = plan_years(region, intake=INTAKE)
    for chart in (
        whole_posts(rounded(), lang),
        whole_posts(round_posts(allocate(region, new_fte=71)), lang),
        *(draw(answer, lang) for draw in (year_by_year, key_distance) for answer in (plan(), long_plan(), hostile)),
    ):
        picture = svg(chart)
        assert 580 <= float(picture.split('width="')[1].split('"')[0]) <= 670
        assert HOSTILE[0] not in picture


def test_one_team_and_a_hundred_and_seventy_have_charts():
    policy = REFERENCE.set("ipga.state", "off").set("budget.new_fte", 700)
    many = many_teams(170)
    assert len({row["team"] for row in rows(whole_posts(round_posts(allocate(many, policy)), "nl"), "from")}) == 170
    assert len(rows(year_by_year(plan_years(many, policy, {2023: 700}), "nl"), "at")) == 170
    one = many_teams(1), policy.set("budget.new_fte", 3).set("development.total", 0)
    for chart in (
        whole_posts(round_posts(allocate(*one)), "nl"),
        year_by_year(plan_years(*one, {2023: 3}), "nl"),
        key_distance(plan_years(*one, {2023: 3}), "nl"),
    ):
        assert svg(chart)


@pytest.mark.parametrize("draw", [whole_posts, year_by_year, key_distance])
def test_something_else_has_no_such_chart(draw):
    with pytest.raises(RequestError, match="is asked for"):
        draw(rounded().plan, "nl")
