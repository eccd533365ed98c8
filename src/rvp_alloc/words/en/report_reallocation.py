"""English words of reallocations: in a terminal, in a notebook, and in a report."""

WORDS: dict[str, str] = {
    # in a terminal and in a notebook
    "reallocation_caption": "Who loses and who gains (fte)",
    "reallocation_asked": "Key asks",
    "reallocation_change": "Change",
    "reallocation_part": "Part",
    "reallocation_by": "End of {year}",
    "reallocation_why": "Why",
    "reallocation_why_at_target": "that is the target",
    "reallocation_why_held": "may not lose",
    "reallocation_why_at_cap": "limit to losses",
    "reallocation_why_short": "no more comes free",
    "reallocation_why_no_taker": "no room for more elsewhere",
    "reallocation_why_rules": "other rules",
    "reallocation_group_losers": "Who loses",
    "reallocation_group_winners": "Who gains",
    "reallocation_group_still": "For whom nothing changes",
    "reallocation_badge_capped": "teams with a limit to losses: {count}",
    "reallocation_badge_held": "teams that may not lose: {count}",
    "reallocation_badge_key": "key for the whole formation: assumed",
}
