"""The key by which the formation is divided anew, with its weights; and what this calculation does not say."""

from rvp_alloc.planning.reallocation import Reallocation
from rvp_alloc.report.content.division.material import Material
from rvp_alloc.report.content.division.rules import pins, rules_on, values
from rvp_alloc.report.content.form import Form
from rvp_alloc.report.parts import Column, Fold, Items, Part, Row, Section, Table, Text
from rvp_alloc.words import amount_text, criterion_name

_WEIGHTS = "weights."
_LIMITS = ("rule", "norms", "key", "people", "formation")


def key(found: Reallocation, material: Material) -> Section:
    """Return what the target is, the weights of the key, and the rules that hold beside it."""
    form = material.form
    formation = sum(team.formation for team in found.teams) * found.share
    told = form.say(
        "reallocation_key_intro",
        share=amount_text(found.share, "share", form.lang),
        formation=form.short(formation),
        rest=form.short(found.key_budget),
    )
    parts: list[Part] = [Text(told), _weights(found, form), *pins(material)]
    parts.append(Fold(form.say("reallocation_rules"), (rules_on(material), values(material))))
    return Section("key", form.say("reallocation_key_heading"), tuple(parts))


def _weights(found: Reallocation, form: Form) -> Table:
    headings = ("reallocation_criterion", "reallocation_weight", "confidence", "source", "note")
    columns = tuple(Column(form.say(name), number=name == "reallocation_weight") for name in headings)
    rows = []
    for name in found.policy.parameters("key"):
        figure = found.policy[f"key.{name}"]
        measure = found.region.measure(name.removeprefix(_WEIGHTS))
        criterion = criterion_name(name.removeprefix(_WEIGHTS), form.lang, measure.name if measure else "")
        if figure.value:
            confidence = form.say(f"confidence_{figure.confidence}")
            cells = (form.start(criterion), form.percent(figure.value), confidence)
            rows.append(Row((*cells, form.source(figure.source), figure.note)))
    return Table(form.say("reallocation_weights"), columns, tuple(rows))


def limits(form: Form) -> Section:
    """Return what this calculation does not say."""
    items = Items(tuple(form.say(f"reallocation_limits_{name}") for name in _LIMITS))
    return Section("limits", form.say("reallocation_limits_heading"), (items,))
