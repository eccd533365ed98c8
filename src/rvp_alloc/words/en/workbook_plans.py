"""English words of the workbooks of whole posts, plans over years, revision and reallocation."""

WORDS: dict[str, str] = {
    "book_sheet_rounding": "Whole_posts",
    "book_about_rounding": "What each team gets exactly and in whole posts, and the difference.",
    "book_proof_rounding": (
        "Make the answer with its proof: python -m rvp_alloc round (with the same figures, parameters and step) "
        "--json > answer.json"
    ),
    "plans_rounding_title": "Whole posts: new fte for {unit}",
    "plans_whole_title": "Proposal in whole posts: new fte for {unit}",
    "plans_step": "Size of a step (fte)",
    "plans_change_share": "Difference in %",
    "plans_posts_title": "New wijkagenten per area",
    "plans_heads_title": "Heads for IPGA",
    "plans_whole_rule": "Whole steps (what is left over)",
    "plans_near_rule": "Within a step of the exact number",
    "plans_total_rule": "Together the same as exactly",
    "plans_rounding_how": "How posts were made whole",
    "plans_outside": "Further than one step: {what}",
}
