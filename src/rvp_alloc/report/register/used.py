"""Which figures of a region the rules of a policy use."""

from collections.abc import Iterator
from dataclasses import dataclass

from rvp_alloc.figure import Figure
from rvp_alloc.policy.policy import Policy
from rvp_alloc.policy.rules import BUILT_IN
from rvp_alloc.region.region import Region
from rvp_alloc.report.register.lines import short
from rvp_alloc.words import Lang, criterion_name


@dataclass(frozen=True, slots=True)
class Used:
    """A figure that some rule uses: of what, by its id and its name, and for which teams."""

    id: str
    name: str
    figure: Figure
    teams: tuple[str, ...]


def used_figures(region: Region, policy: Policy, lang: Lang) -> Iterator[Used]:
    """Yield the figures that a division by this policy depends on."""
    names = _used_names(region, policy)
    for team in region.teams:
        yield Used("formation", _called("formation", "", lang), team.formation, (team.id,))
    if "wijkagenten" in names:
        for team in region.teams:
            yield Used("wijkagenten", _called("wijkagenten", "", lang), team.wijkagenten, (team.id,))
    if "inhabitants" in names:
        for pool in region.pools:
            yield Used("inhabitants", _called("inhabitants", "", lang), pool.inhabitants, pool.teams)
    for measure in region.measures:
        if measure.id in names:
            for group in measure.values:
                yield Used(measure.id, _called(measure.id, measure.name, lang), group.figure, group.teams)


def _used_names(region: Region, policy: Policy) -> set[str]:
    if any(rule.id not in BUILT_IN for rule in policy.rules_on()):
        # A rule of the user's own may use any figure.
        return {"wijkagenten", "inhabitants", *(measure.id for measure in region.measures)}
    names = {name.removeprefix("weights.") for name in policy.parameters("key") if policy[f"key.{name}"].value}
    if policy.is_on("wijkagent_unit") or policy.is_on("wijkagent_area"):
        names |= {"wijkagenten", "inhabitants"}
    if policy.is_on("development"):
        names.add("development")
    if policy.is_on("ipga"):
        names.add("caseload")
    return names


def _called(name: str, otherwise: str, lang: Lang) -> str:
    told = short(criterion_name(name, lang, otherwise))
    return told[:1].upper() + told[1:]
