"""HTML by construction: a text becomes HTML in one place, where it is escaped, so that escaping cannot be forgotten.

What is shown inherits its colours from the page around it, so that it reads in a light and in a dark notebook alike; what a
colour says, a word says too. Nothing is loaded from elsewhere, and no script is used.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

type Child = Element | str
type Tone = Literal["good", "note", "warning", "bad"]
MOST_ROWS = 25
"""Rows that a table in a notebook shows before it says how many more there are."""
# Each reaches 3:1 against white and against #111: enough for a mark that does not carry the meaning alone (WCAG 1.4.11).
_TONES = {"good": "#2a8f58", "note": "#3b82c4", "warning": "#b7791f", "bad": "#d3503f"}
_LINE = "1px solid rgba(128,128,128,0.55)"
_TEXT_CELL = "padding:.15em .7em;text-align:left;vertical-align:top;overflow-wrap:break-word;max-width:24em;"
_TABLE = "border-collapse:collapse;margin:0;color:inherit;font-variant-numeric:tabular-nums"
_HEADING = "white-space:normal;vertical-align:bottom;font-weight:bold;"
_NUMBER_CELL = "padding:.15em .7em;text-align:right;vertical-align:top;white-space:nowrap;"


@dataclass(frozen=True, slots=True)
class Element:
    """A piece of HTML: a tag, its attributes, and what stands in it; text in it is escaped when it is written.

    >>> print(element("p", "a < b ", element("b", "<script>"), title='"'))
    <p title="&quot;">a &lt; b <b>&lt;script&gt;</b></p>
    """

    tag: str
    children: tuple[Child, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in self.attributes)
        inner = "".join(str(child) if isinstance(child, Element) else escape(child) for child in self.children)
        return f"<{self.tag}{attributes}>{inner}</{self.tag}>"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and whether it holds numbers, which stand below each other by their digits."""

    heading: str
    number: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together, with a heading across the table, or without one. The first cell of a row names it."""

    rows: tuple[Sequence[str], ...]
    heading: str = ""


def element(tag: str, *children: Child, **attributes: str) -> Element:
    """Return an element; write an attribute's underscores for hyphens, and one at its end where Python has the word."""
    named = tuple((name.rstrip("_").replace("_", "-"), value) for name, value in attributes.items())
    return Element(tag, children, named)


def card(verdict: str, badges: Iterable[Element], *children: Child, lang: str) -> Element:
    """Return a whole showing: the verdict on a line, the badges below it, then the rest."""
    line = element("div", element("strong", verdict), style="margin:0.2em 0 0.4em;overflow-wrap:anywhere")
    row = element("div", *badges, style="display:flex;flex-wrap:wrap;gap:0.3em 0.5em;margin:0 0 0.5em")
    return element("div", line, row, *children, lang=lang, style="max-width:72em;line-height:1.4")


def badge(text: str, tone: Tone) -> Element:
    """Return a short remark with a coloured mark; its words say all, the colour only helps to find it."""
    style = f"border:{_LINE};border-left:0.45em solid {_TONES[tone]};border-radius:0.25em;padding:0 0.5em;"
    return element("span", text, style=f"{style}overflow-wrap:anywhere;unicode-bidi:isolate")


def paragraph(*children: Child) -> Element:
    """Return a paragraph."""
    return element("p", *children, style="margin:0.3em 0;overflow-wrap:anywhere")


def items(texts: Iterable[str]) -> Element:
    """Return a list."""
    entries = (element("li", text, style="overflow-wrap:anywhere") for text in texts)
    return element("ul", *entries, style="margin:0.2em 0 0.2em 1.4em;padding:0")


def folded(summary: str, *children: Child) -> Element:
    """Return something that opens when asked for."""
    return element("details", element("summary", summary), *children, style="margin:0.3em 0")


def table(caption: str, columns: Sequence[Column], groups: Sequence[Group], foot: Sequence[str] = ()) -> Element:
    """Return a table that scrolls sideways by itself where the page is narrow, also from the keyboard."""
    heads = (element("th", column.heading, scope="col", style=f"{_shape(column)}{_HEADING}") for column in columns)
    bodies = (_body(group, columns) for group in groups)
    feet = (element("tfoot", _row(foot, columns, f"border-top:{_LINE};font-weight:bold;")),) if foot else ()
    title = element("caption", caption, style="text-align:left;color:inherit;caption-side:top;padding:0.2em 0.7em")
    head = element("thead", element("tr", *heads, style=f"border-bottom:{_LINE};background:transparent"))
    whole = element("table", title, head, *bodies, *feet, style=_TABLE)
    return element("div", whole, role="group", aria_label=caption, tabindex="0", style="overflow-x:auto")


def _body(group: Group, columns: Sequence[Column]) -> Element:
    rows = [_row(row, columns) for row in group.rows]
    if group.heading:
        style = f"{_TEXT_CELL}max-width:none;padding-top:0.5em;font-weight:bold;"
        heading = element("th", group.heading, scope="rowgroup", colspan=str(len(columns)), style=style)
        rows.insert(0, element("tr", heading, style="background:transparent"))
    return element("tbody", *rows)


def _row(cells: Sequence[str], columns: Sequence[Column], style: str = "") -> Element:
    shapes = [_shape(column) for column in columns]
    first = element("th", cells[0], scope="row", style=f"font-weight:normal;{shapes[0]}{style}")
    others = (element("td", cell, style=f"{shape}{style}") for cell, shape in zip(cells[1:], shapes[1:], strict=True))
    return element("tr", first, *others, style="background:transparent")


def _shape(column: Column) -> str:
    return _NUMBER_CELL if column.number else _TEXT_CELL
