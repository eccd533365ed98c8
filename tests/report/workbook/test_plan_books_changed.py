"""What somebody changes by hand in a plan's workbook shows in exactly the checks that it touches."""

from functools import cache

import by_hand
import plan_scenarios as scenarios
import pytest
from by_hand import cell_of, figure, read

from rvp_alloc.planning.years import Cap, plan_years
from rvp_alloc.report.workbook.check_sheet import BOUND, LEFT

CAP = Cap(share="0.07", source=scenarios.SOURCE)


@cache
def stated():
    """Return a plan in which nothing grows in, so that one year's intake touches that year and later ones only."""
    return plan_years(scenarios.REGION, intake={2023: 60, 2024: 6, 2025: 5}, layers="as_stated", growth_cap=CAP)


def by_year(book, what, year):
    sheet = book["By_year"]
    column = next(cell.column for cell in sheet[4] if cell.value == str(year))
    return sheet.cell(next(row for row in range(5, sheet.max_row) if sheet.cell(row, 1).value == what), column)


def a_whole_post_less(book):
    cell_of(book["Proposal"], "Boven IJ", "Key").value -= 1


def half_a_post_moved(book):
    cell_of(book["Proposal"], "Boven IJ", "Key").value -= 0.5
    cell_of(book["Proposal"], "Centrum-Amstel", "Key").value += 0.5


def a_smaller_step(book):
    book["Whole_posts"]["B4"].value = 0.3


def a_result_of_a_year(book):
    cell_of(book["Proposal_2024"], "Boven IJ", "Key").value += 1


def what_comes_in(book):
    by_year(book, "Comes in", 2024).value = 8


def a_cap(book):
    sheet = book["By_year"]
    row = next(row for row in range(20, sheet.max_row + 1) if sheet.cell(row, 1).value == "Nieuw-West Noord")
    assert sheet.cell(row, 4).value == 0.07
    sheet.cell(row, 4).value = 0.01


def a_stated_parameter(book):
    sheet = book["Policy"]
    row = next(row for row in sheet.iter_rows() if (row[8].value, row[9].value) == ("rule:ipga", "parameter:heads"))
    row[1].value = 81


def a_figure_of_later_years(book):
    sheet = book["figures_2025"]
    row = next(row for row in sheet.iter_rows() if (row[0].value, row[1].value) == ("pool:boven-ij", "inhabitants"))
    row[2].value = 1_000_000


def what_is_realised(book):
    cell_of(book["Revision"], "Boven IJ", "Realised").value = 9


def an_effect(book):
    sheet = book["Revision"]
    cell_of(sheet, "Boven IJ", next(cell.value for cell in sheet[7] if str(cell.value).startswith("By: "))).value = 7


def who_may_lose_less(book):
    cell_of(book["Reallocation"], "Zuid-Buitenveldert", "At the lowest (fte)").value = -1


def a_formation(book):
    figure(book, "team:zuid-buitenveldert", "formation").value = 100


CHANGES = {
    a_whole_post_less: scenarios.whole_posts,
    half_a_post_moved: scenarios.whole_posts,
    a_smaller_step: scenarios.whole_posts,
    a_result_of_a_year: stated,
    what_comes_in: stated,
    a_cap: stated,
    a_stated_parameter: stated,
    a_figure_of_later_years: scenarios.four_years_with_a_cap_and_a_forecast,
    what_is_realised: scenarios.revised,
    an_effect: scenarios.revised,
    who_may_lose_less: scenarios.moved,
    a_formation: scenarios.moved_over_years,
}


@pytest.fixture(scope="module")
def changed(tmp_path_factory):
    return by_hand.changed(CHANGES, tmp_path_factory.mktemp("changed"))


