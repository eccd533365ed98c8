"""The JSON and TOML forms of a policy."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import tomlkit

from rvp_alloc.border import looked_at, suggestion
from rvp_alloc.errors import PolicyError, Problem
from rvp_alloc.figure import Figure
from rvp_alloc.files import read_file, shown, unknown_ending, write_file
from rvp_alloc.policy.check import policy_problems
from rvp_alloc.policy.form import PolicyDocument, RuleDocument, by_parameter, flat
from rvp_alloc.policy.policy import Policy, Setting
from rvp_alloc.policy.rule import all_rules, rule
from rvp_alloc.texts import decoded, parse_json, parse_toml

SCHEMA_VERSION = 1
_ENDINGS = (".toml", ".json")


def policy_from_dict(data: Any, origin: str = "policy") -> Policy:
    """Make a policy from its JSON form, checked.

    Parameters
    ----------
    data
        What ``python -m rvp_alloc schema request`` says under ``policy``; names of parameters may be nested as well.
    origin
        What the data is called in messages, such as the name of a file.

    Returns
    -------
    Policy
        The rules it names, on top of the reference policy where it is ``based_on`` that.

    Raises
    ------
    PolicyError
        With every problem found; names that do not exist come with the nearest that does.

    Examples
    --------
    >>> data = {"schema_version": 1, "based_on": "reference", "rules": {"ipga": {"state": "off"}}}
    >>> policy_from_dict(data).is_on("ipga")
    False
    """
    joined, problems = flat(data)
    document, of_form = looked_at(PolicyDocument, joined)
    problems += map(by_parameter, of_form)
    policy = None
    if document is not None:
        policy, of_meaning = _build(document)
        in_trouble = {problem.field for problem in problems}
        problems += (problem for problem in of_meaning if problem.field not in in_trouble)
    if problems or policy is None:
        raise PolicyError(problems, origin)
    return policy


def _build(document: PolicyDocument) -> tuple[Policy, list[Problem]]:
    """Return the policy of a document as far as its rules exist, and what is wrong with it."""
    known = [found.id for found in all_rules()]
    problems: list[Problem] = []
    policy = Policy.reference() if document.based_on else Policy(document.name, {})
    settings = dict(policy.settings)
    for name, entry in document.rules.items():
        if name in known:
            inherited = settings[name].parameters if name in settings else {}
            problems += _unit_problems(name, entry)
            settings[name] = _setting(name, entry, inherited)
        else:
            what = f"there is no rule {name!r}"
            problems.append(
                Problem("unknown_rule", what, suggestion(name, known), f"rules.{name}", name, f"rules.{name}")
            )
    policy = Policy(document.name, settings)
    try:
        if document.aims is not None:
            policy = policy.with_aims(*document.aims)
        policy = policy.with_fallback(*document.fallback)
    except PolicyError as error:
        problems += error.problems
    return policy, [*problems, *policy_problems(policy)]


def _setting(name: str, entry: RuleDocument, inherited: Mapping[str, Figure]) -> Setting:
    given = {key: value.figure(_unit(name, key)) for key, value in entry.parameters.items()}
    # The key's weights belong together: naming some replaces all.
    return Setting(entry.state, given if name == "key" and given else {**inherited, **given})


def _unit_problems(name: str, entry: RuleDocument) -> Iterator[Problem]:
    """Yield parameters that are stated in another unit than the rule's: they are not converted."""
    for key, value in entry.parameters.items():
        unit = _unit(name, key)
        if value.unit and unit and value.unit != unit:
            what = f"{value.figure(unit)} is not in {unit}"
            remedy = "Give it in that unit, and write the unit so or leave it out"
            yield Problem("bad_unit", what, remedy, subject=name, field=f"{name}.{key}", value=value.unit)


def _unit(rule_id: str, name: str) -> str:
    parameter = rule(rule_id).parameter(name)
    return parameter.unit if parameter else ""


