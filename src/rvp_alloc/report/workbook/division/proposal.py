"""The proposal: the verdict, whether every check holds, and what each team gets, with totals that add up live."""

from fractions import Fraction

from flint import fmpq

from rvp_alloc.allocation.results import TeamResult
from rvp_alloc.model import Number
from rvp_alloc.report.workbook.cell import Cell, area, areas
from rvp_alloc.report.workbook.division.layout import FIRST_LAYER, FORMATION, POSTS, WIJKAGENTEN
from rvp_alloc.report.workbook.division.trace import Trace
from rvp_alloc.report.workbook.heading import Heading, write_check_line, write_heading
from rvp_alloc.report.workbook.page import Page
from rvp_alloc.report.workbook.telling import layer_heading, name_width
from rvp_alloc.words import word

_ONE_PAGE = 40  # teams: with more, the table goes on on a next page, and its headings with it
DISTRICT, PRESENT = 1, 2
# Columns right of the new fte.
NEW_FORMATION, GROWTH, FULFILMENT, _WIJKAGENTEN, _NEW_WIJKAGENTEN = range(1, 6)
_HEADS = ("new_fte", "book_new_formation", "book_growth", "key_fulfilment", "book_wijkagenten_now", "wijkagenten_new")


class Proposal:
    """Writes what each team gets and why; ``targets`` is the column of the workings with what the key aims at."""

    def __init__(self, page: Page, trace: Trace, heading: Heading, targets: int) -> None:
        self.page, self.trace, self.heading, self.layout, self.plan = page, trace, heading, trace.layout, trace.plan
        self.lang, self.block, self.targets = trace.layout.lang, trace.layout.result, targets
        self.new_fte, self.posts = trace.layout.new_fte_column, trace.layout.first_post_column
        self.families = {layer: FIRST_LAYER + place for place, layer in enumerate(self.plan.case.layers)}
        self.families |= {post: self.posts + place for place, post in enumerate(self.layout.team_posts)}

    def write(self) -> None:
        """Write the sheet as far as the totals of all teams."""
        page = self.page
        write_heading(page, self.heading, self.lang)
        self._headings()
        for row, team in enumerate(self.plan.teams):
            self._team(row, team)
        self._totals()
        if any(self._shared_out(team) for team in self.layout.teams):
            page.text(self.block.after + 1, 0, f"* {word('shared_out', self.lang)}", "machine")
        page.widths(name_width(self.plan.region), 15, *(11.0,) * (self.posts + len(self.layout.team_posts) - PRESENT))
        page.sheet.set_h_pagebreaks([self.layout.pool_result.head - 1])
        page.printed(head=self.block.head, repeated=len(self.layout.teams) > _ONE_PAGE, footer=self.plan.region.name)

    def check_line(self, failing: Cell) -> None:
        """Say whether every check holds, and else how many fail and where to look."""
        write_check_line(self.page, failing, self.new_fte, self.lang)

    def _headings(self) -> None:
        page, head = self.page, self.block.head
        page.heads(head, [word(name, self.lang) for name in ("team", "book_district", "formation")])
        page.heads(head, [word(name, self.lang) for name in _HEADS], self.new_fte)
        for family, column in self.families.items():
            page.text(head, column, layer_heading(family, self.lang), "head")

    # ---- teams

    def _team(self, row: int, team: TeamResult) -> None:
        page, block, case = self.page, self.block, self.plan.case
        number = block.first + row
        district = next(found.name for found in self.plan.region.districts if found.id == team.district)
        page.text(number, 0, team.name + (" *" if self._shared_out(team.id) else ""), "name")
        page.text(number, DISTRICT, district, "name")
        page.formula(number, PRESENT, self.layout.built.cell(row, FORMATION).text, team.formation, "formation")
        for family, column in self.families.items():
            page.number(number, column, self.plan.solved.point[case.column(family, team.id)], "fte", "result")
        layers = area(block.cell(row, FIRST_LAYER), block.cell(row, self.new_fte - 1))
        page.formula(number, self.new_fte, f"SUM({layers})", team.new_fte, "new_fte")
        self._growth(number, team.formation, team.new_fte)
        key = block.cell(row, self.families["key"]).text
        target = self.layout.built.cell(row, self.targets).text
        fulfilment = "-" if team.key_fulfilment is None else team.key_fulfilment
        column = self.new_fte + FULFILMENT
        page.formula(number, column, f'IF({target}=0,"-",{key}/{target})', fulfilment, "percent")
        self._wijkagenten(row, team)

    def _growth(self, number: int, formation: Fraction, new_fte: Fraction, *, bold: bool = False) -> None:
        """Write the new formation and the growth of a team, or of all together."""
        old, new = Cell(self.page.name, number, PRESENT).text, Cell(self.page.name, number, self.new_fte).text
        amount, share = formation + new_fte, new_fte / formation
        self.page.formula(number, self.new_fte + NEW_FORMATION, f"{old}+{new}", amount, "fte", bold=bold)
        self.page.formula(number, self.new_fte + GROWTH, f"{new}/{old}", share, "percent", bold=bold)

    def _wijkagenten(self, row: int, team: TeamResult) -> None:
        """Write the wijkagenten of a team; posts of a pool are shown on its teams in proportion to their new fte."""
        number, column = self.block.first + row, self.new_fte + _WIJKAGENTEN
        present = self.plan.region.team(team.id).wijkagenten.value
        self.page.formula(number, column, self.layout.built.cell(row, WIJKAGENTEN).text, present, "formation")
        text, added = self._posts_of(team)
        old = self.block.cell(row, column).text
        self.page.formula(number, self.new_fte + _NEW_WIJKAGENTEN, f"{old}{text}", present + added, "fte")

    def _posts_of(self, team: TeamResult) -> tuple[str, Fraction]:
        if not self.layout.with_pools:
            return "", Fraction(0)
        place = self._pool_place(team.id)
        pool, posts = self.plan.pools[place], self.layout.pool_result.cell(place, POSTS).text
        if len(pool.teams) == 1:
            return f"+{posts}", pool.new_wijkagent_posts
        together = sum((self.plan.team(other).new_fte for other in pool.teams), Fraction(0))
        every = f"SUM({','.join(areas(self.layout.new_fte(other) for other in pool.teams))})"
        amount = pool.new_wijkagent_posts * team.new_fte / together if together else Fraction(0)
        return f"+IF({every}=0,0,{posts}*{self.layout.new_fte(team.id).text}/{every})", amount

    def _pool_place(self, team: str) -> int:
        return next(place for place, pool in enumerate(self.plan.pools) if team in pool.teams)

    def _shared_out(self, team: str) -> bool:
        pool = self.plan.pools[self._pool_place(team)]
        return self.layout.with_pools and len(pool.teams) > 1 and pool.new_wijkagent_posts != 0

    # ---- together

    def _totals(self) -> None:
        page, block = self.page, self.block
        page.text(block.after, 0, word("together", self.lang), "name", bold=True)
        for column in (DISTRICT, self.new_fte + FULFILMENT):
            page.text(block.after, column, "", "name", bold=True)
        formation = sum((team.formation for team in self.plan.teams), Fraction(0))
        wijkagenten = sum((pool.wijkagenten for pool in self.plan.pools), Fraction(0))
        posts = sum((pool.new_wijkagent_posts for pool in self.plan.pools), Fraction(0))
        page.added(block, PRESENT, formation, "formation")
        page.added(block, self.new_fte, self.plan.total, "fte")
        self._growth(block.after, formation, self.plan.total, bold=True)
        page.added(block, self.new_fte + _WIJKAGENTEN, wijkagenten, "formation")
        page.added(block, self.new_fte + _NEW_WIJKAGENTEN, wijkagenten + posts, "fte")
        for family, column in self.families.items():
            page.added(block, column, self._sum(family), "fte")

    def _sum(self, family: str) -> Number:
        case, point = self.plan.case, self.plan.solved.point
        return sum((point[case.column(family, team)] for team in case.teams), fmpq(0))
