"""A template for a region of one's own: a table with one example row, and what each column means."""

from pathlib import Path

from rvp_alloc.files import unknown_ending, write_file
from rvp_alloc.region.csv_text import csv_of_cells
from rvp_alloc.region.stated import FIELDS
from rvp_alloc.region.template_columns import IN_TEMPLATE
from rvp_alloc.region.template_workbook import workbook_of_template
from rvp_alloc.words import Lang, column_words, word

ENDINGS = (".xlsx", ".csv")


def save_template(path: str | Path, *, lang: Lang = "en", overwrite: bool = False) -> Path:
    """Write a table with one row per team for you to fill in, each column explained; :func:`read_region` reads it.

    Its one row is an example, which is refused until your own team stands in its place. A workbook also has the sheets
    ``about`` (name, source, date and confidence of the figures, names of districts) and ``explained``.

    Parameters
    ----------
    path
        The file, ``.xlsx`` or ``.csv``; its ending says what it becomes.
    lang
        Language of the explanations, ``nl`` or ``en``; names of columns are the same in both.
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
    >>> from rvp_alloc import RegionError, read_region
    >>> with TemporaryDirectory() as folder:
    ...     try:
    ...         read_region(save_template(f"{folder}/my-region.xlsx"))
    ...     except RegionError as error:
    ...         print(error.problems[0])
    team: row 2 is still the example of the template. Put your own team in its place, or delete the row.
    """
    path = Path(path)
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise unknown_ending(path, *ENDINGS)
    content = workbook_of_template(lang) if ending == ".xlsx" else _csv_of_template(lang).encode()
    write_file(path, content, overwrite=overwrite)
    return path


def _csv_of_template(lang: Lang) -> str:
    """Return the table as CSV: what to state above it, then what each column means, then the table."""
    lines = [f"# {field}: " for field in FIELDS]
    lines += [f"# {field} = {word(f'template_about_{field}', lang)}" for field in FIELDS]
    for column in IN_TEMPLATE:
        meaning, unit, _ = column_words(column.id, lang)
        required = f"{word('template_required', lang)}: {word(column.required, lang)}"
        lines.append(f"# {column.id} = {meaning} ({column.term}; {unit}; {required.lower()})")
    rows = [[column.id for column in IN_TEMPLATE], [_cell(column.example_in(lang)) for column in IN_TEMPLATE]]
    return "\n".join([*lines, csv_of_cells(rows)])


def _cell(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:g}"
