"""What the report of a reallocation says is what the answer says: every table is worked out again."""

from fractions import Fraction

import pytest

from report_moves import REALLOCATIONS, move, report
from report_parts import parts_of, rows_of, sections
from rvp_alloc.report.content.form import Form
from rvp_alloc.report.parts import Table

every_reallocation = pytest.mark.parametrize("name", [f"reallocation: {name}" for name in REALLOCATIONS])


@every_reallocation
def test_those_who_lose_stand_first_everywhere(name):
    moved, form, found = move(name), Form("en"), report(name)
    order = (*moved.losers, *moved.winners, *moved.still)
    front = rows_of(found.left)
    assert [cells[0] for cells in front] == [team.name for team in order]
    for cells, team in zip(front, order, strict=True):
        amounts = (form.fte(team.formation, 1), form.signed(team.target), form.signed(team.change))
        assert cells[1:4] == amounts
    if moved.years:
        rows = rows_of(sections(found)["years"])
        assert [cells[1:] for cells in rows] == [tuple(map(form.signed, team.by_year.values())) for team in order]
    told = [part.anchor for part in found.sections]
    groups = [
        name for name, teams in (("losers", moved.losers), ("winners", moved.winners), ("still", moved.still)) if teams
    ]
    assert told[: len(groups)] == groups


@every_reallocation
def test_what_places_lose_and_gain_adds_up_to_their_teams(name):
    moved, form = move(name), Form("en")
    rows = rows_of(report(name).right)
    wanted = []
    for scope in ("authority", "municipality", "district"):
        lost, gained = {}, {}
        for team in moved.region.teams:
            change = moved.team(team.id).change
            shares = {
                "authority": {place: share.value for place, share in team.authorities.items()},
                "municipality": {place: share.value for place, share in team.municipalities.items()},
                "district": {team.district: 1},
            }[scope]
            for place, share in shares.items():
                lost[place] = lost.get(place, Fraction(0)) + share * min(change, 0)
                gained[place] = gained.get(place, Fraction(0)) + share * max(change, 0)
        wanted += [tuple(map(form.signed, (lost[p], gained[p], lost[p] + gained[p]))) for p in lost]
    assert [cells[1:] for cells in rows] == wanted


def test_protection_is_told_with_source_and_reason():
    rows = [
        cells
        for one in parts_of(sections(report("reallocation: capped"))["protection"], Table)
        for cells in rows_of(one)
    ]
    told = " | ".join(" ".join(cells) for cells in rows)
    assert "2 fte or 2% of the formation; the smaller counts driehoek agreed" in told
    assert "Boven IJ in all 1% of the formation choice of whoever drew this up, without a source" in told
    assert "Zuid-de Pijp market days" in told
    assert "Amstelveen no reason given" in told
    years = sections(report("reallocation: ten years"))["protection"]
    assert rows_of(years)[0][:3] == ("every team", "per year", "0.2% of the formation")


def test_the_weights_of_the_key_are_told_with_their_source():
    rows = rows_of(sections(report("reallocation: capped"))["key"])
    assert {cells[0]: (cells[1], cells[3]) for cells in rows} == {
        "Safety": ("20%", "made up"),
        "Inhabitants": ("10%", "made up"),
        "Formation": ("70%", "made up"),
    }
