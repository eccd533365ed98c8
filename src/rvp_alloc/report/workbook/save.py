"""Saving: an answer as a workbook."""

from pathlib import Path

from rvp_alloc.files import unknown_ending, write_file
from rvp_alloc.report.workbook.books import Answer, book_of
from rvp_alloc.words import Lang

_ENDING = ".xlsx"


def save_workbook(plan: Answer, path: str | Path, *, lang: Lang = "nl", overwrite: bool = False) -> Path:
    """Write a division as a workbook (XLSX) in which every row of every rule is a live formula.

    Results are values; sums, what each layer is by a formula, and both sides of every row follow from the cells of
    the figures, the parameters and the results, so whoever changes one of those sees which checks no longer hold.

    Parameters
    ----------
    plan
        The division.
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
        what it should hold.
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
    """Return the workbook of a division: the same division gives the same bytes.

    Parameters
    ----------
    plan
        The division.
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
    >>> plan = allocate(load_region("amsterdam-2022"), new_fte=71)
    >>> workbook_bytes(plan) == workbook_bytes(plan)
    True
    """
    return book_of(plan, lang)
