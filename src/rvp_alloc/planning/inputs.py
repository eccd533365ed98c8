"""Inputs of a plan that builds on what is there: a measure more in the region, floors more in the policy."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from rvp_alloc.figure import Confidence, Figure
from rvp_alloc.policy.policy import Policy, Setting
from rvp_alloc.policy.rule import State
from rvp_alloc.region.region import GroupFigure, Kind, Measure, Region


def with_measure(region: Region, measure: str, name: str, values: Mapping[str, Fraction], source: str) -> Region:
    """Return a region with a measure in fte of each team; one that it had under that id is replaced.

    Examples
    --------
    >>> from rvp_alloc import load_region
    >>> region = load_region("amsterdam-2022")
    >>> zero = {team.id: Fraction(0) for team in region.teams}
    >>> with_measure(region, "target", "Target", zero, "made up").measure("target").name
    'Target'
    """
    groups = tuple(
        GroupFigure((team,), Figure(value, "fte", source, "", Confidence.COMPOSED)) for team, value in values.items()
    )
    others = tuple(other for other in region.measures if other.id != measure)
    return replace(region, measures=(*others, Measure(measure, name, Kind.CHANGE, "fte", groups)))


def with_floors(policy: Policy, floors: Mapping[str, Figure]) -> Policy:
    """Return a policy in which each of these teams gets at least so many fte; a higher floor that it has stays."""
    setting = policy.settings.get("bounds", Setting(State.OFF, {}))
    parameters = dict(setting.parameters) if setting.state is not State.OFF else {}
    for team, floor in floors.items():
        name = f"floor.team.{team}"
        present = parameters.get(name)
        parameters[name] = floor if present is None or floor.value > present.value else present
    if not parameters:
        return policy
    return replace(policy, settings={**policy.settings, "bounds": Setting(State.HARD, parameters)})
