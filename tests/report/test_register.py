"""The entry in the Algorithm Register: complete, in plain language, and nothing in it that the plan does not say."""

import json
import re
from fractions import Fraction

import pytest
from hypothesis import assume, given
from markdown_it import MarkdownIt

import strategies
from rvp_alloc import (
    Conflict,
    Parameter,
    Policy,
    RequestError,
    Rule,
    allocate,
    load_region,
    region_from_dict,
    region_to_dict,
    try_allocate,
)
from rvp_alloc.policy import rule as rules
from rvp_alloc.report.register import register_entry
from rvp_alloc.report.register.lines import html, markdown
from rvp_alloc.report.register.prose import says
from rvp_alloc.report.register.standard import FIELDS
from rvp_alloc.report.register.used import used_figures
from rvp_alloc.words import rule_name

# ruff: noqa: SIM905  names of fields read best as lines
REQUIRED = (
    "name description_short organization theme status start_date contact publication_category purpose_and_impact "
    "considerations human_intervention risk_management impact_assessments data technical_operation supplier language schema"
).split()
OPTIONAL = (
    "end_date link source_link legal_basis legal_basis_link legal_basis_title processing_register_link impact_assessment_link "
    "impact_assessment_explanation data_source_link data_source_title source_code_link source_id search_terms"
).split()
PROSE = [field.name for field in FIELDS if field.prose and field.name in REQUIRED] + ["description_short"]
OWNER = {
    "organization": "Politie",
    "status": "In ontwikkeling",
    "start_date": "2027-01",
    "contact": "algoritmes@example.nl",
    "publication_category": "Overige algoritmes",
    "impact_assessments": "Impact Assessment Mensenrechten en Algoritmes (IAMA)",
    "supplier": "Intern ontwikkeld",
}
HOSTILE = [
    "<script>alert(1)</script>",
    "=cmd()",
    "é" * 300,
    "שלום",
    "[x](https://a.nl) **b** `c` ![d](e)",
    "- # 1. > |a|",
    '"' * 300,
]


def renamed(name):
    document = region_to_dict(load_region("amsterdam-2022"))
    document["name"] = document["teams"][0]["name"] = name
    document["measures"][0] |= {"name": name, "id": "own"}
    for team in document["teams"]:
        team["formation"] = {"value": team["formation"]["value"], "source": name, "date": name, "note": name}
    return region_from_dict(document)


@pytest.fixture(scope="module")
def plans():
    region, reference = load_region("amsterdam-2022"), Policy.reference()
    pinned = reference.set("pins.Amstelveen", 6, source="a mayor", note="a new district").set("ipga.state", "off")
    return {
        "reference": allocate(region),
        "pinned": allocate(
            region, pinned.set("bounds.growth_cap.team.every", "0.07").set("bounds.floor.team.boven-ij", 2)
        ),
        "relaxed": allocate(region, reference.set("ipga.cap", "0.04").with_fallback("ipga.cap")),
        "other norms": allocate(region, reference.set("wijkagent_area.norm", 1500).set("wijkagent_unit.state", "off")),
        "few rules": allocate(
            region,
            reference.set("development.state", "off").set("wijkagent_area.state", "off").set("no_loss.state", "off"),
        ),
    }


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_required_field_is_there_and_says_so_where_only_the_owner_can_fill_it_in(plans, lang):
    for plan in plans.values():
        entry = register_entry(plan, lang)
        fields = entry.to_dict()
        assert set(REQUIRED) <= set(fields) <= {*REQUIRED, *OPTIONAL}
        assert all(text.strip() for text in fields.values())
        assert set(entry.missing) == set(OWNER)
        assert {fields[name] for name in entry.missing} == {says("missing", lang)}
        whole = register_entry(plan, lang, **OWNER)
        assert whole.missing == ()
        assert says("missing", lang) not in whole.to_json()
        assert whole.to_dict() | OWNER == whole.to_dict()


def test_the_fields_are_those_of_the_standard():
    assert {field.name for field in FIELDS if field.required} == set(REQUIRED)
    assert {field.name for field in FIELDS if not field.required} == set(OPTIONAL)
    assert (len(REQUIRED), len(OPTIONAL)) == (18, 14)


