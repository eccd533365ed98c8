"""The command ``round``: whole posts."""

from enum import StrEnum
from typing import Annotated

import typer

from rvp_alloc.allocation.document import to_json
from rvp_alloc.cli.divide import divide, telling_conflicts
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
from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.planning.rounding import hamilton, round_posts, sainte_lague


class Method(StrEnum):
    """How posts are made whole."""

    nearest = "nearest"
    hamilton = "hamilton"
    sainte_lague = "sainte-lague"


def round_(
    source: Source,
    step: Annotated[str, typer.Option(help="Whole posts (1), halves (0.5) or tenths (0.1).")] = "1",
    method: Annotated[
        Method, typer.Option(help="nearest keeps every hard rule; the others know no rules, and tell which they break.")
    ] = Method.nearest,
    policy: PolicyFile = None,
    changes: Changes = None,
    new_fte: NewFte = None,
    time_limit: TimeLimit = None,
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
    with telling_conflicts(lang, as_json=as_json):
        rounded = round_posts(plan, step, time_limit=time_limit)
    give(rounded, reports, lang, overwrite=overwrite, as_json=as_json)
