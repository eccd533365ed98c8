"""IPGA load: interventieplegers and regisseurs as a share of every team's new strength, against the cap."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from rvp_alloc.allocation import Allocation
from rvp_alloc.allocation.results import TeamResult
from rvp_alloc.extras import load
from rvp_alloc.report.charts.bars import stacked_bars
from rvp_alloc.report.charts.frame import (
    Row,
    Telling,
    checked,
    framed,
    largest_first,
    layered,
    legend_of,
    marks_of,
    nothing_to_show,
    sentence,
    short,
    shown,
    told,
)
from rvp_alloc.report.charts.look import BLUE, INK, ORANGE, WIDTH, names_width
from rvp_alloc.words import Lang, word

if TYPE_CHECKING:
    from altair import LayerChart


def ipga_load(plan: Allocation, lang: Lang = "nl") -> "LayerChart":
    """Return a chart of interventieplegers and regisseurs as a share of each team's new strength, with the cap as a line.

    Parameters
    ----------
    plan
        A division.
    lang
        ``nl`` or ``en``.

    Raises
    ------
    RequestError
        If the rule ``ipga`` is off, something else than a division is given, or there are no words in the language.
    MissingPackageError
        If altair is not installed.

    Examples
    --------
    >>> from rvp_alloc import allocate, load_region
    >>> chart = ipga_load(allocate(load_region("amsterdam-2022"), new_fte=71), "en")
    >>> chart.to_dict()["title"]["text"]
    'What the IPGA programme asks of each team'
    """
    alt = load("altair", "report")
    if not checked(plan, Allocation, lang).policy.is_on("ipga"):
        raise nothing_to_show(
            "the rule ipga is off, so there is no load to show", "Switch ipga on, or leave this chart out"
        )
    teams = largest_first(plan.teams, _load)
    colours = {word("chart_interventieplegers", lang): BLUE, word("chart_regisseurs", lang): ORANGE}
    parts = [part for team in teams for part in _parts(team, lang)]
    totals: list[Row] = [
        {"team": team.name, "at": shown(_load(team)), "label": f"{told(_load(team), lang, 2)}%"} for team in teams
    ]
    legend = legend_of(alt, "color", "post", colours)
    bars, labels = stacked_bars(alt, parts, totals, word("chart_load", lang), legend)
    cap = plan.policy["ipga.cap"].value * 100
    line = marks_of(alt, [{"cap": shown(cap)}]).mark_rule(color=INK, strokeDash=[5, 3], strokeWidth=1.4, aria=False)
    width = WIDTH - names_width([team.name for team in teams]) - 50
    chart: LayerChart = framed(
        layered(alt, bars, line.encode(x="cap:Q"), labels, width=width), _telling(teams, cap, lang), lang
    )
    return chart


def _share(heads: Fraction, team: TeamResult) -> Fraction:
    strength = team.formation + team.new_fte
    return heads / strength * 100 if strength else Fraction(0)  # a team that loses all it has carries nobody


def _load(team: TeamResult) -> Fraction:
    return _share(team.interventieplegers + team.regisseurs, team)


def _parts(team: TeamResult, lang: Lang) -> Iterator[Row]:
    """Yield the parts of a team's bar, end to end."""
    start = Fraction(0)
    for post, heads in (("interventieplegers", team.interventieplegers), ("regisseurs", team.regisseurs)):
        end = start + _share(heads, team)
        name = word(f"chart_{post}", lang)
        if end > start:
            yield {
                "team": team.name,
                "post": name,
                "from": shown(start),
                "to": shown(end),
                "told": sentence(
                    "chart_load_told",
                    lang,
                    team=team.name,
                    heads=told(heads, lang, 2),
                    post=name,
                    share=told(end - start, lang, 2),
                ),
            }
        start = end


def _telling(teams: list[TeamResult], cap: Fraction, lang: Lang) -> Telling:
    heads = {
        post: short(sum((getattr(team, post) for team in teams), Fraction(0)), lang)
        for post in ("interventieplegers", "regisseurs")
    }
    return Telling(
        word("chart_load_title", lang),
        sentence("chart_load_subtitle", lang, cap=short(cap, lang), **heads),
        sentence(
            "chart_load_description" if _load(teams[0]) != _load(teams[-1]) else "chart_load_description_even",
            lang,
            cap=short(cap, lang),
            **heads,
            first=teams[0].name,
            most=told(_load(teams[0]), lang, 2),
            last=teams[-1].name,
            least=told(_load(teams[-1]), lang, 2),
        ),
    )
