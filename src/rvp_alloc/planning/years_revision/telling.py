"""A revision of a plan over years in words and as a table, Dutch and English: every number comes from the data."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from rvp_alloc.analysis.comparison.differences import AIMS, EVERYTHING, Difference
from rvp_alloc.analysis.comparison.telling import difference_told, part_name, team_told
from rvp_alloc.analysis.names import Names
from rvp_alloc.planning.years_revision.mixtures import GROWTH_CAP, INTAKE, PINS, REALISED
from rvp_alloc.planning.years_revision.years_revision import YearsRevision
from rvp_alloc.terminal import text_table
from rvp_alloc.words import Lang, amount_text, fixed_text, join_words, signed_text, word

if TYPE_CHECKING:
    from rich.table import Table

_MOST_NAMED = 3
_OWN_PARTS = (REALISED, INTAKE, GROWTH_CAP)


def title(revision: YearsRevision, lang: Lang) -> str:
    """Return one sentence: which years are planned again, how many teams move, and how many fte are elsewhere in the end."""
    moved = revision.ever_moved
    first, last = str(revision.years[0]), str(revision.years[-1])
    return _say(
        "nothing" if not moved else "title_one" if len(moved) == 1 else "title",
        lang,
        unit=revision.region.name,
        span=_say("span" if first != last else "span_one", lang, first=first, last=last),
        last=last,
        moved=str(len(moved)),
        teams=str(len(revision.region.teams)),
        fte=_fte(revision.movement(), lang),
    )


def tell(revision: YearsRevision, lang: Lang) -> str:
    """Return the whole revision in words."""
    parts = [(f"{title(revision, lang)}.", ()), *told(revision, lang)]
    return "\n\n".join("\n".join([heading, *(f"- {line}" for line in lines)]) for heading, lines in parts)


def told(revision: YearsRevision, lang: Lang) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what is told below the title: a sentence, and what stands below it line by line."""
    if revision.least_change:
        yield _say("least_change", lang), ()
    yield _say("inputs", lang), tuple(inputs_told(revision, lang))
    pins = tuple(pins_told(revision, lang))
    if pins:
        yield _say("pins", lang), pins
    if EVERYTHING in revision.parts and len(revision.differences) > 1:
        yield _say("together", lang), ()
    for year in revision.years[:-1]:
        yield f"{year_told(revision, year, lang)} {_most(revision, year, lang)}".strip(), ()
    yield year_told(revision, revision.years[-1], lang), tuple(moves_told(revision, lang))


def inputs_told(revision: YearsRevision, lang: Lang) -> Iterator[str]:
    """Yield what is different, line by line."""
    found = [entry for entry in revision.differences if entry.part != PINS or entry.second in (None, "off")]
    if not found and not [*pins_told(revision, lang)]:
        yield _say("same_inputs", lang)
    caps = [entry for entry in found if entry.part == GROWTH_CAP]
    for entry in found:
        if entry.part != GROWTH_CAP or len(caps) <= _MOST_NAMED:
            yield _difference(revision, entry, lang)
    if len(caps) > _MOST_NAMED:
        yield _say("caps", lang, count=str(len(caps)))


def pins_told(revision: YearsRevision, lang: Lang) -> Iterator[str]:
    """Yield what the authority fixes, with who and why."""
    policy = revision.new.task.policy
    for team in policy.parameters("pins") if policy.is_on("pins") else ():
        figure, name = policy[f"pins.{team}"], revision.region.team(team).name
        yield _say("pin", lang, team=name, fte=_fte(figure.value, lang), author=figure.source, reason=figure.note)


def year_told(revision: YearsRevision, year: int, lang: Lang) -> str:
    """Return how many fte are elsewhere by the end of a year."""
    movement = revision.movement(year)
    return _say("year" if movement else "year_same", lang, year=str(year), fte=_fte(movement, lang))


def part_called(revision: YearsRevision, part: str, lang: Lang) -> str:
    """Return what a part of the inputs is called; of the aims, what a revision does with them."""
    if part == AIMS and revision.weighs_anew:
        return _say("part_old_plan", lang)
    return word(f"part_{part}", lang) if part in _OWN_PARTS else part_name(part, lang, _names(revision, lang))


