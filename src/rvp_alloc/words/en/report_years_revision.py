"""English words of the report of a revised plan over several years."""

WORDS: dict[str, str] = {
    "report_replan_title": "Revision of the plan, {years}",
    "report_replan_least_change": "The old plan counts: after the hard rules and the norms as little changes as can be.",
    "report_replan_afresh": "The old plan does not count: this is what the rules give with the new data.",
    "report_replan_tile_fte": "new fte by the end of {year}",
    "report_replan_tile_teams": "teams end with something else",
    "report_replan_tile_behind": "fte, realised minus planned",
    "report_replan_teams": "New fte by district and basic team, old plan and new plan",
    "report_replan_behind": "Began otherwise",
    "report_replan_old": "Old, end of {year}",
    "report_replan_new": "New, end of {year}",
    "report_replan_difference": "Difference, end of {year}",
    "report_replan_places": "New fte by authority, municipality and district, end of {year}",
    "report_replan_inputs_heading": "What is different?",
    "report_replan_why_intro": "From the old plan to the new one, end of {year}: what each difference brings or costs a team. Before rounding every row adds up exactly.",
    "report_replan_why": "From old to new, end of {year}, by cause (fte)",
    "report_replan_by_year_heading": "How does it go from year to year?",
    "report_replan_verify": "Save the result as JSON (revise-years --json) and have it checked. The check builds the rules of all years anew and shares no code with what calculated. It checks both the old and the new plan:",
    "report_replan_by_year": "New fte of every basic team in both plans",
}
