"""A region as a table with one row per figure and its source beside it: holds everything, and is what is written."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from rvp_alloc.border import suggestion
from rvp_alloc.errors import Problem, RegionError
from rvp_alloc.region.cells import Row, is_empty, names_in, text_of, value_of
from rvp_alloc.region.document import region_to_dict
from rvp_alloc.region.region import Region

FIGURE_COLUMNS = ("of", "figure", "value", "unit", "source", "date", "confidence", "note")
_FIGURE_PARTS = ("value", "unit", "source", "date", "confidence", "note")


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


def document_from_figures(columns: Sequence[str], rows: Sequence[Row], origin: str) -> dict[str, Any]:
    """Put the rows together into the JSON form of a region, or raise with everything that has no place."""
    problems = [
        Problem(
            "unknown_column",
            f"column {column!r} is not known",
            suggestion(column, FIGURE_COLUMNS),
            where=origin,
            field=column,
        )
        for column in columns
        if column not in FIGURE_COLUMNS
    ]
    subjects: dict[str, dict[str, dict[str, Any]]] = {}
    for number, row in enumerate(rows, start=2):
        of, figure = text_of(row.get("of")), text_of(row.get("figure"))
        if not of or not figure:
            problems.append(
                Problem(
                    "missing",
                    f"row {number} does not say of what it is a figure",
                    "Fill in the columns of and figure",
                    where=origin,
                )
            )
        elif figure in subjects.setdefault(of, {}):
            problems.append(
                Problem(
                    "double",
                    f"row {number} gives {figure} of {of} a second time",
                    "Keep one of them",
                    where=origin,
                    subject=of,
                    field=figure,
                )
            )
        else:
            subjects[of][figure] = {part: row[part] for part in _FIGURE_PARTS if not is_empty(row.get(part))}
    document = _Assembler(origin, problems).document(subjects)
    if problems:
        raise RegionError(problems, origin)
    return document


class _Assembler:
    """Puts the rows of the figure form together into the JSON form of a region."""

    def __init__(self, origin: str, problems: list[Problem]) -> None:
        self.origin = origin
        self.problems = problems
        self.result: dict[str, Any] = {"schema_version": 1}
        self.parts: dict[str, dict[str, dict[str, Any]]] = {
            kind: {} for kind in ("team", "district", "pool", "measure", "line", "fact")
        }

    def document(self, subjects: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> dict[str, Any]:
        for of, figures in subjects.items():
            kind, _, name = of.partition(":")
            if kind == "region":
                self._fill(self.result, of, figures, {"id": value_of, "name": value_of, "printed_formation": dict})
            elif kind in self.parts and name:
                entry = self.parts[kind][name] = {"id": name}
                getattr(self, f"_{kind}")(entry, of, figures)
            else:
                self._problem(
                    "unknown_subject",
                    f"{of[:80]!r} is not known",
                    "Write region, team:ID, district:ID, pool:ID, line:ID, measure:ID or fact:ID",
                    of,
                )
        self._place_lines()
        for kind, plural in (
            ("team", "teams"),
            ("district", "districts"),
            ("pool", "pools"),
            ("measure", "measures"),
            ("fact", "facts"),
        ):
            self.result[plural] = list(self.parts[kind].values())
        return self.result

    def _fill(
        self,
        entry: dict[str, Any],
        of: str,
        figures: Mapping[str, Mapping[str, Any]],
        known: Mapping[str, Callable[[Mapping[str, Any]], Any]],
    ) -> None:
        for figure, parts in figures.items():
            if figure in known:
                entry[figure] = known[figure](parts)
            else:
                self._problem(
                    "unknown_figure", f"figure {figure[:80]!r} is not known here", suggestion(figure, list(known)), of
                )

    def _problem(self, code: str, what: str, remedy: str, subject: str) -> None:
        self.problems.append(Problem(code, what, remedy, where=self.origin, subject=subject[:80]))

    def _team(self, entry: dict[str, Any], of: str, figures: Mapping[str, Mapping[str, Any]]) -> None:
        plain = dict(figures)
        for kind in ("authorities", "municipalities"):
            entry[kind] = {
                figure.partition(":")[2]: dict(plain.pop(figure))
                for figure in list(plain)
                if figure.startswith(f"{kind}:")
            }
        self._fill(entry, of, plain, {"name": value_of, "district": value_of, "formation": dict, "wijkagenten": dict})

    def _district(self, entry: dict[str, Any], of: str, figures: Mapping[str, Mapping[str, Any]]) -> None:
        self._fill(entry, of, figures, {"name": value_of, "printed_formation": dict, "printed_wijkagenten": dict})

    def _pool(self, entry: dict[str, Any], of: str, figures: Mapping[str, Mapping[str, Any]]) -> None:
        self._fill(entry, of, figures, {"teams": lambda parts: names_in(value_of(parts)), "inhabitants": dict})

    def _line(self, entry: dict[str, Any], of: str, figures: Mapping[str, Mapping[str, Any]]) -> None:
        self._fill(entry, of, figures, {"name": value_of, "formation": dict, "part_of": value_of, "district": value_of})

    def _fact(self, entry: dict[str, Any], of: str, figures: Mapping[str, Mapping[str, Any]]) -> None:
        self._fill(entry, of, figures, {"name": value_of, "figure": dict})

    def _measure(self, entry: dict[str, Any], of: str, figures: Mapping[str, Mapping[str, Any]]) -> None:
        plain = dict(figures)
        splits: dict[str, dict[str, Any]] = {}
        entry["values"] = []
        for figure, parts in figures.items():
            kind, _, rest = figure.partition(":")
            if kind == "split":
                splits.setdefault(text_of(parts.get("note")), {})[rest] = value_of(plain.pop(figure))
            elif kind == "teams":
                entry["values"].append({"teams": names_in(rest), "split": splits.pop(rest, {}), **plain.pop(figure)})
        for teams in splits:
            self._problem(
                "unknown_figure",
                f"a split for {teams[:80]!r} stands before no figure of those teams",
                "Put it right above that figure",
                of,
            )
        self._fill(entry, of, plain, {"name": value_of, "kind": value_of, "unit": value_of})

    def _place_lines(self) -> None:
        self.result["lines"] = []
        for line in self.parts["line"].values():
            district = line.pop("district", "")
            if not district:
                self.result["lines"].append(line)
            elif district in self.parts["district"]:
                self.parts["district"][district].setdefault("lines", []).append(line)
            else:
                self._problem(
                    "unknown_district",
                    f"district {district!r} does not exist",
                    suggestion(str(district), list(self.parts["district"])),
                    f"line:{line['id']}",
                )