def policy_to_dict(policy: Policy) -> dict[str, Any]:
    """Return the JSON form of a policy.

    Parameters
    ----------
    policy
        The policy.

    Returns
    -------
    dict
        Plain JSON data with numbers as exact text; :func:`policy_from_dict` gives the same policy back.

    Examples
    --------
    >>> policy_to_dict(Policy.reference())["rules"]["ipga"]["parameters"]["cap"]["value"]
    '0.05'
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "name": policy.name,
        "aims": list(policy.aims),
        "fallback": list(policy.fallback),
        "rules": {
            name: {
                "state": str(setting.state),
                "parameters": {key: figure.to_dict() for key, figure in setting.parameters.items()},
            }
            for name, setting in policy.settings.items()
        },
    }


def policy_from_toml(text: str, origin: str = "policy") -> Policy:
    """Make a policy from TOML text, checked.

    Parameters
    ----------
    text
        The same document as :func:`policy_from_dict` reads, in TOML.
    origin
        What the text is called in messages, such as the name of a file.

    Returns
    -------
    Policy
        As :func:`policy_from_dict` gives it.

    Raises
    ------
    RequestError
        If it is not TOML.
    PolicyError
        With every problem in it.

    Examples
    --------
    >>> policy = policy_from_toml('''
    ... schema_version = 1
    ... based_on = "reference"
    ... rules.development = {state = "hard", parameters.total = 20}
    ... ''')
    >>> str(policy["development.total"])
    '20 fte'
    """
    return policy_from_dict(parse_toml(text, origin), origin)


def policy_to_toml(policy: Policy) -> str:
    """Return a policy as TOML text that a person can edit.

    Parameters
    ----------
    policy
        The policy.

    Returns
    -------
    str
        With the source of each rule as a comment; :func:`policy_from_toml` gives the same policy back.

    Examples
    --------
    >>> print(policy_to_toml(Policy.reference())[:42])
    schema_version = 1
    name = "reference"
    aims
    """
    document = tomlkit.document()
    data = policy_to_dict(policy)
    for key in ("schema_version", "name", "aims", "fallback"):
        document.add(key, data[key])
    rules = tomlkit.table(is_super_table=True)
    for name, entry in data["rules"].items():
        table = tomlkit.table()
        table.add(tomlkit.comment(" ".join(rule(name).source.split())))
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

    Parameters
    ----------
    path
        The file; its ending says what it is.

    Returns
    -------
    Policy
        Checked.

    Raises
    ------
    RequestError
        If the file cannot be read at all.
    PolicyError
        With every problem in it.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     read_policy(save_policy(Policy.reference(), f"{folder}/policy.toml")) == Policy.reference()
    True
    """
    path = Path(path)
    ending, origin = path.suffix.lower(), shown(path)
    if ending not in _ENDINGS:
        raise unknown_ending(path, *_ENDINGS)
    content = read_file(path)
    if ending == ".json":
        return policy_from_dict(parse_json(content, origin), origin)
    return policy_from_toml(decoded(content, origin), origin)


def save_policy(policy: Policy, path: str | Path, *, overwrite: bool = False) -> Path:
    """Write a policy to a ``.toml`` or ``.json`` file; reading it gives the same policy.

    Parameters
    ----------
    policy
        The policy.
    path
        The file; its ending says what it becomes.
    overwrite
        Whether a file that exists may be replaced.

    Returns
    -------
    Path
        Where it was written.

    Raises
    ------
    RequestError
        If the file exists and ``overwrite`` is not set, cannot be written, or has another ending.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     save_policy(Policy.reference(), f"{folder}/policy.json").name
    'policy.json'
    """
    path = Path(path)
    ending = path.suffix.lower()
    if ending not in _ENDINGS:
        raise unknown_ending(path, *_ENDINGS)
    as_json = ending == ".json"
    text = (
        json.dumps(policy_to_dict(policy), indent=1, ensure_ascii=False) + "\n" if as_json else policy_to_toml(policy)
    )
    write_file(path, text.encode(), overwrite=overwrite)
    return path
