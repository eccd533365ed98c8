"""A region as a table, in two forms.

*Figures*: one row per figure, with its source beside it; holds everything, and is what is written.
*Teams*: one row per team, as a planner keeps it in a spreadsheet; is read only.
"""

from typing import TYPE_CHECKING

from rvp_alloc.errors import Problem, RegionError
from rvp_alloc.region.cells import MOST_ROWS, Table, doubles
from rvp_alloc.region.document import checked_region
from rvp_alloc.region.figure_table import FIGURE_COLUMNS, document_from_figures, figure_rows
from rvp_alloc.region.region import Region
from rvp_alloc.region.sources import table_of_frame
from rvp_alloc.region.stated import Stated
from rvp_alloc.region.team_table import document_from_teams

if TYPE_CHECKING:
    import pandas as pd


def region_from_frame(frame: "pd.DataFrame", name: str = "region", *, source: str = "", date: str = "") -> Region:
    """Make a region from a DataFrame with one row per team, or one row per figure.

    Parameters
    ----------
    frame
        Per team: columns ``team``, ``district``, ``formation`` and ``wijkagenten`` (fte), ``inhabitants`` (or
        ``pool`` with ``pool_inhabitants``, the same on each row of a pool), and optionally ``id``, ``authority``,
        ``municipality``, ``development``, ``growth``, ``safety``, ``caseload``, ``filled``, ``deployable`` and measures of
        your own as ``name:total``, ``name:change`` or ``name:index``. Per figure: what :func:`region_to_frame` gives.
    name
        Name of the region, for the form with one row per team.
    source, date
        Source and date of all its figures, for the form with one row per team.

    Returns
    -------
    Region
        With numbers exact: a float is read as its shortest decimal.

    Raises
    ------
    RegionError
        With every problem: missing columns, cells that are no numbers, teams that occur twice ...

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"team": ["North", "South"], "district": "City", "formation": [100, 50.5],
    ...                       "wijkagenten": [10, 5], "inhabitants": [50000, 30000]})
    >>> region_from_frame(frame, "Two teams").team("South").formation.value
    Fraction(101, 2)
    """
    if not hasattr(frame, "columns"):
        what = f"is of the kind {type(frame).__name__}, not a DataFrame"
        raise RegionError([Problem("not_a_table", what, "Give a pandas DataFrame", where="table")], "table")
    return region_from_table(table_of_frame(frame, "table"), Stated(name, source, date))


def region_to_frame(region: Region) -> "pd.DataFrame":
    """Return every figure of a region, one row each.

    Parameters
    ----------
    region
        The region.

    Returns
    -------
    pandas.DataFrame
        Columns of, figure, value, unit, source, date, confidence and note, all text, so that nothing is rounded;
        :func:`region_from_frame` gives the same region back.

    Examples
    --------
    >>> from rvp_alloc import load_region
    >>> region_to_frame(load_region("amsterdam-2022")).shape
    (282, 8)
    """
    import pandas as pd

    return pd.DataFrame(list(figure_rows(region)), columns=list(FIGURE_COLUMNS), dtype=object)


def region_from_table(table: Table, stated: Stated) -> Region:
    """Make a region from a table in either form, with what is stated about all its figures.

    Raises
    ------
    RegionError
        With every problem.
    """
    problems = list(_table_problems(table))
    per_figure = {"of", "figure", "value"} <= set(table.columns)
    if per_figure and stated.of_figures():
        what = "a source or date is stated, or a confidence, for a table that has them row by row"
        problems.append(Problem("unclear", what, "Leave it out, or fill in those columns", where=table.origin))
    if problems:
        raise RegionError(problems, table.origin)
    document, problems = document_from_figures(table) if per_figure else document_from_teams(table, stated)
    return checked_region(document, table.origin, problems)


def _table_problems(table: Table) -> list[Problem]:
    origin = table.origin
    if len(table.rows) > MOST_ROWS:
        what = f"has {len(table.rows):,} rows; at most {MOST_ROWS:,} are read"
        return [Problem("too_large", what, "Split it", where=origin)]
    if not table.rows:
        return [Problem("empty", "the table has no rows", "Give one row per team or per figure", where=origin)]
    return [
        Problem("double", f"column {column!r} occurs twice", "Keep one", where=origin, field=column)
        for column in doubles(table.columns)
    ]
