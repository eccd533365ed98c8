"""How things of the library are called in the workbook."""

from collections.abc import Mapping
from fractions import Fraction

from rvp_alloc.figure import exact_text
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


def exactly(number: Fraction, lang: Lang) -> str:
    """Write a number exactly, with the decimal sign of the language."""
    return exact_text(number).replace(".", "," if lang == "nl" else ".")


def pool_name(region: Region, pool: Pool) -> str:
    """Return the names of the teams of a pool."""
    return " + ".join(region.team(team).name for team in pool.teams)


def names_of_subjects(region: Region) -> Mapping[str, str]:
    """Return the name of everything that the label of a row can name: districts, pools, and teams before those."""
    names = {district.id: district.name for district in region.districts}
    names |= {pool.id: pool_name(region, pool) for pool in region.pools}
    names |= {team.name: team.name for team in region.teams}
    return names | {team.id: team.name for team in region.teams}


def about(names: Mapping[str, str], label: str, lang: Lang) -> str:
    """Return what a row is about, by what its label says behind the colon, or else by the team that it names."""
    start, _, subject = label.partition(":")
    if subject:
        return names.get(subject, subject)
    return names.get(start.partition(".")[2], word("book_unit", lang))


def name_width(region: Region) -> float:
    """Return a width that fits the names of most teams and pools."""
    return min(max(24, *(len(team.name) + 2 for team in region.teams)), 42)
