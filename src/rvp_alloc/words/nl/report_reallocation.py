"""Dutch words of reallocations: in a terminal, in a notebook, and in a report."""

WORDS: dict[str, str] = {
    # in a terminal and in a notebook
    "reallocation_caption": "Wie verliest en wie wint (fte)",
    "reallocation_asked": "Sleutel vraagt",
    "reallocation_change": "Verandering",
    "reallocation_part": "Deel",
    "reallocation_by": "Eind {year}",
    "reallocation_why": "Waarom",
    "reallocation_why_at_target": "dat is het doel",
    "reallocation_why_held": "mag niet verliezen",
    "reallocation_why_at_cap": "grens aan verlies",
    "reallocation_why_short": "meer komt er niet vrij",
    "reallocation_why_no_taker": "meer kan er elders niet bij",
    "reallocation_why_rules": "andere regels",
    "reallocation_group_losers": "Wie verliest",
    "reallocation_group_winners": "Wie wint",
    "reallocation_group_still": "Voor wie niets verandert",
    "reallocation_badge_capped": "teams met een grens aan verlies: {count}",
    "reallocation_badge_held": "teams die niet mogen verliezen: {count}",
    "reallocation_badge_key": "sleutel voor de hele formatie: aanname",
}