def _most(revision: YearsRevision, year: int, lang: Lang) -> str:
    """Tell for whom most changes by the end of a year."""
    most = [
        word("compare_part", lang).format(part=team.name, fte=signed_text(team.change, lang))
        for team in revision.moved(year)[:_MOST_NAMED]
    ]
    return _say("most", lang, teams=join_words(most, lang)) if most else ""


def moves_told(revision: YearsRevision, lang: Lang) -> Iterator[str]:
    """Yield what each team that moves has more or less in the end, the largest change first, and why."""
    for team in revision.moved():
        parts = {part_called(revision, part, lang): fte for part, fte in team.effects.items()}
        yield team_told(team, parts, lang)


def _difference(revision: YearsRevision, entry: Difference, lang: Lang) -> str:
    """Return one input that differs."""
    part, _, about = entry.path.partition(".")
    values = (entry.first, entry.second)
    first, second = (Fraction(text) if isinstance(text, str) and part in _OWN_PARTS else None for text in values)
    if part == REALISED and first is not None and second is not None:
        difference = signed_text(second - first, lang)
        name = revision.region.team(about).name
        return _say(
            "realised", lang, team=name, real=_fte(second, lang), planned=_fte(first, lang), difference=difference
        )
    if part == INTAKE and second is not None:
        known = int(about) in revision.old.years
        before = "" if first is None else _fte(first, lang)
        return _say("intake" if known else "intake_new", lang, year=about, before=before, after=_fte(second, lang))
    if part == GROWTH_CAP:
        none = _say("no_cap", lang)
        before, after = (none if number is None else _fte(number, lang) for number in (first, second))
        return _say("cap", lang, team=revision.region.team(about).name, before=before, after=after)
    if entry.path == "first":
        return _say(f"first_{entry.second}", lang)
    path, at, year = entry.path.rpartition("@")
    told = difference_told(replace(entry, path=path if at else entry.path), _names(revision, lang))
    return _say("figure", lang, year=year, told=told) if at else told


def columns(revision: YearsRevision, lang: Lang) -> list[str]:
    """Return the headings of the table of teams."""
    last = revision.years[-1]
    ends = [_say("by_end", lang, year=str(year)) for year in revision.years]
    return [word("team", lang), _say("behind", lang), *ends, _say("change", lang, year=str(last))]


def cells(revision: YearsRevision, lang: Lang) -> list[list[str]]:
    """Return a row per team, then all together: how it began, what it has by the end of each year, and the change in the end."""
    by_year = [{team.id: team for team in revision.teams(year)} for year in revision.years]
    behind = {team: revision.realised[team] - fte for team, fte in revision.planned.items()}
    rows = [
        [
            team.name,
            signed_text(behind[team.id], lang),
            *(fixed_text(teams[team.id].second, lang) for teams in by_year),
            signed_text(by_year[-1][team.id].change, lang),
        ]
        for team in revision.region.teams
    ]
    sums = [sum((team.second for team in teams.values()), Fraction(0)) for teams in by_year]
    change = sum((team.change for team in by_year[-1].values()), Fraction(0))
    together = [
        word("together", lang),
        signed_text(sum(behind.values(), Fraction(0)), lang),
        *(fixed_text(fte, lang) for fte in sums),
        signed_text(change, lang),
    ]
    return [*rows, together]


def rich_table(revision: YearsRevision, lang: Lang) -> "Table":
    """Return a table for a terminal."""
    *rows, together = cells(revision, lang)
    return text_table(title(revision, lang), zip(columns(revision, lang), together, strict=True), rows, wrapped=True)


def _names(revision: YearsRevision, lang: Lang) -> Names:
    return Names(revision.region, lang, revision.old.region)


def _fte(amount: Fraction, lang: Lang) -> str:
    return amount_text(amount, "fte", lang)


def _say(key: str, lang: Lang, **places: str) -> str:
    return word(f"replan_{key}", lang).format(**places)
