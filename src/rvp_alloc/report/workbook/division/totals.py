"""Below the proposal: the wijkagenten of every pool, and what each district, driehoek and municipality gets."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from rvp_alloc.model import Number
from rvp_alloc.policy.case import POSTS_BY_POOL
from rvp_alloc.report.workbook.block import Block
from rvp_alloc.report.workbook.cell import Cell, area
from rvp_alloc.report.workbook.division.layout import AFTER, ASKED, COVERAGE, INHABITANTS, POSTS, PRESENT
from rvp_alloc.report.workbook.division.trace import Trace
from rvp_alloc.report.workbook.live import exact
from rvp_alloc.report.workbook.page import Page
from rvp_alloc.report.workbook.places import SCOPES, place_names
from rvp_alloc.report.workbook.telling import pool_name
from rvp_alloc.words import word

_HEADS = ("book_pool", "book_inhabitants", "book_wijkagenten_now", "book_column_wijkagent_posts")
_NORM_HEADS = ("wijkagenten_new", "book_asked", "book_coverage")
_KINDS = {INHABITANTS: "whole", PRESENT: "formation", POSTS: "fte", AFTER: "fte", ASKED: "fte", COVERAGE: "percent"}
NEW_FTE, SHARE = 1, 2


@dataclass(frozen=True, slots=True)
class Totals:
    """The cells of what places get: of each, and of all of a kind together."""

    places: Mapping[str, Mapping[str, Cell]]
    sums: Mapping[str, Cell]


def write_totals(page: Page, trace: Trace) -> Totals:
    """Write the tables below that of the teams, and return the cells of what each place gets."""
    sums, places = {}, {}
    block = trace.layout.pool_result
    if block.count:
        _pools(page, trace)
    for scope in SCOPES:
        if trace.plan.totals[scope]:
            block = block.below(len(trace.plan.totals[scope]))
            _places(page, trace, block, scope)
            sums[scope] = block.cell(block.count, NEW_FTE)
            places[scope] = {place: block.cell(row, NEW_FTE) for row, place in enumerate(trace.plan.totals[scope])}
    return Totals(places, sums)


def _pools(page: Page, trace: Trace) -> None:
    """Write the wijkagenten of every pool, beside what the norm asks."""
    plan, lang, case = trace.plan, trace.layout.lang, trace.case
    block = trace.layout.pool_result
    page.text(block.head - 1, 0, word("book_pools_title", lang), "strong")
    page.heads(block.head, [word(head, lang) for head in (*_HEADS, *_NORM_HEADS)])
    totals: dict[int, Number] = {}
    for row, pool in enumerate(plan.region.pools):
        number = block.first + row
        page.text(number, 0, pool_name(plan.region, pool), "name")
        present: Number = sum(case.wijkagenten[team] for team in pool.teams)
        posts = trace.point[case.column(POSTS_BY_POOL, pool.id)]
        page.number(number, POSTS, posts, "fte", "result")
        asked = trace.asked(pool.id)
        numbers = {INHABITANTS: case.inhabitants[pool.id], PRESENT: present, AFTER: present + posts, ASKED: asked}
        for column, value in {**numbers, COVERAGE: (present + posts) / asked}.items():
            page.live(number, column, value, _KINDS[column])
        for column, value in {**numbers, POSTS: posts}.items():
            totals[column] = totals.get(column, 0) + exact(value)
    page.text(block.after, 0, word("together", lang), "name", bold=True)
    for column, total in totals.items():
        page.added(block, column, total, _KINDS[column])
    after, wanted = (block.cell(block.count, column).text for column in (AFTER, ASKED))
    page.formula(block.after, COVERAGE, f"{after}/{wanted}", totals[AFTER] / totals[ASKED], "percent", bold=True)


def _places(page: Page, trace: Trace, block: Block, scope: str) -> None:
    """Write the new fte of every district, driehoek or municipality; a team in several counts by its parts."""
    layout, plan, lang = trace.layout, trace.plan, trace.layout.lang
    page.text(block.head - 1, 0, word(f"book_{scope}_title", lang), "strong")
    page.heads(block.head, [word(name, lang) for name in (f"book_{scope}", "new_fte", "book_share_of_total")])
    names = place_names(plan, scope)
    total = layout.result.cell(layout.result.count, layout.new_fte_column).text
    for row, (place, amount) in enumerate(plan.totals[scope].items()):
        number = block.first + row
        page.text(number, 0, names[place], "name")
        text = _by_district(trace, place) if scope == "district" else _by_parts(trace, scope, place)
        page.formula(number, NEW_FTE, text, amount, "fte")
        own, share = block.cell(row, NEW_FTE).text, amount / plan.total if plan.total else Fraction(0)
        page.formula(number, SHARE, f"IF({total}=0,0,{own}/{total})", share, "percent")
    page.text(block.after, 0, word("together", lang), "name", bold=True)
    together = sum(plan.totals[scope].values(), Fraction(0))
    page.added(block, NEW_FTE, together, "fte")
    page.added(block, SHARE, together / plan.total if plan.total else Fraction(0), "percent")


def _by_district(trace: Trace, district: str) -> str:
    teams = [team.id for team in trace.plan.region.teams if team.district == district]
    return trace.formulas.of(sum(trace.new_fte(team) for team in teams))


def _by_parts(trace: Trace, scope: str, place: str) -> str:
    block = trace.layout.in_places
    rows = [row for row, share in enumerate(trace.layout.shares) if (share.scope, share.place) == (scope, place)]
    shares, new_fte = (area(block.cell(rows[0], column), block.cell(rows[-1], column)) for column in (1, 2))
    return f"SUMPRODUCT({shares},{new_fte})"
