"""The checks: every row of every rule that is on, as formulas, and the answer against the one that was proven."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from rvp_alloc.model import Number
from rvp_alloc.policy.case import POSTS_BY_POOL
from rvp_alloc.report.workbook.cell import Cell, area
from rvp_alloc.report.workbook.layout import FIRST_LAYER, Block
from rvp_alloc.report.workbook.live import exact
from rvp_alloc.report.workbook.page import Page
from rvp_alloc.report.workbook.telling import about, layer_name, name_of_rule, names_of_subjects
from rvp_alloc.report.workbook.trace import Trace
from rvp_alloc.words import Lang, word

RULE, ABOUT, LABEL, LEFT, SENSE, BOUND, SLACK, CHECK = range(8)
_HEADS = ("rule", "about", "label", "left", "sense", "bound", "slack", "check")
_SENSES = {"<=": "\N{LESS-THAN OR EQUAL TO}", "==": "=", ">=": "\N{GREATER-THAN OR EQUAL TO}"}
_FAILING, _TOLERANCE, _HEAD = (1, 1), (2, 1), 5
TOLERANCE = Fraction(1, 10**9)


@dataclass(frozen=True, slots=True)
class Check:
    """One line: ``left sense bound``, with the texts of its formulas and their values."""

    rule: str
    about: str
    label: str
    left: str
    value: Number
    sense: str
    bound: str
    required: Number
    guiding: bool = False

    @property
    def slack(self) -> Number:
        """How far it is on the right side; below 0 (or not 0, for an equation) it fails."""
        difference = exact(self.value) - exact(self.required)
        return -difference if self.sense == "<=" else difference

    def says(self, lang: Lang) -> str:
        """Return what the check says, which is what its formula gives."""
        holds = self.slack == 0 if self.sense == "==" else self.slack >= 0
        return _words(lang, guiding=self.guiding)[0 if holds else 1]


def _words(lang: Lang, *, guiding: bool) -> tuple[str, str]:
    """Return what a check says where it holds, and where it does not."""
    return tuple(word(f"book_{name}", lang) for name in (("reached", "not_reached") if guiding else ("holds", "fails")))  # type: ignore[return-value]  # two names, two words


def write_checks(page: Page, trace: Trace, targets: int) -> Cell:
    """Write every check, and return the cell that counts those that fail."""
    lang = trace.layout.lang
    checks = [*_rows(trace), *_no_loss(trace), *_as_proven(trace, targets)]
    block = Block(page.name, _HEAD, len(checks))
    _top(page, block, lang)
    page.heads(block.head, [word(f"book_check_{head}", lang) for head in _HEADS])
    for row, check in enumerate(checks):
        _line(page, block, row, check, lang)
    first, last = block.cell(0, CHECK), block.cell(block.count - 1, CHECK)
    page.marked(first, last, ("==", f'"{word("book_fails", lang)}"'), page.styles.wrong)
    page.marked(first, last, ("==", f'"{word("book_not_reached", lang)}"'), page.styles.quiet)
    page.widths(27, 34, 38, 14, 9, 14, 14, 25)
    page.sheet.autofilter(block.head, RULE, block.after - 1, CHECK)
    page.printed(head=block.head, repeated=True, footer=trace.plan.region.name)
    return Cell(page.name, *_FAILING)


def _top(page: Page, block: Block, lang: Lang) -> None:
    """Write how many checks fail: all that say neither that they hold nor that they are guiding."""
    page.text(0, 0, word("book_checks_title", lang), "title")
    page.text(_FAILING[0], 0, word("book_failing", lang), "strong")
    cells = area(block.cell(0, CHECK), block.cell(block.count - 1, CHECK))
    good = "".join(f'-COUNTIF({cells},"{word(f"book_{name}", lang)}")' for name in ("holds", "reached", "not_reached"))
    page.formula(*_FAILING, f"ROWS({cells}){good}", 0, "count")
    cell = Cell(page.name, *_FAILING)
    page.marked(cell, cell, (">", "0"), page.styles.wrong)
    page.text(_TOLERANCE[0], 0, word("book_tolerance", lang))
    page.number(*_TOLERANCE, TOLERANCE, "small", "input")
    page.text(_TOLERANCE[0] + 1, 0, word("book_tolerance_how", lang), "hint")


def _line(page: Page, block: Block, row: int, check: Check, lang: Lang) -> None:
    number = block.first + row
    for column, text in ((RULE, check.rule), (ABOUT, check.about), (SENSE, _SENSES[check.sense])):
        page.text(number, column, text, "middle" if column == SENSE else "name")
    page.text(number, LABEL, check.label, "machine")
    page.formula(number, LEFT, check.left, check.value, "fte")
    page.formula(number, BOUND, check.bound, check.required, "fte")
    left, bound, slack = (block.cell(row, column).text for column in (LEFT, BOUND, SLACK))
    difference = f"{bound}-{left}" if check.sense == "<=" else f"{left}-{bound}"
    page.formula(number, SLACK, difference, check.slack, "fte")
    allowed = f"{Cell(page.name, *_TOLERANCE).text}*MAX(1,ABS({left}),ABS({bound}))"
    holds = f"ABS({slack})<={allowed}" if check.sense == "==" else f"{slack}>=-{allowed}"
    good, bad = _words(lang, guiding=check.guiding)
    page.formula(
        number, CHECK, f'IFERROR(IF({holds},"{good}","{bad}"),"{word("book_fails", lang)}")', check.says(lang), "check"
    )


def _rows(trace: Trace) -> Iterator[Check]:
    """Yield the rows of the rules."""
    lang, names, of = trace.layout.lang, names_of_subjects(trace.plan.region), trace.formulas.of
    for row in trace.rows:
        rule = name_of_rule(row.rule, lang)
        left, bound = of(row.left), of(row.bound)
        yield Check(
            rule, about(names, row.label, lang), row.label, left, row.left, row.sense, bound, row.bound, row.guiding
        )


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
        yield Check(name_of_rule(rule, lang), what, f"{rule}.lowest:{family}", f"MIN({cells})", lowest, ">=", "0", 0)


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
        first, end = (layout.pool_result.cell(place, FIRST_LAYER) for place in (0, layout.pool_result.count - 1))
        pairs.append((layer_name(POSTS_BY_POOL, lang), POSTS_BY_POOL, area(first, end), layout.proven_pools, 1))
    for name, label, cells, block, column in pairs:
        copy = area(block.cell(0, column), block.cell(block.count - 1, column))
        what = word("book_differs", lang).format(name=name)
        yield Check(
            word("book_proven", lang), what, f"proven:{label}", f"SUMPRODUCT(ABS({cells}-{copy}))", 0, "==", "0", 0
        )
