"""The figures and the policy as tables: what every formula starts from, and what is read back."""

from rvp_alloc.figure import Confidence, parse_number
from rvp_alloc.policy.rule import State, rule
from rvp_alloc.region.figure_table import FIGURE_COLUMNS
from rvp_alloc.region.workbook import number_or_text
from rvp_alloc.report.workbook.cell import Cell
from rvp_alloc.report.workbook.layout import AS_NUMBER, VALUE, Layout
from rvp_alloc.report.workbook.page import Page
from rvp_alloc.report.workbook.policy_table import COLUMNS, STATE, PolicyRow, confidence_word, headings, state_word
from rvp_alloc.report.workbook.source import worth

_FIGURE_WIDTHS = (28, 34, 18, 14, 44, 11, 12, 44)
_CONFIDENCE = COLUMNS.index("confidence")
_POLICY_WIDTHS = (36, 16, 11, 20, 40, 9, 14, 40, 20, 26)


def write_figures(page: Page, layout: Layout) -> None:
    """Write the table of figures, just as a region is saved: its names are those that are read back."""
    page.heads(0, list(FIGURE_COLUMNS))
    for number, row in enumerate(layout.figure_rows, start=1):
        for column, name in enumerate(FIGURE_COLUMNS):
            is_figure = name == "value" and bool(row["confidence"])
            value = number_or_text(row[name]) if is_figure else row[name]
            if isinstance(value, str):
                page.text(number, column, value, "wrapped", "input" if name == "value" else "")
            else:
                page.number(number, column, parse_number(row[name]), "any", "input")
    page.widths(*_FIGURE_WIDTHS)
    page.printed(head=0, repeated=True, footer=layout.plan.region.name)
    page.sheet.autofilter(0, 0, len(layout.figure_rows), len(FIGURE_COLUMNS) - 1)


def write_policy(page: Page, layout: Layout) -> None:
    """Write the policy: every parameter with its source, the state of each rule, the order of the aims."""
    page.heads(0, headings(layout.lang))
    for number, entry in enumerate(layout.policy_rows, start=1):
        _policy_row(page, layout, number, entry)
    page.widths(*_POLICY_WIDTHS)
    page.printed(head=0, repeated=True, footer=layout.plan.region.name)


def _policy_row(page: Page, layout: Layout, number: int, entry: PolicyRow) -> None:
    page.text(number, 0, entry.what, "wrapped")
    if isinstance(entry.value, str):
        page.text(number, VALUE, entry.value, "wrapped", "input")
    else:
        page.number(number, VALUE, parse_number(entry.value), "any", "input")
    for column in range(AS_NUMBER, len(COLUMNS) - 2):
        page.text(number, column, "", "wrapped")
    figure = entry.figure
    if entry.part == STATE:
        states = {State.OFF, *rule(entry.of.removeprefix("rule:")).states}
        page.choice(number, VALUE, [state_word(state, layout.lang) for state in State if state in states])
    if figure:
        page.choice(number, _CONFIDENCE, [confidence_word(known, layout.lang) for known in Confidence])
        if isinstance(entry.value, str):
            page.formula(number, AS_NUMBER, worth(Cell(page.name, number, VALUE)), figure.value, "any")
        texts = (figure.unit, figure.source, figure.date, confidence_word(figure.confidence, layout.lang), figure.note)
        for column, text in enumerate(texts, start=AS_NUMBER + 1):
            page.text(number, column, text, "wrapped")
    for column, text in ((len(COLUMNS) - 2, entry.of), (len(COLUMNS) - 1, entry.part)):
        page.text(number, column, text, "machine")
