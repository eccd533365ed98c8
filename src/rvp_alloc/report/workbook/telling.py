"""How things of the library are called in the workbook."""

from rvp_alloc.allocation import Allocation
from rvp_alloc.policy.formulate import FACTS
from rvp_alloc.region.region import Pool, Region
from rvp_alloc.words import Lang, rule_name, word

_STANDARD = ("priority_uplift", "development", "key", "interventieplegers", "regisseurs", "wijkagent_posts")
_PARAMETERS = (
    "budget.new_fte",
    "priority_uplift.rate",
    "development.total",
    "wijkagent_unit.norm",
    "wijkagent_area.norm",
    *(f"ipga.{name}" for name in ("heads", "share", "net", "regisseurs_min", "regisseurs_max", "cap")),
    "basic_care.alpha",
)
_WEIGHTS = "key.weights."
_BREAK = "-\n"


def layer_name(layer: str, lang: Lang) -> str:
    """Return the name of a layer or a kind of posts; one of a rule of the user's own is called by its id."""
    return layer_heading(layer, lang).replace(_BREAK, "")


def layer_heading(layer: str, lang: Lang) -> str:
    """Return the name of a layer or a kind of posts as a heading, which may break a long word."""
    return word(f"book_column_{layer}", lang) if layer in _STANDARD else layer


def name_of_rule(rule: str, lang: Lang) -> str:
    """Return the name of a rule, or of the facts about posts that hold under every policy."""
    return word("book_facts", lang) if rule == FACTS else rule_name(rule, lang)


def parameter_name(parameter: str, lang: Lang) -> str:
    """Return what a parameter is, within its rule; one of a family or of a user's own rule is called by its id."""
    if parameter in _PARAMETERS:
        return word(f"book_parameter_{parameter}", lang)
    if parameter.startswith(_WEIGHTS):
        return word("book_parameter_weight", lang).format(name=parameter.removeprefix(_WEIGHTS))
    return parameter.partition(".")[2]


def pool_name(region: Region, pool: Pool) -> str:
    """Return the names of the teams of a pool."""
    return " + ".join(region.team(team).name for team in pool.teams)


def about(region: Region, label: str, lang: Lang) -> str:
    """Return what a row is about, by what its label says behind the colon, or else by the team that it names."""
    start, _, subject = label.partition(":")
    teams = {team.name: team.name for team in region.teams} | {team.id: team.name for team in region.teams}
    if not subject:
        return teams.get(start.partition(".")[2], word("book_unit", lang))
    pools = {pool.id: pool_name(region, pool) for pool in region.pools}
    districts = {district.id: district.name for district in region.districts}
    known = next((known for known in (teams, pools, districts) if subject in known), {})
    return known.get(subject, subject)


def name_width(plan: Allocation) -> float:
    """Return a width that fits the names of most teams and pools."""
    return min(max(24, *(len(team.name) + 2 for team in plan.region.teams)), 42)
