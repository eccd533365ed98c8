"""Amounts per place: of divisions that have other places, and of districts that are called like no team."""

from dataclasses import replace
from fractions import Fraction

from rvp_alloc import load_region
from rvp_alloc.report.content.form import Form
from rvp_alloc.report.content.places import place_rows

AMSTERDAM = load_region("amsterdam-2022")
NOWHERE = {"authority": {}, "municipality": {}, "district": {}}


def told(*totals, region=AMSTERDAM):
    form = Form("en")
    return [row.cells for row in place_rows(totals, form.compared, form, region)]


def test_a_place_that_one_division_does_not_have_has_nothing_there():
    first = NOWHERE | {"municipality": {"Diemen": Fraction(2), "Ouder-Amstel": Fraction(1)}}
    second = NOWHERE | {"municipality": {"Aalsmeer": Fraction(3), "Diemen": Fraction(4)}}
    assert told(first, second) == [
        ("Municipality",),
        ("Diemen", "2.000", "4.000", "+2.000"),
        ("Ouder-Amstel", "1.000", "0.000", "\N{MINUS SIGN}1.000"),
        ("Aalsmeer", "0.000", "3.000", "+3.000"),
    ]


def test_a_district_is_called_by_its_own_name_also_where_a_team_has_its_id():
    team, (district, *others) = AMSTERDAM.teams[-1], AMSTERDAM.districts
    region = replace(AMSTERDAM, districts=(replace(district, id=team.id), *others))
    totals = NOWHERE | {"district": {team.id: Fraction(1)}}
    assert told(totals, totals, region=region)[1][0] == district.name
