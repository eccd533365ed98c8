"""The command ``new``: a table to fill in for a region of one's own, and a policy to start from."""

import json
import os
import shlex
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from rvp_alloc.border import bad_file
from rvp_alloc.cli.options import AsJson, Lang
from rvp_alloc.files import shown
from rvp_alloc.policy.starter import save_starter
from rvp_alloc.region.template import ENDINGS, save_template
from rvp_alloc.telling import visible
from rvp_alloc.words import word


class TableFormat(StrEnum):
    """What the table becomes."""

    xlsx = "xlsx"
    csv = "csv"


def new(
    name: Annotated[str, typer.Argument(help="What your files are called, such as my-region.")],
    table_format: Annotated[TableFormat, typer.Option("--format", help="A workbook, or plain CSV.")] = TableFormat.xlsx,
    lang: Annotated[Lang, typer.Option(help="Language of the explanations.")] = Lang.en,
    overwrite: Annotated[bool, typer.Option(help="Replace files that exist.")] = False,
    as_json: AsJson = False,
) -> None:
    """Begin with a region of your own: write a table to fill in, and the rules to start from."""
    for ending in ENDINGS:
        if name.lower().endswith(ending):
            name, table_format = name[: -len(ending)], TableFormat(ending.removeprefix("."))
    path = Path(name)
    if not path.name:
        raise bad_file("new", "empty", f"'{visible(name)}' is no name for a file", "Give a name such as my-region")
    table, rules = (path.with_name(f"{path.name}.{ending}") for ending in (table_format, "toml"))
    _refuse_what_exists(() if overwrite else (table, rules))
    save_starter(rules, path.name, lang=lang.value, overwrite=overwrite)  # first, since it refuses what is no name
    save_template(table, lang=lang.value, overwrite=overwrite)
    following = f"python -m rvp_alloc check {shlex.quote(str(table))} --policy {shlex.quote(str(rules))}"
    if as_json:
        document = {"schema_version": 1, "status": "written", "files": [str(table), str(rules)], "next": following}
        print(json.dumps(document, indent=1, ensure_ascii=False))
        return
    print(f"{visible(table)}: {word(f'new_table_{table_format}', lang.value)}")
    print(f"{visible(rules)}: {word('new_rules', lang.value)}")
    print(f"{word('new_next', lang.value)}: {following}")


def _refuse_what_exists(paths: tuple[Path, ...]) -> None:
    """Refuse before anything is written, so that no half of a pair is left behind."""
    for path in paths:
        if os.path.exists(path):  # noqa: PTH110  (also for odd names)
            what, remedy = "exists already and is left as it was", "Choose another name, or add --overwrite"
            raise bad_file(shown(path), "exists", what, remedy)