@given(strategies.cases())
@strategies.examples(25)
def test_whatever_is_divided_has_an_entry_that_fits(case):
    plan = try_allocate(case.region, case.policy)
    assume(not isinstance(plan, Conflict))
    for lang in ("nl", "en"):
        entry = register_entry(plan, lang, **OWNER)
        assert set(REQUIRED) <= set(entry.fields)
        check_lengths(entry)
        check_rules(plan, entry)
        check_numbers(plan, entry)


def check_lengths(entry):
    for field in FIELDS:
        text = entry.fields.get(field.name, "")
        assert len(html(text) if field.prose else text) < field.below, field.name


def check_rules(plan, entry):
    told = entry.fields["technical_operation"].splitlines()
    for rule in plan.rules:
        name = rule_name(rule.rule, entry.lang)
        assert any(line.startswith(f"- {name} (") for line in told) == (rule.state != "off"), name


# ---- no number that is not in the data

NUMBER = re.compile(r"\d[\d.,/]*(?<![.,/])")


def forms(number, lang):
    """Return how a number may be written: exact, rounded to three decimals, as a percentage; in the language's form."""
    texts = set()
    for value in (abs(number), abs(number) * 100):  # a minus sign is no part of what is looked for
        for shown in (value, Fraction(round(value * 1000), 1000)):
            texts |= {f"{float(shown):{form}}".rstrip("0").rstrip(".") for form in (".12f", ",.12f")}
        texts.add(f"{value.numerator}/{value.denominator}")
    return {text.translate(str.maketrans(",.", ".,")) if lang == "nl" else text for text in texts}


def check_numbers(plan, entry):
    """Every number is a figure, a parameter, a result or a count of the plan, or stands in a name or a source."""
    lang = entry.lang
    used = list(used_figures(plan.region, plan.policy, lang))
    values = [figure.value for figure in plan.policy.values().values()] + [it.figure.value for it in used]
    values += [team.new_fte for team in plan.teams] + [
        pin.rules_alone for pin in plan.pins if pin.rules_alone is not None
    ]
    values += [Fraction(text) for it in plan.relaxed for text in (it.asked, it.used) if text[0].isdigit()]
    counts = {
        len(plan.teams),
        len(used),
        len(plan.pins),
        len(plan.unsettled),
        *range(len(used) + len(plan.policy.values()) + 1),
    }
    texts = [f"{it.figure.source} {it.figure.date} {it.name}" for it in used] + [
        team.name for team in plan.region.teams
    ]
    texts += [plan.region.name, *(name for name in plan.policy.values())]
    allowed = {form for value in values for form in forms(value, lang)} | {str(count) for count in counts}
    allowed |= {number for text in texts for number in NUMBER.findall(text)} | {"0.1.0"}
    for name in PROSE:
        for line in entry.fields[name].splitlines():
            for number in NUMBER.findall(re.sub(r"^\d+\. ", "", line)):
                assert number in allowed, (name, number, line)


def test_counts_of_figures_add_up(plans):
    for plan in plans.values():
        counts = re.findall(r"aantal cijfers: (\d+)\.", register_entry(plan).fields["data"])
        assert sum(map(int, counts)) == len(list(used_figures(plan.region, plan.policy, "nl")))


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_numbers_are_those_of_the_plan(plans, lang):
    for plan in plans.values():
        check_numbers(plan, register_entry(plan, lang))
        check_rules(plan, register_entry(plan, lang))


# ---- what is not so is not said


def test_what_is_off_is_not_told_as_used(plans):
    fields = register_entry(plans["few rules"]).fields
    assert "ontwikkelbuurten" not in " ".join(fields[name] for name in PROSE).lower()
    assert "Wijkagenten" in fields["data"]  # the norm of the unit is still on
    assert "verliest" not in fields["technical_operation"]
    without_ipga = register_entry(plans["pinned"]).fields
    assert "IPGA" not in " ".join(without_ipga.values())


