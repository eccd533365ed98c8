"""The book of a revision: the new division, with what changes for each team, and by what, in front."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from rvp_alloc.analysis.comparison.comparison import TeamChange
from rvp_alloc.analysis.comparison.telling import part_name
from rvp_alloc.analysis.names import Names
from rvp_alloc.model import Number
from rvp_alloc.planning.revision import Revision
from rvp_alloc.report.workbook.check import Check
from rvp_alloc.report.workbook.division.book import one_division
from rvp_alloc.report.workbook.division.part import Part
from rvp_alloc.report.workbook.front import Front
from rvp_alloc.report.workbook.heading import TABLE, Heading
from rvp_alloc.report.workbook.live import exact
from rvp_alloc.report.workbook.notes.sheet import Line
from rvp_alloc.report.workbook.places import SCOPES, place_names
from rvp_alloc.report.workbook.table import Column, Compared, Table
from rvp_alloc.report.workbook.telling import name_width
from rvp_alloc.words import Lang, amount_text, word

_COMPARED = ("plans_old", "plans_new", "rounding_change")


def book_of_revision(revision: Revision, lang: Lang) -> bytes:
    """Return the book of a revised division."""
    front = _RevisionFront(revision, lang)
    title = word("plans_revised_title", lang).format(unit=revision.new.region.name)
    return one_division(revision.new, Heading(title, front.heading.verdict), front, lang)


class _RevisionFront(Front):
    """What every team got and gets, and what each difference between old and new brings."""

    kind = "revision"

    def __init__(self, revision: Revision, lang: Lang) -> None:
        name, moved = revision.new.region.name, len(revision.moved)
        told = word("revision_title" if moved else "revision_nothing", lang).format(
            unit=name, moved=moved, teams=len(revision.teams), fte=amount_text(revision.movement, "fte", lang)
        )
        super().__init__(Heading(word("plans_revision_title", lang).format(unit=name), told), name, lang)
        self.revision, self.teams = revision, revision.teams

    def tables(self, part: Part) -> Iterator[Check]:
        """Write the tables, and yield that effects add up to the change, and that what is realised stays."""
        names = (word("team", self.lang), [team.name for team in self.teams])
        table = Table(self.page, TABLE, "", names, self.lang)
        new = [self._new(part, team) for team in self.teams]
        found = table.compared(_COMPARED, (team.first for team in self.teams), new, "fte")
        effects = list(self._effects(table))
        if effects:
            yield from self._added_up(table, found, effects)
        if self.revision.realised:
            yield from self._realised(table, found)
        below = table.below()
        for scope in SCOPES:
            if scope == SCOPES[-1]:
                self.page.sheet.set_h_pagebreaks([below - 1])
            below = self._places(part, below, scope)
        self._pins(below)
        self.page.widths(name_width(self.revision.new.region), 16, *(13.0,) * (4 + len(effects)))

    def notes(self) -> Iterator[Line]:
        """Yield also how the revision weighs the old division, and where the effects come from."""
        yield from super().notes()
        if self.revision.least_change:
            yield word("plans_how_revised", self.lang), word("revision_least_change", self.lang)
        yield word("plans_effects", self.lang), word("plans_effects_how", self.lang)

    def _new(self, part: Part, team: TeamChange) -> Number:
        """Return what a team gets now; 0 for one that is no longer there."""
        if team.id not in part.layout.teams:
            return exact(team.second)
        return self.standing(part.layout.new_fte(team.id), team.second)

    def _effects(self, table: Table) -> Iterator[Column]:
        comparison = self.revision.comparison
        names = Names(comparison.second.region, self.lang, comparison.first.region)
        for effect in comparison.parts:
            heading = word("plans_by", self.lang).format(part=part_name(effect, self.lang, names))
            yield table.values(heading, (team.effects[effect] for team in self.teams), "fte_change")

    def _added_up(self, table: Table, found: Compared, effects: list[Column]) -> Iterator[Check]:
        sums = [sum(effect.rows[row] for effect in effects) for row in range(len(self.teams))]
        together = table.live(word("plans_effects_together", self.lang), sums, "fte_change")
        for team, effect, change in zip(self.teams, together.rows, found.change.rows, strict=True):
            told = (word("plans_effects_rule", self.lang), team.name, f"revision.effects:{team.id}")
            yield Check.of(self.page.formulas, told, effect, "==", change)

    def _realised(self, table: Table, found: Compared) -> Iterator[Check]:
        amounts = [self.revision.realised.get(team.id, Fraction(0)) for team in self.teams]
        column = table.values(word("plans_realised", self.lang), amounts, "fte", "input")
        for team, new, realised in zip(self.teams, found.after.rows, column.rows, strict=True):
            if team.id in self.revision.realised:
                told = (word("plans_realised_rule", self.lang), team.name, f"revision.realised:{team.id}")
                yield Check.of(self.page.formulas, told, new, ">=", realised)

    def _places(self, part: Part, head: int, scope: str) -> int:
        """Write what places got and get, and return where the next table can begin."""
        names = place_names(part, scope)
        if not names:
            return head
        title, heading = word(f"book_{scope}_title", self.lang), word(f"book_{scope}", self.lang)
        table = Table(self.page, head, title, (heading, list(names.values())), self.lang)
        old: Mapping[str, Fraction] = self.revision.old.totals[scope]
        cells, now = part.totals.places[scope], part.layout.plan.totals[scope]
        new = [self.standing(cells[place], now[place]) for place in names]
        table.compared(_COMPARED, (old.get(place, Fraction(0)) for place in names), new, "fte")
        return table.below()

    def _pins(self, head: int) -> None:
        """Write what the authority fixed, by whom and why."""
        pins, region = self.revision.new.pins, self.revision.new.region
        for row, pin in enumerate(pins, start=head):
            if row == head:
                self.page.text(head - 1, 0, word("revision_pins", self.lang), "strong")
            fte = amount_text(pin.pinned, "fte", self.lang)
            told = word("plans_pinned", self.lang).format(fte=fte, author=pin.author, reason=pin.reason)
            self.page.text(row, 0, region.team(pin.team).name, "name")
            self.page.text(row, 1, told)
