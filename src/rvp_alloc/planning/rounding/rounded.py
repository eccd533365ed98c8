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
from rvp_alloc.planning.rounding.in_the_way import rows_in_the_way
from rvp_alloc.planning.rounding.proof import Stage
from rvp_alloc.planning.rounding.results import Outside, PoolRounding, TeamRounding
from rvp_alloc.planning.rounding.stages import Found
from rvp_alloc.planning.rounding.whole import Unit, Whole
from rvp_alloc.planning.rounding.whole_row import NEW_FTE
from rvp_alloc.policy.case import POSTS_BY_POOL
from rvp_alloc.policy.division import Division
from rvp_alloc.words import Lang

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table


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
            raise RequestError(
                [Problem("unknown_pool", "there is no such pool", "Give a pool's id", value=str(name)[:80])]
            )
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

    @cached_property
    def in_the_way(self) -> Mapping[str, tuple[str, ...]]:
        """By family that lies further off: the rows by which it is proven that fewer steps beyond will not do."""
        beyond = [stage for stage in self.proof if stage.measure and stage.measure.kind == "beyond"]
        return {stage.measure.family: rows_in_the_way(self.whole, stage) for stage in beyond if stage.measure}

    def _in_the_way(self, unit: Unit) -> tuple[str, ...]:
        """Return what is in the way of a unit: the rows about it, if there are any."""
        used = self.in_the_way[unit.family]
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

    def to_html(self, lang: Lang = "en") -> str:
        """Return the whole division beside the exact one as HTML that stands by itself in a notebook, light or dark."""
        from rvp_alloc.planning.rounding.table import rounded_html

        return rounded_html(self, lang)

    def _repr_html_(self) -> str:
        return self.to_html()

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


def _beyond(unit: Unit, level: int) -> int:
    low, high = unit.near
    return max(0, level - high) + min(0, level - low)


def _fraction(number: Any) -> Fraction:
    return fraction(fmpq(0) + number)
