"""How a comparison shows itself in a notebook: what differs, and what that means for each team."""

from rvp_alloc.analysis.comparison.comparison import Comparison
from rvp_alloc.analysis.comparison.telling import inputs_told, part_name, rules_told
from rvp_alloc.analysis.names import Names
from rvp_alloc.markup import MOST_ROWS, Column, Element, Group, badge, card, folded, items, paragraph, table
from rvp_alloc.words import Lang, fixed_text, signed_text, word


def comparison_html(comparison: Comparison, lang: Lang) -> str:
    """Return the comparison as HTML."""
    moved = [team for team in comparison.teams if team.change != 0]
    verdict = word("compare_verdict", lang).format(
        inputs=len(comparison.differences), moved=len(moved), teams=len(comparison.teams)
    )
    parts = [paragraph(word("compare_inputs", lang)), items(inputs_told(comparison, lang)), *_teams(comparison, lang)]
    rules = rules_told(comparison, lang)
    if rules:
        parts.append(folded(word("compare_rules", lang), items(rules)))
    together = len(comparison.differences) > 1 and len(comparison.parts) == 1
    badges = [badge(word("compare_together", lang), "note")] if together else []
    return str(card(verdict, badges, *parts, lang=lang))


def _teams(comparison: Comparison, lang: Lang) -> list[Element]:
    names = Names(comparison.second.region, lang, comparison.first.region)
    columns = [Column(word("team", lang), number=False)]
    columns += [Column(word(f"compare_{name}", lang)) for name in ("first", "second", "change")]
    columns += [Column(part_name(part, lang, names)) for part in comparison.parts]
    rows = [
        [
            team.name,
            fixed_text(team.first, lang),
            fixed_text(team.second, lang),
            signed_text(team.change, lang),
            *(signed_text(fte, lang) for fte in team.effects.values()),
        ]
        for team in comparison.teams
    ]
    shown = [table(word("compare_results", lang), columns, [Group(tuple(rows[:MOST_ROWS]))])]
    more = len(rows) - MOST_ROWS
    return [*shown, paragraph(word("more_rows", lang).format(count=more))] if more > 0 else shown
