"""One browser for all tests of the page: Chromium, as the system has it, with everything off that reaches out."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(
    scope="module"
)  # no longer: while it is open, its event loop is in the way of others in the same process
def browser():
    executable = shutil.which("chromium")
    if executable is None:
        pytest.fail("chromium is not installed: the tests of the page need it (apt-get install chromium)")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield found
        found.close()


class Opened:
    """A page that was opened from a file, with what it asked for and what it complained of."""

    def __init__(self, browser, path, width=1280):
        self.page = browser.new_page(viewport={"width": width, "height": 900})
        self.complaints, self.requests = [], []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(path.as_uri())

    def choose(self, text):
        self.page.fill("#slider-field", text)

    def summary(self):
        return self.page.inner_text("#slider-summary")

    def cells(self, name):
        return self.page.locator(f"[data-slider={name}]").all_inner_texts()

    def shows_division(self):
        return self.page.is_visible("#slider-division")


@pytest.fixture
def opened(browser, tmp_path):
    pages = []

    def open_page(html, width=1280):
        path = tmp_path / f"report{len(pages)}.html"
        path.write_text(html, encoding="utf-8")
        pages.append(Opened(browser, path, width))
        return pages[-1]

    yield open_page
    for page in pages:
        page.page.close()
