"""Cells of a table, and ids made of names."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

type Row = Mapping[str, Any]


def slug(text: str) -> str:
    """Make a stable id of a name.

    >>> slug("Zuid-de Pijp"), slug("Café Ümlaut")
    ('zuid-de-pijp', 'cafe-umlaut')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:100]


def value_of(parts: Mapping[str, Any]) -> Any:
    """Return the value among the parts of a figure."""
    return parts.get("value", "")


def names_in(cell: Any) -> list[str]:
    """Return the names in a cell, which are parted by semicolons."""
    return [name.strip() for name in text_of(cell).split(";")]


def text_of(cell: Any) -> str:
    """Return a cell as text without space around it."""
    return "" if cell is None else str(cell).strip()


def is_empty(cell: Any) -> bool:
    """Say whether a cell holds nothing."""
    return cell is None or cell == ""
