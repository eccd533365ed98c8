"""Measures made by hand or composed, and put into a region."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rvp_alloc.border import FigureDocument, looked_at, told_in_part
from rvp_alloc.errors import Problem, RegionError
from rvp_alloc.figure import Confidence
from rvp_alloc.region.check_measures import check_measure
from rvp_alloc.region.form import MeasureDocument
from rvp_alloc.region.region import GroupFigure, Kind, Measure, Region
from rvp_alloc.region.strength import SHARE_OF_FORMATION, SHARES, strength_problems
from rvp_alloc.region.team_table import KNOWN_MEASURES
from rvp_alloc.telling import visible


def measure_of_teams(
    name: str,
    values: Mapping[str, Any],
    *,
    kind: Kind | str | None = None,
    unit: str = "",
    source: str = "",
    date: str = "",
    confidence: str = Confidence.ASSUMPTION,
    note: str = "",
) -> Measure:
    """Return a measure with one number for each team, all of one source.

    Parameters
    ----------
    name
        Its id, by which the key and the rules know it.
    values
        The number of each team, by id or name; exact.
    kind
        ``total``, ``change`` or ``index``; known by itself for ``development``, ``growth``, ``safety``, ``caseload``,
        ``filled`` and ``deployable``.
    unit, source, date, confidence, note
        What is counted, and where the numbers come from.

    Returns
    -------
    Measure
        To be put into a region with :func:`with_measure`.

    Raises
    ------
    RegionError
        With every value that is no number.

    Examples
    --------
    >>> measure_of_teams("events", {"Amstelveen": 12}, kind="total", unit="events").values[0].figure.value
    Fraction(12, 1)
    """
    stated = {"source": source, "date": date, "confidence": confidence, "note": note}
    called = visible(name)
    unit = unit or (SHARE_OF_FORMATION if called in SHARES else "")
    chosen = KNOWN_MEASURES.get(called) if kind is None else kind
    document, problems = looked_at(
        MeasureDocument, {"id": name, "name": name, "kind": chosen, "unit": unit, "values": []}
    )
    groups = []
    for team, value in values.items():
        figure, of_figure = looked_at(FigureDocument, {"value": value, **stated})
        problems += [replace(problem, subject=visible(team), field=called) for problem in of_figure]
        if figure:
            groups.append(GroupFigure((team,), figure.figure(unit)))
    if problems or document is None:
        raise RegionError(told_in_part(problems), f"measure {called}")
    return Measure(document.id, document.name, document.kind, unit, tuple(groups))


def with_measure(region: Region, measure: Measure, *, overwrite: bool = False) -> Region:
    """Return the region with a measure more; the key and the rules know it by its id.

    Parameters
    ----------
    region
        The region.
    measure
        With a figure for every team, alone or together with others; teams by id or name.
    overwrite
        Whether a measure of the same id may be replaced.

    Returns
    -------
    Region
        Checked.

    Raises
    ------
    RegionError
        With every problem: teams that do not exist or have no figure, a measure that is there already.

    Examples
    --------
    >>> from rvp_alloc import load_region
    >>> region = load_region("amsterdam-2022")
    >>> events = measure_of_teams("events", {team.name: 1 for team in region.teams}, kind="total")
    >>> with_measure(region, events).measure("events").values[0].teams
    ('boven-ij',)
    """
    ids = {team.name: team.id for team in region.teams} | {team.id: team.id for team in region.teams}
    named = replace(measure, values=tuple(_by_id(group, ids) for group in measure.values))
    problems = list(check_measure(named, dict.fromkeys(team.id for team in region.teams)))
    if region.measure(measure.id) and not overwrite:
        what = f"the region has a measure {measure.id} already"
        problems.append(Problem("exists", what, "Give it another id, or ask to overwrite", subject=measure.id))
    others = tuple(other for other in region.measures if other.id != measure.id)
    place = next((place for place, other in enumerate(region.measures) if other.id == measure.id), len(others))
    found = replace(region, measures=(*others[:place], named, *others[place:]))
    problems += strength_problems(found)
    if problems:
        raise RegionError(told_in_part(problems), f"measure {measure.id}")
    return found


def _by_id(group: GroupFigure, ids: Mapping[str, str]) -> GroupFigure:
    split = {ids.get(team, team): share for team, share in group.split.items()}
    return replace(group, teams=tuple(ids.get(team, team) for team in group.teams), split=split)
