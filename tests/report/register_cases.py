"""What the tests of the entry share: the fields of the standard, an owner, plans, and names that are hard to show."""

from functools import cache

from rvp_alloc import Policy, allocate, load_region, region_from_dict, region_to_dict
from rvp_alloc.report.register.lines import html
from rvp_alloc.report.register.standard import FIELDS

# ruff: noqa: SIM905  (names of fields read best as lines)
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


def check_lengths(entry):
    for field in FIELDS:
        text = entry.fields.get(field.name, "")
        assert len(html(text) if field.prose else text) < field.below, field.name


@cache
def plans_of_every_kind():
    """Return plans by which rules they have; made once."""
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
