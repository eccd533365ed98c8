"""The commands ``round`` and ``years``: whole posts, and a plan over several years."""

import sys
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated, Literal

import typer

from rvp_alloc.allocation.document import to_json
from rvp_alloc.cli.divide import divide
from rvp_alloc.cli.options import AsJson, Changes, Lang, NewFte, Plugins, PolicyFile, Source, print_rich
from rvp_alloc.cli.source import request_of
from rvp_alloc.cli.written import OverwriteReports, Reports, checked_reports, write_reports
from rvp_alloc.errors import InfeasibleError, NoRoundingError, Problem, RequestError
from rvp_alloc.planning.rounding import hamilton, round_posts, sainte_lague
from rvp_alloc.planning.years import Availability, plan_years
from rvp_alloc.telling import visible


class Method(StrEnum):
    """How posts are made whole."""

    nearest = "nearest"
    hamilton = "hamilton"
    sainte_lague = "sainte-lague"


class First(StrEnum):
    """Which year's aims come first."""

    earlier = "earlier"
    later = "later"


class Layers(StrEnum):
    """How uplift, development total, floors and pins count in the first years."""

    in_proportion = "in_proportion"
    as_stated = "as_stated"


def round_(
    source: Source,
    step: Annotated[str, typer.Option(help="Whole posts (1), halves (0.5) or tenths (0.1).")] = "1",
    method: Annotated[
        Method, typer.Option(help="nearest keeps every hard rule; the others know no rules, and tell which they break.")
    ] = Method.nearest,
    policy: PolicyFile = None,
    changes: Changes = None,
    new_fte: NewFte = None,
    time_limit: Annotated[float | None, typer.Option(help="Seconds; no limit if not given.")] = None,
    lang: Annotated[Lang, typer.Option(help="Language of the table.")] = Lang.en,
    plugin: Plugins = None,
    report: Reports = None,
    overwrite: OverwriteReports = False,
    as_json: AsJson = False,
) -> None:
    """Divide in whole posts: as near as can be to the exact division, with every hard rule still met."""
    reports = checked_reports(report)
    if reports and method is not Method.nearest:
        what, remedy = f"a report is of whole posts that keep every rule, not of {method}", "Leave out --method"
        raise RequestError([Problem("bad_option", what, remedy, field="--report")])
    plan = divide(request_of(source, policy, changes or (), new_fte, plugin or ()), lang, as_json=as_json)
    if method is not Method.nearest:
        shares = (hamilton if method is Method.hamilton else sainte_lague)(plan, step)
        print(to_json(shares.to_dict()) if as_json else shares.text(lang.value))
        return
    try:
        rounded = round_posts(plan, step, time_limit=time_limit)
    except NoRoundingError as error:
        if as_json:
            raise
        print(f"rvp-alloc: {error.no_rounding.text(lang.value)}", file=sys.stderr)
        raise typer.Exit(error.exit_code) from None
    write_reports(rounded, reports, lang, overwrite=overwrite)
    if as_json:
        print(to_json(rounded.to_dict()))
        return
    print_rich(rounded.table(lang.value))
    print(rounded.text(lang.value))


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
    time_limit: Annotated[float | None, typer.Option(help="Seconds; no limit if not given.")] = None,
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
    try:
        plan = plan_years(
            request.region,
            request.policy,
            coming,
            growth_cap=growth_cap,
            layers=kept,
            first=order,
            time_limit=time_limit,
        )
    except InfeasibleError as error:
        if as_json:
            raise
        print(f"rvp-alloc: {error.conflict.text(lang.value)}", file=sys.stderr)
        raise typer.Exit(error.exit_code) from None
    write_reports(plan, reports, lang, overwrite=overwrite)
    if as_json:
        print(plan.to_json())
        return
    print_rich(plan.table(lang.value))
    if isinstance(coming, Availability):
        print(coming.text(lang.value), end="\n\n")
    print(plan.text(lang.value))


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
        return by_year("--intake", intake)
    if intake:
        what, remedy = "is given beside --intake", "Give the one or the other"
        raise RequestError([Problem("unclear", what, remedy, field="--aspiranten")])
    amounts = {name: by_year(f"--{name}", options or ()) for name, options in staff.items()}
    return Availability(**amounts, completion=completion, source="command line")


def by_year(option: str, given: Iterable[str]) -> Mapping[int, str]:
    """Return amounts by year, or raise with every one that is none."""
    found: dict[int, str] = {}
    problems = []
    for text in given:
        year, equals, amount = (part.strip() for part in text.partition("="))
        if not (equals and amount and year.isascii() and year.isdigit()):
            what, remedy = f"'{visible(text)}' is no year with an amount", f"Write {option} 2023=40"
            problems.append(Problem("bad_option", what, remedy, field=option, value=visible(text)))
        elif int(year) in found:
            problems.append(Problem("double", f"{year} is given twice", "Give each year once", field=option))
        else:
            found[int(year)] = amount
    if problems:
        raise RequestError(problems)
    return found
