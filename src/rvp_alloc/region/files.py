"""Regions on disk: JSON, CSV and XLSX, and the regions that come with the package."""

import json
from dataclasses import replace
from importlib import resources
from pathlib import Path

from rvp_alloc.border import bad_file, suggestion
from rvp_alloc.files import read_file, shown, unknown_ending, write_file
from rvp_alloc.region.cells import Table
from rvp_alloc.region.csv_text import csv_of_figures, table_of_csv
from rvp_alloc.region.document import region_from_dict, region_to_dict
from rvp_alloc.region.figure_table import figure_rows
from rvp_alloc.region.region import Region
from rvp_alloc.region.stated import Stated, stated_in_lines
from rvp_alloc.region.table import region_from_table
from rvp_alloc.region.workbook import stated_in_workbook, table_of_workbook, workbook_of_figures
from rvp_alloc.telling import visible
from rvp_alloc.texts import decoded, parse_json

ENDINGS = (".json", ".csv", ".xlsx")


def packaged_regions() -> tuple[str, ...]:
    """Return the names of the regions that come with the package."""
    folder = resources.files("rvp_alloc.region") / "data"
    return tuple(sorted(entry.name.removesuffix(".csv") for entry in folder.iterdir() if entry.name.endswith(".csv")))


def load_region(name: str) -> Region:
    """Return a region that comes with the package.

    Parameters
    ----------
    name
        Its name: ``amsterdam-2022`` (17 basic teams) or ``national-2018`` (the ten regional units).

    Returns
    -------
    Region
        Every figure with its source, date and confidence.

    Raises
    ------
    RequestError
        If there is none of that name; it names those there are.

    Examples
    --------
    >>> load_region("amsterdam-2022")
    <Region amsterdam-2022: 17 teams, 4 districts, 2,204.1 fte>
    >>> load_region("national-2018").name
    'Politie: tien regionale eenheden (2018)'
    """
    if name not in packaged_regions():
        what = f"no region '{visible(name)}' comes with the package"
        raise bad_file(visible(name), "unknown_region", what, suggestion(name, packaged_regions()))
    text = (resources.files("rvp_alloc.region") / "data" / f"{name}.csv").read_text(encoding="utf-8")
    return _from_csv(text, name, name)


def read_region(path: str | Path, *, source: str = "", date: str = "") -> Region:
    """Read a region from a ``.json``, ``.csv`` or ``.xlsx`` file.

    A table has one row per team or one row per figure, see :func:`region_from_frame`. From a workbook the sheet
    ``figures`` is read, else ``teams``, else the first. What holds for all figures of a table with one row per team may be
    stated in lines ``# source: ...`` (or name, date, confidence) above a CSV table, or on a sheet ``about`` as in a template.

    Parameters
    ----------
    path
        The file; its ending says what it is.
    source, date
        Source and date of all its figures, for a table with one row per team; they go before what the file states.

    Returns
    -------
    Region
        Checked; if it has one row per team, named as it states, else after the file.

    Raises
    ------
    RequestError
        If the file cannot be read at all.
    RegionError
        With every problem in its figures.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> region = load_region("amsterdam-2022")
    >>> with TemporaryDirectory() as folder:
    ...     read_region(save_region(region, f"{folder}/amsterdam.csv")) == region
    True
    """
    path = Path(path)
    ending, origin = path.suffix.lower(), shown(path)
    if ending not in ENDINGS:
        raise unknown_ending(path, *ENDINGS)
    content = read_file(path)
    if ending == ".csv":
        return _from_csv(decoded(content, origin), path.stem, origin, source=source, date=date)
    if ending == ".xlsx":
        table = table_of_workbook(content, origin)
        return _from_table(table, stated_in_workbook(content, origin), path.stem, source, date)
    if source or date:
        what = "a source or date is stated for a document that has them figure by figure"
        raise bad_file(origin, "unclear", what, "Leave it out, or write it in the document")
    return region_from_dict(parse_json(content, origin), origin)


def save_region(region: Region, path: str | Path, *, overwrite: bool = False) -> Path:
    """Write a region to a ``.json``, ``.csv`` or ``.xlsx`` file; reading it gives the same region.

    Parameters
    ----------
    region
        The region; of a table, one row per figure is written.
    path
        The file; its ending says what it becomes.
    overwrite
        Whether a file that exists may be replaced.

    Returns
    -------
    Path
        Where it was written.

    Raises
    ------
    RequestError
        If the file exists and ``overwrite`` is not set, cannot be written, or has another ending.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     save_region(load_region("amsterdam-2022"), f"{folder}/amsterdam.json").name
    'amsterdam.json'
    """
    path = Path(path)
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise unknown_ending(path, *ENDINGS)
    if ending == ".json":
        content = (json.dumps(region_to_dict(region), indent=1, ensure_ascii=False) + "\n").encode()
    elif ending == ".csv":
        content = csv_of_figures(figure_rows(region)).encode()
    else:
        content = workbook_of_figures(figure_rows(region))
    write_file(path, content, overwrite=overwrite)
    return path


def _from_csv(text: str, name: str, origin: str, *, source: str = "", date: str = "") -> Region:
    table, lines = table_of_csv(text, origin)
    return _from_table(table, stated_in_lines(lines, origin), name, source, date)


def _from_table(table: Table, stated: Stated, name: str, source: str, date: str) -> Region:
    """Make a region; what the caller states goes before what the file states."""
    stated = replace(stated, name=stated.name or name, source=source or stated.source, date=date or stated.date)
    return region_from_table(table, stated)
