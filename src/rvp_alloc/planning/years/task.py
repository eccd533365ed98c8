"""Task: what is asked of a plan over several years, read and checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from typing import Any, Literal, TypeAliasType, get_args

from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.planning.cap import NOTHING, Cap, caps_by_team, check_region, number_from, team_ids
from rvp_alloc.planning.years.availability import Availability
from rvp_alloc.planning.years.forecasts import regions_by_year
from rvp_alloc.planning.years.policies import policy_of_year
from rvp_alloc.policy.check import check_inputs
from rvp_alloc.policy.policy import Policy
from rvp_alloc.region.region import Region
from rvp_alloc.telling import visible

type Layers = Literal["in_proportion", "as_stated"]
type First = Literal["earlier", "later"]
_MOST_YEARS = 30


@dataclass(frozen=True)
class Task:
    """A plan's inputs: what comes in each year, the figures of each year, and how far a team may rise or fall in one.

    ``start`` is what each team has got already when the plan begins; ``falls`` and ``rises`` are caps per year, by team: a team
    without one in ``falls`` may not fall, one without one in ``rises`` may rise as the rules allow. ``availability`` is how the
    intake was worked out, None where it was given as it is.
    """

    policy: Policy
    intake: Mapping[int, Fraction]
    regions: Mapping[int, Region]
    start: Mapping[str, Fraction]
    rises: Mapping[str, Cap] = field(default_factory=dict)
    falls: Mapping[str, Cap] = field(default_factory=dict)
    layers: Layers = "in_proportion"
    first: First = "earlier"
    availability: Availability | None = None

    @property
    def years(self) -> tuple[int, ...]:
        """The years, in order."""
        return tuple(self.intake)

    @property
    def order(self) -> tuple[int, ...]:
        """The years in the order in which their aims are pursued."""
        return self.years if self.first == "earlier" else self.years[::-1]

    @property
    def region(self) -> Region:
        """The region of the first year."""
        return self.regions[self.years[0]]

    @cached_property
    def new_fte(self) -> dict[int, Fraction]:
        """All new fte that are divided by the end of each year, with what was there at the start."""
        start = sum(self.start.values(), Fraction(0))
        return {year: start + so_far for year, so_far in zip(self.years, accumulate(self.intake.values()), strict=True)}

    def part(self, year: int) -> Fraction:
        """Return which part of all new fte of the plan are there by the end of a year."""
        whole = self.new_fte[self.years[-1]]
        return self.new_fte[year] / whole if whole else Fraction(1)

    @cached_property
    def policies(self) -> Mapping[int, Policy]:
        """The policy of each year: its budget, and its amounts as stated or in proportion."""
        whole = self.layers == "as_stated"
        return {
            year: policy_of_year(self.policy, year, new_fte, Fraction(1) if whole else self.part(year))
            for year, new_fte in self.new_fte.items()
        }

    def rise(self, team: str) -> Fraction | None:
        """Return the most fte by which a team may rise in a year; None where only the rules bound it."""
        return self.rises[team].amount(self._formation(team)) if team in self.rises else None

    def fall(self, team: str) -> Fraction:
        """Return the most fte by which a team may fall in a year."""
        return self.falls.get(team, NOTHING).amount(self._formation(team))

    def _formation(self, team: str) -> Fraction:
        return self.region.team(team).formation.value


def read_task(
    region: Region,
    policy: Policy | None,
    intake: Any,
    *,
    forecasts: Any = None,
    growth_cap: Any = None,
    realised: Any = None,
    layers: str = "in_proportion",
    first: str = "earlier",
) -> Task:
    """Return the task that these inputs ask, or raise with what is wrong in them."""
    check_region(region)
    kept, order = checked_choice("layers", layers, Layers), checked_choice("first", first, First)
    by_year = read_intake(intake)
    task = Task(
        policy or Policy.reference(),
        by_year,
        regions_by_year(dict.fromkeys(by_year, region), forecasts or {}),
        read_start(region, realised),
        caps_by_team(region, growth_cap, "growth_cap"),
        {},
        kept,
        order,
        intake if isinstance(intake, Availability) else None,
    )
    if not task.new_fte[task.years[-1]]:
        problem = Problem("empty", "nothing comes in in any year", "Give at least one year more than 0", field="intake")
        raise RequestError([problem])
    check_task(task)
    return task


def check_task(task: Task) -> None:
    """Check the policy of every year against the region of that year."""
    for year in task.years:
        check_inputs(task.regions[year], task.policies[year])


def read_intake(intake: Any) -> dict[int, Fraction]:
    """Return the new posts of each year, the years in order."""
    given = intake.intake if isinstance(intake, Availability) else intake
    if not isinstance(given, Mapping) or not given:
        what = "is not given by year"
        raise RequestError(
            [Problem("not_by_year", what, "Give {2023: 40, 2024: 31}, or an Availability", field="intake")]
        )
    wrong = [year for year in given if isinstance(year, bool) or not isinstance(year, int) or not 0 < year < 10_000]  # noqa: PLR2004  (what a year is)
    if wrong or len(given) > _MOST_YEARS:
        what = f"{visible(wrong[0])!r} is not a year" if wrong else f"{len(given)} years are more than {_MOST_YEARS}"
        raise RequestError([Problem("not_a_year", what, "Name years as whole numbers, such as 2023", field="intake")])
    return {year: number_from(given[year], f"intake.{year}", lower=Fraction(0)) for year in sorted(given)}


def read_start(region: Region, realised: Any) -> dict[str, Fraction]:
    """Return what every team has got already: 0 where nothing is said of any team."""
    if realised is None:
        return {team.id: Fraction(0) for team in region.teams}
    if not isinstance(realised, Mapping):
        what = "is not given by team"
        raise RequestError([Problem("not_by_team", what, "Give {team: fte}", field="realised")])
    found = team_ids(region, realised, "realised")
    missing = [team.id for team in region.teams if team.id not in found]
    if missing:
        what = f"has no number of realised fte ({len(missing)} such teams)"
        raise RequestError(
            [Problem("missing", what, "Give one for each (0 where there is none)", "", missing[0], "realised")]
        )
    return {team.id: number_from(found[team.id], f"realised.{team.id}") for team in region.teams}


def check_time_limit(time_limit: Any) -> None:
    """Check that a time limit is a number of seconds above 0, or none."""
    is_number = isinstance(time_limit, int | float) and not isinstance(time_limit, bool)
    if time_limit is not None and not (is_number and time_limit > 0):
        what = f"{visible(time_limit)} is not a time"
        raise RequestError([Problem("out_of_range", what, "Give seconds above 0, or none", field="time_limit")])


def checked_choice(name: str, value: Any, kind: TypeAliasType) -> Any:
    """Return what is chosen of a kind with a few choices, or raise with what they are."""
    allowed = get_args(kind.__value__)
    if value not in allowed:
        what = f"{visible(value)!r} is not a choice"
        raise RequestError([Problem("unknown_choice", what, f"Choose {' or '.join(allowed)}", field=name)])
    return value
