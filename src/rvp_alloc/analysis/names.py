"""Names: what parameters, figures, rows and groups are called in a sentence, in Dutch or English."""

from collections.abc import Iterable

from rvp_alloc.naming import parameter_name
from rvp_alloc.region.region import Region
from rvp_alloc.words import Lang, join_words, parameter_phrase, rule_name

_MOST_TOLD = 4
_RULES_BEHIND = {
    "area_norm": "wijkagent_area",
    "unit_norm": "wijkagent_unit",
    "even_coverage": "wijkagent_area",
    "fewest_wijkagent_posts": "wijkagent_area",
    "fewest_interventieplegers": "ipga",
    "fewest_regisseurs": "ipga",
    "even_interventieplegers": "ipga",
    "even_regisseurs": "ipga",
}
"""The rule that an aim serves, as planners know it."""


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
        family, _, rest = path.partition(".")
        if family in ("authority", "municipality", "formation", "wijkagenten", "inhabitants"):
            return (parameter_phrase(family, self.lang) or "{name}").format(name=self.subject(rest))
        # A rule can be called after a measure: development.total is a parameter, development.boven-ij a figure.
        if self.region.measure(family) and parameter_phrase(path, self.lang) is None:
            return self._measure(family, rest)
        return parameter_name(path, self.lang, self.subject)

    def rule_of(self, label: str) -> str:
        """Return the name of the rule behind a row, a parameter or a measure of an aim."""
        return rule_name(rule_behind(label), self.lang)

    def subject_of(self, label: str) -> str:
        """Return what a row or measure is about; empty where there is only one of its kind.

        >>> from rvp_alloc import load_region
        >>> Names(load_region("amsterdam-2022"), "nl").subject_of("pins.boven-ij")
        'Boven IJ'
        """
        start, _, subject = label.partition(":")
        return self.subject(subject or (start.partition(".")[2] if start.startswith("pins.") else ""))

    def causes(self, causes: Iterable[str]) -> str:
        """Return what causes a breakpoint: the rules by name, each with what it is about; the first few, if they are many.

        >>> from rvp_alloc import load_region
        >>> Names(load_region("amsterdam-2022"), "nl").causes(["area_norm:amstelveen", "budget.new_fte"])
        'Norm wijkagenten per gebied (Amstelveen); Budget'
        """
        told = [
            f"{self.rule_of(cause)} ({about})" if (about := self.subject_of(cause)) else self.rule_of(cause)
            for cause in causes
        ]
        found = list(dict.fromkeys(told))
        return "; ".join(found[:_MOST_TOLD]) + (" …" if len(found) > _MOST_TOLD else "")

    def _measure(self, measure: str, group: str) -> str:
        found, teams = self.region.measure(measure), self._joined(group.split("+"))
        phrase = parameter_phrase(measure, self.lang)
        if phrase or found is None:
            return (phrase or "{name}").format(name=teams)
        return (parameter_phrase("measure", self.lang) or "").format(measure=found.name, name=teams)

    def _joined(self, teams: Iterable[str]) -> str:
        return join_words([self._teams.get(team, team) for team in teams], self.lang)


def rule_behind(label: str) -> str:
    """Return the id of the rule that a row, a parameter or a measure of an aim comes from.

    >>> rule_behind("bounds.cap.district.west:west"), rule_behind("area_norm:amstelveen"), rule_behind("key:amstelveen")
    ('bounds', 'wijkagent_area', 'key')
    """
    start = label.partition(":")[0].partition(".")[0]
    return _RULES_BEHIND.get(start, start)
