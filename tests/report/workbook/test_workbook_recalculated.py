"""What LibreOffice makes of every formula is what the library computed exactly."""

import office
import openpyxl
import pytest
from hypothesis import Phase, assume, given, settings
from workbook_scenarios import SCENARIOS, reference

from rvp_alloc import Conflict, try_allocate
from rvp_alloc.report.workbook import read_workbook, save_workbook
from rvp_alloc.report.workbook.check_sheet import ABOUT, BOUND, CHECK, LEFT, SLACK
from rvp_alloc.words import word
from strategies import cases

GENERATED = 32  # the last of these still has a formula of a form that none before it has; the next ones have none
CLOSE = office.CLOSE


def assert_as_computed(plan, book, lang):
    assert_checks(plan, office.lines(book, lang), lang)
    assert_results(plan, book[word("book_sheet_proposal", lang)], lang)


def assert_checks(plan, checks, lang):
    """Compare with the rows of the library, one by one."""
    guiding = {"key", *(rule for rule in ("wijkagent_unit", "wijkagent_area") if plan.policy.state(rule) == "guiding")}
    for rule in plan.rules:
        for row in rule.rows:
            line = checks[row.label]
            numbers = (float(row.value), float(row.required), float(row.slack))
            assert (line[LEFT], line[BOUND], line[SLACK]) == pytest.approx(numbers, rel=CLOSE, abs=CLOSE), row
            names = ("reached", "not_reached") if rule.rule in guiding else ("holds", "fails")
            assert line[CHECK] == word(f"book_{names[row.slack < 0]}", lang), row
    assert word("book_fails", lang) not in {line[CHECK] for line in checks.values()}


def assert_results(plan, sheet, lang):
    assert sheet["A3"].value == word("book_all_hold", lang)
    head = [cell.value for cell in sheet[7]]
    places = {heading: place for place, heading in enumerate(head)}
    for row, team in zip(sheet.iter_rows(min_row=8, values_only=True), plan.teams, strict=False):
        assert row[0].removesuffix(" *") == team.name
        assert row[places[word("new_fte", lang)]] == pytest.approx(float(team.new_fte), abs=CLOSE)
        fulfilment = row[places[word("key_fulfilment", lang)]]
        assert fulfilment == (
            "-" if team.key_fulfilment is None else pytest.approx(float(team.key_fulfilment), abs=CLOSE)
        )
    texts = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=8)]
    names = {district.id: district.name for district in plan.region.districts}
    for scope, totals in plan.totals.items():
        start = next((n for n, row in enumerate(texts) if row[0] == word(f"book_{scope}", lang)), None)
        for row, (place, amount) in zip(texts[start + 1 :] if totals else [], totals.items(), strict=False):
            assert row[0] == (names.get(place, place) if scope == "district" else place)
            assert row[1] == pytest.approx(float(amount), abs=CLOSE)


def assert_all(plans, folder):
    for found in office.recalculated(plans, folder):
        plan = found.answer
        assert_as_computed(plan, found.book, found.lang)
        assert read_workbook(found.path) == read_workbook(found.made) == (plan.region, plan.policy)


def test_every_formula_of_every_kind_of_division(tmp_path):
    assert_all([scenario() for scenario in SCENARIOS], tmp_path)


def test_every_formula_of_generated_divisions(tmp_path):
    plans = []

    @settings(max_examples=GENERATED, phases=[Phase.generate])
    @given(cases(reordered=True))
    def collect(case):
        plan = try_allocate(*case)
        assume(not isinstance(plan, Conflict))
        plans.append(plan)

    collect()
    assert len(plans) == GENERATED
    assert_all(plans, tmp_path)


def test_values_in_the_file_play_no_part(tmp_path):
    """A workbook whose every value was lost (openpyxl keeps formulas only) computes them all again."""
    book = openpyxl.load_workbook(save_workbook(reference(), tmp_path / "whole.xlsx", lang="en"))
    book.save(tmp_path / "bare.xlsx")
    assert office.values(tmp_path / "bare.xlsx").keys().isdisjoint(office.formulas(tmp_path / "bare.xlsx"))
    [made] = office.converted([tmp_path / "bare.xlsx"], tmp_path)
    assert_as_computed(reference(), office.as_written(tmp_path / "whole.xlsx", made), "en")


def test_what_a_row_is_about_is_told_by_name():
    book = office.opened(reference(), "nl")
    checks = office.lines(book, "nl")
    assert checks["ipga.cap:boven-ij"][ABOUT] == "Boven IJ"
    assert checks["wijkagent_area.norm:nieuw-west"][ABOUT] == "Nieuw-West Noord + Nieuw-West Zuid"
    assert checks["budget.new_fte"][ABOUT] == "hele eenheid"
