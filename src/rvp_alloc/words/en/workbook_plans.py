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
    "plans_exact": "exact",
    "plans_whole": "whole",
    "plans_change": "change",
    "plans_change_share": "Difference in %",
    "plans_posts_title": "New wijkagenten per area",
    "plans_heads_title": "Heads for IPGA",
    "plans_whole_rule": "Whole steps (remainder)",
    "plans_near_rule": "Within a step of exact",
    "plans_total_rule": "Together the same as exactly",
    "plans_rounding_how": "How posts were made whole",
    "plans_outside": "Further than one step: {what}",
    "book_sheet_plan": "Plan",
    "book_sheet_years": "By_year",
    "book_about_plan": "What every year adds for each team, and what that means for places and areas.",
    "book_proof_plan": (
        "Make the plan with its proof: python -m rvp_alloc years (with the same figures, parameters and intake) "
        "--json > answer.json"
    ),
    "plans_plan_title": "Plan {first} to {last}: new fte for {unit}",
    "plans_year_title": "Proposal {year}: all new fte for {unit} by the end of the year",
    "plans_year_verdict": "In {year} {intake} fte come in; by the end of the year {total} fte are divided. Proven as a part of the whole plan.",
    "plans_per_year_title": "Year by year",
    "plans_year": "Year",
    "plans_intake": "Comes in",
    "plans_all": "All by the end of the year",
    "plans_part": "Part of all new fte of the plan",
    "plans_given": "Added for teams",
    "plans_key_distance": "With other teams than by the key",
    "plans_below_norm": "Areas below the norm",
    "plans_start": "Got before the plan",
    "plans_until_title": "All new fte of a team by the end of each year",
    "plans_posts_until_title": "New wijkagenten per area by the end of each year",
    "plans_coverage_title": "Wijkagenten per area, of the norm",
    "plans_years_title": "By year: what comes in, and what the policy is in each year",
    "plans_caps_title": "What a team has got already, and how far it may rise or fall in a year",
    "plans_rise_fte": "May rise: fte",
    "plans_rise_share": "May rise: part of formation",
    "plans_rise_most": "May rise, at most (fte)",
    "plans_rise_source": "Source",
    "plans_fall_fte": "May fall: fte",
    "plans_fall_share": "May fall: part of formation",
    "plans_fall_most": "May fall, at most (fte)",
    "plans_fall_source": "Source",
    "plans_intake_rule": "What comes in is divided",
    "plans_no_fall_rule": "No team goes back",
    "plans_loss_cap_rule": "Fall in a year, at most",
    "plans_growth_cap_rule": "Rise in a year, at most",
    "plans_notes_how": "How the years were divided",
    "plans_how_layers": "Amounts that the policy promises",
    "plans_how_order": "Order of the years",
    "plans_about_proposal": "What each team has got by the end of the year and why, with totals and charts.",
    "plans_about_checks": (
        "Every rule that is on, recomputed for every year, and what must hold from one year to the next. The last "
        "column says which year a check is about."
    ),
    "plans_about_years": (
        "What comes in (yellow), and every parameter as it holds in each year: computed from the intake and from "
        "the sheet with the policy. Limits per year with their source."
    ),
    "plans_about_policy": (
        "The policy as it was stated for the whole plan. The new fte that stand here are not used: the intake decides."
    ),
    "plans_about_figures_of": "The figures from {year} on, by a forecast. They are not read back.",
    "plans_about_workings": "How what a team gets by formulas, and what the key aims at, follow from the figures of a year.",
    "plans_change_how": (
        "Change a result, a figure, a parameter, a limit or what comes in, and the checks of every year that it touches "
        "recompute: you see what no longer holds. The plan itself is not made anew. Switching a rule on or off "
        "has no effect here: make a new plan for that."
    ),
    "plans_again_how": (
        'In Python: region, policy = read_workbook("file.xlsx"), then plan_years(region, policy, intake={2023: 40}). '
        "Read back are the figures of the first year and the policy as stated; give intake, limits and forecasts again."
    ),
    "plans_pinned": "Fixed at {fte} fte by {author}: {reason}.",
    "book_sheet_revision": "Revision",
    "book_about_revision": "What each team got before and gets now, and which difference brings how much.",
    "book_proof_revision": (
        "Make the revision again in Python, and write what is new: "
        "Path('answer.json').write_text(revision.new.to_json())"
    ),
    "plans_revision_title": "Revision: new fte for {unit}",
    "plans_revised_title": "Revised proposal: new fte for {unit}",
    "plans_old": "Old (fte)",
    "plans_new": "New (fte)",
    "plans_by": "By: {part}",
    "plans_effects": "What each difference brings",
    "plans_effects_how": (
        "The change of a team is shared out over the differences between old and new: what each of them brings on "
        "average, over all orders in which they can come (Shapley). These numbers are values and do not recompute."
    ),
    "plans_effects_together": "Together",
    "plans_effects_rule": "Effects add up to the change",
    "plans_planned": "Planned",
    "plans_realised": "Realised",
    "plans_realised_rule": "What is realised stays",
    "plans_how_revised": "How was revised",
    "book_sheet_reallocation": "Reallocation",
    "book_about_reallocation": "Who loses and who gains, those who lose first, with what the key asks and what holds the change there.",
    "book_proof_reallocation": (
        "Make the reallocation again in Python, and write its plan: Path('answer.json').write_text(found.plan.to_json())"
    ),
    "plans_reallocation_title": "Reallocation for {unit}",
    "plans_reallocated_title": "Proposal of the reallocation: change of formation for {unit}",
    "plans_target": "Target (fte)",
    "plans_floor": "At the lowest (fte)",
    "plans_part_of_formation": "Of the formation",
    "plans_reason": "Why it stays there",
    "plans_norms": "Norms for wijkagenten",
    "plans_floor_rule": "No more loss than may be",
    "plans_moved_rule": "Together what comes in",
    "plans_moved_district": "Change per district",
    "plans_moved_authority": "Change per driehoek (a team in several counts by its parts)",
    "plans_moved_municipality": "Change per municipality (a team in several counts by its parts)",
}
