"""A region as a table with one row per figure and its source beside it: holds everything, and is what is written."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rvp_alloc.border import suggestion
from rvp_alloc.errors import Problem
from rvp_alloc.region.cells import Row, Table, is_empty, names_in, text_of
from rvp_alloc.region.document import region_to_dict
from rvp_alloc.region.region import Region
from rvp_alloc.telling import visible

FIGURE_COLUMNS = ("of", "figure", "value", "unit", "source", "date", "confidence", "note")
_FIGURE_PARTS = ("value", "unit", "source", "date", "confidence", "note")
_PLURALS = {
    "team": "teams",
    "district": "districts",
    "pool": "pools",
    "measure": "measures",
    "line": "lines",
    "fact": "facts",
}

type Parts = Mapping[str, Any]
type Figures = Mapping[str, Parts]


def figure_rows(region: Region) -> Iterator[dict[str, str]]:
    """Yield a region's rows, one per figure or fact of structure."""
    document = region_to_dict(region)
    yield _row("region", "id", document["id"])
    yield _row("region", "name", document["name"])
    yield from _optional_row("region", "printed_formation", document["printed_formation"])
    for district in document["districts"]:
        of = f"district:{district['id']}"
        yield _row(of, "name", district["name"])
        yield from _optional_row(of, "printed_formation", district["printed_formation"])
        yield from _optional_row(of, "printed_wijkagenten", district["printed_wijkagenten"])
        for line in district["lines"]:
            yield from _line_rows(line, district["id"])
    for line in document["lines"]:
        yield from _line_rows(line, "")
    for team in document["teams"]:
        yield from _team_rows(team)
    for pool in document["pools"]:
        yield _row(f"pool:{pool['id']}", "teams", "; ".join(pool["teams"]))
        yield _row(f"pool:{pool['id']}", "inhabitants", **pool["inhabitants"])
    for measure in document["measures"]:
        yield from _measure_rows(measure)
    for fact in document["facts"]:
        yield _row(f"fact:{fact['id']}", "name", fact["name"])
        yield _row(f"fact:{fact['id']}", "figure", **fact["figure"])


def _row(of: str, figure: str, value: str, **parts: str) -> dict[str, str]:
    return {"of": of, "figure": figure, "value": value} | {part: parts.get(part, "") for part in FIGURE_COLUMNS[3:]}


def _optional_row(of: str, figure: str, parts: dict[str, str] | None) -> Iterator[dict[str, str]]:
    if parts:
        yield _row(of, figure, **parts)


def _team_rows(team: dict[str, Any]) -> Iterator[dict[str, str]]:
    of = f"team:{team['id']}"
    yield _row(of, "name", team["name"])
    yield _row(of, "district", team["district"])
    yield _row(of, "formation", **team["formation"])
    yield _row(of, "wijkagenten", **team["wijkagenten"])
    for kind in ("authorities", "municipalities"):
        for name, share in team[kind].items():
            yield _row(of, f"{kind}:{name}", **share)


def _measure_rows(measure: dict[str, Any]) -> Iterator[dict[str, str]]:
    of = f"measure:{measure['id']}"
    for part in ("name", "kind", "unit"):
        yield _row(of, part, measure[part])
    for group in measure["values"]:
        teams = "; ".join(group.pop("teams"))
        for team, share in group.pop("split").items():
            yield _row(of, f"split:{team}", share, unit="share", note=teams)
        yield _row(of, f"teams:{teams}", **group)


def _line_rows(line: Mapping[str, Any], district: str) -> Iterator[dict[str, str]]:
    of = f"line:{line['id']}"
    yield _row(of, "name", line["name"])
    yield _row(of, "formation", **line["formation"])
    if line["part_of"]:
        yield _row(of, "part_of", line["part_of"])
    if district:
        yield _row(of, "district", district)


def document_from_figures(table: Table) -> tuple[dict[str, Any], list[Problem]]:
    """Put the rows together into the JSON form of a region, with the problems of rows that have no place in it."""
    origin = table.origin
    problems = [
        Problem(
            "unknown_column", f"column {column!r} is not known", suggestion(column, FIGURE_COLUMNS), origin, "", column
        )
        for column in table.columns
        if column not in FIGURE_COLUMNS
    ]
    subjects: dict[str, dict[str, dict[str, Any]]] = {}
    for number, row in zip(table.numbers, table.rows, strict=True):
        of, figure = text_of(row["of"]), text_of(row["figure"])
        if not (isinstance(of, str) and isinstance(figure, str) and of and figure):
            what, remedy = f"row {number} does not say of what it is a figure", "Fill in the columns of and figure"
            problems.append(Problem("missing", what, remedy, origin))
        elif figure in subjects.setdefault(of, {}):
            what = f"row {number} gives {visible(figure)} of {visible(of)} a second time"
            problems.append(Problem("double", what, "Keep one of them", origin, visible(of), visible(figure)))
        else:
            subjects[of][figure] = {part: _part(part, row) for part in _FIGURE_PARTS if not is_empty(row.get(part))}
    return _Assembler(origin, problems).document(subjects), problems


