"""A revision and a reallocation in words, Dutch and English: every number comes from the data."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from rvp_alloc.analysis.comparison.comparison import Comparison
from rvp_alloc.planning.reallocation.reallocation import Reallocation, TeamMove
from rvp_alloc.planning.revision import Revision
from rvp_alloc.words import Lang, amount_text, join_words, word

_FLOOR = "bounds.floor.team."


def tell_revision(revision: Revision, lang: Lang) -> str:
    """Return the revision: what moves, what stays by decision or fact, and what each difference brings."""
    moved = len(revision.moved)
    title = word("revision_title" if moved else "revision_nothing", lang).format(
        unit=revision.new.region.name, moved=moved, teams=len(revision.teams), fte=_fte(revision.movement, lang)
    )
    lines = [title, *([word("revision_least_change", lang)] if revision.least_change else [])]
    if revision.realised:
        realised = sum(revision.realised.values(), Fraction(0))
        lines.append(word("revision_realised", lang).format(fte=_fte(realised, lang)))
    if revision.new.pins:
        lines += [word("revision_pins", lang), *(f"- {line}" for line in _pins(revision, lang))]
    return "\n".join([*lines, "", _without_own(revision).text(lang)])


def _pins(revision: Revision, lang: Lang) -> Iterator[str]:
    for pin in revision.new.pins:
        alone = word("revision_no_alone", lang) if pin.rules_alone is None else _fte(pin.rules_alone, lang)
        yield word("revision_pin", lang).format(
            team=revision.new.region.team(pin.team).name,
            fte=_fte(pin.pinned, lang),
            author=pin.author,
            reason=pin.reason,
            alone=alone,
        )


def _without_own(revision: Revision) -> Comparison:
    """Return the comparison without the differences that the revision itself made, and that are told above."""
    floors = {f"{_FLOOR}{team}" for team in revision.realised}
    found = revision.comparison.differences
    own = {difference.path for difference in found if difference.path in floors and difference.first is None}
    if all(d.path in own or d.path == "bounds.state" for d in found if d.part == "bounds"):
        own.add("bounds.state")
    own |= {"aims"} if revision.least_change else set()
    return replace(revision.comparison, differences=tuple(entry for entry in found if entry.path not in own))


def tell_reallocation(found: Reallocation, lang: Lang) -> str:
    """Return the reallocation: what the target is, who loses and why, who gains, for whom nothing changes."""
    unit, losers, winners = found.region.name, found.losers, found.winners
    counts = {"fte": _fte(found.movement, lang), "losers": len(losers), "winners": len(winners)}
    formation = sum((team.formation for team in found.teams), Fraction(0)) * found.share
    lines = [
        word("reallocation_title" if losers or winners else "reallocation_nothing", lang).format(unit=unit, **counts),
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
    still = [team for team in found.teams if team.change == 0]
    kept = [team for team in still if team.target < 0]
    if still:
        lines += ["", word("reallocation_same", lang).format(teams=join_words([team.name for team in still], lang))]
        lines += [f"- {_move(team, 'still', lang)}" for team in kept]
    return "\n".join(lines)


def _years(found: Reallocation, lang: Lang) -> Iterator[str]:
    """Yield how many fte have moved by the end of each year; nothing where there are no years."""
    for year in found.teams[0].by_year:
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
