"""What ``revise`` and ``reallocate`` are given by team or by year, one option each."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.planning.cap import EVERY, Cap, team_ids
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
    found: dict[str, str] = {}
    problems = []
    for option in options or ():
        name, equals, value = (part.strip() for part in option.partition("="))
        if not name or not (value if equals else alone is not None):
            what, remedy = f"'{visible(option)}' is no name with a value", f"Write {field} NAME=VALUE"
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


def coming(options: Iterable[str] | None) -> dict[int, Fraction | str] | None:
    """Return the years with what comes in, none where only the year is given; None where there are no years.

    Raises
    ------
    RequestError
        With every option that is no year.

    Examples
    --------
    >>> coming(["2025", "2026=10"])
    {2025: '0', 2026: '10'}
    """
    if not options:
        return None
    given = by_name(options, "--year", alone="0")
    problems = [
        Problem("bad_option", f"'{visible(year)}' is no year", "Write --year 2025 or --year 2025=10", field="--year")
        for year in given
        if not (year.isascii() and year.isdigit())
    ]
    if problems:
        raise RequestError(problems, "--year")
    return {int(year): fte for year, fte in given.items()}
