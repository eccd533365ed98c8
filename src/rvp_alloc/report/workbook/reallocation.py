"""The book of a reallocation: one division or a plan over years, with who loses and who gains in front."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from rvp_alloc.model import Number
from rvp_alloc.planning.reallocation import Reallocation
from rvp_alloc.planning.reallocation.reallocation import TeamMove
from rvp_alloc.planning.reallocation.telling import verdict
from rvp_alloc.planning.years import YearPlan
from rvp_alloc.planning.years.policies import BUDGET
from rvp_alloc.policy.policy import Policy
from rvp_alloc.policy.rules.bounds import resolve
from rvp_alloc.report.workbook.check import Check
from rvp_alloc.report.workbook.division.book import one_division
from rvp_alloc.report.workbook.division.part import Part
from rvp_alloc.report.workbook.front import Front
from rvp_alloc.report.workbook.heading import Heading
from rvp_alloc.report.workbook.live import Live
from rvp_alloc.report.workbook.notes.sheet import Line
from rvp_alloc.report.workbook.places import SCOPES, by_place
from rvp_alloc.report.workbook.table import Column, Table
from rvp_alloc.report.workbook.telling import name_width
from rvp_alloc.report.workbook.years.book import years_behind
from rvp_alloc.words import Lang, amount_text, word


def book_of_reallocation(found: Reallocation, lang: Lang) -> bytes:
    """Return the book of a reallocation, at once or over years."""
    front = _ReallocationFront(found, lang)
    if isinstance(found.plan, YearPlan):
        return years_behind(found.plan, (front,), lang)
    title = word("plans_reallocated_title", lang).format(unit=found.region.name)
    return one_division(found.plan, Heading(title, front.heading.verdict), front, lang)


class _ReallocationFront(Front):
    """Who loses, who gains, how far that is from the target, and what holds it there; those who lose first."""

    kind = "reallocation"

    def __init__(self, found: Reallocation, lang: Lang) -> None:
        name = found.region.name
        title = word("plans_reallocation_title", lang).format(unit=name)
        super().__init__(Heading(title, verdict(found, lang)), name, lang)
        self.found = found
        self.teams = (*found.losers, *found.winners, *found.still)

    def tables(self, part: Part) -> Iterator[Check]:
        """Write the tables, and yield that nobody loses more than may be, and that all changes are what comes in."""
        table, change, floor = self._teams(part)
        yield self._together(part, change)
        pinned = _pinned(self.found, part.layout.plan.policy)
        for team, amount, least in zip(self.teams, change.rows, floor.rows, strict=True):
            if team.id not in pinned:  # the authority decides there, whatever the key asks
                told = (word("plans_floor_rule", self.lang), team.name, f"reallocation.floor:{team.id}")
                yield Check.of(self.page.formulas, told, amount, ">=", least)
        below = table.below()
        amounts = dict(zip((team.id for team in self.teams), change.rows, strict=True))
        for scope in SCOPES:
            if scope == SCOPES[-1]:  # what does not fit on the first page begins on the next
                self.page.sheet.set_h_pagebreaks([below - 1])
            below = self._places(part, below, scope, amounts)
        self.page.widths(name_width(self.found.region), 16, *(12.0,) * 6, 48)

    def notes(self) -> Iterator[Line]:
        """Yield also what the target is, and that the norms do not count."""
        yield from super().notes()
        formation = sum((team.formation for team in self.found.teams), Fraction(0)) * self.found.share
        yield (
            word("plans_target", self.lang),
            word("reallocation_target", self.lang).format(
                share=amount_text(self.found.share, "share", self.lang),
                formation=amount_text(formation, "fte", self.lang),
                rest=amount_text(self.found.key_budget, "fte", self.lang),
            ),
        )
        yield word("plans_norms", self.lang), word("reallocation_norms", self.lang)

    def _teams(self, part: Part) -> tuple[Table, Column, Column]:
        table = self.first_table(team.name for team in self.teams)
        self.districts(table, part, (team.id for team in self.teams))
        present = self.formation(part)
        formation = table.live(word("formation", self.lang), [present[team.id] for team in self.teams], "formation")
        table.values(word("plans_target", self.lang), (team.target for team in self.teams), "fte_change")
        floor = table.values(
            word("plans_floor", self.lang), (team.floor for team in self.teams), "fte_change", "input", summed=False
        )
        now = [self.standing(part.layout.new_fte(team.id), team.change) for team in self.teams]
        change = table.live(word("rounding_change", self.lang), now, "fte_change")
        table.shares(word("plans_part_of_formation", self.lang), change, formation)
        self.new_formation(table, formation, change)
        table.texts(word("plans_reason", self.lang), [self._reason(team) for team in self.teams], "reason")
        return table, change, floor

    def _together(self, part: Part, change: Column) -> Check:
        """Return that what all teams gain and lose together is what comes in."""
        plan = part.layout.plan
        told = (word("plans_moved_rule", self.lang), word("book_unit", self.lang), "reallocation.total")
        together: Number = sum(change.rows)
        return Check.of(
            self.page.formulas, told, together, "==", self.standing(part.layout.parameters[BUDGET], plan.total)
        )

    def _reason(self, team: TeamMove) -> str:
        key = "reallocation_at_cap_note" if team.reason == "at_cap" and team.note else f"reallocation_{team.reason}"
        return word(key, self.lang).format(note=team.note)

    def _places(self, part: Part, head: int, scope: str, change: Mapping[str, Live]) -> int:
        """Write what places gain and lose, and return where the next table can begin."""
        table = self.place_table(part, head, scope, "plans_moved_{}")
        if table is None:
            return head
        amounts = by_place(part.layout, self.page.formulas, scope, change)
        table.live(word("rounding_change", self.lang), amounts, "fte_change")
        return table.below()


def _pinned(found: Reallocation, policy: Policy) -> set[str]:
    names = policy.parameters("pins") if policy.is_on("pins") else ()
    return {resolve(found.region, "team", name) for name in names}
