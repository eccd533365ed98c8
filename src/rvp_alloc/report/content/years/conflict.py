"""The content of the short report of years in which rules cannot hold together: each by itself, or together."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rvp_alloc.analysis.names import Names
from rvp_alloc.conflict.conflict import Share
from rvp_alloc.planning.years import YearsConflict
from rvp_alloc.planning.years.conflict import parts_of
from rvp_alloc.report.content.clashes import clashes, sum_told
from rvp_alloc.report.content.imprint import Imprint
from rvp_alloc.report.parts import Column, Command, Items, Part, Report, Row, Section, Table, Text
from rvp_alloc.words import rule_name, word

_BETWEEN = "years."
"""What a parameter begins with that binds a year to the one before."""


def report_of_years_conflict(conflict: YearsConflict, imprint: Imprint) -> Report:
    """Return the report of years that clash, with the rules, the sums, and what would end it."""
    form = imprint.form
    years = form.join([str(year) for year in conflict.years])
    lead = form.say("years_clash_lead_joint" if conflict.clash else "years_clash_lead", years=years)
    sections = _joint(conflict, imprint) if conflict.clash else _alone(conflict, imprint)
    return Report(
        imprint.lang,
        form.say("years_clash_title", years=years),
        imprint.subtitle(conflict.model.task.region.name),
        (lead, form.say("years_clash_decide")),
        sections=(*sections, _check(imprint)),
        closing=form.say("closing"),
    )


def _alone(conflict: YearsConflict, imprint: Imprint) -> Iterator[Section]:
    """Yield the first year that clashes by itself in full, and of the others which rules clash."""
    form, task = imprint.form, conflict.model.task
    (first, found), *others = conflict.alone.items()
    intro = form.say("years_clash_of_year", year=str(first), fte=form.short(task.new_fte[first]))
    told = tuple(replace(part, anchor=f"year-{first}-{part.anchor}") for part in clashes(found, imprint.lang))
    yield Section(f"year-{first}", form.say("years_clash_year", year=str(first)), (Text(intro), *told))
    if others:
        items = tuple(
            form.say(
                "years_clash_other",
                year=str(year),
                fte=form.short(task.new_fte[year]),
                rules=_rules(one.rules, imprint),
            )
            for year, one in others
        )
        parts = (Text(form.say("years_clash_others_intro")), Items(items))
        yield Section("other-years", form.say("years_clash_others"), parts)


def _rules(rules: Sequence[str], imprint: Imprint) -> str:
    return imprint.form.join([rule_name(rule, imprint.lang) for rule in rules])


def _joint(conflict: YearsConflict, imprint: Imprint) -> Iterator[Section]:
    """Yield what clashes over several years together: the parameters with their years, and the sum."""
    form, task = imprint.form, conflict.model.task
    names = Names(task.region, imprint.lang)
    told = sum_told(conflict.balance, lambda share: _dated(imprint, names, share), form)
    parts: list[Part] = [told, _parameters(conflict, imprint, names)]
    teams = [names.subject(team) for team in conflict.teams]
    if 0 < len(teams) < len(task.region.teams):
        parts.append(Text(form.say("years_clash_about", teams=form.join(teams))))
    parts.append(Text(form.say("years_clash_minimal")))
    yield Section("clash", form.say("years_clash_heading"), tuple(parts))


def _parameters(conflict: YearsConflict, imprint: Imprint, names: Names) -> Table:
    form, clash = imprint.form, conflict.clash
    if clash is None:
        raise AssertionError("a year clashes by itself")
    headings = ("years_column_year", "figure", "value", "confidence", "source")
    columns = tuple(Column(form.say(heading), number=heading == "value") for heading in headings)
    rows = tuple(Row(_cells(conflict, imprint, names, parameter)) for parameter in clash.parameters)
    return Table(form.say("clash_values"), columns, rows)


def _cells(conflict: YearsConflict, imprint: Imprint, names: Names, parameter: str) -> tuple[str, ...]:
    form = imprint.form
    name, year = parts_of(parameter)
    when = form.start(word("years_every_year", imprint.lang)) if year is None else str(year)
    if year is None or name.startswith(_BETWEEN):
        return when, form.start(_called(imprint, names, name)), "", "", ""
    figure = conflict.model.cases[year].policy[name]
    sure, source = form.say(f"confidence_{figure.confidence}"), form.source(figure.source)
    return when, form.start(names.variable(name)), form.figure(figure.value, figure.unit), sure, source


def _called(imprint: Imprint, names: Names, name: str) -> str:
    """Return what a parameter is called: what binds years, a rule as a whole, or a figure."""
    if name.startswith(_BETWEEN):
        return word(f"years_{name.removeprefix(_BETWEEN)}", imprint.lang)
    return names.variable(name) if "." in name else rule_name(name, imprint.lang)


def _dated(imprint: Imprint, names: Names, share: Share) -> str:
    name, year = parts_of(share.parameter)
    called = _called(imprint, names, name)
    return called if year is None else imprint.form.say("years_clash_dated", name=called, year=str(year))


def _check(imprint: Imprint) -> Section:
    form = imprint.form
    parts = (Text(form.say("years_clash_verify")), Command("python -m rvp_alloc verify conflict.json"))
    return Section("record", form.say("rounding_none_check"), parts)
