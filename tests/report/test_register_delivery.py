"""What the owner gives is checked, and what is delivered has the form that the register takes."""

import json

import pytest
from register_cases import OWNER, plans_of_every_kind

from rvp_alloc import RequestError, allocate, load_region
from rvp_alloc.report.register import register_entry


@pytest.fixture(scope="module")
def plans():
    return plans_of_every_kind()


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
