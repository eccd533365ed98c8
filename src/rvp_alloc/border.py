"""Where data comes in: the form of documents, and one way to turn what is wrong into problems.

Pydantic checks the form; what it finds is told in our own terms, all at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from fractions import Fraction
from functools import cache, lru_cache
from itertools import islice
from typing import Annotated, Any, Literal, TypeVar
from unicodedata import category

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from rvp_alloc.errors import InputError, Problem, RequestError
from rvp_alloc.figure import Confidence, Figure, parse_number
from rvp_alloc.stand_in import NoStandInError, with_stand_ins
from rvp_alloc.telling import place, visible

LONGEST_TEXT = 2_000
MOST_ENTRIES = 10_000
MOST_PROBLEMS = 1_000
_MOST_SHOWN = 30
_MOST_COMPARED = 300  # with more names to choose from, comparing them all would take too long
_NOT_IN_TEXT = ("Cc", "Cn", "Cs")  # control, not a character, half a character: no spreadsheet holds them
Entry = TypeVar("Entry")


def _wrong(code: str, what: str, remedy: str) -> PydanticCustomError:
    return PydanticCustomError(code, "{what}", {"what": what, "remedy": remedy})


def _number(raw: Any) -> Fraction:
    try:
        return parse_number(raw)
    except ValueError as error:
        raise _wrong("not_a_number", str(error), "Give a number such as 146.7") from None


def _name(text: str) -> str:
    """Refuse what makes two names look alike that are not: spaces around them, characters that nobody can see."""
    if not text.strip():
        raise _wrong("empty", "is empty", "Give a text")
    if text != text.strip():
        raise _wrong("bad_name", "begins or ends with a space", "Take the space away")
    hidden = next((character for character in text if not character.isprintable()), "")
    if hidden:
        raise _wrong("bad_name", f"holds a character that cannot be seen (U+{ord(hidden):04X})", "Type it anew")
    return text


def _text(text: str) -> str:
    for character in text:
        if character not in "\n\t" and category(character) in _NOT_IN_TEXT:
            raise _wrong("bad_text", f"holds a control character (U+{ord(character):04X})", "Take it away")
    return text.strip()


def _version(raw: Any) -> Any:
    if isinstance(raw, bool) or not isinstance(raw, int) or raw != 1:
        raise _wrong("unknown_version", "is not a version that is read here", "Write 1")
    return 1


Number = Annotated[
    Fraction,
    BeforeValidator(_number),
    WithJsonSchema(
        {"anyOf": [{"type": "number"}, {"type": "string"}], "description": 'exact: 146.7, "146.7" or "1/3"'}
    ),
]
Text = Annotated[str, Field(max_length=LONGEST_TEXT), AfterValidator(_text)]
Name = Annotated[str, Field(min_length=1, max_length=500), AfterValidator(_name)]
Id = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[\w.-]+$")]
Version = Annotated[Literal[1], BeforeValidator(_version)]
Many = Annotated[list[Entry], Field(max_length=MOST_ENTRIES)]
ByName = Annotated[dict[Name, Entry], Field(max_length=MOST_ENTRIES)]


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

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Say that a bare number will do, where a figure has no parts of its own beside it."""
        schema = handler(core)
        return {"anyOf": [schema, {"type": "number"}, {"type": "string"}]} if cls is FigureDocument else schema

    def figure(self, unit: str) -> Figure:
        """Return the figure; ``unit`` is used where the document states none."""
        return Figure(self.value, self.unit or unit, self.source, self.date, self.confidence, self.note)


def bad_file(origin: str, code: str, what: str, remedy: str) -> RequestError:
    """Return the error for a file or text that cannot be read at all."""
    return RequestError([Problem(code, what, remedy, where=origin)], origin)


def validated[Doc: Document](kind: type[Doc], data: Any, error: type[InputError], origin: str) -> Doc:
    """Check the form of a document, or raise ``error`` with every problem of form."""
    document, problems = looked_at(kind, data)
    if document is None or problems:
        raise error(problems, origin)
    return document


