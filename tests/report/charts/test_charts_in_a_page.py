"""All charts in one page, in a browser: nothing is fetched or run, nothing stands outside its picture, axe finds no fault."""

import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from charts_made import HOSTILE, NAMES, OF_A_PLAN, made, renamed
from playwright.sync_api import sync_playwright

from rvp_alloc import allocate
from rvp_alloc.report.charts import svg

HEAD = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Charts</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'"></head><body><main><h1>Charts</h1>"""
OUTSIDE = """() => [...document.querySelectorAll("svg")].flatMap(picture => {
  const whole = picture.getBoundingClientRect();
  return [...picture.querySelectorAll("text")].filter(text => text.textContent).filter(text => {
    const box = text.getBoundingClientRect();
    return box.left < whole.left - 2 || box.right > whole.right + 2 || box.top < whole.top - 2 || box.bottom > whole.bottom + 2;
  }).map(text => text.textContent);
})"""


@pytest.fixture(scope="module")
def seen():
    """Open the page, and return what happened: requests, words on the console, dialogs, and what axe and a ruler find."""
    hostile = allocate(renamed(HOSTILE), new_fte=71)
    drawn = [svg(made(name, "nl")) for name in NAMES] + [svg(draw(hostile, "en")) for draw in OF_A_PLAN.values()]
    happened = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page()
        page.on("request", lambda request: happened.append(request.url))
        page.on("console", lambda message: happened.append(message.text))
        page.on("dialog", lambda dialog: happened.append(dialog.message))
        page.set_content(HEAD + "".join(f"<figure>{text}</figure>" for text in drawn) + "</main></body></html>")
        outside, pictures = page.evaluate(OUTSIDE), page.get_by_role("img").count()
        faults = [fault["id"] for fault in Axe().run(page).response["violations"]]
        browser.close()
    return {"happened": happened, "outside": outside, "faults": faults, "pictures": pictures, "drawn": len(drawn)}


def test_nothing_is_fetched_run_or_refused(seen):
    assert seen["happened"] == []


def test_every_chart_is_a_picture_without_a_fault(seen):
    assert seen["pictures"] == seen["drawn"]
    assert seen["faults"] == []


def test_no_text_stands_outside_its_picture(seen):
    assert seen["outside"] == []
