"""The page: a report written as one file of HTML, with its style, its script and its data inside."""

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from rvp_alloc.allocation import Allocation
from rvp_alloc.analysis.path import Path as BudgetPath
from rvp_alloc.extras import load
from rvp_alloc.figure import Figure
from rvp_alloc.files import write_file
from rvp_alloc.report.content import EURO_PER_FTE, Answer, Imprint, content
from rvp_alloc.report.content.division import report_of_division
from rvp_alloc.report.content.division.material import BUDGET, Material
from rvp_alloc.report.content.form import Form
from rvp_alloc.report.page.slider import slider
from rvp_alloc.report.parts import Report
from rvp_alloc.words import Lang, word


def report_html(
    answer: Answer,
    lang: Lang = "nl",
    *,
    euro_per_fte: Figure | None = EURO_PER_FTE,
    author: str = "",
    date: str = "",
) -> str:
    """Return the report of a division as one page of HTML; of another answer, the page that goes with it.

    The page needs nothing else: it opens from a file, asks nothing of a network, and prints on A4. The same input gives the
    same page, byte for byte.

    Parameters
    ----------
    answer
        A division, whole posts, a plan over several years, a revision or a reallocation; or that there is none of these: a
        conflict, ``NoRounding``, or years that clash.
    lang
        ``nl`` or ``en``.
    euro_per_fte
        What a new fte costs, shown as an indication; None to show no money.
    author, date
        Who made the report, and when, as they are to be shown; left out where empty.

    Raises
    ------
    RequestError
        If there are no words in the language, or something else than an answer is given.
    MissingPackageError
        If jinja2, altair or vl-convert is not installed.

    Examples
    --------
    >>> from rvp_alloc import allocate, load_region
    >>> page = report_html(allocate(load_region("amsterdam-2022"), new_fte=71), "en")
    >>> page.splitlines()[0], "Proposal for the division of 71 new fte" in page
    ('<!DOCTYPE html>', True)
    """
    imprint = Imprint(lang, euro_per_fte, author, date)
    if isinstance(answer, Allocation):
        report, material = report_of_division(answer, imprint)
        return _page(report, imprint.form, material)
    return _page(content(answer, imprint), imprint.form)


def save_report(
    answer: Answer,
    path: str | Path,
    *,
    lang: Lang = "nl",
    overwrite: bool = False,
    euro_per_fte: Figure | None = EURO_PER_FTE,
    author: str = "",
    date: str = "",
) -> Path:
    """Write the report of an answer to an ``.html`` file.

    Parameters
    ----------
    answer, lang, euro_per_fte, author, date
        As for :func:`report_html`.
    path
        Where to write it.
    overwrite
        Whether a file that exists may be replaced.

    Raises
    ------
    RequestError
        As for :func:`report_html`; or if the file exists and is not to be overwritten, or cannot be written.
    """
    page = report_html(answer, lang, euro_per_fte=euro_per_fte, author=author, date=date)
    path = Path(path)
    write_file(path, page.encode(), overwrite=overwrite)
    return path


def _page(report: Report, form: Form, material: Material | None = None) -> str:
    path = material.budget_path if material else None
    moving = _moving(material, path) if material and path else {}
    page: str = _template().render(
        report=report,
        say=form.say,
        word=lambda key: word(key, form.lang),
        style=_packaged("style.css"),
        **moving,
    )
    return page


def _moving(material: Material, path: BudgetPath) -> dict[str, Any]:
    """Return what the slider needs: what stands in its tables, its data, and its script with the script's hash."""
    script = _packaged("slider.js")
    region = material.plan.region
    return {
        "slider": {
            "least": int(path.start),
            "most": int(path.stop),
            "now": material.form.short(material.plan.policy[BUDGET].value),
            "teams": [team.name for team in region.teams],
            "districts": [district.name for district in region.districts],
        },
        "data": _inlined(slider(material, path)),
        "script": script,
        "script_hash": base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    }


def _inlined(data: Any) -> str:
    """Return JSON that cannot end the element it stands in."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _packaged(name: str) -> str:
    return files("rvp_alloc.report.page").joinpath(name).read_text(encoding="utf-8")


@cache
def _template() -> Any:
    jinja2 = load("jinja2", "report")
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, keep_trailing_newline=True)
    environment.globals.update(slider=None, script_hash="", data="", script="")
    return environment.from_string(_packaged("template.html"))
