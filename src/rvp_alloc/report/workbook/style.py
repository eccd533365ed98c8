"""How cells look: few styles, tints that differ in light as well as in colour, and a word beside every colour."""

from functools import cache
from typing import Any

INK, DARK, LINE, GREY = "#1A1A1A", "#17365D", "#BFBFBF", "#595959"
TINTS = {"result": "#D6E6F4", "input": "#FFF3CC"}
TABS = {"front": "#17365D", "result": "#5B9BD5", "check": "#5B8F3A", "input": "#E6B800", "text": "#8C8C8C"}
"""Colours of the tabs: what is read first, results, checks, figures and parameters, and the rest."""
LAYER_COLOURS = ("#17365D", "#E69F00", "#C6DFF0", "#5B8F3A", "#C9C9C9", "#8C4A6B")
"""Of the layers in charts: apart in every common form of colour blindness, and in grey."""
_FORMATS = {
    "fte": "#,##0.000",
    "new_fte": "#,##0.000",
    "fte_change": "+#,##0.000;-#,##0.000;0.000",
    "formation": "#,##0.0",
    "measure": "#,##0.0##",
    "whole": "#,##0",
    "percent": "0.0%",
    "any": "General",
    "size": "0.###",
    "grown": "#,##0.0000##",
    "small": "0.0E+00",
    "count": "0",
    "year": "0",
}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "font_color": DARK},
    "strong": {"bold": True},
    "head": {"bold": True, "font_color": "#FFFFFF", "bg_color": DARK, "text_wrap": True, "align": "center"},
    "band": {"bold": True, "font_color": "#FFFFFF", "bg_color": DARK},
    "name": {"text_wrap": True},
    "check": {"indent": 1},
    "middle": {"align": "center"},
    "dash": {"align": "right", "indent": 1},
    "hint": {"font_color": GREY, "font_size": 9},
    "wrapped": {"text_wrap": True},
    "reason": {"text_wrap": True, "indent": 1},
    "machine": {"font_color": GREY, "font_size": 8},
    "new_fte": {"bold": True},
    "year": {"align": "center", "indent": 0},
    "count": {"bold": True, "align": "left", "indent": 0},
    "small": {"align": "left", "indent": 0},
    "size": {"align": "left", "indent": 0},
}
WRAPPED = {"head", "name", "wrapped", "reason"}
"""Kinds of text that go on in a next line where the column is too narrow."""
_LINED = {
    "fte",
    "new_fte",
    "fte_change",
    "dash",
    "formation",
    "measure",
    "whole",
    "percent",
    "any",
    "grown",
    "year",
    "name",
    "check",
    "middle",
    "wrapped",
    "reason",
    "machine",
}


class Styles:
    """The formats of one workbook, each made once.

    ``of(kind, tint)``: a form of number (``fte``, ``formation``, ``percent`` ...) or of text (``title``, ``head``, ``name``
    ...), and what the cell holds: a ``result``, an ``input``, or neither. ``bold`` is for totals.
    """

    def __init__(self, book: Any) -> None:
        self._book = book
        self.of = cache(self._made)
        self.wrong = book.add_format({"bg_color": "#9C0006", "font_color": "#FFFFFF", "bold": True})
        """A check that fails: white on dark red, bold, so that it stands out in grey too."""
        self.quiet = book.add_format({"italic": True, "font_color": GREY})
        """A guiding row that is not reached: it is told, and nothing is wrong."""

    def _made(self, kind: str, tint: str = "", *, bold: bool = False) -> Any:
        look: dict[str, Any] = {"font_name": "Calibri", "font_size": 10, "font_color": INK, "valign": "vcenter"}
        if kind in _FORMATS:
            look |= {"num_format": _FORMATS[kind], "align": "right", "indent": 1}
        look |= _LOOKS.get(kind, {})
        if tint:
            look["bg_color"] = TINTS[tint]
        if bold:
            look |= {"bold": True, "top": 1, "top_color": INK}
        elif kind in _LINED:
            look |= {"bottom": 1, "bottom_color": LINE}
        return self._book.add_format(look)
