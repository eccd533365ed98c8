"""The figures that come with the package, against the totals of their source: Bijlage 1 of the safety plan."""

from fractions import Fraction

import pytest

from rvp_alloc import Confidence, differences, load_region, remarks
from rvp_alloc.region.region import Kind

REGION = load_region("amsterdam-2022")
# Bijlage 1 as it is printed: formation and wijkagenten of each team.
TEAMS = {
    "Boven IJ": ("146.7", "21"),
    "Centrum-Amstel": ("119.7", "9"),
    "Centrum-Burgwallen": ("204.9", "12.5"),
    "Centrum-Jordaan": ("130.7", "10"),
    "Amstelland-Oost": ("97.7", "13"),
    "Oost-Watergraafsmeer": ("139.2", "16"),
    "Oost-Zeeburg": ("109.7", "14"),
    "Zuidoost-Bijlmermeer": ("165.7", "16"),
    "Zuidoost-Gaasperdam": ("85.2", "9"),
    "Aalsmeer-Uithoorn": ("83.7", "10"),
    "Amstelveen": ("109.7", "14"),
    "Zuid-Buitenveldert": ("147.7", "17"),
    "Zuid-de Pijp": ("124.7", "15"),
    "Nieuw-West Noord": ("142.7", "19"),
    "Nieuw-West Zuid": ("131.7", "15"),
    "West-Haarlemmerweg": ("132.7", "15"),
    "West-Overtoomsesluis": ("131.7", "17"),
}
# And of each district: its teams together, its other lines together, the printed total, the printed wijkagenten.
DISTRICTS = {
    "centrum-noord": ("602", "135.9", "738.7", "52.5"),
    "oost": ("597.5", "167.3", "765.6", "68"),
    "zuid": ("465.8", "85.6", "552.2", "56"),
    "west": ("538.8", "147.1", "686.7", "66"),
}


def figures():
    """Yield every figure of the region, by what it is a figure of."""
    for team in REGION.teams:
        yield f"formation of {team.id}", team.formation
        yield f"wijkagenten of {team.id}", team.wijkagenten
        for name, share in (*team.authorities.items(), *team.municipalities.items()):
            yield f"share of {team.id} in {name}", share
    for pool in REGION.pools:
        yield f"inhabitants of {pool.id}", pool.inhabitants
    for measure in REGION.measures:
        for group in measure.values:
            yield f"{measure.id} of {group.teams}", group.figure
    for line in (*REGION.lines, *(line for district in REGION.districts for line in district.lines)):
        yield f"line {line.id}", line.formation
    for district in REGION.districts:
        yield f"printed formation of {district.id}", district.printed_formation
        yield f"printed wijkagenten of {district.id}", district.printed_wijkagenten
    yield "printed formation", REGION.printed_formation
    for fact in REGION.facts:
        yield f"fact {fact.id}", fact.figure


FIGURES = dict(figures())


def test_seventeen_teams_in_four_districts():
    assert len(REGION.teams) == 17
    assert [district.id for district in REGION.districts] == list(DISTRICTS)
    assert [len(REGION.teams_of(district)) for district in DISTRICTS] == [4, 5, 4, 4]


def test_the_totals_of_the_unit():
    assert sum(team.formation.value for team in REGION.teams) == Fraction("2204.1")
    assert sum(team.wijkagenten.value for team in REGION.teams) == Fraction("242.5")
    assert REGION.printed_formation.value == Fraction("5282.3")
    printed = sum(district.printed_formation.value for district in REGION.districts)
    services = sum(line.formation.value for line in REGION.lines if not line.part_of)
    assert printed + services == REGION.printed_formation.value


@pytest.mark.parametrize("district", REGION.districts, ids=lambda district: district.id)
def test_the_totals_of_a_district(district):
    teams, others, printed, wijkagenten = map(Fraction, DISTRICTS[district.id])
    assert sum(team.formation.value for team in REGION.teams_of(district.id)) == teams
    assert sum(line.formation.value for line in district.lines) == others
    assert district.printed_formation.value == printed
    assert district.printed_wijkagenten.value == wijkagenten
    assert sum(team.wijkagenten.value for team in REGION.teams_of(district.id)) == wijkagenten


def test_each_district_is_printed_point_eight_above_its_lines_and_that_is_reported():
    assert [(found.of, found.what, found.difference) for found in differences(REGION)] == [
        (district.name, "formation", Fraction("0.8")) for district in REGION.districts
    ]


def test_every_team_of_bijlage_1():
    found = {team.name: (team.formation.value, team.wijkagenten.value) for team in REGION.teams}
    assert found == {name: tuple(map(Fraction, figures)) for name, figures in TEAMS.items()}


def test_teams_of_which_the_inhabitants_are_known_only_together():
    assert {pool.teams for pool in REGION.pools if len(pool.teams) > 1} == {
        ("centrum-amstel", "centrum-burgwallen", "centrum-jordaan"),
        ("nieuw-west-noord", "nieuw-west-zuid"),
    }
    inhabitants = {pool.teams[0]: pool.inhabitants.value for pool in REGION.pools}
    assert (inhabitants["amstelveen"], inhabitants["aalsmeer-uithoorn"], inhabitants["amstelland-oost"]) == (
        90_760,
        62_219,
        65_927,
    )


def test_the_measures_and_what_they_add_up_to():
    assert {measure.id: measure.kind for measure in REGION.measures} == {
        "development": Kind.TOTAL,
        "safety": Kind.INDEX,
        "growth": Kind.CHANGE,
    }
    assert sum(group.figure.value for group in REGION.measure("development").values) == 32
    assert {
        group.figure.value for group in REGION.measure("safety").values if group.figure.source == "none published"
    } == {100}
    assert all(group.figure.value.denominator == 1 for group in REGION.measure("growth").values)


def test_one_team_lies_in_two_driehoeken_and_there_are_four():
    shared = [team.id for team in REGION.teams if len(team.authorities) > 1]
    assert shared == ["amstelland-oost"]
    assert len({name for team in REGION.teams for name in team.authorities}) == 4
    for team in REGION.teams:
        assert sum(share.value for share in team.authorities.values()) == 1
        assert sum(share.value for share in team.municipalities.values()) == 1


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_says_where_it_comes_from(name):
    figure = FIGURES[name]
    assert figure.source
    assert figure.unit
    assert figure.confidence in Confidence
    if figure.confidence is Confidence.ASSUMPTION:
        assert figure.source == "none published"
        assert figure.note
    else:
        assert figure.date


def test_figures_of_bijlage_1_are_published_in_tenths():
    for name, figure in FIGURES.items():
        if name.startswith(("formation", "wijkagenten", "line", "printed")):
            assert figure.confidence is Confidence.PUBLISHED
            assert (figure.value * 10).denominator == 1
            assert "Bijlage 1" in figure.source
            assert figure.unit == "fte"


def test_what_is_weak_is_told():
    told = remarks(REGION)
    assert (
        "assumed, not published: safety of amstelveen; safety of aalsmeer-uithoorn; safety of amstelland-oost" in told
    )
    assert sum("known only together" in remark for remark in told) == 4
    assert not any("no source" in remark for remark in told)
