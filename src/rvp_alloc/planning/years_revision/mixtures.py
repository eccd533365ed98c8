"""Mixtures: the plan with some parts of what is new and the rest as it was, so that a change can be shared out over the parts."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from rvp_alloc.analysis.comparison.differences import AIMS, EVERYTHING, FIGURES, RULES, region_differences
from rvp_alloc.analysis.shapley import shapley
from rvp_alloc.errors import InfeasibleError, InputError
from rvp_alloc.planning.years.plan_years import pursue
from rvp_alloc.planning.years.task import Task
from rvp_alloc.planning.years.year_plan import YearPlan
from rvp_alloc.policy.policy import Policy, Setting

REALISED, INTAKE, GROWTH_CAP, PINS = "realised", "intake", "growth_cap", "pins"
type Effects = Mapping[int, Mapping[str, Mapping[str, Fraction]]]
"""By year and part, what the part brings each team, in fte."""


def parts(before: Task, after: Task) -> tuple[str, ...]:
    """Return in what two tasks over the same years differ."""
    same = {PINS: _pins(before.policy) == _pins(after.policy), RULES: _others(before.policy) == _others(after.policy)}
    differ = {
        REALISED: before.start != after.start,
        INTAKE: before.intake != after.intake,
        FIGURES: any([*region_differences(before.regions[year], after.regions[year])] for year in after.years),
        RULES: not same[RULES],
        PINS: not same[PINS],
        AIMS: (before.policy.all_aims(), before.first) != (after.policy.all_aims(), after.first),
        GROWTH_CAP: before.rises != after.rises,
    }
    return tuple(part for part, is_other in differ.items() if is_other)


def effects(base: YearPlan, new: YearPlan) -> tuple[tuple[str, ...], Effects]:
    """Share the change of every team in every year out over the parts; over all at once where some have no plan without others.

    The change is shared out by the Shapley value (Shapley 1953): it adds up exactly and knows no order.
    """
    found = parts(base.task, new.task)
    for chosen in dict.fromkeys((found, (EVERYTHING,) if found else ())):
        try:
            shared = shapley(chosen, _Mixtures(base, new, frozenset(chosen)).new_fte)
        except (InfeasibleError, InputError):
            continue
        return chosen, {year: {part: _of_year(shared[part], year) for part in chosen} for year in new.years}
    raise AssertionError("all at once is the new plan itself")


class _Mixtures:
    def __init__(self, base: YearPlan, new: YearPlan, parts: frozenset[str]) -> None:
        self.before, self.after, self.solver = base.task, new.task, new.solver
        self.known = {frozenset[str](): _flat(base), parts: _flat(new)}

    def new_fte(self, chosen: frozenset[str]) -> Mapping[str, Fraction]:
        """Return what each team has in each year when these parts are new."""
        if chosen not in self.known:
            self.known[chosen] = _flat(pursue(self._mixed(chosen), self.solver))
        return self.known[chosen]

    def _mixed(self, chosen: frozenset[str]) -> Task:
        def of(part: str) -> Task:
            return self.after if part in chosen else self.before

        settings = _others(of(RULES).policy) | _pins(of(PINS).policy)
        policy = replace(of(RULES).policy, settings=settings, aims=of(AIMS).policy.aims, fallback=())
        return replace(
            self.before,
            policy=policy,
            intake=of(INTAKE).intake,
            regions=of(FIGURES).regions,
            start=of(REALISED).start,
            rises=of(GROWTH_CAP).rises,
            first=of(AIMS).first,
        )


def _pins(policy: Policy) -> dict[str, Setting]:
    return {rule: setting for rule, setting in policy.settings.items() if rule == PINS}


def _others(policy: Policy) -> dict[str, Setting]:
    return {rule: setting for rule, setting in policy.settings.items() if rule != PINS}


def _flat(plan: YearPlan) -> dict[str, Fraction]:
    return {f"{result.year} {team.id}": team.new_fte for result in plan.results for team in result.teams}


def _of_year(flat: Mapping[str, Fraction], year: int) -> dict[str, Fraction]:
    begin = f"{year} "
    return {key.removeprefix(begin): fte for key, fte in flat.items() if key.startswith(begin)}
