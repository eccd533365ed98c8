"""The page in a browser: nothing from outside, the slider as exact as allocate, for everyone, and hostile names as text."""

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe

from report_policies import POLICIES, plan_of
from rvp_alloc import Policy, allocate, load_region, try_allocate
from rvp_alloc.allocation import Allocation
from rvp_alloc.figure import rounded
from rvp_alloc.report.page import report_html
from rvp_alloc.words import number_text

AMSTERDAM = load_region("amsterdam-2022")
PLAN = allocate(AMSTERDAM, new_fte=71)
CONFLICTING = ["0", "1", "10", "15.999", "16", "22.041", "22.0411", "30", "38.04", "38.0409"]
HOLDING = [
    "38.041",
    "38.042",
    "38.7521",
    "42.7027",
    "42.7028",
    "42.7029",
    "71",
    "89.673968",
    "89.674",
    "156.632",
    "200",
]
HOLDING += [str(Decimal(place * 559 + 3837) / 100) for place in range(29)]
HOSTILE = [
    "<script>alert(1)</script>",
    "=cmd()",
    "</script><b>",
    "x" * 300,
    "\"' onclick='alert(1)",
    "\u05d0\u05d1\u05d2",
    "{fte}",
]


@pytest.fixture(scope="module")
def pages():
    return {lang: report_html(PLAN, lang) for lang in ("nl", "en")}


def expected(plan, lang):
    return [number_text(rounded(team.new_fte, 3), lang) for team in plan.teams]


def test_it_asks_for_nothing_and_complains_of_nothing(opened, pages):
    for html in pages.values():
        found = opened(html)
        assert len(found.requests) == 1
        assert found.requests[0].startswith("file:")
        assert not found.complaints
        assert found.shows_division()


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_fifty_budgets_are_what_allocate_gives(opened, pages, lang):
    assert len(CONFLICTING) + len(HOLDING) == 50
    found = opened(pages[lang])
    for text in (*CONFLICTING, *HOLDING):
        found.choose(text.replace(".", ",") if lang == "nl" else text)
        outcome = try_allocate(AMSTERDAM, new_fte=text)
        assert found.shows_division() == isinstance(outcome, Allocation), text
        if not isinstance(outcome, Allocation):
            continue
        assert found.cells("fte") == expected(outcome, lang), text
        districts = [number_text(rounded(outcome.totals["district"][d.id], 3), lang) for d in AMSTERDAM.districts]
        assert found.cells("district") == districts
        assert found.cells("together") == [number_text(rounded(Fraction(text), 3), lang)]
        assert number_text(Decimal(text), lang) in found.summary() or Decimal(text) == Decimal(text).to_integral()
    assert not found.complaints


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_without_a_division_the_page_tells_why_and_shows_no_numbers_of_one(opened, pages, lang):
    found = opened(pages[lang])
    for text in CONFLICTING:
        found.choose(text)
        conflict = try_allocate(AMSTERDAM, new_fte=text)
        told = found.page.locator("#slider-clashes li").all_inner_texts()
        assert len(told) == len(conflict.clashes), text
        assert not found.shows_division()
        assert ("38,041" if lang == "nl" else "38.041") in found.summary()
        assert found.page.is_visible("#slider-above")
        assert not found.page.is_visible("#slider-below")
    found.page.click("#slider-above")
    assert found.cells("fte") == expected(allocate(AMSTERDAM, new_fte="38.041"), lang)


def test_the_keyboard_does_it_all(opened, pages):
    found = opened(pages["en"])
    found.page.focus("#slider-range")
    for key, budget in (
        ("ArrowRight", 72),
        ("ArrowLeft", 71),
        ("ArrowLeft", 70),
        ("End", 200),
        ("PageDown", 180),
        ("PageUp", 200),
    ):
        found.page.keyboard.press(key)
        assert found.page.input_value("#slider-field") == str(budget)
        assert found.cells("fte") == expected(allocate(AMSTERDAM, new_fte=budget), "en")
    found.page.keyboard.press("Home")
    assert not found.shows_division()
    assert found.page.get_attribute("#slider-range", "aria-valuetext") == "0 fte"
    found.page.focus("#slider-above")
    found.page.keyboard.press("Enter")
    assert found.page.input_value("#slider-field") == "38.041"
    found.page.focus("#slider-now")
    found.page.keyboard.press("Space")
    assert found.cells("fte") == expected(PLAN, "en")


