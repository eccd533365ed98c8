"""The rules of a plan: what each asks and what became of it in every year, with which values, and what was fixed."""

from collections.abc import Iterator
from fractions import Fraction

from rvp_alloc.planning.years import YearResult
from rvp_alloc.policy.policy import Policy
from rvp_alloc.policy.rule import State
from rvp_alloc.report.content.division.rules import values
from rvp_alloc.report.content.years.matter import Line, Matter
from rvp_alloc.report.parts import Column, Part, Row, Section, Table, Text
from rvp_alloc.words import rule_name, rule_sentence, state_name, word


def rules(matter: Matter) -> Section:
    """Return the section on the rules of every year."""
    form = matter.form
    lines = [_became(matter, found.rule) for found in matter.last.rules if found.state != "off"]
    parts: tuple[Part, ...] = (
        Text(form.say("years_rules_intro")),
        _asked(matter),
        *matter.tables(form.say("years_rules_became"), form.say("rule"), lines, numbers=False),
        Text(form.say("years_values_intro", year=str(matter.last.year))),
        values(matter.at_the_end),
        *_pins(matter),
    )
    return Section("rules", form.say("rules_heading"), parts)


def _asked(matter: Matter) -> Table:
    form, policy = matter.form, matter.plan.task.policy
    columns = tuple(Column(form.say(heading), number=False) for heading in ("rule", "rule_asks", "rule_force"))
    rows = tuple(
        Row(
            (
                rule_name(found.rule, matter.lang),
                rule_sentence(found.rule, matter.lang) or form.say("rule_own"),
                form.say("force_hard" if policy.state(found.rule) is State.HARD else "force_guiding"),
            )
        )
        for found in matter.last.rules
        if found.state != "off"
    )
    return Table(form.say("years_rules_asked"), columns, rows)


def _became(matter: Matter, rule: str) -> Line:
    def cell(result: YearResult) -> str:
        return state_name(result.rule(rule).state, matter.lang)

    return rule_name(rule, matter.lang), cell, False


def _pins(matter: Matter) -> Iterator[Table]:
    """Yield what the authorities fixed for the end of the plan, by whom and why."""
    form, policy = matter.form, matter.plan.task.policy
    if not policy.is_on("pins"):
        return
    headings = ("pin_fixed", "pin_author", "pin_reason")
    columns = (
        Column(word("team", matter.lang), number=False),
        *(Column(form.say(heading), number=heading == "pin_fixed") for heading in headings),
    )
    yield Table(form.say("years_pins_table"), columns, tuple(_pin_rows(matter, policy)))


def _pin_rows(matter: Matter, policy: Policy) -> Iterator[Row]:
    for name in policy.parameters("pins"):
        figure = policy[f"pins.{name}"]
        fixed: Fraction = figure.value
        yield Row((matter.names.subject(name), matter.form.fte(fixed), figure.source, figure.note))
