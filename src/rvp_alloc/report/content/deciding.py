"""What decides, in words: for a whole division, and where a parameter passes a value."""

from collections.abc import Iterable, Iterator

from rvp_alloc.allocation import Allocation
from rvp_alloc.analysis.explanation.bindings import bindings
from rvp_alloc.analysis.path import causes
from rvp_alloc.analysis.stretch import BINDS, Stretch
from rvp_alloc.report.content.material import Material
from rvp_alloc.words import rule_name, word


def decides(material: Material, plan: Allocation) -> Iterator[str]:
    """Yield what lifts, holds or fixes which teams in a division; then what is left to the key."""
    found: dict[tuple[str, str], list[str]] = {}
    for binding in dict.fromkeys(binding for bound in bindings(plan).values() for binding in bound):
        found.setdefault((binding.rule, binding.direction), []).append(_about(material, binding.label))
    for (rule, direction), subjects in found.items():
        names = material.form.join(list(dict.fromkeys(subjects)))
        yield word(f"explain_{direction}", material.lang).format(rule=rule_name(rule, material.lang), subject=names)
    yield material.form.say("decides_rest" if found else "decides_key")


def changed(material: Material, left: Stretch, right: Stretch, parameter: str) -> str:
    """Return what begins and what ceases to decide between two stretches."""
    labels = causes(left, right, parameter)
    begins = [label for label in labels if right.binding.get(label) == BINDS]
    ceases = [label for label in labels if label not in begins and label != parameter]
    told = [*_told(material, "explain_cause_stops", ceases), *_told(material, "explain_cause_starts", begins)]
    return material.form.join(told)


def clashing(material: Material, labels: Iterable[str]) -> str:
    """Return the names of the rules that clash."""
    return material.form.join(list(dict.fromkeys(material.names.rule_of(label) for label in sorted(labels))))


def _told(material: Material, key: str, labels: Iterable[str]) -> Iterator[str]:
    by_rule: dict[str, list[str]] = {}
    for label in labels:
        by_rule.setdefault(material.names.rule_of(label), []).append(_about(material, label))
    for rule, subjects in by_rule.items():
        names = material.form.join(list(dict.fromkeys(subjects)))
        yield word(key, material.lang).format(rule=rule, subject=names)


def _about(material: Material, label: str) -> str:
    return material.names.subject_of(label) or word("explain_unit", material.lang)
