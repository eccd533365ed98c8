"""How a plan over several years shows itself in a notebook: what each year adds, and what to know of each year."""

from rvp_alloc.markup import MOST_ROWS, Column, Group, badge, card, items, paragraph, table
from rvp_alloc.planning.years.telling import cells, columns, tell, title
from rvp_alloc.planning.years.year_plan import YearPlan
from rvp_alloc.words import Lang, word


def plan_html(plan: YearPlan, lang: Lang) -> str:
    """Return a plan as HTML."""
    heads, below = zip(*columns(plan, lang), strict=True)
    rows = cells(plan, lang)
    badges = [badge(word("badge_proven", lang), "good")]
    if plan.unique:
        badges.append(badge(word("badge_unique", lang), "good"))
    shown = [Column(heading, number=place > 0) for place, heading in enumerate(heads)]
    parts = [table(word("fte_per_team", lang), shown, [Group(tuple(rows[:MOST_ROWS]))], below)]
    if len(rows) > MOST_ROWS:
        parts.append(paragraph(word("more_rows", lang).format(count=len(rows) - MOST_ROWS)))
    for part in tell(plan, lang).split("\n\n")[1:]:
        heading, *lines = part.splitlines()
        parts += [paragraph(heading), items(line.removeprefix("- ") for line in lines)]
    return str(card(title(plan, lang), badges, *parts, lang=lang))
