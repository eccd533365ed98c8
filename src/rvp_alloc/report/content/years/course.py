"""The course of a plan: how it comes nearer to the key, and how well each area meets the norm, year by year."""

from collections.abc import Iterator
from fractions import Fraction

from rvp_alloc.planning.years import YearResult
from rvp_alloc.planning.years.results import TeamYear
from rvp_alloc.region.region import Pool
from rvp_alloc.report import charts
from rvp_alloc.report.content.picture import picture
from rvp_alloc.report.content.years.by_year import per_team
from rvp_alloc.report.content.years.matter import Line, Matter
from rvp_alloc.report.parts import Part, Section, Text
from rvp_alloc.words import word

_NONE = "-"
_NORMS = ("wijkagent_area", "wijkagent_unit")


def toward_key(matter: Matter) -> Section:
    """Return the section on the distance to the key."""
    form = matter.form

    def share(team: TeamYear) -> str:
        return _NONE if team.key_fulfilment is None else f"{form.fte(team.key_fulfilment * 100, 1)}%"

    tables = matter.tables(form.say("years_key_table"), word("team", matter.lang), per_team(matter, share))
    parts: tuple[Part, ...] = (
        Text(form.say("years_key_intro")),
        picture(charts.key_distance(matter.plan, matter.lang)),
        Text(form.say("years_key_table_intro")),
        *tables,
    )
    return Section("key", form.say("years_key_heading"), parts)


def norm(matter: Matter) -> Iterator[Section]:
    """Yield the section on wijkagenten, where a norm is on."""
    form, policy = matter.form, matter.plan.task.policy
    norms = [policy[f"{rule}.norm"] for rule in _NORMS if policy.is_on(rule)]
    if not norms:
        return
    pools, last = matter.plan.region.pools, {pool.id: pool.new_wijkagent_posts for pool in matter.last.pools}
    posts = [_posts(matter, pool) for pool in pools if last[pool.id]]
    intro = form.say("years_norm_intro" if posts else "years_norm_intro_none", norm=form.short(norms[0].value))
    coverage = [_coverage(matter, pool) for pool in pools]
    parts: list[Part] = [Text(intro), *matter.tables(form.say("years_norm_table"), form.say("area"), coverage)]
    parts += matter.tables(form.say("years_posts_table"), form.say("area"), posts) if posts else []
    yield Section("norm", form.say("years_norm_heading"), tuple(parts))


def _coverage(matter: Matter, pool: Pool) -> Line:
    def cell(result: YearResult) -> str:
        found = next(other for other in result.pools if other.id == pool.id)
        return _NONE if found.coverage is None else f"{matter.form.fte(found.coverage * 100, 1)}%"

    return matter.names.subject(pool.id), cell, False


def _posts(matter: Matter, pool: Pool) -> Line:
    def cell(result: YearResult) -> str:
        posts: Fraction = next(other for other in result.pools if other.id == pool.id).new_wijkagent_posts
        return matter.form.fte(posts)

    return matter.names.subject(pool.id), cell, False
