"""The command ``report``: a division for those who decide, as a page, a workbook, Markdown, or an entry for the register."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.cli.divide import divide
from rvp_alloc.cli.options import Changes, Lang, NewFte, Overwrite, Plugins, PolicyFile, Source
from rvp_alloc.cli.source import request_of
from rvp_alloc.files import write_file
from rvp_alloc.report.markdown import report_markdown
from rvp_alloc.report.page import report_html
from rvp_alloc.report.register import register_entry
from rvp_alloc.report.workbook import workbook_bytes
from rvp_alloc.words import Lang as Language


class Format(StrEnum):
    """What kind of file is written."""

    html = "html"
    xlsx = "xlsx"
    md = "md"
    register = "register"


_MADE: Mapping[Format, Callable[[Allocation, Language], bytes]] = {
    Format.html: lambda plan, lang: report_html(plan, lang).encode(),
    Format.xlsx: workbook_bytes,
    Format.md: lambda plan, lang: report_markdown(plan, lang).encode(),
    Format.register: lambda plan, lang: f"{register_entry(plan, lang).to_json()}\n".encode(),
}


def report(
    source: Source,
    output: Annotated[Path, typer.Option(help="The file to write.")],
    policy: PolicyFile = None,
    changes: Changes = None,
    new_fte: NewFte = None,
    lang: Annotated[Lang, typer.Option(help="Language of the report.")] = Lang.nl,
    kind: Annotated[
        Format, typer.Option("--format", help="A page, a workbook, Markdown, or an entry for the Algorithm Register.")
    ] = Format.html,
    overwrite: Overwrite = False,
    plugin: Plugins = None,
) -> None:
    """Write a division for those who decide: a page that prints, a workbook, Markdown, or an entry for the register."""
    plan = divide(request_of(source, policy, changes or (), new_fte, plugin or ()), lang, as_json=False)
    write_file(output, _MADE[kind](plan, lang.value), overwrite=overwrite)
    print(f"{output}: {plan.region.name}, {float(plan.total):g} fte")
