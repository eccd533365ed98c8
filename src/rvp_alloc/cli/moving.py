"""The commands ``revise`` and ``reallocate``: a division looked at again, and the present formation divided anew."""

from pathlib import Path
from typing import Annotated, Any

import typer

from rvp_alloc.allocation.document import to_json
from rvp_alloc.cli.divide import divide, telling_conflicts
from rvp_alloc.cli.moving_options import by_name, caps, coming, realised_of
from rvp_alloc.cli.options import AsJson, Changes, Lang, NewFte, Plugins, PolicyFile, Source, print_rich
from rvp_alloc.cli.source import changed, request_of
from rvp_alloc.cli.written import OverwriteReports, Reports, checked_reports, write_reports
from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.planning.reallocation import Cap
from rvp_alloc.planning.reallocation import reallocate as reallocate_formation
from rvp_alloc.planning.revision import Pin
from rvp_alloc.planning.revision import revise as revise_division

TimeLimit = Annotated[float | None, typer.Option(help="Seconds; no limit if not given.")]


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
    pin: Annotated[list[str] | None, typer.Option(help="Fix what a team gets: --pin 'Zuid-de Pijp=3'.")] = None,
    author: Annotated[str, typer.Option(help="Who decided the pins.")] = "",
    reason: Annotated[str, typer.Option(help="Why they decided so.")] = "",
    least_change: Annotated[
        bool, typer.Option("--least-change/--afresh", help="Whether the old division counts, or the rules alone.")
    ] = True,
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
    show(revision, reports, lang, overwrite=overwrite, as_json=as_json)


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
            years=coming(year),
            loss_cap_per_year=None if loss_cap_per_year is None else Cap(share=loss_cap_per_year, **stated),
            time_limit=time_limit,
        )
    show(found, reports, lang, overwrite=overwrite, as_json=as_json)


def pins_of(options: list[str] | None, author: str, reason: str) -> dict[str, Pin]:
    """Return the pins, which need an author and a reason; and either only with a pin."""
    given = by_name(options, "--pin")
    missing = [name for name, text in (("--author", author), ("--reason", reason)) if bool(text.strip()) != bool(given)]
    problems = [
        Problem("no_reason", "a pin needs an author and a reason", f"Add {name}", field=name)
        if given
        else Problem("no_pin", "is given without a pin", "Add --pin TEAM=FTE", field=name)
        for name in missing
    ]
    if problems:
        raise RequestError(problems, "revise")
    return {team: Pin(fte, author, reason) for team, fte in given.items()}


def show(answer: Any, reports: Any, lang: Lang, *, overwrite: bool, as_json: bool) -> None:
    """Write the reports that are asked for, then print the answer."""
    write_reports(answer, reports, lang, overwrite=overwrite)
    if as_json:
        print(to_json(answer.to_dict()))
        return
    print_rich(answer.table(lang.value))
    print(answer.text(lang.value))
