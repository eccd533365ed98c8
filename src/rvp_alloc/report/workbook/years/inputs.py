"""The sheet of the years: what comes in, what the policy is in each year, and how far a team may rise or fall in one."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Literal

from rvp_alloc.model import Number
from rvp_alloc.planning.cap import Cap
from rvp_alloc.planning.years import YearPlan
from rvp_alloc.planning.years.policies import BUDGET, grows_in
from rvp_alloc.policy.rule import State
from rvp_alloc.report.workbook.block import Block
from rvp_alloc.report.workbook.cell import Cell
from rvp_alloc.report.workbook.formula import Formulas
from rvp_alloc.report.workbook.live import Live, LiveArithmetic, exact
from rvp_alloc.report.workbook.page import Page
from rvp_alloc.report.workbook.policy_sheet import PolicySheet
from rvp_alloc.report.workbook.policy_table import state_word
from rvp_alloc.report.workbook.steps import write_steps
from rvp_alloc.report.workbook.telling import name_of_rule, name_width, parameter_name
from rvp_alloc.words import Lang, word

type Side = Literal["rise", "fall"]
_HEAD, _FIRST_YEAR = 3, 2
_INTAKE, _ALL, _PART, _AFTER = range(4)  # the first rows
_CAP_COLUMNS = 4  # of each side: fte, share, the most, source


class YearInputs:
    """Where everything stands that goes into the years beside figures and the stated policy, and how each follows.

    Parameters
    ----------
    plan
        The plan.
    policy
        The sheet of the policy as it was stated: parameters of a year refer to it.
    lang
        ``nl`` or ``en``.
    """

    def __init__(self, plan: YearPlan, policy: PolicySheet, lang: Lang) -> None:
        self.task, self.policy, self.lang = plan.task, policy, lang
        self.name = word("book_sheet_years", lang)
        self._names = {team.id: team.name for team in plan.region.teams}
        self._rows = {team: row for row, team in enumerate(self._names)}
        self.by_year = Block(self.name, _HEAD, _AFTER + len(policy.parameters))
        self.caps = self.by_year.below(len(self._names) if self._with_caps else 0)
        self.arithmetic = LiveArithmetic({})
        self.formulas = Formulas(self.arithmetic, self.caps.below(0).cell(0, 1))

    # ---- where

    def parameters(self, year: int) -> Mapping[str, Cell]:
        """Return the cell of each parameter of a year."""
        column = _FIRST_YEAR + self.task.years.index(year)
        return {name: self.by_year.cell(_AFTER + row, column) for row, name in enumerate(self.policy.parameters)}

    def intake(self, year: int) -> Live:
        """Return what comes in in a year."""
        return self._of_year(_INTAKE, year, self.task.intake[year])

    def all_until(self, year: int) -> Live:
        """Return all new fte by the end of a year."""
        return self._of_year(_ALL, year, self.task.new_fte[year])

    def start(self, team: str) -> Number:
        """Return what a team has got when the plan begins."""
        if not self._with_caps:
            return exact(self.task.start[team])
        return self.arithmetic.standing_in(self._cap_cell(team, 1), exact(self.task.start[team]))

    def most(self, side: Side, team: str) -> Number | None:
        """Return the most fte by which a team may rise or fall in a year; None where only the rules bound its rise."""
        if team not in self._caps(side):
            return None if side == "rise" else exact(Fraction(0))
        return self.arithmetic.standing_in(self._cap_cell(team, self._side(side) + 2), exact(self._amount(side, team)))

    @property
    def _with_caps(self) -> bool:
        """Say whether there is a table of teams: of what they have got already, and of their caps."""
        return bool(self.task.rises or self.task.falls or any(self.task.start.values()))

    def _caps(self, side: Side) -> Mapping[str, Cap]:
        return self.task.rises if side == "rise" else self.task.falls

    def _amount(self, side: Side, team: str) -> Fraction:
        found = self.task.rise(team) if side == "rise" else self.task.fall(team)
        return found or Fraction(0)

    def _side(self, side: Side) -> int:
        """Return the first column of a side."""
        return 2 if side == "rise" or not self.task.rises else 2 + _CAP_COLUMNS

    def _cap_cell(self, team: str, column: int) -> Cell:
        return self.caps.cell(self._rows[team], column)

    def _of_year(self, row: int, year: int, value: Fraction) -> Live:
        cell = self.by_year.cell(row, _FIRST_YEAR + self.task.years.index(year))
        return self.arithmetic.standing_in(cell, exact(value))

    # ---- writing

    def write(self, page: Page, formation: Mapping[str, Live], footer: str) -> None:
        """Write the sheet; ``formation`` is that of every team, as it stands in the workings."""
        lang = self.lang
        page.text(0, 0, word("plans_years_title", lang), "title")
        page.text(1, 0, word(f"years_{self.task.layers}", lang).format(last=self.task.years[-1]))
        heads = [word("book_policy_column_what", lang), word("book_policy_column_unit", lang)]
        page.heads(self.by_year.head, [*heads, *map(str, self.task.years)])
        self._coming(page)
        for row, name in enumerate(self.policy.parameters, start=_AFTER):
            self._parameter(page, row, name)
        if self._with_caps:
            self._write_caps(page, formation)
        page.widths(max(44.0, name_width(self.task.region)), 20, *(14.0,) * max(len(self.task.years), 2 * _CAP_COLUMNS))
        page.printed(head=self.by_year.head, repeated=False, footer=footer)

    def write_steps(self, page: Page) -> None:
        """Write the steps of long formulas of this sheet and of those that share its numbers."""
        write_steps(page, self.caps.below(0), self.lang)

    def _coming(self, page: Page) -> None:
        """Write what comes in, all of it so far, and which part of the whole that is."""
        for row, key in ((_INTAKE, "intake"), (_ALL, "all"), (_PART, "part")):
            page.text(self.by_year.first + row, 0, word(f"plans_{key}", self.lang), "wrapped")
            page.text(self.by_year.first + row, 1, "fte" if row != _PART else "", "wrapped")
        start = sum(self.start(team) for team in self._names)
        total = self.all_until(self.task.years[-1])
        so_far: Number = exact(Fraction(0))
        for column, year in enumerate(self.task.years, start=_FIRST_YEAR):
            page.number(self.by_year.first + _INTAKE, column, self.task.intake[year], "fte", "input")
            so_far = so_far + self.intake(year)
            page.live(self.by_year.first + _ALL, column, start + so_far, "fte")
            part = self.arithmetic.share(self.all_until(year), total) if self._grows else exact(Fraction(1))
            page.live(self.by_year.first + _PART, column, part, "percent")

    @property
    def _grows(self) -> bool:
        return self.task.layers == "in_proportion"

    def _parameter(self, page: Page, row: int, name: str) -> None:
        """Write a parameter in every year: the budget from what has come in, amounts promised in proportion, others as stated."""
        rule, number = name.partition(".")[0], self.by_year.first + row
        stated = self.task.policy[name]
        told = f"{name_of_rule(rule, self.lang)}: {parameter_name(name, self.lang)}"
        if not self.task.policy.is_on(rule):
            told = f"{told} ({state_word(State.OFF, self.lang)})"
        page.text(number, 0, told, "wrapped")
        page.text(number, 1, stated.unit, "wrapped")
        whole = self.arithmetic.standing_in(self.policy.parameters[name], exact(stated.value))
        for column, year in enumerate(self.task.years, start=_FIRST_YEAR):
            if name == BUDGET:
                page.live(number, column, self.all_until(year), "any")
            elif grows_in(name) and self._grows:
                page.live(number, column, whole * self._of_year(_PART, year, self.task.part(year)), "grown")
            else:
                page.live(number, column, whole, "any")

    def _write_caps(self, page: Page, formation: Mapping[str, Live]) -> None:
        page.sheet.set_h_pagebreaks([self.caps.head - 1])
        page.text(self.caps.head - 1, 0, word("plans_caps_title", self.lang), "strong")
        page.heads(self.caps.head, list(self._cap_heads()))
        for row, (team, name) in enumerate(self._names.items(), start=self.caps.first):
            page.text(row, 0, name, "name")
            page.number(row, 1, self.task.start[team], "fte", "input")
            for side in self._sides():
                self._cap(page, side, team, formation[team])

    def _sides(self) -> Sequence[Side]:
        both: tuple[Side, Side] = ("rise", "fall")
        return [side for side in both if self._caps(side)]

    def _cap_heads(self) -> Iterator[str]:
        yield word("team", self.lang)
        yield word("plans_start", self.lang)
        for side in self._sides():
            for part in ("fte", "share", "most", "source"):
                yield word(f"plans_{side}_{part}", self.lang)

    def _cap(self, page: Page, side: Side, team: str, formation: Live) -> None:
        """Write the cap of one team: what was given, and the most fte that it leaves."""
        first, cap = self._cap_cell(team, self._side(side)), self._caps(side).get(team)
        parts: list[str] = []
        for column, (value, kind) in enumerate(((cap and cap.fte, "fte"), (cap and cap.share, "percent"))):
            cell = Cell(first.sheet, first.row, first.column + column)
            if value is None:
                page.text(cell.row, cell.column, "", "name")
                continue
            page.number(cell.row, cell.column, value, kind, "input")
            parts.append(cell.text if kind == "fte" else f"{cell.text}*{self.formulas.of(formation)}")
        if cap:
            text = parts[0] if len(parts) == 1 else f"MIN({','.join(parts)})"
            page.formula(first.row, first.column + 2, text, self._amount(side, team), "fte")
        else:
            page.text(first.row, first.column + 2, "", "name")
        told = "; ".join(text for text in (cap.source, cap.note) if text) if cap else ""
        page.text(first.row, first.column + 3, told, "wrapped")
