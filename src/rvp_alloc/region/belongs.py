"""Which area belongs to which team or pool, with which share, and since when. One border is one line."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from rvp_alloc.border import Document, FigureDocument, Many, Name, Text, looked_at, suggestion
from rvp_alloc.errors import Problem, RegionError
from rvp_alloc.figure import Figure, exact_text
from rvp_alloc.region.areas import packaged_table
from rvp_alloc.region.cells import Table, is_empty, slug, text_of
from rvp_alloc.region.holdings import Holding, day_problems, first_day, share_figure, sum_problems
from rvp_alloc.region.sources import read_table
from rvp_alloc.telling import visible

if TYPE_CHECKING:
    import pandas as pd

_NEEDED = ("area", "to")
_STATED = ("source", "date", "confidence", "note")
_KNOWN = (*_NEEDED, "name", "share", "from", *_STATED)


class _Row(Document):
    area: Name
    to: Name
    share: FigureDocument
    since: Text = ""
    name: Text = ""


class _Rows(Document):
    rows: Many[_Row]


@dataclass(frozen=True)
class Belongs:
    """Which area belongs to which team or pool. It never changes; :meth:`move` and :meth:`split` return another.

    Examples
    --------
    >>> belongs = load_belongs("amsterdam-2022").move("Weesp", to="zuidoost-gaasperdam", since="2022-03-24")
    >>> [holding.to for holding in belongs.on("2022-01-01") if holding.name == "Weesp"]
    ['amstelland-oost']
    >>> [holding.to for holding in belongs.on() if holding.name == "Weesp"]
    ['zuidoost-gaasperdam']
    """

    holdings: tuple[Holding, ...]

    @classmethod
    def read(cls, source: Any) -> "Belongs":
        """Read a table of which area belongs where: a ``.csv`` or ``.xlsx`` file, or a DataFrame.

        Columns ``area`` and ``to`` (a team or pool, by id or name) are needed; ``share`` (1 if not given), ``from`` (the day from
        which it holds, such as 2022-03-24), ``name``, ``source``, ``date``, ``confidence`` and ``note`` may be there. The shares
        of an area from the same day on add up to 1.

        Raises
        ------
        RequestError
            If the file cannot be read at all.
        RegionError
            With every problem: the area, the column, the value and what to do.
        """
        table, stated = read_table(source, "belongs")
        return belongs_of(table, stated)

    def to_frame(self) -> "pd.DataFrame":
        """Return the table as it is read: one row per share, all text, so that nothing is rounded.

        >>> belongs = load_belongs("amsterdam-2022")
        >>> Belongs.read(belongs.to_frame()) == belongs
        True
        """
        import pandas as pd

        rows = [
            {"area": one.area, "name": one.name, "to": one.to, "share": exact_text(one.share.value), "from": one.since}
            | {part: str(getattr(one.share, part)) for part in _STATED}
            for one in self.holdings
        ]
        return pd.DataFrame(rows, columns=["area", "name", "to", "share", "from", *_STATED], dtype=object)

    def on(self, day: str = "") -> tuple[Holding, ...]:
        """Return what holds on a day, or after the last change. A month or year stands for its first day.

        Raises
        ------
        RegionError
            If it is no day, month or year.
        """
        problems = list(day_problems(day, "", "on"))
        if problems:
            raise RegionError(problems, "belongs")
        valid = [holding for holding in self.holdings if not day or first_day(holding.since) <= first_day(day)]
        latest: dict[str, str] = {}
        for holding in valid:
            latest[holding.area] = max(latest.get(holding.area, ""), first_day(holding.since))
        return tuple(holding for holding in valid if first_day(holding.since) == latest[holding.area])

    def move(
        self, area: str, to: str, share: Any = 1, *, since: str = "", source: str = "", note: str = ""
    ) -> "Belongs":
        """Return the same with a share of an area at another team or pool; the rest stays where it is, in proportion.

        Parameters
        ----------
        area
            The area, by id or name.
        to
            The team or pool, by id or name.
        share
            The share of the area that it then has in all, from 0 to 1.
        since
            The day from which that holds; without one it replaces what holds last.
        source, note
            Where the move is written, and why; without a source it is an assumption like any other.

        Raises
        ------
        RegionError
            If there is no such area, the share is none, or nobody is left to have the rest.
        """
        _check_texts(area, to)
        moved = share_figure(share, area, source, note)
        last = [holding for holding in self.on() if area in (holding.area, holding.name)]
        others = [holding for holding in last if slug(holding.to) != slug(to)]
        left = sum((holding.share.value for holding in others), Fraction(0))
        rest = 1 - moved.value
        if last and rest and not left:
            what = f"{visible(to)!r} has all of it, so nobody is left to have the other {exact_text(rest)}"
            remedy = "Say with split who has which share"
            raise RegionError(
                [Problem("shares_not_one", what, remedy, subject=visible(area), field="share")], "belongs"
            )
        shares = {
            holding.to: replace(holding.share, value=holding.share.value * rest / left) for holding in others if rest
        }
        return self._with(area, {**shares, **({to: moved} if moved.value else {})}, since)

    def split(
        self, area: str, shares: Mapping[str, Any], *, since: str = "", source: str = "", note: str = ""
    ) -> "Belongs":
        """Return the same with an area split over teams or pools as given; the shares add up to 1.

        Raises
        ------
        RegionError
            If there is no such area, or the shares are none or do not add up to 1.
        """
        _check_texts(area, *shares)
        figures = {to: share_figure(share, area, source, note) for to, share in shares.items()}
        return self._with(area, figures, since)

    def _with(self, area: str, shares: Mapping[str, Figure], since: str) -> "Belongs":
        last = [holding for holding in self.on() if area in (holding.area, holding.name)]
        problems = []
        if not last:
            known = [holding.name or holding.area for holding in self.on()]
            what, remedy = f"there is no area {visible(area)!r}", suggestion(str(area), list(dict.fromkeys(known)))
            problems.append(Problem("unknown_area", what, remedy, value=visible(area)))
        problems += day_problems(since, area, "since")
        if problems:
            raise RegionError(problems, "belongs")
        first = last[0]
        day = since or first.since
        new = [Holding(first.area, to, share, day, first.name) for to, share in shares.items()]
        found = [holding for holding in self.holdings if (holding.area, holding.since) != (first.area, day)]
        place = next((place for place, holding in enumerate(self.holdings) if holding.area == first.area), 0)
        problems = list(sum_problems(new))
        if problems:
            raise RegionError(problems, "belongs")
        return Belongs((*found[:place], *new, *found[place:]))


def _check_texts(*names: Any) -> None:
    """Refuse names that are no texts."""
    problems = [
        Problem("not_text", f"'{visible(name)}' is no name", "Write it as a text", value=visible(name))
        for name in names
        if not isinstance(name, str)
    ]
    if problems:
        raise RegionError(problems, "belongs")


def load_belongs(name: str) -> Belongs:
    """Return which area belongs to which team in a region that comes with the package: ``amsterdam-2022``."""
    return belongs_of(*packaged_table("belongs", name))


def belongs_of(table: Table, stated: Mapping[str, str]) -> Belongs:
    """Return what a table says; ``stated`` holds the source and date of rows that have none."""
    origin = table.origin
    problems = [
        Problem("unknown_column", "is not known", suggestion(column, _KNOWN), origin, "", visible(column))
        for column in table.columns
        if column not in _KNOWN
    ]
    problems += [
        Problem("missing_column", f"column {column!r} is missing", "Add it", origin, "", column)
        for column in _NEEDED
        if column not in table.columns
    ]
    if problems:
        raise RegionError(problems, origin)
    raw = []
    for row in table.rows:
        beside = {part: text for part in ("source", "date") if (text := stated.get(part))}
        beside |= {part: text_of(row[part]) for part in _STATED if not is_empty(row.get(part))}
        since = row.get("from")
        day = since.isoformat()[:10] if isinstance(since, date) else text_of(since)
        share = row.get("share")
        figure = {"value": 1 if is_empty(share) else share, **beside}
        names = {part: text_of(row.get(part)) for part in ("area", "to", "name")}
        raw.append({**names, "share": figure, "since": day})
    document, problems = looked_at(_Rows, {"rows": raw})
    if problems or document is None:
        raise RegionError([_told(problem, raw, origin) for problem in problems], origin)
    found = [Holding(row.area, row.to, row.share.figure("share"), row.since, row.name) for row in document.rows]
    problems = [problem for one in found for problem in day_problems(one.since, one.area, "from")]
    problems += sum_problems(found)
    if problems:
        raise RegionError(problems, origin)
    return Belongs(tuple(found))


def _told(problem: Problem, raw: list[dict[str, Any]], origin: str) -> Problem:
    """Return a problem of form with the area of its row."""
    number = re.match(r"rows\[(\d+)\]", problem.where)
    area = visible(raw[int(number[1])]["area"]) if number else ""
    return replace(problem, where=origin, subject=area, field=problem.field.removesuffix(".value"))
