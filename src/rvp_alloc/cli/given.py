"""What commands are given by team or by year, one option each."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.planning.cap import EVERY, Cap, team_ids
from rvp_alloc.planning.revision import Pin
from rvp_alloc.planning.revision.realised import read_realised
from rvp_alloc.region.region import Region
from rvp_alloc.telling import visible

_TABLES = (".csv", ".xlsx")


def by_name(options: Iterable[str] | None, field: str, *, alone: str | None = None) -> dict[str, str]:
    """Return what is given as ``NAME=VALUE``; where ``alone`` is given it stands for the value of a name by itself.

    Raises
    ------
    RequestError
        With every option that is none, and every name that is given twice.

    Examples
    --------
    >>> by_name(["Amstelveen=3"], "--pin"), by_name(["Amstelveen"], "--hold-harmless", alone="")
    ({'Amstelveen': '3'}, {'Amstelveen': ''})
    """
    return _pairs(options, bool, (field, f"Write {field} NAME=VALUE", "is no name with a value"), alone)


def by_year(options: Iterable[str] | None, field: str, *, alone: str | None = None) -> dict[int, str]:
    """Return what is given as ``YEAR=VALUE``, as :func:`by_name` does.

    Raises
    ------
    RequestError
        With every option that is none, and every year that is given twice.

    Examples
    --------
    >>> by_year(["2025", "2026=10"], "--year", alone="0")
    {2025: '0', 2026: '10'}
    """
    told = (field, f"Write {field} 2023=40{'' if alone is None else f' or {field} 2023'}", "is no year with an amount")
    return {int(year): value for year, value in _pairs(options, _is_year, told, alone).items()}


def _is_year(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _pairs(
    options: Iterable[str] | None, is_name: Callable[[str], bool], told: tuple[str, str, str], alone: str | None
) -> dict[str, str]:
    """Return names with their values; ``told`` is the option, how it is written, and what is said of one that is none."""
    field, remedy, wrong = told
    found: dict[str, str] = {}
    problems = []
    for option in options or ():
        name, equals, value = (part.strip() for part in option.partition("="))
        if not is_name(name) or not (value if equals else alone is not None):
            what = f"'{visible(option)}' {wrong}"
            problems.append(Problem("bad_option", what, remedy, field=field, value=visible(option)))
        elif name in found:
            problems.append(Problem("double", f"{visible(name)} is given twice", "Give it once", field=field))
        else:
            found[name] = value if equals else str(alone)
    if problems:
        raise RequestError(problems, field)
    return found


def realised_of(options: Iterable[str] | None, region: Region) -> dict[str, Any]:
    """Return what teams have realised, from files and from options; an option stands for what a file says of its team."""
    given = list(options or ())
    files = [option for option in given if option.lower().endswith(_TABLES)]
    found: dict[str, Any] = {}
    for path in files:
        found |= read_realised(path, region)
    single = by_name([option for option in given if option not in files], "--realised")
    return found | team_ids(region, single, "--realised")


def caps(every: str | None, options: Iterable[str] | None, stated: Mapping[str, str]) -> dict[str, Cap] | None:
    """Return the caps on loss by team, as shares of a formation, with who set them and why; None where there are none."""
    given = by_name(options, "--loss-cap-team") | ({} if every is None else {EVERY: every})
    return {team: Cap(share=share, **stated) for team, share in given.items()} or None


def pins_of(options: Iterable[str] | None, author: str, reason: str) -> dict[str, Pin]:
    """Return the pins, which need an author and a reason; and either only with a pin."""
    given = by_name(options, "--pin")
    missing = [name for name, text in (("--author", author), ("--reason", reason)) if bool(text.strip()) != bool(given)]
    problems = [
        Problem("no_reason", "a pin needs an author and a reason", f"Add {name}", field=name)
        if given
        else Problem("no_pin", "is given without a pin", "Add --pin TEAM=FTE", field=name)
        for name in missing
    ]
    if problems:
        raise RequestError(problems, "--pin")
    return {team: Pin(fte, author, reason) for team, fte in given.items()}
