"""What a plan rests on: what comes in, caps on growth, how amounts grow in, and figures that change on the way."""

from collections.abc import Iterator

from rvp_alloc.report.content.caps import caps_told
from rvp_alloc.report.content.years.changed import changed
from rvp_alloc.report.content.years.matter import Matter
from rvp_alloc.report.parts import Column, Items, Part, Row, Section, Table, Text
from rvp_alloc.words import word


def inputs(matter: Matter) -> Section:
    """Return the section on what the plan rests on."""
    form, task = matter.form, matter.plan.task
    parts: list[Part] = [Text(form.say("years_inputs_intro")), _intake(matter)]
    if task.availability:
        parts.append(Items(tuple(task.availability.text(matter.lang).splitlines())))
    rules = [
        word(f"years_{task.layers}", matter.lang).format(last=matter.plan.years[-1]),
        word(f"years_first_{task.first}", matter.lang),
    ]
    parts.append(Items(tuple(rules)))
    parts += [*_start(matter), *_caps(matter), *_forecasts(matter)]
    return Section("inputs", form.say("years_inputs_heading"), tuple(parts))


def _intake(matter: Matter) -> Table:
    """Return what comes in each year, all of it so far, and which part of the whole plan that is."""
    form, task = matter.form, matter.plan.task
    headings = ("year", "intake", "total", "part")
    columns = tuple(Column(form.say(f"years_column_{heading}"), number=heading != "year") for heading in headings)
    rows = tuple(
        Row((str(year), form.fte(fte), form.fte(task.new_fte[year]), form.percent(task.part(year))))
        for year, fte in task.intake.items()
    )
    return Table(form.say("years_intake_table"), columns, rows)


def _start(matter: Matter) -> Iterator[Part]:
    """Yield what each team had already, where any had."""
    form = matter.form
    had = {team: fte for team, fte in matter.plan.task.start.items() if fte}
    if not had:
        return
    columns = (Column(word("team", matter.lang), number=False), Column(form.say("years_before")))
    rows = [Row((matter.names.subject(team), form.fte(fte))) for team, fte in had.items()]
    rows.append(Row((word("together", matter.lang), form.fte(matter.start)), "strong"))
    yield Table(form.say("years_start_table"), columns, tuple(rows))


def _caps(matter: Matter) -> Iterator[Part]:
    """Yield the caps on growth per year with who set them and why; teams with the same cap stand together."""
    form, rises = matter.form, matter.plan.task.rises
    if not rises:
        yield Text(form.say("years_caps_none"))
        return
    headings = ("about", "years_cap", "source", "note")
    columns = tuple(Column(form.say(heading), number=False) for heading in headings)
    rows = tuple(Row((*told, cap.source, cap.note)) for *told, cap in caps_told(rises, matter.names, form))
    yield Table(form.say("years_caps_table"), columns, rows)


def _forecasts(matter: Matter) -> Iterator[Part]:
    """Yield the figures that change on the way, with their sources; or that none do."""
    form = matter.form
    rows: list[Row] = []
    for year in matter.plan.years:
        found = [*changed(matter.plan, year)]
        rows += [Row((form.say("years_from", year=str(year)),), "group")] if found else []
        rows += [
            Row(
                (
                    form.start(matter.names.variable(change.path)),
                    form.figure(change.before.value, change.before.unit) if change.before else "",
                    form.figure(change.after.value, change.after.unit),
                    form.say(f"confidence_{change.after.confidence}"),
                    change.after.source,
                    change.after.date,
                )
            )
            for change in found
        ]
    if not rows:
        yield Text(form.say("years_figures_same"))
        return
    headings = ("figure", "years_was", "years_becomes", "confidence", "source", "date")
    columns = tuple(Column(form.say(heading), number=heading.startswith("years_")) for heading in headings)
    yield Table(form.say("years_figures_table"), columns, tuple(rows))
