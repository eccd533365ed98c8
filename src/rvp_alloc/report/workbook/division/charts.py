"""Charts that the spreadsheet draws itself, from the cells beside them."""

from typing import Any

from rvp_alloc.report.workbook.division.layout import COVERAGE, FIRST_LAYER, Layout, chart_height
from rvp_alloc.report.workbook.page import Page
from rvp_alloc.report.workbook.style import DARK, GREY, INK, LAYER_COLOURS, LINE
from rvp_alloc.report.workbook.telling import layer_name
from rvp_alloc.words import word

_BESIDE_POOLS = 8  # the first column right of the table of pools
_WIDE, _NARROW = 1_150, 500  # pixels
_FONT = {"name": "Calibri", "size": 9, "color": INK}


def add_charts(book: Any, page: Page, layout: Layout) -> None:
    """Draw the layers of every team below their table, and the norm in every pool beside its table."""
    chart = _layers(book, layout)
    page.sheet.insert_chart(layout.chart_row, 0, chart, _described("book_chart_layers", layout))
    if layout.with_pools:
        place = (layout.pool_result.head, _BESIDE_POOLS)
        page.sheet.insert_chart(*place, _coverage(book, layout), _described("book_chart_coverage", layout))


def _layers(book: Any, layout: Layout) -> Any:
    chart = _bars(book, layout, "book_chart_layers", "stacked", (_WIDE, len(layout.teams)))
    block = layout.result
    for place, layer in enumerate(layout.plan.case.layers):
        column, colour = FIRST_LAYER + place, LAYER_COLOURS[place % len(LAYER_COLOURS)]
        series = {
            "name": layer_name(layer, layout.lang).lstrip("="),  # = would begin a reference
            "categories": [block.sheet, block.first, 0, block.after - 1, 0],
            "values": [block.sheet, block.first, column, block.after - 1, column],
            "fill": {"color": colour},
            "border": {"color": DARK, "width": 0.5},
            "gap": 40,
        }
        chart.add_series(series)
    chart.set_x_axis(_axis("0", "fte"))
    chart.set_legend({"position": "bottom", "font": _FONT})
    return chart


def _coverage(book: Any, layout: Layout) -> Any:
    """Draw bars that begin at the norm: to the left what is short of it, to the right what is beyond."""
    block = layout.pool_result
    chart = _bars(book, layout, "book_chart_coverage", "clustered", (_NARROW, block.count))
    series = {
        "name": word("book_coverage", layout.lang),
        "categories": [block.sheet, block.first, 0, block.after - 1, 0],
        "values": [block.sheet, block.first, COVERAGE, block.after - 1, COVERAGE],
        "fill": {"color": LAYER_COLOURS[2]},
        "border": {"color": DARK, "width": 0.75},
        "data_labels": {"value": True, "num_format": "0%", "font": _FONT},
        "gap": 40,
    }
    chart.add_series(series)
    chart.set_x_axis(
        _axis("0%", word("book_chart_coverage_axis", layout.lang)) | {"crossing": 1, "min": 0, "major_unit": 0.5}
    )
    chart.set_legend({"none": True})
    return chart


def _bars(book: Any, layout: Layout, title: str, kind: str, size: tuple[int, int]) -> Any:
    chart = book.add_chart({"type": "bar", **({"subtype": kind} if kind == "stacked" else {})})
    chart.set_title(
        {"name": word(title, layout.lang), "name_font": {**_FONT, "size": 11, "bold": True}, "overlay": False}
    )
    chart.set_y_axis(
        {
            "reverse": True,
            "num_font": _FONT,
            "label_position": "low",
            "line": {"color": GREY},
            "major_tick_mark": "none",
            "crossing": "max",
        }
    )
    chart.set_size({"width": size[0], "height": chart_height(size[1])})
    chart.set_chartarea({"border": {"color": LINE}})
    return chart


def _axis(number_format: str, name: str) -> dict[str, Any]:
    return {
        "num_format": number_format,
        "name": name,
        "name_font": {**_FONT, "bold": False},
        "num_font": _FONT,
        "major_gridlines": {"visible": True, "line": {"color": LINE, "width": 0.5}},
        "line": {"none": True},
    }


def _described(title: str, layout: Layout) -> dict[str, Any]:
    """Say what a chart shows to whoever cannot see it."""
    return {"description": word(title, layout.lang), "object_position": 1}
