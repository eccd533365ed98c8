"""Is a rule one that the whole library can work with? The suite that every registered rule goes through, and yours too.

A rule writes its rows once, in generic arithmetic; here they are written in exact rationals, on a tape that is replayed over
scenarios, in numbers that move with a parameter, and for a period, and must say the same each time. And what the rows say
must be what the rule's own check says, at the answer and at points around it.
"""

import random
from collections.abc import Iterator
from fractions import Fraction

import numpy as np
from flint import fmpq

from rvp_alloc.allocate import allocate
from rvp_alloc.arithmetic import Exact, to_float
from rvp_alloc.germ import Beyond, Germ
from rvp_alloc.model import Row
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.policy import Policy
from rvp_alloc.policy.rule import Rule, State, rule
from rvp_alloc.region.region import Region
from rvp_alloc.tape import Traced

_SCENARIOS = 4
_POINTS = 40
_CLOSE = 1e-9


def rule_faults(rule_id: str, region: Region, policy: Policy, *, seed: int = 0) -> list[str]:
    """Return what is wrong with a rule, as sentences; an empty list if it conforms.

    Parameters
    ----------
    rule_id
        A registered rule that is on in the policy.
    region, policy
        A case that has a division.
    seed
        Seed of the scenarios and points that are tried.

    Examples
    --------
    >>> from rvp_alloc import load_region
    >>> rule_faults("development", load_region("amsterdam-2022"), Policy.reference())
    []
    """
    found, case = rule(rule_id), Case(region, policy)
    chance = random.Random(seed)
    return [
        *_form(found, case),
        *_same_on_a_tape(found, region, policy, seed),
        *_same_when_moving(found, region, policy),
        *_same_in_a_period(found, region, policy),
        *_rows_mean_what_the_check_means(found, region, policy, chance),
    ]


def _form(found: Rule, case: Case) -> Iterator[str]:
    if not found.source:
        yield f"{found.id} states no source"
    if not type(found).__doc__:
        yield f"{found.id} has no docstring"
    for parameter in found.parameters:
        if not parameter.unit:
            yield f"parameter {parameter.name} has no unit"
        if parameter.reference and not parameter.reference.source:
            yield f"the reference value of {parameter.name} has no source"
    labels = [row.label for row in found.rows(case)]
    if len(set(labels)) < len(labels):
        yield "two rows have the same label"
    for label in labels:
        if not label.startswith((f"{found.id}.", f"{found.id}:")):
            yield f"row {label} does not begin with the rule's id"


class _Scenario(Exact):
    """Exact rationals, each figure changed by a factor of its own."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.seed = seed

    def factor(self, path: str) -> float:
        return random.Random(f"{self.seed} {path}").choice((0.875, 0.9375, 1.0, 1.0625, 1.125))

    def number(self, path: str, value: Fraction) -> fmpq:
        return super().number(path, value * Fraction(self.factor(path)))


class _Paths(Exact):
    """Exact rationals, and the path and value of every figure that was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, Fraction] = {}

    def number(self, path: str, value: Fraction) -> fmpq:
        self.found[path] = value
        return super().number(path, value)


def _same_on_a_tape(found: Rule, region: Region, policy: Policy, seed: int) -> Iterator[str]:
    """Write the rows down once, replay them over some scenarios together, and compare with each scenario alone."""
    paths, scenarios = _Paths(), [_Scenario(seed + number) for number in range(_SCENARIOS)]
    list(found.rows(Case(region, policy, paths)))
    traced = Traced(paths.found, maybe_negative=[path for path, value in paths.found.items() if value <= 0])
    try:
        written = list(found.rows(Case(region, policy, traced)))
    except TypeError as reason:
        yield f"its rows cannot be written on a tape: {reason}"
        return
    places = [[traced.tape.place(number) for number in (row.bound, *row.terms.values())] for row in written]
    replayed = traced.tape.replay(
        {
            path: np.array([float(value * Fraction(scenario.factor(path))) for scenario in scenarios])
            for path, value in paths.found.items()
        }
    )
    for number, scenario in enumerate(scenarios):
        alone = list(found.rows(Case(region, policy, scenario)))
        if [_shape(row) for row in written] != [_shape(row) for row in alone]:
            yield "the rows on a tape are not those of its scenarios"
            return
        for of_row, exact in zip(places, alone, strict=True):
            for place, truth in zip(of_row, (exact.bound, *exact.terms.values()), strict=True):
                wanted, given = to_float(truth), np.broadcast_to(replayed[place], len(scenarios))[number]
                if abs(given - wanted) > _CLOSE * max(1.0, abs(wanted)):
                    yield f"row {exact.label} differs on a tape"


def _shape(row: Row) -> tuple[str, str, tuple[str, ...]]:
    return row.label, row.sense, tuple(row.terms)


def _same_when_moving(found: Rule, region: Region, policy: Policy) -> Iterator[str]:
    """Let each parameter move, and compare with the rows at the value it has then."""
    for parameter, figure in policy.values().items():
        moving = list(found.rows(Case(region, policy, Beyond({parameter: (figure.value, Fraction(1))}))))
        moved = list(found.rows(Case(region, policy, Exact({parameter: figure.value + 1}))))
        for row, exact in zip(moving, moved, strict=True):
            pairs = [(row.bound, exact.bound), *((row.terms[column], exact.terms[column]) for column in exact.terms)]
            if any((number.at(fmpq(1)) if isinstance(number, Germ) else number) != truth for number, truth in pairs):
                yield f"row {exact.label} is not what moving {parameter} gives"


def _same_in_a_period(found: Rule, region: Region, policy: Policy) -> Iterator[str]:
    plain, dated = list(found.rows(Case(region, policy))), list(found.rows(Case(region, policy, period=2024)))
    for row, later in zip(plain, dated, strict=True):
        if later.label != f"{row.label}@2024" or set(later.terms) != {f"{column}@2024" for column in row.terms}:
            yield f"row {row.label} does not carry its period"


def _rows_mean_what_the_check_means(
    found: Rule, region: Region, policy: Policy, chance: random.Random
) -> Iterator[str]:
    plan = allocate(region, policy)
    case, point = plan.case, dict(plan.solved.point)
    yield from (f"the answer breaks it: {sentence}" for sentence in found.broken(case, case.division(point)))
    if policy.state(found.id) is not State.HARD:
        return
    rows = list(found.rows(case))
    for _ in range(_POINTS):
        moved = dict(point)
        for column in chance.sample(sorted(moved), k=min(3, len(moved))):
            moved[column] += fmpq(chance.randint(-400, 400), 100)
        holds = all(row.holds(moved) for row in rows) and not (found.id == "no_loss" and _loses(case, moved))
        if holds == any(True for _ in found.broken(case, case.division(moved))):
            yield f"rows and check disagree at a point where the rows {'hold' if holds else 'do not hold'}"
            return


def _loses(case: Case, point: dict[str, fmpq]) -> bool:
    return any(point[case.column(layer, team)] < 0 for layer in case.layers for team in case.teams)
