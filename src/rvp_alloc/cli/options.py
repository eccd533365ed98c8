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


def print_rich(table: Any) -> None:
    """Print a table as wide as the terminal, or 110 wide to a file."""
    from rich.console import Console

    console = Console(width=None if sys.stdout.isatty() else 110)
    console.print(table)
