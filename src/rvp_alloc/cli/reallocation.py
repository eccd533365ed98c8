"""The command ``reallocate``: the present formation divided anew, those who lose first."""

from typing import Annotated

import typer

from rvp_alloc.cli.divide import telling_conflicts
from rvp_alloc.cli.given import by_name, by_year, caps
from rvp_alloc.cli.options import (
    AsJson,
    Changes,
    Lang,
    NewFte,
    OverwriteReports,
    Plugins,
    PolicyFile,
    Reports,
    Source,
    TimeLimit,
)
from rvp_alloc.cli.source import request_of
from rvp_alloc.cli.written import checked_reports, give
from rvp_alloc.planning.reallocation import Cap
from rvp_alloc.planning.reallocation import reallocate as reallocate_formation


def reallocate(
    source: Source,
    policy: PolicyFile = None,
    changes: Changes = None,
    new_fte: NewFte = None,
    share: Annotated[str, typer.Option(help="Which part of the formation the key divides anew, from 0 to 1.")] = "1",
    loss_cap: Annotated[
        str | None, typer.Option(help="The most a team may lose in all, as a share of its formation: 0.02.")
    ] = None,
    loss_cap_team: Annotated[list[str] | None, typer.Option(help="The same for one team: TEAM=0.01.")] = None,
    hold_harmless: Annotated[
        list[str] | None, typer.Option(help="A team that may not lose, with the reason: TEAM or TEAM=REASON.")
    ] = None,
    year: Annotated[
        list[str] | None, typer.Option(help="A year over which it is done, with what comes in: 2025 or 2025=10.")
    ] = None,
    loss_cap_per_year: Annotated[
        str | None, typer.Option(help="The most a team may lose in a year, as a share of its formation.")
    ] = None,
    author: Annotated[str, typer.Option(help="Who set the limits to losses.")] = "",
    reason: Annotated[str, typer.Option(help="Why they set them so.")] = "",
    time_limit: TimeLimit = None,
    lang: Annotated[Lang, typer.Option(help="Language of the reallocation.")] = Lang.en,
    plugin: Plugins = None,
    report: Reports = None,
    overwrite: OverwriteReports = False,
    as_json: AsJson = False,
) -> None:
    """Bring the present formation nearer to the key: who loses, who gains, within what may be lost."""
    reports = checked_reports(report)
    request = request_of(source, policy, changes or (), new_fte, plugin or ())
    stated = {"source": author, "note": reason}
    with telling_conflicts(lang, as_json=as_json):
        found = reallocate_formation(
            request.region,
            request.policy,
            new_fte=request.new_fte,
            share=share,
            loss_cap_team=caps(loss_cap, loss_cap_team, stated),
            hold_harmless=by_name(hold_harmless, "--hold-harmless", alone=""),
            years=by_year(year, "--year", alone="0") or None,
            loss_cap_per_year=None if loss_cap_per_year is None else Cap(share=loss_cap_per_year, **stated),
            time_limit=time_limit,
        )
    give(found, reports, lang, overwrite=overwrite, as_json=as_json)
