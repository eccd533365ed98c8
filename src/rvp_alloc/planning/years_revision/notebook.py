"""How a revision of a plan over years shows itself in a notebook: what every team has, what is different, and why it moves."""

from rvp_alloc.markup import MOST_ROWS, Column, Group, badge, card, items, paragraph, table
from rvp_alloc.planning.years_revision.telling import cells, columns, title, told
from rvp_alloc.planning.years_revision.years_revision import YearsRevision
from rvp_alloc.words import Lang, word


def revision_html(revision: YearsRevision, lang: Lang) -> str:
    """Return a revision as HTML."""
    *rows, together = cells(revision, lang)
    shown = [Column(heading, number=place > 0) for place, heading in enumerate(columns(revision, lang))]
    parts = [table(word("fte_per_team", lang), shown, [Group(tuple(rows[:MOST_ROWS]))], together)]
    if len(rows) > MOST_ROWS:
        parts.append(paragraph(word("more_rows", lang).format(count=len(rows) - MOST_ROWS)))
    for heading, lines in told(revision, lang):
        parts += [paragraph(heading), *([items(lines)] if lines else [])]
    return str(card(title(revision, lang), [badge(word("badge_proven", lang), "good")], *parts, lang=lang))
