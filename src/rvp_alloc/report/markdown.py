"""The report as Markdown text: for a wiki, a mail or version control. It says what the page says, charts in words."""

import re
from collections.abc import Iterable, Iterator

from rvp_alloc.figure import Figure
from rvp_alloc.report.content import EURO_PER_FTE, Answer, Imprint, content
from rvp_alloc.report.parts import (
    Command,
    Fold,
    Items,
    Part,
    Picture,
    Report,
    Row,
    Section,
    Slider,
    Table,
    Text,
)
from rvp_alloc.words import Lang

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!$^])")
_START = re.compile(r"^([-+=](?=\s|$|[-=])|\d+[.)](?=\s|$))")
_BREAKS = re.compile(r"\s+")


def report_markdown(
    answer: Answer,
    lang: Lang = "nl",
    *,
    euro_per_fte: Figure | None = EURO_PER_FTE,
    author: str = "",
    date: str = "",
) -> str:
    """Return the report of an answer as Markdown text with tables.

    Parameters
    ----------
    answer, lang, euro_per_fte, author, date
        As for :func:`rvp_alloc.report.page.report_html`.

    Raises
    ------
    RequestError
        If there are no words in the language, or something else than an answer is given.
    MissingPackageError
        If altair or vl-convert is not installed.

    Examples
    --------
    >>> from rvp_alloc import allocate, load_region
    >>> text = report_markdown(allocate(load_region("amsterdam-2022"), new_fte=71), "en")
    >>> print(text.splitlines()[0])
    # Proposal for the division of 71 new fte
    """
    report = content(answer, Imprint(lang, euro_per_fte, author, date))
    return "\n\n".join(_report(report)) + "\n"


def _report(report: Report) -> Iterator[str]:
    yield f"# {escaped(report.title)}"
    yield f"*{escaped(report.subtitle)}*"
    yield from (escaped(sentence) for sentence in report.lead)
    if report.tiles:
        yield "\n".join(f"- **{escaped(tile.number)}** {escaped(tile.label)}" for tile in report.tiles)
    yield from _parts((*report.left, *report.right, *report.below), 2)
    yield from _parts(report.sections, 2)
    if report.closing:
        yield f"*{escaped(report.closing)}*"


def _parts(parts: Iterable[Part], level: int) -> Iterator[str]:
    for part in parts:
        match part:
            case Text():
                yield escaped(part.text)
            case Items():
                yield "\n".join(f"- {escaped(item)}" for item in part.items)
            case Table():
                yield f"**{escaped(part.caption)}**"
                yield "\n".join(_table(part))
            case Picture():
                yield escaped(part.told)
            case Command():
                yield f"    {part.text}"
            case Fold():
                yield f"{'#' * level} {escaped(part.summary)}"
                yield from _parts(part.parts, level + 1)
            case Slider():
                yield from _parts(part.instead, level)
            case Section():
                yield f"{'#' * level} {escaped(part.heading)}"
                yield from _parts(part.parts, level + 1)


def _table(table: Table) -> Iterator[str]:
    yield _line(column.heading for column in table.columns)
    yield "|" + "|".join("---:" if column.number else "---" for column in table.columns) + "|"
    for row in table.rows:
        yield _line(_cells(row, len(table.columns)), bold=row.tone != "plain")


def _cells(row: Row, count: int) -> list[str]:
    return [*row.cells, *[""] * (count - len(row.cells))]


def _line(cells: Iterable[str], *, bold: bool = False) -> str:
    mark = "**" if bold else ""
    return "| " + " | ".join(f"{mark}{escaped(cell)}{mark}" if cell else "" for cell in cells) + " |"


def escaped(text: str) -> str:
    r"""Return a text that Markdown shows as it is: on one line, and with nothing that means something.

    >>> print(escaped("a|b *c* <d>"), escaped("- e"), escaped("1. f"))
    a\|b \*c\* \<d\> \- e 1\. f
    """
    marked = _SPECIAL.sub(r"\\\1", _BREAKS.sub(" ", text))
    return _START.sub(lambda found: f"{found[1][:-1]}\\{found[1][-1]}", marked)
