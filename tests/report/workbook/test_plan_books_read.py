"""Plans as workbooks: what is read back, and what is no plan."""

from pathlib import Path

import plan_scenarios as scenarios
import pytest

from rvp_alloc import InfeasibleError, Policy, RequestError, allocate, try_allocate
from rvp_alloc.planning.rounding import try_round_posts
from rvp_alloc.planning.years import YearPlan, plan_years
from rvp_alloc.report.workbook import read_workbook, save_workbook, workbook_bytes, workbook_policy


def division_of(answer):
    """Return the division that is behind an answer without years."""
    return next(getattr(answer, name) for name in ("new", "plan") if hasattr(answer, name))


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("scenario", scenarios.SCENARIOS, ids=lambda scenario: scenario.__name__)
def test_figures_and_policy_come_back(tmp_path, scenario, lang):
    answer = scenario()
    path = save_workbook(answer, tmp_path / "plan.xlsx", lang=lang)
    plan = answer if isinstance(answer, YearPlan) else division_of(answer)
    expected = (plan.region, plan.task.policy) if isinstance(plan, YearPlan) else (plan.region, plan.policy)
    assert read_workbook(path) == expected
    assert workbook_policy(path) == expected[1]


def test_a_plan_is_made_again_of_its_workbook(tmp_path):
    plan = scenarios.years_as_stated_with_an_own_rule()
    region, policy = read_workbook(save_workbook(plan, tmp_path / "plan.xlsx"))
    again = plan_years(region, policy, plan.task.intake, layers="as_stated")
    assert workbook_bytes(again) == workbook_bytes(plan)


def test_a_revision_is_made_again_of_its_workbook(tmp_path):
    revision = scenarios.revised()
    again = allocate(*read_workbook(save_workbook(revision, tmp_path / "revision.xlsx")))
    assert [team.new_fte for team in again.teams] == [team.new_fte for team in revision.new.teams]


def conflict():
    return try_allocate(scenarios.REGION, Policy.reference().set("ipga.cap", "0.04"))


def no_rounding():
    pinned = Policy.reference().set("pins.amstelveen", "2.5", source="a mayor", note="made up")
    return try_round_posts(allocate(scenarios.REGION, pinned))


def years_conflict():
    with pytest.raises(InfeasibleError) as caught:
        plan_years(scenarios.REGION, intake={2023: 20}, layers="as_stated")
    return caught.value.conflict


@pytest.mark.parametrize("make", [conflict, no_rounding, years_conflict])
def test_what_says_that_there_is_no_division_has_no_workbook(tmp_path, make):
    with pytest.raises(RequestError, match="leave no division") as caught:
        save_workbook(make(), tmp_path / "none.xlsx")
    assert caught.value.problems[0].code == "no_division"
    assert not list(Path(tmp_path).iterdir())


@pytest.mark.parametrize("thing", [None, "plan", 71, scenarios.REGION])
def test_what_is_no_answer_is_refused(thing):
    with pytest.raises(RequestError) as caught:
        workbook_bytes(thing)
    assert caught.value.problems[0].code == "no_division"


def test_an_unknown_language_is_refused():
    with pytest.raises(RequestError):
        workbook_bytes(scenarios.two_years(), "fr")
