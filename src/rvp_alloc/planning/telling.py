"""A revision and a reallocation in words, Dutch and English: every number comes from the data."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from rvp_alloc.planning.reallocation.reallocation import Reallocation, TeamMove
from rvp_alloc.planning.reallocation.table import verdict as reallocation_verdict
from rvp_alloc.planning.revision import Revision
from rvp_alloc.planning.revision.table import verdict as revision_verdict
from rvp_alloc.words import Lang, amount_text, join_words, word


def tell_revision(revision: Revision, lang: Lang) -> str:
    """Return the revision: what moves, what stays by decision or fact, and what each difference brings."""
    title = revision_verdict(revision, lang)
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


def tell_reallocation(found: Reallocation, lang: Lang) -> str:
    """Return the reallocation: what the target is, who loses and why, who gains, for whom nothing changes."""
    losers, winners = found.losers, found.winners
    formation = sum((team.formation for team in found.teams), Fraction(0)) * found.share
    lines = [
        reallocation_verdict(found, lang),
        word("reallocation_target", lang).format(
            share=amount_text(found.share, "share", lang),
            formation=_fte(formation, lang),
            rest=_fte(found.key_budget, lang),
        ),
        word("reallocation_norms", lang),
        *_years(found, lang),
    ]
    if losers:
        lines += ["", word("reallocation_losers", lang), *(f"- {_move(team, 'loser', lang)}" for team in losers)]
    if winners:
        lines += ["", word("reallocation_winners", lang), *(f"- {_move(team, 'winner', lang)}" for team in winners)]
    still = found.still
    kept = [team for team in still if team.target < 0]
    if still:
        lines += ["", word("reallocation_same", lang).format(teams=join_words([team.name for team in still], lang))]
        lines += [f"- {_move(team, 'still', lang)}" for team in kept]
    return "\n".join(lines)


def _years(found: Reallocation, lang: Lang) -> Iterator[str]:
    """Yield how many fte have moved by the end of each year; nothing where there are no years."""
    for year in found.years:
        moved = -sum((fte for fte in found.year(year).values() if fte < 0), Fraction(0))
        yield word("reallocation_year", lang).format(year=year, fte=_fte(moved, lang))


def _move(team: TeamMove, kind: str, lang: Lang) -> str:
    return (
        word(f"reallocation_{kind}", lang)
        .format(
            team=team.name,
            formation=amount_text(team.formation, "fte", lang),
            change=_fte(abs(team.change), lang),
            part=amount_text(abs(team.part), "share", lang, 1),
            wanted=_fte(abs(team.target), lang),
            reason=_reason(team, lang),
        )
        .strip()
    )


def _reason(team: TeamMove, lang: Lang) -> str:
    if team.reason == "at_cap" and team.note:
        return word("reallocation_at_cap_note", lang).format(note=team.note)
    return word(f"reallocation_{team.reason}", lang).format(note=team.note)


def _fte(amount: Fraction, lang: Lang) -> str:
    return amount_text(amount, "fte", lang)
