"""A revision in words, Dutch and English: every number comes from the data."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from rvp_alloc.planning.revision.revision import Revision
from rvp_alloc.words import Lang, amount_text, word


def verdict(revision: Revision, lang: Lang) -> str:
    """Return one sentence: how many teams move, and how many fte."""
    moved = len(revision.moved)
    key = "revision_nothing" if not moved else "revision_title_one" if moved == 1 else "revision_title"
    return word(key, lang).format(
        unit=revision.new.region.name,
        moved=moved,
        teams=len(revision.teams),
        fte=amount_text(revision.movement, "fte", lang),
    )


def tell(revision: Revision, lang: Lang) -> str:
    """Return the revision: what moves, what stays by decision or fact, and what each difference brings."""
    title = verdict(revision, lang)
    lines = [title, *([word("revision_least_change", lang)] if revision.least_change else [])]
    if revision.realised:
        realised = sum(revision.realised.values(), Fraction(0))
        lines.append(word("revision_realised", lang).format(fte=_fte(realised, lang)))
    if revision.new.pins:
        lines += [word("revision_pins", lang), *(f"- {line}" for line in pins_told(revision, lang))]
    told = replace(revision.comparison, differences=revision.differences)
    return "\n".join([*lines, "", told.text(lang)])


def pins_told(revision: Revision, lang: Lang) -> Iterator[str]:
    """Yield what the authority fixed, each with who, why, and what it would be without."""
    for pin in revision.new.pins:
        alone = word("revision_no_alone", lang) if pin.rules_alone is None else _fte(pin.rules_alone, lang)
        yield word("revision_pin", lang).format(
            team=revision.new.region.team(pin.team).name,
            fte=_fte(pin.pinned, lang),
            author=pin.author,
            reason=pin.reason,
            alone=alone,
        )


def _fte(amount: Fraction, lang: Lang) -> str:
    return amount_text(amount, "fte", lang)
