"""English words of charts of whole posts and of plans over years."""

WORDS: dict[str, str] = {
    "chart_exact": "exact",
    "chart_whole": "in whole steps",
    "chart_whole_title": "Exact, and in whole steps",
    "chart_whole_subtitle": "Together it stays {fte} new fte; every team gets a multiple of {step} fte. On the right what rounding gives or takes.",
    "chart_whole_told": "{team}: exactly {exact} fte, in whole steps {whole} fte ({change})",
    "chart_whole_description": "Two dots per team: the exact number of new fte, and the number in whole steps. By rounding, {more} teams get more, {less} less and {same} the same. {top} stands on top, {most} fte. {bottom} stands at the bottom, {least} fte.",
    "chart_years_title": "New fte per team, year by year",
    "chart_years_subtitle": "Together {fte} fte over {teams} teams. The darker, the later; the total stands at the end of the bar.",
    "chart_years_before": "before {year}",
    "chart_years_told": "{team}, {period}: {fte} fte of {total} together",
    "chart_years_description": "Stacked bars: {fte} new fte over {teams} teams. {first} gets most: {most} fte. {last} gets least: {least} fte. All teams together, by year or period: {periods}.",
    "chart_distance": "Fte with other teams",
    "chart_distance_title": "How far from the key",
    "chart_distance_subtitle": "How many fte are, at the end of each year, with other teams than by the key alone.",
    "chart_distance_told": "At the end of {year}, {fte} fte are with other teams than by the key alone",
    "chart_distance_description": "A line with a dot per year. At the end of {first}, {start} fte are with other teams than by the key alone, at the end of {last} {end} fte. Furthest is the end of {most}: {fte} fte.",
}
