"""Prose as lines: a paragraph, an item or a step each; within a length; and as Markdown or HTML in which names stay text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rvp_alloc.markup import Element, element
from rvp_alloc.report.register.standard import Field
from rvp_alloc.telling import visible
from rvp_alloc.words import Lang, word

_ITEM = "- "
_STEP = re.compile(r"\d+\. ", re.ASCII)
_MARKS = re.compile(r"[\\`*_\[\]|~$]")
_MARKS_AT_START = re.compile(r"^(\s*)([-+#=>:]|\d+(?=[.)](?:\s|$)))")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def short(text: str, most: int = 60) -> str:
    """Return a name or source on one line, cut where it is too long to read on."""
    line = " ".join(text.split())
    return visible(line, most) + ("\N{HORIZONTAL ELLIPSIS}" if len(line) > most else "")


def listed(texts: Iterable[str], lang: Lang, most: int) -> Iterator[str]:
    """Yield texts as items, and how many more there are beyond a number."""
    everything = list(texts)
    yield from (_ITEM + text for text in everything[:most])
    if len(everything) > most:
        yield _ITEM + word("register_more", lang).format(count=len(everything) - most)


def steps(texts: Iterable[str]) -> Iterator[str]:
    """Yield texts as numbered steps."""
    yield from (f"{number}. {text}" for number, text in enumerate(texts, start=1))


def within(lines: Sequence[str], field: Field, lang: Lang) -> str:
    """Return lines as one text that stays below the length of its field, and says so where not all of them fit.

    What is delivered as HTML is measured as HTML. The first line is a sentence of ours, so that always fits.
    """
    for kept in range(len(lines), 0, -1):
        text = "\n".join([*lines[:kept], *([word("register_rest", lang)] if kept < len(lines) else [])])
        if len(html(text) if field.prose else text) < field.below:
            return text
    raise AssertionError("the first line is longer than a field may be")


def html(text: str) -> str:
    """Return a text as the HTML that the register allows: paragraphs and lists, without attributes."""
    return "".join(str(part) for part in _parts(text.splitlines()))


def _parts(lines: Iterable[str]) -> Iterator[Element]:
    for kind, group in groupby(lines, key=_kind):
        if kind == "p":
            yield from (element("p", line) for line in group if line.strip())
        else:
            yield element(kind, *(element("li", _content(line)) for line in group))


def markdown(text: str) -> str:
    """Return a text as Markdown, in which nothing but our own lists has a meaning."""
    blocks = []
    for kind, group in groupby(text.splitlines(), key=_kind):
        rows = [_mark(line) + escaped(_content(line)) for line in group if line.strip()]
        blocks.append(("\n\n" if kind == "p" else "\n").join(rows))
    return "\n\n".join(block for block in blocks if block)


def escaped(text: str) -> str:
    r"""Return a text in Markdown without the meaning its characters may have there.

    >>> print(escaped("<b>*x*</b>"), escaped("# y"))
    &lt;b&gt;\*x\*&lt;/b&gt; \# y
    """
    marked = _MARKS.sub(r"\\\g<0>", text)
    return _MARKS_AT_START.sub(_at_start, marked).translate(_ENTITIES)


def _at_start(found: re.Match[str]) -> str:
    space, mark = found.groups()
    return f"{mark}\\" if mark.isdigit() else f"{space}\\{mark}" if mark != ">" else f"{space}>"


def _kind(line: str) -> str:
    return "ul" if line.startswith(_ITEM) else "ol" if _STEP.match(line) else "p"


def _mark(line: str) -> str:
    return _ITEM if line.startswith(_ITEM) else found[0] if (found := _STEP.match(line)) else ""


def _content(line: str) -> str:
    return line[len(_mark(line)) :]
