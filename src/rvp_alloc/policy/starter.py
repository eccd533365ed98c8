"""A policy to start from: the rules of the reference policy as text for a person to edit, with what each asks and can be."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import tomlkit

from rvp_alloc.files import shown, write_file
from rvp_alloc.policy.document import policy_from_toml, policy_to_dict
from rvp_alloc.policy.policy import Policy
from rvp_alloc.policy.rule import rule
from rvp_alloc.policy.rules import BUILT_IN
from rvp_alloc.words import Lang, criterion_name, parameter_phrase, rule_name, rule_sentence, word

_FOREIGN = ("budget.new_fte", "development.total", "ipga.")
"""Numbers of Amsterdam: another unit has numbers of its own."""
_EXAMPLES = {
    "bounds": ("growth_cap.team.every", "0.05"),
    "pins": ('"Team"', "3"),
    "reach": ("area_norm", "0.9"),
}
"""Of rules that are off and have no values yet: a value as it could be given."""


def starter_policy(name: str) -> Policy:
    """Return the reference policy under another name, without IPGA: its numbers of heads fit Amsterdam alone."""
    return replace(Policy.reference().set("ipga.state", "off"), name=name)


def save_starter(path: str | Path, name: str, *, lang: Lang = "en", overwrite: bool = False) -> Path:
    """Write a policy to start from, as TOML: every rule, with what it asks, its values, and where they come from.

    Parameters
    ----------
    path
        The file.
    name
        Name of the policy.
    lang
        Language of the explanations, ``nl`` or ``en``.
    overwrite
        Whether a file that exists may be replaced.

    Returns
    -------
    Path
        Where it was written.

    Raises
    ------
    RequestError
        If the file exists and ``overwrite`` is not set, or cannot be written.
    PolicyError
        If the name is none that a policy can have.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from rvp_alloc import read_policy
    >>> with TemporaryDirectory() as folder:
    ...     read_policy(save_starter(f"{folder}/rules.toml", "my unit")).is_on("ipga")
    False
    """
    path, text = Path(path), starter_toml(name, lang)
    policy_from_toml(text, shown(path))
    write_file(path, text.encode(), overwrite=overwrite)
    return path


def starter_toml(name: str, lang: Lang) -> str:
    """Return the policy to start from as TOML text, explained in a language."""
    document = policy_to_dict(starter_policy(name))
    head = [
        *_comment(word("starter_title", lang).format(name=name)),
        *_comment(word("starter_how", lang)),
        "",
        f"schema_version = {document['schema_version']}",
        f"name = {_toml(name)}",
        *_comment(word("starter_aims", lang)),
        f"aims = {_toml(document['aims'])}",
        *_comment(word("starter_fallback", lang)),
        f"fallback = {_toml(document['fallback'])}",
    ]
    rules = (line for rule_id in BUILT_IN for line in _rule(rule_id, document["rules"].get(rule_id), lang))
    return "\n".join([*head, *rules, ""])


def _rule(rule_id: str, entry: Mapping[str, Any] | None, lang: Lang) -> Iterator[str]:
    """Yield the lines of a rule; one that the policy does not name is off."""
    found = rule(rule_id)
    states = ", ".join(found.states)
    yield ""
    yield from _comment(f"{rule_name(rule_id, lang)}. {rule_sentence(rule_id, lang)}")
    yield from _comment(word("starter_source", lang).format(source=found.source))
    if rule_id == "ipga":
        yield from _comment(word("starter_ipga", lang))
    if rule_id == "key":
        yield from _comment(word("starter_weights", lang))
    yield f"[rules.{rule_id}]"
    yield f"state = {_toml(entry['state'] if entry else 'off')}  # {word('starter_states', lang).format(states=states)}"
    if rule_id in _EXAMPLES:
        yield from _example(rule_id, lang)
    for name, figure in (entry or {}).get("parameters", {}).items():
        parameter = f"{rule_id}.{name}"
        foreign = f" {word('starter_foreign', lang)}" if parameter.startswith(_FOREIGN) else ""
        yield from _comment(f"{_phrase(rule_id, name, lang)}.{foreign}")
        yield f"parameters.{name} = {_toml(figure)}"


def _phrase(rule_id: str, name: str, lang: Lang) -> str:
    """Return what a parameter is called, as the beginning of a sentence."""
    family, _, criterion = f"{rule_id}.{name}".rpartition(".")
    phrase = parameter_phrase(f"{rule_id}.{name}", lang) or parameter_phrase(family, lang) or name
    phrase = phrase.format(name=criterion_name(criterion, lang))
    return phrase[:1].upper() + phrase[1:]


def _example(rule_id: str, lang: Lang) -> Iterator[str]:
    name, value = _EXAMPLES[rule_id]
    figure = {"value": value, "source": word("starter_who", lang), "note": word("starter_why", lang)}
    yield from _comment(word("starter_examples", lang))
    yield f"# parameters.{name} = {_toml(figure)}"


def _comment(text: str) -> Iterator[str]:
    """Yield a text as comment lines; what cannot be seen in it is left out."""
    line = "#"
    for part in "".join(character if character.isprintable() else " " for character in text).split():
        if len(line) + len(part) > 118:  # noqa: PLR2004  (as wide as a line of text may be)
            yield line
            line = "#"
        line += f" {part}"
    yield line


def _toml(value: Any) -> str:
    if isinstance(value, Mapping):
        inline = tomlkit.inline_table()
        inline.update(value)
        return inline.as_string()
    text: str = tomlkit.item(value).as_string()
    return text
