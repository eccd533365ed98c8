"""A region as a table, in two forms.

*Figures*: one row per figure, with its source beside it; holds everything, and is what is written.
*Teams*: one row per team, as a planner keeps it in a spreadsheet; is read only.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rvp_alloc.errors import Problem, RegionError
from rvp_alloc.region.cells import Row
from rvp_alloc.region.document import region_from_dict
from rvp_alloc.region.figure_table import FIGURE_COLUMNS, document_from_figures, figure_rows
from rvp_alloc.region.region import Region
from rvp_alloc.region.team_table import document_from_teams

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS = 200_000


def region_from_frame(frame: "pd.DataFrame", name: str = "region", *, source: str = "", date: str = "") -> Region:
    """Make a region from a DataFrame with one row per team, or one row per figure.

    Parameters
    ----------
    frame
        Per team: columns ``team``, ``district``, ``formation`` and ``wijkagenten`` (fte), ``inhabitants`` (or
        ``pool`` with ``pool_inhabitants``, the same on each row of a pool), and optionally ``id``, ``authority``,
        ``municipality``, ``development``, ``growth``, ``safety``, ``caseload`` and measures of your own as
        ``name:total``, ``name:change`` or ``name:index``. Per figure: what :func:`region_to_frame` gives.
    name
        Name of the region, for the form with one row per team.
    source, date
        Source and date of all its figures, for the form with one row per team.

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
    missing = frame.isna()
    rows = [
        {
            str(column): None if missing.iloc[row, index] else frame.iloc[row, index]
            for index, column in enumerate(frame.columns)
        }
        for row in range(len(frame))
    ]
    return region_from_rows([str(column) for column in frame.columns], rows, name, source=source, date=date)


def region_to_frame(region: Region) -> "pd.DataFrame":
    """Return every figure of a region, one row each; ``region_from_frame`` gives the same region back."""
    import pandas as pd

    return pd.DataFrame(list(figure_rows(region)), columns=list(FIGURE_COLUMNS), dtype=object)


def region_from_rows(
    columns: Sequence[str], rows: Sequence[Row], name: str, *, source: str = "", date: str = "", origin: str = "table"
) -> Region:
    """Make a region from the rows of a table in either form."""
    if len(rows) > MOST_ROWS:
        raise RegionError(
            [Problem("too_large", f"has {len(rows):,} rows; at most {MOST_ROWS:,} are read", "Split it", where=origin)],
            origin,
        )
    double = [column for column in columns if columns.count(column) > 1]
    if double:
        raise RegionError(
            [Problem("double", f"column {double[0]!r} occurs twice", "Keep one", where=origin, field=double[0])], origin
        )
    if not rows:
        raise RegionError(
            [Problem("empty", "the table has no rows", "Give one row per team or per figure", where=origin)], origin
        )
    if {"of", "figure", "value"} <= set(columns):
        return region_from_dict(document_from_figures(columns, rows, origin), origin)
    return region_from_dict(document_from_teams(columns, rows, name, {"source": source, "date": date}, origin), origin)