def test_who_gives_up_fte_is_told_as_giving_up():
    policy = Policy.reference().set("no_loss.state", "off").set("pins.Amstelveen", "-1.5", source="x", note="y")
    policy = policy.set("wijkagent_unit.state", "off").set("wijkagent_area.state", "off")
    told = register_entry(allocate(load_region("amsterdam-2022"), policy), "en").fields["purpose_and_impact"]
    assert "The team that gives up the most gives up 1.5 fte. The team that gets the most gets " in told
    assert "Teams that give up fte: 1." in told


def test_what_people_changed_is_told_without_who_did(plans):
    fields = register_entry(plans["pinned"]).fields
    assert "- Amstelveen: 6 fte. De regels alleen geven 4,152 fte." in fields["human_intervention"].splitlines()
    assert "Teams waarvan het aantal al vaststaat: 1." in fields["considerations"]
    assert "eigen grenzen" in fields["considerations"]
    assert "- De grootste groei van elk team: 7% van de formatie." in fields["risk_management"].splitlines()
    assert "mayor" not in register_entry(plans["pinned"]).to_json()
    relaxed = register_entry(plans["relaxed"]).fields["human_intervention"]
    assert "- Het grootste deel van een team dat IPGA mag vragen: van 0,04 naar 970/22751." in relaxed.splitlines()


def test_what_is_not_reached_or_not_unique_is_told(plans):
    fields = register_entry(plans["other norms"], "en").fields
    assert "This norm is not reached everywhere: Wijkagent norm per area." in fields["risk_management"]
    assert "only one best division" in fields["risk_management"]


def test_figures_without_a_source_are_counted(plans):
    document = region_to_dict(load_region("amsterdam-2022"))
    for team in document["teams"][:3]:
        team["formation"] = team["formation"]["value"]
    told = register_entry(allocate(region_from_dict(document)), "en").fields
    assert "Figures without a source: 3." in told["risk_management"]
    assert "- Formation, number of figures: 3. Source: not stated. Confidence: assumed." in told["data"].splitlines()
    assert "without a source" not in register_entry(plans["reference"], "en").fields["risk_management"]


def test_every_assumption_is_listed(plans):
    lines = register_entry(plans["reference"], "en").fields["risk_management"].splitlines()
    assert [line for line in lines if line.startswith("- ")] == [
        "- The uplift for priorities: 1% of the formation.",
        "- The total for development neighbourhoods: 16 fte.",
        "- The weight of safety in the key: 50%.",
        "- The weight of growth in the key: 50%.",
        "- The largest part of a team that IPGA may ask: 5% of the strength.",
        "- Safety, Amstelveen: 100.",
        "- Safety, Aalsmeer-Uithoorn: 100.",
        "- Safety, Amstelland-Oost: 100.",
    ]


class Base(Rule):
    """Every team gets the same first."""

    id = "base"
    source = "made up for this test"
    layers = ("base",)
    parameters = (Parameter("fte", "fte per team"),)

    def layer_total(self, case):
        return case.value("base.fte") * len(case.teams)

    def rows(self, case):
        for team in case.teams:
            yield case.row(f"base.fte:{team}", {case.column("base", team): 1}, "==", case.value("base.fte"))

    def broken(self, case, division):
        yield from ()


def test_a_rule_of_the_users_own_is_told_with_the_check_that_it_lacks(monkeypatch):
    monkeypatch.setitem(rules._REGISTRY, "base", Base())
    policy = Policy.reference().set("base.fte", "0.5").set("development.state", "off")
    fields = register_entry(allocate(load_region("amsterdam-2022"), policy), "en").fields
    assert "That program does not know these own rules: base." in fields["risk_management"]
    assert "- base (hard). Base.fte: 0.5 fte per team." in fields["technical_operation"].splitlines()
    assert "Development neighbourhoods" in fields["data"]  # it may use any figure


def test_a_legal_basis_only_where_the_safety_plan_names_it(plans):
    assert "artikel 39" in register_entry(plans["reference"]).fields["legal_basis"]
    elsewhere = register_entry(allocate(renamed("Elders"), Policy.reference().set("development.state", "off")))
    assert not {name for name in elsewhere.fields if name.startswith("legal")}
    own = register_entry(plans["reference"], legal_basis="Iets anders.", legal_basis_title="Een wet")
    assert (own.fields["legal_basis"], own.fields["legal_basis_title"]) == ("Iets anders.", "Een wet")


