"""The whole report of a division."""

from rvp_alloc.allocation import Allocation
from rvp_alloc.analysis.path import Path
from rvp_alloc.report import charts
from rvp_alloc.report.content.division.budget import budget
from rvp_alloc.report.content.division.front import annex, lead, notices, tiles, totals, totals_notes
from rvp_alloc.report.content.division.material import Material, budget_path
from rvp_alloc.report.content.division.record import record
from rvp_alloc.report.content.division.rules import rules
from rvp_alloc.report.content.division.sensitivity import sensitivity
from rvp_alloc.report.content.division.unknown import unknown
from rvp_alloc.report.content.division.why import why
from rvp_alloc.report.content.imprint import Imprint
from rvp_alloc.report.content.picture import front_picture, picture
from rvp_alloc.report.parts import Picture, Report
from rvp_alloc.words import Lang


def report_of_division(plan: Allocation, imprint: Imprint) -> tuple[Report, Material]:
    """Return the report of a division, and the material it is made from."""
    form, lang = imprint.form, imprint.lang
    title = form.say("title", fte=form.short(plan.total))
    path = budget_path(plan)
    material = Material(plan, imprint, path, _pictures(plan, lang, path))
    report = Report(
        lang,
        title,
        imprint.subtitle(plan.region.name),
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
    return {
        "layers": front_picture(charts.layers(plan, lang)),
        "key": picture(charts.key_against_result(plan, lang)),
        **({"path": picture(charts.path_chart(path, lang))} if path else {}),
    }
