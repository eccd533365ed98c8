"""The sheet of checks: each with its result, its bound, the room between the two, and whether it holds."""

from collections.abc import Iterable
from fractions import Fraction

from rvp_alloc.report.workbook.block import Block
from rvp_alloc.report.workbook.cell import Cell, area
from rvp_alloc.report.workbook.check import Check, verdicts
from rvp_alloc.report.workbook.page import Page
from rvp_alloc.words import Lang, word

RULE, ABOUT, LABEL, LEFT, SENSE, BOUND, SLACK, CHECK, YEAR = range(9)
_HEADS = ("rule", "about", "label", "left", "sense", "bound", "slack", "check", "year")
_SENSES = {"<=": "\N{LESS-THAN OR EQUAL TO}", "==": "=", ">=": "\N{GREATER-THAN OR EQUAL TO}"}
_FAILING, _TOLERANCE, _HEAD = (1, 1), (2, 1), 5
_WIDTHS = (27, 34, 38, 14, 9, 14, 14, 25, 9)
TOLERANCE = Fraction(1, 10**9)


def write_checks(page: Page, found: Iterable[Check], lang: Lang, footer: str) -> Cell:
    """Write every check, and return the cell that counts those that fail; years have a column where there are any."""
    checks = list(found)
    last_column = YEAR if any(check.year is not None for check in checks) else CHECK
    block = Block(page.name, _HEAD, len(checks))
    _top(page, block, lang)
    page.heads(block.head, [word(f"book_check_{head}", lang) for head in _HEADS[: last_column + 1]])
    for row, check in enumerate(checks):
        _line(page, block, row, check, lang)
        if last_column == YEAR:
            _year(page, block.first + row, check)
    first, last = block.cell(0, CHECK), block.cell(block.count - 1, CHECK)
    page.marked(first, last, ("==", f'"{word("book_fails", lang)}"'), page.styles.wrong)
    page.marked(first, last, ("==", f'"{word("book_not_reached", lang)}"'), page.styles.quiet)
    page.widths(*_WIDTHS[: last_column + 1])
    page.sheet.autofilter(block.head, RULE, block.after - 1, last_column)
    page.printed(head=block.head, repeated=True, footer=footer)
    return Cell(page.name, *_FAILING)


def _top(page: Page, block: Block, lang: Lang) -> None:
    """Write how many checks fail: all that say neither that they hold nor that they are guiding."""
    page.text(0, 0, word("book_checks_title", lang), "title")
    page.text(_FAILING[0], 0, word("book_failing", lang), "strong")
    cells = area(block.cell(0, CHECK), block.cell(block.count - 1, CHECK))
    good = "".join(f'-COUNTIF({cells},"{word(f"book_{name}", lang)}")' for name in ("holds", "reached", "not_reached"))
    page.formula(*_FAILING, f"ROWS({cells}){good}", 0, "count")
    cell = Cell(page.name, *_FAILING)
    page.marked(cell, cell, (">", "0"), page.styles.wrong)
    page.text(_TOLERANCE[0], 0, word("book_tolerance", lang))
    page.number(*_TOLERANCE, TOLERANCE, "small", "input")
    page.text(_TOLERANCE[0] + 1, 0, word("book_tolerance_how", lang), "hint")


def _year(page: Page, row: int, check: Check) -> None:
    if check.year is None:
        page.text(row, YEAR, "", "year")
    else:
        page.number(row, YEAR, check.year, "year")


def _line(page: Page, block: Block, row: int, check: Check, lang: Lang) -> None:
    number = block.first + row
    for column, text in ((RULE, check.rule), (ABOUT, check.about), (SENSE, _SENSES[check.sense])):
        page.text(number, column, text, "middle" if column == SENSE else "name")
    page.text(number, LABEL, check.label, "machine")
    page.formula(number, LEFT, check.left, check.value, "fte")
    if "!" in check.bound:
        page.formula(number, BOUND, check.bound, check.required, "fte")
    else:
        page.number(number, BOUND, check.required, "fte")
    left, bound, slack = (block.cell(row, column).text for column in (LEFT, BOUND, SLACK))
    difference = f"{bound}-{left}" if check.sense == "<=" else f"{left}-{bound}"
    page.formula(number, SLACK, difference, check.slack, "fte")
    allowed = f"{Cell(page.name, *_TOLERANCE).text}*MAX(1,ABS({left}),ABS({bound}))"
    holds = f"ABS({slack})<={allowed}" if check.sense == "==" else f"{slack}>=-{allowed}"
    good, bad = verdicts(lang, guiding=check.guiding)
    page.formula(
        number, CHECK, f'IFERROR(IF({holds},"{good}","{bad}"),"{word("book_fails", lang)}")', check.says(lang), "check"
    )
