"""Names: what parameters, figures, rows and groups are called in a sentence, in Dutch or English."""

from collections.abc import Iterable

from rvp_alloc.policy.rules.bounds import EVERY
from rvp_alloc.region.region import Region
from rvp_alloc.words import Lang, criterion_name, join_words, parameter_phrase, rule_name

RULES_BEHIND = {"area_norm": "wijkagent_area", "unit_norm": "wijkagent_unit", "even_coverage": "wijkagent_area"}
"""The rule that an aim serves, for aims that are called otherwise."""


class Names:
    """The names that the teams, pools and districts of a region (or several), and parameters, have in a language.

    Examples
    --------
    >>> from rvp_alloc import load_region
    >>> names = Names(load_region("amsterdam-2022"), "en")
    >>> names.variable("inhabitants.nieuw-west"), names.variable("key.weights.growth")
    ('the number of inhabitants of Nieuw-West Noord and Nieuw-West Zuid', 'the weight of growth in the key')
    >>> names.subject("west"), names.rule_of("area_norm:amstelveen")
    ('West', 'Wijkagent norm per area')
    """

    def __init__(self, region: Region, lang: Lang, *others: Region) -> None:
        self.region = region
        self.lang = lang
        self._teams = {team.id: team.name for known in (*others, region) for team in known.teams}
        self._subjects = {district.id: district.name for known in (*others, region) for district in known.districts}
        self._subjects |= {pool.id: self._joined(pool.teams) for known in (*others, region) for pool in known.pools}
        self._subjects |= self._teams

    def subject(self, name: str) -> str:
        """Return what a team, pool or district is called; an authority or municipality is its own name."""
        return self._subjects.get(name, name)

    def variable(self, path: str) -> str:
        """Return what a parameter or figure is called in a sentence; its path, if there are no words for it."""
        exact = parameter_phrase(path, self.lang)
        if exact:
            return exact
        family, _, rest = path.partition(".")
        if family == "key":
            return self._phrase("key.weights", criterion_name(rest.removeprefix("weights."), self.lang), path)
        if family == "bounds":
            kind, scope, name = rest.split(".", 2)
            every = parameter_phrase(f"every.{scope}", self.lang) or name
            return self._phrase(f"bounds.{kind}", every if name == EVERY else self.subject(name), path)
        if family == "waterline":
            kind, _, name = rest.partition(".")
            every = parameter_phrase("every.team", self.lang) or name
            return self._phrase(f"waterline.{kind}", every if name == EVERY else self.subject(name), path)
        if family in ("authority", "municipality", "pins", "formation", "wijkagenten", "inhabitants", "reach"):
            return self._phrase(family, self.subject(rest), path)
        return self._measure(family, rest) if self.region.measure(family) else path

    def rule_of(self, label: str) -> str:
        """Return the name of the rule behind a row, a parameter or a measure of an aim."""
        return rule_name(rule_behind(label), self.lang)

    def subject_of(self, label: str) -> str:
        """Return what a row or measure is about; empty where there is only one of its kind."""
        return self.subject(label.partition(":")[2])

    def _measure(self, measure: str, group: str) -> str:
        found, teams = self.region.measure(measure), self._joined(group.split("+"))
        phrase = parameter_phrase(measure, self.lang)
        if phrase or found is None:
            return (phrase or "{name}").format(name=teams)
        return (parameter_phrase("measure", self.lang) or "").format(measure=found.name, name=teams)

    def _phrase(self, kind: str, name: str, path: str) -> str:
        phrase = parameter_phrase(kind, self.lang)
        return phrase.format(name=name) if phrase else path

    def _joined(self, teams: Iterable[str]) -> str:
        return join_words([self._teams.get(team, team) for team in teams], self.lang)


def rule_behind(label: str) -> str:
    """Return the id of the rule that a row, a parameter or a measure of an aim comes from.

    >>> rule_behind("bounds.cap.district.west:west"), rule_behind("area_norm:amstelveen"), rule_behind("key:amstelveen")
    ('bounds', 'wijkagent_area', 'key')
    """
    start = label.partition(":")[0].partition(".")[0]
    return RULES_BEHIND.get(start, start)
