"""The notes of one division: how to read its workbook, what its rules became, and how to check the proof."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from rvp_alloc.allocation import Allocation
from rvp_alloc.figure import rounded
from rvp_alloc.report.workbook.front import Front
from rvp_alloc.report.workbook.notes.inputs import assumed, printed_otherwise, weak
from rvp_alloc.report.workbook.notes.record import proof, record
from rvp_alloc.report.workbook.notes.sheet import Line
from rvp_alloc.report.workbook.telling import name_of_rule
from rvp_alloc.words import Lang, number_text, state_name, word


def notes_of_division(
    plan: Allocation, sheets: Mapping[str, str], front: Front | None, lang: Lang
) -> Iterator[tuple[str, Iterable[Line]]]:
    """Yield the notes; ``sheets`` are the names of the sheets, by the word for what is on them."""
    region = plan.region
    yield "book_notes_reading", chain(front.notes() if front else (), reading(sheets, lang))
    yield "book_notes_rules", _rules(plan, lang)
    yield "book_notes_decided", _decided(plan, lang)
    yield "assumed", assumed(plan.policy, lang)
    yield "book_notes_weak", weak(region, lang)
    yield "book_notes_differences", printed_otherwise(region, lang)
    yield "book_notes_record", chain(record(plan, lang), proof(front.kind if front else "division", lang))


def reading(sheets: Mapping[str, str], lang: Lang) -> Iterator[Line]:
    """Yield what each sheet is for, and what happens if somebody changes something."""
    for key, sheet in sheets.items():
        yield sheet, word(f"book_about_{key}", lang)
    yield word("book_change", lang), word("book_change_how", lang)
    yield word("book_again", lang), word("book_again_how", lang)


def _rules(plan: Allocation, lang: Lang) -> Iterator[Line]:
    for rule in plan.rules:
        if rule.state != "off":
            yield name_of_rule(rule.rule, lang), f"{state_name(rule.state, lang)} ({rule.source})"


def _decided(plan: Allocation, lang: Lang) -> Iterator[Line]:
    """Yield what an authority fixed, and what gave way where the hard rules clashed."""
    for pin in plan.pins:
        alone = (
            word("book_no_division", lang)
            if pin.rules_alone is None
            else number_text(rounded(pin.rules_alone, 3), lang)
        )
        told = {
            "pinned": number_text(rounded(pin.pinned, 3), lang),
            "author": pin.author,
            "reason": pin.reason,
            "alone": alone,
        }
        yield plan.region.team(pin.team).name, word("book_pinned", lang).format(**told)
    for entry in plan.relaxed:
        yield entry.what, word("book_gave_way", lang).format(asked=entry.asked, used=entry.used)
