"""The policy as a table that people read and that is read back: both ways stand in this file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rvp_alloc.border import bad_file
from rvp_alloc.figure import Confidence, Figure, exact_text
from rvp_alloc.policy.document import policy_from_dict
from rvp_alloc.policy.policy import Policy
from rvp_alloc.policy.rule import State
from rvp_alloc.region.workbook import number_or_text
from rvp_alloc.report.workbook.telling import parameter_name
from rvp_alloc.words import LANGUAGES, Lang, rule_name, word

COLUMNS = ("what", "value", "number", "unit", "source", "date", "confidence", "note", "of", "part")
"""The columns, in order. The last two say for the reader of the file what the first says for people."""
STATE = "state"
RULE = "rule:"
_PARAMETER = "parameter"
_POLICY, _NAME = "policy", "name"


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One line of the table; ``parameter`` is the path of the parameter it gives, empty for everything else."""

    what: str
    value: str | float
    of: str
    part: str
    parameter: str = ""
    figure: Figure | None = None


def policy_rows(policy: Policy, lang: Lang) -> Iterator[PolicyRow]:
    """Yield the policy line by line: its name, the order of its aims, what gives way, and each rule with its parameters."""
    yield PolicyRow(word("book_policy_name", lang), policy.name, _POLICY, _NAME)
    for kind, names in (("aim", policy.aims), ("fallback", policy.fallback)):
        for place, name in enumerate(names, start=1):
            what = word(f"book_policy_{kind}", lang).format(place=place)
            yield PolicyRow(what, name, _POLICY, f"{kind}:{place}")
    for rule_id, setting in policy.settings.items():
        name = rule_name(rule_id, lang)
        yield PolicyRow(name, state_word(setting.state, lang), f"{RULE}{rule_id}", STATE)
        for parameter, figure in setting.parameters.items():
            path = f"{rule_id}.{parameter}"
            value = number_or_text(exact_text(figure.value))
            what, part = f"{name}: {parameter_name(path, lang)}", f"{_PARAMETER}:{parameter}"
            yield PolicyRow(what, value, f"{RULE}{rule_id}", part, path, figure)


def headings(lang: Lang) -> list[str]:
    """Return the headings of the columns."""
    return [word(f"book_policy_column_{column}", lang) for column in COLUMNS]


def state_word(state: State, lang: Lang) -> str:
    """Return what a rule does, in words."""
    return word(f"book_state_{state}", lang)


def confidence_word(confidence: Confidence, lang: Lang) -> str:
    """Return how sure a figure is, in words."""
    return word(f"book_confidence_{confidence}", lang)


def policy_from_rows(rows: Sequence[Sequence[Any]], origin: str) -> Policy:
    """Make a policy of the rows of the table, the first of which holds its headings, in either language.

    Raises
    ------
    RequestError
        If a column is missing, or a row says nothing that is known.
    PolicyError
        With every problem in the policy itself.
    """
    places = _places(rows[0] if rows else (), origin)
    document: dict[str, Any] = {"schema_version": 1, "aims": [], "fallback": [], "rules": {}}
    numbered: dict[str, list[tuple[int, str]]] = {"aims": [], "fallback": []}
    for number, cells in enumerate(rows[1:], start=2):
        row = {column: cells[place] if place < len(cells) else None for column, place in places.items()}
        of, part = str(row["of"] or ""), str(row["part"] or "")
        kind, _, name = part.partition(":")
        if not of and not part:
            continue
        if of == _POLICY and part == _NAME:
            document["name"] = _text(row["value"])
        elif of == _POLICY and kind in ("aim", "fallback") and name.isdecimal():
            numbered["aims" if kind == "aim" else kind].append((int(name), _text(row["value"])))
        elif of.startswith(RULE) and (part == STATE or kind == _PARAMETER):
            entry = document["rules"].setdefault(of.removeprefix(RULE), {"parameters": {}})
            if part == STATE:
                entry[STATE] = _meaning("book_state_{}", State, row["value"])
            else:
                entry["parameters"][name] = _figure(row)
        else:
            what = f"row {number} says {of!r}, {part!r}, which is nothing that a policy has"
            raise bad_file(origin, "unknown_row", what, "Leave the last two columns as they were written")
    document |= {kind: [name for _, name in sorted(found)] for kind, found in numbered.items()}
    return policy_from_dict(document, origin)


def _places(header: Sequence[Any], origin: str) -> Mapping[str, int]:
    """Return the place of every column that is read, by its heading in either language."""
    found = {}
    for column in COLUMNS:
        if column in ("what", "number"):
            continue
        names = [word(f"book_policy_column_{column}", lang) for lang in LANGUAGES]
        place = next((place for place, cell in enumerate(header) if cell in names), None)
        if place is None:
            what = f"the policy has no column {' or '.join(names)!r}"
            raise bad_file(origin, "missing", what, "Take a workbook as it was written")
        found[column] = place
    return found


def _figure(row: Mapping[str, Any]) -> dict[str, Any]:
    texts = {name: _text(row[name]) for name in ("unit", "source", "date", "note")}
    confidence = _meaning("book_confidence_{}", Confidence, row["confidence"])
    return {"value": row["value"], **texts, "confidence": confidence}


def _meaning(key: str, kind: type[State] | type[Confidence], cell: Any) -> str:
    """Return what a word of either language stands for; another word stays as it is, to be refused with what is known."""
    words = {word(key.format(member), lang): str(member) for lang in LANGUAGES for member in kind}
    return words.get(_text(cell).strip(), _text(cell))


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)  # a spreadsheet may take the text 2022 for a number
    return "" if cell is None else str(cell)
