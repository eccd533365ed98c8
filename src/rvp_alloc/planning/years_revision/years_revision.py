"""YearsRevision: a plan over years and its revision, with what differs, what moves in each year, and why. Frozen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn

from rvp_alloc.analysis.comparison.comparison import TeamChange
from rvp_alloc.analysis.comparison.differences import AIMS, Difference, policy_differences, region_differences
from rvp_alloc.analysis.movement import movement
from rvp_alloc.figure import exact_text
from rvp_alloc.planning.revision.earlier_plan import without_least_change
from rvp_alloc.planning.years.plan_years import pursue
from rvp_alloc.planning.years.task import Task
from rvp_alloc.planning.years.year_plan import YearPlan
from rvp_alloc.planning.years_revision.mixtures import GROWTH_CAP, INTAKE, REALISED, Effects, effects
from rvp_alloc.policy.aims.least_change import LeastChange
from rvp_alloc.policy.policy import Policy
from rvp_alloc.region.region import Region
from rvp_alloc.words import Lang

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table


@dataclass(frozen=True, eq=False)
class YearsRevision:
    """A plan over years and the same years planned again from some year on; made by :func:`revise_years`.

    ``before`` is what the old plan asks of the years that are planned again.
    """

    old: YearPlan
    new: YearPlan
    before: Task = field(repr=False)
    least_change: bool

    @property
    def region(self) -> Region:
        """The region of the first year that is planned again."""
        return self.new.region

    @property
    def years(self) -> tuple[int, ...]:
        """The years that are planned again."""
        return self.new.years

    @property
    def planned(self) -> Mapping[str, Fraction]:
        """What each team was to have when the first of these years begins, in fte."""
        return self.before.start

    @property
    def realised(self) -> Mapping[str, Fraction]:
        """What each team really has when the first of these years begins, in fte."""
        return self.new.task.start

    @cached_property
    def base(self) -> YearPlan:
        """The old plan for these years, from what was planned before them: what the new plan is compared with."""
        return pursue(self.before, self.new.solver)

    @cached_property
    def _shared_out(self) -> tuple[tuple[str, ...], Effects]:
        return effects(self.base, self.new)

    @property
    def parts(self) -> tuple[str, ...]:
        """What changes are shared out over: ``realised``, ``intake``, ``figures``, ``rules``, ``pins``, and so on."""
        return self._shared_out[0]

    def teams(self, year: int | None = None) -> tuple[TeamChange, ...]:
        """Return what every team has by the end of a year (the last if None) in both plans, and what each part brings.

        Raises
        ------
        RequestError
            If it is not a year that is planned again.
        """
        shown = self.years[-1] if year is None else year
        new, base, shared = self.new.year(shown), self.base.year(shown), self._shared_out[1]
        return tuple(
            TeamChange(
                team.id,
                team.name,
                base.team(team.id).new_fte,
                team.new_fte,
                {part: brought[team.id] for part, brought in shared[shown].items()},
            )
            for team in new.teams
        )

    def moved(self, year: int | None = None) -> tuple[TeamChange, ...]:
        """Return the teams that have something else by the end of a year (the last if None), the largest change first."""
        return tuple(sorted((team for team in self.teams(year) if team.change), key=lambda team: -abs(team.change)))

    def changes(self, year: int | None = None) -> dict[str, Fraction]:
        """Return what every team has more than in the old plan by the end of a year (the last if None), below 0 for less."""
        shown = self.years[-1] if year is None else year
        base = self.base.year(shown)
        return {team.id: team.new_fte - base.team(team.id).new_fte for team in self.new.year(shown).teams}

    def movement(self, year: int | None = None) -> Fraction:
        """Return how many fte are elsewhere by the end of a year (the last if None): lost or gained, whichever is more."""
        return movement(self.changes(year).values())

    @property
    def ever_moved(self) -> tuple[str, ...]:
        """The ids of the teams that have something else by the end of any of these years."""
        found = [self.changes(year) for year in self.years]
        return tuple(team.id for team in self.region.teams if any(changes[team.id] for changes in found))

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """Every input that differs; the path of a figure ends in the year from which it does, such as ``@2025``."""
        return tuple(self._differences())

    def _differences(self) -> Iterator[Difference]:
        before, after = self.before, self.new.task
        yield from _numbers(REALISED, before.start, after.start)
        yield from _numbers(INTAKE, before.intake, after.intake)
        earlier: set[tuple[str, Any]] = set()
        for year in after.years:
            found = [*region_differences(before.regions[year], after.regions[year])]
            new = [entry for entry in found if (entry.path, entry.second) not in earlier]
            yield from (replace(entry, path=f"{entry.path}@{year}") for entry in new)
            earlier |= {(entry.path, entry.second) for entry in found}
        yield from policy_differences(before.policy, self._stated_policy)
        if before.first != after.first:
            yield Difference(AIMS, "first", before.first, after.first)
        for team in dict.fromkeys([*before.rises, *after.rises]):
            first, second = (
                exact_text(fte) if (fte := task.rise(team)) is not None else None for task in (before, after)
            )
            if first != second:
                yield Difference(GROWTH_CAP, f"{GROWTH_CAP}.{team}", first, second)

    @property
    def weighs_anew(self) -> bool:
        """Whether the old plan weighs because this is a revision, and not because the policy said so already."""
        return self.least_change and LeastChange.id not in self.before.policy.aims

    @property
    def _stated_policy(self) -> Policy:
        """The new policy as it was stated: that the old plan weighs is no new input, it is what a revision is."""
        policy = self.new.task.policy
        if not self.weighs_anew:
            return policy
        return without_least_change(policy)

    # ---- derived forms

    def text(self, lang: Lang = "en") -> str:
        """Return the revision in words: what is different, what moves in each year, and why."""
        from rvp_alloc.planning.years_revision.telling import tell

        return tell(self, lang)

    def to_frame(self) -> "pd.DataFrame":
        """Return one row per year and team, in floats: what it has in both plans, the change, and what each part brings."""
        import pandas as pd

        rows = [
            [year, team.id, *map(float, (team.first, team.second, team.change, *team.effects.values()))]
            for year in self.years
            for team in self.teams(year)
        ]
        return pd.DataFrame(rows, columns=["year", "team", "old", "new", "change", *self.parts])

    def to_dict(self) -> dict[str, Any]:
        """Return the revision as JSON data, with both plans and their proofs; :mod:`rvp_alloc.planning.check` accepts it."""
        from rvp_alloc.planning.years_revision.document import revision_to_dict

        return revision_to_dict(self)

    def table(self, lang: Lang = "en") -> "Table":
        """Return a table for a terminal (rich): what every team has in each year, and how far that is from the old plan."""
        from rvp_alloc.planning.years_revision.telling import rich_table

        return rich_table(self, lang)

    def to_html(self, lang: Lang = "en") -> str:
        """Return the revision as HTML that stands by itself in a notebook, light or dark."""
        from rvp_alloc.planning.years_revision.notebook import revision_html

        return revision_html(self, lang)

    def _repr_html_(self) -> str:
        return self.to_html()

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        again = f"{self.years[0]} to {self.years[-1]} planned again"
        return (
            f"<YearsRevision {self.region.id}: {again}, {len(self.ever_moved)} of {len(self.region.teams)} teams move>"
        )

    def __bool__(self) -> NoReturn:
        """Refuse: a revision is not a yes or a no."""
        raise TypeError("a YearsRevision has no truth value; look at what moved")


def _numbers(part: str, first: Mapping[Any, Fraction], second: Mapping[Any, Fraction]) -> Iterator[Difference]:
    for name in dict.fromkeys([*first, *second]):
        one, other = first.get(name), second.get(name)
        if one != other:
            texts = (None if number is None else exact_text(number) for number in (one, other))
            yield Difference(part, f"{part}.{name}", *texts)
