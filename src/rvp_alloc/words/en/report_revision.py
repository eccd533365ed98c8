"""English words of revisions: in a terminal, in a notebook, and in a report."""

WORDS: dict[str, str] = {
    # in a terminal and in a notebook
    "revision_title_one": "Revision for {unit}: {moved} of {teams} teams gets something else; {fte} fte go elsewhere.",
    "revision_caption": "New fte per team, old and revised",
    "revision_old": "Old",
    "revision_new": "Revised",
    "revision_change": "Change",
    "revision_formation": "New formation",
    "revision_part_least_change": "keeping the old division in mind",
    "revision_part_realised": "what has been realised",
    "revision_part_earlier": "keeping an earlier division in mind",
    "revision_badge_least_change": "the old division counts",
    "revision_badge_afresh": "the old division does not count",
    "revision_badge_realised": "realised: {fte} fte",
}
