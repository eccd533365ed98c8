"""Inputs: the region and the policy of one scenario, as ``allocate`` takes them."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from rvp_alloc.figure import Confidence, Figure
from rvp_alloc.policy.policy import Policy, Setting
from rvp_alloc.region.region import GroupFigure, Measure, Region


def with_figures(region: Region, policy: Policy, values: Mapping[str, Fraction], source: str) -> tuple[Region, Policy]:
    """Return a region and a policy with some figures and parameters replaced, by their paths; they must be allowed values.

    Examples
    --------
    >>> from rvp_alloc import load_region
    >>> region, policy = load_region("amsterdam-2022"), Policy.reference()
    >>> _, changed = with_figures(region, policy, {"budget.new_fte": Fraction(80)}, "a wish")
    >>> str(changed["budget.new_fte"]), changed["budget.new_fte"].source
    ('80 fte', 'a wish')
    """
    changed = _Changed(values, source)
    return changed.region(region), changed.policy(policy)


class _Changed:
    def __init__(self, values: Mapping[str, Fraction], source: str) -> None:
        self.values, self.source = values, source

    def figure(self, path: str, figure: Figure) -> Figure:
        """Return the figure of a path: as it is, or with its new value."""
        value = self.values.get(path)
        if value is None or value == figure.value:
            return figure
        return Figure(value, figure.unit, self.source, "", Confidence.ASSUMPTION)

    def region(self, region: Region) -> Region:
        """Return a region with its figures as they are in the scenario."""
        teams = tuple(
            replace(
                team,
                formation=self.figure(f"formation.{team.id}", team.formation),
                wijkagenten=self.figure(f"wijkagenten.{team.id}", team.wijkagenten),
            )
            for team in region.teams
        )
        pools = tuple(
            replace(pool, inhabitants=self.figure(f"inhabitants.{pool.id}", pool.inhabitants)) for pool in region.pools
        )
        return replace(region, teams=teams, pools=pools, measures=tuple(map(self.measure, region.measures)))

    def measure(self, measure: Measure) -> Measure:
        """Return a measure with its figures as they are in the scenario."""

        def changed(group: GroupFigure) -> GroupFigure:
            return replace(group, figure=self.figure(f"{measure.id}.{'+'.join(group.teams)}", group.figure))

        return replace(measure, values=tuple(map(changed, measure.values)))

    def policy(self, policy: Policy) -> Policy:
        """Return a policy with its parameters as they are in the scenario; a pin keeps its author and reason."""
        settings = {
            rule_id: Setting(
                setting.state,
                {name: self._parameter(f"{rule_id}.{name}", figure) for name, figure in setting.parameters.items()},
            )
            for rule_id, setting in policy.settings.items()
        }
        return replace(policy, name=f"{policy.name[:400]}, in a scenario", settings=settings)

    def _parameter(self, path: str, figure: Figure) -> Figure:
        found = self.figure(path, figure)
        return replace(found, source=figure.source, note=figure.note) if path.startswith("pins.") else found
