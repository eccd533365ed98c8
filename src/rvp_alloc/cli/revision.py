"""The commands ``revise`` and ``revise-years``: a division, or a plan over years, looked at again."""

from pathlib import Path
from typing import Annotated

import typer

from rvp_alloc.cli.divide import divide, telling_conflicts
from rvp_alloc.cli.given import by_year, pins_of, realised_of
from rvp_alloc.cli.options import (
    AsJson,
    Author,
    Changes,
    Lang,
    LeastChange,
    NewFte,
    OverwriteReports,
    Pins,
    Plugins,
    Reason,
    Reports,
    TimeLimit,
)
from rvp_alloc.cli.source import changed, import_plugins, request_of
from rvp_alloc.cli.written import checked_reports, give
from rvp_alloc.cli.years import First
from rvp_alloc.planning.revision import revise as revise_division
from rvp_alloc.planning.years import read_plan
from rvp_alloc.planning.years_revision import revise_years as revise_plan
from rvp_alloc.policy.document import read_policy


def revise(
    old: Annotated[str, typer.Argument(help="The old division: a region, a request, or what allocate --json printed.")],
    new: Annotated[
        str | None, typer.Argument(help="A source with new figures; those of the old division if none.")
    ] = None,
    policy: Annotated[Path | None, typer.Option(help="New rules; those of the old division if none.")] = None,
    changes: Changes = None,
    new_fte: NewFte = None,
    realised: Annotated[
        list[str] | None,
        typer.Option(help="What a team has got already, TEAM=FTE; or a .csv or .xlsx file with columns team and fte."),
    ] = None,
    pin: Pins = None,
    author: Author = "",
    reason: Reason = "",
    least_change: LeastChange = True,
    time_limit: TimeLimit = None,
    lang: Annotated[Lang, typer.Option(help="Language of the revision.")] = Lang.en,
    plugin: Plugins = None,
    report: Reports = None,
    overwrite: OverwriteReports = False,
    as_json: AsJson = False,
) -> None:
    """Divide again: with new figures, what is realised and what is decided, and as little change as that allows."""
    reports = checked_reports(report)
    pins = pins_of(pin, author, reason)
    before = divide(request_of(old, None, (), None, plugin or ()), lang, as_json=as_json, time_limit=time_limit)
    figures = request_of(new or old, policy, (), None, ())
    rules = changed(figures.policy if policy else before.policy_asked, changes or ())
    stated = figures.new_fte if new else None
    with telling_conflicts(lang, as_json=as_json):
        revision = revise_division(
            before,
            figures.region,
            rules,
            new_fte=stated if new_fte is None else new_fte,
            realised=realised_of(realised, figures.region),
            pins=pins,
            least_change=least_change,
            time_limit=time_limit,
        )
    give(revision, reports, lang, overwrite=overwrite, as_json=as_json)


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
    policy: Annotated[Path | None, typer.Option(help="New rules; those of the old plan if none.")] = None,
    pin: Pins = None,
    author: Author = "",
    reason: Reason = "",
    growth_cap: Annotated[
        str | None,
        typer.Option(help="The most a team may grow in a year, as a share of its formation; else as planned."),
    ] = None,
    least_change: LeastChange = True,
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
            intake=by_year(intake, "--intake") or None,
            policy=read_policy(policy) if policy else None,
            pins=pins,
            growth_cap=growth_cap,
            least_change=least_change,
            first=first.value if first else None,
            time_limit=time_limit,
        )
    give(revision, reports, lang, overwrite=overwrite, as_json=as_json)
