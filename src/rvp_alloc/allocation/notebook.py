"""How an answer shows itself in a notebook: the verdict, what to know before using it, and who gets what."""

from collections.abc import Iterator

from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.allocation.table import cells, headings, totals, verdict
from rvp_alloc.figure import Confidence, rounded
from rvp_alloc.markup import MOST_ROWS, Column, Element, Group, Tone, badge, card, folded, paragraph, table
from rvp_alloc.naming import named_amount, relaxed_text, source_text
from rvp_alloc.region.report import differences
from rvp_alloc.words import Lang, number_text, rule_name, state_name, word

_NORMS = ("wijkagent_unit", "wijkagent_area")


def allocation_html(plan: Allocation, lang: Lang) -> str:
    """Return a division as HTML."""
    badges = (badge(text, tone) for text, tone in remarks(plan, lang))
    folds = [_rules(plan, lang), *_pins(plan, lang), *_assumed(plan, lang)]
    return str(card(verdict(plan, lang), badges, *_teams(plan, lang), *folds, lang=lang))


def remarks(plan: Allocation, lang: Lang) -> Iterator[tuple[str, Tone]]:
    """Yield what a reader must know at a glance, each in a few words: what is proven, assumed, missed, relaxed, pinned."""
    yield word("badge_proven", lang), "good"
    if plan.unique:
        yield word("badge_unique", lang), "good"
    else:
        yield word("badge_open", lang).format(count=len(plan.unsettled)), "warning"
    for rule in plan.rules:
        if rule.rule in _NORMS and rule.state == "not_reached":
            missed = sum(row.slack < 0 for row in rule.rows)
            yield f"{rule_name(rule.rule, lang)}: {word('badge_not_reached', lang).format(count=missed)}", "warning"
    for entry in plan.relaxed:
        yield (
            word("badge_relaxed", lang).format(
                what=entry.what, asked=relaxed_text(entry.asked, lang), used=relaxed_text(entry.used, lang)
            ),
            "warning",
        )
    if plan.pins:
        yield word("badge_pinned", lang).format(count=len(plan.pins)), "note"
    if assumed := _assumptions(plan):
        yield word("badge_assumed", lang).format(count=len(assumed)), "warning"
    if found := differences(plan.region):
        yield word("region_differs", lang).format(count=len(found)), "warning"


def _teams(plan: Allocation, lang: Lang) -> list[Element]:
    columns = [Column(word(name, lang), number=name != "team") for name in headings(plan)]
    rows = Group(tuple(cells(plan, lang)[:MOST_ROWS]))
    shown = [table(word("fte_per_team", lang), columns, [rows], totals(plan, lang))]
    more = len(plan.teams) - MOST_ROWS
    return [*shown, paragraph(word("more_rows", lang).format(count=more))] if more > 0 else shown


def _rules(plan: Allocation, lang: Lang) -> Element:
    columns = [Column(word(name, lang), number=False) for name in ("rule", "outcome", "source")]
    rows = [
        [rule_name(rule.rule, lang), state_name(rule.state, lang), rule.source]
        for rule in plan.rules
        if rule.state != "off"
    ]
    return folded(word("rules", lang), table(word("rules", lang), columns, [Group(tuple(rows))]))


def _pins(plan: Allocation, lang: Lang) -> list[Element]:
    columns = [
        Column(word("team", lang), number=False),
        *(Column(word(name, lang)) for name in ("pinned", "rules_alone")),
        *(Column(word(name, lang), number=False) for name in ("author", "reason")),
    ]
    rows = [
        [
            plan.region.team(pin.team).name,
            number_text(rounded(pin.pinned, 3), lang),
            "-" if pin.rules_alone is None else number_text(rounded(pin.rules_alone, 3), lang),
            pin.author,
            pin.reason,
        ]
        for pin in plan.pins[:MOST_ROWS]
    ]
    return [folded(word("pinned", lang), table(word("pinned", lang), columns, [Group(tuple(rows))]))] if rows else []


def _assumptions(plan: Allocation) -> list[str]:
    """Return the parameters in use that are assumed; a pin is decided, not assumed."""
    return [
        name
        for name, figure in plan.policy.values().items()
        for rule in [name.partition(".")[0]]
        if figure.confidence is Confidence.ASSUMPTION and plan.policy.is_on(rule) and rule != "pins"
    ]


def _assumed(plan: Allocation, lang: Lang) -> list[Element]:
    columns = [
        Column(word("parameter", lang), number=False),
        Column(word("meaning", lang), number=False),
        Column(word("value", lang)),
        *(Column(word(name, lang), number=False) for name in ("source", "remarks_note")),
    ]
    rows = [
        [name, *named_amount(name, figure, lang), source_text(figure), figure.note]
        for name in _assumptions(plan)[:MOST_ROWS]
        for figure in [plan.policy[name]]
    ]
    return [folded(word("assumed", lang), table(word("assumed", lang), columns, [Group(tuple(rows))]))] if rows else []
