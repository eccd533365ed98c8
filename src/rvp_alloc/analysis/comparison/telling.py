"""A comparison in words, Dutch or English: every number comes from the data."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from rvp_alloc.analysis.comparison.comparison import Comparison, TeamChange
from rvp_alloc.analysis.comparison.differences import (
    AIMS,
    EVERYTHING,
    FIGURES,
    PLACES,
    REGION,
    RULES,
    Difference,
)
from rvp_alloc.analysis.names import Names
from rvp_alloc.figure import Figure, rounded
from rvp_alloc.words import (
    Lang,
    amount_text,
    criterion_name,
    join_words,
    parameter_phrase,
    rule_name,
    signed_text,
    state_name,
    word,
    word_or,
)

_FTE = 3  # decimals
_MOST_TOLD = 30  # differences one by one; the data has all of them


def tell(comparison: Comparison, lang: Lang) -> str:
    """Return the whole comparison: what differs, what that means for each team, and which rules fare otherwise."""
    teller = _Teller(comparison, lang)
    parts = (
        ("compare_inputs", teller.inputs()),
        ("compare_results", teller.results()),
        ("compare_rules", teller.rules()),
    )
    told = [(word(heading, lang), [f"- {line}" for line in lines]) for heading, lines in parts]
    return "\n\n".join("\n".join([heading, *lines]) for heading, lines in told if lines)


def inputs_told(comparison: Comparison, lang: Lang) -> tuple[str, ...]:
    """Return what differs in the inputs, line by line, up to a number of lines."""
    return tuple(_Teller(comparison, lang).inputs())


def rules_told(comparison: Comparison, lang: Lang) -> tuple[str, ...]:
    """Return which rules fare otherwise, line by line."""
    return tuple(_Teller(comparison, lang).rules())


def part_name(part: str, lang: Lang, names: Names) -> str:
    """Return what a part of the inputs is called: a rule, a kind of figures, or several together."""
    if part in (AIMS, REGION, PLACES, FIGURES, RULES, EVERYTHING):
        return word(f"part_{part}", lang)
    if part.startswith(f"{FIGURES}."):
        family = part.removeprefix(f"{FIGURES}.")
        measure = names.region.measure(family)
        own = measure.name if measure and not parameter_phrase(family, lang) else ""
        return word("part_figures_of", lang).format(what=own or criterion_name(family, lang))
    return rule_name(part, lang)


def difference_told(difference: Difference, names: Names) -> str:
    """Return one input that differs: what it is, and what it was and has become."""
    lang = names.lang
    what, first, second = _what(difference, names), _value(difference.first, lang), _value(difference.second, lang)
    if first is None or second is None:
        key = "compare_new" if first is None else "compare_gone"
        return word(key, lang).format(what=what, first=first or "", second=second or "")
    return word("compare_from_to", lang).format(what=what, first=first, second=second)


def _what(difference: Difference, names: Names) -> str:
    """Return what differs, as it is called in a sentence."""
    if difference.part == AIMS:
        return word("part_aims", names.lang)
    if difference.path.endswith(".state") and isinstance(difference.first, str):
        return word("part_state", names.lang).format(rule=rule_name(difference.part, names.lang))
    return difference.path if difference.part == REGION else names.variable(difference.path)


def _value(value: Figure | str | None, lang: Lang) -> str | None:
    """Return a value as it is written in a sentence."""
    if isinstance(value, Figure):
        return amount_text(value.value, value.unit, lang)
    return None if value is None else word_or(f"setting_{value}", value, lang)


def team_told(team: TeamChange, effects: Mapping[str, Fraction], lang: Lang) -> str:
    """Return what changes for one team, and why: what each part of the inputs brings, by what it is called."""
    parts = [
        word("compare_part", lang).format(part=part, fte=signed_text(fte, lang))
        for part, fte in effects.items()
        if _shows(fte)
    ]
    return word("compare_team_more" if team.change > 0 else "compare_team_less", lang).format(
        team=team.name,
        first=amount_text(team.first, "fte", lang, _FTE),
        second=amount_text(team.second, "fte", lang, _FTE),
        change=amount_text(abs(team.change), "fte", lang, _FTE),
        parts=join_words(parts, lang),
    )


def _shows(fte: Fraction) -> bool:
    """Say whether an amount is more than nothing in the decimals in which it is told."""
    return rounded(fte, _FTE) != 0


class _Teller:
    def __init__(self, comparison: Comparison, lang: Lang) -> None:
        self.comparison = comparison
        self.lang = lang
        self.names = Names(comparison.second.region, lang, comparison.first.region)

    def inputs(self) -> Iterator[str]:
        """Yield what differs, up to a number of lines."""
        off = {difference.part for difference in self.comparison.differences if difference.second == "off"}
        # Of a rule that is switched off, that it is says enough.
        found = [
            difference
            for difference in self.comparison.differences
            if difference.second is not None or difference.part not in off
        ]
        if not found:
            yield word("compare_none", self.lang)
        for difference in found[:_MOST_TOLD]:
            yield difference_told(difference, self.names)
        if len(found) > _MOST_TOLD:
            yield self.say("compare_more", count=str(len(found) - _MOST_TOLD))

    def results(self) -> Iterator[str]:
        """Yield what changes for each team, largest change first, and for whom nothing does."""
        if self.comparison.same:
            yield word("compare_same", self.lang)
            return
        if EVERYTHING in self.comparison.parts and len(self.comparison.differences) > 1:
            yield word("compare_together", self.lang)
        moved = [team for team in self.comparison.teams if _shows(team.change)]
        for team in sorted(moved, key=lambda team: -abs(team.change)):
            parts = {part_name(part, self.lang, self.names): fte for part, fte in team.effects.items()}
            yield team_told(team, parts, self.lang)
        hardly = [team.name for team in self.comparison.teams if team.change != 0 and not _shows(team.change)]
        if hardly:
            yield self.say("compare_hardly", teams=join_words(hardly, self.lang))
        still = [team.name for team in self.comparison.teams if team.change == 0]
        if still:
            yield self.say("compare_unmoved", teams=join_words(still, self.lang))

    def rules(self) -> Iterator[str]:
        """Yield the rules that fare otherwise."""
        for change in self.comparison.rules:
            first, second = state_name(change.first, self.lang), state_name(change.second, self.lang)
            yield self.say("compare_rule", rule=rule_name(change.rule, self.lang), first=first, second=second)

    def say(self, key: str, **places: str) -> str:
        """Return a sentence with its places filled in."""
        return word(key, self.lang).format(**places)
