"""How a conflict shows itself in a notebook: each clash with the sum that shows it. The ways out take time, and are not here."""

from collections.abc import Iterator
from fractions import Fraction

from rvp_alloc.conflict.conflict import Conflict, Share
from rvp_alloc.conflict.search import NO_LOSS, Clash
from rvp_alloc.figure import rounded
from rvp_alloc.markup import Column, Element, Group, badge, card, paragraph, table
from rvp_alloc.naming import amount, source_text
from rvp_alloc.words import Lang, number_text, rule_name, word

_PLACES = 3
_MOST_CLASHES = 5


def conflict_html(conflict: Conflict, lang: Lang) -> str:
    """Return a conflict as HTML, without the ways out of it."""
    names = ", ".join(rule_name(rule, lang) for rule in conflict.rules)
    verdict = word("conflict_title", lang).format(names=names)
    shown = [_clash(conflict, number, clash, lang) for number, clash in enumerate(conflict.clashes[:_MOST_CLASHES], 1)]
    return str(card(verdict, _badges(conflict, lang), *(part for parts in shown for part in parts), lang=lang))


def _badges(conflict: Conflict, lang: Lang) -> Iterator[Element]:
    yield badge(word("badge_no_division", lang), "bad")
    yield badge(word("badge_proven", lang), "good")
    yield badge(word("badge_clashes", lang).format(count=len(conflict.clashes)), "note")
    if not conflict.complete or len(conflict.clashes) > _MOST_CLASHES:
        yield badge(word("badge_more_clashes", lang), "warning")


def _clash(conflict: Conflict, number: int, clash: Clash, lang: Lang) -> list[Element]:
    columns = [
        *(Column(word(name, lang), number=False) for name in ("rule", "parameter")),
        *(Column(word(name, lang)) for name in ("value", "asked", "there")),
        Column(word("source", lang), number=False),
    ]
    shares = conflict.balance(clash)
    amounts = {share.parameter: share.amount for share in shares}
    rows = [_row(conflict, name, amounts.get(name, Fraction(0)), lang) for name in clash.parameters]
    others = [share for share in shares if share.parameter not in clash.parameters and share.amount]
    rows += [[share.parameter, "", "", *_two_sides(share.amount, lang), ""] for share in others]
    asked, there = _sides(shares)
    foot = [word("together", lang), "", "", _number(asked, lang), _number(there, lang), ""]
    title = word("conflict_number", lang).format(number=number, count=len(conflict.clashes)).rstrip(":")
    short = word("short_by", lang).format(amount=_number(asked - there, lang))
    return [table(title, columns, [Group(tuple(rows))], foot), paragraph(short)]


def _row(conflict: Conflict, parameter: str, share: Fraction, lang: Lang) -> list[str]:
    name = rule_name(parameter.partition(".")[0], lang)
    if parameter == NO_LOSS:
        return [name, "", "", *_two_sides(share, lang), ""]
    figure = conflict.policy[parameter]
    return [name, parameter, amount(figure, lang), *_two_sides(share, lang), source_text(figure)]


def _sides(shares: tuple[Share, ...]) -> tuple[Fraction, Fraction]:
    """Return what is asked, and what is there, of all shares together."""
    asked = sum((-share.amount for share in shares if share.amount < 0), Fraction(0))
    return asked, sum((share.amount for share in shares if share.amount > 0), Fraction(0))


def _two_sides(share: Fraction, lang: Lang) -> tuple[str, str]:
    return (_number(-share, lang), "") if share < 0 else ("", _number(share, lang) if share else "")


def _number(number: Fraction, lang: Lang) -> str:
    return number_text(rounded(number, _PLACES), lang)
