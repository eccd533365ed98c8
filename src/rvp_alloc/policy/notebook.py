"""How a policy shows itself in a notebook: the rules that are on, their values, and where those come from."""

from collections import Counter
from collections.abc import Iterator

from rvp_alloc.figure import Confidence
from rvp_alloc.markup import MOST_ROWS, Column, Element, Group, badge, card, paragraph, table
from rvp_alloc.naming import aim_name, amount, confidence_name, named_amount, source_text
from rvp_alloc.policy.aim import all_aims
from rvp_alloc.policy.policy import Policy
from rvp_alloc.words import Lang, rule_name, word

_DECIDED = "pins"  # what the authority fixes is neither published nor assumed


def policy_html(policy: Policy, lang: Lang) -> str:
    """Return a policy as HTML."""
    budget = policy.values().get("budget.new_fte")
    verdict = word("policy_verdict", lang).format(
        name=policy.name,
        on=len(policy.rules_on()),
        all=len(policy.rules_told()),
        fte=amount(budget, lang) if budget else "-",
    )
    off = ", ".join(rule_name(rule.id, lang) for rule in policy.rules_told() if not policy.is_on(rule.id))
    order = ", ".join(aim_name(aim, lang) for aim in policy.aims if _applies(aim, policy))
    sentences = [paragraph(word("policy_order", lang).format(names=order))]
    sentences += [paragraph(word("policy_off", lang).format(names=off))] if off else []
    return str(card(verdict, _badges(policy, lang), *_rules(policy, lang), *sentences, lang=lang))


def _applies(aim: str, policy: Policy) -> bool:
    known = all_aims().get(aim)
    return known is None or not known.lacking(policy)


def _badges(policy: Policy, lang: Lang) -> Iterator[Element]:
    counted = Counter(
        figure.confidence
        for name, figure in policy.values().items()
        for rule in [name.partition(".")[0]]
        if policy.is_on(rule) and rule != _DECIDED
    )
    for confidence in Confidence:
        if counted[confidence]:
            name = confidence_name(confidence, lang)
            text = word("policy_values", lang).format(count=counted[confidence], confidence=name)
            yield badge(text, "warning" if confidence is Confidence.ASSUMPTION else "good")
    if policy.is_on(_DECIDED):
        yield badge(word("badge_pinned", lang).format(count=len(policy.parameters(_DECIDED))), "note")
    if policy.fallback:
        yield badge(word("policy_fallback", lang).format(names=", ".join(policy.fallback)), "note")


def _rules(policy: Policy, lang: Lang) -> list[Element]:
    columns = [
        Column(word("parameter", lang), number=False),
        Column(word("meaning", lang), number=False),
        Column(word("value", lang)),
        *(Column(word(name, lang), number=False) for name in ("confidence", "source", "remarks_note")),
    ]
    groups, room = [], MOST_ROWS
    for rule in policy.rules_on():
        rows = tuple(_rows(policy, rule.id, lang))
        state = word(f"setting_{policy.state(rule.id)}", lang)
        groups.append(Group(rows[: max(room, 0)], f"{rule_name(rule.id, lang)}: {state}"))
        room -= len(rows)
    shown = [table(word("rules", lang), columns, groups)]
    return [*shown, paragraph(word("more_rows", lang).format(count=-room))] if room < 0 else shown


def _rows(policy: Policy, rule: str, lang: Lang) -> Iterator[list[str]]:
    for name in policy.parameters(rule):
        parameter = f"{rule}.{name}"
        figure = policy[parameter]
        told, value = named_amount(parameter, figure, lang)
        sure = word("decided", lang) if rule == _DECIDED else confidence_name(figure.confidence, lang)
        yield [parameter, "" if told == parameter else told, value, sure, source_text(figure), figure.note]
