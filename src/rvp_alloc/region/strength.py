"""Strength of teams, in three kinds that are kept apart: formation, filled posts, and what is deployable of them."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from rvp_alloc.errors import Problem
from rvp_alloc.figure import Figure, exact_text
from rvp_alloc.region.region import GroupFigure, Kind, Measure, Region

if TYPE_CHECKING:
    import pandas as pd

FILLED = "filled"
DEPLOYABLE = "deployable"
SHARE_OF_FORMATION = "share of formation"
SHARES = (FILLED, DEPLOYABLE)
"""Measures that are shares of the formation, from 0 to 1."""


def strength(region: Region) -> "pd.DataFrame":
    """Return formation, filled and deployable strength of each team beside each other, with their sources.

    A measure ``filled`` says which share of a team's formation is filled with people, a measure ``deployable`` which share of
    its formation can be deployed: both from 0 to 1. What is not known stays empty; nothing is filled in.

    Parameters
    ----------
    region
        The region.

    Returns
    -------
    pandas.DataFrame
        One row per team: its name, ``formation`` in fte with source and date; then for ``filled`` and ``deployable`` the
        share, the fte that it comes to, source, date and confidence.

    Examples
    --------
    >>> from rvp_alloc import load_region
    >>> from rvp_alloc.region.measures import measure_of_teams, with_measure
    >>> region = load_region("amsterdam-2022")
    >>> shares = {team.id: "0.7" for team in region.teams}
    >>> known = with_measure(region, measure_of_teams("deployable", shares, source="made up"))
    >>> strength(known).loc["amstelveen", ["formation", "deployable_share", "deployable"]].tolist()
    [109.7, 0.7, 76.79]
    """
    import pandas as pd

    shares = {name: shares_of(region, name) for name in SHARES}
    rows = []
    for team in region.teams:
        formation = team.formation
        row: dict[str, str | float | None] = {
            "team": team.name,
            "formation": float(formation.value),
            "formation_source": formation.source,
            "formation_date": formation.date,
        }
        for name in SHARES:
            figure = shares[name].get(team.id)
            row[f"{name}_share"] = float(figure.value) if figure else None
            row[name] = float(figure.value * formation.value) if figure else None
            row[f"{name}_source"] = figure.source if figure else ""
            row[f"{name}_date"] = figure.date if figure else ""
            row[f"{name}_confidence"] = str(figure.confidence) if figure else ""
        rows.append(row)
    return pd.DataFrame(rows, index=pd.Index([team.id for team in region.teams], name="id"))


def shares_of(region: Region, name: str) -> Mapping[str, Figure]:
    """Return the figure of a share for each team that has one."""
    measure = region.measure(name)
    return {team: group.figure for group in _groups(measure) for team in group.teams} if measure else {}


def share_problems(measure: Measure) -> Iterator[Problem]:
    """Yield shares of the formation that are no index, or more than 1 (below 0 is told of every measure)."""
    if measure.id not in SHARES:
        return
    if measure.kind is not Kind.INDEX:
        what, remedy = f"is a share of the formation, which is no {measure.kind}", "Make its kind index"
        yield Problem("bad_kind", what, remedy, subject=measure.id, field="kind", value=str(measure.kind))
    for group in _groups(measure):
        if group.figure.value > 1:
            value = exact_text(group.figure.value)
            what = f"{value} is more than 1: it is a share of the formation"
            hint = f" (write {exact_text(group.figure.value / 100)} for {value}%)" if group.figure.value <= 100 else ""  # noqa: PLR2004  (a percentage)
            remedy = f"Give a share from 0 to 1{hint}"
            yield Problem("out_of_range", what, remedy, subject=" + ".join(group.teams), field=measure.id, value=value)


def strength_problems(region: Region) -> Iterator[Problem]:
    """Yield teams of which more is deployable than is filled."""
    filled = shares_of(region, FILLED)
    for team, deployable in shares_of(region, DEPLOYABLE).items():
        if team in filled and deployable.value > filled[team].value:
            share, most = exact_text(deployable.value), exact_text(filled[team].value)
            what = f"{share} of the formation is deployable, but only {most} of it is filled"
            remedy = "Check both; each is a share of the formation"
            yield Problem("out_of_range", what, remedy, subject=team, field=DEPLOYABLE, value=share)


def _groups(measure: Measure) -> tuple[GroupFigure, ...]:
    return measure.values  # noqa: PD011  (no DataFrame; this file only makes one)
