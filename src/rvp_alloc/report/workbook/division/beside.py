"""Below the workings: figures of pools, figures known only together, parts of teams in places, the answer as it was proven."""

from collections.abc import Sequence

from rvp_alloc.model import Number
from rvp_alloc.policy.case import POSTS_BY_POOL
from rvp_alloc.report.workbook.block import Block
from rvp_alloc.report.workbook.division.source import write_figure
from rvp_alloc.report.workbook.division.trace import Trace
from rvp_alloc.report.workbook.page import Page
from rvp_alloc.report.workbook.telling import layer_heading, pool_name
from rvp_alloc.words import word


def write_beside(page: Page, trace: Trace) -> None:
    """Write the tables below that of the teams, all but the steps."""
    _pools(page, trace)
    _together(page, trace)
    _places(page, trace)
    _proven(page, trace)


def _titled(page: Page, trace: Trace, block: Block, title: str, heads: Sequence[str]) -> None:
    lang = trace.layout.lang
    page.text(block.head - 1, 0, word(title, lang), "strong")
    page.heads(block.head, [word(head, lang) for head in heads])


def _pools(page: Page, trace: Trace) -> None:
    block, region = trace.layout.pool_figures, trace.plan.region
    _titled(page, trace, block, "book_pools_title", ("book_pool", "book_inhabitants", "book_wijkagenten"))
    for row, pool in enumerate(region.pools):
        page.text(block.first + row, 0, pool_name(region, pool), "name")
        write_figure(page, trace.layout, block.cell(row, 1), (f"pool:{pool.id}", "inhabitants"), "whole")
        present: Number = sum(trace.case.wijkagenten[team] for team in pool.teams)
        page.live(block.first + row, 2, present, "formation")
    page.text(block.after, 0, word("together", trace.layout.lang), "name", bold=True)
    page.live(block.after, 1, sum(trace.case.inhabitants.values()), "whole", bold=True)
    page.text(block.after, 2, "", "name", bold=True)


def _together(page: Page, trace: Trace) -> None:
    block = trace.layout.together
    if not block.count:
        return
    _titled(page, trace, block, "book_together_title", ("book_figure", "book_value"))
    for row, known in enumerate(trace.layout.known_together):
        page.text(block.first + row, 0, known.about, "name")
        write_figure(page, trace.layout, block.cell(row, 1), (known.of, known.figure), "measure")


def _places(page: Page, trace: Trace) -> None:
    layout, region = trace.layout, trace.plan.region
    block = layout.in_places
    if not block.count:
        return
    _titled(page, trace, block, "book_places_title", ("book_place", "book_share", "new_fte", "team"))
    for row, share in enumerate(layout.shares):
        number = block.first + row
        page.text(number, 0, share.place, "name")
        write_figure(page, layout, block.cell(row, 1), (f"team:{share.team}", share.figure), "percent")
        page.formula(number, 2, layout.new_fte(share.team).text, trace.plan.team(share.team).new_fte, "fte")
        page.text(number, 3, region.team(share.team).name)


def _proven(page: Page, trace: Trace) -> None:
    """Write the answer once more, as it was proven: what the results are compared with."""
    layout, case, point = trace.layout, trace.plan.case, trace.plan.solved.point
    block, lang = layout.proven, layout.lang
    families = (*case.layers, *layout.team_posts)
    _titled(page, trace, block, "book_proven_title", ("team",))
    page.heads(block.head, [layer_heading(family, lang) for family in families], 1)
    page.text(block.head, len(families) + 1, word("book_key_target", lang), "head")
    for row, team in enumerate(trace.plan.teams):
        page.text(block.first + row, 0, team.name, "name")
        for column, family in enumerate(families, start=1):
            page.number(block.first + row, column, point[case.column(family, team.id)], "fte")
        page.number(block.first + row, len(families) + 1, team.key_target, "fte")
    block = layout.proven_pools
    if block.count:
        _titled(page, trace, block, "book_proven_pools_title", ("book_pool", "book_column_wijkagent_posts"))
        for row, pool in enumerate(trace.plan.region.pools):
            page.text(block.first + row, 0, pool_name(trace.plan.region, pool), "name")
            page.number(block.first + row, 1, point[case.column(POSTS_BY_POOL, pool.id)], "fte")
