"""Dutch words of the workload, and the names of the themes that a task can be under."""

WORDS: dict[str, str] = {
    "workload_of": "De werklast van {team} is {fte} fte: {parts}.",
    "workload_part": "{task} {fte}",
    "workload_under": "Daarvan valt {parts}.",
    "workload_theme": "{fte} onder '{theme}'",
}

THEMES = {
    "national.undermining": "Ondermijnende en georganiseerde criminaliteit",
    "national.trafficking": "Mensenhandel",
    "national.cybercrime": "Cybercrime, gedigitaliseerde criminaliteit, online seksueel kindermisbruik",
    "national.unrest": "Verbinding met de samenleving en maatschappelijke onrust",
    "regional.undermining": "Georganiseerde, ondermijnende (drugs)criminaliteit en het effect op wijken",
    "regional.cybercrime": "Cybercrime en gedigitaliseerde criminaliteit",
    "regional.radicalisation": "Radicalisering, extremisme en geweld",
    "regional.vulnerable": "Kwetsbare groepen",
    "regional.discrimination": "Discriminatie",
    "regional.youth": "Jeugdoverlast en -criminaliteit",
    "local.crowding": "Drukte en overlast",
    "local.high_impact": "High Impact Crimes",
    "other": "Overig werk",
}
