"""A reallocation for the eye, those who lose first: a table in a terminal, and HTML in a notebook."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from rvp_alloc.markup import MOST_ROWS, Column, Element, Group, badge, card, paragraph, table
from rvp_alloc.planning.reallocation.reallocation import Reallocation, TeamMove
from rvp_alloc.planning.reallocation.telling import verdict
from rvp_alloc.terminal import text_table
from rvp_alloc.words import Lang, fixed_text, signed_text, word

if TYPE_CHECKING:
    from rich.table import Table

_HEADINGS = ("team", "formation", "reallocation_asked", "reallocation_change", "reallocation_part")
_WHY = "reallocation_why"
_MOST_YEARS = 3


def grouped(found: Reallocation) -> Iterator[tuple[str, tuple[TeamMove, ...]]]:
    """Yield those who lose, those who gain, and those for whom nothing changes; a group without teams is left out."""
    for key, teams in (("losers", found.losers), ("winners", found.winners), ("still", found.still)):
        if teams:
            yield key, teams


def headings(found: Reallocation, lang: Lang) -> list[str]:
    """Return the columns: what the key asks, what happens, by the end of each year where there are years, and why."""
    years = [word("reallocation_by", lang).format(year=year) for year in found.years]
    return [*(word(heading, lang) for heading in _HEADINGS), *years, word(_WHY, lang)]


def cells(team: TeamMove, lang: Lang) -> list[str]:
    """Return the row of a team."""
    return [
        team.name,
        fixed_text(team.formation, lang, 1),
        signed_text(team.target, lang),
        signed_text(team.change, lang),
        f"{signed_text(team.part * 100, lang, 1)}%",
        *(signed_text(fte, lang) for fte in team.by_year.values()),
        word(f"reallocation_why_{team.reason}", lang),
    ]


def totals(found: Reallocation, lang: Lang) -> list[str]:
    """Return the row of what all teams are together."""
    formation, target, change = (
        sum((getattr(team, name) for team in found.teams), Fraction(0)) for name in ("formation", "target", "change")
    )
    by_year = [sum(found.year(year).values(), Fraction(0)) for year in found.years]
    return [
        word("together", lang),
        fixed_text(formation, lang, 1),
        signed_text(target, lang),
        signed_text(change, lang),
        "",
        *(signed_text(fte, lang) for fte in by_year),
        "",
    ]


def reallocation_table(found: Reallocation, lang: Lang) -> "Table":
    """Return the reallocation as a rich table."""
    heads, below = headings(found, lang), totals(found, lang)
    kept = _that_fit(len(heads))
    rows, last_of_group = [], []
    for _, teams in grouped(found):
        rows += [[cells(team, lang)[place] for place in kept] for team in teams]
        last_of_group.append(len(rows) - 1)
    columns = [(heads[place], below[place]) for place in kept]
    texts = (0, len(kept) - 1)
    return text_table(verdict(found, lang), columns, rows, texts=texts, last_of_group=last_of_group)


def _that_fit(count: int) -> list[int]:
    """Return the columns that a terminal has room for: some years stand there for the change, of many years only that."""
    years = range(len(_HEADINGS), count - 1)
    instead = range(len(_HEADINGS) - 2, len(_HEADINGS))
    left_out = years if len(years) > _MOST_YEARS else instead if years else ()
    return [place for place in range(count) if place not in left_out]


def reallocation_html(found: Reallocation, lang: Lang) -> str:
    """Return the reallocation as HTML."""
    told = headings(found, lang)
    columns = [Column(heading, number=0 < place < len(told) - 1) for place, heading in enumerate(told)]
    groups, more = _first_rows(found, lang)
    parts = [table(word("reallocation_caption", lang), columns, groups, totals(found, lang))]
    parts += [paragraph(word("more_rows", lang).format(count=more))] if more else []
    parts.append(paragraph(word("reallocation_norms", lang)))
    return str(card(verdict(found, lang), _badges(found, lang), *parts, lang=lang))


def _first_rows(found: Reallocation, lang: Lang) -> tuple[Sequence[Group], int]:
    """Return the first rows, those who lose before all others, and how many rows are left out."""
    left = MOST_ROWS
    groups = []
    for key, teams in grouped(found):
        rows = tuple(cells(team, lang) for team in teams[:left])
        left -= len(rows)
        groups += [Group(rows, word(f"reallocation_group_{key}", lang))] if rows else []
    return groups, len(found.teams) - (MOST_ROWS - left)


def _badges(found: Reallocation, lang: Lang) -> Iterator[Element]:
    yield badge(word("badge_proven", lang), "good")
    if found.plan.unique:
        yield badge(word("badge_unique", lang), "good")
    else:
        yield badge(word("badge_open", lang).format(count=len(found.plan.unsettled)), "warning")
    for key, protected in (("capped", found.protection.caps), ("held", found.protection.hold_harmless)):
        if protected:
            yield badge(word(f"reallocation_badge_{key}", lang).format(count=len(protected)), "note")
    yield badge(word("reallocation_badge_key", lang), "warning")
