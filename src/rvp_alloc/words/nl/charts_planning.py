"""Dutch words of charts of whole posts and of plans over years."""

WORDS: dict[str, str] = {
    "chart_exact": "exact",
    "chart_whole": "in hele stappen",
    "chart_whole_title": "Exact, en in hele stappen",
    "chart_whole_subtitle": "Samen blijft het {fte} nieuwe fte; elk team krijgt een veelvoud van {step} fte. Rechts wat afronden geeft of neemt.",
    "chart_whole_told": "{team}: exact {exact} fte, in hele stappen {whole} fte ({change})",
    "chart_whole_description": "Twee stippen per team: het exacte aantal nieuwe fte, en het aantal in hele stappen. Door afronden krijgen {more} teams meer, {less} minder en {same} evenveel. Bovenaan staat {top}, {most} fte. Onderaan staat {bottom}, {least} fte.",
    "chart_years_title": "Nieuwe fte per basisteam, jaar voor jaar",
    "chart_years_subtitle": "Samen {fte} fte over {teams} teams. Hoe donkerder, hoe later; aan het eind van de staaf staat het totaal.",
    "chart_years_before": "vóór {year}",
    "chart_years_told": "{team}, {period}: {fte} fte van samen {total}",
    "chart_years_description": "Gestapelde staven: {fte} nieuwe fte over {teams} teams. Het meest krijgt {first}: {most} fte. Het minst krijgt {last}: {least} fte. Alle teams samen, per jaar of periode: {periods}.",
    "chart_distance": "Fte bij andere teams",
    "chart_distance_title": "Hoe ver van de sleutel",
    "chart_distance_subtitle": "Hoeveel fte aan het eind van elk jaar bij andere teams zit dan met alleen de sleutel.",
    "chart_distance_told": "Eind {year} zit {fte} fte bij andere teams dan met alleen de sleutel",
    "chart_distance_description": "Een lijn met een stip per jaar. Eind {first} zit {start} fte bij andere teams dan met alleen de sleutel, eind {last} {end} fte. Het verst is het eind {most}: {fte} fte.",
}
