"""Texts that come in: UTF-8, then JSON or TOML, with decimals kept exact and within bounds of size and depth."""

import json
import re
import tomllib
from decimal import Decimal, InvalidOperation
from typing import Any

from rvp_alloc.border import bad_file
from rvp_alloc.figure import SIGNIFICANT_DIGITS
from rvp_alloc.telling import visible

LARGEST_DOCUMENT = 20_000_000
LARGEST_TOML = 1_000_000  # a policy is some kilobytes, and the parser is slow
DEEPEST_NESTING = 20
_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)


def decoded(content: bytes, origin: str) -> str:
    """Return the text of a file.

    Raises
    ------
    RequestError
        If it is not UTF-8 (with or without a byte order mark).
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = f"is not UTF-8 text ({error.reason} at byte {error.start})"
        raise bad_file(origin, "encoding", what, "Save the file as UTF-8 (in a spreadsheet: CSV UTF-8)") from None
    if "\0" in text:
        raise bad_file(origin, "encoding", "holds NUL characters, as UTF-16 does", "Save the file as UTF-8")
    return text


def parse_json(text: str | bytes, origin: str) -> Any:
    """Parse JSON with decimals kept exact, and within bounds of size and depth.

    Raises
    ------
    RequestError
        If the text is too large, too deep, not JSON, or names a key twice.
    """
    if isinstance(text, bytes):
        text = decoded(text, origin)
    _check_text(text, LARGEST_DOCUMENT, origin)
    if not text.strip():
        raise bad_file(origin, "empty", "is empty", "Give a JSON document")
    if _depth(text) > DEEPEST_NESTING:
        raise bad_file(origin, "too_deep", f"nests deeper than {DEEPEST_NESTING} levels", "Flatten the document")
    try:
        return json.loads(
            text,
            parse_float=_parse_decimal,
            parse_int=_parse_int,
            parse_constant=Decimal,
            object_pairs_hook=_unique_keys,
        )
    except json.JSONDecodeError as error:
        what = f"is not JSON: {error.msg} at line {error.lineno}, column {error.colno}"
        raise bad_file(origin, "not_json", what, "Mend that line") from None
    except _DoubleKeyError as error:
        what = f"names the key '{visible(error)}' twice in one object"
        raise bad_file(origin, "double", what, "Keep one of them") from None


def parse_toml(text: str, origin: str) -> Any:
    """Parse TOML with decimals kept exact.

    Raises
    ------
    RequestError
        If the text is too large or not TOML.
    """
    _check_text(text, LARGEST_TOML, origin)
    try:
        return tomllib.loads(text, parse_float=_parse_decimal)
    except tomllib.TOMLDecodeError as error:
        raise bad_file(origin, "not_toml", f"is not TOML: {visible(error, 200)}", "Mend that line") from None
    except RecursionError:
        raise bad_file(origin, "too_deep", "nests too deep", "Flatten the document") from None
    except ValueError:
        raise bad_file(origin, "not_toml", "holds a number that is far too long", "Shorten it") from None


def _check_text(text: object, most: int, origin: str) -> None:
    if not isinstance(text, str):
        raise bad_file(origin, "not_text", f"is of the kind {type(text).__name__}, not text", "Give a text")
    if len(text) > most:
        raise bad_file(
            origin, "too_large", f"holds {len(text):,} characters; at most {most:,} are read", "Split the file"
        )


def _parse_decimal(digits: str) -> Decimal | str:
    """Return a decimal; one that even Decimal cannot hold stays text, and is refused where a number is asked."""
    try:
        return Decimal(digits)
    except InvalidOperation:
        return digits


def _parse_int(digits: str) -> Decimal | int:
    return int(digits) if len(digits) <= SIGNIFICANT_DIGITS else Decimal(digits)


class _DoubleKeyError(Exception):
    pass


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            raise _DoubleKeyError(key)
        result[key] = value
    return result


def _depth(text: str) -> int:
    """Count the deepest nesting without parsing; brackets inside strings do not count."""
    depth = deepest = 0
    for found in _STRING_OR_BRACKET.finditer(text):
        if found[0] in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif found[0] in "]}":
            depth -= 1
    return deepest
