"""Where data comes in: exact numbers, bounded texts, and one way to turn what is wrong into problems.

Pydantic checks the form of a document; what it finds is told in our own terms, all at once.
"""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WithJsonSchema, model_validator

from rvp_alloc.errors import InputError, Problem, RequestError
from rvp_alloc.figure import SIGNIFICANT_DIGITS, Confidence, Figure, parse_number

LARGEST_DOCUMENT = 20_000_000
DEEPEST_NESTING = 20
LONGEST_TEXT = 2_000

Number = Annotated[
    Fraction,
    BeforeValidator(parse_number),
    WithJsonSchema(
        {"anyOf": [{"type": "number"}, {"type": "string"}], "description": 'exact: 146.7, "146.7" or "1/3"'}
    ),
]
Text = Annotated[str, Field(max_length=LONGEST_TEXT)]
Name = Annotated[str, Field(min_length=1, max_length=500, pattern=r"\S")]
Id = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[\w.-]+$")]


class Document(BaseModel):
    """Base of every document: unknown fields are an error, never dropped."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FigureDocument(Document):
    """A number with its source; a bare number is taken as an assumption without a source."""

    value: Number
    unit: Text = ""
    source: Text = ""
    date: Text = ""
    confidence: Confidence = Confidence.ASSUMPTION
    note: Text = ""

    @model_validator(mode="before")
    @classmethod
    def _bare_number(cls, raw: Any) -> Any:
        return raw if isinstance(raw, Mapping | FigureDocument) else {"value": raw}

    def figure(self, unit: str) -> Figure:
        """Return the figure; ``unit`` is used where the document states none."""
        return Figure(self.value, self.unit or unit, self.source, self.date, self.confidence, self.note)


def parse_json(text: str | bytes, origin: str) -> Any:
    """Parse JSON with decimals kept exact, and within bounds of size and depth.

    Raises
    ------
    RequestError
        If the text is too large, too deep, not JSON, or names a key twice.
    """
    if not isinstance(text, str):
        try:
            text = text.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise bad_file(
                origin,
                "encoding",
                f"is not UTF-8 text ({error.reason} at byte {error.start})",
                "Save the file as UTF-8",
            ) from None
    if len(text) > LARGEST_DOCUMENT:
        raise bad_file(
            origin,
            "too_large",
            f"holds {len(text):,} characters; at most {LARGEST_DOCUMENT:,} are read",
            "Split the file",
        )
    if not text.strip():
        raise bad_file(origin, "empty", "is empty", "Give a JSON document")
    if _depth(text) > DEEPEST_NESTING:
        raise bad_file(origin, "too_deep", f"nests deeper than {DEEPEST_NESTING} levels", "Flatten the document")
    try:
        return json.loads(
            text, parse_float=Decimal, parse_int=_parse_int, parse_constant=Decimal, object_pairs_hook=_unique_keys
        )
    except json.JSONDecodeError as error:
        raise bad_file(
            origin, "not_json", f"is not JSON: {error.msg} at line {error.lineno}", "Mend that line"
        ) from None
    except ValueError as error:
        raise bad_file(origin, "not_json", f"is not usable JSON: {error}", "Mend that line") from None


def _parse_int(digits: str) -> Decimal | int:
    return int(digits) if len(digits) <= SIGNIFICANT_DIGITS else Decimal(digits)


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        seen: set[str] = set()
        double = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise ValueError(f"the key {double[:80]!r} occurs twice in one object")
    return result


def _depth(text: str) -> int:
    """Count the deepest nesting without parsing; brackets inside strings do not count."""
    depth = deepest = 0
    inside = escaped = False
    for character in text:
        if inside:
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == '"':
                inside = False
        elif character == '"':
            inside = True
        elif character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest


def bad_file(origin: str, code: str, what: str, remedy: str) -> RequestError:
    """Return the error for a file or text that cannot be read at all."""
    return RequestError([Problem(code, what, remedy, where=origin)], origin)


def validated[Doc: Document](kind: type[Doc], data: Any, error: type[InputError], origin: str) -> Doc:
    """Check the form of a document, or raise ``error`` with every problem of form."""
    try:
        return kind.model_validate(data)
    except ValidationError as found:
        raise error([_problem(item, data) for item in found.errors()], origin) from None


def _problem(item: Mapping[str, Any], data: Any) -> Problem:
    location: Sequence[str | int] = item["loc"]
    where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location).lstrip(".")
    field = ".".join(str(part) for part in location if not isinstance(part, int))
    subject = _nearest_name(location, data)
    value = item["input"] if item["type"] != "missing" else None
    shown = "" if value is None or isinstance(value, Mapping | list) else str(value)[:80]
    what, remedy = _WORDS.get(item["type"], ("", ""))
    if item["type"] == "value_error":
        what, remedy = str(item["ctx"]["error"]), "Give a number such as 146.7"
    elif item["type"] == "extra_forbidden":
        what, remedy = "is not a field of this document", "Remove it or mend its name"
    elif not what:
        what, remedy = item["msg"][0].lower() + item["msg"][1:], "Mend the value"
    text = f"{shown!r} {what}" if shown and item["type"] not in ("missing", "extra_forbidden") else what
    return Problem(item["type"], text, remedy, where, subject, field, shown)


_WORDS = {
    "missing": ("is missing", "Add it"),
    "string_too_long": ("is too long", f"Give at most {LONGEST_TEXT:,} characters"),
    "string_too_short": ("is empty", "Give a text"),
    "string_type": ("is not text", "Put it between quotes"),
    "enum": ("is not one of published, composed, inferred, assumption", "Choose one of them"),
}


def _nearest_name(location: Sequence[str | int], data: Any) -> str:
    """Return the name or id of the innermost object on the way to a problem."""
    name = ""
    for part in location:
        if isinstance(data, Mapping):
            label = data.get("name") or data.get("id")
            name = str(label)[:80] if isinstance(label, str) else name
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            break
    else:
        if isinstance(data, Mapping) and isinstance(data.get("name"), str):
            name = data["name"][:80]
    return name


def suggestion(word: str, known: Sequence[str]) -> str:
    """Return a remedy that names the nearest known word, or all of them.

    >>> suggestion("develpment.total", ["development.total", "ipga.cap"])
    'Did you mean development.total?'
    """
    near = get_close_matches(word, known, n=1, cutoff=0.5)
    return f"Did you mean {near[0]}?" if near else f"Known are {', '.join(known[:30])}"
