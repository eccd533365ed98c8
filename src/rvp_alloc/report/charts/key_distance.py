"""Key distance: how many fte are with other teams than by the key alone, at the end of every year."""

from typing import TYPE_CHECKING

from rvp_alloc.extras import load
from rvp_alloc.planning.years import YearPlan
from rvp_alloc.report.charts.frame import (
    Row,
    Telling,
    checked,
    framed,
    marks_of,
    on_hover,
    sentence,
    shown,
    told,
)
from rvp_alloc.report.charts.look import INK, QUIET, WIDTH
from rvp_alloc.words import Lang, word

if TYPE_CHECKING:
    from altair import LayerChart

_HEIGHT, _MARGIN, _AWAY = 150, 60, 12
_MOST_LABELS = 16
"""With more years than that, only the first and the last have a number beside their dot."""


def key_distance(plan: YearPlan, lang: Lang = "nl") -> "LayerChart":
    """Return a chart of the distance to the key at the end of each year of a plan.

    Parameters
    ----------
    plan
        A plan over several years.
    lang
        ``nl`` or ``en``.

    Raises
    ------
    RequestError
        If something else is given, or there are no words in the language.
    MissingPackageError
        If altair is not installed.

    Examples
    --------
    >>> from rvp_alloc import load_region
    >>> from rvp_alloc.planning.years import plan_years
    >>> chart = key_distance(plan_years(load_region("amsterdam-2022"), intake={2023: 40, 2024: 31}), "en")
    >>> chart.to_dict()["title"]["text"]
    'How far from the key'
    """
    alt = load("altair", "report")
    rows: list[Row] = [
        {
            "year": str(result.year),
            "distance": shown(result.key_distance),
            "label": told(result.key_distance, lang, 2),
            "told": sentence(
                "chart_distance_told", lang, year=str(result.year), fte=told(result.key_distance, lang, 3)
            ),
        }
        for result in checked(plan, YearPlan, lang).results
    ]
    x = alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True, domain=False, ticks=False))
    y = alt.Y("distance:Q", title=word("chart_distance", lang), scale=alt.Scale(zero=True, nice=True))
    line = marks_of(alt, rows).mark_line(color=QUIET, strokeWidth=2, aria=False).encode(x=x, y=y)
    dots = marks_of(alt, rows).mark_point(size=60, filled=True, color=INK, opacity=1).encode(x=x, y=y, **on_hover(alt))
    labelled = rows if len(rows) <= _MOST_LABELS else [rows[0], rows[-1]]
    valleys = _valleys(plan)
    labels = [
        marks_of(alt, [row for row in labelled if (row["year"] in valleys) == below]).mark_text(
            dy=_AWAY if below else -_AWAY
        )
        for below in (False, True)
    ]
    texts = [label.encode(x=x, y=y, text="label:N") for label in labels]
    drawn = alt.layer(line, dots, *texts).properties(width=WIDTH - _MARGIN, height=_HEIGHT)
    chart: LayerChart = framed(drawn, _telling(plan, lang), lang)
    return chart


def _valleys(plan: YearPlan) -> set[str]:
    """Return the years in which the line has come down and goes up again: their numbers stand below the dot."""
    distances = [result.key_distance for result in plan.results]
    both_sides = zip(plan.years, [distances[0], *distances], distances, distances[1:], strict=False)
    return {str(year) for year, before, here, after in both_sides if before >= here < after}


def _telling(plan: YearPlan, lang: Lang) -> Telling:
    first, last = plan.results[0], plan.results[-1]
    ends = {
        "first": str(first.year),
        "start": told(first.key_distance, lang, 3),
        "last": str(last.year),
        "end": told(last.key_distance, lang, 3),
    }
    most = max(plan.results, key=lambda result: result.key_distance)
    return Telling(
        word("chart_distance_title", lang),
        sentence("chart_distance_subtitle", lang),
        sentence("chart_distance_description", lang, **ends, most=str(most.year), fte=told(most.key_distance, lang, 3)),
    )
