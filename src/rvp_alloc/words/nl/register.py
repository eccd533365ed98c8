"""Dutch words of the entry in the Algorithm Register: short sentences, B1."""

WORDS: dict[str, str] = {
    "register_field_name": "Naam",
    "register_field_description_short": "Korte omschrijving",
    "register_field_organization": "Organisatie",
    "register_field_theme": "Thema",
    "register_field_status": "Status",
    "register_field_start_date": "Begindatum",
    "register_field_end_date": "Einddatum",
    "register_field_contact": "Contactgegevens",
    "register_field_link": "Link naar publiekspagina",
    "register_field_publication_category": "Publicatiecategorie",
    "register_field_source_link": "Link naar bronregistratie",
    "register_field_purpose_and_impact": "Doel en impact",
    "register_field_considerations": "Afwegingen",
    "register_field_human_intervention": "Menselijke tussenkomst",
    "register_field_risk_management": "Risicobeheer",
    "register_field_legal_basis": "Wettelijke basis",
    "register_field_legal_basis_title": "Titel van wettelijke basis",
    "register_field_legal_basis_link": "Link naar wettelijke basis",
    "register_field_processing_register_link": "Link naar verwerkingsregister",
    "register_field_impact_assessments": "Impacttoetsen",
    "register_field_impact_assessment_link": "Link naar impacttoets",
    "register_field_impact_assessment_explanation": "Toelichting op impacttoetsen",
    "register_field_data": "Gegevens",
    "register_field_data_source_title": "Titel van gegevensbron",
    "register_field_data_source_link": "Link naar gegevensbron",
    "register_field_technical_operation": "Technische werking",
    "register_field_supplier": "Leverancier",
    "register_field_source_code_link": "Link naar broncode",
    "register_field_language": "Taal",
    "register_field_schema": "Versie publicatiestandaard",
    "register_field_source_id": "Bron-ID",
    "register_field_search_terms": "Zoektermen",
    "register_missing": "Nog in te vullen door de organisatie.",
    "register_missing_list": "Nog in te vullen door de organisatie: {names}.",
    "register_rest": "Hier past niet alles.",
    "register_more": "En nog {count}.",
    "register_value_In ontwikkeling": "",
    "register_value_In gebruik": "",
    "register_value_Buiten gebruik": "",
    "register_value_Hoog-risico AI-systeem": "",
    "register_value_Impactvolle algoritmes": "",
    "register_value_Overige algoritmes": "",
    "register_value_Openbare orde en veiligheid": "",
    "register_name": "Nieuwe fte verdelen over basisteams: {unit}",
    "register_short_1": "Dit algoritme stelt voor hoe {unit} nieuwe fte verdeelt.",
    "register_short_2": "Het gaat om {fte} fte voor {teams} basisteams.",
    "register_short_3": "Het volgt vaste regels.",
    "register_short_4": "Het gezag besluit.",
    "register_purpose_1": "{unit} krijgt {fte} nieuwe fte. Een fte is een volle baan.",
    "register_purpose_2": "Het algoritme stelt voor hoeveel elk basisteam krijgt. Er zijn {teams} teams.",
    "register_purpose_3": "Het doel is een verdeling die iedereen kan volgen en narekenen.",
    "register_purpose_least": "Het team dat het minst krijgt, krijgt {fte} fte.",
    "register_purpose_gives": "Het team dat het meest inlevert, levert {fte} fte in.",
    "register_purpose_most": "Het team dat het meest krijgt, krijgt {fte} fte.",
    "register_purpose_4": (
        "Inwoners en bedrijven gebruiken het algoritme niet zelf. Zij kunnen na een besluit wel merken dat "
        "hun team groter is."
    ),
    "register_purpose_5": "Het algoritme beslist niet over personen.",
    "register_purpose_losing": "Teams die fte inleveren: {count}.",
    "register_considerations_1": "Voordeel: elk team valt onder dezelfde regels.",
    "register_considerations_2": "Voordeel: van elk deel van de uitkomst is te zien waar het vandaan komt.",
    "register_considerations_3": (
        "Nadeel: de uitkomst hangt af van keuzes in de regels. Andere keuzes geven een andere verdeling."
    ),
    "register_considerations_4": (
        "Nadeel: het algoritme kent alleen cijfers. Het weet niet wat een wijk verder nodig heeft."
    ),
    "register_considerations_5": (
        "Een alternatief is verdelen zonder vaste regels. Dan is later minder goed te zien waarom een team iets krijgt."
    ),
    "register_considerations_6": "Daarom doet het algoritme alleen een voorstel. Mensen wegen de rest mee.",
    "register_considerations_own": "Voor sommige teams of gebieden gelden eigen grenzen.",
    "register_considerations_pinned": "Teams waarvan het aantal al vaststaat: {count}.",
    "register_human_1": "Het algoritme stelt voor. Het gezag besluit: de burgemeesters en de officier van justitie.",
    "register_human_2": "Planners kiezen de cijfers en de regels. Zij kunnen regels aanpassen en opnieuw rekenen.",
    "register_human_3": (
        "Het gezag kan voor een team een aantal vastzetten. Dan staat erbij wie dat deed en waarom. Ook staat "
        "erbij wat de regels alleen zouden geven."
    ),
    "register_human_4": "Zonder besluit verandert er niets.",
    "register_human_pins": "In dit voorstel staat een aantal vast voor:",
    "register_human_pin": "{team}: {pinned} fte. De regels alleen geven {alone} fte.",
    "register_human_pin_only": "{team}: {pinned} fte.",
    "register_human_relaxed": "Deze waarden of regels pasten niet samen met de rest en zijn aangepast:",
    "register_human_relaxation": "{what}: van {asked} naar {used}.",
    "register_risk_1": (
        "Risico: een fout in de berekening. Het algoritme rekent met breuken en rondt pas af bij het tonen."
    ),
    "register_risk_2": "Bij elke uitkomst hoort een bewijs. Een los programma kan dat bewijs narekenen.",
    "register_risk_own": "Dat programma kent deze eigen regels niet: {names}. Daar is extra controle nodig.",
    "register_risk_unique": "Er is bewezen dat er maar één beste verdeling is.",
    "register_risk_open": "Er is meer dan één beste verdeling. Nog open: {count} getallen.",
    "register_risk_3": (
        "Risico: een cijfer klopt niet of is oud. Bij de gegevens hieronder staan daarom de bron, de datum en "
        "de zekerheid."
    ),
    "register_risk_unsourced": "Cijfers zonder bron: {count}. Zoek die bron op voor u ze gebruikt.",
    "register_risk_differs": "Gedrukte totalen die niet kloppen met hun regels: {count}. Het verschil staat erbij.",
    "register_risk_not_reached": "Deze norm is niet overal gehaald: {name}.",
    "register_risk_4": "Risico: een aanname is niet goed. Andere waarden geven een andere verdeling.",
    "register_risk_assumed": "Deze waarden zijn aangenomen:",
    "register_risk_assumption": "{name}: {value}.",
    "register_risk_figure": "{name}, {teams}: {value}.",
    "register_risk_none": "Geen van de waarden is aangenomen.",
    "register_data_1": (
        "Het algoritme gebruikt alleen cijfers van teams en gebieden. Het gebruikt geen persoonsgegevens."
    ),
    "register_data_together": "Groepen teams waarvan de inwoners alleen samen bekend zijn: {count}.",
    "register_data_2": "Dit zijn de cijfers:",
    "register_data_item": "{name}, aantal cijfers: {count}. Bron: {source}. Zekerheid: {confidence}.",
    "register_data_no_source": "niet vermeld",
    "register_technical_1": "Het algoritme is niet zelflerend. Met dezelfde invoer geeft het altijd dezelfde uitkomst.",
    "register_technical_2": (
        "Invoer: de cijfers van {teams} teams en de regels. Uitvoer: de nieuwe fte per team, met een bewijs."
    ),
    "register_technical_step_1": "Het algoritme controleert de cijfers en de regels. Klopt iets niet, dan stopt het.",
    "register_technical_step_2": "Het schrijft elke regel als een som met breuken.",
    "register_technical_step_3": (
        "Het zoekt een verdeling die aan alle harde regels voldoet. Is die er niet, dan meldt het welke regels botsen."
    ),
    "register_technical_step_4": (
        "Het volgt de doelen één voor één. Een later doel gaat nooit ten koste van een eerder doel."
    ),
    "register_technical_step_5": (
        "Het bewijst elke stap voordat de volgende begint. De stappen zijn lineaire programma's."
    ),
    "register_technical_aims": "De doelen, in volgorde:",
    "register_technical_closing": "Daarna volgen nog vaste doelen die kiezen tussen verdelingen die even goed zijn.",
    "register_technical_rules": "De regels die aan staan, met hun waarden:",
    "register_technical_rule": "{name} ({state}). {sentence}",
    "register_technical_value": "{name}: {value}.",
    "register_technical_record": "Programma: rvp-alloc, versie {version}.",
    "register_legal_basis": (
        "Het gezag besluit over de verdeling van de politie. Dat staat in artikel 39 van de Politiewet. De "
        "bron hiervoor is het Regionaal Veiligheidsplan 2023-2026, hoofdstuk 8."
    ),
    "register_legal_basis_title": "Politiewet 2012",
    "register_theme": "Openbare orde en veiligheid",
    "register_search_terms": "politie, formatie, basisteam, wijkagent, verdeelsleutel, {unit}",
}
