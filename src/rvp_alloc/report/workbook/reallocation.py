"""The book of a reallocation: one division or a plan over years, with who loses and who gains in front."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from rvp_alloc.model import Number
from rvp_alloc.planning.reallocation import Reallocation
from rvp_alloc.planning.reallocation.reallocation import TeamMove
from rvp_alloc.planning.years import YearPlan
from rvp_alloc.planning.years.policies import BUDGET
from rvp_alloc.policy.policy import Policy
from rvp_alloc.policy.rules.bounds import resolve
from rvp_alloc.report.workbook.check import Check
from rvp_alloc.report.workbook.division.book import one_division
from rvp_alloc.report.workbook.division.part import Part
from rvp_alloc.report.workbook.front import Front
from rvp_alloc.report.workbook.heading import TABLE, Heading
from rvp_alloc.report.workbook.live import Live
from rvp_alloc.report.workbook.notes.sheet import Line
from rvp_alloc.report.workbook.places import SCOPES, by_place, place_names
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
        name, losers, winners = found.region.name, len(found.losers), len(found.winners)
        told = word("reallocation_title" if losers or winners else "reallocation_nothing", lang).format(
            unit=name, fte=amount_text(found.movement, "fte", lang), losers=losers, winners=winners
        )
        super().__init__(Heading(word("plans_reallocation_title", lang).format(unit=name), told), name, lang)
        self.found = found
        still = [team for team in found.teams if not team.change]
        self.teams = (*found.losers, *found.winners, *still)

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
        names = (word("team", self.lang), [team.name for team in self.teams])
        table, region = Table(self.page, TABLE, "", names, self.lang), self.found.region
        districts = {district.id: district.name for district in region.districts}
        table.texts(word("book_district", self.lang), [districts[region.team(team.id).district] for team in self.teams])
        present = self.formation(part)
        formation = table.live(word("formation", self.lang), [present[team.id] for team in self.teams], "formation")
        table.values(word("plans_target", self.lang), (team.target for team in self.teams), "fte_change")
        floor = table.values(
            word("plans_floor", self.lang), (team.floor for team in self.teams), "fte_change", "input", summed=False
        )
        now = [self.standing(part.layout.new_fte(team.id), team.change) for team in self.teams]
        change = table.live(word("rounding_change", self.lang), now, "fte_change")
        table.shares(word("plans_part_of_formation", self.lang), change, formation)
        after = [old + fte for old, fte in zip(formation.rows, change.rows, strict=True)]
        table.live(word("book_new_formation", self.lang), after, "fte")
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
        names = place_names(part, scope)
        if not names:
            return head
        title, heading = word(f"plans_moved_{scope}", self.lang), word(f"book_{scope}", self.lang)
        table = Table(self.page, head, title, (heading, list(names.values())), self.lang)
        table.live(word("rounding_change", self.lang), by_place(part, self.page.formulas, scope, change), "fte_change")
        return table.below()


def _pinned(found: Reallocation, policy: Policy) -> set[str]:
    names = policy.parameters("pins") if policy.is_on("pins") else ()
    return {resolve(found.region, "team", name) for name in names}
