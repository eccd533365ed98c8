"""Reallocation: who loses, who gains, how far that is from the target, and what holds it there."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, NoReturn

from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.figure import exact_text
from rvp_alloc.planning.reallocation.targets import Protection
from rvp_alloc.planning.years.year_plan import YearPlan
from rvp_alloc.policy.policy import Policy
from rvp_alloc.region.region import Region
from rvp_alloc.telling import visible
from rvp_alloc.words import Lang

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table

type Reason = Literal["at_target", "held", "at_cap", "short", "no_taker", "rules"]


@dataclass(frozen=True, slots=True)
class TeamMove:
    """What a team loses or gains, in fte, exact; below 0 it loses.

    ``target`` is what the key over the whole formation asks; ``floor`` the least it could get; ``by_year`` the change by the
    end of each year, empty without years. ``reason`` says what holds the change where it is:

    ``at_target`` it is the target; ``held`` the team may not lose; ``at_cap`` its cap on loss, in all or per year;
    ``short`` no team may lose more;
    ``no_taker`` no team can gain more; ``rules`` other rules. ``note`` is what the user gave as reason.
    """

    id: str
    name: str
    formation: Fraction
    target: Fraction
    floor: Fraction
    change: Fraction
    reason: Reason
    note: str
    by_year: Mapping[int, Fraction]

    @property
    def part(self) -> Fraction:
        """The change as a share of the formation."""
        return self.change / self.formation


@dataclass(frozen=True, eq=False)
class Reallocation:
    """A proven reallocation; made by :func:`reallocate`. ``plan`` is what was proven: one division, or one for each year."""

    region: Region
    share: Fraction
    protection: Protection
    plan: Allocation | YearPlan
    teams: tuple[TeamMove, ...]
    key_budget: Fraction

    @property
    def losers(self) -> tuple[TeamMove, ...]:
        """The teams that lose, the largest part of a formation first."""
        return tuple(sorted((team for team in self.teams if team.change < 0), key=lambda team: team.part))

    @property
    def winners(self) -> tuple[TeamMove, ...]:
        """The teams that gain, the largest part of a formation first."""
        return tuple(sorted((team for team in self.teams if team.change > 0), key=lambda team: -team.part))

    @property
    def still(self) -> tuple[TeamMove, ...]:
        """The teams for which nothing changes, in the region's order."""
        return tuple(team for team in self.teams if team.change == 0)

    @property
    def policy(self) -> Policy:
        """The policy that was used; where there are years, its budget is that of all of them."""
        return self.plan.policy if isinstance(self.plan, Allocation) else self.plan.task.policy

    @property
    def years(self) -> tuple[int, ...]:
        """The years, in order; none where it is done at once."""
        return tuple(self.teams[0].by_year)

    @property
    def movement(self) -> Fraction:
        """How many fte go to another team: what the losers lose together."""
        return -sum((team.change for team in self.losers), Fraction(0))

    def team(self, name: str) -> TeamMove:
        """Return what the team with this id or name loses or gains.

        Raises
        ------
        RequestError
            If there is no such team.
        """
        wanted = self.region.team(name).id
        return next(team for team in self.teams if team.id == wanted)

    def year(self, year: int) -> Mapping[str, Fraction]:
        """Return the change of every team by the end of a year.

        Raises
        ------
        RequestError
            If the reallocation has no such year.
        """
        if any(year not in team.by_year for team in self.teams):
            what = f"{visible(year)!r} is not a year of this reallocation"
            raise RequestError([Problem("unknown_year", what, "Name one of its years", field="year")])
        return {team.id: team.by_year[year] for team in self.teams}

    def text(self, lang: Lang = "en") -> str:
        """Return the reallocation in words, those who lose first, each with the reason."""
        from rvp_alloc.planning.reallocation.telling import tell

        return tell(self, lang)

    def to_frame(self) -> "pd.DataFrame":
        """Return one row per team, in floats, those who lose first."""
        import pandas as pd

        rows = [
            {
                "team": team.id,
                "formation": float(team.formation),
                "target": float(team.target),
                "change": float(team.change),
                "reason": team.reason,
                **{str(year): float(fte) for year, fte in team.by_year.items()},
            }
            for team in (*self.losers, *self.winners, *self.still)
        ]
        return pd.DataFrame(rows).set_index("team")

    def to_dict(self) -> dict[str, Any]:
        """Return the reallocation as JSON data; ``plan`` is what ``verify.py``, or with years ``years/check.py``, checks."""
        return {
            "schema_version": 1,
            "kind": "reallocation",
            "share": exact_text(self.share),
            "movement": exact_text(self.movement),
            "teams": [
                {
                    "id": team.id,
                    "team": team.name,
                    "formation": exact_text(team.formation),
                    "target": exact_text(team.target),
                    "floor": exact_text(team.floor),
                    "change": exact_text(team.change),
                    "reason": team.reason,
                    "note": team.note,
                    "by_year": {str(year): exact_text(fte) for year, fte in team.by_year.items()},
                }
                for team in self.teams
            ],
            "plan": self.plan.to_dict(),
        }

    def table(self, lang: Lang = "en") -> "Table":
        """Return a table for a terminal (rich): those who lose first."""
        from rvp_alloc.planning.reallocation.table import reallocation_table

        return reallocation_table(self, lang)

    def to_html(self, lang: Lang = "en") -> str:
        """Return the reallocation as HTML that stands by itself in a notebook, light or dark."""
        from rvp_alloc.planning.reallocation.table import reallocation_html

        return reallocation_html(self, lang)

    def _repr_html_(self) -> str:
        return self.to_html()

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        moved = f"{float(self.movement):g} fte move"
        return f"<Reallocation {self.region.id}: {moved}, {len(self.losers)} teams lose, {len(self.winners)} gain>"

    def __bool__(self) -> NoReturn:
        """Refuse: a reallocation is not a yes or a no."""
        raise TypeError("a Reallocation has no truth value; look at who moves")
