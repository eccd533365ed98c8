"""Explanation: why a team gets what it gets, as data; text and JSON are derived from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.allocation.results import PoolResult, TeamResult
from rvp_alloc.analysis.costs import Walks
from rvp_alloc.analysis.explanation.bindings import Binding, bindings, common_fulfilment
from rvp_alloc.analysis.explanation.changes import Limit, Step, limits, own_figures, steps
from rvp_alloc.analysis.explanation.effects import Effects, effects
from rvp_alloc.figure import Figure
from rvp_alloc.words import Lang


@dataclass(frozen=True)
class Explanation:
    """Why one team gets what it gets. All amounts exact, in fte.

    ``key_alone`` is what the key over the whole budget would give; the ``effects`` of the rules add up to ``new_fte`` less
    that, and do not depend on any order. ``bindings`` are the requirements that decide for this team; where there are none it
    gets ``common_fulfilment`` of its key, like all teams that nothing binds. ``figures`` are what its share hangs on.
    """

    plan: Allocation = field(repr=False)
    result: TeamResult
    pool: PoolResult
    key_alone: Fraction
    effects: Mapping[str, Fraction]
    bindings: tuple[Binding, ...]
    common_fulfilment: Fraction | None
    figures: Mapping[str, Figure]
    steps: tuple[Step, ...] = ()
    limits: tuple[Limit, ...] = ()

    @property
    def name(self) -> str:
        """The name of the team."""
        return self.result.name

    @property
    def difference(self) -> Fraction:
        """What the rules together give the team beyond the key alone; below 0 where they take from it."""
        return self.result.new_fte - self.key_alone

    def text(self, lang: Lang = "en") -> str:
        """Return the explanation in words: one paragraph, or a few."""
        from rvp_alloc.analysis.explanation.telling import tell

        return tell(self, lang)

    def sentences(self, lang: Lang = "en") -> tuple[str, ...]:
        """Return the sentences of the text one by one."""
        from rvp_alloc.analysis.explanation.telling import told

        return tuple(sentence for part in told(self, lang) for sentence in part)

    def to_dict(self) -> dict[str, Any]:
        """Return the explanation as JSON data, numbers as exact text."""
        from rvp_alloc.analysis.explanation.document import explanation_to_dict

        return explanation_to_dict(self)

    def to_html(self, lang: Lang = "en") -> str:
        """Return the explanation as HTML that stands by itself in a notebook, light or dark."""
        from rvp_alloc.analysis.explanation.notebook import explanation_html

        return explanation_html(self, lang)

    def _repr_html_(self) -> str:
        return self.to_html()

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<Explanation {self.result.id}: {float(self.result.new_fte):.3f} fte, key alone {float(self.key_alone):.3f}>"


class Explanations:
    """The explanations of all teams of one division; what they share is worked out once.

    Examples
    --------
    >>> from rvp_alloc import allocate, load_region
    >>> found = Explanations(allocate(load_region("amsterdam-2022"), new_fte=71))
    >>> len(found.below_key_alone), found.below_key_alone[0].name
    (11, 'Oost-Watergraafsmeer')
    """

    def __init__(self, plan: Allocation) -> None:
        self.plan = plan
        self.walks = Walks(plan)

    @cached_property
    def effects(self) -> Effects:
        """The effects of every rule on every team."""
        return effects(self.plan)

    @cached_property
    def bindings(self) -> Mapping[str, tuple[Binding, ...]]:
        """What binds each team."""
        return bindings(self.plan)

    @cached_property
    def common_fulfilment(self) -> Fraction | None:
        """The part of its key that every team gets that nothing binds."""
        return common_fulfilment(self.plan, self.bindings)

    @cached_property
    def teams(self) -> tuple[Explanation, ...]:
        """The explanation of every team, without what would change it (that takes longer)."""
        return tuple(self._explained(team, (), ()) for team in self.plan.teams)

    @cached_property
    def rules(self) -> tuple[str, ...]:
        """The rules that move fte, in the order in which rules are told."""
        return tuple(rule for rule, amounts in self.effects.by_rule.items() if any(amounts.values()))

    def to_html(self, lang: Lang = "en") -> str:
        """Return the table of all teams as HTML that stands by itself in a notebook."""
        from rvp_alloc.analysis.explanation.notebook import explanations_html

        return explanations_html(self, lang)

    def _repr_html_(self) -> str:
        return self.to_html()

    @cached_property
    def below_key_alone(self) -> tuple[Explanation, ...]:
        """The teams that get less than the key alone would give, most first."""
        found = [explanation for explanation in self.teams if explanation.difference < 0]
        return tuple(sorted(found, key=lambda explanation: explanation.difference))

    def team(self, name: str) -> Explanation:
        """Return the explanation of one team, with what would change it.

        Raises
        ------
        RequestError
            If there is no such team.
        """
        result = self.plan.team(name)
        own = own_figures(self.plan, result.id)
        rules = tuple(path for path in self.plan.policy.values() if path in self.walks.known)
        found = tuple(steps(self.walks, result.id, (*own, *rules)))
        return self._explained(result, found, tuple(limits(self.walks, result.id, (*own, "budget.new_fte"))))

    def _explained(self, result: TeamResult, found: tuple[Step, ...], ends: tuple[Limit, ...]) -> Explanation:
        pool = self.plan.region.pool_of(result.id).id
        return Explanation(
            self.plan,
            result,
            next(entry for entry in self.plan.pools if entry.id == pool),
            self.effects.key_alone[result.id],
            self.effects.of(result.id),
            self.bindings[result.id],
            self.common_fulfilment,
            {path: self.walks.known[path].figure for path in own_figures(self.plan, result.id)},
            found,
            ends,
        )


def explain(plan: Allocation, team: str) -> Explanation:
    """Return why a team gets what it gets: layers, effects of rules, what binds, what would change it, and what it hangs on.

    Parameters
    ----------
    plan
        A division.
    team
        The id or name of a team.

    Raises
    ------
    RequestError
        If there is no such team.
    NotProvenError
        If the effects of the rules cannot be told apart.

    Examples
    --------
    >>> from rvp_alloc import allocate, load_region
    >>> found = explain(allocate(load_region("amsterdam-2022"), new_fte=71), "Amstelveen")
    >>> found
    <Explanation amstelveen: 4.152 fte, key alone 1.829>
    >>> found.key_alone + sum(found.effects.values()) == found.result.new_fte
    True
    >>> print(found.sentences("en")[0])
    Amstelveen gets 4.152 new fte, on a formation of 109.7 fte: 3.8% more.

    Notes
    -----
    Which rule brings how much is the Shapley value (Shapley 1953); see :mod:`rvp_alloc.analysis.explanation.effects`.
    """
    return Explanations(plan).team(team)
