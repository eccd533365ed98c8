"""Reallocated: for every team what the key asks, and what happens; those who lose on top."""

from typing import TYPE_CHECKING, Any

from rvp_alloc.analysis.movement import lost
from rvp_alloc.extras import load
from rvp_alloc.planning.reallocation import Reallocation, TeamMove
from rvp_alloc.report.charts.frame import (
    Row,
    Telling,
    checked,
    framed,
    layered,
    legend_of,
    marks_of,
    names_axis,
    on_hover,
    sentence,
    shown,
    signed,
)
from rvp_alloc.report.charts.look import GAIN, INK, LOSS, PAPER, WIDTH, names_width
from rvp_alloc.words import Lang, word

if TYPE_CHECKING:
    from altair import LayerChart

_LABELS, _RING = 60, 60
_KINDS = {"loses": LOSS, "gains": GAIN}


def reallocated(found: Reallocation, lang: Lang = "nl") -> "LayerChart":
    """Return a chart of what the key asks of every team (a ring) and of what happens (a bar); a loss goes to the left.

    The team that loses most stands on top, the one that gains most at the bottom.

    Parameters
    ----------
    found
        A reallocation; of several years, all of them together.
    lang
        ``nl`` or ``en``.

    Raises
    ------
    RequestError
        If something else than a reallocation is given, or there are no words in the language.
    MissingPackageError
        If altair is not installed.

    Examples
    --------
    >>> from rvp_alloc import load_region
    >>> from rvp_alloc.planning.reallocation import reallocate
    >>> chart = reallocated(reallocate(load_region("amsterdam-2022"), loss_cap_team="0.01"), "en")
    >>> chart.to_dict()["title"]["text"]
    'What the key asks of each team, and what happens'
    """
    alt = load("altair", "report")
    teams = sorted(checked(found, Reallocation, lang).teams, key=lambda team: team.change)
    names = [team.name for team in teams]
    width = WIDTH - names_width(names) - _LABELS
    y = names_axis(alt, names)
    marks = [_bars(alt, y, teams, lang), _zero(alt), _rings(alt, y, teams, lang), _labels(alt, y, teams, width, lang)]
    chart: LayerChart = framed(layered(alt, *marks, width=width), _telling(found, teams, lang), lang)
    return chart


def _bars(alt: Any, y: Any, teams: list[TeamMove], lang: Lang) -> Any:
    called = {kind: word(f"chart_reallocated_{kind}", lang) for kind in _KINDS}
    rows: list[Row] = [
        {
            "team": team.name,
            "change": shown(team.change),
            "kind": called["loses" if team.change < 0 else "gains"],
            "told": _told(team, lang),
        }
        for team in teams
    ]
    x = alt.X("change:Q", title=word("chart_change", lang), scale=alt.Scale(zero=True))
    colour = legend_of(alt, "color", "kind", {called[kind]: colour for kind, colour in _KINDS.items()})
    return marks_of(alt, rows).mark_bar().encode(y=y, x=x, color=colour, **on_hover(alt))


def _rings(alt: Any, y: Any, teams: list[TeamMove], lang: Lang) -> Any:
    asked = word("chart_reallocated_asked", lang)
    rows: list[Row] = [
        {"team": team.name, "target": shown(team.target), "asked": asked, "told": _told(team, lang)} for team in teams
    ]
    ring = marks_of(alt, rows).mark_point(size=_RING, stroke=INK, strokeWidth=1.4, opacity=1)
    return ring.encode(y=y, x="target:Q", fill=legend_of(alt, "fill", "asked", {asked: PAPER}), **on_hover(alt))


def _labels(alt: Any, y: Any, teams: list[TeamMove], width: int, lang: Lang) -> Any:
    rows: list[Row] = [{"team": team.name, "label": signed(team.change, lang, 2)} for team in teams]
    return marks_of(alt, rows).mark_text(align="right").encode(y=y, x=alt.value(width + _LABELS - 10), text="label:N")


def _zero(alt: Any) -> Any:
    return marks_of(alt, [{"zero": 0.0}]).mark_rule(color=INK, aria=False).encode(x="zero:Q")


def _told(team: TeamMove, lang: Lang) -> str:
    return sentence(
        "chart_reallocated_told",
        lang,
        team=team.name,
        change=signed(team.change, lang, 3),
        part=signed(team.part * 100, lang),
        target=signed(team.target, lang, 3),
    )


def _telling(found: Reallocation, teams: list[TeamMove], lang: Lang) -> Telling:
    asked = lost(team.target for team in found.teams)
    counted = {
        "losers": str(len(found.losers)),
        "winners": str(len(found.winners)),
        "still": str(len(found.still)),
        "fte": signed(found.movement, lang, 3).lstrip("+"),
        "asked": signed(asked, lang, 3).lstrip("+"),
    }
    return Telling(
        word("chart_reallocated_title", lang),
        sentence("chart_reallocated_subtitle", lang, **counted),
        sentence(
            "chart_reallocated_description",
            lang,
            **counted,
            top=teams[0].name,
            least=signed(teams[0].change, lang, 3),
            bottom=teams[-1].name,
            most=signed(teams[-1].change, lang, 3),
        ),
    )
