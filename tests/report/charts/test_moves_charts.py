"""The charts of a revision and of a reallocation: exact, in order, within a page, and for one team or very many."""

from functools import cache

import pytest
from charts_made import HOSTILE, REFERENCE, REGION, many_teams, plan, renamed, rows

from rvp_alloc import RequestError, allocate
from rvp_alloc.figure import rounded
from rvp_alloc.planning.reallocation import reallocate
from rvp_alloc.planning.revision import Pin, revise
from rvp_alloc.report.charts import alternative_text, changes, reallocated, svg

LANGUAGES = ("nl", "en")
KEY = REFERENCE.set("priority_uplift.state", "off").set("development.state", "off")


@cache
def revision():
    return revise(plan(), pins={"Zuid-de Pijp": Pin(3, "driehoek", "agreed")}, new_fte=70)


@cache
def moved():
    return reallocate(REGION, KEY, new_fte=0, share="0.1", loss_cap_team="0.02", hold_harmless=["Zuid-de Pijp"])


def shown(number):
    return float(rounded(number, 6))


def test_the_changes_are_exact_and_the_largest_gain_stands_on_top():
    bars = rows(changes(revision(), "nl"), "side")[: len(REGION.teams)]
    assert {row["team"]: row["change"] for row in bars} == {team.name: shown(team.change) for team in revision().teams}
    assert [row["change"] for row in bars] == sorted((row["change"] for row in bars), reverse=True)
    assert all((row["side"] == "loss") == (row["change"] < 0) for row in bars)


def test_what_happens_and_what_the_key_asks_is_exact_and_losers_stand_on_top():
    chart = reallocated(moved(), "en")
    bars = rows(chart, "kind")
    assert {row["team"]: row["change"] for row in bars} == {team.name: shown(team.change) for team in moved().teams}
    assert {row["team"]: row["target"] for row in rows(chart, "target")} == {
        team.name: shown(team.target) for team in moved().teams
    }
    assert [row["change"] for row in bars] == sorted(row["change"] for row in bars)
    losers = {team.name for team in moved().losers}
    assert {row["team"] for row in bars[: len(losers)]} == losers
    assert {row["team"] for row in bars if row["kind"] == "loses"} == losers
    asked = -sum(team.target for team in moved().teams if team.target < 0)
    assert f"the key asks {float(rounded(asked, 3)):.3f} fte" in alternative_text(chart)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("draw", [lambda lang: changes(revision(), lang), lambda lang: reallocated(moved(), lang)])
def test_a_chart_fits_the_width_of_a_page(draw, lang):
    picture = svg(draw(lang))
    assert 580 <= float(picture.split('width="')[1].split('"')[0]) <= 670
    assert picture == svg(draw(lang))
    assert f'lang="{lang}"' in picture


def test_hostile_names_stay_text():
    region = renamed(HOSTILE)
    for chart in (
        changes(revise(allocate(region), new_fte=72), "en"),
        reallocated(reallocate(region, KEY, new_fte=0), "en"),
    ):
        picture = svg(chart)
        assert "<script>" not in picture
        assert "&lt;script&gt;" in picture


@pytest.mark.parametrize("count", [1, 170])
def test_one_team_and_very_many_have_a_chart(count):
    policy = KEY.set("ipga.state", "off").set("budget.new_fte", 5 * count)
    region = many_teams(count)
    charts = (
        changes(revise(allocate(region, policy), new_fte=6 * count), "nl"),
        reallocated(reallocate(region, policy), "nl"),
    )
    for chart in charts:
        assert len({row["team"] for row in rows(chart, "team")}) == count
        assert svg(chart)


@pytest.mark.parametrize("draw", [changes, reallocated])
def test_something_else_has_no_such_chart(draw):
    with pytest.raises(RequestError, match="asked for"):
        draw(plan(), "nl")
    with pytest.raises(RequestError, match="no words"):
        draw(revision() if draw is changes else moved(), "fr")
