"""The page of a revision or a reallocation in a browser: quiet, for everyone, page one on one page, hostile names as text."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe

from report_moves import AMSTERDAM, KEY, MOVES, move, plan
from rvp_alloc import allocate
from rvp_alloc.planning.reallocation import Cap, reallocate
from rvp_alloc.planning.revision import Pin, revise
from rvp_alloc.report.page import report_html

HOSTILE = [
    "<script>alert(1)</script>",
    "=cmd()",
    "</script><b>",
    "x" * 300,
    "\"' onclick='alert(1)",
    "\u05d0\u05d1\u05d2",
    "{fte}",
]
LANGUAGES = ("nl", "en")
ON_PAPER = (
    "revision: everything",
    "revision: nothing moves",
    "reallocation: capped",
    "reallocation: ten years",
    "plan revised: halfway",
)


@pytest.mark.parametrize("name", MOVES)
def test_it_is_quiet_and_keeps_nobody_out(opened, name):
    for lang, width in (("nl", 1280), ("en", 320)):
        html = report_html(move(name), lang)
        found = opened(html, width)
        assert len(found.requests) == 1
        violations = Axe().run(found.page).response["violations"]
        assert not violations, [violation["id"] for violation in violations]
        assert found.page.evaluate("document.documentElement.scrollWidth") <= width
        assert not found.complaints
        assert "<script" not in html
        levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ON_PAPER)
def test_page_one_fits_on_one_page(opened, name, lang):
    found = opened(report_html(move(name), lang, author="A. Planner", date="1 May 2025"), 680)
    found.page.emulate_media(media="print")
    bottom, page = found.page.evaluate(
        "[document.querySelector('.front').getBoundingClientRect().bottom, 269 * 96 / 25.4]"
    )
    assert bottom <= page


def test_hostile_names_stay_text(opened):
    teams = tuple(
        replace(team, name=HOSTILE[place]) if place < len(HOSTILE) else team
        for place, team in enumerate(AMSTERDAM.teams)
    )
    region = replace(AMSTERDAM, teams=teams, name=f"Unit {HOSTILE[0]}")
    first, second = region.teams[0].id, region.teams[1].id
    revision = revise(allocate(region), pins={first: Pin(9, HOSTILE[0], HOSTILE[2])}, realised={second: 1}, new_fte=72)
    moved = reallocate(
        region,
        KEY,
        new_fte=0,
        loss_cap_team=Cap(share="0.01", source=HOSTILE[0], note=HOSTILE[2]),
        hold_harmless={second: HOSTILE[4]},
    )
    for answer in (revision, moved):
        found = opened(report_html(answer, "en", author=HOSTILE[0], date=HOSTILE[2]), 320)
        assert not found.complaints
        assert found.page.locator("b, [onclick], script").count() == 0
        names = found.page.locator(".front tbody th").all_inner_texts()
        assert set(HOSTILE) <= set(names)
        assert found.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_same_input_gives_the_same_bytes():
    again = {
        "revision: nothing moves": revise(plan()),
        "reallocation: nothing moves": reallocate(AMSTERDAM, KEY, new_fte=0, loss_cap_team=0),
    }
    for name, answer in again.items():
        assert report_html(answer, "nl") == report_html(move(name), "nl")