def looked_at[Doc: Document](kind: type[Doc], data: Any) -> tuple[Doc | None, list[Problem]]:
    """Check the form of a document, and return it with every problem of form.

    Where a part has no right form the document holds a stand-in, so that the meaning of the rest can be checked in the same
    go; it is None where there is no stand-in for it.
    """
    try:
        return kind.model_validate(data), []
    except ValidationError as found:
        errors = found.errors(include_url=False)
    problems = told_in_part(_problem(error, kind, data) for error in errors)
    try:
        return kind.model_validate(with_stand_ins(data, errors)), problems
    except (ValidationError, NoStandInError):
        return None, problems


def told_in_part(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems up to a number that a person can still read, and say so where there are more."""
    found = list(islice(problems, MOST_PROBLEMS + 1))
    if len(found) > MOST_PROBLEMS:
        found[-1] = Problem("more", f"there are more than these {MOST_PROBLEMS:,} problems", "Mend these first")
    return found


# What pydantic calls it: our code, what is wrong, and what to do; in braces what pydantic knows about it.
_FORMS = {
    "missing": ("missing", "is missing", "Add it"),
    "extra_forbidden": ("unknown_field", "is not a field of this document", ""),
    "string_type": ("not_text", "is not text", "Give a text (in JSON and TOML between quotes)"),
    "string_unicode": ("not_text", "is not text that can be written", "Type it anew"),
    "string_too_short": ("empty", "is empty", "Give a text"),
    "string_too_long": ("too_long", "is too long", "Give at most {max_length:,} characters"),
    "string_pattern_mismatch": ("bad_id", "is not an id", "Use letters, digits, points, hyphens and underscores only"),
    "enum": ("not_allowed", "is not allowed here", "Choose {expected}"),
    "literal_error": ("not_allowed", "is not allowed here", "Choose {expected}"),
    "model_type": ("not_an_object", "is not an object with fields", "Give its fields by name"),
    "dict_type": ("not_an_object", "is not an object with fields", "Give its fields by name"),
    "invalid_key": ("not_text", "is a name that is not text", "Put it between quotes"),
    "list_type": ("not_a_list", "is not a list", "Give a list, also for one entry"),
    "too_long": ("too_long", "has too many entries", "Give at most {max_length:,}"),
}


def _problem(error: Mapping[str, Any], kind: type[Document], data: Any) -> Problem:
    location: Sequence[str | int] = error["loc"]
    context = error.get("ctx", {})
    plain = (error["type"], error["msg"][:1].lower() + error["msg"][1:], "Mend the value")
    code, what, remedy = _FORMS.get(error["type"], plain)
    if "remedy" in context:
        what, remedy = context["what"], context["remedy"]
    if code == "unknown_field":
        remedy = _field_suggestion(str(location[-1]), kind)
    value = "" if code in ("missing", "unknown_field") else error["input"]
    shown = "" if value is None or isinstance(value, Mapping | list) else visible(value)
    subject, field = place(location, data)
    where = "".join(f"[{part}]" if isinstance(part, int) else f".{visible(part)}" for part in location).lstrip(".")
    return Problem(
        code, f"'{shown}' {what}" if shown else what, remedy.format_map(context), where, subject, field, shown
    )


def _field_suggestion(word: str, kind: type[Document]) -> str:
    known = _fields(kind)
    near = "" if word in known else suggestion(word, known)
    return near if near.startswith("Did") else "Take it away"


@cache
def _fields(kind: type[Document]) -> tuple[str, ...]:
    """Return the names of all fields of a document and of what is in it."""
    schema = kind.model_json_schema()
    objects = [schema, *schema.get("$defs", {}).values()]
    return tuple(dict.fromkeys(field for entry in objects for field in entry.get("properties", {})))


def suggestion(word: str, known: Sequence[str]) -> str:
    """Return a remedy that names the nearest known word, or all of them.

    >>> suggestion("develpment.total", ["development.total", "ipga.cap"])
    'Did you mean development.total?'
    """
    near = _nearest(word[:100], tuple(known)) if len(known) <= _MOST_COMPARED else []
    if near:
        return f"Did you mean {near[0]}?"
    shown = ", ".join(visible(name) for name in known[:_MOST_SHOWN])
    more = " and others" if len(known) > _MOST_SHOWN else ""
    return f"Known are {shown}{more}" if shown else "There is none to choose from"


@lru_cache(maxsize=256)
def _nearest(word: str, known: tuple[str, ...]) -> list[str]:
    return get_close_matches(word, known, n=1, cutoff=0.5)
