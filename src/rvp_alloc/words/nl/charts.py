"""Dutch words of charts."""

WORDS: dict[str, str] = {
    "chart_new_fte": "Nieuwe fte",
    "chart_layers_title": "Nieuwe fte per basisteam, en waarom",
    "chart_layers_subtitle": (
        "{fte} nieuwe fte over {teams} teams. De kleur zegt waarom; aan het eind van de staaf staat het totaal."
    ),
    "chart_layers_told": "{team}: {fte} nieuwe fte, waarvan {amount} door {layer}",
    "chart_layers_description": (
        "Gestapelde staven: {fte} nieuwe fte over {teams} teams. Het meest krijgt {first}: {most} fte. Het minst "
        "krijgt {last}: {least} fte. Alle teams samen, per reden: {reasons}."
    ),
    "chart_now": "nu",
    "chart_added": "erbij",
    "chart_lost": "eraf",
    "chart_formation": "Formatie in fte",
    "chart_growth": "Groei in %",
    "chart_before_and_after_title": "Formatie per basisteam, nu en straks",
    "chart_before_and_after_subtitle": (
        "Samen van {before} naar {after} fte ({growth}%). Rechts de groei van elk team."
    ),
    "chart_before_and_after_told": "{team}: van {before} naar {after} fte ({growth}%)",
    "chart_before_and_after_description": (
        "Staven: alle teams samen gaan van {before} naar {after} fte ({growth}%). Het meest groeit {first}: {most}%. "
        "Het minst groeit {last}: {least}%."
    ),
    "chart_key_alone": "sleutel alleen",
    "chart_result": "wat het team krijgt",
    "chart_key_title": "Wat de verdeelsleutel alleen zou geven, en wat elk team krijgt",
    "chart_key_subtitle": (
        "De sleutel alleen zou alle {fte} nieuwe fte naar de gewogen criteria verdelen. Rechts het verschil."
    ),
    "chart_key_told": "{team}: {alone} fte met de sleutel alleen, {result} fte met alle regels ({difference})",
    "chart_key_description": (
        "Twee stippen per team: wat de sleutel alleen zou geven en wat het team krijgt. Door de andere regels krijgen"
        " {more} teams meer en {less} teams minder. Grootste verschil omhoog: {top}, {most} fte. Onderaan staat "
        "{bottom}, {least} fte."
    ),
    "chart_without_new": "zonder nieuwe wijkagenten",
    "chart_with_new": "met nieuwe wijkagenten",
    "chart_coverage": "Wijkagenten in % van de norm",
    "chart_coverage_title": "Wijkagenten vergeleken met de norm",
    "chart_coverage_subtitle": (
        "Norm: 1 wijkagent per {norm} inwoners, de streeplijn bij 100%. Rechts hoe het straks is. Teams waarvan de "
        "inwoners alleen samen bekend zijn, staan op een regel."
    ),
    "chart_coverage_told": "{area}: van {before}% naar {after}% van de norm ({posts} nieuwe wijkagenten)",
    "chart_coverage_description": (
        "Twee stippen per gebied: wijkagenten in procenten van de norm, zonder en met nieuwe. Van {areas} gebieden "
        "zitten er nu {before} onder de norm, straks {after}. Het laagst is straks {lowest}: {coverage}%."
    ),
    "chart_interventieplegers": "interventieplegers",
    "chart_regisseurs": "regisseurs",
    "chart_load": "In % van de nieuwe formatie",
    "chart_load_title": "Wat de persoonsgerichte aanpak (IPGA) van elk team vraagt",
    "chart_load_subtitle": (
        "{interventieplegers} interventieplegers en {regisseurs} regisseurs, als deel van de nieuwe formatie. De "
        "streeplijn is de grens: {cap}%."
    ),
    "chart_load_told": "{team}: {heads} {post}, {share}% van de nieuwe formatie",
    "chart_load_description": (
        "Gestapelde staven: {interventieplegers} interventieplegers en {regisseurs} regisseurs. Het meest vraagt het "
        "van {first}: {most}% van de nieuwe formatie. Het minst van {last}: {least}%. De grens is {cap}%."
    ),
    "chart_load_description_even": (
        "Gestapelde staven: {interventieplegers} interventieplegers en {regisseurs} regisseurs. Het vraagt van elk "
        "team evenveel: {most}% van de nieuwe formatie. De grens is {cap}%."
    ),
    "chart_first": "de eerste verdeling",
    "chart_second": "de tweede verdeling",
    "chart_change": "Verschil in fte",
    "chart_compared_title": "Twee verdelingen naast elkaar",
    "chart_compared_subtitle": (
        "Van {first} naar {second}: {more} teams krijgen meer, {less} minder, {same} evenveel."
    ),
    "chart_compared_told": "{team}: {before} fte bij {first}, {after} fte bij {second} ({change})",
    "chart_compared_description": (
        "Twee stippen per team en een staaf met het verschil. Van {first} naar {second}: {more} teams krijgen meer, "
        "{less} minder, {same} evenveel. Bovenaan staat {top}, {most} fte. Onderaan staat {bottom}, {least} fte."
    ),
    "chart_sweep_title": "Hoe ver de uitkomst per basisteam uiteen kan lopen",
    "chart_sweep_subtitle": (
        "{count} van de {all} scenario's geven een verdeling. Dikke lijn: de middelste helft daarvan. Dunne lijn: 90 "
        "van de 100. Witte stip: de middelste uitkomst. Streepje: de verdeling zonder onzekerheid."
    ),
    "chart_sweep_told": (
        "{team}: middelste uitkomst {median} fte; de middelste helft tussen {q25} en {q75}, 90% tussen {q05} en {q95}"
    ),
    "chart_sweep_own": "{team}: {fte} fte in de verdeling zonder onzekerheid",
    "chart_sweep_description": (
        "Per team de spreiding over de {count} van {all} scenario's die een verdeling geven. De uitkomst van {first} "
        "loopt het verst uiteen: 90% ligt tussen {low} en {high} fte. Die van {last} het minst: tussen {last_low} en "
        "{last_high} fte."
    ),
    "chart_path_title": "Nieuwe fte per basisteam als {parameter} verandert",
    "chart_path_subtitle": "Elk vak is een team; alle vakken hebben dezelfde schaal.",
    "chart_path_now": "Zwarte lijn: nu, {now}.",
    "chart_path_breaks": "Stippellijn: vanaf hier beslist iets anders.",
    "chart_path_gaps": "Grijs vlak: hier gaan de regels niet samen, er is geen verdeling.",
    "chart_path_break": "Vanaf {value} beslist iets anders: {causes}",
    "chart_path_gap": "Geen verdeling van {start} tot {stop}: {causes}",
    "chart_path_description": (
        "Lijnen: de nieuwe fte van {teams} teams als {parameter} van {start} naar {stop} gaat. Aantal plaatsen waar "
        "iets anders gaat beslissen: {breaks}. {without}{first} verandert het meest: van {low} naar {high} fte."
    ),
    "chart_path_without": "Geen verdeling van {start} tot {stop}. ",
}
