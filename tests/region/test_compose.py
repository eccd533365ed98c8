"""Figures of teams out of those of areas: by hand, against the packaged region, and whatever the areas are."""

from datetime import date
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvp_alloc import (
    Confidence,
    InputError,
    RegionError,
    allocate,
    load_region,
    region_from_dict,
    region_to_dict,
    remarks,
)
from rvp_alloc.analysis.comparison import compare
from rvp_alloc.region.areas import Areas, load_areas
from rvp_alloc.region.belongs import Belongs, load_belongs
from rvp_alloc.region.compose import compose
from strategies import area_tables, examples
from two_teams import region_data

SOURCE = "made up"


@pytest.fixture(scope="module")
def amsterdam():
    return load_areas("amsterdam-2022"), load_belongs("amsterdam-2022"), load_region("amsterdam-2022")


def two_teams():
    return region_from_dict(region_data())


def areas_of(rows):
    return Areas.read(pd.DataFrame(rows).astype(object))


def belongs_of(rows):
    return Belongs.read(pd.DataFrame(rows).astype(object))


AREAS = [
    {"area": "A", "name": "Alpha", "inhabitants": 100, "growth": 10, "safety": 90, "date": "2021", "municipality": "M"},
    {"area": "B", "name": "Beta", "inhabitants": 300, "growth": -4, "safety": 110, "date": "2020", "municipality": "N"},
    {"area": "C", "name": "Gamma", "inhabitants": 50, "growth": 2, "safety": 70, "date": "2021", "municipality": "M"},
]
BELONGS = [
    {"area": "A", "to": "north"},
    {"area": "B", "to": "north", "share": "1/4"},
    {"area": "B", "to": "South", "share": "3/4"},
    {"area": "C", "to": "south"},
]


def figures(region, name):
    return {group.teams[0]: group.figure for group in region.measure(name).values}  # noqa: PD011  (no DataFrame)


def inhabitants(region):
    return {pool.id: pool.inhabitants.value for pool in region.pools}


# ---- by hand


def test_totals_add_by_share_and_an_index_is_the_mean_by_inhabitants():
    """North: 100 + 300 / 4 = 175 people; 10 - 1 growth; (100 x 90 + 75 x 110) / 175. South: 225 + 50; -3 + 2; ..."""
    region = compose(areas_of(AREAS), belongs_of(BELONGS), two_teams())
    assert inhabitants(region) == {"north": 175, "south": 275}
    assert {team: figure.value for team, figure in figures(region, "growth").items()} == {"north": 9, "south": -1}
    assert {team: figure.value for team, figure in figures(region, "safety").items()} == {
        "north": Fraction(17_250, 175),
        "south": Fraction(225 * 110 + 50 * 70, 275),
    }
    assert {name: share.value for name, share in region.team("north").municipalities.items()} == {
        "M": Fraction(100, 175),
        "N": Fraction(75, 175),
    }
    assert not region.team("north").authorities


def test_a_composed_figure_says_what_it_is_made_of():
    rows = [{**row, "source": f"of {row['area']}", "confidence": "published"} for row in AREAS]
    shares = [
        {**row, "source": "a map", "confidence": "inferred" if row.get("share") else "published"} for row in BELONGS
    ]
    region = compose(areas_of(rows), belongs_of(shares), two_teams())
    north = region.pool_of("north").inhabitants
    assert north.note == "areas A + 0.25 of B; dates differ: 2021, 2020"
    assert (north.source, north.date) == ("of A; of B; a map", "2021; 2020")
    assert (north.unit, north.confidence) == ("inhabitants", Confidence.INFERRED)
    safety = figures(region, "safety")["north"]
    assert safety.note == "mean by inhabitants of areas A + 0.25 of B; dates differ: 2021, 2020"
    assert safety.confidence is Confidence.INFERRED
    places = {"A": "north", "B": "south", "C": "south"}
    alone = [{"area": area, "to": to, "source": "a map", "confidence": "published"} for area, to in places.items()]
    assert compose(areas_of(rows), belongs_of(alone), two_teams()).pool_of("north").inhabitants.confidence == "composed"


def test_figures_of_an_area_may_stand_on_rows_of_their_own():
    one = [{key: row[key] for key in ("area", "name", "inhabitants", "date")} for row in AREAS]
    other = [{"area": row["area"], "safety": row["safety"], "date": "2017", "source": "index"} for row in AREAS]
    areas = Areas.read(pd.DataFrame([*one, *other]).astype(object))
    assert areas["Alpha"].figures["safety"].date == "2017"
    assert areas["A"].figures["inhabitants"].date == "2021"
    region = compose(areas, belongs_of(BELONGS), two_teams())
    assert figures(region, "growth") == figures(two_teams(), "growth")


