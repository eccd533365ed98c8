"""The look: colours that hold in grey and for every kind of sight, words that can be read, numbers in the language's form."""

from itertools import combinations

import pytest
from charts_made import NAMES, made
from sight import SIGHTS, contrast, distance, lightness

from rvp_alloc.report.charts import look, svg

TOGETHER = (*look.LAYERS.values(), *look.OWN_LAYERS)
PAIRS = [*combinations(TOGETHER, 2), (look.GAIN, look.LOSS), (look.PALE, look.GAIN), (look.PALE, look.LOSS)]


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_colours_that_stand_together_differ_in_grey(pair):
    assert abs(lightness(pair[0]) - lightness(pair[1])) >= 11


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_colours_that_stand_together_differ_for_every_sight(pair, sight):
    assert distance(*pair, SIGHTS[sight]) >= 20


def test_the_measures_of_sight_are_right():
    assert lightness("#ffffff") == pytest.approx(100, abs=0.01)
    assert lightness("#777777") == pytest.approx(50.03, abs=0.05)
    assert contrast("#ffffff", "#000000") == pytest.approx(21, abs=0.01)
    assert distance("#ff0000", "#00ff00", SIGHTS["all colours"]) == pytest.approx(170.6, abs=0.5)
    assert distance("#ff0000", "#00ff00", SIGHTS["deuteranopia"]) < 100


def test_text_and_outlines_stand_out_from_paper():
    assert contrast(look.INK, look.PAPER) >= 7
    assert contrast(look.QUIET, look.PAPER) >= 4.5
    assert look.look("nl")["bar"]["stroke"] == look.INK  # a pale bar is seen by its outline


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_chart_fits_the_width_of_a_page(name, lang):
    width = float(svg(made(name, lang)).split('width="')[1].split('"')[0])
    assert 580 <= width <= 670


def test_numbers_have_the_form_of_the_language():
    assert ">+6,5%<" in svg(made("before_and_after", "nl"))
    assert ">+6.5%<" in svg(made("before_and_after", "en"))
    assert ">0,5<" in svg(made("ipga_load", "nl"))  # on an axis, where Vega writes it
    assert ">0.5<" in svg(made("ipga_load", "en"))
