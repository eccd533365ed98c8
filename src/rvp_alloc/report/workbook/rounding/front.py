"""The sheet of whole posts: what is exact beside what is whole, for teams, areas, heads and places."""

from collections.abc import Iterator, Mapping

from rvp_alloc.planning.rounding import Rounded
from rvp_alloc.planning.rounding.whole_row import NEW_FTE
from rvp_alloc.policy.case import POSTS_BY_POOL
from rvp_alloc.report.workbook.cell import Cell
from rvp_alloc.report.workbook.check import Check
from rvp_alloc.report.workbook.division.layout import ASKED, COVERAGE, PRESENT
from rvp_alloc.report.workbook.division.part import Part
from rvp_alloc.report.workbook.front import Front
from rvp_alloc.report.workbook.heading import Heading
from rvp_alloc.report.workbook.live import Live
from rvp_alloc.report.workbook.notes.sheet import Line
from rvp_alloc.report.workbook.places import SCOPES, by_place
from rvp_alloc.report.workbook.rounding.steps import Steps
from rvp_alloc.report.workbook.rounding.telling import outside_told, verdict
from rvp_alloc.report.workbook.table import Compared, Table
from rvp_alloc.report.workbook.telling import layer_heading, name_width, pool_name
from rvp_alloc.words import Lang, word

_STEP = (3, 1)


class RoundingFront(Front):
    """What rounding gives and takes; every whole number refers to the proposal behind it."""

    kind = "rounding"

    def __init__(self, rounded: Rounded, lang: Lang) -> None:
        region = rounded.plan.region
        title = word("plans_rounding_title", lang).format(unit=region.name)
        super().__init__(Heading(title, verdict(rounded, lang)), region.name, lang)
        self.rounded, self.region = rounded, region
        self.names = {team.id: team.name for team in region.teams}
        self._compared = (word("rounding_exact", lang), word("rounding_whole", lang), word("rounding_change", lang))

    def tables(self, part: Part) -> Iterator[Check]:
        """Write the tables, and yield that numbers are whole, near the exact ones, and together the same."""
        steps = Steps(self.rounded, self.page.formulas, self._step(), self.lang)
        table, found = self._teams(part)
        yield from steps.checks(NEW_FTE, self.names, found)
        yield steps.total(found)
        below, breaks = table.below(), []
        for scope in SCOPES:
            breaks = [below - 1]
            below = self._places(part, below, scope, found)
        if part.layout.with_pools:
            table, posts = self._pools(part, below)
            pools = {pool.id: pool_name(self.region, pool) for pool in self.region.pools}
            yield from steps.checks(POSTS_BY_POOL, pools, posts)
            below = table.below()
        if part.layout.team_posts:
            breaks.append(below - 1)
            for post, heads in self._heads(part, below).items():
                yield from steps.checks(post, self.names, heads)
        self.page.sheet.set_h_pagebreaks(breaks)
        self.page.widths(name_width(self.region), 16, *(12.0,) * 8)

    def notes(self) -> Iterator[Line]:
        """Yield also how posts were made whole, and who lies more than one step off, and why."""
        yield from super().notes()
        yield word("plans_rounding_how", self.lang), word("rounding_method", self.lang)
        yield from outside_told(self.rounded, self.lang)

    def _step(self) -> Live:
        self.page.text(_STEP[0], 0, word("plans_step", self.lang), "strong")
        self.page.number(*_STEP, self.rounded.step, "size", "input")
        return self.standing(Cell(self.page.name, *_STEP), self.rounded.step)

    def _teams(self, part: Part) -> tuple[Table, Compared]:
        teams = self.rounded.teams
        table = self.first_table(self.names.values())
        self.districts(table, part, self.names)
        formation = table.live(word("formation", self.lang), self.formation(part).values(), "formation")
        whole = (part.trace.new_fte(team) for team in self.names)
        found = table.compared(self._compared, (team.exact for team in teams), whole)
        table.shares(word("plans_change_share", self.lang), found.change, found.before)
        self.new_formation(table, formation, found.after)
        table.known_shares(word("rounding_key_before", self.lang), (team.key_fulfilment_exact for team in teams))
        self.fulfilment(table, part, "rounding_key_after", (team.key_fulfilment for team in teams))
        return table, found

    def _places(self, part: Part, head: int, scope: str, found: Compared) -> int:
        """Write what places get, and return where the next table can begin."""
        table = self.place_table(part, head, scope)
        if table is None:
            return head
        exact_of_teams = dict(zip(self.names, found.before.rows, strict=True))
        before, after, change = self._compared
        exactly = table.live(before, by_place(part.layout, self.page.formulas, scope, exact_of_teams), "fte")
        table.difference(change, exactly, table.live(after, self.in_places(part, scope).values(), "fte"))
        return table.below()

    def _pools(self, part: Part, head: int) -> tuple[Table, Compared]:
        pools = self.rounded.pools
        names = (pool_name(self.region, pool) for pool in self.region.pools)
        table = self.table(head, "plans_posts_title", "book_pool", names)
        posts = (part.trace.point[part.trace.case.column(POSTS_BY_POOL, pool.id)] for pool in pools)
        found = table.compared(self._compared, (pool.posts_exact for pool in pools), posts)
        result = part.layout.pool_result
        covered = []
        for row, (pool, amount) in enumerate(zip(self.rounded.plan.pools, found.before.rows, strict=True)):
            present = self.standing(result.cell(row, PRESENT), pool.wijkagenten)
            covered.append((present + amount) / self.standing(result.cell(row, ASKED), part.trace.asked(pool.id)))
        table.live(word("rounding_norm_before", self.lang), covered, "percent", summed=False)
        cells = [result.cell(row, COVERAGE) for row in range(len(pools))]
        now = [self.standing(cell, pool.coverage or 0) for cell, pool in zip(cells, pools, strict=True)]
        table.live(word("rounding_norm_after", self.lang), now, "percent", summed=False)
        return table, found

    def _heads(self, part: Part, head: int) -> Mapping[str, Compared]:
        table = self.table(head, "plans_heads_title", "team", self.names.values())
        case, point = part.layout.plan.case, self.rounded.plan.solved.point
        found = {}
        for post in part.layout.team_posts:
            columns = [case.column(post, team) for team in self.names]
            name = layer_heading(post, self.lang)
            exactly, whole, change = (
                f"{name}\n{word(f'plans_{key}', self.lang)}" for key in ("exact", "whole", "change")
            )
            before, after = (point[column] for column in columns), (part.trace.point[column] for column in columns)
            found[post] = table.compared((exactly, whole, change), before, after)
        return found
