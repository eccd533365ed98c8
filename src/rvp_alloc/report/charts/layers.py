"""Layers: how many new fte every team gets, and why."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from rvp_alloc.allocation import Allocation
from rvp_alloc.allocation.results import STANDARD_LAYERS, TeamResult
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
    places_for,
    sentence,
    short,
    shown,
    told,
)
from rvp_alloc.report.charts.look import LAYERS, OWN_LAYERS, WIDTH, names_width
from rvp_alloc.words import Lang, rule_name, word

if TYPE_CHECKING:
    from altair import LayerChart

type Groups = dict[str, tuple[tuple[str, ...], str]]
_OTHER = "other_layers"


def layers(plan: Allocation, lang: Lang = "nl") -> "LayerChart":
    """Return a chart of every team's new fte, stacked by layer, the team that gets most on top.

    Parameters
    ----------
    plan
        A division.
    lang
        ``nl`` or ``en``.

    Raises
    ------
    RequestError
        If something else than a division is given, or there are no words in the language.
    MissingPackageError
        If altair is not installed.

    Examples
    --------
    >>> from rvp_alloc import allocate, load_region
    >>> chart = layers(allocate(load_region("amsterdam-2022"), new_fte=71), "en")
    >>> chart.to_dict()["title"]["text"]
    'New fte per team, and why'
    """
    alt = load("altair", "report")
    teams = largest_first(checked(plan, Allocation, lang).teams, lambda team: team.new_fte)
    groups = _groups(plan)
    colours = {_name(layer, lang): colour for layer, (_, colour) in groups.items()}
    places = places_for(teams[0].new_fte)
    parts = [part for team in teams for part in _parts(team, groups, lang)]
    totals: list[Row] = [
        {"team": team.name, "at": shown(_end(team)), "label": told(team.new_fte, lang, places)} for team in teams
    ]
    legend = legend_of(alt, "color", "layer", colours)
    marks = stacked_bars(alt, parts, totals, word("chart_new_fte", lang), legend)
    width = WIDTH - names_width([team.name for team in teams]) - 40
    chart: LayerChart = framed(layered(alt, *marks, width=width), _telling(plan, groups, lang), lang)
    return chart


def _groups(plan: Allocation) -> Groups:
    """Return what stands together in one colour, and that colour: the key last, since it divides what is left."""
    own = [layer for layer in plan.case.layers if layer not in STANDARD_LAYERS]
    single = own if len(own) <= len(OWN_LAYERS) else own[: len(OWN_LAYERS) - 1]
    rest = tuple(layer for layer in own if layer not in single)
    groups: Groups = {layer: ((layer,), LAYERS[layer]) for layer in STANDARD_LAYERS[:2] if layer in plan.case.layers}
    groups |= {layer: ((layer,), colour) for layer, colour in zip(single, OWN_LAYERS, strict=False)}
    groups |= {_OTHER: (rest, OWN_LAYERS[-1])} if rest else {}
    return groups | {"key": (("key",), LAYERS["key"])}


def _name(layer: str, lang: Lang) -> str:
    return word(_OTHER, lang) if layer == _OTHER else rule_name(layer, lang)


def _parts(team: TeamResult, groups: Groups, lang: Lang) -> Iterator[Row]:
    """Yield the parts of a team's bar, end to end; what a rule takes away is to the left of 0."""
    ends = {True: Fraction(0), False: Fraction(0)}
    for layer, (together, _) in groups.items():
        amount = sum((team.layers[part] for part in together), Fraction(0))
        if not amount:
            continue
        start = ends[amount > 0]
        ends[amount > 0] += amount
        name = _name(layer, lang)
        yield {
            "team": team.name,
            "layer": name,
            "from": shown(start),
            "to": shown(ends[amount > 0]),
            "fte": shown(amount),
            "told": sentence(
                "chart_layers_told",
                lang,
                team=team.name,
                fte=told(team.new_fte, lang, 3),
                layer=name,
                amount=told(amount, lang, 3),
            ),
        }


def _end(team: TeamResult) -> Fraction:
    return sum((amount for amount in team.layers.values() if amount > 0), Fraction(0))


def _telling(plan: Allocation, groups: Groups, lang: Lang) -> Telling:
    first, last = (choose(plan.teams, key=lambda team: team.new_fte) for choose in (max, min))
    reasons = [
        f"{_name(layer, lang)} {told(sum((team.layers[part] for team in plan.teams for part in together), Fraction(0)), lang)}"
        for layer, (together, _) in groups.items()
    ]
    total = short(plan.total, lang)
    return Telling(
        word("chart_layers_title", lang),
        sentence("chart_layers_subtitle", lang, fte=total, teams=str(len(plan.teams))),
        sentence(
            "chart_layers_description",
            lang,
            fte=total,
            teams=str(len(plan.teams)),
            first=first.name,
            most=told(first.new_fte, lang, 3),
            last=last.name,
            least=told(last.new_fte, lang, 3),
            reasons="; ".join(reasons),
        ),
    )
