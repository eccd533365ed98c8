"""Areas (neighbourhoods, municipalities) with their figures, of which the figures of teams can be composed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from typing import Any

from rvp_alloc.border import ByName, Document, FigureDocument, Id, Many, Name, Text, looked_at, suggestion, told_in_part
from rvp_alloc.errors import Problem, RegionError
from rvp_alloc.figure import Figure, exact_text
from rvp_alloc.region.cells import Row, Table, is_empty, text_of
from rvp_alloc.region.csv_text import table_of_csv
from rvp_alloc.region.region import Kind
from rvp_alloc.region.sources import read_table
from rvp_alloc.region.team_table import KNOWN_MEASURES, measure_of_column
from rvp_alloc.telling import visible

INHABITANTS = "inhabitants"
PLACES = ("authority", "municipality")
_STATED = ("source", "date", "confidence", "note")
_KNOWN = ("area", "name", *PLACES, INHABITANTS, *KNOWN_MEASURES, *_STATED)


@dataclass(frozen=True, slots=True)
class Place:
    """The authority or municipality that an area lies in; ``figure`` is the share 1, with where that is known from."""

    name: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Area:
    """One area: its figures by measure, ``inhabitants`` among them, and the authority and municipality it lies in."""

    id: str
    name: str
    figures: Mapping[str, Figure]
    places: Mapping[str, Place]


@dataclass(frozen=True)
class Areas:
    """The areas of a region, and the kind of each measure that is known of them.

    Examples
    --------
    >>> areas = load_areas("amsterdam-2022")
    >>> weesp = areas["Weesp"]
    >>> weesp.id, str(weesp.figures["inhabitants"]), weesp.figures["inhabitants"].date
    ('GM0457', '20457 inhabitants', '2021-07')
    """

    areas: tuple[Area, ...]
    measures: Mapping[str, Kind]

    @classmethod
    def read(cls, source: Any) -> "Areas":
        """Read a table of areas: a ``.csv`` or ``.xlsx`` file, or a DataFrame.

        A column ``area`` (an id) and one ``inhabitants`` are needed; ``name``, ``authority``, ``municipality``, ``development``,
        ``growth``, ``safety`` and measures of your own (``name:total``, ``name:change`` or ``name:index``) may be there, and
        ``source``, ``date``, ``confidence`` and ``note``, which are those of all figures on their row. An area may have several
        rows, each with some of its figures, where these have other sources or dates.

        Raises
        ------
        RequestError
            If the file cannot be read at all.
        RegionError
            With every problem: the area, the column, the value and what to do.
        """
        table, stated = read_table(source, "areas")
        return areas_of(table, stated)

    def __getitem__(self, name: str) -> Area:
        """Return the area with this id or name."""
        found = self.find(name)
        if found is None:
            known = [area.name or area.id for area in self.areas]
            what = f"there is no area {visible(name)!r}"
            raise RegionError(
                [Problem("unknown_area", what, suggestion(str(name), known), value=visible(name))], "areas"
            )
        return found

    def find(self, name: str) -> Area | None:
        """Return the area with this id or name, or None."""
        by_id = next((area for area in self.areas if area.id == name), None)
        return by_id or next((area for area in self.areas if area.name == name), None)


class _AreaRow(Document):
    id: Id
    name: Text = ""
    authority: FigureDocument | None = None
    municipality: FigureDocument | None = None
    places: ByName[Name] = {}
    figures: ByName[FigureDocument] = {}


class _AreaRows(Document):
    rows: Many[_AreaRow]


def load_areas(name: str) -> Areas:
    """Return the areas of which the figures of a region that comes with the package are composed: ``amsterdam-2022``."""
    return areas_of(*packaged_table("areas", name))


def packaged_table(kind: str, name: str) -> tuple[Table, dict[str, str]]:
    """Return a table that comes with the package, in a folder of its kind."""
    folder = resources.files("rvp_alloc.region") / "data" / kind
    known = sorted(entry.name.removesuffix(".csv") for entry in folder.iterdir())
    if name not in known:
        what = f"no {kind} '{visible(name)}' come with the package"
        raise RegionError([Problem(f"unknown_{kind}", what, suggestion(str(name), known), value=visible(name))], kind)
    return table_of_csv((folder / f"{name}.csv").read_text(encoding="utf-8"), name)


def areas_of(table: Table, stated: Mapping[str, str]) -> Areas:
    """Return the areas of a table; ``stated`` holds the source and date of rows that have none."""
    measures, problems = _columns(table)
    if problems:
        raise RegionError(problems, table.origin)
    raw = [_row(row, measures, stated) for row in table.rows]
    document, problems = looked_at(_AreaRows, {"rows": raw})
    problems = [replace(found, field=found.field.removeprefix("figures.").removesuffix(".value")) for found in problems]
    rows = document.rows if document else []
    in_trouble = {problem.subject for problem in problems}
    of_meaning = (found for found in _problems(rows) if found.subject not in in_trouble)
    problems += told_in_part(of_meaning) if document else []
    if problems:
        raise RegionError(problems, table.origin)
    kinds = {name: kind for name, kind in measures.values() if name != INHABITANTS}
    by_id: dict[str, list[_AreaRow]] = {}
    for row in rows:
        by_id.setdefault(row.id, []).append(row)
    return Areas(tuple(_area(same, measures) for same in by_id.values()), kinds)


def _columns(table: Table) -> tuple[dict[str, tuple[str, Kind]], list[Problem]]:
    """Return the columns that hold figures, each with its measure and kind, and what is wrong with the columns."""
    measures, problems = {INHABITANTS: (INHABITANTS, Kind.TOTAL)}, []
    for column in table.columns:
        measure = measure_of_column(column)
        if measure:
            measures[column] = measure
        elif column not in _KNOWN:
            own = "A measure of your own is named name:total, name:change or name:index"
            remedy = f"{suggestion(column, _KNOWN)} {own}"
            problems.append(Problem("unknown_column", "is not known", remedy, table.origin, "", visible(column)))
    for column in ("area", INHABITANTS):
        if column not in table.columns:
            what = f"column {column!r} is missing (found: {visible(', '.join(table.columns), 400)})"
            problems.append(Problem("missing_column", what, "Add it", table.origin, "", column))
    return measures, problems


def _row(row: Row, measures: Mapping[str, tuple[str, Kind]], stated: Mapping[str, str]) -> dict[str, Any]:
    beside = {part: text for part in ("source", "date") if (text := stated.get(part))}
    beside |= {part: text_of(row[part]) for part in _STATED if not is_empty(row.get(part))}
    figures = {column: {"value": row[column], **beside} for column in measures if not is_empty(row.get(column))}
    raw: dict[str, Any] = {"id": text_of(row["area"]), "name": text_of(row.get("name")), "figures": figures}
    raw["places"] = {place: text_of(row[place]) for place in PLACES if not is_empty(row.get(place))}
    return raw | {place: {"value": 1, **beside} for place in raw["places"]}


def _problems(rows: Sequence[_AreaRow]) -> Iterator[Problem]:
    """Yield figures given twice, negative ones, and areas without inhabitants."""
    seen: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for row in rows:
        given = {*row.figures, *row.places, *(["name"] if row.name else [])}
        for twice in sorted(given & seen.setdefault(row.id, set())):
            yield Problem("double", "is given a second time", "Keep one", subject=row.id, field=twice)
        seen[row.id] |= given
        if row.name and names.setdefault(row.name, row.id) != row.id:
            what = f"two areas are called {row.name!r}: {names[row.name]} and {row.id}"
            yield Problem("double", what, "Give each a name of its own", subject=row.id, field="name", value=row.name)
        for column, figure in row.figures.items():
            measure = measure_of_column(column)
            if figure.value < 0 and not (measure and measure[1] is Kind.CHANGE):
                what, value = f"{exact_text(figure.value)} must not be below 0", exact_text(figure.value)
                yield Problem("out_of_range", what, "Check the sign", "", row.id, column, value)
    for area, given in seen.items():
        if INHABITANTS not in given:
            yield Problem("missing_figure", "is missing", "Give them on one of its rows", "", area, INHABITANTS)


def _area(rows: Sequence[_AreaRow], measures: Mapping[str, tuple[str, Kind]]) -> Area:
    figures, places, name = {}, {}, rows[0].id
    for row in rows:
        name = row.name or name
        for column, figure in row.figures.items():
            measure = measures[column][0]
            figures[measure] = figure.figure(INHABITANTS if measure == INHABITANTS else "")
        for place, where in row.places.items():
            places[place] = Place(where, getattr(row, place).figure("share"))
    return Area(rows[0].id, name, figures, places)
