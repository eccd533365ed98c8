"""The content of the short report that no whole posts meet every hard rule."""

from collections.abc import Iterator

from rvp_alloc.analysis.names import Names
from rvp_alloc.planning.rounding import NoRounding
from rvp_alloc.planning.rounding.telling import rows_told
from rvp_alloc.report.content.imprint import Imprint
from rvp_alloc.report.content.rounding.record import check_commands
from rvp_alloc.report.parts import Column, Items, Part, Report, Row, Section, Table, Text


def report_of_no_rounding(none: NoRounding, imprint: Imprint) -> Report:
    """Return the report that there are no whole posts, with what is in the way and what may do."""
    form = imprint.form
    fte, step = form.short(none.plan.total), form.short(none.step)
    return Report(
        imprint.lang,
        form.say("rounding_none_title", fte=fte, step=step),
        imprint.subtitle(none.plan.region.name),
        (form.say("rounding_none_lead", fte=fte, step=step), form.say("rounding_none_decide")),
        sections=(_in_the_way(none, imprint), _what_may_do(none, imprint), _check(none, imprint)),
        closing=form.say("closing"),
    )


def _in_the_way(none: NoRounding, imprint: Imprint) -> Section:
    form = imprint.form
    names = Names(none.plan.region, imprint.lang)
    told = tuple(rows_told(none.rows, names, imprint.lang))
    parts: tuple[Part, ...] = (Text(form.say("rounding_none_intro")), Items(told), *_values(none, imprint, names))
    return Section("in-the-way", form.say("rounding_none_heading"), parts)


def _values(none: NoRounding, imprint: Imprint, names: Names) -> Iterator[Table]:
    """Yield the values of the rules in the way, where their requirements are called after one."""
    form, policy = imprint.form, none.plan.policy
    known = policy.values()
    found = [path for path in dict.fromkeys(row.partition(":")[0] for row in none.rows) if path in known]
    headings = ("figure", "value", "source", "note")
    columns = tuple(Column(form.say(heading), number=heading == "value") for heading in headings)
    rows = tuple(
        Row(
            (
                form.start(names.variable(path)),
                form.figure(policy[path].value, policy[path].unit),
                form.source(policy[path].source),
                policy[path].note,
            )
        )
        for path in found
    )
    if rows:
        yield Table(form.say("rounding_none_values"), columns, rows)


def _what_may_do(none: NoRounding, imprint: Imprint) -> Section:
    form = imprint.form
    steps = [form.short(step) for step in none.smaller_steps]
    told = [form.say("rounding_none_step", step=step) for step in steps] + [form.say("rounding_none_change")]
    parts: tuple[Part, ...] = (Items(tuple(told)), Text(form.say("rounding_none_may"), "note"))
    return Section("ways", form.say("ways_heading"), parts)


def _check(none: NoRounding, imprint: Imprint) -> Section:
    form = imprint.form
    parts = (Text(form.say("rounding_none_verify")), *check_commands(none.step))
    return Section("record", form.say("rounding_none_check"), parts)
