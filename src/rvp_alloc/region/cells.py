"""Tables as they come in, their cells, and ids made of names."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from numbers import Integral, Real
from typing import Any

from rvp_alloc.border import bad_file
from rvp_alloc.errors import Problem, RequestError

MOST_ROWS = 200_000
MOST_COLUMNS = 1_000

type Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of any origin; ``numbers`` are those of its rows where it comes from, for messages."""

    columns: Sequence[str]
    rows: Sequence[Row]
    numbers: Sequence[int]
    origin: str

    @classmethod
    def of_cells(cls, numbered: Sequence[tuple[int, Sequence[Any]]], origin: str) -> "Table":
        """Make a table of numbered rows of cells, the first of which is the header; blank rows count for nothing.

        Raises
        ------
        RequestError
            With every row that has not as many cells as the header.
        """
        filled = [(number, cells) for number, cells in numbered if not all(is_empty(cell) for cell in cells)]
        if not filled:
            raise bad_file(origin, "empty", "has no rows", "Give a header and one row per team or per figure")
        header = [str(text_of(cell)) for cell in _trimmed(filled[0][1])]
        ragged = [
            _ragged(number, len(cells), len(header), origin)
            for number, cells in filled[1:]
            if len(cells) < len(header) or not all(is_empty(cell) for cell in cells[len(header) :])
        ]
        if ragged:
            raise RequestError(ragged, origin)
        rows = [dict(zip(header, map(_stripped, cells), strict=False)) for _, cells in filled[1:]]
        return cls(header, rows, [number for number, _ in filled[1:]], origin)


def _trimmed(cells: Sequence[Any]) -> Sequence[Any]:
    last = max((place for place, cell in enumerate(cells, start=1) if not is_empty(cell)), default=0)
    return cells[:last]


def _ragged(number: int, found: int, asked: int, origin: str) -> Problem:
    what = f"row {number} has {found} cells, the header {asked}"
    return Problem("ragged", what, "Give every row as many cells as the header", where=origin, value=str(found))


def _stripped(cell: Any) -> Any:
    return cell.strip() if isinstance(cell, str) else cell


def slug(text: str) -> str:
    """Make a stable id of a name: its letters and digits without accents, in lower case.

    >>> slug("Zuid-de Pijp"), slug("Café Ümlaut")
    ('zuid-de-pijp', 'cafe-umlaut')
    """
    letters = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[\W_]+", "-", plain).strip("-")[:100].strip("-")


def is_id(text: str) -> bool:
    """Say whether a text can be an id, as the documents ask."""
    return re.fullmatch(r"[\w.-]{1,100}", text) is not None


def text_of(cell: Any) -> Any:
    """Return a cell that should hold text: nothing is an empty text and a whole number its digits.

    Anything else (a date, true or false, a number with decimals) stays what it is, to be refused: how it should be written
    is not for us to guess.
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, Integral) and not isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell


def names_in(cell: Any) -> list[Any]:
    """Return the names in a cell, which are parted by semicolons."""
    text = text_of(cell)
    return [name.strip() for name in text.split(";")] if isinstance(text, str) else [text]


def is_empty(cell: Any) -> bool:
    """Say whether a cell holds nothing but space."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def is_missing(cell: Any) -> bool:
    """Say whether a cell of a DataFrame holds one of the ways in which pandas writes that there is nothing."""
    if isinstance(cell, Real) or type(cell).__name__ == "datetime64":
        return bool(cell != cell)  # noqa: PLR0124  (only a NaN or NaT differs from itself)
    return cell is None or type(cell).__name__ in ("NAType", "NaTType")


def doubles(names: Iterable[str]) -> list[str]:
    """Return the names that occur more than once, in order."""
    seen: dict[str, int] = {}
    for name in names:
        seen[name] = seen.get(name, 0) + 1
    return [name for name, count in seen.items() if count > 1]