def _part(part: str, row: Row) -> Any:
    return row[part] if part == "value" else text_of(row[part])


class _Assembler:
    """Puts the rows of the figure form together into the JSON form of a region."""

    def __init__(self, origin: str, problems: list[Problem]) -> None:
        self.origin = origin
        self.problems = problems
        self.result: dict[str, Any] = {"schema_version": 1}
        self.parts: dict[str, dict[str, dict[str, Any]]] = {kind: {} for kind in _PLURALS}

    def document(self, subjects: Mapping[str, Figures]) -> dict[str, Any]:
        for of, figures in subjects.items():
            kind, _, name = of.partition(":")
            if of == "region":
                self._fill(self.result, of, figures, plain=("id", "name"), full=("printed_formation",))
            elif kind in self.parts and name:
                entry = self.parts[kind][name] = {"id": name}
                getattr(self, f"_{kind}")(entry, of, figures)
            else:
                remedy = "Write region, team:ID, district:ID, pool:ID, line:ID, measure:ID or fact:ID"
                self._problem("unknown_subject", f"'{visible(of)}' is not known", remedy, of)
        self._place_lines()
        for kind, plural in _PLURALS.items():
            if kind != "line":
                self.result[plural] = list(self.parts[kind].values())
        return self.result

    def _fill(
        self, entry: dict[str, Any], of: str, figures: Figures, *, plain: Sequence[str], full: Sequence[str] = ()
    ) -> None:
        """Fill in what the rows give: of plain ones only the value, of full ones also its unit, source and so on."""
        for figure, parts in figures.items():
            if figure in plain:
                entry[figure] = self._value(of, figure, parts)
            elif figure in full:
                entry[figure] = dict(parts)
            else:
                what = f"figure '{visible(figure)}' is not known here"
                self._problem("unknown_figure", what, suggestion(figure, [*plain, *full]), of, figure)

    def _value(self, of: str, figure: str, parts: Parts) -> Any:
        beside = [part for part in parts if part != "value"]
        if beside:
            what = f"only a value belongs here, no {' or '.join(beside)}"
            self._problem("unknown_part", what, "Empty those cells", of, figure)
        return text_of(parts.get("value"))

    def _problem(self, code: str, what: str, remedy: str, subject: str, field: str = "") -> None:
        self.problems.append(Problem(code, what, remedy, self.origin, visible(subject), visible(field)))

    def _team(self, entry: dict[str, Any], of: str, figures: Figures) -> None:
        others = dict(figures)
        for kind in ("authorities", "municipalities"):
            shares = [figure for figure in others if figure.startswith(f"{kind}:")]
            entry[kind] = {figure.partition(":")[2]: dict(others.pop(figure)) for figure in shares}
        self._fill(entry, of, others, plain=("name", "district"), full=("formation", "wijkagenten"))

    def _district(self, entry: dict[str, Any], of: str, figures: Figures) -> None:
        self._fill(entry, of, figures, plain=("name",), full=("printed_formation", "printed_wijkagenten"))

    def _pool(self, entry: dict[str, Any], of: str, figures: Figures) -> None:
        self._fill(entry, of, figures, plain=("teams",), full=("inhabitants",))
        if "teams" in entry:
            entry["teams"] = names_in(entry["teams"])

    def _line(self, entry: dict[str, Any], of: str, figures: Figures) -> None:
        self._fill(entry, of, figures, plain=("name", "part_of", "district"), full=("formation",))

    def _fact(self, entry: dict[str, Any], of: str, figures: Figures) -> None:
        self._fill(entry, of, figures, plain=("name",), full=("figure",))

    def _measure(self, entry: dict[str, Any], of: str, figures: Figures) -> None:
        others = dict(figures)
        splits: dict[str, dict[str, Any]] = {}
        entry["values"] = []
        for figure, parts in figures.items():
            kind, _, rest = figure.partition(":")
            if kind == "split":
                splits.setdefault(str(parts.get("note", "")), {})[rest] = others.pop(figure).get("value")
            elif kind == "teams":
                entry["values"].append({"teams": names_in(rest), "split": splits.pop(rest, {}), **others.pop(figure)})
        for teams in splits:
            what = f"a split for '{visible(teams)}' stands before no figure of those teams"
            self._problem("unknown_figure", what, "Put it right above that figure", of)
        self._fill(entry, of, others, plain=("name", "kind", "unit"))

    def _place_lines(self) -> None:
        self.result["lines"] = []
        for name, line in self.parts["line"].items():
            district = line.pop("district", "")
            if district == "":
                self.result["lines"].append(line)
            elif isinstance(district, str) and district in self.parts["district"]:
                self.parts["district"][district].setdefault("lines", []).append(line)
            else:
                what = f"district '{visible(district)}' does not exist"
                remedy = suggestion(str(district), list(self.parts["district"]))
                self._problem("unknown_district", what, remedy, f"line:{name}", "district")
