"""The notes: how to read the workbook, what is assumed, what does not add up in the sources, and how to check the proof."""

from collections.abc import Iterator

from rvp_alloc.figure import Confidence, rounded
from rvp_alloc.region.region import Kind, Region
from rvp_alloc.region.report import differences
from rvp_alloc.report.workbook.layout import Layout
from rvp_alloc.report.workbook.page import Page
from rvp_alloc.report.workbook.telling import exactly, name_of_rule, parameter_name, pool_name
from rvp_alloc.words import Lang, number_text, state_name, word

type Line = tuple[str, str]
"""What it is about, and what is told."""


def write_notes(page: Page, layout: Layout) -> None:
    """Write the notes, a heading for each kind."""
    lang = layout.lang
    page.text(0, 0, word("book_notes_title", lang), "title")
    row = 2
    for title, lines in _parts(layout):
        found = list(lines)
        if found:
            page.text(row, 0, word(title, lang), "band")
            page.text(row, 1, "", "band")
            for place, (about, text) in enumerate(found, start=row + 1):
                page.text(place, 0, about, "wrapped")
                page.text(place, 1, text, "wrapped")
            row += len(found) + 2
    page.widths(38, 105)
    page.printed(head=0, repeated=False, footer=layout.plan.region.name)


def _parts(layout: Layout) -> Iterator[tuple[str, Iterator[Line]]]:
    region, lang = layout.plan.region, layout.lang
    yield "book_notes_reading", _reading(layout)
    yield "book_notes_rules", _rules(layout)
    yield "book_notes_decided", _decided(layout)
    yield "assumed", _assumed(layout)
    yield "book_notes_weak", _weak(region, lang)
    yield "book_notes_differences", _differences(region, lang)
    yield "book_notes_record", _record(layout)


def _reading(layout: Layout) -> Iterator[Line]:
    """Yield what each sheet is for, and what happens if somebody changes something."""
    for sheet, key in (
        (layout.proposal, "proposal"),
        (layout.checks, "checks"),
        (layout.workings, "workings"),
        ("figures", "figures"),
        (layout.policy, "policy"),
    ):
        yield sheet, word(f"book_about_{key}", layout.lang)
    yield word("book_change", layout.lang), word("book_change_how", layout.lang)
    yield word("book_again", layout.lang), word("book_again_how", layout.lang)


def _rules(layout: Layout) -> Iterator[Line]:
    for rule in layout.plan.rules:
        if rule.state != "off":
            yield name_of_rule(rule.rule, layout.lang), f"{state_name(rule.state, layout.lang)} ({rule.source})"


def _decided(layout: Layout) -> Iterator[Line]:
    """Yield what an authority fixed, and what gave way where the hard rules clashed."""
    plan, lang = layout.plan, layout.lang
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


def _assumed(layout: Layout) -> Iterator[Line]:
    policy = layout.plan.policy
    for name, figure in policy.values().items():
        rule = name.partition(".")[0]
        if figure.confidence is Confidence.ASSUMPTION and policy.is_on(rule):
            why = "; ".join(text for text in (figure.source, figure.note) if text)
            yield (
                f"{name_of_rule(rule, layout.lang)}: {parameter_name(name, layout.lang)}",
                f"{exactly(figure.value, layout.lang)} {figure.unit}{f' ({why})' if why else ''}",
            )


def _weak(region: Region, lang: Lang) -> Iterator[Line]:
    """Yield figures that are known only together, are assumed, or have no source."""
    for measure in region.measures:
        for group in measure.values:
            names = " + ".join(region.team(team).name for team in group.teams)
            if len(group.teams) > 1 and not group.split and measure.kind is not Kind.INDEX:
                yield f"{measure.name}: {names}", word("book_split", lang)
            if group.figure.confidence is Confidence.ASSUMPTION:
                yield (
                    f"{measure.name}: {names}",
                    word("book_assumed_figure", lang).format(value=exactly(group.figure.value, lang)),
                )
    for pool in region.pools:
        if len(pool.teams) > 1:
            yield pool_name(region, pool), word("book_pooled", lang)
    unsourced = [team.name for team in region.teams if not team.formation.source]
    if unsourced:
        yield ", ".join(unsourced), word("book_no_source", lang)


def _differences(region: Region, lang: Lang) -> Iterator[Line]:
    for found in differences(region):
        numbers = (found.printed, found.sum_of_lines, found.difference)
        printed, summed, difference = (number_text(rounded(number, 1), lang) for number in numbers)
        what = word(f"book_difference_{found.what}", lang)
        yield (
            found.of,
            word("book_difference", lang).format(what=what, printed=printed, summed=summed, difference=difference),
        )


def _record(layout: Layout) -> Iterator[Line]:
    """Yield what a record needs: hashes of what went in, versions, and how to check the proof."""
    lang, record = layout.lang, layout.plan.to_dict()["record"]
    for name in ("region", "region_sha256", "policy", "policy_sha256", "solver"):
        yield word(f"book_record_{name}", lang), str(record[name])
    for package, number in record["versions"].items():
        yield word("book_record_version", lang).format(package=package), number
    for step in ("1", "2", "3"):
        yield word(f"book_proof_{step}", lang), word(f"book_proof_{step}_how", lang)
