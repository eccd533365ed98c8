"""Comparison: how two divisions differ, in inputs, rules and results, and which difference moves how much. Exact."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NoReturn

from rvp_alloc.allocate import try_allocate
from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.analysis.comparison.differences import (
    EVERYTHING,
    FIGURES,
    PLACES,
    REGION,
    RULES,
    Difference,
    differences,
    mixed,
)
from rvp_alloc.analysis.shapley import shapley
from rvp_alloc.errors import InputError, Problem, RequestError
from rvp_alloc.words import Lang

if TYPE_CHECKING:
    import pandas as pd

_MOST_PARTS = 8


@dataclass(frozen=True, slots=True)
class TeamChange:
    """What a team gets in both divisions, in fte, and how much of the change each part of the inputs brings.

    A team that one of the divisions does not have gets 0 there; ``effects`` add up to ``change``.
    """

    id: str
    name: str
    first: Fraction
    second: Fraction
    effects: Mapping[str, Fraction]

    @property
    def change(self) -> Fraction:
        """What the team gets more in the second, below 0 for less."""
        return self.second - self.first


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule that fares otherwise: off, satisfied, binding or not reached, in the first and in the second."""

    rule: str
    first: str
    second: str


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two divisions beside each other; made by :func:`compare`.

    ``parts`` are what the change of each team is shared out over: rules, the order of the aims, kinds of figures. Where some
    of them have no division without the others they are taken together (``rules``, ``figures``, ``everything``).
    """

    first: Allocation = field(repr=False)
    second: Allocation = field(repr=False)
    differences: tuple[Difference, ...]
    parts: tuple[str, ...]
    teams: tuple[TeamChange, ...]
    rules: tuple[RuleChange, ...]

    def team(self, name: str) -> TeamChange:
        """Return the change of the team with this id or name.

        Raises
        ------
        RequestError
            If neither division has such a team.
        """
        found = next((team for team in self.teams if name in (team.id, team.name)), None)
        if found is None:
            raise RequestError([Problem("unknown_team", "neither division has such a team", "", value=str(name)[:80])])
        return found

    @property
    def same(self) -> bool:
        """Whether every team gets exactly the same."""
        return not any(team.change for team in self.teams)

    def text(self, lang: Lang = "en") -> str:
        """Return the comparison in words."""
        from rvp_alloc.analysis.comparison.telling import tell

        return tell(self, lang)

    def to_dict(self) -> dict[str, Any]:
        """Return the comparison as JSON data, numbers as exact text."""
        from rvp_alloc.analysis.comparison.document import comparison_to_dict

        return comparison_to_dict(self)

    def to_frame(self) -> "pd.DataFrame":
        """Return one row per team, in floats: what it gets in both, the change, and what each part brings."""
        import pandas as pd

        rows = [
            [team.id, *map(float, (team.first, team.second, team.change, *team.effects.values()))]
            for team in self.teams
        ]
        return pd.DataFrame(rows, columns=["team", "first", "second", "change", *self.parts])

    def to_html(self, lang: Lang = "en") -> str:
        """Return the comparison as HTML that stands by itself in a notebook, light or dark."""
        from rvp_alloc.analysis.comparison.notebook import comparison_html

        return comparison_html(self, lang)

    def _repr_html_(self) -> str:
        return self.to_html()

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        moved = sum(bool(team.change) for team in self.teams)
        return f"<Comparison: {len(self.differences)} inputs differ, {moved} of {len(self.teams)} teams move>"

    def __bool__(self) -> NoReturn:
        """Refuse: a comparison is not a yes or a no."""
        raise TypeError("a Comparison has no truth value; look at what is the same")


def compare(first: Allocation, second: Allocation) -> Comparison:
    """Return how the second division differs from the first, and how much of each team's change is due to which difference.

    Parameters
    ----------
    first, second
        Two divisions; of other regions or teams too.

    Examples
    --------
    >>> from rvp_alloc import Policy, allocate, load_region
    >>> region = load_region("amsterdam-2022")
    >>> found = compare(allocate(region), allocate(region, Policy.reference().set("development.total", 20), new_fte=73))
    >>> found
    <Comparison: 2 inputs differ, 15 of 17 teams move>
    >>> found.parts
    ('budget', 'development')
    >>> {part: round(float(fte), 3) for part, fte in found.team("Boven IJ").effects.items()}
    {'budget': 0.215, 'development': 0.569}

    Notes
    -----
    The change is shared out by the Shapley value (Shapley 1953): it adds up exactly, knows no order, and
    ``compare(b, a)`` is the reverse of ``compare(a, b)``.
    """
    found = differences(first, second)
    parts, effects = _effects(first, second, tuple(dict.fromkeys(difference.part for difference in found)))
    left, right = _new_fte(first), _new_fte(second)
    names = {team.id: team.name for plan in (second, first) for team in plan.region.teams}
    order = [team.id for team in first.region.teams] + [team.id for team in second.region.teams if team.id not in left]
    teams = tuple(
        TeamChange(
            team,
            names[team],
            left.get(team, Fraction(0)),
            right.get(team, Fraction(0)),
            {part: effects[part][team] for part in parts},
        )
        for team in order
    )
    return Comparison(first, second, found, parts, teams, _rule_changes(first, second))


def _rule_changes(first: Allocation, second: Allocation) -> tuple[RuleChange, ...]:
    before, after = ({result.rule: result.state for result in plan.rules} for plan in (first, second))
    states = {rule: (before.get(rule, "off"), after.get(rule, "off")) for rule in dict.fromkeys([*before, *after])}
    return tuple(RuleChange(rule, *pair) for rule, pair in states.items() if pair[0] != pair[1])


def _new_fte(plan: Allocation) -> dict[str, Fraction]:
    return {team.id: team.new_fte for team in plan.teams}


class _NoDivisionError(Exception):
    """Part of the one with the rest of the other has no meaning, or no division."""


def _effects(
    first: Allocation, second: Allocation, parts: tuple[str, ...]
) -> tuple[tuple[str, ...], dict[str, dict[str, Fraction]]]:
    """Share out over the parts; where some have no division without others, over rules and figures; else over all at once."""
    for chosen in dict.fromkeys((parts, _coarse(parts), (EVERYTHING,) if parts else ())):
        if len(chosen) > _MOST_PARTS or (
            REGION in chosen and any(part == PLACES or part.startswith(FIGURES) for part in chosen)
        ):
            continue
        try:
            return chosen, shapley(chosen, _Mixtures(first, second, chosen).new_fte)
        except _NoDivisionError:
            continue
    raise AssertionError("all at once is the second division itself")


def _coarse(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts taken together: what the region is, and what the rules are."""
    return tuple(
        dict.fromkeys(FIGURES if part in (REGION, PLACES) or part.startswith(FIGURES) else RULES for part in parts)
    )


class _Mixtures:
    """What each team gets with some parts of the second division's inputs and the rest of the first's."""

    def __init__(self, first: Allocation, second: Allocation, parts: tuple[str, ...]) -> None:
        self.first, self.second = first, second
        self.teams = tuple(dict.fromkeys([*first.case.teams, *second.case.teams]))
        self.known = {frozenset(): self._complete(_new_fte(first)), frozenset(parts): self._complete(_new_fte(second))}

    def new_fte(self, parts: frozenset[str]) -> Mapping[str, Fraction]:
        """Return what each team gets when these parts are of the second."""
        if parts not in self.known:
            try:
                outcome = try_allocate(*mixed(self.first, self.second, parts))
            except InputError as error:
                raise _NoDivisionError from error
            if not isinstance(outcome, Allocation):
                raise _NoDivisionError
            self.known[parts] = self._complete(_new_fte(outcome))
        return self.known[parts]

    def _complete(self, new_fte: Mapping[str, Fraction]) -> dict[str, Fraction]:
        return {team: new_fte.get(team, Fraction(0)) for team in self.teams}
