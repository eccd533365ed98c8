"""Targets: what each team is to gain or lose, and how much it may lose."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from flint import fmpq

from rvp_alloc.arithmetic import fraction
from rvp_alloc.figure import Confidence, Figure
from rvp_alloc.planning.cap import Cap
from rvp_alloc.planning.inputs import with_floors, with_measure
from rvp_alloc.policy.aims.toward_target import TARGET, TowardTarget
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.policy import Policy, Setting
from rvp_alloc.policy.rule import State, rule
from rvp_alloc.policy.rules.bounds import resolve
from rvp_alloc.region.region import Region

NORMS = ("wijkagent_unit", "wijkagent_area")


@dataclass(frozen=True)
class Protection:
    """What keeps teams from losing: caps by team, in all and per year, and teams that may not lose at all, with the reason."""

    caps: Mapping[str, Cap]
    hold_harmless: Mapping[str, str]
    per_year: Mapping[str, Cap]

    def floor(self, team: str, formation: Fraction, target: Fraction) -> Figure:
        """Return the least that a team gets: what its target asks, unless it is protected from that."""
        cap = self.caps.get(team)
        asked = Figure(min(target, Fraction(0)), "fte", "the key over the whole formation", "", Confidence.COMPOSED)
        if team in self.hold_harmless:
            return replace(asked, value=Fraction(0), source="hold harmless", note=self.hold_harmless[team])
        if cap is not None and -cap.amount(formation) > asked.value:
            return replace(asked, value=-cap.amount(formation), source=cap.source or "cap on loss", note=cap.note)
        return asked

    def limit(self, team: str, formation: Fraction, target: Fraction, years: int) -> Figure:
        """Return the least that a team gets after so many years, each with its own cap; its floor where there are none."""
        floor, cap = self.floor(team, formation, target), self.per_year.get(team)
        if cap is None or -cap.amount(formation) * years <= floor.value:
            return floor
        return replace(
            floor, value=-cap.amount(formation) * years, source=cap.source or "cap on loss per year", note=cap.note
        )


def targets(region: Region, policy: Policy, share: Fraction) -> dict[str, Fraction]:
    """Return what each team is to gain, below 0 to lose: its layers, and its part by the key of this share of the formation.

    ``target_t = uplift_t + development_t + kappa_t (share x sum F + R) - share x F_t``, with R what the budget leaves after the
    other layers. They add up to the budget.
    """
    plain = Case(region, _moving(policy))
    layers = _layers(plain)
    whole = fraction(plain.total_formation) * share + fraction(plain.key_budget)
    return {
        team.id: layers[team.id] + fraction(plain.key_shares[team.id]) * whole - share * team.formation.value
        for team in region.teams
    }


def _layers(case: Case) -> dict[str, Fraction]:
    """Return what each team gets by the layers beside the key; what a rule of the user's own leaves open counts by formation."""
    fixed: dict[str, fmpq] = {}
    for entry in case.policy.rules_on():
        columns = {case.column(layer, team) for layer in entry.layers if layer != "key" for team in case.teams}
        for row in entry.rows(case) if columns else ():
            if row.sense == "==" and len(row.terms) == 1 and row.terms.keys() <= columns:
                ((column, coefficient),) = row.terms.items()
                fixed[column] = case.zero + row.bound / coefficient
    taken = case.value("budget.new_fte") - case.key_budget
    open_per_fte = (taken - sum(fixed.values(), fmpq(0))) / case.total_formation
    found = {team: open_per_fte * case.formation[team] for team in case.teams}
    for layer in case.layers:
        for team in case.teams:
            found[team] += fixed.get(case.column(layer, team), fmpq(0))
    return {team: fraction(amount) for team, amount in found.items()}


def prepared(region: Region, policy: Policy, share: Fraction, protection: Protection) -> tuple[Region, Policy]:
    """Return the region with its target, and the policy that goes toward it: teams may lose, down to their floors."""
    wanted = targets(region, policy, share)
    pinned = {resolve(region, "team", name) for name in policy.parameters("pins")} if policy.is_on("pins") else set()
    # The authority decides for a pinned team, so no floor of the key stands in its way.
    floors = {
        team.id: protection.floor(team.id, team.formation.value, wanted[team.id])
        for team in region.teams
        if team.id not in pinned
    }
    aims = tuple(TowardTarget.id if aim == "key" else aim for aim in policy.aims)
    aims = aims if TowardTarget.id in aims else (*aims, TowardTarget.id)
    moving = replace(with_floors(_moving(policy), floors), aims=aims)
    return with_measure(region, TARGET, "Target", wanted, "the key over the whole formation"), moving


def _moving(policy: Policy) -> Policy:
    """Return the policy with no loss off, and without the norms for wijkagenten, which are about new posts."""
    settings = {
        name: Setting(State.OFF, setting.parameters) if rule(name).id in ("no_loss", *NORMS) else setting
        for name, setting in policy.settings.items()
    }
    return replace(policy, name=f"{policy.name[:300]}, reallocation", settings=settings, fallback=())
