"""A reallocation in words, Dutch and English, those who lose first: every number comes from the data."""

from collections.abc import Iterator
from fractions import Fraction

from rvp_alloc.analysis.movement import lost
from rvp_alloc.planning.reallocation.reallocation import Reallocation, TeamMove
from rvp_alloc.words import Lang, amount_text, join_words, word


def verdict(found: Reallocation, lang: Lang) -> str:
    """Return one sentence: how many fte move, and how many teams lose and gain."""
    key = "reallocation_title" if found.losers or found.winners else "reallocation_nothing"
    return word(key, lang).format(
        unit=found.region.name,
        fte=amount_text(found.movement, "fte", lang),
        losers=len(found.losers),
        winners=len(found.winners),
    )


def tell(found: Reallocation, lang: Lang) -> str:
    """Return the reallocation: what the target is, who loses and why, who gains, for whom nothing changes."""
    losers, winners = found.losers, found.winners
    formation = sum((team.formation for team in found.teams), Fraction(0)) * found.share
    lines = [
        verdict(found, lang),
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
        moved = lost(found.year(year).values())
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
