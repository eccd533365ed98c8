"""Clashes: which rules cannot hold together, the sum that shows it, and what would end it. At one budget or at any."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rvp_alloc.analysis.names import Names
from rvp_alloc.conflict import Conflict
from rvp_alloc.conflict.conflict import Share
from rvp_alloc.conflict.repair import Repair
from rvp_alloc.conflict.search import NO_LOSS, Clash
from rvp_alloc.report.content.form import Form
from rvp_alloc.report.parts import Column, Items, Part, Row, Section, Table, Text
from rvp_alloc.words import Lang, rule_name


@dataclass(frozen=True, slots=True)
class _Teller:
    conflict: Conflict
    form: Form
    names: Names


def clashes(conflict: Conflict, lang: Lang) -> Iterator[Section]:
    """Yield a section for every clash, then one on what would end them all."""
    teller = _Teller(conflict, Form(lang), Names(conflict.case.region, lang))
    form, found = teller.form, conflict.clashes
    for number, clash in enumerate(found, start=1):
        heading = form.say("clash", number=str(number), count=str(len(found)))
        yield Section(f"clash-{number}", heading, tuple(_told(teller, clash)))
    ways = tuple(_way(teller, repair) for repair in conflict.repairs)
    parts: tuple[Part, ...] = (Text(form.say("ways_intro")), Items(ways)) if ways else (Text(form.say("ways_none")),)
    parts += () if conflict.complete else (Text(form.say("clashes_more"), "warning"),)
    yield Section("ways", form.say("ways_heading"), parts)


def _told(teller: _Teller, clash: Clash) -> Iterator[Part]:
    form, policy = teller.form, teller.conflict.policy
    shares = teller.conflict.balance(clash)
    yield sum_told(shares, lambda share: teller.names.variable(share.parameter), form)
    columns = tuple(
        Column(form.say(heading), number=heading == "value") for heading in ("figure", "value", "confidence", "source")
    )
    rows = [
        Row(
            (
                form.start(teller.names.variable(parameter)),
                form.figure(policy[parameter].value, policy[parameter].unit),
                form.say(f"confidence_{policy[parameter].confidence}"),
                form.source(policy[parameter].source),
            )
        )
        for parameter in clash.parameters
        if parameter != NO_LOSS
    ]
    rows += [Row((rule_name(NO_LOSS, form.lang), "", "", ""))] if NO_LOSS in clash.parameters else []
    yield Table(form.say("clash_values"), columns, tuple(rows))


def sum_told(shares: Sequence[Share], name: Callable[[Share], str], form: Form) -> Text:
    """Return what is asked (below 0) and what is there (above 0), each with its name."""
    asked, there = ([share for share in shares if share.amount * sign > 0] for sign in (-1, 1))
    return Text(form.say("clash_sum", asked=_sum(asked, name, form), there=_sum(there, name, form)))


def _sum(shares: Sequence[Share], name: Callable[[Share], str], form: Form) -> str:
    """Return amounts with their names, and their sum where they are several."""
    parts = [form.say("clash_part", amount=form.short(abs(share.amount)), name=name(share)) for share in shares]
    together = form.short(sum((abs(share.amount) for share in shares), Fraction(0)))
    several = len(parts) > 1
    return form.say("clash_total", parts=" + ".join(parts), total=together) if several else "".join(parts) or together


def _way(teller: _Teller, repair: Repair) -> str:
    form, policy = teller.form, teller.conflict.policy
    return form.join(
        [
            form.say(
                "way",
                figure=form.start(teller.names.variable(change.parameter)),
                old=form.near(change.old, policy[change.parameter].unit),
                new=form.near(change.new, policy[change.parameter].unit),
            )
            for change in repair.changes
        ]
    )
