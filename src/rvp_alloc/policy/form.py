"""The form of a policy document: rules by name, each with its state and its parameters by name within the rule."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Literal

from rvp_alloc.border import Document, FigureDocument, Id, Many, Name, Version
from rvp_alloc.errors import Problem
from rvp_alloc.policy.rule import State
from rvp_alloc.telling import visible
from rvp_alloc.texts import DEEPEST_NESTING

_FIGURE_FIELDS = {"value", "unit", "source", "date", "confidence", "note"}


class RuleDocument(Document):
    """One rule: its state, and its parameters by name within the rule."""

    state: State
    parameters: dict[Name, FigureDocument] = {}


class PolicyDocument(Document):
    """A policy; rules it does not name are off, or as in the policy it is based on."""

    schema_version: Version
    name: Name = "policy"
    based_on: Literal["reference"] | None = None
    aims: Many[Id] | None = None
    fallback: Many[Name] = []
    rules: dict[Id, RuleDocument] = {}


def flat(data: Any) -> tuple[Any, list[Problem]]:
    """Join nested parameter names with dots, as TOML's dotted keys nest them."""
    if not (isinstance(data, Mapping) and isinstance(data.get("rules"), Mapping)):
        return data, []
    problems: list[Problem] = []
    rules: dict[Any, Any] = {}
    for name, entry in data["rules"].items():
        if not (isinstance(entry, Mapping) and isinstance(entry.get("parameters"), Mapping)):
            rules[name] = entry
            continue
        parameters: dict[str, Any] = {}
        for key, value in _flattened(entry["parameters"], ""):
            if key in parameters:
                field = visible(f"{name}.{key}")
                problems.append(
                    Problem("double", "is given twice", "Keep one of them", subject=visible(name), field=field)
                )
            parameters[key] = value
        rules[name] = {**entry, "parameters": parameters}
    return {**data, "rules": rules}, problems


def _flattened(values: Mapping[Any, Any], prefix: str, depth: int = 0) -> Iterator[tuple[str, Any]]:
    for name, value in values.items():
        is_figure = not isinstance(value, Mapping) or ("value" in value and value.keys() <= _FIGURE_FIELDS)
        if is_figure or depth == DEEPEST_NESTING:
            yield f"{prefix}{name}", value
        else:
            yield from _flattened(value, f"{prefix}{name}.", depth + 1)


def by_parameter(problem: Problem) -> Problem:
    """Name the parameter as policies do: ``ipga.cap`` for ``rules.ipga.parameters.cap``."""
    rules, _, rest = problem.field.partition(".")
    if rules != "rules" or not rest:
        return problem
    name = rest.partition(".")[0]
    return replace(problem, subject=name, field=rest.replace(f"{name}.parameters.", f"{name}.", 1))
