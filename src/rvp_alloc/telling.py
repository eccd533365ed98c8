"""How a value, and a place in a document, are told to a person."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any


def visible(value: Any, most: int = 80) -> str:
    r"""Return a value as a short text of which every character can be seen and printed.

    >>> print(visible(f"one{chr(9)}two"), visible("x" * 100, most=3))
    one\ttwo xxx
    """
    try:
        text = str(value)[:most]
    except ValueError:  # a whole number of thousands of digits
        text = "a number far too long"
    return "".join(part if part.isprintable() else repr(part)[1:-1] for part in text)


def place(location: Sequence[str | int], data: Any) -> tuple[str, str]:
    """Return the name of the innermost object on the way to a problem, and the field within it."""
    subject = around = ""
    for part in (*location, None):
        label = next(_labels(data), "")
        subject, around = (label, subject) if label else (subject, around)
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            break
    parts = list(location)
    while parts and isinstance(parts[-1], int):
        parts.pop()
    own = [part for index, part in enumerate(parts) if not any(isinstance(later, int) for later in parts[index:])]
    if own and own[-1] in ("value", "[key]"):
        own.pop()
    return subject, ".".join(visible(part) for part in own) or around


def _labels(data: Any) -> Iterator[str]:
    """Yield what an object may be called by, best first."""
    if isinstance(data, Mapping):
        names = [data.get("name"), data.get("id")]
        yield from (visible(name) for name in names if isinstance(name, str) and name.strip())
        teams = data.get("teams")
        if isinstance(teams, list) and all(isinstance(team, str) for team in teams):
            yield visible(" + ".join(teams))
