"""What moves along a path, and what decides there, in words a planner uses."""

from collections.abc import Iterable

from rvp_alloc.analysis.path import Path
from rvp_alloc.region.region import Region
from rvp_alloc.report.charts.frame import sentence
from rvp_alloc.telling import visible
from rvp_alloc.words import Lang, rule_name, word

_MOVES = (
    "budget.new_fte",
    "priority_uplift.rate",
    "development.total",
    "key.weights",
    "wijkagent_unit.norm",
    "wijkagent_area.norm",
    "ipga.heads",
    "ipga.cap",
    "formation",
    "wijkagenten",
    "inhabitants",
    "growth",
    "safety",
    "development",
)
_CRITERIA = ("safety", "growth", "development", "formation", "wijkagenten", "inhabitants")
_RULES = {
    "area_norm": "wijkagent_area",
    "unit_norm": "wijkagent_unit",
    "even_coverage": "wijkagent_area",
    "fewest_wijkagent_posts": "wijkagent_area",
    "even_interventieplegers": "ipga",
    "even_regisseurs": "ipga",
    "fewest_interventieplegers": "ipga",
    "fewest_regisseurs": "ipga",
}
"""By which rule a planner knows an aim."""
_MOST_CAUSES = 4


def moving(found: Path, lang: Lang) -> str:
    """Return what moves along a path in words; what has none is called by its id."""
    family, _, subject = found.parameter.rpartition(".")
    if found.parameter in _MOVES:
        return sentence(f"chart_moves_{found.parameter}", lang)
    if family == "key.weights" and subject in _CRITERIA:
        return sentence("chart_moves_key.weights", lang, name=word(f"chart_criterion_{subject}", lang))
    if family in _MOVES:
        return sentence(f"chart_moves_{family}", lang, name=subject_name(found.course.region, subject))
    return visible(found.parameter)


def causes_told(causes: Iterable[str], region: Region, lang: Lang) -> str:
    """Return what causes a breakpoint: the rules by name, with their team or area, each once."""
    told = []
    for cause in causes:
        head, _, subject = cause.partition(":")
        rule = head.partition(".")[0]
        name = rule_name(_RULES.get(rule, rule), lang)
        told.append(f"{name} ({subject_name(region, subject)})" if subject else name)
    found = list(dict.fromkeys(told))
    return "; ".join(found[:_MOST_CAUSES]) + (" …" if len(found) > _MOST_CAUSES else "")


def subject_name(region: Region, subject: str) -> str:
    """Return the name of a team, of the teams of a pool or of a group; anything else is called by its id."""
    teams = {team.id: team.name for team in region.teams}
    pools = {pool.id: pool.teams for pool in region.pools}
    parts = (subject,) if subject in teams else pools.get(subject) or subject.split("+")
    return visible(", ".join(teams.get(part, part) for part in parts), 200)
