"""Rounded: a division in whole posts, proven; and what that costs and gives each team."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NoReturn

from flint import fmpq

from rvp_alloc.allocation import Allocation
from rvp_alloc.arithmetic import fraction
from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.figure import exact_text
from rvp_alloc.planning.rounding.proof import Stage, leaves
from rvp_alloc.planning.rounding.stages import Found
from rvp_alloc.planning.rounding.whole import NEW_FTE, Unit, Whole
from rvp_alloc.policy.case import POSTS_BY_POOL
from rvp_alloc.policy.division import Division
from rvp_alloc.words import Lang

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table


@dataclass(frozen=True, slots=True)
class TeamRounding:
    """What a team gets in whole posts, beside its exact answer. All amounts exact, in fte; heads are whole heads.

    Key fulfilment is key layer / target, None where the target is 0; coverage is that of the team's pool, None without a norm.
    """

    id: str
    name: str
    formation: Fraction
    exact: Fraction
    new_fte: Fraction
    layers: Mapping[str, Fraction]
    key_fulfilment_exact: Fraction | None
    key_fulfilment: Fraction | None
    coverage_exact: Fraction | None
    coverage: Fraction | None
    interventieplegers_exact: Fraction
    interventieplegers: Fraction
    regisseurs_exact: Fraction
    regisseurs: Fraction

    @property
    def change(self) -> Fraction:
        """What rounding gives the team, in fte; below 0 where it takes."""
        return self.new_fte - self.exact

    @property
    def change_share(self) -> Fraction | None:
        """The change as a share of the exact new fte; None where those are 0."""
        return self.change / self.exact if self.exact else None


@dataclass(frozen=True, slots=True)
class PoolRounding:
    """The new wijkagent posts of a pool, whole, beside the exact answer; coverage of the norm is None without a norm."""

    id: str
    teams: tuple[str, ...]
    posts_exact: Fraction
    posts: Fraction
    coverage_exact: Fraction | None
    coverage: Fraction | None

    @property
    def change(self) -> Fraction:
        """What rounding gives the pool, in posts; below 0 where it takes."""
        return self.posts - self.posts_exact


@dataclass(frozen=True, slots=True)
class Outside:
    """A team or pool that no rounding could keep at the whole number below or above its exact answer.

    ``steps`` is how far beyond those it lies, above 0 or below; ``rows`` are the requirements in the way, as the proof has them.
    """

    family: str
    subject: str
    steps: int
    rows: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Rounded:
    """A division in whole posts: every hard rule holds exactly, and nothing whole is nearer. Made by :func:`round_posts`.

    Examples
    --------
    >>> from rvp_alloc import allocate, load_region
    >>> from rvp_alloc.planning.rounding import round_posts
    >>> rounded = round_posts(allocate(load_region("amsterdam-2022"), new_fte=71))
    >>> rounded.status, rounded.total, rounded.within_one_step
    ('proven_optimal', Fraction(71, 1), True)
    >>> str(rounded.team("Amstelveen").new_fte), str(rounded.team("Amstelveen").change)
    ('4', '-19/125')
    """

    plan: Allocation = field(repr=False)
    step: Fraction
    whole: Whole = field(repr=False)
    found: Found = field(repr=False)
    status: Literal["proven_optimal"] = field(default="proven_optimal", init=False)

    @property
    def proof(self) -> tuple[Stage, ...]:
        """The proven steps; :func:`check_rounding` checks them from the JSON form."""
        return self.found.stages

    @cached_property
    def point(self) -> Mapping[str, fmpq]:
        """Every layer and kind of posts of the whole division, by column."""
        return self.whole.point(self.found.point.levels, self.found.point.others)

    @cached_property
    def division(self) -> Division:
        """The whole division, by meaning: what ``rule.broken`` judges."""
        return self.plan.case.division(self.point)

    @cached_property
    def total(self) -> Fraction:
        """The new fte of all teams together: exactly what they were."""
        return sum((team.new_fte for team in self.teams), Fraction(0))

    def team(self, name: str) -> TeamRounding:
        """Return what rounding does to the team with this id or name.

        Raises
        ------
        RequestError
            If there is no such team.
        """
        wanted = self.plan.region.team(name).id
        return next(team for team in self.teams if team.id == wanted)

    def pool(self, name: str) -> PoolRounding:
        """Return what rounding does to the pool with this id.

        Raises
        ------
        RequestError
            If there is no such pool.
        """
        found = next((pool for pool in self.pools if pool.id == name), None)
        if found is None:
            raise RequestError([Problem("unknown_pool", "there is no such pool", "Give a pool's id", value=str(name)[:80])])
        return found

    @cached_property
    def teams(self) -> tuple[TeamRounding, ...]:
        """What rounding does to every team, in the region's order."""
        division, case = self.division, self.plan.case
        pools = {team: pool for pool in self.pools for team in pool.teams}
        return tuple(
            TeamRounding(
                team.id,
                team.name,
                team.formation,
                team.new_fte,
                _fraction(division.new_fte(team.id)),
                {layer: _fraction(division.layer(layer, team.id)) for layer in case.layers},
                team.key_fulfilment,
                _fraction(division.layer("key", team.id)) / team.key_target if team.key_target else None,
                pools[team.id].coverage_exact,
                pools[team.id].coverage,
                team.interventieplegers,
                _fraction(division.post("interventieplegers", team.id)),
                team.regisseurs,
                _fraction(division.post("regisseurs", team.id)),
            )
            for team in self.plan.teams
        )

    @cached_property
    def pools(self) -> tuple[PoolRounding, ...]:
        """What rounding does to every pool, in the region's order."""
        policy = self.plan.policy
        norms = [f"{rule}.norm" for rule in ("wijkagent_area", "wijkagent_unit") if policy.is_on(rule)]
        found = []
        for pool in self.plan.pools:
            posts = _fraction(self.division.post(POSTS_BY_POOL, pool.id))
            covered = (pool.wijkagenten + posts) * policy[norms[0]].value / pool.inhabitants if norms else None
            found.append(PoolRounding(pool.id, pool.teams, pool.new_wijkagent_posts, posts, pool.coverage, covered))
        return tuple(found)

    @property
    def gains(self) -> tuple[TeamRounding, ...]:
        """The teams that rounding gives something, most first."""
        return tuple(sorted((team for team in self.teams if team.change > 0), key=lambda team: (-team.change, team.id)))

    @property
    def losses(self) -> tuple[TeamRounding, ...]:
        """The teams that rounding takes something from, most first."""
        return tuple(sorted((team for team in self.teams if team.change < 0), key=lambda team: (team.change, team.id)))

    @property
    def within_one_step(self) -> bool:
        """Whether every team gets the whole number below or above its exact answer."""
        return not any(outside.family == NEW_FTE for outside in self.outside)

    @cached_property
    def outside(self) -> tuple[Outside, ...]:
        """The teams, and pools and heads, that lie further off than that: proven to be as few steps as can be."""
        levels = self.found.point.levels
        return tuple(
            Outside(unit.family, unit.subject, beyond, self._in_the_way(unit))
            for unit in self.whole.units.values()
            if ":" not in unit.family and (beyond := _beyond(unit, levels[unit.id]))
        )

    def _in_the_way(self, unit: Unit) -> tuple[str, ...]:
        """Return the rows of the proof that more steps beyond are needed; those about the unit itself, if there are any."""
        stage = next(
            stage
            for stage in self.proof
            if stage.measure and (stage.measure.kind, stage.measure.family) == ("beyond", unit.family)
        )
        used = rows_of(stage)
        about = [name for name in used if unit.id in self.whole.rows[name].units]
        return tuple(dict.fromkeys(name.partition(" ")[2] for name in about or used))

    # ---- derived forms

    def text(self, lang: Lang = "en") -> str:
        """Return what rounding does, in words."""
        from rvp_alloc.planning.rounding.telling import tell

        return tell(self, lang)

    def to_dict(self) -> dict[str, Any]:
        """Return everything as JSON data, with the exact division and both proofs; numbers as exact text."""
        from rvp_alloc.planning.rounding.document import rounded_to_dict

        return rounded_to_dict(self)

    def to_frame(self) -> "pd.DataFrame":
        """Return one row per team, in floats: before and after, and the difference."""
        from rvp_alloc.planning.rounding.document import rounded_frame

        return rounded_frame(self)

    def table(self, lang: Lang = "en") -> "Table":
        """Return a table for a terminal (rich)."""
        from rvp_alloc.planning.rounding.table import rich_table

        return rich_table(self, lang)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        moved = sum(bool(team.change) for team in self.teams)
        return (
            f"<Rounded {self.plan.region.id}: {exact_text(self.total)} fte in steps of {exact_text(self.step)}, "
            f"{moved} of {len(self.teams)} teams move, {self.status}>"
        )

    def __bool__(self) -> NoReturn:
        """Refuse: a division is not a yes or a no."""
        raise TypeError("a Rounded has no truth value; look at its status")


