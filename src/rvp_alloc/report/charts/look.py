"""Look: the one palette and theme. Colours differ in lightness, so that they hold in grey and for every kind of sight."""

from typing import Any

from rvp_alloc.words import Lang

INK = "#1f2933"
QUIET = "#52606d"
GRID = "#e4e7eb"
PAPER = "#ffffff"
PALE = "#ccd6df"
ORANGE = "#e69f00"
BLUE = "#0072b2"
PURPLE = "#b07ca6"
GREEN = "#00503c"
BLACK = "#111820"

LAYERS = {"priority_uplift": PALE, "development": ORANGE, "key": BLUE}
OWN_LAYERS = (GREEN, PURPLE, BLACK)
"""For layers of rules of the user's own; with more of them than colours, the last colour stands for the rest together."""
YEARS = ("#fff3c4", "#eec45c", "#b2a571", "#7a8591", "#3c6795", "#12284b")
"""For what comes one after the other: the later, the darker."""
BEFORE, AFTER = PAPER, INK
GAIN, LOSS = BLUE, ORANGE

WIDTH = 640
"""Of a whole chart, in pixels of 1/96 inch: 170 mm, what a page of A4 holds between its margins."""
STEP = 20
NAMES = 165
"""Room for names of teams, at most, in pixels; longer ones end in an ellipsis."""
_FONT = (
    "Liberation Sans, Arial, Helvetica, sans-serif"  # the first comes with vl-convert, the second has the same widths
)
_LETTER = 5.6
_NUMBER = {
    "nl": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€ ", ""]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["€", ""]},
}


def names_width(names: list[str]) -> int:
    """Return about how many pixels the names of the teams take on the left."""
    return min(NAMES, round(_LETTER * max(map(len, names)))) + 12


def look(lang: Lang) -> dict[str, Any]:
    """Return the theme as a Vega-Lite configuration, with numbers in the language's form."""
    text = {
        "labelFontSize": 11,
        "titleFontSize": 11,
        "labelColor": INK,
        "titleColor": QUIET,
        "titleFontWeight": "normal",
    }
    return {
        "font": _FONT,
        "background": PAPER,
        "padding": 8,
        "locale": {"number": _NUMBER[lang]},
        "title": {
            "anchor": "start",
            "frame": "bounds",
            "fontSize": 15,
            "color": INK,
            "subtitleFontSize": 11.5,
            "subtitleColor": QUIET,
            "subtitlePadding": 5,
            "offset": 10,
            "aria": False,
        },
        "axis": {**text, "grid": False, "domainColor": QUIET, "tickColor": QUIET, "labelPadding": 4, "aria": False},
        "axisQuantitative": {"grid": True, "gridColor": GRID, "domain": False, "ticks": False, "labelFlush": False},
        "legend": {
            **text,
            "title": None,
            "orient": "top",
            "symbolSize": 110,
            "symbolStrokeColor": INK,
            "symbolStrokeWidth": 0.8,
            "offset": 6,
            "columns": 3,
            "labelLimit": 155,
            "aria": False,
        },
        "header": {"labelFontSize": 11, "labelColor": INK, "title": None, "labelLimit": 140},
        "view": {"stroke": None},
        "scale": {"bandPaddingInner": 0.28, "bandPaddingOuter": 0.2},
        "bar": {"stroke": INK, "strokeWidth": 0.6},  # pale colours alone would not stand out from paper
        "text": {"fontSize": 11, "color": INK, "aria": False},
        "rule": {"color": INK},
    }
