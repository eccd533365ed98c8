"""Bindings: which requirements decide what a team gets, read off the proof of the division."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.analysis.explanation.effects import BASE
from rvp_alloc.analysis.names import rule_behind
from rvp_alloc.model import Row
from rvp_alloc.policy.aim import CLOSING_AIMS
from rvp_alloc.policy.formulate import FACTS
from rvp_alloc.policy.rule import rule
from rvp_alloc.solving.chain import Round

_COVERAGE = ("unit_norm", "area_norm", "even_coverage")
"""Aims that spend new fte on areas."""
type Direction = Literal["lifts", "holds", "fixes", "empties"]


@dataclass(frozen=True, slots=True)
class Binding:
    """A requirement without slack that the proof of a team's share rests on.

    ``rule`` is the rule it comes from, ``label`` the row or the measure of an aim, ``subject`` the team, pool or group it is
    about (empty if there is only one). ``direction`` says whether it lifts the team, holds it down, fixes it, or empties it:
    then all that could be for the team goes to areas that are covered worse.
    """

    rule: str
    label: str
    subject: str
    direction: Direction


def bindings(plan: Allocation) -> dict[str, tuple[Binding, ...]]:
    """Return, for each team, what binds it; nothing for a team that shares the common part of the key.

    Examples
    --------
    >>> from rvp_alloc import allocate, load_region
    >>> found = bindings(allocate(load_region("amsterdam-2022"), new_fte=71))
    >>> found["amstelveen"][0].rule, found["amstelveen"][0].direction, found["boven-ij"]
    ('wijkagent_area', 'lifts', ())
    """
    result: dict[str, dict[str, Binding]] = {team: {} for team in plan.case.teams}
    for binding, teams in (*_fixed(plan), *_binding(plan)):
        for team in teams:
            result[team][binding.label] = binding
    return {team: tuple(found.values()) for team, found in result.items()}


def common_fulfilment(plan: Allocation, bound: Mapping[str, tuple[Binding, ...]]) -> Fraction | None:
    """Return the part of its key that every team gets that nothing binds; None where something binds each of them."""
    free = {team.key_fulfilment for team in plan.teams if not bound[team.id] and team.key_fulfilment is not None}
    return free.pop() if len(free) == 1 else None


def _binding(plan: Allocation) -> Iterator[tuple[Binding, tuple[str, ...]]]:
    """Yield each requirement that some round of an aim that moves new fte rests on, with the teams it is about."""
    rows = {row.label: row for row in plan.model.rows}
    for entry in _moving(plan):
        for label in entry.multipliers:
            found = rows.get(label)
            about = _teams_of_row(plan, found) if found else _teams_of_measure(plan, label)
            if about and (binding := _of_row(found) if found else _of_measure(label)):
                yield binding, about
        if entry.aim in _COVERAGE:
            yield from _spent(plan, entry)


def _moving(plan: Allocation) -> tuple[Round, ...]:
    """Return the rounds that can move new fte: after the last one of the key, every team has what it gets."""
    rounds = plan.solved.rounds
    of_key = [place for place, entry in enumerate(rounds) if entry.aim.partition(".")[0] == "key"]
    known = rounds[: of_key[-1] + 1] if of_key else rounds
    return tuple(entry for entry in known if entry.aim not in CLOSING_AIMS or entry.aim in plan.policy.aims)


def _spent(plan: Allocation, entry: Round) -> Iterator[tuple[Binding, tuple[str, ...]]]:
    """Yield the areas that a round below the norm spends new fte on, and those that are left with nothing by it."""
    for pool in plan.pools if entry.settled else ():
        label = f"{entry.aim}:{pool.id}"
        if pool.id in entry.settled and pool.new_wijkagent_posts != 0:
            yield _of_measure(label), pool.teams
        elif pool.new_wijkagent_posts == 0:
            emptied = tuple(team for team in pool.teams if _left_with_nothing(plan, entry, team))
            if emptied:
                yield Binding(rule_behind(entry.aim), label, pool.id, "empties"), emptied


def _left_with_nothing(plan: Allocation, entry: Round, team: str) -> bool:
    """Say whether a team that has a part in the key gets none, and the round rests on that."""
    result, pool = plan.team(team), plan.region.pool_of(team).id
    if plan.policy.is_on("no_loss"):
        return result.key_target > 0 and result.layers["key"] == 0
    return f"{FACTS}.within_new_fte:{pool}" in entry.multipliers


def _fixed(plan: Allocation) -> Iterator[tuple[Binding, tuple[str, ...]]]:
    """Yield each equation that is about some teams only: it fixes them before any aim is pursued."""
    for row in plan.model.rows:
        binding = _of_row(row) if row.sense == "==" else None
        if binding:
            yield binding, _teams_of_row(plan, row)


def _of_row(row: Row) -> Binding | None:
    if row.rule in (*BASE, FACTS) or rule(row.rule).layers:
        return None  # the teams' own layers, and what holds whatever the policy, decide everywhere
    direction: Mapping[str, Direction] = {">=": "lifts", "<=": "holds", "==": "fixes"}
    return Binding(row.rule, row.label, row.label.partition(":")[2], direction[row.sense])


def _of_measure(label: str) -> Binding:
    aim, _, subject = label.partition(":")
    return Binding(rule_behind(aim), label, subject, "lifts")


def _teams_of_row(plan: Allocation, row: Row) -> tuple[str, ...]:
    """Return the teams a row is about; none where it is about all of them."""
    subjects = {column.partition(":")[2] for column in row.terms}
    teams = tuple(team for team in plan.case.teams if team in subjects or plan.region.pool_of(team).id in subjects)
    return () if len(teams) == len(plan.case.teams) > 1 else teams


def _teams_of_measure(plan: Allocation, label: str) -> tuple[str, ...]:
    subject = label.partition(":")[2]
    return plan.case.pools.get(subject, ()) if label.partition(":")[0] in _COVERAGE else ()
