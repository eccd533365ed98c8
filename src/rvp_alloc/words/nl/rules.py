"""Dutch names of the rules, and what each asks."""

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
        "Norm wijkagenten van de eenheid",
        "De eenheid heeft gemiddeld minstens zoveel wijkagenten per inwoner als de norm vraagt.",
    ),
    "wijkagent_area": (
        "Norm wijkagenten per gebied",
        "Gebieden onder de norm worden opgetild, het slechtst bediende eerst.",
    ),
    "ipga": (
        "IPGA",
        "Genoeg interventieplegers en regisseurs voor de persoonsgerichte aanpak, en geen team overbelast.",
    ),
    "bounds": ("Grenzen", "Onder- en bovengrenzen aan wat een team of groep teams krijgt."),
    "basic_care": ("Basispolitiezorg", "Elk team houdt een deel van zijn formatie over voor de basispolitiezorg."),
    "waterline": (
        "Inzetbare sterkte",
        "Elk team heeft na de verdeling minstens een deel van zijn formatie inzetbaar.",
    ),
    "pins": ("Vastgezet", "Het gezag zet vast wat een team krijgt, met de reden."),
    "reach": (
        "Minstens halen",
        "Een doel haalt minstens wat ervan gevraagd is; een aantal functies blijft daar niet boven.",
    ),
}
