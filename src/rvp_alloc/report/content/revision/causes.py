"""What differs in the inputs, and which difference brings each team how much."""

from collections.abc import Iterator
from dataclasses import replace

from rvp_alloc.analysis.comparison import Difference
from rvp_alloc.analysis.comparison.telling import inputs_told, rules_told
from rvp_alloc.figure import Figure
from rvp_alloc.planning.revision import Revision
from rvp_alloc.planning.revision.parts import names_of, part_called
from rvp_alloc.report.content.effects import causes
from rvp_alloc.report.content.form import Form
from rvp_alloc.report.parts import Column, Fold, Items, Part, Row, Section, Table, Text
from rvp_alloc.words import word

_MOST_SHOWN = 40


def inputs(revision: Revision, form: Form) -> Section:
    """Return what is different in the inputs, each figure with its old and its new source."""
    figures = [entry for entry in revision.differences if _is_figure(entry)]
    rest = tuple(entry for entry in revision.differences if not _is_figure(entry))
    others = inputs_told(replace(revision.comparison, differences=rest), form.lang) if rest else ()
    parts: list[Part] = [] if revision.differences else [Text(form.say("revision_inputs_same"))]
    parts += [Items(others)] if others else []
    table = _figures(revision, figures, form)
    if len(figures) > _MOST_SHOWN:
        parts.append(Fold(form.say("revision_inputs_many", count=str(len(figures))), (table,)))
    elif figures:
        parts.append(table)
    rules = rules_told(revision.comparison, form.lang)
    parts += [Text(word("compare_rules", form.lang)), Items(rules)] if rules else []
    return Section("inputs", form.say("revision_inputs_heading"), tuple(parts))


def _is_figure(entry: Difference) -> bool:
    return isinstance(entry.first, Figure) or isinstance(entry.second, Figure)


def _figures(revision: Revision, found: list[Difference], form: Form) -> Table:
    names = names_of(revision, form.lang)
    columns = (
        Column(form.say("figure"), number=False),
        *(Column(form.say(f"revision_{name}")) for name in ("was", "is")),
        *(Column(form.say(f"revision_source_{name}"), number=False) for name in ("old", "new")),
    )
    rows = []
    for entry in found:
        sides = [side if isinstance(side, Figure) else None for side in (entry.first, entry.second)]
        values = (form.figure(side.value, side.unit) if side else form.say("revision_none") for side in sides)
        sources = (_source(side, form) if side else "" for side in sides)
        rows.append(Row((form.start(names.variable(entry.path)), *values, *sources)))
    return Table(form.say("revision_inputs"), columns, tuple(rows))


def _source(figure: Figure, form: Form) -> str:
    return ", ".join(part for part in (form.source(figure.source), figure.date, figure.note) if part)


def why(revision: Revision, form: Form) -> Iterator[Section]:
    """Yield how much of each team's change is due to which difference; nothing where nothing is due to any."""
    parts = {part: part_called(revision, part, form.lang) for part in revision.comparison.parts}
    told = (form.say("revision_why_intro"), word("compare_together", form.lang), form.say("revision_why"))
    yield from causes(revision.teams, parts, told, form)
