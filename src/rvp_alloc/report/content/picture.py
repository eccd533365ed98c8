"""Picture: a chart as it stands in a report, drawn and in words."""

from typing import TYPE_CHECKING

from rvp_alloc.extras import load
from rvp_alloc.report import charts
from rvp_alloc.report.parts import Picture

if TYPE_CHECKING:
    from altair import TopLevelMixin

_ROW = 13  # pixels of a team in the chart on page one: all of it must fit on A4


def picture(chart: "TopLevelMixin") -> Picture:
    """Return a chart as a picture with what it shows in words."""
    return Picture(charts.svg(chart), charts.alternative_text(chart))


def front_picture(chart: "TopLevelMixin") -> Picture:
    """Return a chart with a row per team as a picture on page one, with rows so low that they fit there."""
    return picture(chart.properties(height=load("altair", "report").Step(_ROW)))
