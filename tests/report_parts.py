"""What a report consists of, looked up: tables by caption, sections by anchor, everything that is told, and numbers read back."""

import dataclasses
from fractions import Fraction

from rvp_alloc.report.parts import Items, Section, Table, Text


def parts_of(found, kind):
    """Every part of a kind, wherever it stands."""
    if isinstance(found, kind):
        yield found
    if dataclasses.is_dataclass(found):
        for field in dataclasses.fields(found):
            yield from parts_of(getattr(found, field.name), kind)
    elif isinstance(found, tuple):
        for entry in found:
            yield from parts_of(entry, kind)


def tables(report):
    return {table.caption: table for table in parts_of(report, Table)}


def rows_of(found):
    """The cells of every plain row in the first table of a section or another part of a report."""
    return [row.cells for row in next(parts_of(found, Table)).rows if row.tone == "plain"]


def sections(report):
    return {section.anchor: section for section in parts_of(report, Section)}


def told(report):
    """Every sentence, without what charts and tables say."""
    texts = [*report.lead, *(text.text for text in parts_of(report, Text))]
    return [*texts, *(item for items in parts_of(report, Items) for item in items.items)]


def read(text):
    """The number in an English cell, exactly as it is written."""
    return Fraction(text.strip("%€\N{NO-BREAK SPACE}").replace(",", "").replace("\N{MINUS SIGN}", "-").replace("+", ""))
