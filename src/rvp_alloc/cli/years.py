"""The command ``years``: a plan over several years."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal

import typer

from rvp_alloc.cli.divide import telling_conflicts
from rvp_alloc.cli.given import by_year
from rvp_alloc.cli.options import (
    AsJson,
    Changes,
    Lang,
    OverwriteReports,
    Plugins,
    PolicyFile,
    Reports,
    Source,
    TimeLimit,
)
from rvp_alloc.cli.source import request_of
from rvp_alloc.cli.written import checked_reports, give
from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.planning.years import Availability, plan_years


class First(StrEnum):
    """Which year's aims come first."""

    earlier = "earlier"
    later = "later"


class Layers(StrEnum):
    """How uplift, development total, floors and pins count in the first years."""

    in_proportion = "in_proportion"
    as_stated = "as_stated"


def years(
    source: Source,
    intake: Annotated[
        list[str] | None, typer.Option(help="New posts of a year, one option each: --intake 2023=40.")
    ] = None,
    aspiranten: Annotated[
        list[str] | None, typer.Option(help="Instead of --intake: fte of aspiranten who finish in a year, 2023=60.")
    ] = None,
    attrition: Annotated[list[str] | None, typer.Option(help="With --aspiranten: fte that leave in a year.")] = None,
    lateral: Annotated[list[str] | None, typer.Option(help="With --aspiranten: fte that come in otherwise.")] = None,
    completion: Annotated[str, typer.Option(help="With --aspiranten: which part of them finishes, 0.9.")] = "1",
    growth_cap: Annotated[
        str | None, typer.Option(help="The most a team may grow in a year, as a share of its formation: 0.03.")
    ] = None,
    layers: Annotated[
        Layers, typer.Option(help="Whether uplift, development total, floors and pins grow in with the intake.")
    ] = Layers.in_proportion,
    first: Annotated[First, typer.Option(help="Whether earlier or later years come first.")] = First.earlier,
    policy: PolicyFile = None,
    changes: Changes = None,
    time_limit: TimeLimit = None,
    lang: Annotated[Lang, typer.Option(help="Language of the plan.")] = Lang.en,
    plugin: Plugins = None,
    report: Reports = None,
    overwrite: OverwriteReports = False,
    as_json: AsJson = False,
) -> None:
    """Plan over several years: every rule holds every year, and no team goes back."""
    reports = checked_reports(report)
    request = request_of(source, policy, changes or (), None, plugin or ())
    coming = _coming(intake, aspiranten, attrition, lateral, completion)
    kept: Literal["in_proportion", "as_stated"] = layers.value
    order: Literal["earlier", "later"] = first.value
    with telling_conflicts(lang, as_json=as_json):
        plan = plan_years(
            request.region,
            request.policy,
            coming,
            growth_cap=growth_cap,
            layers=kept,
            first=order,
            time_limit=time_limit,
        )
    told = coming.text(lang.value) if isinstance(coming, Availability) else ""
    give(plan, reports, lang, overwrite=overwrite, as_json=as_json, first=told)


def _coming(
    intake: list[str] | None,
    aspiranten: list[str] | None,
    attrition: list[str] | None,
    lateral: list[str] | None,
    completion: str,
) -> Mapping[int, str] | Availability:
    """Return what comes in each year: as it is given, or worked out from who finishes and who leaves."""
    staff = {"aspiranten": aspiranten, "attrition": attrition, "lateral": lateral}
    if not any(staff.values()):
        if not intake:
            what, remedy = "nothing is said to come in", "Give --intake 2023=40, or --aspiranten and --attrition"
            raise RequestError([Problem("missing", what, remedy, field="--intake")])
        return by_year(intake, "--intake")
    if intake:
        what, remedy = "is given beside --intake", "Give the one or the other"
        raise RequestError([Problem("unclear", what, remedy, field="--aspiranten")])
    amounts = {name: by_year(options, f"--{name}") for name, options in staff.items()}
    return Availability(**amounts, completion=completion, source="command line")
