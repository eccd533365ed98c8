"""How a command gives its answer: files for those who decide, then a table and its words, or one JSON document."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from rvp_alloc.allocation.document import to_json
from rvp_alloc.cli.options import Lang, print_rich
from rvp_alloc.files import unknown_ending, write_file
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


_MADE: Mapping[Format, Callable[[Any, Language], bytes]] = {
    Format.html: lambda answer, lang: report_html(answer, lang).encode(),
    Format.xlsx: workbook_bytes,
    Format.md: lambda answer, lang: report_markdown(answer, lang).encode(),
    Format.register: lambda plan, lang: f"{register_entry(plan, lang).to_json()}\n".encode(),
}
_ENDINGS = {".html": Format.html, ".htm": Format.html, ".xlsx": Format.xlsx, ".md": Format.md}


def format_of(path: Path) -> Format:
    """Return the kind of file that a name stands for.

    Raises
    ------
    RequestError
        If its ending stands for none.

    Examples
    --------
    >>> format_of(Path("proposal.xlsx")).value
    'xlsx'
    """
    found = _ENDINGS.get(path.suffix.lower())
    if found is None:
        raise unknown_ending(path, ".html", ".xlsx", ".md")
    return found


def write_report(answer: Any, path: Path, kind: Format, lang: Lang, *, overwrite: bool) -> None:
    """Write an answer as a kind of file; the name of what is written is for the caller to tell."""
    write_file(path, _MADE[kind](answer, lang.value), overwrite=overwrite)


def checked_reports(paths: Iterable[Path] | None) -> dict[Path, Format]:
    """Return the kind of each file that is asked for: a wrong ending is told before any work is done."""
    return {path: format_of(path) for path in paths or ()}


def give(
    answer: Any, reports: Mapping[Path, Format], lang: Lang, *, overwrite: bool, as_json: bool, first: str = ""
) -> None:
    """Write the reports that are asked for, then print the answer; ``first`` is told between its table and its words."""
    for path, kind in reports.items():
        write_report(answer, path, kind, lang, overwrite=overwrite)
    if as_json:
        print(to_json(answer.to_dict()))
        return
    print_rich(answer.table(lang.value))
    if first:
        print(first, end="\n\n")
    print(answer.text(lang.value))