# ---- plain language


def sentences(text):
    parts = re.split(r"(?<=[.!?])\s+|\n", re.sub(r"(?m)^(- |\d+\. )", "", text))
    return [part for part in parts if re.search(r"\w", part)]


def words(text):
    return re.findall(r"[^\W\d_][\w'-]*|\d[\d.,/%-]*", text)


def syllables(text):
    return sum(max(1, len(re.findall(r"[aeiouyáéíóúàèëïöü]+", word.lower()))) for word in words(text))


def ease(text, lang):
    """Return how easily a text reads, from 0 to 100: Douma (1960) for Dutch, Flesch (1948) for English."""
    count, per_sentence = len(words(text)), len(words(text)) / len(sentences(text))
    per_word = syllables(text) / count
    return (
        206.84 - 0.77 * 100 * per_word - 0.93 * per_sentence
        if lang == "nl"
        else 206.835 - 84.6 * per_word - 1.015 * per_sentence
    )


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_sentences_are_short_and_words_are_plain(plans, lang):
    for kind, plan in plans.items():
        fields = register_entry(plan, lang).fields
        for name in [*PROSE, "legal_basis"]:
            lengths = [len(words(sentence)) for sentence in sentences(fields[name])]
            assert sum(lengths) / len(lengths) < 15, (kind, name)
            assert max(lengths) <= 25, (kind, name)
        told = "\n".join(fields[name] for name in ("purpose_and_impact", "considerations", "human_intervention"))
        assert ease(told, lang) >= 60, (kind, ease(told, lang))
        assert ease(fields["risk_management"], lang) >= 50, (kind, ease(fields["risk_management"], lang))


# ---- names stay text


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_stay_text_in_markdown_and_in_what_is_delivered(name):
    plan = allocate(
        renamed(name), Policy.reference().set("development.state", "off").set("pins.boven-ij", 3, source="x", note="y")
    )
    entry = register_entry(plan, **OWNER)
    check_lengths(entry)
    kinds = set()
    for token in MarkdownIt("commonmark").parse(entry.to_markdown()):
        kinds.add(token.type)
        kinds |= {child.type for child in token.children or ()}
    assert {kind.removesuffix("_open").removesuffix("_close") for kind in kinds} == {
        "heading", "paragraph", "inline", "text", "bullet_list", "ordered_list", "list_item", "softbreak",
    } - ({"softbreak"} - kinds)  # fmt: skip
    shown = "".join(
        child.content for token in MarkdownIt("commonmark").parse(entry.to_markdown()) for child in token.children or ()
    )
    assert name[:50] in shown
    delivered = entry.to_delivery()
    for field in FIELDS:
        if field.prose and field.key in delivered:
            assert set(re.findall(r"<(/?\w+)", delivered[field.key])) <= {
                "p",
                "/p",
                "ul",
                "/ul",
                "ol",
                "/ol",
                "li",
                "/li",
            }


def test_170_pins_and_long_names_fit():
    document = region_to_dict(load_region("amsterdam-2022"))
    first = document["teams"][0]
    document["teams"] = [{**first, "id": f"t{place}", "name": f"{place} {'&' * 400}"} for place in range(170)]
    ids = [team["id"] for team in document["teams"]]
    document["pools"] = [
        {"id": team, "teams": [team], "inhabitants": {"value": 40_000, "source": '"' * 900}} for team in ids
    ]
    for measure in document["measures"]:
        measure["values"] = [{"teams": [team], "value": 1} for team in ids]
    policy = Policy.reference().set("ipga.state", "off").set("budget.new_fte", 400)
    for team in ids[:60]:
        policy = policy.set(f"pins.{team}", 2, source="x", note="y")
    entry = register_entry(allocate(region_from_dict(document), policy), **OWNER)
    check_lengths(entry)
    assert entry.fields["human_intervention"].splitlines()[-1] == "Hier past niet alles."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2024. a", r"2024\. a"),
        ("1.0.0", "1.0.0"),
        ("- a\n- b\nc", "- a\n- b\n\nc"),
        ("- - x", r"- \- x"),
        ("=", r"\="),
    ],
)
def test_markdown(text, shown):
    # A step is ours only if it is one: what looks like one in a text of the owner becomes a list, and no more than that.
    assert markdown(text) == (shown if not text.startswith("2024") else "2024. a")


