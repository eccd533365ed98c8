"""Effects: how many fte each rule gives or takes from each team, against the key alone. Exact, and the same in any order.

The base is what the key over the whole budget would give. The difference to the answer is shared out over the rules that are
on by the Shapley value. What is asked of the outcome of the others (reach, and a rule of the user's own that cannot be met
without them) is counted after them, in the same way.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from flint import fmpq

from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.analysis.shapley import shapley
from rvp_alloc.arithmetic import fraction
from rvp_alloc.errors import NotProvenError, PolicyError
from rvp_alloc.policy.aim import LEADING_AIMS
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.check import check_inputs
from rvp_alloc.policy.formulate import formulate
from rvp_alloc.policy.policy import Policy
from rvp_alloc.policy.rule import Rule, State, rule
from rvp_alloc.policy.rules import BUILT_IN
from rvp_alloc.solving.chain import Infeasible, solve_chain

BASE = ("budget", "no_loss", "key")
"""The rules that are always on here: what is divided, that nobody loses, and the key."""
_MOST_PLAYERS = 12


@dataclass(frozen=True)
class Effects:
    """What the key alone would give each team, and what each rule adds to that; in fte, exact.

    For each team the effects of all rules add up to its new fte less ``key_alone``.
    """

    key_alone: Mapping[str, Fraction]
    by_rule: Mapping[str, Mapping[str, Fraction]]

    def of(self, team: str) -> dict[str, Fraction]:
        """Return the effect of each rule on a team, in the order in which rules are told."""
        return {rule_id: amounts[team] for rule_id, amounts in self.by_rule.items()}


def effects(plan: Allocation) -> Effects:
    """Return the effect of every rule that is on, but for the budget, no loss and the key, which are the base.

    Raises
    ------
    NotProvenError
        If more than 12 rules could move new fte, or if rules of the user's own cannot be met without each other.

    Examples
    --------
    >>> from rvp_alloc import allocate, load_region
    >>> plan = allocate(load_region("amsterdam-2022"), new_fte=71)
    >>> found = effects(plan)
    >>> {rule: round(float(fte), 3) for rule, fte in found.of("boven-ij").items() if fte}
    {'priority_uplift': -0.733, 'development': 2.328, 'wijkagent_area': -0.281}
    >>> sum(found.of("boven-ij").values()) == plan.team("boven-ij").new_fte - found.key_alone["boven-ij"]
    True

    Notes
    -----
    Shapley value: L.S. Shapley, "A value for n-person games", 1953.
    """
    on = [found.id for found in plan.policy.rules_on() if found.id not in BASE]
    without_effect = set(_checks_on_the_whole(plan.policy, plan.case))
    moving = [rule_id for rule_id in on if rule_id not in without_effect]
    own = [rule_id for rule_id in moving if rule_id not in BUILT_IN]
    late = [rule_id for rule_id in moving if rule_id == "reach"]
    try:
        found = _in_two_stages(plan, moving, late)
    except _NoDivisionError:
        found = _in_two_stages(plan, moving, [*own, *late])
    nothing = dict.fromkeys(plan.case.teams, Fraction(0))
    return replace(found, by_rule={rule_id: found.by_rule.get(rule_id, nothing) for rule_id in on})


class _NoDivisionError(NotProvenError):
    """Some of the rules have no division, or no meaning, without the others."""


def _in_two_stages(plan: Allocation, moving: list[str], late: list[str]) -> Effects:
    """Share out over the rules that come first, then over those that ask something of the outcome of the first."""
    first = [rule_id for rule_id in moving if rule_id not in late]
    if max(len(first), len(late)) > _MOST_PLAYERS:
        raise NotProvenError(f"the effects of more than {_MOST_PLAYERS} rules are not told apart")
    divisions = _Divisions(plan, frozenset(moving))
    by_rule = shapley(first, divisions.new_fte)
    by_rule |= shapley(late, lambda taking_part: divisions.new_fte(taking_part | set(first)))
    return Effects(divisions.new_fte(frozenset()), by_rule)


def _checks_on_the_whole(policy: Policy, case: Case) -> Iterator[str]:
    """Yield the rules that hold or fail for the unit as a whole, whatever each team gets (MODEL: they move no post).

    IPGA with one cap for all: heads and regisseurs fit under the cap of all teams together, or they do not. The norm of the
    unit: all new fte together suffice, or they do not. Neither is so where another rule or aim speaks of the same posts.
    """
    others = {found.id for found in policy.rules_on()} - set(BUILT_IN)
    if others or policy.is_on("reach") or not set(policy.aims) <= set(LEADING_AIMS):
        return
    if policy.is_on("ipga") and not policy.is_on("basic_care") and not case.has("caseload"):
        yield "ipga"
    if policy.is_on("wijkagent_unit"):
        yield "wijkagent_unit"


@dataclass(frozen=True)
class _Found:
    """A division of some of the rules: its whole point, and what each team gets."""

    point: Mapping[str, fmpq]
    new_fte: Mapping[str, Fraction]
    unique: bool


class _Divisions:
    """The divisions that some of the rules give, each made once."""

    def __init__(self, plan: Allocation, moving: frozenset[str]) -> None:
        self.plan = plan
        everything = {team.id: team.new_fte for team in plan.teams}
        self.found = {moving: _Found(plan.solved.point, everything, plan.unique)}
        kept = {found.id for found in plan.policy.rules_on()} - moving
        self.base = frozenset(kept & set(BASE))

    def new_fte(self, on: frozenset[str]) -> Mapping[str, Fraction]:
        """Return what each team gets when, of the rules that move fte, only these are on."""
        return self._division(on).new_fte

    def _division(self, on: frozenset[str]) -> _Found:
        if on not in self.found:
            self.found[on] = self._divided(on)
        return self.found[on]

    def _divided(self, on: frozenset[str]) -> _Found:
        case = self._case(on)
        for rule_id in sorted(on):
            found = rule(rule_id)
            if not _only_asks(found, self.plan.policy):
                continue
            # A rule that only asks, and has what it asks: the best division without it is the best one with it.
            without = self._division(on - {rule_id})
            if without.unique and all(row.holds(without.point) for row in found.rows(case)):
                return without
        columns = list(case.new_fte(case.teams))
        solved = solve_chain(case, formulate(case), wanted=columns)
        if isinstance(solved, Infeasible):
            raise _NoDivisionError(f"there is no division with {', '.join(sorted(on))} and without the other rules")
        new_fte = {team: fraction(sum((solved.point[c] for c in case.new_fte([team])), fmpq(0))) for team in case.teams}
        return _Found(solved.point, new_fte, not set(solved.unsettled) & set(columns))

    def _case(self, on: frozenset[str]) -> Case:
        policy = self.plan.policy
        settings = {
            rule_id: setting if rule_id in on | self.base else replace(setting, state=State.OFF)
            for rule_id, setting in policy.settings.items()
        }
        chosen = replace(policy, settings=settings, fallback=())
        try:
            check_inputs(self.plan.region, chosen)
        except PolicyError as error:
            raise _NoDivisionError(
                f"{', '.join(sorted(on))} have no meaning without the other rules: {error}"
            ) from None
        return Case(self.plan.region, chosen)


def _only_asks(found: Rule, policy: Policy) -> bool:
    """Say whether a rule brings nothing that is decided: it narrows what is allowed, and no more."""
    return not found.layers and not found.posts and policy.state(found.id) is State.HARD
