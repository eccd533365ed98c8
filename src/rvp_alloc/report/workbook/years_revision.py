"""The book of a revised plan over years: the new plan, with what changes for each team, and by what, in front."""

from collections.abc import Iterator

from rvp_alloc.planning.years_revision import YearsRevision
from rvp_alloc.planning.years_revision.telling import part_called, pins_told, title
from rvp_alloc.report.workbook.check import Check
from rvp_alloc.report.workbook.division.part import Part
from rvp_alloc.report.workbook.front import Front
from rvp_alloc.report.workbook.heading import TABLE, Heading
from rvp_alloc.report.workbook.notes.sheet import Line
from rvp_alloc.report.workbook.places import SCOPES, place_names
from rvp_alloc.report.workbook.table import Column, Compared, Table
from rvp_alloc.report.workbook.telling import name_width
from rvp_alloc.report.workbook.years.book import years_behind
from rvp_alloc.words import Lang, word

_COMPARED = ("plans_old", "plans_new", "rounding_change")


def book_of_years_revision(revision: YearsRevision, lang: Lang) -> bytes:
    """Return the book of a revised plan over years."""
    return years_behind(revision.new, (_YearsRevisionFront(revision, lang),), lang)


class _YearsRevisionFront(Front):
    """What every team has at the end of both plans, what each difference brings, and what it has realised."""

    kind = "revision"

    def __init__(self, revision: YearsRevision, lang: Lang) -> None:
        name = revision.region.name
        heading = word("plans_revision_title", lang).format(unit=name)
        super().__init__(Heading(heading, f"{title(revision, lang)}."), name, lang)
        self.revision, self.teams = revision, revision.teams()

    def tables(self, part: Part) -> Iterator[Check]:
        """Write the tables, and yield that effects add up to the change, and that what is realised stays."""
        table = Table(self.page, TABLE, "", (word("team", self.lang), [team.name for team in self.teams]), self.lang)
        new = [self.standing(part.layout.new_fte(team.id), team.second) for team in self.teams]
        found = table.compared(_COMPARED, (team.first for team in self.teams), new, "fte")
        effects = list(self._effects(table))
        if effects:
            yield from self._added_up(table, found, effects)
        yield from self._realised(table, found)
        below = table.below()
        for scope in SCOPES:
            below = self._places(part, below, scope)
        for row, told in enumerate(pins_told(self.revision, self.lang), start=below):
            self.page.text(row, 0, told)
        self.page.widths(name_width(self.revision.region), 16, *(13.0,) * (6 + len(effects)))

    def notes(self) -> Iterator[Line]:
        """Yield also how the revision weighs the old plan, and where the effects come from."""
        yield from super().notes()
        if self.revision.least_change:
            yield word("plans_how_revised", self.lang), word("replan_least_change", self.lang)
        yield word("plans_effects", self.lang), word("plans_effects_how", self.lang)

    def _effects(self, table: Table) -> Iterator[Column]:
        for effect in self.revision.parts:
            heading = word("plans_by", self.lang).format(part=part_called(self.revision, effect, self.lang))
            yield table.values(heading, (team.effects[effect] for team in self.teams), "fte_change")

    def _added_up(self, table: Table, found: Compared, effects: list[Column]) -> Iterator[Check]:
        sums = [sum(effect.rows[row] for effect in effects) for row in range(len(self.teams))]
        together = table.live(word("plans_effects_together", self.lang), sums, "fte_change")
        for team, effect, change in zip(self.teams, together.rows, found.change.rows, strict=True):
            told = (word("plans_effects_rule", self.lang), team.name, f"revision.effects:{team.id}")
            yield Check.of(self.page.formulas, told, effect, "==", change)

    def _realised(self, table: Table, found: Compared) -> Iterator[Check]:
        planned = [self.revision.planned[team.id] for team in self.teams]
        table.values(word("plans_planned", self.lang), planned, "fte")
        realised = [self.revision.realised[team.id] for team in self.teams]
        column = table.values(word("plans_realised", self.lang), realised, "fte", "input")
        for team, new, had in zip(self.teams, found.after.rows, column.rows, strict=True):
            told = (word("plans_realised_rule", self.lang), team.name, f"revision.realised:{team.id}")
            yield Check.of(self.page.formulas, told, new, ">=", had)

    def _places(self, part: Part, head: int, scope: str) -> int:
        """Write what places have at the end of both plans, and return where the next table can begin."""
        names = place_names(part, scope)
        if not names:
            return head
        caption, heading = word(f"book_{scope}_title", self.lang), word(f"book_{scope}", self.lang)
        table = Table(self.page, head, caption, (heading, list(names.values())), self.lang)
        old, now = (plan.results[-1].division.totals[scope] for plan in (self.revision.base, self.revision.new))
        cells = part.totals.places[scope]
        new = [self.standing(cells[place], now[place]) for place in names]
        table.compared(_COMPARED, (old[place] for place in names), new, "fte")
        return table.below()
