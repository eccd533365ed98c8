"""Waterline: the deployable strength that every team has at least, once the new posts are divided."""

from collections.abc import Iterator
from fractions import Fraction

from rvp_alloc.border import suggestion
from rvp_alloc.errors import Problem
from rvp_alloc.figure import Figure
from rvp_alloc.model import Number, Row
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.division import Division
from rvp_alloc.policy.policy import Setting
from rvp_alloc.policy.rule import Parameter, Rule, register_rule
from rvp_alloc.policy.rules.bounds import EVERY, resolve
from rvp_alloc.region.region import Region
from rvp_alloc.region.strength import DEPLOYABLE, SHARE_OF_FORMATION

_COURT_OF_AUDIT = "Algemene Rekenkamer, Politie ter plaatse, 18-2-2020"


@register_rule
class Waterline(Rule):
    """``s_t * F_t + (s_t + full * (1 - s_t)) * x_t >= level * F_t``, s_t being the deployable share of a team's formation.

    A new post counts with the team's own share, as its other posts do (``full`` = 0), or fully (``full`` = 1), or in
    between. ``waterline.fte.<team>`` asks an amount in fte instead of a share of the formation; ``every`` for each team.
    """

    id = "waterline"
    source = "planners' practice: formation, filled and deployable strength kept apart"
    parameters = (
        Parameter(
            "level",
            SHARE_OF_FORMATION,
            Figure(
                Fraction(357, 500),
                SHARE_OF_FORMATION,
                _COURT_OF_AUDIT,
                "2018-07 to 2019-07",
                note="national mean of staff in basic teams, no figure of a team; that no team may have less, and of its "
                "formation, is an assumption",
            ),
        ),
        Parameter(
            "new_full",
            "share of new posts",
            Figure(
                Fraction(0),
                "share of new posts",
                "assumption of this library",
                note="new posts are deployable for the same share as the team's other posts",
            ),
            upper=Fraction(1),
        ),
        Parameter("fte.*", "fte"),
    )

    def rows(self, case: Case) -> Iterator[Row]:
        """Yield a row per team for the level, then one per team and amount in fte."""
        share, full = case.measure(DEPLOYABLE), case.value("waterline.new_full")
        counts = {team: share[team] + full * (1 - share[team]) for team in case.teams}
        for label, team, asked in self._asked(case):
            terms = {column: counts[team] * coefficient for column, coefficient in case.new_fte([team]).items()}
            yield case.row(f"{label}:{team}", terms, ">=", asked - share[team] * case.formation[team])

    def broken(self, case: Case, division: Division) -> Iterator[str]:
        """Count the posts that are deployable: of the team as it is, and of what it gets."""
        share, full = case.measure(DEPLOYABLE), case.value("waterline.new_full")
        for _, team, asked in self._asked(case):
            new = division.new_fte(team)
            with_the_others = share[team] * (case.formation[team] + new)
            deployable = with_the_others + full * (new - share[team] * new)
            if deployable < asked:
                yield f"{team} has {deployable} fte deployable, less than {asked}"

    def _asked(self, case: Case) -> Iterator[tuple[str, str, Number]]:
        """Yield each parameter that asks something, with a team and what it must have, in fte."""
        for team in case.teams:
            yield "waterline.level", team, case.value("waterline.level") * case.formation[team]
        for name in case.policy.parameters(self.id):
            kind, _, wanted = name.partition(".")
            if kind == "fte":
                for team in case.teams if wanted == EVERY else [resolve(case.region, "team", wanted)]:
                    yield f"waterline.{name}", team, case.value(f"waterline.{name}")

    def figures_of(self, region: Region, team: str) -> dict[str, Figure]:
        """Return the formation of a team and the share of it that is deployable."""
        measure = region.measure(DEPLOYABLE)
        shares = [group.figure for group in measure.values if team in group.teams] if measure else []
        return {f"formation.{team}": region.team(team).formation, **{f"{DEPLOYABLE}.{team}": one for one in shares}}

    def problems(self, region: Region, setting: Setting) -> Iterator[Problem]:
        """Yield that no deployable shares are known, and amounts for teams that do not exist."""
        if region.measure(DEPLOYABLE) is None:
            what = "the region does not say which share of each team's formation is deployable"
            remedy = (
                f"Add a measure {DEPLOYABLE} with a share from 0 to 1 for every team, or set waterline.state to off"
            )
            yield Problem("missing_measure", what, remedy, subject=self.id, field=DEPLOYABLE)
        teams = [team.id for team in region.teams]
        for name in setting.parameters:
            kind, _, wanted = name.partition(".")
            if kind == "fte" and wanted != EVERY and resolve(region, "team", wanted) not in teams:
                what, remedy = f"there is no team {wanted!r}", suggestion(wanted, teams)
                yield Problem("unknown_team", what, remedy, subject=self.id, field=f"waterline.{name}", value=wanted)
