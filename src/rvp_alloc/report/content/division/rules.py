"""The rules: what each asks and what became of it, with which values, what gave way, what was fixed, and what a step does."""

from collections.abc import Iterator
from fractions import Fraction

from rvp_alloc.analysis.costs import Cost, Side
from rvp_alloc.analysis.movement import movement
from rvp_alloc.policy.rule import State, rule
from rvp_alloc.report.content.division.front import called
from rvp_alloc.report.content.division.material import Material
from rvp_alloc.report.parts import Column, Part, Row, Section, Table, Text
from rvp_alloc.words import rule_name, rule_sentence, state_name, word


def rules(material: Material) -> Section:
    """Return the section on the rules."""
    form = material.form
    parts: list[Part] = [Text(form.say("rules_intro")), rules_on(material), values(material)]
    parts += [*pins(material), *relaxed(material), _steps(material)]
    return Section("rules", form.say("rules_heading"), tuple(parts))


def rules_on(material: Material) -> Table:
    """Return the rules that are on, and what became of them."""
    form, policy = material.form, material.plan.policy
    columns = tuple(
        Column(form.say(heading), number=False) for heading in ("rule", "rule_asks", "rule_force", "rule_became")
    )
    rows = tuple(
        Row(
            (
                rule_name(found.rule, material.lang),
                rule_sentence(found.rule, material.lang) or form.say("rule_own"),
                form.say("force_hard" if policy.state(found.rule) is State.HARD else "force_guiding"),
                state_name(found.state, material.lang),
            )
        )
        for found in material.plan.rules
        if found.state != "off"
    )
    return Table(form.say("rules_on"), columns, rows)


def values(material: Material) -> Table:
    """Return the values in the rules that are on, with their sources."""
    form, policy = material.form, material.plan.policy
    headings = ("figure", "value", "confidence", "source", "date")
    columns = tuple(Column(form.say(heading), number=heading == "value") for heading in headings)
    rows = []
    for found in policy.rules_on():
        names = [f"{found.id}.{name}" for name in policy.parameters(found.id)]
        rows += [Row((rule_name(found.id, material.lang),), "group")] if names else []
        for name in names:
            figure = policy[name]
            rows.append(
                Row(
                    (
                        form.start(material.names.variable(name)),
                        form.figure(figure.value, figure.unit),
                        form.say("confidence_decided" if found.id == "pins" else f"confidence_{figure.confidence}"),
                        form.source(figure.source),
                        figure.date,
                    )
                )
            )
    return Table(form.say("rules_values"), columns, tuple(rows))


def pins(material: Material) -> Iterator[Part]:
    """Yield what the authority fixed, beside what the rules alone would give."""
    form = material.form
    if not material.plan.pins:
        return
    headings = ("pin_fixed", "pin_alone", "pin_difference", "pin_author", "pin_reason")
    columns = (
        Column(word("team", material.lang), number=False),
        *(Column(form.say(heading), number=heading not in ("pin_author", "pin_reason")) for heading in headings),
    )
    rows = tuple(
        Row(
            (
                material.names.subject(pin.team),
                form.fte(pin.pinned),
                form.say("pin_nothing") if pin.rules_alone is None else form.fte(pin.rules_alone),
                "" if pin.rules_alone is None else form.signed(pin.pinned - pin.rules_alone),
                pin.author,
                pin.reason,
            )
        )
        for pin in material.plan.pins
    )
    yield Table(form.say("pins"), columns, rows)


def relaxed(material: Material) -> Iterator[Part]:
    """Yield what gave way, because the policy says it may."""
    form = material.form
    if not material.plan.relaxed:
        return
    columns = (
        Column(form.say("relaxed_what"), number=False),
        Column(form.say("relaxed_asked")),
        Column(form.say("relaxed_used")),
    )
    rows = tuple(
        Row(
            (
                form.start(called(material, entry.what)),
                *(_written(material, entry.what, text) for text in (entry.asked, entry.used)),
            )
        )
        for entry in material.plan.relaxed
    )
    yield Table(form.say("relaxed"), columns, rows)


def _written(material: Material, what: str, text: str) -> str:
    """Return a value or a state that was asked or used; ``none`` where a parameter was dropped."""
    if text in {*State}:
        return material.form.say(f"force_{text}")
    if text == "none":
        return material.form.say("relaxed_none")
    rule_id, _, name = what.partition(".")
    known = rule(rule_id).parameter(name)
    return material.form.near(Fraction(text), known.unit if known else "")


def _steps(material: Material) -> Section:
    """Return what one step of every parameter would move, exactly, and where something else begins to decide."""
    form = material.form
    walks = material.explanations.walks
    paths = [path for path in walks.known if path in material.plan.policy.values()]
    headings = ("step_from_to", "step_moved", "step_gains", "step_loses")
    columns = tuple(Column(form.say(heading), number=heading == "step_moved") for heading in headings)
    rows = [row for path in paths for row in _rows(material, walks.cost(path))]
    parts = (Text(form.say("steps_intro")), Table(form.say("steps"), columns, tuple(rows)))
    return Section("steps", form.say("steps_heading"), parts)


def _rows(material: Material, cost: Cost) -> Iterator[Row]:
    name = material.form.start(material.names.variable(cost.parameter))
    if cost.below is None and cost.above is None:
        return
    key = "step_nothing" if cost.moves_nothing else "step_group"
    told = " ".join((material.form.say(key, name=name), *_ends(material, cost)))
    yield Row((told,), "group")
    if cost.moves_nothing:
        return
    for direction in (1, -1):
        yield from _step(material, cost, direction)


def _ends(material: Material, cost: Cost) -> Iterator[str]:
    """Yield up to where a step does the same, on each side."""
    unit = cost.variable.figure.unit
    for key, side in (("below", cost.below), ("above", cost.above)):
        if side and side.ends:
            what = "step_clash" if side.ends[0] == "clash" else "step_until"
            yield material.form.say(f"{what}_{key}", value=_at(material, side, unit))


def _at(material: Material, side: Side, unit: str) -> str:
    return material.form.figure(side.until, unit)


def _step(material: Material, cost: Cost, direction: int) -> Iterator[Row]:
    """Yield what one natural step up or down moves, if there is a division then."""
    form, walks = material.form, material.explanations.walks
    now, unit = cost.variable.value, cost.variable.figure.unit
    then = now + direction * walks.step(cost.parameter)
    along = walks.along(cost.parameter, direction)
    given = along.at(then) if along else None
    if given is None:
        return
    changes = {team.name: given[team.id] - team.new_fte for team in material.plan.teams}
    first, last = max(changes, key=lambda team: changes[team]), min(changes, key=lambda team: changes[team])
    yield Row(
        (
            form.say("step_row", now=form.figure(now, unit), then=form.figure(then, unit)),
            form.fte(movement(changes.values())),
            f"{first} {form.signed(changes[first])}" if changes[first] > 0 else form.say("nobody"),
            f"{last} {form.signed(changes[last])}" if changes[last] < 0 else form.say("nobody"),
        )
    )
