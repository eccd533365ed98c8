"""Dutch words of revisions: in a terminal, in a notebook, and in a report."""

WORDS: dict[str, str] = {
    # in a terminal and in a notebook
    "revision_title_one": "Herziening voor {unit}: {moved} van {teams} teams krijgt iets anders; {fte} fte gaat ergens anders heen.",
    "revision_caption": "Nieuwe fte per basisteam, oud en herzien",
    "revision_old": "Oud",
    "revision_new": "Herzien",
    "revision_change": "Verschil",
    "revision_formation": "Nieuwe formatie",
    "revision_part_least_change": "rekening houden met de oude verdeling",
    "revision_part_realised": "wat al is gerealiseerd",
    "revision_part_earlier": "rekening houden met een eerdere verdeling",
    "revision_badge_least_change": "de oude verdeling telt mee",
    "revision_badge_afresh": "de oude verdeling telt niet mee",
    "revision_badge_realised": "al gerealiseerd: {fte} fte",
}
