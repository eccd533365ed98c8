"""What is checked: every row of every rule that is on, that sums add up, and the answer against the one that was proven."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain

from rvp_alloc.policy.case import POSTS_BY_POOL
from rvp_alloc.report.workbook.cell import Cell, area
from rvp_alloc.report.workbook.check import Check
from rvp_alloc.report.workbook.division.layout import FIRST_LAYER, POSTS
from rvp_alloc.report.workbook.division.trace import Trace
from rvp_alloc.report.workbook.live import exact
from rvp_alloc.report.workbook.telling import about, layer_name, name_of_rule, names_of_subjects
from rvp_alloc.words import word


def all_checks(trace: Trace, targets: int, totals: Mapping[str, Cell]) -> Iterator[Check]:
    """Yield every check; ``targets`` is the column of what the key aims at, ``totals`` the sums of each kind of place."""
    case = trace.plan.case
    yield from _rows(trace)
    for check in chain(_no_loss(trace), _added_up(trace, totals), _as_proven(trace, targets)):
        yield check if case.period is None else check.in_year(case.period)


def _rows(trace: Trace) -> Iterator[Check]:
    """Yield the rows of the rules."""
    lang, names, case = trace.layout.lang, names_of_subjects(trace.plan.region), trace.plan.case
    for row in trace.rows:
        told = (name_of_rule(row.rule, lang), about(names, row.label.removesuffix(case.suffix), lang), row.label)
        check = Check.of(trace.formulas, told, row.left, row.sense, row.bound)
        yield replace(check, guiding=row.guiding, year=case.period)


def _no_loss(trace: Trace) -> Iterator[Check]:
    """Yield that no layer is below 0 where that is a rule, and that no posts are."""
    lang, case, layout = trace.layout.lang, trace.plan.case, trace.layout
    layers = case.layers if case.policy.is_on("no_loss") else ()
    for family in (*layers, *case.posts):
        rule = "no_loss" if family in layers else "posts"
        columns = [case.column(family, subject) for subject in case.subjects(family)]
        lowest = min(exact(trace.plan.solved.point[column]) for column in columns)
        cells = area(layout.results[columns[0]], layout.results[columns[-1]])
        what = word("book_lowest", lang).format(name=layer_name(family, lang))
        told = (name_of_rule(rule, lang), what, f"{rule}.lowest:{family}")
        yield Check(*told, f"MIN({cells})", lowest, ">=", "0", 0)


def _added_up(trace: Trace, totals: Mapping[str, Cell]) -> Iterator[Check]:
    """Yield that layers, and what places get, add up to the new fte of all teams."""
    layout, plan, lang = trace.layout, trace.plan, trace.layout.lang
    row = layout.result.count
    total = layout.result.cell(row, layout.new_fte_column).text
    layers = area(layout.result.cell(row, FIRST_LAYER), layout.result.cell(row, layout.new_fte_column - 1))
    sums = {"layers": f"SUM({layers})"} | {scope: cell.text for scope, cell in totals.items()}
    for name, text in sums.items():
        if name == "layers" or sum(plan.totals[name].values()) == plan.total:  # a place may be known of some teams only
            what = word(f"book_{name}", lang)
            yield Check(word("book_added_up", lang), what, f"sum:{name}", text, plan.total, "==", total, plan.total)


def _as_proven(trace: Trace, targets: int) -> Iterator[Check]:
    """Yield that results, and what the key aims at, are those that were proven."""
    layout, lang, case = trace.layout, trace.layout.lang, trace.plan.case
    last = len(layout.teams) - 1
    pairs = []
    for column, family in enumerate((*case.layers, *layout.team_posts), start=1):
        first, end = (layout.results[case.column(family, team)] for team in (layout.teams[0], layout.teams[-1]))
        pairs.append((layer_name(family, lang), family, area(first, end), layout.proven, column))
    own = area(layout.built.cell(0, targets), layout.built.cell(last, targets))
    pairs.append((word("book_key_target", lang), "key_target", own, layout.proven, len(pairs) + 1))
    if layout.with_pools:
        first, end = (layout.pool_result.cell(place, POSTS) for place in (0, layout.pool_result.count - 1))
        pairs.append((layer_name(POSTS_BY_POOL, lang), POSTS_BY_POOL, area(first, end), layout.proven_pools, 1))
    for name, label, cells, block, column in pairs:
        copy = area(block.cell(0, column), block.cell(block.count - 1, column))
        what = word("book_differs", lang).format(name=name)
        told = (word("book_proven", lang), what, f"proven:{label}")
        yield Check(*told, f"SUMPRODUCT(ABS({cells}-{copy}))", 0, "==", "0", 0)
