"""What somebody changes by hand shows: the rows that it touches recompute, and those that fail say so."""

import by_hand
import office
import pytest
from by_hand import cell_of, figure, read
from workbook_scenarios import caseload_and_splits, reference

from rvp_alloc.report.workbook import read_workbook
from rvp_alloc.report.workbook.check_sheet import BOUND, CHECK, LEFT


def parameter(book, name):
    sheet = book["Policy"]
    rule, _, part = name.partition(".")
    row = next(
        row for row in sheet.iter_rows() if (row[8].value, row[9].value) == (f"rule:{rule}", f"parameter:{part}")
    )
    return row[1]


def a_result(book):
    cell_of(book["Proposal"], "Boven IJ", "Key").value = 3


def an_uplift_lower_and_a_key_higher(book):
    cell_of(book["Proposal"], "Boven IJ", "Uplift").value = 1.367
    cell_of(book["Proposal"], "Boven IJ", "Key").value += 0.1


def a_norm(book):
    parameter(book, "wijkagent_unit.norm").value = 4000


def a_formation(book):
    figure(book, "team:boven-ij", "formation").value = 150


def a_text_in_place_of_a_number(book):
    figure(book, "team:boven-ij", "formation").value = "n.v.t."


def a_ratio(book):
    parameter(book, "key.weights.safety").value = "1/6"


CHANGES = {
    a_result: reference,
    an_uplift_lower_and_a_key_higher: reference,
    a_norm: reference,
    a_formation: reference,
    a_text_in_place_of_a_number: reference,
    a_ratio: caseload_and_splits,
}


@pytest.fixture(scope="module")
def changed(tmp_path_factory):
    return by_hand.changed(CHANGES, tmp_path_factory.mktemp("changed"))


class TestChanged:
    def test_a_result(self, changed):
        checks, failing = read(changed[a_result])
        assert failing == {"budget.new_fte", "proven:key"}
        assert checks["budget.new_fte"][LEFT] == pytest.approx(71 - 3.04588944959528 + 3)
        assert checks["key.weights:boven-ij"][CHECK] == "not reached (guiding)"

    def test_a_change_that_keeps_the_sum(self, changed):
        _, failing = read(changed[an_uplift_lower_and_a_key_higher])
        assert failing == {"priority_uplift.rate:boven-ij", "proven:priority_uplift", "proven:key"}

    def test_a_norm(self, changed):
        checks, failing = read(changed[a_norm])
        assert checks["wijkagent_unit.norm"][BOUND] == pytest.approx(1_073_024 / 4000 - 242.5)
        assert failing == {"wijkagent_unit.norm"}

    def test_a_formation(self, changed):
        checks, failing = read(changed[a_formation])
        assert checks["priority_uplift.rate:boven-ij"][BOUND] == pytest.approx(1.5)
        assert checks["ipga.cap:boven-ij"][BOUND] == pytest.approx(7.5)
        assert {"priority_uplift.rate:boven-ij", "proven:key_target"} <= failing
        assert "budget.new_fte" not in failing

    def test_a_text_where_a_number_should_be_fails_and_is_no_error(self, changed):
        _, failing = read(changed[a_text_in_place_of_a_number])
        assert {"priority_uplift.rate:boven-ij", "proven:key_target"} <= failing
        assert "budget.new_fte" not in failing

    def test_a_ratio_is_worked_out(self, changed):
        _, failing = read(changed[a_ratio])
        assert "proven:key_target" in failing
        assert "budget.new_fte" not in failing

    def test_what_is_read_back_is_what_was_changed(self, changed):
        _, policy = read_workbook(changed[a_norm])
        assert policy["wijkagent_unit.norm"].value == 4000
        assert policy.values().keys() == reference().policy.values().keys()
        region, _ = read_workbook(changed[a_formation])
        assert region.team("Boven IJ").formation.value == 150


@pytest.mark.parametrize(
    ("lang", "sheet", "failing"), [("nl", "Controle", "KLOPT NIET"), ("en", "Checks", "DOES NOT HOLD")]
)
def test_a_check_that_fails_is_white_on_dark_red_and_bold(lang, sheet, failing):
    book = office.opened(reference(), lang)
    rules = {
        rule.formula[0]: rule.dxf
        for conditional in book[sheet].conditional_formatting
        for rule in conditional.rules
        if str(conditional.sqref).startswith("H7:")
    }
    look = rules[f'"{failing}"']
    assert look.fill.bgColor.rgb == "FF9C0006"
    assert look.font.color.rgb == "FFFFFFFF"
    assert look.font.b
