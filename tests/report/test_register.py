"""The entry in the Algorithm Register: complete, and what is not so in the plan is not said."""

import pytest
from register_cases import OPTIONAL, OWNER, PROSE, REQUIRED, plans_of_every_kind, renamed

from rvp_alloc import Parameter, Policy, Rule, allocate, load_region, region_from_dict, region_to_dict
from rvp_alloc.policy import rule as rules
from rvp_alloc.report.register import register_entry
from rvp_alloc.report.register.prose import says
from rvp_alloc.report.register.standard import FIELDS


@pytest.fixture(scope="module")
def plans():
    return plans_of_every_kind()


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
