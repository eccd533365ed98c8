"""Options that several commands share, and how a table is printed."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer


class Lang(StrEnum):
    """Language of what people read."""

    nl = "nl"
    en = "en"


Source = Annotated[
    str,
    typer.Argument(
        help="A packaged region (amsterdam-2022, national-2018), or a file: .csv, .xlsx or .json with a region or a request."
    ),
]
PolicyFile = Annotated[
    Path | None, typer.Option("--policy", help="A policy file, .toml or .json; the reference policy if none.")
]
Changes = Annotated[
    list[str] | None, typer.Option("--set", help="Change one value: --set development.total=20, --set ipga.state=off.")
]
NewFte = Annotated[str | None, typer.Option("--new-fte", help="How many fte to divide.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document, whatever the outcome.")]
Plugins = Annotated[
    list[str] | None, typer.Option("--plugin", help="Import a Python module that registers rules of your own.")
]
Overwrite = Annotated[bool, typer.Option(help="Let --output replace a file that exists.")]
TimeLimit = Annotated[float | None, typer.Option(help="Seconds; no limit if not given.")]
Reports = Annotated[
    list[Path] | None, typer.Option("--report", help="Also write a report: a file ending in .html, .xlsx or .md.")
]
OverwriteReports = Annotated[bool, typer.Option("--overwrite", help="Let --report replace files that exist.")]
Pins = Annotated[list[str] | None, typer.Option("--pin", help="Fix what a team gets: --pin 'Zuid-de Pijp=3'.")]
Author = Annotated[str, typer.Option(help="Who decided the pins.")]
Reason = Annotated[str, typer.Option(help="Why they decided so.")]
LeastChange = Annotated[
    bool, typer.Option("--least-change/--afresh", help="Whether what is revised counts, or the rules alone.")
]


def print_rich(table: Any) -> None:
    """Print a table as wide as the terminal, or 110 wide to a file."""
    from rich.console import Console

    console = Console(width=None if sys.stdout.isatty() else 110)
    console.print(table)
