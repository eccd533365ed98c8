"""The price of rounding: what each team gains or loses, and what becomes of wijkagenten, heads for IPGA, and steps beyond."""

from collections.abc import Iterator
from fractions import Fraction

from rvp_alloc.planning.rounding.results import Outside, TeamRounding
from rvp_alloc.planning.rounding.telling import rows_told
from rvp_alloc.planning.rounding.whole_row import NEW_FTE
from rvp_alloc.policy.case import POSTS_BY_POOL
from rvp_alloc.report.content.rounding.matter import Matter
from rvp_alloc.report.parts import Column, Part, Row, Section, Table, Text
from rvp_alloc.words import word

_NONE = "-"
_HEADS = ("interventieplegers", "regisseurs")


def cost(matter: Matter) -> Section:
    """Return the section on what rounding costs whom."""
    form, lang, rounded = matter.form, matter.lang, matter.rounded
    headings = ("exact", "whole", "change", "share", "key_exact", "key_whole")
    columns = (
        Column(word("team", lang), number=False),
        *(Column(form.say(f"rounding_{heading}")) for heading in headings),
    )
    ranked = sorted(rounded.teams, key=lambda team: -team.change)
    parts = (
        Text(
            form.say(
                "rounding_cost_intro",
                gains=str(len(rounded.gains)),
                losses=str(len(rounded.losses)),
                moved=form.short(matter.moved),
            )
        ),
        Table(form.say("rounding_cost_table"), columns, tuple(Row(_cells(matter, team)) for team in ranked)),
        Text(form.say("rounding_key_note"), "note"),
    )
    return Section("cost", form.say("rounding_cost_heading"), parts)


def _cells(matter: Matter, team: TeamRounding) -> tuple[str, ...]:
    form = matter.form
    return (
        team.name,
        form.fte(team.exact),
        matter.steps(team.new_fte),
        form.signed(team.change),
        _NONE if team.change_share is None else f"{form.signed(team.change_share * 100, 1)}%",
        _share(matter, team.key_fulfilment_exact),
        _share(matter, team.key_fulfilment),
    )


def norm(matter: Matter) -> Iterator[Section]:
    """Yield the section on wijkagenten per pool, where some are new or a norm is on."""
    form, rounded = matter.form, matter.rounded
    if not any(pool.posts_exact or pool.posts or pool.coverage is not None for pool in rounded.pools):
        return
    there = {pool.id: pool.wijkagenten for pool in rounded.plan.pools}
    headings = ("posts_there", "posts_exact", "posts_whole", "change", "norm_exact", "norm_whole")
    columns = (
        Column(form.say("area"), number=False),
        *(Column(form.say(f"rounding_{heading}")) for heading in headings),
    )
    rows = tuple(
        Row(
            (
                matter.names.subject(pool.id),
                form.fte(there[pool.id], 1),
                form.fte(pool.posts_exact),
                matter.steps(pool.posts),
                form.signed(pool.change),
                _share(matter, pool.coverage_exact),
                _share(matter, pool.coverage),
            )
        )
        for pool in rounded.pools
    )
    below = [matter.names.subject(pool.id) for pool in rounded.pools if pool.coverage is not None and pool.coverage < 1]
    parts: list[Part] = [Text(form.say("rounding_norm_intro"))]
    parts += [Text(form.say("rounding_norm_below", areas=form.join(below)))] if below else []
    parts.append(Table(form.say("rounding_norm_table"), columns, rows))
    yield Section("norm", form.say("rounding_norm_heading"), tuple(parts))


def heads(matter: Matter) -> Iterator[Section]:
    """Yield the section on heads for IPGA, where that rule is on."""
    form, lang, rounded = matter.form, matter.lang, matter.rounded
    if not rounded.plan.policy.is_on("ipga"):
        return
    columns = (
        Column(word("team", lang), number=False),
        *(Column(form.say(f"rounding_{post}_{which}")) for post in _HEADS for which in ("exact", "whole")),
    )
    rows = [Row((team.name, *_head_cells(matter, (team,)))) for team in rounded.teams]
    rows.append(Row((word("together", lang), *_head_cells(matter, rounded.teams)), "strong"))
    parts = (Text(form.say("rounding_heads_intro")), Table(form.say("rounding_heads_table"), columns, tuple(rows)))
    yield Section("ipga", form.say("rounding_heads_heading"), parts)


def _head_cells(matter: Matter, teams: tuple[TeamRounding, ...]) -> Iterator[str]:
    for post in _HEADS:
        yield matter.form.fte(sum((getattr(team, f"{post}_exact") for team in teams), Fraction(0)))
        yield matter.form.short(sum((getattr(team, post) for team in teams), Fraction(0)))


def beyond(matter: Matter) -> Iterator[Section]:
    """Yield the section on who lies beyond one step, and what is in the way, if anybody does."""
    form, rounded = matter.form, matter.rounded
    if not rounded.outside:
        return
    headings = ("beyond_of", "exact", "whole", "beyond_steps", "beyond_rules")
    columns = (
        Column(form.say("about"), number=False),
        *(
            Column(form.say(f"rounding_{heading}"), number=heading not in ("beyond_of", "beyond_rules"))
            for heading in headings
        ),
    )
    rows = tuple(Row(_beyond_cells(matter, found)) for found in rounded.outside)
    parts = (Text(form.say("rounding_beyond_intro")), Table(form.say("rounding_beyond_table"), columns, rows))
    yield Section("beyond", form.say("rounding_beyond_heading"), parts)


def _beyond_cells(matter: Matter, found: Outside) -> tuple[str, ...]:
    form, rounded = matter.form, matter.rounded
    if found.family == NEW_FTE:
        team = rounded.team(found.subject)
        exact, whole = team.exact, team.new_fte
    elif found.family == POSTS_BY_POOL:
        pool = rounded.pool(found.subject)
        exact, whole = pool.posts_exact, pool.posts
    else:
        team = rounded.team(found.subject)
        exact, whole = getattr(team, f"{found.family}_exact"), getattr(team, found.family)
    return (
        matter.names.subject(found.subject),
        form.say(f"rounding_family_{found.family}"),
        form.fte(exact),
        form.short(whole),
        form.signed(Fraction(found.steps), 0),
        "; ".join(rows_told(_in_the_way(matter, found.family), matter.names, form.lang)),
    )


def _in_the_way(matter: Matter, family: str) -> tuple[str, ...]:
    """Return every requirement by which it is proven that fewer steps beyond will not do, for all of a family together."""
    return tuple(dict.fromkeys(name.partition(" ")[2] for name in matter.rounded.in_the_way[family]))


def _share(matter: Matter, share: Fraction | None) -> str:
    return _NONE if share is None else f"{matter.form.fte(share * 100, 1)}%"
