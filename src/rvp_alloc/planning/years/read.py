"""Reading: a plan over years from its JSON form, planned anew, so that nothing is believed that is not proven here."""

from pathlib import Path
from typing import Any

from pydantic import Field

from rvp_alloc.border import ByName, Document, Number, Text, validated
from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.files import read_file, shown
from rvp_alloc.planning.cap import Cap, team_ids
from rvp_alloc.planning.years.forecasts import regions_by_year
from rvp_alloc.planning.years.plan_years import pursue
from rvp_alloc.planning.years.task import (
    First,
    Layers,
    Task,
    check_task,
    check_time_limit,
    checked_choice,
    read_intake,
    read_start,
)
from rvp_alloc.planning.years.year_plan import YearPlan
from rvp_alloc.policy.document import policy_from_dict
from rvp_alloc.region.document import region_from_dict
from rvp_alloc.region.region import Region
from rvp_alloc.solving.pulp_backend import DEFAULT_SOLVER
from rvp_alloc.texts import parse_json


class _CapDocument(Document):
    fte: Number | None = None
    share: Number | None = None
    source: Text = ""
    note: Text = ""

    def cap(self) -> Cap:
        return Cap(self.fte, self.share, self.source, self.note)


class _TaskDocument(Document):
    """What was asked; region, forecasts and policy are read by their own documents, the proof not at all."""

    region: Any
    policy: Any
    intake: ByName[Number]
    start: ByName[Number]
    forecasts: ByName[Any] = Field(default_factory=dict)
    layers: Text = "in_proportion"
    first: Text = "earlier"
    rises: ByName[_CapDocument] = Field(default_factory=dict)
    falls: ByName[_CapDocument] = Field(default_factory=dict)


def plan_from_dict(
    data: Any, origin: str = "plan", *, solver: str = DEFAULT_SOLVER, time_limit: float | None = None
) -> YearPlan:
    """Make a plan over years from its JSON form: what was asked is read, and planned anew.

    Parameters
    ----------
    data
        What :meth:`YearPlan.to_dict` returns. Rules of your own must be registered before it is read.
    origin
        What the data is called in messages, such as the name of a file.
    solver, time_limit
        As for :func:`allocate`.

    Raises
    ------
    RequestError, RegionError, PolicyError
        With what is wrong in it.
    InfeasibleError, NotProvenError, SolverError
        As for :func:`plan_years`.

    Examples
    --------
    >>> from rvp_alloc import load_region
    >>> from rvp_alloc.planning.years import plan_years
    >>> plan = plan_years(load_region("amsterdam-2022"), intake={2023: 40, 2024: 31})
    >>> plan_from_dict(plan.to_dict()).to_json() == plan.to_json()
    True
    """
    check_time_limit(time_limit)
    asked = data.get("certificate") if isinstance(data, dict) and data.get("kind") == "years" else None
    if not isinstance(asked, dict):
        what, remedy = "is not a plan over years", "Give what the command years prints with --json"
        raise RequestError([Problem("no_plan", what, remedy, field="plan")], origin)
    known = {name: part for name, part in asked.items() if name not in ("rounds", "other_rules")}
    return pursue(_task(validated(_TaskDocument, known, RequestError, origin), origin), solver, time_limit)


def read_plan(path: str | Path, *, solver: str = DEFAULT_SOLVER, time_limit: float | None = None) -> YearPlan:
    """Read a plan over years from a JSON file; see :func:`plan_from_dict`.

    Raises
    ------
    RequestError
        If there is no such file, or something in it is wrong.
    """
    path = Path(path)
    origin = shown(path)
    return plan_from_dict(parse_json(read_file(path), origin), origin, solver=solver, time_limit=time_limit)


def _task(asked: _TaskDocument, origin: str) -> Task:
    region = region_from_dict(asked.region, f"{origin}: region")
    intake = read_intake({_year(year): fte for year, fte in asked.intake.items()})
    forecasts = {_year(year): _region(given, year, origin) for year, given in asked.forecasts.items()}
    rises, falls = (
        team_ids(region, {team: cap.cap() for team, cap in given.items()}, field)
        for field, given in (("rises", asked.rises), ("falls", asked.falls))
    )
    task = Task(
        policy_from_dict(asked.policy, f"{origin}: policy"),
        intake,
        regions_by_year(dict.fromkeys(intake, region), forecasts),
        read_start(region, asked.start),
        rises,
        falls,
        checked_choice("layers", asked.layers, Layers),
        checked_choice("first", asked.first, First),
    )
    check_task(task)
    return task


def _region(given: Any, year: str, origin: str) -> Region:
    return region_from_dict(given, f"{origin}: forecasts of {year}")


def _year(text: str) -> Any:
    """Return a year as a number; what is none is told by whoever reads years."""
    return int(text) if text.isascii() and text.isdigit() else text
