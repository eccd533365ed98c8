"""Dutch words."""

WORDS = {
    "team": "Basisteam",
    "formation": "Formatie",
    "new_fte": "Nieuwe fte",
    "priority_uplift": "Opslag",
    "development": "Ontw.",
    "key": "Sleutel",
    "key_fulfilment": "Van sleutel",
    "interventieplegers": "Interv.",
    "regisseurs": "Regiss.",
    "together": "Samen",
    "assumed": "Aangenomen, niet gepubliceerd",
    "verdict": "{fte} nieuwe fte over {teams} teams van {unit}: bewezen optimaal, {unique}",
    "unique": "de enige beste verdeling",
    "not_unique": "een van meer beste verdelingen",
    "state_off": "uit",
    "state_satisfied": "gehaald",
    "state_binding": "knelt",
    "state_not_reached": "niet overal gehaald",
    "line": "Onderdeel",
    "formation_old": "Formatie",
    "formation_new": "Nieuwe formatie",
    "formation_added": "Erbij",
    "wijkagenten_old": "Waaronder wijkagenten",
    "wijkagenten_new": "Nieuw aantal wijkagenten",
    "remark": "Opmerking",
    "shared_out": "wijkagenten alleen voor de pool bekend: getoond naar rato van nieuwe fte",
    "printed_differs": "gedrukt totaal wijkt {difference} af van de regels",
}

RULES = {
    "budget": ("Budget", "Alle nieuwe fte worden verdeeld, en niet meer."),
    "no_loss": ("Geen verlies", "Geen team verliest fte in een van de lagen."),
    "priority_uplift": (
        "Opslag prioriteiten",
        "Elk team krijgt hetzelfde percentage van zijn formatie voor prioriteiten.",
    ),
    "development": ("Ontwikkelbuurten", "Teams met ontwikkelbuurten krijgen extra capaciteit naar het aantal buurten."),
    "key": ("Verdeelsleutel", "Wat overblijft wordt verdeeld met een sleutel van gewogen criteria."),
    "wijkagent_unit": (
        "Norm wijkagenten, eenheid",
        "De eenheid heeft gemiddeld minstens een wijkagent per 5.000 inwoners.",
    ),
    "wijkagent_area": (
        "Norm wijkagenten, gebied",
        "Gebieden onder de norm worden opgetild, het slechtst bediende eerst.",
    ),
    "ipga": ("IPGA", "Minstens 80 interventieplegers, 64 fte netto en 17 tot 22 regisseurs, en geen team overbelast."),
    "bounds": ("Grenzen", "Onder- en bovengrenzen aan wat een team of groep teams krijgt."),
    "basic_care": ("Basispolitiezorg", "Elk team houdt een deel van zijn formatie over voor de basispolitiezorg."),
    "pins": ("Vastgezet", "Het gezag zet vast wat een team krijgt, met de reden."),
}