def test_what_areas_do_not_say_stays_and_what_only_they_say_is_added():
    rows = [{"area": row["area"], "inhabitants": 10, "Large events:total": 4} for row in AREAS]
    region = compose(areas_of(rows), belongs_of(BELONGS), two_teams())
    assert [measure.id for measure in region.measures] == ["growth", "large-events"]
    assert {team: figure.value for team, figure in figures(region, "large-events").items()} == {"north": 5, "south": 7}
    assert region.teams == two_teams().teams
    assert region_from_dict(region_to_dict(region)) == region


# ---- borders that move


def test_a_move_keeps_the_rest_in_proportion():
    belongs = belongs_of(BELONGS)
    shares = lambda found: {holding.to: holding.share.value for holding in found.on() if holding.area == "B"}
    assert shares(belongs.move("B", to="elsewhere", share="0.2")) == {
        "north": Fraction(1, 5),
        "South": Fraction(3, 5),
        "elsewhere": Fraction(1, 5),
    }
    assert shares(belongs.move("B", to="south", share="0.9")) == {"north": Fraction(1, 10), "south": Fraction(9, 10)}
    assert shares(belongs.move("B", to="north")) == {"north": 1}
    assert shares(belongs.move("B", to="north", share=0)) == {"South": 1}
    assert shares(belongs.split("B", {"north": "0.5", "south": "0.5"})) == {
        "north": Fraction(1, 2),
        "south": Fraction(1, 2),
    }
    assert belongs == belongs_of(BELONGS)


@examples(30)
@given(area_tables(), st.sampled_from(["", "2022-03-24"]))
def test_borders_are_read_again_as_they_were_told(tables, since):
    belongs = belongs_of(tables[1]).move("a0", to="elsewhere", share="1/3", since=since, source="a map", note="why")
    assert Belongs.read(belongs.to_frame()) == belongs


def test_borders_have_their_day():
    belongs = belongs_of(BELONGS).move("A", to="south", since="2022-03-24").move("A", to="north", since="2023")
    of_a = lambda day: next(holding.to for holding in belongs.on(day) if holding.area == "A")
    assert [of_a(day) for day in ("2021", "2022-03", "2022-03-24", "2022-12-31", "2023", "")] == [
        "north",
        "north",
        "south",
        "south",
        "north",
        "north",
    ]
    before, after = (compose(areas_of(AREAS), belongs, two_teams(), on=day) for day in ("2022", "2022-04"))
    assert inhabitants(after)["south"] - inhabitants(before)["south"] == 100


def test_a_day_from_a_spreadsheet_is_a_day():
    rows = [{"area": "A", "to": "north", "from": date(2022, 3, 24)}, {"area": "B", "to": "south", "from": 2020}]
    assert [holding.since for holding in belongs_of(rows).holdings] == ["2022-03-24", "2020"]


# ---- the packaged region


def test_the_packaged_inhabitants_are_what_their_areas_add_up_to(amsterdam):
    areas, belongs, region = amsterdam
    again = compose(areas, belongs, region)
    for pool, composed in zip(region.pools, again.pools, strict=True):
        named = pool.inhabitants.note.partition(";")[0].replace("+", " + ")
        assert (composed.id, composed.teams, composed.inhabitants.note) == (pool.id, pool.teams, named)
        assert composed.inhabitants.value == pool.inhabitants.value
        assert composed.inhabitants.date == pool.inhabitants.date
        sure = "inferred" if pool.id == "amstelland-oost" else pool.inhabitants.confidence  # for Weesp
        assert composed.inhabitants.confidence == sure
    for name, places in (("growth", 0), ("safety", 1)):
        packaged = {group.teams: group.figure.value for group in region.measure(name).values}  # noqa: PD011  (no DataFrame)
        composed = {group.teams: group.figure.value for group in again.measure(name).values}  # noqa: PD011  (no DataFrame)
        assert {teams: round(value, places) for teams, value in composed.items()} == packaged
    for team, placed in zip(region.teams, again.teams, strict=True):
        for kind in ("authorities", "municipalities"):
            one, other = ({name: share.value for name, share in getattr(of, kind).items()} for of in (team, placed))
            assert one == other
    assert region_from_dict(region_to_dict(again)) == again


