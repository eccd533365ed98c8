"""English words of the workload, and the names of the themes that a task can be under."""

WORDS: dict[str, str] = {
    "workload_of": "The workload of {team} is {fte} fte: {parts}.",
    "workload_part": "{task} {fte}",
    "workload_under": "Of this, {parts}.",
    "workload_theme": "{fte} is under '{theme}'",
}

THEMES = {
    "national.undermining": "Subversive and organised crime",
    "national.trafficking": "Human trafficking",
    "national.cybercrime": "Cybercrime, digitalised crime, online child sexual abuse",
    "national.unrest": "Ties with society and social unrest",
    "regional.undermining": "Organised, subversive (drug) crime and its effect on neighbourhoods",
    "regional.cybercrime": "Cybercrime and digitalised crime",
    "regional.radicalisation": "Radicalisation, extremism and violence",
    "regional.vulnerable": "Vulnerable groups",
    "regional.discrimination": "Discrimination",
    "regional.youth": "Youth nuisance and crime",
    "local.crowding": "Crowding and nuisance",
    "local.high_impact": "High Impact Crimes",
    "other": "Other work",
}
