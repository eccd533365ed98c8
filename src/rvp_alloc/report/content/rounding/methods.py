"""Other methods: what largest remainders and Sainte-Laguë would give, who differs, and which hard rules that breaks."""

from collections.abc import Iterator

from rvp_alloc.errors import RequestError
from rvp_alloc.planning.rounding import BrokenRow, Shares, hamilton, sainte_lague
from rvp_alloc.planning.rounding.telling import rows_told
from rvp_alloc.report.content.rounding.matter import Matter
from rvp_alloc.report.parts import Column, Items, Part, Row, Section, Table, Text
from rvp_alloc.words import word

_MOST_TOLD = 12


def methods(matter: Matter) -> Section:
    """Return the section on what methods that know no rules would give."""
    form = matter.form
    found = tuple(_others(matter))
    parts: list[Part] = [Text(form.say("rounding_methods_intro")), *_differing(matter, found)]
    for shares in found:
        parts += _broken(matter, shares)
    if len(found) == 1:
        parts.append(Text(form.say("rounding_methods_losing"), "note"))
    return Section("methods", form.say("rounding_methods_heading"), tuple(parts))


def _others(matter: Matter) -> Iterator[Shares]:
    yield hamilton(matter.rounded.plan, matter.rounded.step)
    try:
        yield sainte_lague(matter.rounded.plan, matter.rounded.step)
    except RequestError:  # where a team loses, that method does not apply
        return


def _differing(matter: Matter, found: tuple[Shares, ...]) -> Iterator[Part]:
    """Yield the teams that get something else by one of the methods."""
    form, lang = matter.form, matter.lang
    teams = [team for team in matter.rounded.teams if any(shares.new_fte[team.id] != team.new_fte for shares in found)]
    if not teams:
        yield Text(form.say("rounding_methods_same"))
        return
    columns = (
        Column(word("team", lang), number=False),
        Column(form.say("rounding_exact")),
        Column(form.say("rounding_this")),
        *(Column(word(f"shares_{shares.method}", lang)) for shares in found),
    )
    rows = tuple(
        Row(
            (
                team.name,
                form.fte(team.exact),
                matter.steps(team.new_fte),
                *(matter.steps(shares.new_fte[team.id]) for shares in found),
            )
        )
        for team in teams
    )
    yield Table(form.say("rounding_methods_table"), columns, rows)


def _broken(matter: Matter, shares: Shares) -> Iterator[Part]:
    """Yield which hard rules a method breaks, and by how much; or that it breaks none."""
    form = matter.form
    method = word(f"shares_{shares.method}", form.lang)
    if not shares.broken:
        yield Text(form.say("rounding_methods_keeps", method=method))
        return
    yield Text(form.say("rounding_methods_breaks", method=method))
    told = [_told(matter, row) for row in shares.broken[:_MOST_TOLD]]
    others = len(shares.broken) - len(told)
    told += [form.say("rounding_methods_more", count=str(others))] if others else []
    yield Items(tuple(told))


def _told(matter: Matter, row: BrokenRow) -> str:
    (rule,) = rows_told([row.label], matter.names, matter.form.lang)
    return word("shares_broken_row", matter.form.lang).format(rule=rule, by=matter.form.short(row.by))
