"""Themes: the agreements that a task of the police can be under, by id. Their names are in the words of each language."""

from collections.abc import Iterator

from rvp_alloc.border import suggestion
from rvp_alloc.errors import Problem
from rvp_alloc.region.cells import is_id
from rvp_alloc.telling import visible

OTHER = "other"
THEMES = (
    "national.undermining",
    "national.trafficking",
    "national.cybercrime",
    "national.unrest",
    "regional.undermining",
    "regional.cybercrime",
    "regional.radicalisation",
    "regional.vulnerable",
    "regional.discrimination",
    "regional.youth",
    "local.crowding",
    "local.high_impact",
)
"""The four national priorities (RVP 2023-2026, chapter 6), the six regional themes (chapter 4), and the local themes told for
the whole region (chapter 5)."""


def kind_of(theme: str) -> str:
    """Return the kind of a theme: what stands before the first point.

    >>> kind_of("regional.youth"), kind_of("other")
    ('regional', 'other')
    """
    return theme.partition(".")[0]


def theme_problems(theme: str, subject: str, field: str) -> Iterator[Problem]:
    """Yield that a theme is not one; a local theme of one's own is named ``local.<name>``."""
    kind, point, name = theme.partition(".")
    own = kind == "local" and point and is_id(name)
    if theme not in (OTHER, *THEMES) and not own:
        remedy = suggestion(theme, [*THEMES, OTHER])
        remedy += f"{' ' if remedy.endswith('?') else '. '}A local theme of your own is named local.name"
        what = f"there is no theme '{visible(theme)}'"
        yield Problem("unknown_theme", what, remedy, subject=subject, field=field, value=visible(theme))