@dataclass(frozen=True, eq=False)
class NoRounding:
    """That no whole posts meet every hard rule, proven. Raised inside :class:`NoRoundingError`, returned by ``try_round_posts``."""

    plan: Allocation = field(repr=False)
    step: Fraction
    stage: Stage = field(repr=False)
    status: Literal["no_rounding"] = field(default="no_rounding", init=False)

    @cached_property
    def rows(self) -> tuple[str, ...]:
        """The requirements in the way: those that the proof uses."""
        return tuple(dict.fromkeys(name.partition(" ")[2] for name in rows_of(self.stage)))

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules in the way, in the order in which rules are told."""
        known = {row.partition(":")[0].partition(".")[0] for row in self.rows}
        return tuple(rule.id for rule in self.plan.policy.rules_on() if rule.id in known)

    @property
    def smaller_steps(self) -> tuple[Fraction, ...]:
        """Usual steps that are smaller and fit the total: they may do, which :func:`round_posts` then says."""
        usual = (Fraction(1, 2), Fraction(1, 10), Fraction(1, 100))
        return tuple(step for step in usual if step < self.step and (self.plan.total / step).denominator == 1)

    def text(self, lang: Lang = "en") -> str:
        """Return in words which rules are in the way, and what can be done."""
        from rvp_alloc.planning.rounding.telling import tell_none

        return tell_none(self, lang)

    def to_dict(self) -> dict[str, Any]:
        """Return the proof as JSON data, with region and policy."""
        from rvp_alloc.planning.rounding.document import no_rounding_to_dict

        return no_rounding_to_dict(self)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<NoRounding {self.plan.region.id}: steps of {exact_text(self.step)}, in the way are {', '.join(self.rules)}>"

    def __bool__(self) -> NoReturn:
        """Refuse: a proof is not a yes or a no."""
        raise TypeError("a NoRounding has no truth value; look at its status")


def rows_of(stage: Stage) -> tuple[str, ...]:
    """Return the rows that some leaf of a proof uses."""
    return tuple(dict.fromkeys(name for leaf, _ in leaves(stage.tree, stage.box) for name in leaf.multipliers))


def _beyond(unit: Unit, level: int) -> int:
    low, high = unit.near
    return max(0, level - high) + min(0, level - low)


def _fraction(number: Any) -> Fraction:
    return fraction(fmpq(0) + number)
