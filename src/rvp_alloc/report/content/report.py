"""The whole report of a division, and the short one of a conflict."""

from fractions import Fraction
from typing import Any

from rvp_alloc.allocation import Allocation
from rvp_alloc.analysis.path import Path
from rvp_alloc.conflict import Conflict
from rvp_alloc.extras import load
from rvp_alloc.figure import Confidence, Figure
from rvp_alloc.report import charts
from rvp_alloc.report.content.budget import budget
from rvp_alloc.report.content.clashes import clashes
from rvp_alloc.report.content.form import Form
from rvp_alloc.report.content.front import annex, lead, notices, tiles, totals, totals_notes
from rvp_alloc.report.content.material import Material, budget_path
from rvp_alloc.report.content.record import record
from rvp_alloc.report.content.rules import rules
from rvp_alloc.report.content.sensitivity import sensitivity
from rvp_alloc.report.content.unknown import unknown
from rvp_alloc.report.content.why import why
from rvp_alloc.report.parts import Picture, Report
from rvp_alloc.words import Lang

_ROW = 13  # pixels of a team in the chart on page one: all of it must fit on A4
EURO_PER_FTE = Figure(
    Fraction(114_500_000, 700),
    "euro per fte",
    "RVP 2023-2026, note 25",
    "2022",
    Confidence.COMPOSED,
    "114.5 million euros for 700 fte, divided",
)
"""What a new fte costs: the money made available for all police units, by the number of fte it is for."""


def content(
    plan: Allocation, lang: Lang, *, euro_per_fte: Figure | None = EURO_PER_FTE, author: str = "", date: str = ""
) -> tuple[Report, Material]:
    """Return the report of a division, and the material it is made from.

    Raises
    ------
    RequestError
        If there are no words in the language.
    MissingPackageError
        If altair or vl-convert is not installed.
    """
    form = Form(lang)
    title = form.say("title", fte=form.short(plan.total))
    path = budget_path(plan)
    material = Material(plan, lang, euro_per_fte, author, date, path, _pictures(plan, lang, path))
    report = Report(
        lang,
        title,
        _subtitle(form, plan.region.name, author, date),
        lead(material),
        tiles(material),
        (annex(material),),
        (totals(material), *totals_notes(material)),
        (*notices(material), material.picture("layers")),
        tuple(section(material) for section in (budget, why, rules, unknown, sensitivity, record)),
        form.say("closing"),
    )
    return report, material


def _pictures(plan: Allocation, lang: Lang, path: Path | None) -> dict[str, Picture]:
    rows = load("altair", "report").Step(_ROW)
    found: dict[str, Any] = {
        "layers": charts.layers(plan, lang).properties(height=rows),
        "key": charts.key_against_result(plan, lang),
        **({"path": charts.path_chart(path, lang)} if path else {}),
    }
    return {name: Picture(charts.svg(chart), charts.alternative_text(chart)) for name, chart in found.items()}


def _subtitle(form: Form, unit: str, author: str, date: str) -> str:
    return " · ".join(part for part in (unit, form.say("proposal"), author, date) if part)


def content_of_conflict(conflict: Conflict, lang: Lang, *, author: str = "", date: str = "") -> Report:
    """Return the report of rules that cannot hold together.

    Raises
    ------
    RequestError
        If there are no words in the language.
    """
    form = Form(lang)
    return Report(
        lang,
        form.say("conflict_title"),
        _subtitle(form, conflict.case.region.name, author, date),
        (form.say("conflict_lead"), form.say("conflict_decide")),
        sections=tuple(clashes(conflict, lang)),
        closing=form.say("closing"),
    )
