"""Year by year: how many new fte every team gets, and when."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from rvp_alloc.extras import load
from rvp_alloc.planning.years import YearPlan
from rvp_alloc.region.region import Team
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
from rvp_alloc.report.charts.look import PAPER, WIDTH, YEARS, names_width
from rvp_alloc.report.periods import period_name, periods
from rvp_alloc.words import Lang, word

if TYPE_CHECKING:
    from altair import LayerChart

type Parts = dict[str, Fraction]


def year_by_year(plan: YearPlan, lang: Lang = "nl") -> "LayerChart":
    """Return a chart of what every team gets in each year, stacked from early to late, the team that gets most on top.

    The later, the darker. Of more than six years neighbours stand together in one colour. What was there before the first year
    comes first, in white; five years at most are then told apart.

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
    >>> chart = year_by_year(plan_years(load_region("amsterdam-2022"), intake={2023: 40, 2024: 31}), "en")
    >>> chart.to_dict()["title"]["text"]
    'New fte per team, year by year'
    """
    alt = load("altair", "report")
    parts = _parts(checked(plan, YearPlan, lang), lang)
    teams = largest_first(plan.region.teams, lambda team: sum(parts[team.id].values(), Fraction(0)))
    rows = [row for team in teams for row in _rows(team, parts[team.id], lang)]
    legend = legend_of(alt, "color", "period", _colours(plan, lang)).legend(columns=len(YEARS) + 1)
    marks = stacked_bars(alt, rows, _totals(teams, parts, lang), word("chart_new_fte", lang), legend)
    width = WIDTH - names_width([team.name for team in teams]) - 40
    chart: LayerChart = framed(layered(alt, *marks, width=width), _telling(plan, parts, lang), lang)
    return chart


def _before(plan: YearPlan, lang: Lang) -> str:
    return sentence("chart_years_before", lang, year=str(plan.years[0]))


def _shades(plan: YearPlan) -> tuple[str, ...]:
    """Return the colours that years can have; not the palest where white stands for what was there before."""
    return YEARS[1:] if any(plan.task.start.values()) else YEARS


def _colours(plan: YearPlan, lang: Lang) -> dict[str, str]:
    """Return the colour of each period, as far apart as they can be; of a single one, a dark one."""
    shades = _shades(plan)
    names = [period_name(period) for period in periods(plan.years, len(shades))]
    last = len(shades) - 1
    chosen = (
        [shades[round(place * last / (len(names) - 1))] for place in range(len(names))] if names[1:] else [YEARS[-2]]
    )
    start = {_before(plan, lang): PAPER} if any(plan.task.start.values()) else {}
    return start | dict(zip(names, chosen, strict=True))


def _parts(plan: YearPlan, lang: Lang) -> dict[str, Parts]:
    """Return what each team has before the first year, and what each period adds."""
    found: dict[str, Parts] = {team: {_before(plan, lang): fte} for team, fte in plan.task.start.items()}
    for period in periods(plan.years, len(_shades(plan))):
        for team, parts in found.items():
            added = (plan.year(year).team(team).added for year in period)
            parts[period_name(period)] = sum(added, Fraction(0))
    return found


def _rows(team: Team, parts: Parts, lang: Lang) -> Iterator[Row]:
    """Yield the parts of a team's bar, end to end; what it has lost before is to the left of 0."""
    end, total = Fraction(0), sum(parts.values(), Fraction(0))
    for period, fte in parts.items():
        if not fte:
            continue
        start = end if fte > 0 else Fraction(0)
        end = max(end, start + fte)
        yield {
            "team": team.name,
            "period": period,
            "from": shown(start),
            "to": shown(start + fte),
            "fte": shown(fte),
            "told": sentence(
                "chart_years_told",
                lang,
                team=team.name,
                period=period,
                fte=told(fte, lang, 3),
                total=told(total, lang, 3),
            ),
        }


def _totals(teams: list[Team], parts: dict[str, Parts], lang: Lang) -> list[Row]:
    totals = {team.id: sum(parts[team.id].values(), Fraction(0)) for team in teams}
    places = places_for(max(totals.values()))
    return [
        {
            "team": team.name,
            "at": shown(sum((fte for fte in parts[team.id].values() if fte > 0), Fraction(0))),
            "label": told(totals[team.id], lang, places),
        }
        for team in teams
    ]


def _telling(plan: YearPlan, parts: dict[str, Parts], lang: Lang) -> Telling:
    totals = {team.name: sum(parts[team.id].values(), Fraction(0)) for team in plan.region.teams}
    first, last = (choose(totals, key=lambda name: totals[name]) for choose in (max, min))
    by_period = {
        period: sum((found[period] for found in parts.values()), Fraction(0)) for period in next(iter(parts.values()))
    }
    together = {"fte": short(plan.total, lang), "teams": str(len(totals))}
    return Telling(
        word("chart_years_title", lang),
        sentence("chart_years_subtitle", lang, **together),
        sentence(
            "chart_years_description",
            lang,
            **together,
            first=first,
            most=told(totals[first], lang, 3),
            last=last,
            least=told(totals[last], lang, 3),
            periods="; ".join(f"{period} {short(fte, lang)}" for period, fte in by_period.items() if fte),
        ),
    )
