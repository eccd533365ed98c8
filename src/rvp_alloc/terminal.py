"""Terminal: a table for a terminal, built alike for every answer; names of the user's choice stay text."""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

_WRAPPED = 16  # characters, of a column with a heading of several lines


def text_table(
    title: str,
    columns: Iterable[tuple[str, str]],
    rows: Sequence[Sequence[str]],
    *,
    caption: str = "",
    texts: Collection[int] = (0,),
    wrapped: bool = False,
    last_of_group: Collection[int] = (),
) -> "Table":
    """Return a rich table: a heading and what stands below each column, numbers to the right, texts to the left.

    Parameters
    ----------
    title, caption
        What stands above and below it.
    columns
        The heading of each column, and what stands below its rows.
    rows
        The cells of each row.
    texts
        The places of the columns that hold texts.
    wrapped
        Whether long headings go on in a next line; else they are cut where the terminal is too narrow.
    last_of_group
        The places of the rows below which a line is drawn.

    Examples
    --------
    >>> shown = text_table("A title", [("Team", "Together"), ("fte", "3")], [["a", "1"], ["b", "2"]])
    >>> len(shown.columns), len(shown.rows), shown.columns[1].justify
    (2, 2, 'right')
    """
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=Text(title),
        caption=Text(caption) if caption else None,
        title_justify="left",
        caption_justify="left",
        show_footer=True,
    )
    for place, (heading, below) in enumerate(columns):
        table.add_column(
            Text(heading),
            footer=Text(below),
            justify="left" if place in texts else "right",
            no_wrap=place == 0 or not wrapped,
            overflow="ellipsis",
            max_width=_WRAPPED if wrapped and place else None,
        )
    for place, row in enumerate(rows):
        table.add_row(*map(Text, row), end_section=place in last_of_group)
    return table
