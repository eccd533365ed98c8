"""Path chart: every team's new fte as a parameter moves, a small panel per team."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from rvp_alloc.analysis.names import Names
from rvp_alloc.analysis.path import Path
from rvp_alloc.analysis.variables import variables
from rvp_alloc.extras import load
from rvp_alloc.report.charts.frame import (
    Row,
    Telling,
    checked,
    framed,
    nothing_to_show,
    on_hover,
    sentence,
    short,
    shown,
)
from rvp_alloc.report.charts.look import BLUE, INK, PALE, QUIET, WIDTH
from rvp_alloc.report.charts.points import Point, finest, points
from rvp_alloc.words import Lang, word

if TYPE_CHECKING:
    from altair import FacetChart

_COLUMNS, _HEIGHT, _BETWEEN = 4, 76, 8
_AXIS, _OVERHANG = 36, 16
"""Room for the labels on the left, and for those of the first and last value, which stand out on both sides of a panel."""
_DIGITS = 5
"""Panels are in the order of their names, so each begins with its place, which its heading leaves out again."""
_MOST_RULES = 60
"""With more breakpoints than this, lines for them would cover the curves."""


def path_chart(found: Path, lang: Lang = "nl") -> "FacetChart":
    """Return a chart of every team's new fte as a parameter moves: a panel per team, in the region's order.

    Panels rather than one plot: seventeen lines that lie between 2 and 4 fte cannot be told apart, and a colour cannot name
    seventeen teams. All panels have the same scales. Lines are exact; a curve is cut into 24 exact points per stretch.
    Stretches without a division are shaded, and dotted lines stand where something else begins to decide, with the cause on
    hover. With more than 60 such places the dotted lines are left out.

    Parameters
    ----------
    found
        A path.
    lang
        ``nl`` or ``en``.

    Raises
    ------
    RequestError
        If there is no division anywhere along the path, something else than a path is given, or there are no words in the
        language.
    MissingPackageError
        If altair is not installed.

    Examples
    --------
    >>> from rvp_alloc import Policy, load_region
    >>> from rvp_alloc.analysis.path import path
    >>> found = path(load_region("amsterdam-2022"), Policy.reference(), "budget.new_fte", 0, 200)
    >>> path_chart(found, "en").to_dict()["title"]["text"]
    'New fte per team as the number of new fte moves'
    """
    alt = load("altair", "report")
    everything = list(points(checked(found, Path, lang)))
    if not everything:
        what = "along the whole path the rules cannot hold together"
        raise nothing_to_show(what, "Ask the path of other values, or look at the conflict at one of them")
    names = {team.id: team.name for team in found.course.region.teams}
    panels = {team: f"{place:0{_DIGITS}} {name}" for place, (team, name) in enumerate(names.items())}
    marks = [*_gaps(found, lang), *_breaks(found, lang), *_now(found, lang)]
    rows = [{"panel": panel, **mark} for panel in panels.values() for mark in marks]
    rows += [_line(point, panels[point.team]) for point in everything]
    columns = min(_COLUMNS, len(names))
    width = (WIDTH - _AXIS) // _COLUMNS - _BETWEEN - _OVERHANG
    panel = alt.layer(*_layers(alt, found, everything, lang)).properties(width=width, height=_HEIGHT)
    spacing = alt.RowColnumber(row=2 * _BETWEEN, column=_BETWEEN)
    header = alt.Header(labelExpr=f"slice(datum.label, {_DIGITS + 1})", labelLimit=width, labelPadding=3)
    facet = alt.Facet("panel:N", title=None, header=header)
    panels_together = panel.facet(
        facet=facet, columns=columns, data=alt.Data(values=rows), spacing=spacing
    ).resolve_axis(x="independent")
    chart: FacetChart = framed(panels_together, _telling(found, everything, lang), lang)
    return chart


def _gaps(found: Path, lang: Lang) -> Iterator[Row]:
    """Yield the stretches without a division that can be seen."""
    names = Names(found.course.region, lang)
    for stretch in found.stretches:
        if not stretch.feasible and stretch.stop - stretch.start > finest(found):
            told = sentence(
                "chart_path_gap",
                lang,
                start=short(stretch.start, lang),
                stop=short(stretch.stop, lang),
                causes=names.causes(sorted(stretch.binding)),
            )
            yield {"gap_from": shown(stretch.start), "gap_to": shown(stretch.stop), "told": told}


def _breaks(found: Path, lang: Lang) -> Iterator[Row]:
    """Yield the values at which something else begins to decide, unless they are too many to draw."""
    names = Names(found.course.region, lang)
    for point in found.breakpoints if len(found.breakpoints) <= _MOST_RULES else ():
        causes = names.causes(point.causes)
        told = sentence("chart_path_break", lang, value=short(point.value, lang), causes=causes)
        yield {"break": shown(point.value), "told": told}


def _now(found: Path, lang: Lang) -> Iterator[Row]:
    value = now(found)
    if value is not None:
        yield {"now": shown(value), "told": sentence("chart_path_now", lang, now=short(value, lang))}


def now(found: Path) -> Fraction | None:
    """Return what the moving figure is in the region or the policy itself, if that lies on the path."""
    value = variables(found.course.region, found.course.policy)[found.parameter].value
    return value if found.start <= value <= found.stop else None


def _line(point: Point, panel: str) -> Row:
    return {"panel": panel, "run": float(point.run), "value": shown(point.value), "fte": shown(point.new_fte)}


def _layers(alt: Any, found: Path, everything: list[Point], lang: Lang) -> list[Any]:
    """Return the marks of a panel, from the back to the front."""
    scale = alt.Scale(domain=[shown(found.start), shown(found.stop)], nice=False)
    axis = alt.Axis(title=None, tickCount=3, grid=False)
    most = max(point.new_fte for point in everything)
    least = min(Fraction(0), *(point.new_fte for point in everything))
    y = alt.Y(
        "fte:Q",
        title=word("chart_new_fte", lang),
        scale=alt.Scale(domain=[shown(least), shown(most)], nice=True),
        axis=alt.Axis(tickCount=4),
    )

    def x(field: str) -> Any:
        return alt.X(f"{field}:Q", scale=scale, axis=axis)

    base = alt.Chart()
    gap = base.transform_filter("isValid(datum.gap_from)").mark_rect(color=PALE, opacity=0.7)
    breaks = base.transform_filter("isValid(datum.break)").mark_rule(color=QUIET, strokeDash=[1, 2], strokeWidth=1)
    here = base.transform_filter("isValid(datum.now)").mark_rule(color=INK, strokeWidth=1.6)
    line = base.transform_filter("isValid(datum.value)").mark_line(color=BLUE, strokeWidth=2, aria=False)
    return [
        gap.encode(x=x("gap_from"), x2="gap_to:Q", **on_hover(alt)),
        breaks.encode(x=x("break"), **on_hover(alt)),
        here.encode(x=x("now"), **on_hover(alt)),
        line.encode(x=x("value"), y=y, detail="run:N"),
    ]


def _telling(found: Path, everything: list[Point], lang: Lang) -> Telling:
    names = {team.id: team.name for team in found.course.region.teams}
    ranges = {team: [point.new_fte for point in everything if point.team == team] for team in names}
    first = max(names, key=lambda team: max(ranges[team]) - min(ranges[team]))
    value = now(found)
    legend = [
        word("chart_path_subtitle", lang),
        *([] if value is None else [sentence("chart_path_now", lang, now=short(value, lang))]),
        *([word("chart_path_breaks", lang)] if 0 < len(found.breakpoints) <= _MOST_RULES else []),
        *([] if all(stretch.feasible for stretch in found.stretches) else [word("chart_path_gaps", lang)]),
    ]
    gaps = "".join(
        sentence("chart_path_without", lang, start=short(stretch.start, lang), stop=short(stretch.stop, lang))
        for stretch in found.stretches
        if not stretch.feasible and stretch.stop - stretch.start > finest(found)
    )
    what = Names(found.course.region, lang).variable(found.parameter)
    return Telling(
        sentence("chart_path_title", lang, parameter=what),
        " ".join(legend),
        sentence(
            "chart_path_description",
            lang,
            teams=str(len(names)),
            parameter=what,
            start=short(found.start, lang),
            stop=short(found.stop, lang),
            breaks=str(len(found.breakpoints)),
            without=gaps,
            first=names[first],
            low=short(min(ranges[first]), lang),
            high=short(max(ranges[first]), lang),
        ),
    )
