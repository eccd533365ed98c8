"""Dutch words of the workbooks of whole posts, plans over years, revision and reallocation."""

WORDS: dict[str, str] = {
    "book_sheet_rounding": "Hele_posten",
    "book_about_rounding": "Wat elk team precies krijgt en in hele posten, en het verschil.",
    "book_proof_rounding": (
        "Maak het antwoord met zijn bewijs: python -m rvp_alloc round (met dezelfde cijfers, instellingen en "
        "stap) --json > antwoord.json"
    ),
    "plans_rounding_title": "Hele posten: nieuwe fte voor {unit}",
    "plans_whole_title": "Voorstel in hele posten: nieuwe fte voor {unit}",
    "plans_step": "Grootte van een stap (fte)",
    "plans_exact": "exact",
    "plans_whole": "heel",
    "plans_change": "verschil",
    "plans_change_share": "Verschil in %",
    "plans_posts_title": "Nieuwe wijkagenten per gebied",
    "plans_heads_title": "Hoofden voor IPGA",
    "plans_whole_rule": "Hele stappen (rest)",
    "plans_near_rule": "Binnen een stap van exact",
    "plans_total_rule": "Samen evenveel als exact",
    "plans_rounding_how": "Zo zijn de posten heel gemaakt",
    "plans_outside": "Verder dan één stap: {what}",
    "book_sheet_plan": "Plan",
    "book_sheet_years": "Per_jaar",
    "book_about_plan": "Wat elk jaar er voor elk team bij komt, en wat dat betekent voor plaatsen en gebieden.",
    "book_proof_plan": (
        "Maak het plan met zijn bewijs: python -m rvp_alloc years (met dezelfde cijfers, instellingen en instroom) "
        "--json > antwoord.json"
    ),
    "plans_plan_title": "Plan {first} tot en met {last}: nieuwe fte voor {unit}",
    "plans_year_title": "Voorstel {year}: alle nieuwe fte voor {unit} tot en met eind van het jaar",
    "plans_year_verdict": "In {year} komt er {intake} fte bij; eind van het jaar is {total} fte verdeeld. Bewezen als deel van het hele plan.",
    "plans_per_year_title": "Jaar voor jaar",
    "plans_year": "Jaar",
    "plans_intake": "Komt erbij",
    "plans_all": "Samen tot en met eind van het jaar",
    "plans_part": "Deel van alle nieuwe fte van het plan",
    "plans_given": "Erbij voor teams",
    "plans_key_distance": "Bij andere teams dan met de sleutel",
    "plans_below_norm": "Gebieden onder de norm",
    "plans_start": "Al gekregen vóór het plan",
    "plans_until_title": "Alle nieuwe fte van een team tot en met eind van elk jaar",
    "plans_posts_until_title": "Nieuwe wijkagenten per gebied tot en met eind van elk jaar",
    "plans_coverage_title": "Wijkagenten per gebied, van de norm",
    "plans_years_title": "Per jaar: wat erbij komt, en wat het beleid in elk jaar is",
    "plans_caps_title": "Wat een team al heeft gekregen, en hoeveel het in een jaar mag stijgen of dalen",
    "plans_rise_fte": "Mag stijgen: fte",
    "plans_rise_share": "Mag stijgen: deel van formatie",
    "plans_rise_most": "Mag stijgen, hoogstens (fte)",
    "plans_rise_source": "Bron",
    "plans_fall_fte": "Mag dalen: fte",
    "plans_fall_share": "Mag dalen: deel van formatie",
    "plans_fall_most": "Mag dalen, hoogstens (fte)",
    "plans_fall_source": "Bron",
    "plans_intake_rule": "Wat erbij komt is verdeeld",
    "plans_no_fall_rule": "Geen team gaat terug",
    "plans_loss_cap_rule": "Daling per jaar, hoogstens",
    "plans_growth_cap_rule": "Stijging per jaar, hoogstens",
    "plans_notes_how": "Zo zijn de jaren verdeeld",
    "plans_how_layers": "Aantallen die het beleid toezegt",
    "plans_how_order": "Volgorde van de jaren",
    "plans_about_proposal": "Wat elk team tot en met eind van het jaar heeft gekregen en waarom, met totalen en grafieken.",
    "plans_about_checks": (
        "Elke regel die aan staat, nagerekend voor elk jaar, en wat van jaar op jaar moet gelden. De laatste kolom "
        "zegt over welk jaar een controle gaat."
    ),
    "plans_about_years": (
        "Wat erbij komt (geel), en elke instelling zoals die in elk jaar geldt: berekend uit wat erbij komt en uit "
        "het blad met het beleid. Grenzen per jaar met hun bron."
    ),
    "plans_about_policy": (
        "Het beleid zoals het voor het hele plan is opgegeven. De nieuwe fte die hier staan tellen niet: wat er per "
        "jaar bij komt telt."
    ),
    "plans_about_figures_of": "De cijfers vanaf {year}, volgens een prognose. Ze worden niet teruggelezen.",
    "plans_about_workings": (
        "Hoe uit de cijfers van een jaar volgt wat een team krijgt volgens de formules, en waar de sleutel op mikt."
    ),
    "plans_change_how": (
        "Verandert u een uitkomst, een cijfer, een instelling, een grens of wat erbij komt, dan rekenen de controles "
        "van elk jaar waar dat over gaat mee en ziet u wat niet meer klopt. Het plan zelf wordt niet opnieuw gemaakt. "
        "Een regel aan- of uitzetten werkt hier niet door: maak daarvoor een nieuw plan."
    ),
    "plans_again_how": (
        'In Python: region, policy = read_workbook("bestand.xlsx"), dan plan_years(region, policy, intake={2023: 40}). '
        "Teruggelezen worden de cijfers van het eerste jaar en het beleid zoals opgegeven; geef instroom, grenzen en "
        "prognoses opnieuw op."
    ),
    "plans_pinned": "Vastgezet op {fte} fte door {author}: {reason}.",
    "book_sheet_revision": "Herziening",
    "book_about_revision": "Wat elk team eerst kreeg en nu krijgt, en welk verschil hoeveel uitmaakt.",
    "book_proof_revision": (
        "Maak de herziening opnieuw in Python en schrijf weg wat nieuw is: "
        "Path('antwoord.json').write_text(revision.new.to_json())"
    ),
    "plans_revision_title": "Herziening: nieuwe fte voor {unit}",
    "plans_revised_title": "Herzien voorstel: nieuwe fte voor {unit}",
    "plans_old": "Oud (fte)",
    "plans_new": "Nieuw (fte)",
    "plans_by": "Door: {part}",
    "plans_effects": "Wat elk verschil uitmaakt",
    "plans_effects_how": (
        "De verandering van een team is verdeeld over de verschillen tussen oud en nieuw: wat elk verschil gemiddeld "
        "uitmaakt, over alle volgordes waarin ze kunnen komen (Shapley). Deze getallen zijn waarden en rekenen niet mee."
    ),
    "plans_effects_together": "Samen",
    "plans_effects_rule": "Verschillen tellen op",
    "plans_planned": "Gepland",
    "plans_realised": "Gerealiseerd",
    "plans_realised_rule": "Wat gerealiseerd is blijft",
    "plans_how_revised": "Zo is herzien",
    "book_sheet_reallocation": "Herverdeling",
    "book_about_reallocation": "Wie verliest en wie wint, wie verliest eerst, met wat de sleutel vraagt en wat de verandering daar houdt.",
    "book_proof_reallocation": (
        "Maak de herverdeling opnieuw in Python en schrijf het plan weg: "
        "Path('antwoord.json').write_text(found.plan.to_json())"
    ),
    "plans_reallocation_title": "Herverdeling voor {unit}",
    "plans_reallocated_title": "Voorstel van de herverdeling: verandering van formatie voor {unit}",
    "plans_target": "Doel (fte)",
    "plans_floor": "Op zijn laagst (fte)",
    "plans_part_of_formation": "Van de formatie",
    "plans_reason": "Waarom het daarbij blijft",
    "plans_norms": "Normen voor wijkagenten",
    "plans_floor_rule": "Niet meer verlies dan mag",
    "plans_moved_rule": "Samen wat erbij komt",
    "plans_moved_district": "Verandering per district",
    "plans_moved_authority": "Verandering per driehoek (team in meer driehoeken telt naar rato mee)",
    "plans_moved_municipality": "Verandering per gemeente (team in meer gemeenten telt naar rato mee)",
}
