"""Book: a workbook that is being written, sheet by sheet in the order in which a reader finds them."""

import datetime as dt
import io
from typing import Any

from rvp_alloc.extras import load
from rvp_alloc.report.workbook.formula import Formulas
from rvp_alloc.report.workbook.page import Page
from rvp_alloc.report.workbook.style import TABS, Styles
from rvp_alloc.words import Lang, word

_CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001  (a workbook knows no time zones; fixed, so that the same input gives the same bytes)
_PLAIN_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class Book:
    """A workbook in memory; the first sheet is the one that opens."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self._buffer = io.BytesIO()
        self.file: Any = load("xlsxwriter", "report").Workbook(self._buffer, {"in_memory": True, **_PLAIN_TEXT})
        self.file.set_properties({"created": _CREATED, "title": word("book_title", lang)})
        self._styles = Styles(self.file)
        self._pages: list[Page] = []

    def page(self, name: str, kind: str, formulas: Formulas | None = None) -> Page:
        """Return a new sheet after the others; ``kind`` gives its tab a colour."""
        page = Page(self.file, name, self._styles, formulas)
        page.sheet.set_tab_color(TABS[kind])
        self._pages.append(page)
        return page

    def finished(self) -> bytes:
        """Return the file, now that everything is written."""
        for page in self._pages:
            page.settle()
        self._pages[0].sheet.activate()
        self.file.close()
        return self._buffer.getvalue()
