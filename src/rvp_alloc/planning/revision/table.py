"""A revision for the eye: a table in a terminal, and HTML in a notebook."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from rvp_alloc.analysis.comparison.comparison import TeamChange
from rvp_alloc.analysis.comparison.telling import inputs_told, rules_told
from rvp_alloc.markup import MOST_ROWS, Column, Element, Group, badge, card, folded, items, paragraph, table
from rvp_alloc.planning.revision.parts import part_called
from rvp_alloc.planning.revision.revision import Revision
from rvp_alloc.planning.revision.telling import pins_told, verdict
from rvp_alloc.terminal import text_table
from rvp_alloc.words import Lang, amount_text, fixed_text, signed_text, word

if TYPE_CHECKING:
    from rich.table import Table

_HEADINGS = ("team", "revision_old", "revision_new", "revision_change", "revision_formation")


def cells(revision: Revision, lang: Lang) -> list[list[str]]:
    """Return a row per team (old, new, change, new formation), and what they are together."""
    formation = {team.id: team.formation + team.new_fte for team in revision.new.teams}
    rows = [
        [
            team.name,
            fixed_text(team.first, lang),
            fixed_text(team.second, lang),
            signed_text(team.change, lang),
            fixed_text(formation[team.id], lang) if team.id in formation else "-",
        ]
        for team in revision.teams
    ]
    old, new = revision.old.total, revision.new.total
    sums = [fixed_text(old, lang), fixed_text(new, lang), signed_text(new - old, lang)]
    whole = fixed_text(sum(formation.values(), Fraction(0)), lang)
    return [*rows, [word("together", lang), *sums, whole]]


def revision_table(revision: Revision, lang: Lang) -> "Table":
    """Return the revision as a rich table."""
    *rows, together = cells(revision, lang)
    headings = (word(heading, lang) for heading in _HEADINGS)
    return text_table(verdict(revision, lang), zip(headings, together, strict=True), rows)


def revision_html(revision: Revision, lang: Lang) -> str:
    """Return the revision as HTML."""
    told = replace(revision.comparison, differences=revision.differences)
    parts = [
        *_teams(revision, lang),
        paragraph(word("compare_inputs", lang)),
        items(inputs_told(told, lang)),
        *_pins(revision, lang),
    ]
    rules = rules_told(told, lang)
    if rules:
        parts.append(folded(word("compare_rules", lang), items(rules)))
    return str(card(verdict(revision, lang), _badges(revision, lang), *parts, lang=lang))


def _badges(revision: Revision, lang: Lang) -> Iterator[Element]:
    new = revision.new
    yield badge(word("badge_proven", lang), "good")
    if new.unique:
        yield badge(word("badge_unique", lang), "good")
    else:
        yield badge(word("badge_open", lang).format(count=len(new.unsettled)), "warning")
    yield badge(word("revision_badge_least_change" if revision.least_change else "revision_badge_afresh", lang), "note")
    if revision.realised:
        fte = amount_text(sum(revision.realised.values(), Fraction(0)), "fte", lang)
        yield badge(word("revision_badge_realised", lang).format(fte=fte), "note")
    if new.pins:
        yield badge(word("badge_pinned", lang).format(count=len(new.pins)), "note")


def _teams(revision: Revision, lang: Lang) -> list[Element]:
    *rows, together = cells(revision, lang)
    # What each difference brings stands beside the change; where nothing moves there is nothing to share out.
    parts = revision.comparison.parts if revision.moved else ()
    columns = [Column(word(heading, lang), number=heading != "team") for heading in _HEADINGS]
    columns += [Column(part_called(revision, part, lang)) for part in parts]
    whole = [[*row, *_effects(team, parts, lang)] for row, team in zip(rows, revision.teams, strict=True)]
    sums = [sum((team.effects[part] for team in revision.teams), Fraction(0)) for part in parts]
    foot = [*together, *(signed_text(fte, lang) for fte in sums)]
    shown = [table(word("revision_caption", lang), columns, [Group(tuple(whole[:MOST_ROWS]))], foot)]
    more = len(whole) - MOST_ROWS
    return [*shown, paragraph(word("more_rows", lang).format(count=more))] if more > 0 else shown


def _effects(team: TeamChange, parts: tuple[str, ...], lang: Lang) -> list[str]:
    return [signed_text(team.effects[part], lang) for part in parts]


def _pins(revision: Revision, lang: Lang) -> Iterator[Element]:
    told = tuple(pins_told(revision, lang))
    if told:
        yield folded(word("pinned", lang), items(told))
