"""Bounds: floors and caps on new fte, on growth, or on the part of the budget, per team or group of teams."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from rvp_alloc.border import suggestion
from rvp_alloc.errors import Problem
from rvp_alloc.model import Row, Sense
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.division import Division
from rvp_alloc.policy.policy import Setting
from rvp_alloc.policy.rule import Parameter, Rule, State, register_rule
from rvp_alloc.region.region import District, Region, Team

_UNITS = {
    "floor": "fte",
    "cap": "fte",
    "growth_floor": "share of formation",
    "growth_cap": "share of formation",
    "share_floor": "share of new fte",
    "share_cap": "share of new fte",
}
EVERY = "every"
SCOPES = ("team", "district", "authority", "municipality")


@register_rule
class Bounds(Rule):
    """``bounds.<kind>.<scope>.<subject>``: what a team, district, authority or municipality gets at least or at most.

    The kind is ``floor`` or ``cap`` (fte), ``growth_floor`` or ``growth_cap`` (share of its formation), ``share_floor`` or
    ``share_cap`` (share of all new fte); the subject an id or name, or ``every``. A bound on an authority or
    municipality counts whole teams, also those that lie in it for a part only.
    """

    id = "bounds"
    source = "planners' practice"
    states = (State.OFF, State.HARD)
    parameters = tuple(
        Parameter(f"{kind}.*.*", unit, lower=None if kind == "floor" else Fraction(0)) for kind, unit in _UNITS.items()
    )

    def rows(self, case: Case) -> Iterator[Row]:
        """Yield a row per bound and subject."""
        for name, subject, teams, factor in self._bounds(case):
            yield case.row(
                f"bounds.{name}:{subject}", case.new_fte(teams), _sense(name), case.value(f"bounds.{name}") * factor
            )

    def broken(self, case: Case, division: Division) -> Iterator[str]:
        """Add up what each bounded group gets."""
        for name, subject, teams, factor in self._bounds(case):
            given = sum(division.new_fte(team) for team in teams)
            bound = case.value(f"bounds.{name}") * factor
            if given < bound if _sense(name) == ">=" else given > bound:
                yield f"{subject} gets {given} fte, against {name} of {bound}"

    def _bounds(self, case: Case) -> Iterator[tuple[str, str, tuple[str, ...], object]]:
        """Yield each bound with one of its subjects, that subject's teams, and what the bound is a share of."""
        for name in case.policy.parameters(self.id):
            kind, scope, wanted = name.split(".", 2)
            groups = groups_of(case.region, scope)
            for subject in groups if wanted == EVERY else [resolve(case.region, scope, wanted)]:
                teams = groups[subject]
                factor: object = 1
                if kind.startswith("growth"):
                    factor = sum(case.formation[team] for team in teams)
                elif kind.startswith("share"):
                    factor = case.value("budget.new_fte")
                yield name, subject, teams, factor

    def problems(self, region: Region, setting: Setting) -> Iterator[Problem]:
        """Yield bounds on a scope or subject that does not exist."""
        for name in setting.parameters:
            _, scope, subject = name.split(".", 2)
            if scope not in SCOPES:
                yield Problem(
                    "unknown_scope",
                    f"{scope!r} cannot be bounded",
                    suggestion(scope, SCOPES),
                    subject="bounds",
                    field=f"bounds.{name}",
                )
            elif subject != EVERY and resolve(region, scope, subject) not in groups_of(region, scope):
                yield Problem(
                    "unknown_subject",
                    f"there is no {scope} {subject!r}",
                    suggestion(subject, list(groups_of(region, scope))),
                    subject="bounds",
                    field=f"bounds.{name}",
                )


def _sense(name: str) -> Sense:
    return ">=" if name.split(".", 1)[0].endswith("floor") else "<="


def groups_of(region: Region, scope: str) -> Mapping[str, tuple[str, ...]]:
    """Return the groups of a scope with their teams: each team by itself, or those of a district, authority or municipality."""
    groups: dict[str, tuple[str, ...]] = {}
    for team in region.teams:
        names = {
            "team": [team.id],
            "district": [team.district],
            "authority": team.authorities,
            "municipality": team.municipalities,
        }[scope]
        for name in names:
            groups[name] = (*groups.get(name, ()), team.id)
    return groups


def resolve(region: Region, scope: str, subject: str) -> str:
    """Return the id of a team or district that is given by name; other subjects are their own id."""
    known: Sequence[Team | District] = (
        region.teams if scope == "team" else region.districts if scope == "district" else ()
    )
    return next((entry.id for entry in known if entry.name == subject), subject)
