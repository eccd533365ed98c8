"""What a table with one row per team states about all its figures: above its header, or on the sheet ``about`` of a workbook."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rvp_alloc.border import suggestion
from rvp_alloc.errors import Problem, RegionError
from rvp_alloc.figure import Confidence
from rvp_alloc.region.cells import is_empty, text_of
from rvp_alloc.telling import visible

ABOUT_SHEET = "about"
FIELDS = ("name", "source", "date", "confidence")
DISTRICT = "district"


@dataclass(frozen=True, slots=True)
class Stated:
    """The name of the region, and the source, date and confidence of every figure in the table; empty where not stated.

    ``districts`` are the only names that the table may use for districts, where there are any.
    """

    name: str = ""
    source: str = ""
    date: str = ""
    confidence: str = ""
    districts: tuple[str, ...] = ()

    def of_figures(self) -> dict[str, str]:
        """Return what belongs beside each figure."""
        parts = {"source": self.source, "date": self.date, "confidence": self.confidence}
        return {part: text for part, text in parts.items() if text}


def stated_in_lines(lines: Mapping[str, str], origin: str) -> Stated:
    """Return what lines ``# key: text`` state; a line with any other key is a comment.

    Raises
    ------
    RegionError
        If the confidence is none that there is.
    """
    return _checked(((field, lines[field]) for field in FIELDS if lines.get(field)), origin)


def stated_in_rows(rows: Iterable[tuple[Any, Any]], origin: str) -> Stated:
    """Return what the rows of a sheet ``about`` state: a key and its value; keys without a value count for nothing.

    Raises
    ------
    RegionError
        With every key that is not known or comes twice, and every value that is no text.
    """
    pairs = ((text_of(key), value) for key, value in rows if not is_empty(value))
    return _checked(pairs, f"{origin}, sheet {ABOUT_SHEET}")


def _checked(pairs: Iterable[tuple[Any, Any]], origin: str) -> Stated:
    fields: dict[str, str] = {}
    districts: list[str] = []
    problems: list[Problem] = []
    for key, value in pairs:
        text = _day(value)
        found = list(_problems(key, text, fields, origin))
        problems += found
        if not found and key == DISTRICT:
            districts.append(text)
        elif not found:
            fields[key] = text
    if problems:
        raise RegionError(problems, origin)
    return Stated(**fields, districts=tuple(districts))


def _day(value: Any) -> Any:
    """Return a day that a spreadsheet made of a date as text again."""
    return value.date().isoformat() if isinstance(value, datetime) else text_of(value)


def _problems(key: Any, text: Any, fields: Mapping[str, str], origin: str) -> Iterator[Problem]:
    shown = visible(key)
    if key not in (*FIELDS, DISTRICT):
        near = suggestion(shown, (*FIELDS, DISTRICT))
        yield Problem("unknown_field", f"'{shown}' is not known here", near, origin, field=shown)
    elif key in fields:
        yield Problem("double", "is stated twice", "Keep one of them", origin, field=shown)
    elif not isinstance(text, str):
        yield Problem("not_text", f"'{visible(text)}' is not text", "Format the cell as text", origin, field=shown)
    elif key == "confidence" and text not in list(Confidence):
        yield Problem(
            "not_allowed",
            f"'{visible(text)}' is not allowed here",
            f"Choose {', '.join(Confidence)}",
            origin,
            field=shown,
        )
