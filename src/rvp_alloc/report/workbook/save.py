"""Saving: an answer as a workbook."""

from pathlib import Path

from rvp_alloc.files import unknown_ending, write_file
from rvp_alloc.report.workbook.books import Answer, book_of
from rvp_alloc.words import Lang

_ENDING = ".xlsx"


def save_workbook(plan: Answer, path: str | Path, *, lang: Lang = "nl", overwrite: bool = False) -> Path:
    """Write an answer as a workbook (XLSX) in which every row of every rule is a live formula.

    Results are values; sums, what each layer is by a formula, and both sides of every row follow from the cells of
    the figures, the parameters and the results, so whoever changes one of those sees which checks no longer hold.
    Whole posts, a revision and a reallocation have a sheet of their own in front: who gets or loses what, against what. A plan
    over years has one with the years side by side, and a proposal for each year, whose parameters follow from what comes in.

    Parameters
    ----------
    plan
        What :func:`allocate`, :func:`round_posts`, :func:`plan_years`, :func:`revise` or :func:`reallocate` returns.
    path
        The file, ending in ``.xlsx``.
    lang
        ``nl`` or ``en``.
    overwrite
        Whether a file that exists may be replaced.

    Returns
    -------
    Path
        Where it was written.

    Raises
    ------
    RequestError
        If the file exists and ``overwrite`` is not set, cannot be written, has another ending, or is too small a form for
        what it should hold; or the answer is that there is no division.
    MissingPackageError
        If XlsxWriter is not installed.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from rvp_alloc import allocate, load_region, read_region
    >>> plan = allocate(load_region("amsterdam-2022"), new_fte=71)
    >>> with TemporaryDirectory() as folder:
    ...     path = save_workbook(plan, f"{folder}/proposal.xlsx", lang="en")
    ...     read_region(path) == plan.region
    True
    """
    path = Path(path)
    if path.suffix.lower() != _ENDING:
        raise unknown_ending(path, _ENDING)
    write_file(path, workbook_bytes(plan, lang), overwrite=overwrite)
    return path


def workbook_bytes(plan: Answer, lang: Lang = "nl") -> bytes:
    """Return the workbook of an answer: the same answer gives the same bytes.

    Parameters
    ----------
    plan
        As for :func:`save_workbook`.
    lang
        ``nl`` or ``en``.

    Returns
    -------
    bytes
        What :func:`save_workbook` writes.

    Raises
    ------
    RequestError, MissingPackageError
        As for :func:`save_workbook`.

    Examples
    --------
    >>> from rvp_alloc import allocate, load_region
    >>> from rvp_alloc.planning.rounding import round_posts
    >>> rounded = round_posts(allocate(load_region("amsterdam-2022"), new_fte=71))
    >>> workbook_bytes(rounded) == workbook_bytes(rounded)
    True
    """
    return book_of(plan, lang)