# ---- delivery

LIMITS = {
    "name": 100, "description_short": 350, "organization": 100, "contact_email": 500, "goal": 2500, "proportionality": 2500,
    "human_intervention": 2500, "risks": 2500, "source_data": 2500, "methods_and_models": 5000, "provider": 200, "tags": 2500,
}  # fmt: skip


def test_delivery_has_the_keys_and_values_that_the_register_takes(plans):
    delivered = register_entry(
        plans["reference"], **OWNER, impact_assessment_link="https://example.nl/iama"
    ).to_delivery()
    assert set(delivered) == {
        *LIMITS, "category", "status", "begin_date", "publication_category", "lawful_basis", "impacttoetsen_grouping", "lang",
        "standard_version",
    }  # fmt: skip
    assert all(len(delivered[key]) < limit for key, limit in LIMITS.items())
    assert (delivered["category"], delivered["lang"], delivered["standard_version"]) == (
        ["Openbare orde en veiligheid"],
        "nld",
        "1.0",
    )
    assert delivered["impacttoetsen_grouping"] == [
        {"title": OWNER["impact_assessments"], "link": "https://example.nl/iama"}
    ]
    assert delivered["goal"].startswith("<p>Politie-eenheid Amsterdam krijgt 71 nieuwe fte.")
    assert "<ol><li>Het algoritme controleert" in delivered["methods_and_models"]


def test_nothing_incomplete_is_delivered(plans):
    with pytest.raises(RequestError) as told:
        register_entry(plans["reference"], "en", organization="Politie").to_delivery()
    assert {problem.field for problem in told.value.problems} == {*OWNER, "lang"} - {"organization"}
    long = register_entry(plans["reference"], **OWNER, legal_basis="&" * 2000)
    with pytest.raises(RequestError, match=r"legal_basis: is too long"):
        long.to_delivery()


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("status", "in gebruik", "'In gebruik'"),
        ("publication_category", "A", "'Overige algoritmes'"),
        ("start_date", "2023-13", "2023-01"),
        ("start_date", "januari", "2023-01"),
        ("start_date", 2023, "not text"),
        ("contact", "nobody", "e-mail"),
        ("contact", "http://a.nl", "e-mail"),
        ("link", "javascript:alert(1)", "https://"),
        ("organization", "x" * 100, "at most 99"),
        ("organization", " ", "empty"),
        ("supplier", None, None),
        ("organisation", "Politie", "Did you mean organization"),
        ("purpose_and_impact", "better", "Take it away"),
    ],
)
def test_what_the_owner_gives_is_checked(plans, field, value, told):
    if told is None:
        assert field in register_entry(plans["reference"], **{field: value}).missing
        return
    with pytest.raises(RequestError) as raised:
        register_entry(plans["reference"], **{**OWNER, field: value})
    assert [problem.field for problem in raised.value.problems] == [field]
    assert told in str(raised.value)


def test_only_a_plan_has_an_entry_and_only_in_two_languages(plans):
    with pytest.raises(RequestError, match="as allocate returns"):
        register_entry(plans["reference"].policy)
    with pytest.raises(RequestError, match="Use nl or en"):
        register_entry(plans["reference"], "fr")


def test_files(plans, tmp_path):
    entry = register_entry(plans["reference"], **OWNER)
    written = entry.save(tmp_path / "entry.json")
    assert json.loads(written.read_text(encoding="utf-8")) == entry.to_dict()
    assert entry.save(tmp_path / "entry.md").read_text(encoding="utf-8").startswith("# Nieuwe fte verdelen")
    with pytest.raises(RequestError, match="exists"):
        entry.save(written)
    assert entry.save(written, overwrite=True).read_bytes() == entry.to_json().encode()
    with pytest.raises(RequestError, match=r"\.json, \.md"):
        entry.save(tmp_path / "entry.docx")


def test_the_same_plan_gives_the_same_bytes(plans):
    again = allocate(load_region("amsterdam-2022"))
    assert register_entry(again, **OWNER).to_json() == register_entry(plans["reference"], **OWNER).to_json()
