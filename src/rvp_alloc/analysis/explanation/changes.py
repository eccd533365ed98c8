"""Changes: what one step of a figure or parameter would do for a team, and where something else begins to decide. Exact."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.analysis.costs import Walks
from rvp_alloc.analysis.path import causes
from rvp_alloc.analysis.stretch import BINDS
from rvp_alloc.analysis.variables import WEIGHTS
from rvp_alloc.region.strength import DEPLOYABLE


@dataclass(frozen=True, slots=True)
class Step:
    """What a team would get more (or less, below 0), in fte, if a parameter or figure were ``then`` instead of ``now``."""

    parameter: str
    unit: str
    now: Fraction
    then: Fraction
    fte: Fraction


@dataclass(frozen=True, slots=True)
class Limit:
    """The nearest value of a figure, up or down, beyond which something else decides what the team gets.

    ``above`` says on which side of the value something else decides. ``begins`` and ``ceases`` name the rows and aims that
    decide only beyond it, and only up to it. Where there is no division beyond, ``clash`` names what clashes. Irrational
    values (``exact`` is False) are the nearest further on with 25 decimals.
    """

    parameter: str
    unit: str
    now: Fraction
    value: Fraction
    exact: bool
    above: bool
    begins: tuple[str, ...] = ()
    ceases: tuple[str, ...] = ()
    clash: tuple[str, ...] = ()


def own_figures(plan: Allocation, team: str) -> tuple[str, ...]:
    """Return the paths of the figures of a team itself, or of its pool or group, that the division uses."""
    used = {"development"} if plan.policy.is_on("development") else set()
    used |= {
        name.removeprefix("weights.") for name in plan.policy.parameters("key") if plan.policy[f"key.{name}"].value != 0
    }
    if plan.policy.is_on("ipga"):
        used.add("caseload")
    if plan.policy.is_on("waterline"):
        used.add(DEPLOYABLE)
    norm = plan.policy.is_on("wijkagent_area") or plan.policy.is_on("wijkagent_unit")
    paths = [f"formation.{team}"]
    paths += [f"wijkagenten.{team}"] if norm or "wijkagenten" in used else []
    paths += [f"inhabitants.{plan.region.pool_of(team).id}"] if norm or "inhabitants" in used else []
    for measure in plan.region.measures:
        if measure.id in used:
            paths += [f"{measure.id}.{'+'.join(group.teams)}" for group in measure.values if team in group.teams]
    return tuple(paths)


def steps(walks: Walks, team: str, parameters: tuple[str, ...]) -> Iterator[Step]:
    """Yield what one natural step up of each parameter or figure would do for a team, where there is a division then."""
    now = walks.plan.team(team).new_fte
    for path in parameters:
        variable = walks.known[path]
        then = variable.value + walks.step(path)
        found = walks.along(path, 1)
        new_fte = found.at(then) if found else None
        if new_fte is not None:
            yield Step(path, variable.figure.unit, variable.value, then, new_fte[team] - now)


def limits(walks: Walks, team: str, parameters: tuple[str, ...]) -> Iterator[Limit]:
    """Yield, for each parameter or figure, the nearest value down and up beyond which a team's share moves otherwise."""
    for path in parameters:
        for direction in (-1, 1):
            found = None if path.startswith(WEIGHTS) else _limit(walks, team, path, direction)
            if found:
                yield found


def _limit(walks: Walks, team: str, path: str, direction: int) -> Limit | None:
    found = walks.along(path, direction)
    place = 0
    variable = walks.known[path]
    while found and (here := found.stretch(place)) and (beyond := found.stretch(place + 1)):
        limit = Limit(path, variable.figure.unit, variable.value, here.stop, here.exact_stop, direction > 0)
        if not beyond.feasible:
            return replace(limit, clash=causes(here, beyond, path))
        if here.new_fte[team] != beyond.new_fte[team]:
            changed = causes(here, beyond, path)
            after = tuple(label for label in changed if beyond.binding.get(label) == BINDS)
            return replace(limit, begins=after, ceases=tuple(label for label in changed if label not in after))
        place += 1
    return None
