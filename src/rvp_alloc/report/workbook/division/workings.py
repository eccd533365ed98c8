"""The workings: from the figures of each team to what formulas give it, and what the key aims at."""

from collections.abc import Mapping

from rvp_alloc.model import Number
from rvp_alloc.region.region import Kind
from rvp_alloc.report.workbook.division.layout import FORMATION, WIJKAGENTEN
from rvp_alloc.report.workbook.division.source import write_figure
from rvp_alloc.report.workbook.division.trace import Criterion, Trace
from rvp_alloc.report.workbook.live import Live
from rvp_alloc.report.workbook.page import Page
from rvp_alloc.report.workbook.telling import layer_heading, name_width
from rvp_alloc.words import word


def write_workings(page: Page, trace: Trace) -> int:
    """Write the table of teams, and return the column of what the key aims at."""
    table = _Table(page, trace)
    page.text(0, 0, word("book_workings_title", table.lang), "title")
    page.text(1, 0, word("book_workings_how", table.lang))
    table.figures()
    page.text(2, 0, word("book_key_budget", table.lang))
    page.live(2, 1, trace.case.key_budget, "fte")
    table.key()
    page.widths(name_width(trace.plan.region), *(14.0,) * max(table.last, 9))
    page.printed(head=table.block.head, repeated=False, footer=trace.plan.region.name)
    return table.last


class _Table:
    """Grows column by column; ``last`` is the column that was written last."""

    def __init__(self, page: Page, trace: Trace) -> None:
        self.page, self.trace = page, trace
        self.block, self.lang = trace.layout.built, trace.layout.lang
        self.last = WIJKAGENTEN

    def figures(self) -> None:
        """Write what is known of each team: formation, wijkagenten, and every measure."""
        page, block, case, region = self.page, self.block, self.trace.case, self.trace.plan.region
        page.heads(block.head, [word(name, self.lang) for name in ("team", "formation", "book_wijkagenten")])
        for row, team in enumerate(region.teams):
            page.text(block.first + row, 0, team.name, "name")
            for column, figure in ((FORMATION, "formation"), (WIJKAGENTEN, "wijkagenten")):
                write_figure(page, self.trace.layout, block.cell(row, column), (f"team:{team.id}", figure), "formation")
        page.text(block.after, 0, word("together", self.lang), "name", bold=True)
        page.live(block.after, FORMATION, case.total_formation, "formation", bold=True)
        page.live(block.after, WIJKAGENTEN, sum(case.wijkagenten.values()), "formation", bold=True)
        for measure in region.measures:
            alone = {group.teams[0] for group in measure.values if len(group.teams) == 1}
            values = self.trace.measures[measure.id]
            self._begin(measure.name)
            for row, subject in enumerate(self.trace.layout.teams):  # a measure has an order of its own
                if subject in alone:
                    place = (f"measure:{measure.id}", f"teams:{subject}")
                    write_figure(page, self.trace.layout, block.cell(row, self.last), place, "measure")
                else:
                    page.live(block.first + row, self.last, values[subject], "measure")
            self._end(None if measure.kind is Kind.INDEX else sum(values.values()), "measure")

    def key(self) -> None:
        """Write the criteria of the key and the share of each team, what formulas give, and what the key aims at."""
        trace, case = self.trace, self.trace.case
        for criterion in trace.criteria:
            if not all(self._stands(value) for value in criterion.values.values()):
                name = word("book_criterion", self.lang).format(name=self._criterion_name(criterion))
                self._column(name, criterion.values, criterion.total, "fte")
        self._column(word("book_key_share", self.lang), case.key_shares, sum(case.key_shares.values()), "percent")
        for layer, amounts in trace.layer_amounts.items():
            name = word("book_by_formula", self.lang).format(name=layer_heading(layer, self.lang))
            self._column(name, amounts, sum(amounts.values()), "fte")
        self._column(word("book_key_target", self.lang), trace.targets, sum(trace.targets.values()), "fte")

    def _stands(self, value: Number) -> bool:
        """Say whether a number stands in a cell already, or in none because it never changes."""
        return not isinstance(value, Live) or value.term.index in self.trace.arithmetic.cells

    def _criterion_name(self, criterion: Criterion) -> str:
        measure = self.trace.plan.region.measure(criterion.name)
        return measure.name if measure else word(f"book_criterion_{criterion.name}", self.lang)

    def _column(self, heading: str, values: Mapping[str, Number], total: Number, kind: str) -> None:
        self._begin(heading)
        for row, team in enumerate(self.trace.layout.teams):
            self.page.live(self.block.first + row, self.last, values[team], kind)
        self._end(total, kind)

    def _begin(self, heading: str) -> None:
        self.last += 1
        self.page.text(self.block.head, self.last, heading, "head")

    def _end(self, total: Number | None, kind: str) -> None:
        if total is None:
            self.page.text(self.block.after, self.last, "", "name", bold=True)
        else:
            self.page.live(self.block.after, self.last, total, kind, bold=True)
