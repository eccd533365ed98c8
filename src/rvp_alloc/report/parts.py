"""Parts: what a report consists of, whatever it is written as. Texts are plain; who writes them down escapes them."""

from dataclasses import dataclass
from typing import ClassVar, Literal

type Part = Text | Items | Table | Picture | Command | Fold | Slider | Section


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; a note is less loud, a warning louder."""

    kind: ClassVar[str] = "text"
    text: str
    tone: Literal["plain", "note", "warning"] = "plain"


@dataclass(frozen=True, slots=True)
class Items:
    """A list of sentences."""

    kind: ClassVar[str] = "items"
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: what stands above it, and whether it holds numbers."""

    heading: str
    number: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, its first cell naming it; a group is a heading over the rows below it, of one cell."""

    cells: tuple[str, ...]
    tone: Literal["plain", "group", "strong"] = "plain"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with what it is called."""

    kind: ClassVar[str] = "table"
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as SVG, and what it shows in words."""

    kind: ClassVar[str] = "picture"
    svg: str
    told: str


@dataclass(frozen=True, slots=True)
class Command:
    """A line to type on a command line."""

    kind: ClassVar[str] = "command"
    text: str


@dataclass(frozen=True, slots=True)
class Fold:
    """Parts that a reader opens on demand; on paper they are open."""

    kind: ClassVar[str] = "fold"
    summary: str
    parts: tuple["Part", ...]


@dataclass(frozen=True, slots=True)
class Slider:
    """The place of what a reader can move; ``instead`` stands there where nothing can move."""

    kind: ClassVar[str] = "slider"
    instead: tuple["Part", ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Parts under a heading; a section in a section gets a smaller one."""

    kind: ClassVar[str] = "section"
    anchor: str
    heading: str
    parts: tuple["Part", ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """A number that stands out, and what it counts."""

    number: str
    label: str


@dataclass(frozen=True, slots=True)
class Report:
    """A report: page one (title, verdict, tiles, and what stands left, right and below), then the sections."""

    lang: str
    title: str
    subtitle: str
    lead: tuple[str, ...]
    tiles: tuple[Tile, ...] = ()
    left: tuple[Part, ...] = ()
    right: tuple[Part, ...] = ()
    below: tuple[Part, ...] = ()
    sections: tuple[Section, ...] = ()
    closing: str = ""
