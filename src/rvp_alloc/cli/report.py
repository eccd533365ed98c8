"""The command ``report``: a division for those who decide, as a page, a workbook, Markdown, or an entry for the register."""

from pathlib import Path
from typing import Annotated

import typer

from rvp_alloc.cli.divide import divide
from rvp_alloc.cli.options import Changes, Lang, NewFte, Overwrite, Plugins, PolicyFile, Source
from rvp_alloc.cli.source import request_of
from rvp_alloc.cli.written import Format, format_of, write_report


def report(
    source: Source,
    output: Annotated[Path, typer.Option(help="The file to write.")],
    policy: PolicyFile = None,
    changes: Changes = None,
    new_fte: NewFte = None,
    lang: Annotated[Lang, typer.Option(help="Language of the report.")] = Lang.nl,
    kind: Annotated[
        Format | None,
        typer.Option(
            "--format", help="A page, a workbook, Markdown, or an entry for the Algorithm Register; else by the ending."
        ),
    ] = None,
    overwrite: Overwrite = False,
    plugin: Plugins = None,
) -> None:
    """Write a division for those who decide: a page that prints, a workbook, Markdown, or an entry for the register."""
    chosen = kind or format_of(output)
    plan = divide(request_of(source, policy, changes or (), new_fte, plugin or ()), lang, as_json=False)
    write_report(plan, output, chosen, lang, overwrite=overwrite)
    print(f"{output}: {plan.region.name}, {float(plan.total):g} fte")
