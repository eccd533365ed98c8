"""The command ``revise-years``: a plan over years looked at again while it runs."""

from pathlib import Path
from typing import Annotated

import typer

from rvp_alloc.cli.divide import telling_conflicts
from rvp_alloc.cli.moving import TimeLimit, pins_of, show
from rvp_alloc.cli.moving_options import realised_of
from rvp_alloc.cli.options import AsJson, Lang, Plugins, PolicyFile
from rvp_alloc.cli.planning import First, by_year
from rvp_alloc.cli.source import import_plugins
from rvp_alloc.cli.written import OverwriteReports, Reports, checked_reports
from rvp_alloc.planning.years import read_plan
from rvp_alloc.planning.years_revision import revise_years as revise_plan
from rvp_alloc.policy.document import read_policy


def revise_years(
    plan: Annotated[Path, typer.Argument(help="The old plan, as years --json printed it.")],
    year: Annotated[int, typer.Argument(help="The first year that is planned again.")],
    realised: Annotated[
        list[str] | None,
        typer.Option(
            help="All that a team has when that year begins, TEAM=FTE; or a .csv or .xlsx file with columns team and fte."
        ),
    ] = None,
    intake: Annotated[list[str] | None, typer.Option(help="New posts of a year that are other than planned.")] = None,
    policy: PolicyFile = None,
    pin: Annotated[list[str] | None, typer.Option(help="Fix what a team gets: --pin 'Zuid-de Pijp=3'.")] = None,
    author: Annotated[str, typer.Option(help="Who decided the pins.")] = "",
    reason: Annotated[str, typer.Option(help="Why they decided so.")] = "",
    growth_cap: Annotated[
        str | None,
        typer.Option(help="The most a team may grow in a year, as a share of its formation; else as planned."),
    ] = None,
    least_change: Annotated[
        bool, typer.Option("--least-change/--afresh", help="Whether the old plan counts, or the rules alone.")
    ] = True,
    first: Annotated[
        First | None, typer.Option(help="Whether earlier or later years come first; as in the old plan if not given.")
    ] = None,
    time_limit: TimeLimit = None,
    lang: Annotated[Lang, typer.Option(help="Language of the revision.")] = Lang.en,
    plugin: Plugins = None,
    report: Reports = None,
    overwrite: OverwriteReports = False,
    as_json: AsJson = False,
) -> None:
    """Plan the rest of the years again: nobody loses what is realised, and the plan changes as little as can be."""
    reports = checked_reports(report)
    import_plugins(plugin or ())
    pins = pins_of(pin, author, reason)
    with telling_conflicts(lang, as_json=as_json):
        old = read_plan(plan, time_limit=time_limit)
        revision = revise_plan(
            old,
            year,
            realised=realised_of(realised, old.region),
            intake=by_year("--intake", intake) if intake else None,
            policy=read_policy(policy) if policy else None,
            pins=pins,
            growth_cap=growth_cap,
            least_change=least_change,
            first=first.value if first else None,
            time_limit=time_limit,
        )
    show(revision, reports, lang, overwrite=overwrite, as_json=as_json)
