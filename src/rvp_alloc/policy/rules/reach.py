"""Reach: what an aim must at least reach, whatever comes before it in the order of the aims."""

from collections.abc import Iterator

from rvp_alloc.border import suggestion
from rvp_alloc.errors import Problem
from rvp_alloc.model import Number, Row
from rvp_alloc.policy.aim import Aim, Measured, Smallest, all_aims
from rvp_alloc.policy.case import POSTS_BY_POOL, Case
from rvp_alloc.policy.division import Division
from rvp_alloc.policy.policy import Policy, Setting
from rvp_alloc.policy.rule import Parameter, Rule, State, register_rule
from rvp_alloc.region.region import Region
from rvp_alloc.telling import visible


@register_rule
class Reach(Rule):
    """``reach.<aim>``: the lowest measure of an aim is at least a level; of an aim that makes a sum small, the sum at most.

    Levels are told as planners do: coverage of the wijkagent norm (1 is the norm), fulfilment of the key (1 is K_t), a
    number of posts. This is the epsilon-constraint method (Haimes, Lasdon and Wismer 1971): with one aim held at a level,
    the other aims show what that level costs them. An aim keeps its own cap; a level may lie above it.
    """

    id = "reach"
    source = "planners' practice: the epsilon-constraint method (Haimes, Lasdon and Wismer 1971)"
    states = (State.OFF, State.HARD)
    parameters = (
        *(Parameter(aim.id, aim.level_unit) for aim in all_aims().values() if aim.level_unit),
        Parameter("*", "level"),  # whatever else is asked is told by name, with the aims that have a level
    )

    def rows(self, case: Case) -> Iterator[Row]:
        """Yield a row for each measure of an aim, in fte or posts, or the one of its sum."""
        for name in case.policy.parameters(self.id):
            level, aim = case.value(f"reach.{name}"), all_aims()[name]
            objective = aim.plain(case)
            if isinstance(objective, Smallest):
                yield case.row(f"reach.{name}", objective.terms, "<=", level)
            elif objective:
                for subject, measure in objective.measures.items():
                    yield _row(case, f"reach.{name}:{subject}", measure, level * aim.scale(case))

    def broken(self, case: Case, division: Division) -> Iterator[str]:
        """Count posts, wijkagenten per inhabitant, and the fte of each team against its target by the key."""
        for name in case.policy.parameters(self.id):
            level = case.value(f"reach.{name}")
            if name.startswith("fewest_"):
                family = name.removeprefix("fewest_")
                posts = sum(division.post(family, subject) for subject in case.subjects(family))
                if posts > level:
                    yield f"{posts} {family} are more than {level}"
            elif name == "key":
                for team, share in case.key_shares.items():
                    target, given = case.key_budget * share, division.layer("key", team)
                    if share != 0 and given < level * target:
                        yield f"{team} gets {given} fte by the key, less than {level} of {target}"
            else:
                yield from _badly_covered(case, division, name, level)

    def problems(self, region: Region, setting: Setting) -> Iterator[Problem]:
        """Yield aims that do not exist, and aims without a level."""
        for name in setting.parameters:
            yield from level_problems(name, f"reach.{name}")

    def problems_beside(self, policy: Policy) -> Iterator[Problem]:
        """Yield aims that do not apply while other rules are as they are."""
        for name in policy.parameters(self.id):
            yield from state_problems(name, policy, f"reach.{name}")


def level_problems(name: str, field: str) -> Iterator[Problem]:
    """Yield what is wrong with asking a level of an aim: there is no such aim, or it has no level."""
    having = sorted(aim.id for aim in all_aims().values() if aim.level_unit)
    if name not in all_aims():
        yield Problem("unknown_aim", f"there is no aim {visible(name)!r}", suggestion(name, having), field=field)
    elif name not in having:
        what = f"aim {name} has no level of its own: what it measures depends on the new fte"
        yield Problem("no_level", what, f"Aims that have one are {', '.join(having)}", field=field)


def state_problems(name: str, policy: Policy, field: str) -> Iterator[Problem]:
    """Yield that an aim does not apply under a policy, with what to switch."""
    aim: Aim | None = all_aims().get(name)
    remedy = aim.lacking(policy) if aim else ""
    if remedy:
        yield Problem("does_not_apply", f"aim {name} does not apply under this policy", remedy, field=field)


def _row(case: Case, label: str, measure: Measured, wanted: Number) -> Row:
    """Return ``measure >= wanted``, divided by what one fte or post counts for, so that the row is in fte or posts."""
    weight = next(iter(measure.terms.values()))
    terms = {
        column: 1 if coefficient is weight else coefficient / weight for column, coefficient in measure.terms.items()
    }
    return case.row(label, terms, ">=", (wanted - measure.constant) / weight)


def _badly_covered(case: Case, division: Division, name: str, level: Number) -> Iterator[str]:
    """Count wijkagenten against the inhabitants of the unit, or of each pool."""
    by_area = name != "unit_norm" and case.policy.is_on("wijkagent_area")
    norm = case.value("wijkagent_area.norm" if by_area else "wijkagent_unit.norm")
    areas = {"the unit": tuple(case.pools)} if name == "unit_norm" else {pool: (pool,) for pool in case.pools}
    for area, pools in areas.items():
        present = sum(case.wijkagenten[team] for pool in pools for team in case.pools[pool])
        wijkagenten = present + sum(division.post(POSTS_BY_POOL, pool) for pool in pools)
        inhabitants = sum(case.inhabitants[pool] for pool in pools)
        if wijkagenten * norm < level * inhabitants:
            yield f"{wijkagenten} wijkagenten are less than {level} of the norm for the {inhabitants} inhabitants of {area}"
