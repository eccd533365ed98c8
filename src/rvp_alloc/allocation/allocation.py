"""Allocation: a proven division, frozen. Text, HTML, frames and JSON are derived from it."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn

from flint import fmpq

from rvp_alloc.allocation.results import (
    STANDARD_LAYERS,
    PinEffect,
    PoolResult,
    RoundResult,
    RowResult,
    RuleResult,
    TeamResult,
)
from rvp_alloc.arithmetic import fraction
from rvp_alloc.certificate import Certificate
from rvp_alloc.model import LinearModel, Row
from rvp_alloc.policy.case import POSTS_BY_POOL, Case
from rvp_alloc.policy.division import Division
from rvp_alloc.policy.policy import Policy
from rvp_alloc.policy.relaxation import Relaxation
from rvp_alloc.policy.rule import Rule, State
from rvp_alloc.region.places import by_place
from rvp_alloc.region.region import Region
from rvp_alloc.solving.chain import Solved

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table


@dataclass(frozen=True, eq=False)
class Allocation:
    """A proven division of new fte.

    Made by :func:`allocate`; has no truth value, since an answer is not a yes or a no.

    Examples
    --------
    >>> from rvp_alloc import allocate, load_region
    >>> plan = allocate(load_region("amsterdam-2022"), new_fte=71)
    >>> plan.status, plan.unique, plan.total
    ('proven_optimal', True, Fraction(71, 1))
    >>> plan.team("Amstelveen").new_fte
    Fraction(519, 125)
    """

    case: Case
    model: LinearModel
    solved: Solved
    solver: str
    without_pins: "Allocation | None" = None
    relaxed: tuple[Relaxation, ...] = ()
    asked: Policy | None = None
    status: Literal["proven_optimal"] = field(default="proven_optimal", init=False)

    @property
    def region(self) -> Region:
        """The region that was divided over."""
        return self.case.region

    @property
    def policy(self) -> Policy:
        """The policy that was used."""
        return self.case.policy

    @property
    def policy_asked(self) -> Policy:
        """The policy as it was asked, before anything in it gave way."""
        return self.asked or self.policy

    @property
    def unique(self) -> bool:
        """Whether this is the only best division; if not, ``unsettled`` names what may differ."""
        return not self.solved.unsettled

    @property
    def unsettled(self) -> tuple[str, ...]:
        """What other best divisions may decide otherwise, such as ``key:amstelveen``."""
        return self.solved.unsettled

    @cached_property
    def log(self) -> tuple[RoundResult, ...]:
        """The rounds of the proof, in order: which aim, at which level, settled which teams."""
        return tuple(
            RoundResult(entry.aim, fraction(entry.level), tuple(entry.settled), entry.reaches_cap)
            for entry in self.solved.rounds
        )

    @cached_property
    def certificate(self) -> Certificate:
        """What an outsider needs to check this answer."""
        return Certificate(self.case, self.model, self.solved.rounds)

    @cached_property
    def total(self) -> Fraction:
        """The new fte of all teams together: exactly the budget."""
        return sum((team.new_fte for team in self.teams), Fraction(0))

    def team(self, name: str) -> TeamResult:
        """Return the result of the team with this id or name."""
        wanted = self.region.team(name).id
        return next(team for team in self.teams if team.id == wanted)

    @cached_property
    def teams(self) -> tuple[TeamResult, ...]:
        """The result of every team, in the region's order."""
        division, case = self._division, self.case
        share = case.value("ipga.share") if case.policy.is_on("ipga") else fmpq(0)
        results = []
        for team in self.region.teams:
            new_fte = fmpq(0) + division.new_fte(team.id)
            target, key = case.key_budget * case.key_shares[team.id], division.layer("key", team.id)
            heads, regisseurs = division.post("interventieplegers", team.id), division.post("regisseurs", team.id)
            results.append(
                TeamResult(
                    team.id,
                    team.name,
                    team.district,
                    team.formation.value,
                    fraction(new_fte),
                    {
                        layer: _fraction(division.layer(layer, team.id))
                        for layer in (*STANDARD_LAYERS, *(name for name in case.layers if name not in STANDARD_LAYERS))
                    },
                    fraction(target),
                    fraction(key / target) if target != 0 else None,
                    _fraction(heads),
                    _fraction(regisseurs),
                    fraction(case.formation[team.id] + new_fte - share * heads - regisseurs),
                )
            )
        return tuple(results)

    @cached_property
    def pools(self) -> tuple[PoolResult, ...]:
        """The result of every pool, in the region's order."""
        norm = next(
            (
                self.policy[f"{rule}.norm"].value
                for rule in ("wijkagent_area", "wijkagent_unit")
                if self.policy.is_on(rule)
            ),
            None,
        )
        results = []
        for pool in self.region.pools:
            present = sum((self.region.team(team).wijkagenten.value for team in pool.teams), Fraction(0))
            posts = _fraction(self._division.post(POSTS_BY_POOL, pool.id))
            coverage = (present + posts) * norm / pool.inhabitants.value if norm else None
            results.append(PoolResult(pool.id, pool.teams, pool.inhabitants.value, present, posts, coverage))
        return tuple(results)

    @cached_property
    def rules(self) -> tuple[RuleResult, ...]:
        """What became of every rule."""
        return tuple(self._rule_result(rule) for rule in self.policy.rules_told())

    @cached_property
    def pins(self) -> tuple[PinEffect, ...]:
        """Every pinned team beside what the rules alone would give it."""
        if not self.policy.is_on("pins"):
            return ()
        return tuple(
            PinEffect(
                team.id,
                figure.value,
                self.without_pins.team(team.id).new_fte if self.without_pins is not None else None,
                figure.source,
                figure.note,
            )
            for name, figure in self.policy.settings["pins"].parameters.items()
            for team in [self.region.team(name)]
        )

    @cached_property
    def totals(self) -> Mapping[str, Mapping[str, Fraction]]:
        """New fte per district, authority (driehoek) and municipality; a team in several counts by its shares."""
        return by_place(self.region, {team.id: team.new_fte for team in self.teams})

    @cached_property
    def _division(self) -> Division:
        return self.case.division(self.solved.point)

    def _rule_result(self, rule: Rule) -> RuleResult:
        state = self.policy.state(rule.id)
        if state is State.OFF:
            return RuleResult(rule.id, "off", (), rule.source)
        rows = tuple(self._row_result(row) for row in rule.rows(self.case))
        if any(row.slack < 0 for row in rows):
            return RuleResult(rule.id, "not_reached", rows, rule.source)
        binds = any(row.slack == 0 for row in rows)
        return RuleResult(rule.id, "binding" if binds else "satisfied", rows, rule.source)

    def _row_result(self, row: Row) -> RowResult:
        point = self.solved.point
        return RowResult(
            row.label, row.sense, _fraction(row.bound), _fraction(row.value(point)), _fraction(row.slack(point))
        )

    # ---- derived forms

    def annex(self, lang: Literal["nl", "en"] = "nl") -> "pd.DataFrame":
        """Return the new Bijlage 1: formation and wijkagenten of every line, old and new. See :mod:`.annex`."""
        from rvp_alloc.allocation.annex import annex_frame

        return annex_frame(self, lang)

    def to_frame(self) -> "pd.DataFrame":
        """Return one row per team, in floats (for display; the exact numbers are in ``teams``)."""
        from rvp_alloc.allocation.document import team_frame

        return team_frame(self)

    def to_dict(self) -> dict[str, Any]:
        """Return the whole answer as JSON data."""
        from rvp_alloc.allocation.document import allocation_to_dict

        return allocation_to_dict(self)

    def to_json(self) -> str:
        """Return the whole answer as JSON text: the same input gives the same bytes."""
        from rvp_alloc.allocation.document import to_json

        return to_json(self.to_dict())

    def table(self, lang: Literal["nl", "en"] = "en") -> "Table":
        """Return a table for a terminal (rich)."""
        from rvp_alloc.allocation.table import rich_table

        return rich_table(self, lang)

    def to_html(self, lang: Literal["nl", "en"] = "en") -> str:
        """Return what a notebook shows: the verdict, what to know before using it, and the table."""
        from rvp_alloc.allocation.notebook import allocation_html

        return allocation_html(self, lang)

    def write_model(self, path: str | Path, *, overwrite: bool = False) -> Path:
        """Write the hard rows to an ``.lp`` or ``.mps`` file, in floats, for another tool."""
        from rvp_alloc.allocation.export import write_model

        return write_model(self, Path(path), overwrite=overwrite)

    def __bool__(self) -> NoReturn:
        """Refuse: an answer is not a yes or a no."""
        raise TypeError("an Allocation has no truth value; look at its status")

    def __repr__(self) -> str:
        unique = "unique" if self.unique else "not unique"
        return f"<Allocation {self.region.id}: {float(self.total):g} fte over {len(self.teams)} teams, {self.status}, {unique}>"

    def __str__(self) -> str:
        from rich.console import Console

        console = Console(file=io.StringIO(), width=110)
        console.print(self.table())
        return console.file.getvalue()  # type: ignore[attr-defined,no-any-return]

    def _repr_html_(self) -> str:
        return self.to_html()


def _fraction(number: Any) -> Fraction:
    return fraction(fmpq(0) + number)