def test_moving_weesp_is_one_line_and_told_as_what_it_moves(amsterdam):
    areas, belongs, region = amsterdam
    moved = compose(areas, belongs.move("Weesp", to="Zuidoost-Gaasperdam"), region)
    found = compare(allocate(compose(areas, belongs, region)), allocate(moved))
    assert found.parts == ("places", "figures.inhabitants", "figures.safety", "figures.growth")
    assert found.team("Amstelland-Oost").change < 0 < found.team("Zuidoost-Gaasperdam").change
    assert not any(team.effects["places"] for team in found.teams)
    assert "het aantal inwoners van Amstelland-Oost: van 65.927 naar 45.470" in found.text("nl")
    assert "de driehoek waarin Amstelland-Oost ligt" in found.text("nl")
    assert set(moved.team("Amstelland-Oost").authorities) == {"driehoek Diemen/Ouder-Amstel"}
    assert "\N{MINUS SIGN}0)" not in found.text("nl")


def test_an_unknown_border_gives_a_range(amsterdam):
    areas, belongs, region = amsterdam
    for area in ("DX06", "DX07", "DX08", "DX09"):
        belongs = belongs.split(area, {"nieuw-west-noord": "0.4", "nieuw-west-zuid": "0.6"})
    split = compose(areas, belongs, region)
    assert split.pool_of("nieuw-west-noord").inhabitants.value == Fraction(155_781) * 2 / 5
    assert [pool.id for pool in split.pools][8:10] == ["nieuw-west-noord", "nieuw-west-zuid"]
    assert allocate(split).unique


def test_mixed_dates_are_reported(amsterdam):
    told = "the inhabitants are of different dates: 2018-01-01 for 11 of 14; 2021-07 for 3 of 14"
    assert told in remarks(amsterdam[2])


# ---- whatever the areas are


def composed(rows, shares):
    region = compose(areas_of(rows), belongs_of(shares), two_teams())
    values = {name: {team: one.value for team, one in figures(region, name).items()} for name in ("growth", "safety")}
    return {**values, "inhabitants": inhabitants(region)}


@examples(60)
@given(area_tables(), st.randoms(use_true_random=False))
def test_order_does_not_matter_and_nobody_is_lost(tables, chance):
    rows, shares = tables
    found = composed(rows, shares)
    assert sum(found["inhabitants"].values()) == sum(row["inhabitants"] for row in rows)
    assert sum(found["growth"].values()) == sum(row["growth"] for row in rows)
    chance.shuffle(rows)
    chance.shuffle(shares)
    assert composed(rows, shares) == found


@examples(60)
@given(area_tables(), st.sampled_from([Fraction(1, 2), Fraction(1, 3)]))
def test_an_area_split_into_two_changes_nothing(tables, part):
    rows, shares = tables
    first = rows[0]
    halves = [
        {**first, "area": name, **{of: first[of] * size for of in ("inhabitants", "growth")}}
        for name, size in (("first", part), ("second", 1 - part))
    ]
    of_halves = [{**row, "area": half["area"]} for row in shares if row["area"] == "a0" for half in halves]
    others = [row for row in shares if row["area"] != "a0"]
    assert composed([*halves, *rows[1:]], [*of_halves, *others]) == composed(rows, shares)


@examples(40)
@given(area_tables(), st.sampled_from([Fraction(1, 2), Fraction(1, 5), Fraction(1)]))
def test_a_move_takes_from_one_what_it_gives_to_the_other(tables, share):
    rows, shares = tables
    areas = areas_of([*rows, {**rows[0], "area": "new", "inhabitants": 100}])
    belongs = belongs_of([*shares, {"area": "new", "to": "north"}])
    before = inhabitants(compose(areas, belongs, two_teams()))
    after = inhabitants(compose(areas, belongs.move("new", to="south", share=share), two_teams()))
    assert after["south"] - before["south"] == before["north"] - after["north"] == 100 * share


# ---- what is wrong is told


def problems(call):
    with pytest.raises(InputError) as caught:
        call()
    assert all(found.what and found.remedy for found in caught.value.problems)
    return [(found.code, found.subject, found.field) for found in caught.value.problems]


def test_what_belongs_nowhere_is_told():
    areas = areas_of([*AREAS, {**AREAS[0], "area": "D", "name": "Delta", "safety": None}])
    rows = [{"area": "A", "to": "north"}, {"area": "B", "to": "noth"}, {"area": "E", "to": "north"}]
    assert problems(lambda: compose(areas, belongs_of(rows), two_teams())) == [
        ("unknown_team", "B", "to"),
        ("unknown_area", "E", "area"),
        ("area_in_no_team", "C", "to"),
        ("area_in_no_team", "D", "to"),
        ("missing_figure", "D", "safety"),
        ("team_without_area", "South", "to"),
    ]


