"""Pins: a team's new fte fixed by the authority (gezag), with author and reason."""

from collections.abc import Iterator

from rvp_alloc.border import suggestion
from rvp_alloc.errors import Problem
from rvp_alloc.model import Row
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.division import Division
from rvp_alloc.policy.policy import Setting
from rvp_alloc.policy.rule import Parameter, Rule, register_rule
from rvp_alloc.policy.rules.bounds import resolve
from rvp_alloc.region.region import Region


@register_rule
class Pins(Rule):
    """``pins.<team>``: ``x_t`` is fixed. The parameter's source is the author, its note the reason; both are required."""

    id = "pins"
    source = "the authority (gezag) decides"
    parameters = (Parameter("*", "fte", lower=None),)

    def rows(self, case: Case) -> Iterator[Row]:
        """Yield a row per pinned team."""
        for name in case.policy.parameters(self.id):
            team = resolve(case.region, "team", name)
            yield case.row(f"pins.{name}", case.new_fte([team]), "==", case.value(f"pins.{name}"))

    def broken(self, case: Case, division: Division) -> Iterator[str]:
        """Compare each pinned team with its pin."""
        for name in case.policy.parameters(self.id):
            given = division.new_fte(resolve(case.region, "team", name))
            if given != case.value(f"pins.{name}"):
                yield f"{name} gets {given} fte, not the {case.value(f'pins.{name}')} it is pinned at"

    def problems(self, region: Region, setting: Setting) -> Iterator[Problem]:
        """Yield pins of unknown teams, and pins without author or reason."""
        known = [team.id for team in region.teams]
        pinned = [resolve(region, "team", name) for name in setting.parameters]
        for team in {team for team in pinned if pinned.count(team) > 1}:
            yield Problem(
                "double", "is pinned twice, by id and by name", "Keep one pin", subject=team, field=f"pins.{team}"
            )
        for name, figure in setting.parameters.items():
            if resolve(region, "team", name) not in known:
                yield Problem(
                    "unknown_team",
                    f"there is no team {name!r}",
                    suggestion(name, known),
                    subject="pins",
                    field=f"pins.{name}",
                )
            if not figure.source or not figure.note:
                yield Problem(
                    "no_reason",
                    "a pin needs an author and a reason",
                    "Give source (who decided) and note (why)",
                    subject=name,
                    field=f"pins.{name}",
                )
