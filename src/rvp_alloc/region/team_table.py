"""A region as a table with one row per team, as a planner keeps it in a spreadsheet. Read only."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rvp_alloc.border import suggestion
from rvp_alloc.errors import Problem, RegionError
from rvp_alloc.region.cells import Row, is_empty, slug, text_of
from rvp_alloc.region.region import Kind

TEAM_COLUMNS = ("team", "district", "formation", "wijkagenten")
KNOWN_MEASURES = {"development": Kind.TOTAL, "growth": Kind.CHANGE, "safety": Kind.INDEX, "caseload": Kind.TOTAL}
_OTHER_COLUMNS = ("id", "inhabitants", "pool", "pool_inhabitants", "authority", "municipality")


def document_from_teams(
    columns: Sequence[str], rows: Sequence[Row], name: str, stated: Mapping[str, str], origin: str
) -> dict[str, Any]:
    """Put the rows together into the JSON form of a region.

    ``stated`` holds the source and date of all its figures.

    Raises
    ------
    RegionError
        With every column that is missing or not known, and every row that contradicts another.
    """
    measures, problems = _measure_columns(columns, origin)
    problems += _column_problems(columns, origin)
    if problems:
        raise RegionError(problems, origin)
    table = _TeamTable(rows, "pool" in columns, {part: text for part, text in stated.items() if text})
    problems = list(table.pool_problems(origin))
    if problems:
        raise RegionError(problems, origin)
    return {
        "schema_version": 1,
        "id": slug(name) or "region",
        "name": name,
        "districts": table.districts(),
        "teams": table.teams(),
        "pools": table.pools(),
        "measures": [table.measure(column, *found) for column, found in measures.items()],
    }


@dataclass(frozen=True)
class _TeamTable:
    rows: Sequence[Row]
    pooled: bool
    stated: Mapping[str, str]

    @property
    def ids(self) -> list[str]:
        return [
            text_of(row.get("id")) or slug(text_of(row["team"])) or f"team-{number}"
            for number, row in enumerate(self.rows, start=1)
        ]

    def districts(self) -> list[dict[str, Any]]:
        names = {slug(text_of(row["district"])): text_of(row["district"]) for row in self.rows}
        return [{"id": key, "name": name} for key, name in names.items()]

    def teams(self) -> list[dict[str, Any]]:
        return [
            {
                "id": team,
                "name": text_of(row["team"]),
                "district": slug(text_of(row["district"])),
                "formation": self._figure(row, "formation"),
                "wijkagenten": self._figure(row, "wijkagenten"),
                "authorities": self._whole(row.get("authority")),
                "municipalities": self._whole(row.get("municipality")),
            }
            for team, row in zip(self.ids, self.rows, strict=True)
        ]

    def pools(self) -> list[dict[str, Any]]:
        column = "pool_inhabitants" if self.pooled else "inhabitants"
        pools: dict[str, dict[str, Any]] = {}
        for team, row in zip(self.ids, self.rows, strict=True):
            name = slug(text_of(row["pool"])) if self.pooled else team
            pool = pools.setdefault(name, {"id": name, "teams": [], "inhabitants": self._figure(row, column)})
            pool["teams"].append(team)
        return list(pools.values())

    def pool_problems(self, origin: str) -> Iterator[Problem]:
        """Yield rows that give a pool another number of inhabitants than an earlier row did."""
        first: dict[str, Any] = {}
        for number, row in enumerate(self.rows, start=2):
            if not self.pooled:
                return
            pool, inhabitants = text_of(row["pool"]), row["pool_inhabitants"]
            if first.setdefault(pool, inhabitants) != inhabitants:
                what = f"row {number} gives pool {pool!r} {inhabitants} inhabitants, an earlier row {first[pool]}"
                remedy = "Give the pool's total, the same on each of its rows"
                yield Problem("unclear", what, remedy, origin, text_of(row["team"]), "pool_inhabitants")

    def measure(self, column: str, measure: str, kind: Kind) -> dict[str, Any]:
        values = [{"teams": [team], **self._figure(row, column)} for team, row in zip(self.ids, self.rows, strict=True)]
        return {"id": measure, "name": measure, "kind": str(kind), "values": values}

    def _figure(self, row: Row, column: str) -> dict[str, Any]:
        return {"value": row[column], **self.stated}

    def _whole(self, cell: Any) -> dict[str, Any]:
        return {} if is_empty(cell) else {text_of(cell): {"value": 1, **self.stated}}


def _column_problems(columns: Sequence[str], origin: str) -> Iterator[Problem]:
    pooled = "pool" in columns
    for column in (*TEAM_COLUMNS, "pool_inhabitants" if pooled else "inhabitants"):
        if column not in columns:
            what = f"column {column!r} is missing (found: {', '.join(columns[:12])})"[:400]
            yield Problem("missing_column", what, "Add it, with a value for each team", where=origin, field=column)
    if pooled and "inhabitants" in columns:
        what = "with a column pool, inhabitants are those of the pool"
        remedy = "Rename inhabitants to pool_inhabitants and give the pool's total on each of its rows"
        yield Problem("unclear", what, remedy, where=origin, field="inhabitants")


def _measure_columns(columns: Sequence[str], origin: str) -> tuple[dict[str, tuple[str, Kind]], list[Problem]]:
    """Return the columns that are measures, with their id and kind, and the columns that are nothing known."""
    found: dict[str, tuple[str, Kind]] = {}
    problems = []
    known = [*TEAM_COLUMNS, *_OTHER_COLUMNS, *KNOWN_MEASURES]
    for column in columns:
        measure, colon, kind = column.partition(":")
        if column in KNOWN_MEASURES:
            found[column] = (column, KNOWN_MEASURES[column])
        elif colon and kind in list(Kind):
            found[column] = (slug(measure), Kind(kind))
        elif column not in known:
            what = f"column {column[:80]!r} is not known"
            remedy = f"{suggestion(column, known)} A measure of your own is named name:total, name:change or name:index"
            problems.append(Problem("unknown_column", what, remedy, where=origin, field=column[:80]))
    return found, problems