def test_a_team_beside_its_own_pool_is_told(amsterdam):
    areas, belongs, region = amsterdam
    found = problems(lambda: compose(areas, belongs.move("Osdorp", to="Nieuw-West Noord"), region))
    assert ("not_one_pool", "Nieuw-West Noord", "to") in found


def test_an_area_named_in_two_ways_is_told():
    places = {"A": "north", "Alpha": "North", "B": "south", "C": "south"}
    rows = [{"area": area, "to": to} for area, to in places.items()]
    assert problems(lambda: compose(areas_of(AREAS), belongs_of(rows), two_teams())) == [("double", "Alpha", "to")]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{"area": "A", "to": "x", "share": "0.4"}, {"area": "A", "to": "y", "share": "0.5"}], ("shares_not_one", "A", "share")),
        ([{"area": "A", "to": "x", "share": "0.5"}, {"area": "A", "to": "x", "share": "0.5"}], ("double", "A", "to")),
        ([{"area": "A", "to": "x", "share": "2"}, {"area": "A", "to": "y", "share": "-1"}], ("bad_share", "A", "share")),
        ([{"area": "A", "to": "x", "from": "24-3-2022"}], ("bad_date", "A", "from")),
        ([{"area": "A", "to": "x", "from": "2022-13"}], ("bad_date", "A", "from")),
        ([{"area": "A", "to": "x", "share": "half"}], ("not_a_number", "A", "share")),
        ([{"area": "A", "to": ""}], ("empty", "A", "to")),
        ([{"area": "A", "too": "x"}], ("unknown_column", "", "too")),
    ],
)  # fmt: skip
def test_what_is_wrong_with_borders_is_told(rows, expected):
    assert problems(lambda: belongs_of(rows))[0] == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{"area": "A"}], ("missing_column", "", "inhabitants")),
        ([{"area": "A", "inhabitants": 1, "safty": 2}], ("unknown_column", "", "safty")),
        ([{"area": "A", "inhabitants": "x"}], ("not_a_number", "A", "inhabitants")),
        ([{"area": "A", "inhabitants": -1}], ("out_of_range", "A", "inhabitants")),
        ([{"area": "A b", "inhabitants": 1}], ("bad_id", "A b", "id")),
        ([{"area": "A", "inhabitants": 1}, {"area": "A", "inhabitants": 1}], ("double", "A", "inhabitants")),
        ([{"area": "A", "inhabitants": 1, "name": "N"}, {"area": "B", "inhabitants": 1, "name": "N"}], ("double", "B", "name")),
        ([{"area": "A", "inhabitants": None, "safety": 1}], ("missing_figure", "A", "inhabitants")),
    ],
)  # fmt: skip
def test_what_is_wrong_with_areas_is_told(rows, expected):
    assert problems(lambda: areas_of(rows)) == [expected]


def test_what_cannot_be_moved_is_told(amsterdam):
    belongs = amsterdam[1]
    assert problems(lambda: belongs.move("Weeps", to="x")) == [("unknown_area", "", "")]
    assert problems(lambda: belongs.move("Weesp", to="x", since="gisteren")) == [("bad_date", "Weesp", "since")]
    assert problems(lambda: belongs.move("Weesp", to="x", share="1.1")) == [("bad_share", "Weesp", "share")]
    assert problems(lambda: belongs.move("Weesp", to="amstelland-oost", share="0.5")) == [
        ("shares_not_one", "Weesp", "share")
    ]
    assert problems(lambda: belongs.split("Weesp", {"x": "0.5"})) == [("shares_not_one", "GM0457", "share")]
    assert problems(lambda: belongs.on("today")) == [("bad_date", "", "on")]
    assert problems(lambda: load_areas("utrecht")) == [("unknown_areas", "", "")]
    assert problems(lambda: load_belongs("utrecht")) == [("unknown_belongs", "", "")]
    with pytest.raises(RegionError, match="Did you mean Weesp"):
        amsterdam[0]["Weeps"]


def test_hostile_names_stay_text():
    name = "<script>alert(1)</script>"
    areas = areas_of(
        [{**row, "name": f"{name} {row['area']}", "municipality": "=cmd()", "source": name} for row in AREAS]
    )
    region = compose(areas, belongs_of(BELONGS), two_teams())
    assert set(region.team("north").municipalities) == {"=cmd()"}
    assert region.pool_of("north").inhabitants.source == name
