"""Layout: on which sheet, in which row and column everything stands. All of it is settled before anything is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from rvp_alloc.allocation import Allocation
from rvp_alloc.figure import Figure
from rvp_alloc.policy.case import POSTS_BY_POOL
from rvp_alloc.report.workbook.block import Block
from rvp_alloc.report.workbook.cell import Cell
from rvp_alloc.report.workbook.figure_sheet import FigureSheet
from rvp_alloc.report.workbook.heading import TABLE
from rvp_alloc.words import Lang, word

FIRST_LAYER = 3
TEAM, FORMATION, WIJKAGENTEN, FIRST_MEASURE = range(4)
INHABITANTS, PRESENT, POSTS, AFTER, ASKED, COVERAGE = range(1, 7)
"""The columns of the pools below the proposal."""
_WORKINGS_HEAD = 4
_ROW, _BAR, _AROUND_BARS, _TALLEST_CHART = 20, 21, 110, 2_000  # pixels


def chart_height(bars: int) -> int:
    """Return the height of a chart of so many bars, in pixels."""
    return min(_AROUND_BARS + _BAR * bars, _TALLEST_CHART)


def rows_of_chart(bars: int) -> int:
    """Return how many rows a chart of so many bars stands over."""
    return chart_height(bars) // _ROW + 1


@dataclass(frozen=True, slots=True)
class Known:
    """A number that stands in the table of figures, for a path of the rules or for a share in a place."""

    path: str
    about: str
    of: str
    figure: str
    value: Fraction


@dataclass(frozen=True, slots=True)
class Share:
    """The part of a team that lies in a driehoek or municipality; ``figure`` is its name in the table of figures."""

    scope: str
    place: str
    team: str
    value: Fraction
    figure: str


class Layout:
    """Where everything of one division stands, in one language: its proposal and its workings.

    Parameters
    ----------
    plan
        The division; one of a year has its year in the names of its sheets.
    figures
        The sheet of its figures.
    parameters
        The cell that holds each parameter of its policy as a number.
    lang
        ``nl`` or ``en``.
    """

    def __init__(self, plan: Allocation, figures: FigureSheet, parameters: Mapping[str, Cell], lang: Lang) -> None:
        self.plan, self.figures, self.lang = plan, figures, lang
        self.parameters = parameters
        region, case = plan.region, plan.case
        of_year = "" if case.period is None else f"_{case.period}"
        self.proposal, self.workings = (
            f"{word(f'book_sheet_{name}', lang)}{of_year}" for name in ("proposal", "workings")
        )
        self.teams = [team.id for team in region.teams]
        self.team_posts = tuple(post for post in case.posts if post != POSTS_BY_POOL)
        self.with_pools = POSTS_BY_POOL in case.posts
        self.result = Block(self.proposal, TABLE, len(self.teams))
        self.chart_row = self.result.after + 3
        pools = len(region.pools) if self.with_pools else 0
        self.pool_result = Block(self.proposal, self.chart_row + rows_of_chart(len(self.teams)) + 2, pools)
        self.built = Block(self.workings, _WORKINGS_HEAD, len(self.teams))
        self.pool_figures = self.built.below(len(region.pools))
        self.together = self.pool_figures.below(len(self.known_together))
        self.in_places = self.together.below(len(self.shares))
        self.proven = self.in_places.below(len(self.teams))
        self.proven_pools = self.proven.below(len(region.pools) if self.with_pools else 0)
        self.steps = self.proven_pools.below(0)

    # ---- results

    @property
    def new_fte_column(self) -> int:
        """The column of the new fte, right after the layers."""
        return FIRST_LAYER + len(self.plan.case.layers)

    @property
    def first_post_column(self) -> int:
        """The column of the first kind of posts that teams have."""
        return self.new_fte_column + 6

    @cached_property
    def results(self) -> Mapping[str, Cell]:
        """The cell of each thing that is decided, by its column in the model."""
        case = self.plan.case
        found = {
            case.column(layer, team): self.result.cell(row, FIRST_LAYER + place)
            for place, layer in enumerate(case.layers)
            for row, team in enumerate(self.teams)
        }
        for place, post in enumerate(self.team_posts):
            for row, team in enumerate(self.teams):
                found[case.column(post, team)] = self.result.cell(row, self.first_post_column + place)
        if self.with_pools:
            for row, pool in enumerate(case.pools):
                found[case.column(POSTS_BY_POOL, pool)] = self.pool_result.cell(row, POSTS)
        return found

    def new_fte(self, team: str) -> Cell:
        """Return the cell of the new fte of a team."""
        return self.result.cell(self.teams.index(team), self.new_fte_column)

    # ---- figures and parameters

    @cached_property
    def known_together(self) -> list[Known]:
        """The figures that are known only for several teams together, and how they are split where that is given."""
        region = self.plan.region
        found = []
        for measure in region.measures:
            for group in measure.values:
                if len(group.teams) > 1:
                    names = " + ".join(region.team(team).name for team in group.teams)
                    of, teams = f"measure:{measure.id}", "; ".join(group.teams)
                    path = f"{measure.id}.{'+'.join(group.teams)}"
                    found.append(Known(path, f"{measure.name}: {names}", of, f"teams:{teams}", group.figure.value))
                    for team, share in group.split.items():
                        about = word("book_part_of", self.lang).format(team=region.team(team).name)
                        found.append(Known(f"{measure.id}.split.{team}", about, of, f"split:{team}", share))
        return found

    @cached_property
    def shares(self) -> list[Share]:
        """The part of every team in every place, place by place."""
        found: dict[tuple[str, str], list[Share]] = {}
        for scope, kind in (("authority", "authorities"), ("municipality", "municipalities")):
            for team in self.plan.region.teams:
                shares: Mapping[str, Figure] = getattr(team, kind)
                for place, share in shares.items():
                    found.setdefault((scope, place), []).append(
                        Share(scope, place, team.id, share.value, f"{kind}:{place}")
                    )
        return sorted((share for shares in found.values() for share in shares), key=lambda share: share.scope)

    @cached_property
    def inputs(self) -> Mapping[tuple[str, Fraction], Cell]:
        """The cell that holds each figure and parameter as a number, by the path that rules know it by and its value."""
        found: dict[tuple[str, Fraction], Cell] = {}
        for known, cell in self._inputs():
            found.setdefault(known, cell)  # a measure may be called as a rule or a figure of teams is; those come first
        return found

    def _inputs(self) -> Iterator[tuple[tuple[str, Fraction], Cell]]:
        region = self.plan.region
        for parameter, figure in self.plan.policy.values().items():
            yield (parameter, figure.value), self.parameters[parameter]
        for row, team in enumerate(region.teams):
            yield (f"formation.{team.id}", team.formation.value), self.built.cell(row, FORMATION)
            yield (f"wijkagenten.{team.id}", team.wijkagenten.value), self.built.cell(row, WIJKAGENTEN)
        for row, pool in enumerate(region.pools):
            yield (f"inhabitants.{pool.id}", pool.inhabitants.value), self.pool_figures.cell(row, 1)
        for place, measure in enumerate(region.measures):
            for group in measure.values:
                if len(group.teams) == 1:
                    cell = self.built.cell(self.teams.index(group.teams[0]), FIRST_MEASURE + place)
                    yield (f"{measure.id}.{group.teams[0]}", group.figure.value), cell
        for row, known in enumerate(self.known_together):
            yield (known.path, known.value), self.together.cell(row, 1)
