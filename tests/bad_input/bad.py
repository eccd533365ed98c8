"""A bad input as data: what is given, which error it must be, and the words its message must hold.

The words are those a person needs: the team (or pool, rule, file), the field, the value, and what to do about it.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl

from rvp_alloc import RvpError
from two_teams import HEADER, region_data


@dataclass(frozen=True)
class BadInput:
    """One bad input. ``kind`` says what is given: a region, table, file, policy, request, or arguments of allocate."""

    name: str
    kind: str
    given: Any
    error: type[RvpError]
    codes: Sequence[str]
    words: Sequence[str]


def sheet(*rows: Sequence[Any]) -> bytes:
    """Return a workbook with these rows below the usual header."""
    book = openpyxl.Workbook()
    for row in (HEADER, *rows):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def amsterdam(policy: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments of a division of the packaged region by this policy."""
    return {"policy": policy}


NORTH = "North,City,100,10,50000"
TWICE = region_data()
TWICE["teams"].append(TWICE["teams"][0])
PINNED_NOWHERE = {"value": 5, "source": "driehoek", "note": "agreed"}
