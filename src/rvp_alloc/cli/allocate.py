"""The command ``allocate``."""

from pathlib import Path
from typing import Annotated

import typer

from rvp_alloc.cli.divide import divide
from rvp_alloc.cli.options import (
    AsJson,
    Changes,
    Lang,
    NewFte,
    Overwrite,
    Plugins,
    PolicyFile,
    Source,
    TimeLimit,
    print_rich,
)
from rvp_alloc.cli.source import request_of
from rvp_alloc.files import write_file
from rvp_alloc.solving.pulp_backend import DEFAULT_SOLVER


def allocate(
    source: Source,
    policy: PolicyFile = None,
    changes: Changes = None,
    new_fte: NewFte = None,
    solver: Annotated[str, typer.Option(help="PuLP's name of a solver for linear programmes.")] = DEFAULT_SOLVER,
    time_limit: TimeLimit = None,
    output: Annotated[Path | None, typer.Option(help="Write the JSON document to this file as well.")] = None,
    overwrite: Overwrite = False,
    annex: Annotated[bool, typer.Option(help="Print the new Bijlage 1 below the table.")] = False,
    lang: Annotated[Lang, typer.Option(help="Language of the table, or of the conflict.")] = Lang.en,
    plugin: Plugins = None,
    as_json: AsJson = False,
) -> None:
    """Divide new fte: a proven division as a table, or as JSON."""
    request = request_of(source, policy, changes or (), new_fte, plugin or ())
    plan = divide(request, lang, as_json=as_json, solver=solver, time_limit=time_limit)
    if output:
        write_file(output, (plan.to_json() + "\n").encode(), overwrite=overwrite)
    if as_json:
        print(plan.to_json())
        return
    print_rich(plan.table(lang.value))
    if annex:
        print(plan.annex(lang.value).to_string(index=False, na_rep=""))
    for relaxation in plan.relaxed:
        print(f"gave way: {relaxation}")
    for pin in plan.pins:
        alone = "no division" if pin.rules_alone is None else f"{float(pin.rules_alone):.3f}"
        print(
            f"pinned: {pin.team} at {float(pin.pinned):g} by {pin.author} ({pin.reason}); the rules alone give {alone}"
        )
