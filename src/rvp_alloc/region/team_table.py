"""A region as a table with one row per team, as a planner keeps it in a spreadsheet. Read only."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rvp_alloc.border import suggestion
from rvp_alloc.errors import Problem, RegionError
from rvp_alloc.figure import parse_number
from rvp_alloc.region.cells import Row, Table, is_empty, is_id, slug, text_of
from rvp_alloc.region.region import Kind
from rvp_alloc.region.stated import ABOUT_SHEET, Stated
from rvp_alloc.region.strength import DEPLOYABLE, FILLED, SHARE_OF_FORMATION, SHARES
from rvp_alloc.telling import visible
from rvp_alloc.words import LANGUAGES, word

TEAM_COLUMNS = ("team", "district", "formation", "wijkagenten")
KNOWN_MEASURES = {
    "development": Kind.TOTAL,
    "growth": Kind.CHANGE,
    "safety": Kind.INDEX,
    "caseload": Kind.TOTAL,
    FILLED: Kind.INDEX,
    DEPLOYABLE: Kind.INDEX,
}
EXAMPLE_TEAMS = tuple(word("template_example_team", lang) for lang in LANGUAGES)
"""What a template calls the team that is there as an example; never the name of a real one."""
OTHER_COLUMNS = ("id", "inhabitants", "pool", "pool_inhabitants", "authority", "municipality")


def document_from_teams(table: Table, stated: Stated) -> tuple[dict[str, Any], list[Problem]]:
    """Put the rows together into the JSON form of a region, with the problems of rows that contradict each other.

    Raises
    ------
    RegionError
        With every column that is missing or not known, or if no row holds a team.
    """
    measures, problems = _measure_columns(table)
    problems += _column_problems(table)
    if problems:
        raise RegionError(problems, table.origin)
    teams = _TeamTable(table, stated)
    if not teams.rows:
        raise RegionError(teams.problems, table.origin)
    return teams.document(measures)


class _TeamTable:
    """Puts the rows together; a row that contradicts an earlier one is told as a problem, and left out."""

    def __init__(self, table: Table, stated: Stated) -> None:
        self.origin = table.origin
        self.pooled = "pool" in table.columns
        self.name, self.districts = stated.name, stated.districts
        self.stated = stated.of_figures()
        self.problems: list[Problem] = []
        self.rows: dict[str, Row] = {}
        for row, number in zip(table.rows, table.numbers, strict=True):
            if text_of(row["team"]) in EXAMPLE_TEAMS:
                what = f"row {number} is still the example of the template"
                self._problem("example_row", "", "team", what, "Put your own team in its place, or delete the row")
            else:
                self._add(row, number)

    def _add(self, row: Row, number: int) -> None:
        name, given = text_of(row["team"]), text_of(row.get("id"))
        identifier = (slug(name) if isinstance(name, str) else "") if given == "" else given
        if not (isinstance(identifier, str) and is_id(identifier)):
            if given != "":
                what = f"'{visible(given)}' is not an id"
                self._problem("bad_id", name, "id", what, "Use letters, digits, points, hyphens and underscores only")
            elif isinstance(name, str) and name:
                what = f"{name!r} has no letter or digit to make an id of"
                self._problem("bad_name", name, "team", what, "Give the team an id in a column id")
            identifier = f"row-{number}"
        first = self.rows.get(identifier)
        if first is None:
            self.rows[identifier] = row
        elif name == text_of(first["team"]):
            self._problem("double", name, "team", f"row {number} gives the team a second time", "Keep one row per team")
        else:
            what = f"row {number} has the same id {identifier!r} as {visible(first['team'])!r}"
            self._problem("double", name, "id", what, "Give each team an id of its own in a column id")

    def document(self, measures: Mapping[str, tuple[str, Kind]]) -> tuple[dict[str, Any], list[Problem]]:
        """Return the JSON form of the region, and every problem."""
        document = {
            "schema_version": 1,
            "id": (slug(self.name) if isinstance(self.name, str) else "") or "region",
            "name": self.name,
            "districts": self._district_list(),
            "teams": [self._team(identifier, row) for identifier, row in self.rows.items()],
            "pools": self._pools(),
            "measures": [self._measure(column, *found) for column, found in measures.items()],
        }
        return document, self.problems

    def _district_list(self) -> list[dict[str, Any]]:
        names: dict[str, str] = {}
        for row in self.rows.values():
            name = text_of(row["district"])
            if self.districts and isinstance(name, str) and name and name not in self.districts:
                what = f"district '{visible(name)}' is not on the sheet {ABOUT_SHEET}"
                near = suggestion(name, self.districts)
                remedy = f"{near}{' ' if near.endswith('?') else '. '}Add it on that sheet if it is a new one"
                self._problem("unknown_district", text_of(row["team"]), "district", what, remedy)
            key = slug(name) if isinstance(name, str) else ""
            if key and names.setdefault(key, name) != name:
                what = f"district {name!r} has the same id {key!r} as district {names[key]!r}"
                self._problem(
                    "double", text_of(row["team"]), "district", what, "Write one name, or two that differ more"
                )
        return [{"id": key, "name": name} for key, name in names.items()]

    def _team(self, identifier: str, row: Row) -> dict[str, Any]:
        district = text_of(row["district"])
        return {
            "id": identifier,
            "name": text_of(row["team"]),
            "district": slug(district) or district if isinstance(district, str) else district,
            "formation": self._figure(row, "formation"),
            "wijkagenten": self._figure(row, "wijkagenten"),
            "authorities": self._whole(row, "authority"),
            "municipalities": self._whole(row, "municipality"),
        }

    def _pools(self) -> list[dict[str, Any]]:
        if not self.pooled:
            return [
                {"id": identifier, "teams": [identifier], "inhabitants": self._figure(row, "inhabitants")}
                for identifier, row in self.rows.items()
            ]
        names: dict[str, Any] = {}
        pools: dict[str, dict[str, Any]] = {}
        for identifier, row in self.rows.items():
            name, inhabitants = text_of(row["pool"]), self._figure(row, "pool_inhabitants")
            key = (slug(name) if isinstance(name, str) else "") or identifier
            pool = pools.setdefault(key, {"id": key, "teams": [], "inhabitants": inhabitants})
            pool["teams"].append(identifier)
            self._check_pool(row, name, names.setdefault(key, name), pool["inhabitants"]["value"])
        return list(pools.values())

    def _check_pool(self, row: Row, name: Any, first_name: Any, first_inhabitants: Any) -> None:
        team, inhabitants = text_of(row["team"]), row["pool_inhabitants"]
        if not isinstance(name, str) or not slug(name):
            self._problem("missing", team, "pool", "does not name a pool", "Name one on every row, also for one team")
        elif name != first_name:
            what = f"pool {name!r} has the same id as pool {first_name!r}"
            self._problem("double", team, "pool", what, "Write one name, or two that differ more")
        elif not _same(inhabitants, first_inhabitants):
            what = (
                f"gives pool {name!r} {visible(inhabitants)} inhabitants, an earlier row {visible(first_inhabitants)}"
            )
            self._problem(
                "unclear", team, "pool_inhabitants", what, "Give the pool's total, the same on each of its rows"
            )

    def _measure(self, column: str, measure: str, kind: Kind) -> dict[str, Any]:
        values = [{"teams": [team], **self._figure(row, column)} for team, row in self.rows.items()]
        unit = SHARE_OF_FORMATION if measure in SHARES else ""
        return {"id": measure, "name": measure, "kind": str(kind), "unit": unit, "values": values}

    def _figure(self, row: Row, column: str) -> dict[str, Any]:
        return {"value": row[column], **self.stated}

    def _whole(self, row: Row, column: str) -> dict[Any, Any]:
        place = text_of(row.get(column))
        if not isinstance(place, str):
            what, remedy = f"'{visible(place)}' is not text", "Format the cell as text"
            self._problem("not_text", text_of(row["team"]), column, what, remedy)
            return {}
        return {place: {"value": 1, **self.stated}} if place else {}

    def _problem(self, code: str, subject: Any, field: str, what: str, remedy: str) -> None:
        self.problems.append(Problem(code, what, remedy, self.origin, visible(subject), field))


def _same(one: Any, other: Any) -> bool:
    try:
        return parse_number(one) == parse_number(other)
    except ValueError:
        return str(one) == str(other)  # neither is a number; that is told elsewhere


def _column_problems(table: Table) -> Iterator[Problem]:
    columns, origin = table.columns, table.origin
    pooled = "pool" in columns
    found = visible(", ".join(columns), 400)
    for column in (*TEAM_COLUMNS, "pool_inhabitants" if pooled else "inhabitants"):
        if column not in columns:
            what = f"column {column!r} is missing (found: {found})"
            yield Problem("missing_column", what, "Add it, with a value for each team", where=origin, field=column)
    if pooled and "inhabitants" in columns:
        what = "with a column pool, inhabitants are those of the pool"
        remedy = "Rename inhabitants to pool_inhabitants and give the pool's total on each of its rows"
        yield Problem("unclear", what, remedy, where=origin, field="inhabitants")
    if "pool_inhabitants" in columns and not pooled:
        what, remedy = "pool_inhabitants belong to a column pool, which is missing", "Add it, or write inhabitants"
        yield Problem("unclear", what, remedy, where=origin, field="pool_inhabitants")


def measure_of_column(column: str) -> tuple[str, Kind] | None:
    """Return the measure that a column is named after, with its kind; None if it is named after none.

    >>> measure_of_column("safety"), measure_of_column("Large events:total"), measure_of_column("team")
    (('safety', <Kind.INDEX: 'index'>), ('large-events', <Kind.TOTAL: 'total'>), None)
    """
    measure, colon, kind = column.partition(":")
    if column in KNOWN_MEASURES:
        return column, KNOWN_MEASURES[column]
    return (slug(measure), Kind(kind)) if colon and kind in list(Kind) and slug(measure) else None


def _measure_columns(table: Table) -> tuple[dict[str, tuple[str, Kind]], list[Problem]]:
    """Return the columns that are measures, with their id and kind, and the columns that are nothing known."""
    found: dict[str, tuple[str, Kind]] = {}
    problems = []
    known: Sequence[str] = [*TEAM_COLUMNS, *OTHER_COLUMNS, *KNOWN_MEASURES]
    for column in table.columns:
        measure = measure_of_column(column)
        if measure:
            found[column] = measure
        elif column not in known:
            what = f"column '{visible(column)}' is not known"
            near = suggestion(column, known)
            own = "A measure of your own is named name:total, name:change or name:index"
            remedy = f"{near}{' ' if near.endswith('?') else '. '}{own}"
            problems.append(Problem("unknown_column", what, remedy, where=table.origin, field=visible(column)))
    for column in found:
        if all(is_empty(row[column]) for row in table.rows):
            what, remedy = f"column '{visible(column)}' is empty", "Fill it in for every team, or delete the column"
            problems.append(Problem("empty_column", what, remedy, where=table.origin, field=visible(column)))
    return found, problems
