"""The sheet of the plan: what every year adds for each team, what it brings for places and areas, year beside year."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from rvp_alloc.model import Number
from rvp_alloc.planning.years import YearPlan
from rvp_alloc.planning.years.results import YearResult
from rvp_alloc.planning.years.telling import title
from rvp_alloc.report.workbook.cell import area
from rvp_alloc.report.workbook.check import Check
from rvp_alloc.report.workbook.division.layout import COVERAGE, FIRST_LAYER, POSTS
from rvp_alloc.report.workbook.division.part import Part
from rvp_alloc.report.workbook.front import Front
from rvp_alloc.report.workbook.heading import Heading
from rvp_alloc.report.workbook.live import Live, exact
from rvp_alloc.report.workbook.places import SCOPES
from rvp_alloc.report.workbook.table import Column, Table
from rvp_alloc.report.workbook.telling import layer_heading, name_width, pool_name
from rvp_alloc.report.workbook.years.between import between_years
from rvp_alloc.report.workbook.years.inputs import YearInputs
from rvp_alloc.words import Lang, word

_NARROW, _WIDE = 10.0, 12.0
_MANY = 8  # years: with more, their columns are narrower


class YearsFront(Front):
    """The plan over years; every number refers to the proposal of its year."""

    kind = "plan"

    def __init__(self, plan: YearPlan, inputs: YearInputs, parts: Mapping[int, Part], lang: Lang) -> None:
        name = plan.region.name
        told = word("plans_plan_title", lang).format(unit=name, first=plan.years[0], last=plan.years[-1])
        super().__init__(Heading(told, f"{title(plan, lang)}."), name, lang)
        self.plan, self.inputs, self.parts = plan, inputs, parts
        self.names = {team.id: team.name for team in plan.region.teams}

    def tables(self, part: Part) -> Iterator[Check]:
        """Write the tables, and yield what must hold from one year to the next."""
        new = {year: self._new_fte(result) for year, result in zip(self.plan.years, self.plan.results, strict=True)}
        table, added = self._teams(part, new)
        yield from between_years(self.plan, self.inputs, added, self.lang)
        below = self._years(table.below(), added).below()
        breaks = [below - 1]
        until = self.table(below, "plans_until_title", "team", self.names.values())
        below = self._by_year(until, {year: amounts.values() for year, amounts in new.items()})
        for scope in SCOPES:
            places = self.place_table(part, below, scope)
            if places:
                below = self._by_year(places, {year: self.in_places(self.parts[year], scope).values() for year in new})
        if part.layout.with_pools:
            breaks.append(below - 1)
            self._pools(below)
        self.page.sheet.set_h_pagebreaks(breaks)
        width = _WIDE if len(self.plan.years) <= _MANY else _NARROW
        self.page.widths(name_width(self.plan.region), 16, *(width,) * (len(self.plan.years) + 6))

    # ---- teams and years

    def _new_fte(self, result: YearResult) -> Mapping[str, Live]:
        """Return all new fte of every team by the end of a year."""
        layout = self.parts[result.year].layout
        return {team.id: self.standing(layout.new_fte(team.id), team.new_fte) for team in result.teams}

    def _teams(self, part: Part, new: Mapping[int, Mapping[str, Live]]) -> tuple[Table, Mapping[int, Column]]:
        table = self.first_table(self.names.values())
        self.districts(table, part, self.names)
        formation = table.live(word("formation", self.lang), self.formation(part).values(), "formation")
        before: Mapping[str, Number] = {team: self.inputs.start(team) for team in self.names}
        if self.plan.task.new_fte[self.plan.years[0]] != self.plan.task.intake[self.plan.years[0]]:
            table.live(word("plans_start", self.lang), before.values(), "fte")
        added = {}
        for year, amounts in new.items():
            heading = word("years_added", self.lang).format(year=year)
            added[year] = table.live(heading, [amounts[team] - before[team] for team in self.names], "fte")
            before = amounts
        together = table.live(word("years_together", self.lang), list(before.values()), "new_fte")
        self.new_formation(table, formation, together)
        table.shares(word("book_growth", self.lang), together, formation)
        if self._by_key:
            shares = (team.key_fulfilment for team in self.plan.results[-1].teams)
            self.fulfilment(table, part, "key_fulfilment", shares)
        return table, added

    @property
    def _by_key(self) -> bool:
        """Say whether the key is what the plan aims at; a reallocation aims at its targets."""
        return "key" in self.plan.task.policy.aims

    def _years(self, head: int, added: Mapping[int, Column]) -> Table:
        """Write a row for each year: what comes in, what is divided, and how it stands with key, norm and IPGA."""
        results = self.plan.results
        table = self.table(head, "plans_per_year_title", "plans_year", map(str, self.plan.years))
        table.live(word("plans_intake", self.lang), [self.inputs.intake(year) for year in added], "fte")
        table.live(word("plans_all", self.lang), [self.inputs.all_until(year) for year in added], "fte", summed=False)
        given = [column.total for column in added.values() if column.total is not None]
        table.live(word("plans_given", self.lang), given, "fte")
        if self._by_key:
            distances = [(self._key_distance(result), result.key_distance) for result in results]
            table.formulas(word("plans_key_distance", self.lang), distances, "fte")
        layouts = [self.parts[result.year].layout for result in results]
        if layouts[0].with_pools:
            below = [(self._below_norm(result), len(result.pools_below_norm)) for result in results]
            table.formulas(word("plans_below_norm", self.lang), below, "whole")
        for place, post in enumerate(layouts[0].team_posts):
            cells = [layout.result.cell(layout.result.count, layout.first_post_column + place) for layout in layouts]
            amounts = [self._posts_together(result, post) for result in results]
            numbers = [self.standing(cell, amount) for cell, amount in zip(cells, amounts, strict=True)]
            table.live(layer_heading(post, self.lang), numbers, "formation", summed=False)
        return table

    def _posts_together(self, result: YearResult, post: str) -> Number:
        case, point = result.division.case, result.division.solved.point
        return sum((point[case.column(post, team)] for team in case.teams), exact(Fraction(0)))

    def _key_distance(self, result: YearResult) -> str:
        """Return the formula of how many fte are with other teams than by the key alone."""
        part = self.parts[result.year]
        layout, last = part.layout, len(self.names) - 1
        column = FIRST_LAYER + result.division.case.layers.index("key")
        given = area(layout.result.cell(0, column), layout.result.cell(last, column))
        asked = area(layout.built.cell(0, part.targets), layout.built.cell(last, part.targets))
        return f"SUMPRODUCT(({given}>{asked})*({given}-{asked}))"

    def _below_norm(self, result: YearResult) -> str:
        """Return the formula of how many areas are below the norm, by more than a spreadsheet rounds."""
        block = self.parts[result.year].layout.pool_result
        return f'COUNTIF({area(block.cell(0, COVERAGE), block.cell(block.count - 1, COVERAGE))},"<0.999999999")'

    # ---- year beside year

    def _by_year(self, table: Table, numbers: Mapping[int, Iterable[Live]], kind: str = "fte") -> int:
        """Write a column for each year, and return where the next table can begin; shares are not added up."""
        for year, amounts in numbers.items():
            table.live(str(year), amounts, kind, summed=kind == "fte")
        return table.below()

    def _pools(self, head: int) -> None:
        """Write the new wijkagent posts of every pool, and how much of the norm it has."""
        names = [pool_name(self.plan.region, pool) for pool in self.plan.region.pools]
        posts, coverage = {}, {}
        for result in self.plan.results:
            block, year = self.parts[result.year].layout.pool_result, result.year
            pools = list(enumerate(result.pools))
            posts[year] = [self.standing(block.cell(row, POSTS), pool.new_wijkagent_posts) for row, pool in pools]
            coverage[year] = [self.standing(block.cell(row, COVERAGE), pool.coverage or 0) for row, pool in pools]
        below = self._by_year(self.table(head, "plans_posts_until_title", "book_pool", names), posts)
        self._by_year(self.table(below, "plans_coverage_title", "book_pool", names), coverage, "percent")
