"""The sheet of the policy: every parameter with its source, the state of each rule, the order of the aims."""

from collections.abc import Mapping
from functools import cached_property

from rvp_alloc.figure import Confidence, parse_number
from rvp_alloc.policy.policy import Policy
from rvp_alloc.policy.rule import State, rule
from rvp_alloc.report.workbook.cell import Cell
from rvp_alloc.report.workbook.page import Page
from rvp_alloc.report.workbook.policy_table import (
    COLUMNS,
    RULE,
    STATE,
    PolicyRow,
    confidence_word,
    headings,
    policy_rows,
    state_word,
)
from rvp_alloc.report.workbook.worth import worth
from rvp_alloc.words import Lang, word

_VALUE, _AS_NUMBER = 1, 2
_CONFIDENCE = COLUMNS.index("confidence")
_WIDTHS = (36, 16, 11, 20, 40, 9, 14, 40, 20, 26)


class PolicySheet:
    """Where each parameter of a policy stands; what is read back."""

    def __init__(self, policy: Policy, lang: Lang) -> None:
        self.policy, self.lang = policy, lang
        self.name = word("book_sheet_policy", lang)

    @cached_property
    def _rows(self) -> list[PolicyRow]:
        return list(policy_rows(self.policy, self.lang))

    @cached_property
    def parameters(self) -> Mapping[str, Cell]:
        """The cell that holds each parameter as a number."""
        return {
            entry.parameter: Cell(self.name, place, _AS_NUMBER if isinstance(entry.value, str) else _VALUE)
            for place, entry in enumerate(self._rows, start=1)
            if entry.parameter
        }

    def write(self, page: Page, footer: str) -> None:
        """Write the policy line by line."""
        page.heads(0, headings(self.lang))
        for number, entry in enumerate(self._rows, start=1):
            self._row(page, number, entry)
        page.widths(*_WIDTHS)
        page.printed(head=0, repeated=True, footer=footer)

    def _row(self, page: Page, number: int, entry: PolicyRow) -> None:
        page.text(number, 0, entry.what, "wrapped")
        if isinstance(entry.value, str):
            page.text(number, _VALUE, entry.value, "wrapped", "input")
        else:
            page.number(number, _VALUE, parse_number(entry.value), "any", "input")
        for column in range(_AS_NUMBER, len(COLUMNS) - 2):
            page.text(number, column, "", "wrapped")
        figure = entry.figure
        if entry.part == STATE:
            states = {State.OFF, *rule(entry.of.removeprefix(RULE)).states}
            page.choice(number, _VALUE, [state_word(state, self.lang) for state in State if state in states])
        if figure:
            page.choice(number, _CONFIDENCE, [confidence_word(known, self.lang) for known in Confidence])
            if isinstance(entry.value, str):
                page.formula(number, _AS_NUMBER, worth(Cell(page.name, number, _VALUE)), figure.value, "any")
            known = confidence_word(figure.confidence, self.lang)
            texts = (figure.unit, figure.source, figure.date, known, figure.note)
            for column, text in enumerate(texts, start=_AS_NUMBER + 1):
                page.text(number, column, text, "wrapped")
        for column, text in ((len(COLUMNS) - 2, entry.of), (len(COLUMNS) - 1, entry.part)):
            page.text(number, column, text, "machine")
