"""Stand-ins: what is put where a part of a document has no right form, so that the rest can be checked in the same go."""

from collections.abc import Mapping, Sequence
from typing import Any

_MOST = 500
_NUMBER, _NOTHING = 1, object()


class NoStandInError(Exception):
    """Nothing can stand in for a part: what is wrong with the rest must wait."""


def with_stand_ins(data: Any, errors: Sequence[Mapping[str, Any]]) -> Any:
    """Return a copy of a document without what pydantic found wrong.

    A number becomes 1, shares that hold a bad one become none, an unknown field is left out, a bad name becomes the id
    beside it, a bad district of a team becomes the first one, and a bad state of a rule becomes off.

    Raises
    ------
    NoStandInError
        If nothing can stand in, or there is too much to mend.
    """
    if len(errors) > _MOST:
        raise NoStandInError
    for error in errors:
        location, value = _stand_in(error, data)
        data = _replaced(data, location, value)
    return data


def _stand_in(error: Mapping[str, Any], data: Any) -> tuple[Sequence[str | int], Any]:
    location, kind = error["loc"], error["type"]
    if location and location[-1] == "name":
        return location, _id_in(data, location[:-1])
    if location and location[-1] == "district":
        return location, _id_in(data, ("districts", 0))
    if location and location[-1] == "state":
        return location, "off"
    if kind == "extra_forbidden":
        return location, _NOTHING
    if kind in ("not_a_number", "missing"):
        if "split" in location:
            return location[: location.index("split") + 1], {}
        return location, _NUMBER
    raise NoStandInError


def _id_in(data: Any, location: Sequence[str | int]) -> str:
    """Return the id of the object at a place."""
    try:
        for part in location:
            data = data[part]
        return str(data["id"])
    except (KeyError, IndexError, TypeError):
        raise NoStandInError from None


def _replaced(data: Any, location: Sequence[str | int], value: Any) -> Any:
    """Return data with one part replaced; the original stays as it is."""
    if not location:
        return value
    part, rest = location[0], location[1:]
    if isinstance(data, Mapping):
        if not rest and value is _NOTHING:
            return {name: entry for name, entry in data.items() if name != part}
        return {**data, part: _replaced(data.get(part), rest, value)}
    if isinstance(data, list) and isinstance(part, int) and part < len(data):
        return [*data[:part], _replaced(data[part], rest, value), *data[part + 1 :]]
    return value  # a bare number, where the document has a figure with parts
