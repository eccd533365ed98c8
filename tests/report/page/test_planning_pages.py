"""The pages of whole posts and plans in a browser: nothing from outside, for everyone, on paper, hostile names as text."""

import re
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe

from planned_answers import (
    ANSWERS,
    HOSTILE,
    REFERENCE,
    capped,
    full_plan,
    long_plan,
    plan,
    renamed,
    rounded,
    tenths,
)
from report_policies import POLICIES
from rvp_alloc import InfeasibleError, allocate
from rvp_alloc.planning.rounding import try_round_posts
from rvp_alloc.planning.years import Cap, plan_years
from rvp_alloc.report.markdown import report_markdown
from rvp_alloc.report.page import report_html

OUTSIDE = """width => [...document.querySelectorAll("table")]
  .filter(table => table.getBoundingClientRect().right > width + 0.5).map(table => table.caption.textContent)"""


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("name", ANSWERS)
def test_it_asks_for_nothing_complains_of_nothing_and_has_no_barriers(opened, name, lang):
    html = report_html(ANSWERS[name](), lang)
    for width in (1280, 320):
        found = opened(html, width)
        assert len(found.requests) == 1
        assert not found.complaints
        violations = Axe().run(found.page).response["violations"]
        assert not violations, [violation["id"] for violation in violations]
        assert found.page.evaluate("document.documentElement.scrollWidth") <= width
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert (levels[0], levels.count(1)) == (1, 1)
    assert all(after <= before + 1 for before, after in pairwise(levels))
    anchors = re.findall(r' id="([^"]*)"', html)
    assert len(anchors) == len(set(anchors))
    assert "<script" not in html


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("answer", [rounded, tenths, capped, plan, full_plan, long_plan])
def test_page_one_fits_on_one_page_and_no_table_is_cut_off_on_paper(opened, answer, lang):
    found = opened(report_html(answer(), lang, author="A. Planner", date="2026-11-24"), 680)
    found.page.emulate_media(media="print")
    found.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    bottom = found.page.evaluate("document.querySelector('.front').getBoundingClientRect().bottom")
    assert bottom <= 269 * 96 / 25.4
    assert found.page.evaluate(OUTSIDE, 680) == []


@pytest.mark.parametrize("kind", ["whole", "none", "years", "a clash"])
def test_hostile_names_stay_text(opened, kind):
    region = renamed()
    pinned = REFERENCE.set(
        f"pins.{region.teams[1].id}", 3 if kind != "none" else "2.5", source=HOSTILE[0], note=HOSTILE[2]
    )
    if kind in ("whole", "none"):
        answer = try_round_posts(allocate(region, pinned))
    else:
        try:
            cap = Cap(share="0.01" if kind == "a clash" else "0.05", source=HOSTILE[0], note=HOSTILE[2])
            answer = plan_years(region, pinned, {2023: 20, 2024: 51}, growth_cap=cap)
        except InfeasibleError as error:
            answer = error.conflict
    found = opened(report_html(answer, "nl", author=HOSTILE[0], date=HOSTILE[2]), 320)
    assert not found.complaints
    assert found.page.locator("b, [onclick], script").count() == 0
    assert found.page.evaluate("document.documentElement.scrollWidth") <= 320
    text = found.page.inner_text("body")
    assert HOSTILE[1] in text or kind in ("none", "a clash")
    assert HOSTILE[0] in text
    assert "<script>" not in report_markdown(answer, "en").replace("\\<", "")


@pytest.mark.parametrize("name", POLICIES)
def test_other_policies_have_reports(name):
    region, policy = POLICIES[name]()
    budget = policy["budget.new_fte"].value
    answers = [try_round_posts(allocate(region, policy)), try_round_posts(allocate(region, policy), "0.1")]
    if not policy.fallback:  # a plan does not let rules give way
        answers.append(plan_years(region, policy, {2023: budget}))
    for answer in answers:
        html = report_html(answer, "nl")
        assert all(team.name in html for team in region.teams) or answer.status == "no_rounding"


def test_the_same_input_gives_the_same_bytes():
    again = {
        "whole": try_round_posts(allocate(rounded().plan.region, new_fte=71)),
        "years": plan_years(plan().region, intake=plan().task.intake),
    }
    for name, answer in again.items():
        assert report_html(answer, "en") == report_html(ANSWERS[name](), "en")
