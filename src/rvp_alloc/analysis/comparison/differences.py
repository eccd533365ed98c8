"""Differences: what the inputs of two divisions do not have in common, and inputs that are partly of the one or the other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.figure import Figure
from rvp_alloc.policy.policy import Policy, Setting
from rvp_alloc.policy.rule import State, all_rules
from rvp_alloc.region.region import Region

AIMS = "aims"
REGION = "region"
PLACES = "places"
FIGURES = "figures"
RULES = "rules"
EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class Difference:
    """One input that differs: its path, what it is in the first and in the second, and which source of change it is part of.

    ``part`` is the id of a rule, ``aims``, ``figures.<family>`` (such as ``figures.inhabitants``), ``places`` where a team lies
    in other authorities or municipalities, or ``region`` where the teams, pools or groups themselves differ. A value is None
    where there is none; states and aims are text.
    """

    part: str
    path: str
    first: Figure | str | None
    second: Figure | str | None


def differences(first: Allocation, second: Allocation) -> tuple[Difference, ...]:
    """Return every input that differs in what it says; a figure whose source alone differs is the same figure."""
    return (*policy_differences(first.policy, second.policy), *region_differences(first.region, second.region))


def policy_differences(first: Policy, second: Policy) -> Iterator[Difference]:
    """Yield what rules and aims do not have in common; a rule that is off in both has nothing to differ in."""
    for rule in (found.id for found in all_rules()):
        if not (first.is_on(rule) or second.is_on(rule)):
            continue
        if first.state(rule) is not second.state(rule):
            yield Difference(rule, f"{rule}.state", str(first.state(rule)), str(second.state(rule)))
        left, right = _parameters(first, rule), _parameters(second, rule)
        yield from _figures(rule, rule, left, right)
    if first.all_aims() != second.all_aims():
        yield Difference(AIMS, AIMS, ", ".join(first.aims), ", ".join(second.aims))


def _parameters(policy: Policy, rule: str) -> Mapping[str, Figure]:
    return policy.settings[rule].parameters if policy.is_on(rule) else {}


def region_differences(first: Region, second: Region) -> Iterator[Difference]:
    """Yield what the teams, their places and the figures of two regions do not have in common."""
    same_teams = [team.id for team in first.teams] == [team.id for team in second.teams]
    for part, of in ((REGION, _shape), (PLACES if same_teams else REGION, _places)):
        left, right = of(first), of(second)
        for path in dict.fromkeys([*left, *right]):
            if left.get(path) != right.get(path):
                yield Difference(part, path, left.get(path), right.get(path))
    families = dict.fromkeys([*_families(first), *_families(second)])
    for family in families:
        yield from _figures(
            f"{FIGURES}.{family}", family, _families(first).get(family, {}), _families(second).get(family, {})
        )


def _figures(part: str, family: str, left: Mapping[str, Figure], right: Mapping[str, Figure]) -> Iterator[Difference]:
    for name in dict.fromkeys([*left, *right]):
        one, other = left.get(name), right.get(name)
        if one is None or other is None or one.value != other.value:
            yield Difference(part, f"{family}.{name}", one, other)


def _shape(region: Region) -> dict[str, str]:
    """Return what a region is made of, but for its figures and places."""
    shape = {f"team.{team.id}": team.district for team in region.teams}
    shape |= {f"pool.{pool.id}": ", ".join(sorted(pool.teams)) for pool in region.pools}
    for measure in region.measures:
        for group in measure.values:
            split = ", ".join(f"{team}={share}" for team, share in sorted(group.split.items()))
            shape[f"{measure.id}.{'+'.join(group.teams)}"] = f"{measure.kind} {split}".strip()
    return shape


def _places(region: Region) -> dict[str, str]:
    """Return in which authorities and municipalities each team lies, for which share."""
    return {
        f"{scope}.{team.id}": ", ".join(f"{name}={share.value}" for name, share in sorted(shares.items()))
        for team in region.teams
        for scope, shares in (("authority", team.authorities), ("municipality", team.municipalities))
    }


def _families(region: Region) -> dict[str, dict[str, Figure]]:
    """Return the figures of a region by what they are about, each by the team, pool or group it is of."""
    families = {
        "formation": {team.id: team.formation for team in region.teams},
        "wijkagenten": {team.id: team.wijkagenten for team in region.teams},
        "inhabitants": {pool.id: pool.inhabitants for pool in region.pools},
    }
    for measure in region.measures:
        families[measure.id] = {"+".join(group.teams): group.figure for group in measure.values}
    return families


def mixed(first: Allocation, second: Allocation, parts: frozenset[str]) -> tuple[Region, Policy]:
    """Return the inputs of the first, with those parts taken from the second."""
    region = _mixed_region(first.region, second.region, parts)
    rules = [rule.id for rule in all_rules()]
    chosen = {rule: (second if parts & {rule, RULES, EVERYTHING} else first).policy for rule in rules}
    settings = {
        rule: policy.settings.get(rule, Setting(State.OFF, {}))
        for rule, policy in chosen.items()
        if rule in first.policy.settings or rule in second.policy.settings
    }
    aims = (second if parts & {AIMS, RULES, EVERYTHING} else first).policy.aims
    return region, replace(first.policy, settings=settings, aims=aims, fallback=())


def _mixed_region(first: Region, second: Region, parts: frozenset[str]) -> Region:
    if parts & {REGION, FIGURES, EVERYTHING}:
        return second
    families = _families(second)

    def taken(family: str, name: str, figure: Figure) -> Figure:
        return families.get(family, {}).get(name, figure) if f"{FIGURES}.{family}" in parts else figure

    placed = second if PLACES in parts else first
    teams = tuple(
        replace(
            team,
            formation=taken("formation", team.id, team.formation),
            wijkagenten=taken("wijkagenten", team.id, team.wijkagenten),
            authorities=placed.team(team.id).authorities,
            municipalities=placed.team(team.id).municipalities,
        )
        for team in first.teams
    )
    pools = tuple(replace(pool, inhabitants=taken("inhabitants", pool.id, pool.inhabitants)) for pool in first.pools)
    measures = tuple(
        replace(
            measure,
            values=tuple(
                replace(group, figure=taken(measure.id, "+".join(group.teams), group.figure))
                for group in measure.values
            ),
        )
        for measure in first.measures
    )
    return replace(first, teams=teams, pools=pools, measures=measures)
