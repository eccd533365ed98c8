"""Dutch words of the workbooks of whole posts, plans over years, revision and reallocation."""

WORDS: dict[str, str] = {
    "book_sheet_rounding": "Hele_posten",
    "book_about_rounding": "Wat elk team precies krijgt en in hele posten, en het verschil.",
    "book_proof_rounding": (
        "Maak het antwoord met zijn bewijs: python -m rvp_alloc round (met dezelfde cijfers, instellingen en "
        "stap) --json > antwoord.json"
    ),
    "plans_rounding_title": "Hele posten: nieuwe fte voor {unit}",
    "plans_whole_title": "Voorstel in hele posten: nieuwe fte voor {unit}",
    "plans_step": "Grootte van een stap (fte)",
    "plans_change_share": "Verschil in %",
    "plans_posts_title": "Nieuwe wijkagenten per gebied",
    "plans_heads_title": "Hoofden voor IPGA",
    "plans_whole_rule": "Hele stappen (wat er overblijft)",
    "plans_near_rule": "Binnen een stap van het exacte aantal",
    "plans_total_rule": "Samen evenveel als exact",
    "plans_rounding_how": "Zo zijn de posten heel gemaakt",
    "plans_outside": "Verder dan één stap: {what}",
}
