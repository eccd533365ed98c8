"""Text stays text in the workbooks of plans, and the same answer gives the same bytes and readable sheets."""

import re
from functools import cache

import office
import openpyxl
import plan_scenarios as scenarios
import pytest
from hostile_names import HOSTILE, harmless, hostile

from rvp_alloc.planning.reallocation import Cap, reallocate
from rvp_alloc.planning.revision import Pin, revise
from rvp_alloc.planning.rounding import round_posts
from rvp_alloc.planning.years import plan_years
from rvp_alloc.report.workbook import save_workbook, workbook_bytes
from rvp_alloc.words import word

MOST_YEARS = 30


@cache
def whole(plan):
    return round_posts(plan, "0.5")


@cache
def years(plan):
    caps = {team.name: Cap(share="0.2", source=f"={team.name}", note="@note") for team in plan.region.teams}
    forecast = {"inhabitants.boven-ij": {"value": 100_000, "source": "=cmd()"}}
    return plan_years(plan.region, plan.policy, {2023: 40, 2024: 31}, growth_cap=caps, forecasts={2024: forecast})


@cache
def revision(plan):
    [first, *_] = plan.region.teams
    return revise(plan, realised={first.name: 1}, pins={first.name: Pin(9, "=author()", "-reason")})


@cache
def reallocation(plan):
    [first, *_] = plan.region.teams
    policy = plan.policy.set("pins.state", "off").set("ipga.state", "off")
    return reallocate(plan.region, policy, share="0.1", hold_harmless={first.name: "=held"})


KINDS = (whole, years, revision, reallocation)


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("make", KINDS)
def test_names_are_texts_and_no_part_of_a_formula(tmp_path, make, lang):
    path = save_workbook(make(hostile()), tmp_path / "hostile.xlsx", lang=lang)
    plain = save_workbook(make(harmless()), tmp_path / "plain.xlsx", lang=lang)
    assert office.formulas(path) == office.formulas(plain)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    names = [sheet.cell(row, 1) for row in range(8, 8 + len(HOSTILE))]
    assert {cell.value for cell in names} == set(HOSTILE)
    assert {cell.data_type for cell in names} == {"s"}
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert not book.defined_names


def test_hostile_names_go_through_libreoffice(tmp_path):
    for found in office.recalculated([make(hostile()) for make in KINDS], tmp_path):
        assert found.book.worksheets[0]["A3"].value == word("book_all_hold", found.lang)


@pytest.mark.parametrize("scenario", scenarios.SCENARIOS, ids=lambda scenario: scenario.__name__)
def test_the_same_answer_gives_the_same_bytes(scenario):
    made = scenario.__wrapped__()  # made anew, not the one that is kept
    assert workbook_bytes(made, "en") == workbook_bytes(scenario(), "en")


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("scenario", scenarios.SCENARIOS, ids=lambda scenario: scenario.__name__)
def test_sheets_are_called_and_printed_so_that_references_need_no_quotes(scenario, lang):
    book = office.opened(scenario(), lang)
    names = book.sheetnames
    assert book.active.title == names[0]
    for name in names:
        assert re.fullmatch(r"[A-Za-z][A-Za-z_]*(_\d{1,4})?", name)
        # A formula leaves out the name of its own sheet: so no name is the end of another.
        assert not [other for other in names if other != name and other.endswith(name)]
    for sheet in book:
        assert sheet.sheet_properties.tabColor is not None
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.freeze_panes
        for row in sheet.iter_rows():
            assert not [cell for cell in row if cell.data_type == "f" and "'" in str(cell.value)]


def test_what_is_read_first_stands_first_and_the_workings_last():
    plan = scenarios.moved_over_years()
    book = office.opened(plan, "nl")
    proposals, workings = (tuple(f"{name}_{year}" for year in (2025, 2026)) for name in ("Voorstel", "Opbouw"))
    inputs = ("Per_jaar", "Beleid", "figures")
    assert tuple(book.sheetnames) == ("Herverdeling", "Plan", *proposals, "Controle", *inputs, "Toelichting", *workings)


def test_figures_have_a_sheet_for_each_year_in_which_they_change():
    book = office.opened(scenarios.four_years_with_a_cap_and_a_forecast(), "nl")
    assert [name for name in book.sheetnames if name.startswith("figures")] == ["figures", "figures_2025"]
    assert "Opbouw_2026" in book.sheetnames
    cells = [cell.value for row in book["Opbouw_2026"].iter_rows() for cell in row if cell.data_type == "f"]
    assert any("figures_2025!" in text for text in cells)
    assert not any("figures!" in text for text in cells)


def test_the_longest_plan_fits_and_opens(tmp_path):
    plan = plan_years(scenarios.REGION, intake={2023 + year: "2.5" for year in range(MOST_YEARS)})
    [found] = office.recalculated([plan], tmp_path)
    assert len(found.book.sheetnames) == 2 * MOST_YEARS + 6


def test_notes_tell_what_became_of_rules_year_by_year():
    plan = scenarios.four_years_with_a_cap_and_a_forecast()
    sheet = office.opened(plan, "en")["Notes"]
    told = {row[0]: row[1] for row in sheet.iter_rows(values_only=True) if row[0]}
    states = [result.rule("wijkagent_area").state for result in plan.results]
    assert len(set(states)) > 1
    assert told["Wijkagent norm per area"].startswith("2023: not reached everywhere; 2024-2026: binding")


def test_notes_tell_who_is_further_than_one_step_off_and_why():
    sheet = office.opened(scenarios.further_than_one_step(), "en")["Notes"]
    told = {row[0]: row[1] for row in sheet.iter_rows(values_only=True) if row[0]}
    assert told["Further than one step: New fte"] == "Boven IJ: 5 steps further, because of Budget"
