"""The JSON and TOML forms of a policy."""

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import tomlkit
from pydantic import model_validator

from rvp_alloc.border import (
    DEEPEST_NESTING,
    Document,
    FigureDocument,
    Id,
    Name,
    bad_file,
    parse_json,
    suggestion,
    validated,
)
from rvp_alloc.errors import PolicyError, Problem
from rvp_alloc.files import read_file, write_file
from rvp_alloc.policy.policy import Policy, Setting, policy_problems
from rvp_alloc.policy.rule import State, all_rules, rule

SCHEMA_VERSION = 1
_FIGURE_FIELDS = {"value", "unit", "source", "date", "confidence", "note"}


class RuleDocument(Document):
    """One rule: its state, and its parameters by name within the rule."""

    state: State
    parameters: dict[Name, FigureDocument] = {}

    @model_validator(mode="before")
    @classmethod
    def _flat(cls, raw: Any) -> Any:
        """Join nested parameter names with dots, as TOML's dotted keys nest them."""
        if isinstance(raw, Mapping) and isinstance(raw.get("parameters"), Mapping):
            return {**raw, "parameters": dict(_flattened(raw["parameters"], ""))}
        return raw


class PolicyDocument(Document):
    """A policy; rules it does not name are off, or as in the policy it is based on."""

    schema_version: Literal[1]
    name: Name = "policy"
    based_on: Literal["reference"] | None = None
    aims: list[Id] | None = None
    rules: dict[Id, RuleDocument] = {}


def _flattened(values: Mapping[str, Any], prefix: str, depth: int = 0) -> Iterator[tuple[str, Any]]:
    for name, value in values.items():
        if (
            isinstance(value, Mapping)
            and not ("value" in value and value.keys() <= _FIGURE_FIELDS)
            and depth < DEEPEST_NESTING
        ):
            yield from _flattened(value, f"{prefix}{name}.", depth + 1)
        else:
            yield f"{prefix}{name}", value


def policy_from_dict(data: Any, origin: str = "policy") -> Policy:
    """Make a policy from its JSON form, checked.

    Raises
    ------
    PolicyError
        With every problem found; names that do not exist come with the nearest that does.
    """
    document = validated(PolicyDocument, data, PolicyError, origin)
    known = [found.id for found in all_rules()]
    problems = [
        Problem(
            "unknown_rule", f"there is no rule {name!r}", suggestion(name, known), where=f"rules.{name}", field=name
        )
        for name in document.rules
        if name not in known
    ]
    if problems:
        raise PolicyError(problems, origin)
    policy = Policy.reference() if document.based_on else Policy(document.name, {})
    settings = dict(policy.settings)
    for name, entry in document.rules.items():
        inherited = settings[name].parameters if document.based_on and name in settings else {}
        given = {key: value.figure(_unit(name, key)) for key, value in entry.parameters.items()}
        # The key's weights belong together: naming some replaces all.
        settings[name] = Setting(entry.state, given if name == "key" and given else {**inherited, **given})
    policy = Policy(document.name, settings)
    if document.aims is not None:
        policy = policy.with_aims(*document.aims)
    problems = list(policy_problems(policy))
    if problems:
        raise PolicyError(problems, origin)
    return policy


def _unit(rule_id: str, name: str) -> str:
    parameter = rule(rule_id).parameter(name)
    return parameter.unit if parameter else ""


def policy_to_dict(policy: Policy) -> dict[str, Any]:
    """Return the JSON form of a policy; ``policy_from_dict`` gives the same policy back."""
    return {
        "schema_version": SCHEMA_VERSION,
        "name": policy.name,
        "aims": list(policy.aims),
        "rules": {
            name: {
                "state": str(setting.state),
                "parameters": {key: figure.to_dict() for key, figure in setting.parameters.items()},
            }
            for name, setting in policy.settings.items()
        },
    }


def policy_from_toml(text: str, origin: str = "policy") -> Policy:
    """Make a policy from TOML text, checked; see :func:`policy_from_dict`."""
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise bad_file(origin, "not_toml", f"is not TOML: {error}"[:200], "Mend that line") from None
    return policy_from_dict(data, origin)


def policy_to_toml(policy: Policy) -> str:
    """Return a policy as TOML text that a person can edit."""
    document = tomlkit.document()
    data = policy_to_dict(policy)
    for key in ("schema_version", "name", "aims"):
        document.add(key, data[key])
    rules = tomlkit.table(is_super_table=True)
    for name, entry in data["rules"].items():
        table = tomlkit.table()
        table.add(tomlkit.comment(rule(name).source))
        table.add("state", entry["state"])
        if entry["parameters"]:
            parameters = tomlkit.table()
            for key, figure in entry["parameters"].items():
                inline = tomlkit.inline_table()
                inline.update(figure)
                parameters.add(tomlkit.key(key) if key.isidentifier() else tomlkit.key([key]), inline)
            table.add("parameters", parameters)
        rules.add(name, table)
    document.add("rules", rules)
    return tomlkit.dumps(document)


def read_policy(path: str | Path) -> Policy:
    """Read a policy from a ``.toml`` or ``.json`` file.

    Raises
    ------
    RequestError
        If the file cannot be read at all.
    PolicyError
        With every problem in it.
    """
    path = Path(path)
    content = read_file(path)
    if path.suffix.lower() == ".json":
        return policy_from_dict(parse_json(content, path.name), path.name)
    if path.suffix.lower() == ".toml":
        try:
            return policy_from_toml(content.decode("utf-8-sig"), path.name)
        except UnicodeDecodeError as error:
            raise bad_file(
                path.name, "encoding", f"is not UTF-8 text ({error.reason} at byte {error.start})", "Save it as UTF-8"
            ) from None
    raise bad_file(path.name, "unknown_kind", f"ends in {path.suffix or 'nothing'!r}", "Use .toml or .json")


def save_policy(policy: Policy, path: str | Path, *, overwrite: bool = False) -> Path:
    """Write a policy to a ``.toml`` or ``.json`` file; reading it gives the same policy."""
    import json

    path = Path(path)
    if path.suffix.lower() not in (".toml", ".json"):
        raise bad_file(path.name, "unknown_kind", f"ends in {path.suffix or 'nothing'!r}", "Use .toml or .json")
    text = (
        policy_to_toml(policy)
        if path.suffix.lower() == ".toml"
        else json.dumps(policy_to_dict(policy), indent=1, ensure_ascii=False) + "\n"
    )
    write_file(path, text.encode(), overwrite=overwrite)
    return path
