"""The ten regional units of 2018, against the table as it is printed in its source."""

from fractions import Fraction

import pytest

from rvp_alloc import Confidence, differences, load_region, remarks
from rvp_alloc.region.csv_text import csv_of_figures
from rvp_alloc.region.figure_table import figure_rows
from rvp_alloc.region.files import packaged_regions

REGION = load_region("national-2018")
# Aanhangsel Handelingen TK 2017-2018, nr. 3220, as printed: extra formation, new formation, aspiranten.
PRINTED = {
    "Noord-Nederland": ("82.5", 3622, 358),
    "Oost-Nederland": ("225.6", 6139, 603),
    "Midden-Nederland": ("54.6", 4362, 419),
    "Noord-Holland": ("61.4", 3076, 303),
    "Amsterdam": ("59.9", 5025, 257),
    "Den Haag": ("91.2", 5652, 362),
    "Rotterdam": ("125.9", 5378, 529),
    "Zeeland-West-Brabant": ("134.8", 3072, 303),
    "Oost-Brabant": ("114.5", 2792, 274),
    "Limburg": ("31.5", 2569, 237),
}
NATIONAL_UNIT = ("129", 4951, 65)
FACTS = {fact.id: fact.figure for fact in REGION.facts}


def of_teams(measure):
    return {REGION.team(group.teams[0]).name: group.figure.value for group in REGION.measure(measure).values}


def test_there_are_two_packaged_regions():
    assert packaged_regions() == ("amsterdam-2022", "national-2018")


def test_the_formation_before_is_the_new_one_less_the_extra():
    assert [team.name for team in REGION.teams] == list(PRINTED)
    for name, (extra, new, _) in PRINTED.items():
        assert REGION.team(name).formation.value == new - Fraction(extra)
        assert str(new) in REGION.team(name).formation.note
    (national, pool) = REGION.lines
    assert national.formation.value == NATIONAL_UNIT[1] - Fraction(NATIONAL_UNIT[0])
    assert pool.formation.value == 0


def test_the_published_division_and_the_aspiranten_stand_beside_it():
    assert of_teams("published") == {name: Fraction(extra) for name, (extra, _, _) in PRINTED.items()}
    assert of_teams("aspiranten") == {name: aspiranten for name, (_, _, aspiranten) in PRINTED.items()}
    assert (
        FACTS["extra-regional"].value == sum(Fraction(extra) for extra, _, _ in PRINTED.values()) == Fraction("981.9")
    )
    assert FACTS["extra-landelijke-eenheid"].value == Fraction(NATIONAL_UNIT[0])
    aspiranten = sum(of_teams("aspiranten").values())
    assert aspiranten + NATIONAL_UNIT[2] + FACTS["aspiranten-pdc"].value == FACTS["aspiranten-printed"].value == 4642


def test_what_the_printed_rows_lack_is_reported():
    rows = sum(Fraction(extra) for extra, _, _ in (*PRINTED.values(), NATIONAL_UNIT))
    assert (rows, FACTS["extra-printed"].value) == (Fraction("1110.9"), 1111)
    assert "1110.9" in FACTS["extra-printed"].note
    assert sum(new for _, new, _ in (*PRINTED.values(), NATIONAL_UNIT)) == 46638
    # 46,639 less 1,111 as printed, against the rows: 1 rounded away in the one, 0.1 in the other.
    (difference,) = differences(REGION)
    assert (difference.of, difference.difference) == (REGION.name, Fraction("0.9"))


def test_every_figure_has_its_source_date_and_confidence():
    figures = [team.formation for team in REGION.teams] + [team.wijkagenten for team in REGION.teams]
    figures += [pool.inhabitants for pool in REGION.pools] + list(FACTS.values())
    figures += [group.figure for measure in REGION.measures for group in measure.values]
    assert all(figure.source and figure.date for figure in figures)
    assert all(figure.confidence is not Confidence.ASSUMPTION for figure in figures)
    assert {pool.inhabitants.confidence for pool in REGION.pools} == {Confidence.COMPOSED}
    assert {pool.inhabitants.date for pool in REGION.pools} == {"about 2020"}
    assert remarks(REGION) == ()


@pytest.mark.parametrize("name", packaged_regions())
def test_a_packaged_file_is_what_is_written_for_it(name):
    region = load_region(name)
    assert csv_of_figures(figure_rows(region)).count("\n") == 1 + len(list(figure_rows(region)))
    assert region.id == name
