"""How an explanation shows itself in a notebook: why one team gets what it gets, or all teams in one table."""

from rvp_alloc.allocation.table import verdict
from rvp_alloc.analysis.explanation.explanation import Explanation, Explanations
from rvp_alloc.analysis.explanation.telling import told
from rvp_alloc.figure import Confidence
from rvp_alloc.markup import MOST_ROWS, Column, Element, Group, badge, card, items, paragraph, table
from rvp_alloc.words import Lang, fixed_text, rule_name, signed_text, word


def explanation_html(explanation: Explanation, lang: Lang) -> str:
    """Return the explanation of one team as HTML: its sums as a table, the rest as sentences."""
    outcome, changes, footing = told(explanation, lang)
    parts: list[Element] = [paragraph(" ".join(outcome[1:])), _sums(explanation, lang)]
    for heading, sentences in (("explain_changes", changes), ("explain_footing", footing)):
        if sentences:
            parts += [paragraph(word(heading, lang)), items(sentences)]
    assumed = sum(figure.confidence is Confidence.ASSUMPTION for figure in explanation.figures.values())
    badges = [badge(word("badge_assumed", lang).format(count=assumed), "warning")] if assumed else []
    return str(card(outcome[0], badges, *parts, lang=lang))


def _sums(explanation: Explanation, lang: Lang) -> Element:
    columns = [Column(word("explain_rule", lang), number=False), Column(word("explain_effect_heading", lang))]
    rows = [[word("explain_key_alone", lang), fixed_text(explanation.key_alone, lang)]]
    rows += [[rule_name(rule, lang), signed_text(fte, lang)] for rule, fte in explanation.effects.items() if fte != 0]
    total = [word("explain_result", lang), fixed_text(explanation.result.new_fte, lang)]
    return table(word("explain_title", lang).format(team=explanation.name), columns, [Group(tuple(rows))], total)


def explanations_html(explanations: Explanations, lang: Lang) -> str:
    """Return what the key alone gives each team, what each rule makes of that, and the result, as HTML."""
    rules = explanations.rules
    columns = [Column(word("team", lang), number=False), Column(word("explain_key_alone", lang))]
    columns += [*(Column(rule_name(rule, lang)) for rule in rules), Column(word("explain_result", lang))]
    rows = [effect_cells(explanation, rules, lang) for explanation in explanations.teams]
    parts = [table(word("explain_table", lang), columns, [Group(tuple(rows[:MOST_ROWS]))])]
    if len(rows) > MOST_ROWS:
        parts.append(paragraph(word("more_rows", lang).format(count=len(rows) - MOST_ROWS)))
    below = [explanation.name for explanation in explanations.below_key_alone]
    if below:
        parts.append(paragraph(f"{word('explain_below', lang)}: {', '.join(below)}."))
    return str(card(verdict(explanations.plan, lang), (), *parts, lang=lang))


def effect_cells(explanation: Explanation, rules: tuple[str, ...], lang: Lang) -> list[str]:
    """Return a team's row of the table: its name, the key alone, the effect of each rule, the result."""
    effects = [signed_text(explanation.effects[rule], lang) for rule in rules]
    alone, result = explanation.key_alone, explanation.result.new_fte
    return [explanation.name, fixed_text(alone, lang), *effects, fixed_text(result, lang)]
