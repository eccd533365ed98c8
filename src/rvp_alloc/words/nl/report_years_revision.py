"""Dutch words of the report of a revised plan over several years."""

WORDS: dict[str, str] = {
    "report_replan_title": "Herziening van het plan, {years}",
    "report_replan_least_change": "Het oude plan telt mee: na de harde regels en de normen verandert er zo weinig als kan.",
    "report_replan_afresh": "Het oude plan telt niet mee: dit is wat de regels met de nieuwe gegevens geven.",
    "report_replan_tile_fte": "nieuwe fte eind {year}",
    "report_replan_tile_teams": "teams eindigen anders",
    "report_replan_tile_behind": "fte, gerealiseerd min gepland",
    "report_replan_teams": "Nieuwe fte per district en basisteam, oud plan en nieuw plan",
    "report_replan_behind": "Anders begonnen",
    "report_replan_old": "Oud, eind {year}",
    "report_replan_new": "Nieuw, eind {year}",
    "report_replan_difference": "Verschil, eind {year}",
    "report_replan_places": "Nieuwe fte per driehoek, gemeente en district, eind {year}",
    "report_replan_inputs_heading": "Wat is er anders?",
    "report_replan_why_intro": "Van het oude plan naar het nieuwe, eind {year}: wat elk verschil een team brengt of kost. Zonder afronding klopt elke rij precies.",
    "report_replan_why": "Van oud naar nieuw, eind {year}, per oorzaak (fte)",
    "report_replan_by_year_heading": "Hoe verloopt het van jaar tot jaar?",
    "report_replan_verify": "Bewaar de uitkomst als JSON (revise-years --json) en laat haar nagaan. Wie nagaat, bouwt de regels van alle jaren opnieuw op en deelt geen code met wat rekende. Het gaat het oude en het nieuwe plan allebei na:",
    "report_replan_by_year": "Nieuwe fte van elk basisteam in beide plannen",
}
