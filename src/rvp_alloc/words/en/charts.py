"""English words of charts."""

WORDS: dict[str, str] = {
    "chart_new_fte": "New fte",
    "chart_layers_title": "New fte per team, and why",
    "chart_layers_subtitle": (
        "{fte} new fte over {teams} teams. The colour says why; the total stands at the end of the bar."
    ),
    "chart_layers_told": "{team}: {fte} new fte, of which {amount} by {layer}",
    "chart_layers_description": (
        "Stacked bars: {fte} new fte over {teams} teams. {first} gets most: {most} fte. {last} gets least: {least} "
        "fte. All teams together, by reason: {reasons}."
    ),
    "chart_now": "now",
    "chart_added": "added",
    "chart_lost": "taken away",
    "chart_formation": "Formation in fte",
    "chart_growth": "Growth in %",
    "chart_before_and_after_title": "Formation per team, now and after",
    "chart_before_and_after_subtitle": (
        "Together from {before} to {after} fte ({growth}%). On the right the growth of each team."
    ),
    "chart_before_and_after_told": "{team}: from {before} to {after} fte ({growth}%)",
    "chart_before_and_after_description": (
        "Bars: all teams together go from {before} to {after} fte ({growth}%). {first} grows most: {most}%. {last} "
        "grows least: {least}%."
    ),
    "chart_key_alone": "key alone",
    "chart_result": "what the team gets",
    "chart_key_title": "What the key alone would give, and what each team gets",
    "chart_key_subtitle": (
        "The key alone would divide all {fte} new fte by the weighted criteria. On the right the difference."
    ),
    "chart_key_told": "{team}: {alone} fte by the key alone, {result} fte by all rules ({difference})",
    "chart_key_description": (
        "Two dots per team: what the key alone would give and what the team gets. By the other rules {more} teams get"
        " more and {less} teams get less. Largest difference upwards: {top}, {most} fte. At the bottom stands "
        "{bottom}, {least} fte."
    ),
    "chart_without_new": "without new wijkagenten",
    "chart_with_new": "with new wijkagenten",
    "chart_coverage": "Wijkagenten in % of the norm",
    "chart_coverage_title": "Neighbourhood officers (wijkagenten) against the norm",
    "chart_coverage_subtitle": (
        "Norm: 1 wijkagent per {norm} inhabitants, the dashed line at 100%. On the right how it will be. Teams whose "
        "inhabitants are known only together share a row."
    ),
    "chart_coverage_told": "{area}: from {before}% to {after}% of the norm ({posts} new wijkagenten)",
    "chart_coverage_description": (
        "Two dots per area: wijkagenten in percent of the norm, without and with new ones. Of {areas} areas {before} "
        "are below the norm now, and {after} after. Lowest after: {lowest}, {coverage}%."
    ),
    "chart_interventieplegers": "interventieplegers",
    "chart_regisseurs": "regisseurs",
    "chart_load": "In % of the new formation",
    "chart_load_title": "What the IPGA programme asks of each team",
    "chart_load_subtitle": (
        "{interventieplegers} interventieplegers and {regisseurs} regisseurs, as a share of the new formation. The "
        "dashed line is the cap: {cap}%."
    ),
    "chart_load_told": "{team}: {heads} {post}, {share}% of the new formation",
    "chart_load_description": (
        "Stacked bars: {interventieplegers} interventieplegers and {regisseurs} regisseurs. It asks most of {first}: "
        "{most}% of the new formation. It asks least of {last}: {least}%. The cap is {cap}%."
    ),
    "chart_load_description_even": (
        "Stacked bars: {interventieplegers} interventieplegers and {regisseurs} regisseurs. It asks the same of every"
        " team: {most}% of the new formation. The cap is {cap}%."
    ),
    "chart_first": "the first division",
    "chart_second": "the second division",
    "chart_change": "Difference in fte",
    "chart_compared_title": "Two divisions side by side",
    "chart_compared_subtitle": "From {first} to {second}: {more} teams get more, {less} less, {same} the same.",
    "chart_compared_told": "{team}: {before} fte with {first}, {after} fte with {second} ({change})",
    "chart_compared_description": (
        "Two dots per team and a bar for the difference. From {first} to {second}: {more} teams get more, {less} "
        "less, {same} the same. At the top stands {top}, {most} fte. At the bottom stands {bottom}, {least} fte."
    ),
    "chart_sweep_title": "How far the outcome of each team can vary",
    "chart_sweep_subtitle": (
        "{count} of {all} scenarios give a division. Thick line: the middle half of them. Thin line: 90 out of 100. "
        "White dot: the middle outcome. Tick: the division without uncertainty."
    ),
    "chart_sweep_told": (
        "{team}: middle outcome {median} fte; the middle half between {q25} and {q75}, 90% between {q05} and {q95}"
    ),
    "chart_sweep_own": "{team}: {fte} fte in the division without uncertainty",
    "chart_sweep_description": (
        "For each team the spread over the {count} of {all} scenarios that give a division. {first} varies most: 90% "
        "of the outcomes lie between {low} and {high} fte. {last} varies least: between {last_low} and {last_high} "
        "fte."
    ),
    "chart_path_title": "New fte per team as {parameter} moves",
    "chart_path_subtitle": "Each panel is a team; all panels have the same scale.",
    "chart_path_now": "Black line: now, {now}.",
    "chart_path_breaks": "Dotted line: from here on something else decides.",
    "chart_path_gaps": "Grey area: here the rules cannot hold together, there is no division.",
    "chart_path_break": "From {value} on something else decides: {causes}",
    "chart_path_gap": "No division from {start} to {stop}: {causes}",
    "chart_path_description": (
        "Lines: the new fte of {teams} teams as {parameter} goes from {start} to {stop}. Places where something else "
        "begins to decide: {breaks}. {without}{first} changes most: from {low} to {high} fte."
    ),
    "chart_path_without": "No division from {start} to {stop}. ",
}
