"""Holdings: shares of areas that belong to a team or pool from a day on, and what can be wrong with them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from rvp_alloc.border import FigureDocument, looked_at
from rvp_alloc.errors import Problem, RegionError
from rvp_alloc.figure import Figure, exact_text
from rvp_alloc.telling import visible

_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Holding:
    """A share of an area that belongs to a team or pool, from a day on (always, where none is stated)."""

    area: str
    to: str
    share: Figure
    since: str = ""
    name: str = ""


def sum_problems(holdings: Iterable[Holding]) -> Iterable[Problem]:
    """Yield shares outside 0 to 1, the same team twice, and shares of an area that do not add up to 1 from the same day on."""
    groups: dict[tuple[str, str], list[Holding]] = {}
    for holding in holdings:
        groups.setdefault((holding.area, holding.since), []).append(holding)
    for (area, since), group in groups.items():
        day = f" from {since}" if since else ""
        for holding in group:
            if not 0 < holding.share.value <= 1:
                what = (
                    f"the share of {holding.to} is {exact_text(holding.share.value)}; it must be above 0 and at most 1"
                )
                yield Problem("bad_share", what, "Give a share such as 0.4", subject=area, field="share")
        names = [holding.to for holding in group]
        for name in dict.fromkeys(name for name in names if names.count(name) > 1):
            yield Problem("double", f"{name} is named twice{day}", "Keep one row", subject=area, field="to", value=name)
        total = sum((holding.share.value for holding in group), Fraction(0))
        if total != 1:
            parts = ", ".join(f"{exact_text(holding.share.value)} of {holding.to}" for holding in group)
            what = f"the shares{day} add up to {exact_text(total)}, not 1 ({parts})"
            remedy = 'Make them add up to exactly 1; a ratio such as "1/3" is read exactly'
            yield Problem("shares_not_one", what, remedy, subject=area, field="share", value=exact_text(total))


def share_figure(raw: Any, area: str, source: str, note: str) -> Figure:
    """Return a share from 0 to 1 that is given as a number or a figure.

    Raises
    ------
    RegionError
        If it is none.
    """
    given = raw.to_dict() if isinstance(raw, Figure) else {"value": raw, "source": source, "note": note}
    document, problems = looked_at(FigureDocument, given)
    if problems or document is None:
        raise RegionError([replace(one, subject=visible(area), field="share") for one in problems], "belongs")
    if not 0 <= document.value <= 1:
        what = f"{exact_text(document.value)} is no share from 0 to 1"
        raise RegionError(
            [Problem("bad_share", what, "Give a share such as 0.4", "", visible(area), "share")], "belongs"
        )
    return document.figure("share")


def first_day(day: str) -> str:
    """Return a day, month or year as the day it begins with, so that days can be compared as texts."""
    return day + "-01-01"[len(day) - 4 :] if len(day) in (4, 7) else day


def day_problems(day: Any, area: str, field: str) -> Iterator[Problem]:
    """Yield that a day is none; an empty one stands for always."""
    if isinstance(day, str) and (not day or _DAY.fullmatch(day)):
        return
    what = f"'{visible(day)}' is no day, month or year"
    yield Problem("bad_date", what, "Write it as 2022-03-24, 2022-03 or 2022", "", visible(area), field, visible(day))