@pytest.mark.parametrize(
    "text", ["", "x", "-1", "201", "1e3", "200.000000001", "1.2.3", "0.1234567891", "<b>", "\uff19"]
)
def test_what_is_no_budget_is_refused_in_words(opened, pages, text):
    found = opened(pages["en"])
    found.choose(text)
    assert found.page.get_attribute("#slider-field", "aria-invalid") == "true"
    assert found.summary() == "Type a number from 0 to 200, with at most nine decimals."
    assert not found.shows_division()
    assert not found.page.is_visible("#slider-conflict")


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("width", [1280, 320])
def test_no_barriers(opened, pages, lang, width):
    found = opened(pages[lang], width)
    for budget in ("71", "30", "x"):
        found.choose(budget)
        violations = Axe().run(found.page).response["violations"]
        assert not violations, [violation["id"] for violation in violations]
        assert found.page.evaluate("document.documentElement.scrollWidth") <= width
    levels = [int(level) for level in re.findall(r"<h([1-6])", pages[lang])]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert found.page.get_attribute("html", "lang") == lang


@pytest.mark.parametrize("name", POLICIES)
def test_other_policies_slide_as_exactly(opened, name):
    plan = plan_of(name)
    found = opened(report_html(plan, "en"))
    budgets = [
        "0.5",
        "7",
        "12.125",
        "38.041",
        "50",
        "71",
        "88.8",
        "150.001",
        "200",
        str(plan.policy["budget.new_fte"].value),
    ]
    for text in budgets:
        found.choose(text)
        outcome = try_allocate(plan.region, plan.policy.with_fallback(), text)
        assert found.shows_division() == isinstance(outcome, Allocation), text
        if isinstance(outcome, Allocation):
            assert found.cells("fte") == [cell.replace("-", "\N{MINUS SIGN}") for cell in expected(outcome, "en")], text
        else:
            assert len(found.page.locator("#slider-clashes li").all_inner_texts()) >= 1
            assert found.page.is_visible("#slider-above") or found.page.is_visible("#slider-below")
    assert not found.complaints
    assert not Axe().run(found.page).response["violations"]


def renamed(region, names):
    teams = tuple(
        replace(team, name=names[place]) if place < len(names) else team for place, team in enumerate(region.teams)
    )
    return replace(region, teams=teams, name=f"Unit {names[0]}")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_hostile_names_stay_text(opened, lang):
    region = renamed(AMSTERDAM, HOSTILE)
    pin = Policy.reference().set(f"pins.{region.teams[1].id}", 3, source=HOSTILE[0], note=HOSTILE[2])
    html = report_html(allocate(region, pin), lang, author=HOSTILE[0], date=HOSTILE[2])
    found = opened(html, 320)
    for budget in ("71", "50", "10"):
        found.choose(budget)
    assert not found.complaints
    assert found.page.locator("b, [onclick]").count() == 0
    assert found.page.locator("script").count() == 2
    names = found.page.locator("#slider-division tbody th").all_inner_texts()
    assert names[: len(HOSTILE)] == HOSTILE
    assert found.page.evaluate("document.documentElement.scrollWidth") <= 320
    assert "{fte}" in found.page.inner_text("#teams")


def test_the_same_input_gives_the_same_bytes(pages):
    again = allocate(load_region("amsterdam-2022"), new_fte=71)
    for lang, html in pages.items():
        assert report_html(again, lang) == html
        assert len(html.encode()) < 1_500_000


def test_the_policy_of_the_page_lets_nothing_in(pages):
    for html in pages.values():
        rules = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]
        assert rules.startswith("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-")
        assert not re.findall(r"(?:src|href)=\"(?!#|data:,)[^\"]*\"", html)
        assert "http://" not in html.replace("http://www.w3.org/2000/svg", "")


def test_page_one_fits_on_one_page_and_everything_is_open_on_paper(opened, pages):
    for html in (*pages.values(), report_html(plan_of("pins"), "nl"), report_html(plan_of("relaxed"), "en")):
        found = opened(html, 680)
        found.page.emulate_media(media="print")
        heights = found.page.evaluate(
            "[document.querySelector('.front').getBoundingClientRect().bottom, 269 * 96 / 25.4]"
        )
        assert heights[0] <= heights[1]
        found.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert found.page.locator("details:not([open])").count() == 0
        assert not found.page.is_visible("#slider")
        assert found.page.is_visible(".instead table")
        found.page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert found.page.locator("details[open]").count() == 0
