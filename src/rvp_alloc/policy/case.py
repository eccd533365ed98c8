"""Case: the numbers of one region under one policy, in one arithmetic. What rules write their rows from."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property

from flint import fmpq

from rvp_alloc.arithmetic import EXACT, Arithmetic
from rvp_alloc.model import Number, Row, Sense
from rvp_alloc.policy.division import Division
from rvp_alloc.policy.policy import Policy
from rvp_alloc.region.region import Kind, Region

POSTS_BY_POOL = "wijkagent_posts"


def _exact(number: Number) -> Number:
    """Return a number that goes with those of any arithmetic: a rule of the user's own may write Python's fractions."""
    return fmpq(number.numerator, number.denominator) if isinstance(number, Fraction) else number


class Case:
    """The numbers of a region and a policy, and the names of what is decided.

    Parameters
    ----------
    region, policy
        Checked inputs.
    arithmetic
        Exact rationals by default; any arithmetic in which rows are to be written.
    period
        Which year the rows are for, where several are planned together; part of every name of a column or row.
    """

    def __init__(
        self, region: Region, policy: Policy, arithmetic: Arithmetic = EXACT, period: int | None = None
    ) -> None:
        self.region = region
        self.policy = policy
        self.arithmetic = arithmetic
        self.period = period
        self.suffix = "" if period is None else f"@{period}"
        number = arithmetic.number
        self.teams = tuple(team.id for team in region.teams)
        self.pools = {pool.id: pool.teams for pool in region.pools}
        self.formation = {team.id: number(f"formation.{team.id}", team.formation.value) for team in region.teams}
        self.wijkagenten = {team.id: number(f"wijkagenten.{team.id}", team.wijkagenten.value) for team in region.teams}
        self.inhabitants = {pool.id: number(f"inhabitants.{pool.id}", pool.inhabitants.value) for pool in region.pools}
        self.layers = tuple(dict.fromkeys(layer for rule in policy.rules_on() for layer in rule.layers))
        self.posts = tuple(dict.fromkeys(post for rule in policy.rules_on() for post in rule.posts))

    # ---- parameters and figures

    def value(self, parameter: str) -> Number:
        """Return a parameter of the policy, such as ``ipga.cap``."""
        return self.arithmetic.number(parameter, self.policy[parameter].value)

    def has(self, measure: str) -> bool:
        """Say whether the region has a measure."""
        return self.region.measure(measure) is not None

    def measure(self, name: str) -> Mapping[str, Number]:
        """Return a measure for each team; totals known only together are split, by formation unless a split is given."""
        found = self.region.measure(name)
        if found is None:
            return dict.fromkeys(self.teams, self.zero)
        result = {}
        for group in found.values:
            figure = self.arithmetic.number(f"{name}.{'+'.join(group.teams)}", group.figure.value)
            together = sum(self.formation[team] for team in group.teams)
            for team in group.teams:
                if len(group.teams) == 1 or found.kind is Kind.INDEX:
                    result[team] = figure
                elif group.split:
                    share = group.split.get(team)
                    result[team] = (
                        figure * self.arithmetic.number(f"{name}.split.{team}", share) if share else self.zero
                    )
                else:
                    result[team] = figure * self.formation[team] / together
        return result

    def criterion(self, name: str) -> Mapping[str, Number]:
        """Return a criterion of the key for each team: at least 0.

        ``formation`` and ``wijkagenten`` count as they are, ``inhabitants`` are split over the teams of a pool by
        formation; of a measure, a total counts as it is, a change from 0 upwards, and an index times formation / 100.
        """
        if name == "formation":
            return self.formation
        if name == "wijkagenten":
            return self.wijkagenten
        if name == "inhabitants":
            return {
                team: self.inhabitants[pool] * self.formation[team] / sum(self.formation[other] for other in teams)
                for pool, teams in self.pools.items()
                for team in teams
            }
        found = self.region.measure(name)
        values = self.measure(name)
        if found and found.kind is Kind.CHANGE:
            return {team: self.arithmetic.positive_part(value) for team, value in values.items()}
        if found and found.kind is Kind.INDEX:
            return {team: self.formation[team] * value / 100 for team, value in values.items()}
        return values

    @cached_property
    def zero(self) -> Number:
        """0 in this arithmetic."""
        return self.arithmetic.number("zero", self.region.teams[0].formation.value * 0)

    @cached_property
    def total_formation(self) -> Number:
        """Formation of all teams together, in fte."""
        return sum(self.formation.values())

    @cached_property
    def key_budget(self) -> Number:
        """R: what the other layers leave for the key, in fte."""
        return self.value("budget.new_fte") - sum(rule.layer_total(self) for rule in self.policy.rules_on())

    @cached_property
    def key_shares(self) -> Mapping[str, Number]:
        """kappa: the key's share of each team; the shares add up to 1."""
        shares: dict[str, Number] = dict.fromkeys(self.teams, self.zero)
        for parameter in self.policy.parameters("key"):
            criterion = self.criterion(parameter.removeprefix("weights."))
            weight = self.value(f"key.{parameter}")
            total = sum(criterion.values())
            for team in self.teams:
                shares[team] = shares[team] + weight * self.arithmetic.share(criterion[team], total)
        return shares

    # ---- names of what is decided

    def column(self, family: str, subject: str) -> str:
        """Return the name of a column, such as ``key:amstelveen``."""
        return f"{family}:{subject}{self.suffix}"

    def new_fte(self, teams: Iterable[str]) -> dict[str, Number]:
        """Return the terms of the new fte of some teams together: the sum of their layers."""
        return {f"{layer}:{team}{self.suffix}": 1 for team in teams for layer in self.layers}

    def total(self, family: str, coefficient: Number = 1) -> dict[str, Number]:
        """Return the terms of a family summed over all its subjects."""
        return {self.column(family, subject): coefficient for subject in self.subjects(family)}

    def subjects(self, family: str) -> Iterable[str]:
        """Return what a family of columns is counted over: pools for wijkagent posts, else teams."""
        return self.pools if family == POSTS_BY_POOL else self.teams

    def row(self, label: str, terms: Mapping[str, Number], sense: Sense, bound: Number) -> Row:
        """Return a row. Its label is the parameter it stands or falls with, then ``:`` and the subject if there are several."""
        exact = {column: _exact(coefficient) for column, coefficient in terms.items()}
        return Row(label.partition(":")[0].partition(".")[0], f"{label}{self.suffix}", exact, sense, _exact(bound))

    def division(self, point: Mapping[str, Number]) -> Division:
        """Return the meaning of a point."""
        return Division(
            *(
                {
                    family: {subject: point[self.column(family, subject)] for subject in self.subjects(family)}
                    for family in families
                }
                for families in (self.layers, self.posts)
            )
        )
