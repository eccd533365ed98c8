"""The JSON form of a region, and the way to and from a checked Region."""

from collections.abc import Iterable, Mapping
from typing import Any

from rvp_alloc.border import FigureDocument, looked_at, told_in_part
from rvp_alloc.errors import Problem, RegionError
from rvp_alloc.figure import Figure, exact_text
from rvp_alloc.region.check import check_meaning
from rvp_alloc.region.form import LineDocument, RegionDocument
from rvp_alloc.region.region import District, Fact, GroupFigure, Line, Measure, Pool, Region, Team

SCHEMA_VERSION = 1


def region_from_dict(data: Any, origin: str = "region") -> Region:
    """Make a region from its JSON form, checked.

    Parameters
    ----------
    data
        What ``python -m rvp_alloc schema request`` says under ``region``.
    origin
        What the data is called in messages, such as the name of a file.

    Returns
    -------
    Region
        With numbers exact, and every figure in its unit.

    Raises
    ------
    RegionError
        With every problem found, of form and of meaning.

    Examples
    --------
    >>> from rvp_alloc import load_region, region_to_dict
    >>> region_from_dict(region_to_dict(load_region("amsterdam-2022")))
    <Region amsterdam-2022: 17 teams, 4 districts, 2,204.1 fte>
    """
    return checked_region(data, origin)


def checked_region(data: Any, origin: str, problems: Iterable[Problem] = ()) -> Region:
    """Make a region from its JSON form; ``problems`` found before are told together with those found here."""
    document, of_form = looked_at(RegionDocument, data)
    region = _build(document) if document else None
    # A stand-in has no meaning, so nothing is said about what it stands for; for an unknown field there is none.
    in_trouble = {problem.subject for problem in of_form if problem.code != "unknown_field"}
    of_meaning = (problem for problem in check_meaning(region) if problem.subject not in in_trouble) if region else ()
    problems = [*problems, *of_form, *told_in_part(of_meaning)]
    if problems or region is None:
        raise RegionError(problems, origin)
    return region


def region_to_dict(region: Region) -> dict[str, Any]:
    """Return the JSON form of a region.

    Parameters
    ----------
    region
        The region.

    Returns
    -------
    dict
        Plain JSON data with numbers as exact text; :func:`region_from_dict` gives the same region back.

    Examples
    --------
    >>> from rvp_alloc import load_region
    >>> region_to_dict(load_region("amsterdam-2022"))["teams"][0]["formation"]["value"]
    '146.7'
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "id": region.id,
        "name": region.name,
        "printed_formation": _optional(region.printed_formation),
        "districts": [
            {
                "id": district.id,
                "name": district.name,
                "printed_formation": _optional(district.printed_formation),
                "printed_wijkagenten": _optional(district.printed_wijkagenten),
                "lines": [_line(line) for line in district.lines],
            }
            for district in region.districts
        ],
        "lines": [_line(line) for line in region.lines],
        "teams": [
            {
                "id": team.id,
                "name": team.name,
                "district": team.district,
                "formation": team.formation.to_dict(),
                "wijkagenten": team.wijkagenten.to_dict(),
                "authorities": _figures(team.authorities),
                "municipalities": _figures(team.municipalities),
            }
            for team in region.teams
        ],
        "pools": [
            {"id": pool.id, "teams": list(pool.teams), "inhabitants": pool.inhabitants.to_dict()}
            for pool in region.pools
        ],
        "measures": [
            {
                "id": measure.id,
                "name": measure.name,
                "kind": str(measure.kind),
                "unit": measure.unit,
                "values": [
                    {"teams": list(group.teams), "split": _shares(group.split), **group.figure.to_dict()}
                    for group in measure.values
                ],
            }
            for measure in region.measures
        ],
        "facts": [{"id": fact.id, "name": fact.name, "figure": fact.figure.to_dict()} for fact in region.facts],
    }


def _optional(figure: Figure | None) -> dict[str, str] | None:
    return figure.to_dict() if figure else None


def _line(line: Line) -> dict[str, Any]:
    return {"id": line.id, "name": line.name, "formation": line.formation.to_dict(), "part_of": line.part_of}


def _figures(figures: Mapping[str, Figure]) -> dict[str, dict[str, str]]:
    return {name: figure.to_dict() for name, figure in figures.items()}


def _shares(shares: Mapping[str, Any]) -> dict[str, str]:
    return {name: exact_text(share) for name, share in shares.items()}


def _build(document: RegionDocument) -> Region:
    return Region(
        id=document.id,
        name=document.name,
        teams=tuple(
            Team(
                team.id,
                team.name,
                team.district,
                team.formation.figure("fte"),
                team.wijkagenten.figure("fte"),
                {name: share.figure("share") for name, share in team.authorities.items()},
                {name: share.figure("share") for name, share in team.municipalities.items()},
            )
            for team in document.teams
        ),
        districts=tuple(
            District(
                district.id,
                district.name,
                tuple(_build_line(line) for line in district.lines),
                _build_optional(district.printed_formation),
                _build_optional(district.printed_wijkagenten),
            )
            for district in document.districts
        ),
        pools=tuple(
            Pool(pool.id, tuple(pool.teams), pool.inhabitants.figure("inhabitants")) for pool in document.pools
        ),
        measures=tuple(
            Measure(
                measure.id,
                measure.name,
                measure.kind,
                measure.unit,
                tuple(
                    GroupFigure(tuple(group.teams), group.figure(measure.unit), dict(group.split))
                    for group in measure.values
                ),
            )
            for measure in document.measures
        ),
        lines=tuple(_build_line(line) for line in document.lines),
        printed_formation=_build_optional(document.printed_formation),
        facts=tuple(Fact(fact.id, fact.name, fact.figure.figure("")) for fact in document.facts),
    )


def _build_line(line: LineDocument) -> Line:
    return Line(line.id, line.name, line.formation.figure("fte"), line.part_of)


def _build_optional(document: FigureDocument | None) -> Figure | None:
    return document.figure("fte") if document else None
