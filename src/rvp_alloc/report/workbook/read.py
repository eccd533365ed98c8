"""Reading back: the region and the policy that a workbook was made of, or what somebody made of them in it."""

import io
from pathlib import Path
from typing import Any

from rvp_alloc.border import bad_file
from rvp_alloc.files import read_file, shown
from rvp_alloc.policy.policy import Policy
from rvp_alloc.region.files import read_region
from rvp_alloc.region.region import Region
from rvp_alloc.report.workbook.policy_table import policy_from_rows
from rvp_alloc.telling import visible
from rvp_alloc.words import LANGUAGES, word

_MOST_ROWS, _MOST_COLUMNS = 20_000, 50  # a policy is some dozens of rows


def read_workbook(path: str | Path) -> tuple[Region, Policy]:
    """Read the region and the policy of a workbook that :func:`save_workbook` wrote, in either language.

    What was changed by hand in the sheets of figures and of the policy counts; results are not read, since
    ``allocate`` makes them anew. Of a plan over years these are the figures of its first year and the policy as it was stated for
    all years; what comes in, limits per year and forecasts are for the caller to give again. Of a revision or a reallocation
    they are those that its division was made with.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    tuple of Region and Policy
        Checked, and exact: equal to what the workbook was made of, where nothing was changed.

    Raises
    ------
    RequestError
        If it cannot be read, or has no sheet with a policy.
    RegionError, PolicyError
        With every problem in its figures or its policy.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from rvp_alloc import allocate, load_region
    >>> from rvp_alloc.report.workbook import save_workbook
    >>> plan = allocate(load_region("amsterdam-2022"), new_fte=71)
    >>> with TemporaryDirectory() as folder:
    ...     read_workbook(save_workbook(plan, f"{folder}/proposal.xlsx")) == (plan.region, plan.policy)
    True
    """
    path = Path(path)
    content, origin = read_file(path), shown(path)
    region = read_region(path)
    rows = _policy_cells(content, origin)
    if rows is None:
        what = f"has no sheet {' or '.join(_sheet_names())}, where the policy would be"
        raise bad_file(origin, "missing", what, "Take a workbook that holds a whole division")
    return region, policy_from_rows(rows, origin)


def workbook_policy(path: str | Path) -> Policy | None:
    """Return the policy that a workbook holds, or None for one that holds figures only.

    Raises
    ------
    RequestError
        If it cannot be read.
    PolicyError
        With every problem in its policy.
    """
    path = Path(path)
    rows = _policy_cells(read_file(path), shown(path))
    return None if rows is None else policy_from_rows(rows, shown(path))


def _sheet_names() -> list[str]:
    return [word("book_sheet_policy", lang) for lang in LANGUAGES]


def _policy_cells(content: bytes, origin: str) -> list[tuple[Any, ...]] | None:
    import openpyxl

    names = _sheet_names()
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        name = next((name for name in names if name in book.sheetnames), None)
        return list(book[name].iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS, values_only=True)) if name else None
    except Exception as error:  # noqa: BLE001  (a damaged file can make the reader stumble in any way)
        what = f"is not a workbook that can be read: {visible(error)}"
        raise bad_file(origin, "not_xlsx", what, "Save it again as .xlsx") from None
