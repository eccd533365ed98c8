"""A page in headless Chromium, opened from a file, without a network: for tests of what people see."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright

SERIOUS = ("serious", "critical")


@contextmanager
def opened(path: Path, *, dark: bool = False, width: int = 1150) -> Iterator[Page]:
    """Open a file in Chromium; whatever it asks of a network fails the test."""
    browser_program = shutil.which("chromium")
    assert browser_program, "this test opens a page in Chromium: install the package chromium, as .ci/run does"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_program, args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": width, "height": 900}, offline=True, color_scheme="dark" if dark else "light"
        )
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        yield page
        browser.close()
    assert all(url.startswith(("file:", "data:", "blob:")) for url in asked), asked


def serious_faults(page: Page) -> list[str]:
    """Return what axe finds that keeps people out."""
    found = Axe().run(page).response["violations"]
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:200]}" for fault in found if fault["impact"] in SERIOUS]
