"""Forecasts: the region of each year of a plan, from figures that are stated with their sources."""

from collections.abc import Iterator, Mapping
from typing import Any

from rvp_alloc.border import Document, FigureDocument, Name, suggestion, validated
from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.figure import Figure
from rvp_alloc.region.document import region_from_dict, region_to_dict
from rvp_alloc.region.region import Region
from rvp_alloc.telling import visible


class _Forecast(Document):
    """The figures of one year, by path."""

    figures: dict[Name, FigureDocument]


def regions_by_year(regions: Mapping[int, Region], forecasts: Any) -> dict[int, Region]:
    """Return the region of each year; what is forecast for a year holds until another year says otherwise.

    Parameters
    ----------
    regions
        The region of each year of the plan as it is before any of these forecasts, the years in order.
    forecasts
        By year: a whole region, or figures by path (``inhabitants.amstelveen``, ``growth.boven-ij``) with their sources.

    Raises
    ------
    RequestError, RegionError
        If a year is not one of the plan, a figure does not exist or has no source, or the teams are not the same.
    """
    years = tuple(regions)
    if not isinstance(forecasts, Mapping) or not set(forecasts) <= set(years):
        what = "is not given by years of the plan"
        raise RequestError([Problem("not_by_year", what, f"Give {{{years[0]}: ...}}", field="forecasts")])
    made: dict[tuple[int, tuple[int, ...]], Region] = {}
    found = {}
    for year, before in regions.items():
        region, said = before, tuple(sorted(said for said in forecasts if said <= year))
        for place, of_year in enumerate(said, start=1):
            step = (id(before), said[:place])
            region = made[step] if step in made else _forecast(region, of_year, forecasts[of_year])
            made[step] = region
        found[year] = region
    return found


def _forecast(region: Region, year: int, given: Any) -> Region:
    if isinstance(given, Region):
        problems = list(_other_teams(region, year, given))
        if problems:
            raise RequestError(problems, "forecasts")
        return given
    figures = _figures(given, year)
    document = region_to_dict(region)
    places = dict(_places(document))
    problems = [
        Problem("unknown_figure", f"there is no figure {visible(path)!r}", suggestion(path, list(places)), field=path)
        for path in figures
        if path not in places
    ]
    problems += [
        Problem("no_source", f"the forecast for {year} has no source", "Say where it comes from", field=path)
        for path, figure in figures.items()
        if not figure.source
    ]
    if problems:
        raise RequestError(problems, f"forecasts of {year}")
    for path, figure in figures.items():
        entry = places[path]
        for part in ("source", "date", "confidence", "note"):
            entry.pop(part, None)
        entry.update(figure.to_dict())
    return region_from_dict(document, f"forecasts of {year}")


def _figures(given: Any, year: int) -> dict[str, Figure]:
    if not isinstance(given, Mapping):
        what = "is neither a region nor figures by path"
        raise RequestError(
            [Problem("not_by_path", what, "Give {'inhabitants.<pool>': ...}", field=f"forecasts.{year}")]
        )
    raw = {path: figure.to_dict() if isinstance(figure, Figure) else figure for path, figure in given.items()}
    read = validated(_Forecast, {"figures": raw}, RequestError, f"forecasts of {year}").figures
    return {path: figure.figure("") for path, figure in read.items()}


def _places(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each figure that may be forecast, by its path, with its place; formation may not, since posts come on top of it."""
    for team in document["teams"]:
        yield f"wijkagenten.{team['id']}", team["wijkagenten"]
    for pool in document["pools"]:
        yield f"inhabitants.{pool['id']}", pool["inhabitants"]
    for measure in document["measures"]:
        for group in measure["values"]:
            yield f"{measure['id']}.{'+'.join(group['teams'])}", group


def _other_teams(region: Region, year: int, given: Region) -> Iterator[Problem]:
    mine, theirs = ({team.id: team.formation.value for team in one.teams} for one in (region, given))
    if list(mine) != list(theirs):
        what, remedy = f"the region of {year} has other teams", "Give the same teams, in the same order, in every year"
        yield Problem("other_teams", what, remedy, field=f"forecasts.{year}")
        return
    for team in [team for team in mine if mine[team] != theirs[team]]:
        what, remedy = (
            f"has another formation in {year}",
            "Keep the formation of the start: new posts come on top of it",
        )
        yield Problem("other_formation", what, remedy, subject=team, field=f"forecasts.{year}")