class TestWholePosts:
    def test_a_post_less_is_still_whole_and_breaks_the_total(self, changed):
        _, failing = read(changed[a_whole_post_less])
        # 9 posts become 8, which is next to 8.513 too.
        assert failing == {"budget.new_fte", "rounding.total", "proven:key"}

    def test_half_a_post_is_no_whole_one(self, changed):
        checks, failing = read(changed[half_a_post_moved])
        assert failing == {"rounding.whole.new_fte:boven-ij", "rounding.whole.new_fte:centrum-amstel", "proven:key"}
        assert checks["rounding.whole.new_fte:boven-ij"][LEFT] == pytest.approx(0.5)

    def test_a_step_that_posts_are_no_multiple_of(self, changed):
        checks, failing = read(changed[a_smaller_step])
        whole = {team.id for team in scenarios.whole_posts().teams if team.new_fte % 3}
        far = {team.id for team in scenarios.whole_posts().teams if abs(team.change) > 0.3}
        posts = {pool.id for pool in scenarios.whole_posts().pools if pool.posts % 3}
        far_posts = {pool.id for pool in scenarios.whole_posts().pools if abs(pool.change) > 0.3}
        assert failing == {
            *(f"rounding.whole.new_fte:{team}" for team in whole),
            *(f"rounding.near.new_fte:{team}" for team in far),
            *(f"rounding.whole.wijkagent_posts:{pool}" for pool in posts),
            *(f"rounding.near.wijkagent_posts:{pool}" for pool in far_posts),
        }
        assert checks["rounding.near.new_fte:boven-ij"][BOUND] == pytest.approx(0.3)


class TestYears:
    def test_a_result_touches_its_own_year_and_what_the_next_one_adds(self, changed):
        checks, failing = read(changed[a_result_of_a_year])
        assert failing == {
            "budget.new_fte@2024",
            "years.intake@2024",
            "years.intake@2025",
            "years.no_fall:boven-ij@2025",
            "proven:key@2024",
        }
        assert checks["years.intake@2024"][LEFT] == pytest.approx(7)
        assert checks["years.intake@2025"][LEFT] == pytest.approx(4)

    def test_what_comes_in_is_asked_of_its_year_and_those_after_it(self, changed):
        checks, failing = read(changed[what_comes_in])
        assert failing == {
            "years.intake@2024",
            *(f"{label}@{year}" for year in (2024, 2025) for label in ("budget.new_fte", "proven:key_target")),
        }
        assert [checks[f"budget.new_fte@{year}"][BOUND] for year in (2023, 2024, 2025)] == pytest.approx([60, 68, 73])

    def test_a_cap_is_one_teams(self, changed):
        checks, failing = read(changed[a_cap])
        added = [year.added for year in stated().team("Nieuw-West Noord")]
        most = 142.7 * 0.01
        asked = [checks[f"years.growth_cap:nieuw-west-noord@{year}"][BOUND] for year in (2023, 2024, 2025)]
        assert asked == pytest.approx([most] * 3)
        years = [year for year, amount in zip((2023, 2024, 2025), added, strict=True) if amount > most]
        assert years
        assert failing == {f"years.growth_cap:nieuw-west-noord@{year}" for year in years}

    def test_a_stated_parameter_holds_in_every_year(self, changed):
        checks, failing = read(changed[a_stated_parameter])
        assert failing == {f"ipga.heads@{year}" for year in (2023, 2024, 2025)}
        assert {checks[f"ipga.heads@{year}"][BOUND] for year in (2023, 2024, 2025)} == {81}

    def test_a_figure_of_a_forecast_is_that_of_later_years(self, changed):
        _, failing = read(changed[a_figure_of_later_years])
        assert failing == {"wijkagent_unit.norm@2025", "wijkagent_unit.norm@2026"}


class TestRevisionAndReallocation:
    def test_what_is_realised_stays(self, changed):
        _, failing = read(changed[what_is_realised])
        assert failing == {"revision.realised:boven-ij"}

    def test_effects_add_up(self, changed):
        _, failing = read(changed[an_effect])
        assert failing == {"revision.effects:boven-ij"}

    def test_nobody_loses_more_than_may_be(self, changed):
        checks, failing = read(changed[who_may_lose_less])
        assert failing == {"reallocation.floor:zuid-buitenveldert"}
        assert checks["reallocation.floor:zuid-buitenveldert"][BOUND] == -1

    def test_a_formation_changes_what_may_be_lost_in_a_year(self, changed):
        checks, failing = read(changed[a_formation])
        falls = {label for label in failing if label.startswith("years.")}
        course = scenarios.moved_over_years().team("Zuid-Buitenveldert").by_year
        before = dict(zip(course, (0, *course.values()), strict=False))
        assert falls == {
            f"years.loss_cap:zuid-buitenveldert@{year}" for year in course if course[year] < before[year] - 1
        }
        assert falls
        assert checks["years.loss_cap:zuid-buitenveldert@2025"][BOUND] == pytest.approx(-1)
