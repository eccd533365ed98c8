"""The sheet of a revision: what changes for each team and place, and by what, what is realised, and what is fixed."""

from collections.abc import Iterator
from fractions import Fraction

from rvp_alloc.analysis.comparison.comparison import TeamChange
from rvp_alloc.model import Number
from rvp_alloc.report.workbook.check import Check
from rvp_alloc.report.workbook.division.part import Part
from rvp_alloc.report.workbook.front import Front
from rvp_alloc.report.workbook.heading import Heading
from rvp_alloc.report.workbook.live import exact
from rvp_alloc.report.workbook.notes.inputs import pinned
from rvp_alloc.report.workbook.notes.sheet import Line
from rvp_alloc.report.workbook.places import SCOPES
from rvp_alloc.report.workbook.revision.revised import Revised
from rvp_alloc.report.workbook.table import Compared, Table
from rvp_alloc.report.workbook.telling import name_width
from rvp_alloc.words import Lang, word


class RevisionFront(Front):
    """What every team had and has, what each difference between old and new brings, and what it has realised."""

    kind = "revision"

    def __init__(self, revised: Revised, lang: Lang) -> None:
        name = revised.region.name
        super().__init__(Heading(word("plans_revision_title", lang).format(unit=name), revised.told), name, lang)
        self.revised = revised
        self._compared = (word("plans_old", lang), word("plans_new", lang), word("rounding_change", lang))

    def tables(self, part: Part) -> Iterator[Check]:
        """Write the tables, and yield that effects add up to the change, and that what is realised stays."""
        revised = self.revised
        table = self.first_table(team.name for team in revised.teams)
        new = [self._new(part, team) for team in revised.teams]
        found = table.compared(self._compared, (team.first for team in revised.teams), new)
        if revised.parts:
            yield from self._effects(table, found)
        if revised.planned:
            planned = (revised.planned[team.id] for team in revised.teams)
            table.values(word("plans_planned", self.lang), planned, "fte")
        if revised.realised:
            yield from self._realised(table, found)
        below = table.below()
        for scope in SCOPES:
            if scope == SCOPES[-1]:
                self.page.sheet.set_h_pagebreaks([below - 1])
            below = self._places(part, below, scope)
        self._pins(below)
        self.page.widths(
            name_width(revised.region), 16, *(13.0,) * (len(revised.parts) + (6 if revised.planned else 4))
        )

    def notes(self) -> Iterator[Line]:
        """Yield also how the revision weighs the old answer, and where the effects come from."""
        yield from super().notes()
        if self.revised.weighed:
            yield word("plans_how_revised", self.lang), self.revised.weighed
        yield word("plans_effects", self.lang), word("plans_effects_how", self.lang)

    def _new(self, part: Part, team: TeamChange) -> Number:
        """Return what a team gets now; 0 for one that is no longer there."""
        if team.id not in part.layout.teams:
            return exact(team.second)
        return self.standing(part.layout.new_fte(team.id), team.second)

    def _effects(self, table: Table, found: Compared) -> Iterator[Check]:
        """Write what each part brings and all of them together, and yield that this is the change."""
        teams, effects = self.revised.teams, []
        for part, name in self.revised.parts.items():
            heading = word("plans_by", self.lang).format(part=name)
            effects.append(table.values(heading, (team.effects[part] for team in teams), "fte_change"))
        sums = [sum(effect.rows[row] for effect in effects) for row in range(len(teams))]
        together = table.live(word("plans_effects_together", self.lang), sums, "fte_change")
        for team, effect, change in zip(teams, together.rows, found.change.rows, strict=True):
            told = (word("plans_effects_rule", self.lang), team.name, f"revision.effects:{team.id}")
            yield Check.of(self.page.formulas, told, effect, "==", change)

    def _realised(self, table: Table, found: Compared) -> Iterator[Check]:
        teams, realised = self.revised.teams, self.revised.realised
        amounts = (realised.get(team.id, Fraction(0)) for team in teams)
        column = table.values(word("plans_realised", self.lang), amounts, "fte", "input")
        for team, new, had in zip(teams, found.after.rows, column.rows, strict=True):
            if team.id in realised:
                told = (word("plans_realised_rule", self.lang), team.name, f"revision.realised:{team.id}")
                yield Check.of(self.page.formulas, told, new, ">=", had)

    def _places(self, part: Part, head: int, scope: str) -> int:
        """Write what places had and have, and return where the next table can begin."""
        table = self.place_table(part, head, scope)
        if table is None:
            return head
        old, new = self.revised.totals[scope], self.in_places(part, scope)
        table.compared(self._compared, (old.get(place, Fraction(0)) for place in new), new.values())
        return table.below()

    def _pins(self, head: int) -> None:
        """Write what the authority fixed, by whom and why."""
        for row, (team, told) in enumerate(pinned(self.revised.policy, self.revised.region, self.lang), start=head):
            if row == head:
                self.page.text(head - 1, 0, word("revision_pins", self.lang), "strong")
            self.page.text(row, 0, team, "name")
            self.page.text(row, 1, told)
