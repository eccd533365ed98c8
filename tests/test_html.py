"""What regions, policies, answers, reasons and conflicts show in a notebook: well-formed, escaped, readable by everyone."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

import strategies
from browser import opened, serious_faults
from rvp_alloc import (
    Conflict,
    Policy,
    RequestError,
    allocate,
    load_region,
    region_from_dict,
    region_to_dict,
    try_allocate,
)
from rvp_alloc.analysis.comparison import compare
from rvp_alloc.analysis.explanation import Explanations, explain
from rvp_alloc.markup import MOST_ROWS, Column, Group, badge, element, table
from rvp_alloc.planning.reallocation import Cap, reallocate
from rvp_alloc.planning.revision import Pin, revise
from rvp_alloc.planning.rounding import round_posts
from rvp_alloc.planning.years import plan_years
from rvp_alloc.planning.years_revision import revise_years
from rvp_alloc.policy.rules import BUILT_IN
from rvp_alloc.words import signed_text

HOSTILE = ["<script>alert(1)</script>", "=cmd()", "é" * 300, "שלום (עולם)", "\"'><img src=x onerror=alert(1)>", "a & b"]
LANGUAGES = ["nl", "en"]


def renamed(name):
    """Return the packaged region with a name in every place where a region has one."""
    document = region_to_dict(load_region("amsterdam-2022"))
    document["name"] = document["teams"][0]["name"] = document["districts"][0]["name"] = name
    document["measures"][0]["name"] = name
    document["measures"][0]["id"] = "own"
    for team in document["teams"]:
        team["formation"] = {"value": team["formation"]["value"], "source": name, "note": name, "date": name}
    return region_from_dict(document)


def shows(name="A name"):
    """Return one of everything that shows itself, with a name of the user's choice in it wherever that can be."""
    region = renamed(name)
    base = Policy.reference().set("development.state", "off")
    pinned = base.set("pins.boven-ij", 6, source=name, note=name).set("bounds.growth_cap.team.every", "0.07")
    relaxed = pinned.set("ipga.cap", "0.04", source=name).with_fallback("ipga.cap", "wijkagent_unit")
    scarce = base.set("wijkagent_area.norm", 1500)
    plan, other = allocate(region, base), allocate(region, relaxed)
    years = plan_years(region, base, intake={2023: 40, 2024: 31})
    return {
        "region": region,
        "policy": relaxed,
        "plan": plan,
        "relaxed": other,
        "explanation": explain(plan, region.teams[0].id),
        "explanations": Explanations(other),
        "comparison": compare(plan, other),
        "whole posts": round_posts(plan, time_limit=20),
        "years": years,
        "years revised": revise_years(years, 2024, pins={"boven-ij": Pin(6, name, name)}),
        "revision": revise(plan, new_fte=75, pins={"amstelveen": Pin(5, name, name)}, realised={"boven-ij": 2}),
        "reallocation": reallocate(region, base, new_fte=0, loss_cap_team=Cap(share="0.02", source=name, note=name)),
        "reallocation over years": reallocate(region, base, years=[2025, 2026], hold_harmless={"amstelveen": name}),
        "not reached": allocate(region, scarce),
        "conflict": try_allocate(region, base.set("ipga.cap", "0.04", source=name)),
    }


@pytest.fixture(scope="module")
def shown():
    return shows()


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.text = set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data):
        self.text.append(data)


OURS = set(
    "div strong span table caption thead tbody tfoot tr th td details summary p ul li".split()  # noqa: SIM905  read as a line
)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_stay_text_and_the_markup_is_ours_alone(name, lang):
    for kind, thing in shows(name).items():
        html = thing.to_html(lang)
        ET.fromstring(html)
        parser = Tags()
        parser.feed(html)
        assert parser.tags <= OURS, kind
        assert any(name in text for text in parser.text), kind


@given(strategies.cases() | strategies.clashing_cases())
@strategies.examples(20)
def test_whatever_is_divided_shows_itself_in_both_languages(case):
    outcome = try_allocate(case.region, case.policy)
    for thing in (case.region, case.policy, outcome):
        for lang in LANGUAGES:
            ET.fromstring(thing.to_html(lang))


@pytest.mark.parametrize("kind", ["region", "policy", "plan", "relaxed", "conflict", "revision", "reallocation"])
def test_a_table_tells_a_reader_that_hears_it_what_is_what(shown, kind):
    root = ET.fromstring(shown[kind].to_html())
    for found in root.iter("table"):
        assert found.find("caption").text
        assert all(cell.get("scope") == "col" for cell in found.find("thead").iter("th"))
        columns = len(list(found.find("thead").iter("th")))
        for row in [*found.iter("tr")][1:]:
            first = row[0]
            assert (first.tag, first.get("scope")) in (("th", "row"), ("th", "rowgroup"))
            assert sum(int(cell.get("colspan", "1")) for cell in row) == columns


def test_numbers_stand_below_each_other_and_colours_come_from_the_page(shown):
    html = shown["plan"].to_html("nl")
    assert "22,041" in html  # the Dutch form
    cells = [cell for cell in ET.fromstring(html).iter("td") if re.fullmatch(r"[\d.,]+", cell.text or "")]
    assert cells
    assert all("text-align:right" in cell.get("style") for cell in cells)
    assert html.count("tabular-nums") == html.count("<table")
    assert not re.findall(r"(?<![-\w])(?:color|background):(?!inherit|transparent)", html)


def badges(thing, lang):
    return [span.text for span in ET.fromstring(thing.to_html(lang)).iter("span")]


def test_badges_of_an_answer(shown):
    assert badges(shown["plan"], "en") == [
        "proven",
        "the only best division",
        "assumed values: 4",
        "printed totals that differ from their lines: 4",
    ]
    told = badges(shown["relaxed"], "nl")
    assert "geweken: ipga.cap van 0,04 naar 970/22751" in told
    assert "vastgezet: 1" in told
    missed = sum(
        row.slack < 0 for rule in shown["not reached"].rules if rule.rule == "wijkagent_area" for row in rule.rows
    )
    assert missed
    assert f"Norm wijkagenten per gebied: norm niet overal gehaald: {missed}" in badges(shown["not reached"], "nl")


def test_badges_count_the_figures_of_a_region():
    assert badges(load_region("amsterdam-2022"), "en") == [
        "34 figures published",
        "33 figures composed",
        "21 figures inferred",
        "3 figures assumed",
        "printed totals that differ from their lines: 4",
    ]


def test_badges_of_a_revision_and_of_a_reallocation(shown):
    assert badges(shown["revision"], "en") == [
        "proven",
        "the only best division",
        "the old division counts",
        "realised: 2 fte",
        "pinned: 1",
    ]
    assert "teams with a limit to losses: 17" in badges(shown["reallocation"], "en")
    assert "teams die niet mogen verliezen: 1" in badges(shown["reallocation over years"], "nl")


def test_those_who_lose_stand_first(shown):
    found = shown["reallocation"]
    groups = [
        [row[0].text for row in body if len(row) > 1] for body in ET.fromstring(found.to_html("nl")).iter("tbody")
    ]
    names = [[team.name for team in teams] for teams in (found.losers, found.winners, found.still) if teams]
    assert groups == names
    assert found.losers


def test_what_each_difference_brings_stands_in_every_row(shown):
    found = shown["revision"]
    for row, team in zip(ET.fromstring(found.to_html("en")).find(".//tbody"), found.teams, strict=True):
        change, _, *effects = (cell.text for cell in row[3:])
        assert change == signed_text(team.change, "en")
        assert effects == [signed_text(fte, "en") for fte in team.effects.values()]
        assert sum(team.effects.values()) == team.change


def test_an_answer_that_is_not_unique_says_how_much_is_open(shown):
    plan = shown["plan"]
    several = replace(plan, solved=replace(plan.solved, unsettled=("key:amstelveen", "key:boven-ij")))
    assert badges(several, "en")[1] == "one of several best divisions; still open: 2"


def test_a_conflict_shows_its_sums_and_never_looks_for_ways_out(shown, monkeypatch):
    conflict = shown["conflict"]
    monkeypatch.setattr(Conflict, "repairs", property(lambda self: pytest.fail("repairs take time")))
    monkeypatch.setattr(Conflict, "repairs_of", lambda self, clash: pytest.fail("repairs take time"))
    html = conflict.to_html("en")
    for text in ("97.000", "91.004", "It is 5.996 short.", "Clash 2 of 2", "4% of the strength"):
        assert text in html


def test_a_policy_shows_every_rule_that_is_on_with_value_confidence_and_source():
    policy = Policy.reference()
    rows = [[cell.text for cell in row] for row in ET.fromstring(policy.to_html("nl")).iter("tr")]
    assert ["Budget: hard"] in rows
    assert ["Norm wijkagenten per gebied: richtinggevend"] in rows
    cap = next(row for row in rows if row[0] == "ipga.cap")
    assert cap[2:4] == ["5% van de sterkte", "aangenomen"]
    assert "Uit: Grenzen, Basispolitiezorg, Inzetbare sterkte, Vastgezet, Minstens halen." in policy.to_html("nl")


def test_what_the_authority_decided_is_not_called_an_assumption():
    policy = Policy.reference().set("pins.Amstelveen", 6, source="a mayor", note="a reason")
    told = ET.fromstring(policy.to_html("en"))
    assert badges(policy, "en") == [*badges(Policy.reference(), "en"), "pinned: 1"]
    row = next([cell.text for cell in row] for row in told.iter("tr") if row[0].text == "pins.Amstelveen")
    assert row == [
        "pins.Amstelveen",
        "the fixed number of fte of Amstelveen",
        "6 fte",
        "decided",
        "a mayor",
        "a reason",
    ]
    plan = allocate(load_region("amsterdam-2022"), policy)
    assert "assumed values: 5" in badges(plan, "en")


def test_a_policy_made_by_hand_shows_itself_before_it_is_checked():
    html = Policy("by hand", {}, ("key", "no such aim")).to_html("en")
    assert f"0 of {len(BUILT_IN)} rules on, - to divide" in html
    assert "Order of the aims: key, no such aim." in html


def many_teams(count):
    document = region_to_dict(load_region("amsterdam-2022"))
    first = document["teams"][0]
    document["teams"] = [{**first, "id": f"team-{place}", "name": f"Team {place}"} for place in range(count)]
    ids = [team["id"] for team in document["teams"]]
    document["pools"] = [{"id": team, "teams": [team], "inhabitants": 40_000} for team in ids]
    for measure in document["measures"]:
        measure["values"] = [{"teams": [team], "value": 1} for team in ids]
    return region_from_dict(document)


def test_170_teams_show_their_first_rows_and_say_how_many_more_there_are():
    region = many_teams(170)
    policy = Policy.reference().set("budget.new_fte", 400).set("ipga.state", "off")
    for place in range(60):
        policy = policy.set(f"bounds.cap.team.team-{place}", 50)
    for thing, tables in ((region, 1), (allocate(region, policy), 1)):
        html = thing.to_html("en")
        body = next(ET.fromstring(html).iter("tbody"))
        assert len(body) == MOST_ROWS, tables
        assert f"and {170 - MOST_ROWS} more" in html
        assert "24,939" in html  # together counts every team, shown or not
        assert len(html) < 60_000
    parameters = sum(len(policy.parameters(rule.id)) for rule in policy.rules_on())
    assert f"and {parameters - MOST_ROWS} more" in policy.to_html("en")


def test_an_unknown_language_is_told(shown):
    with pytest.raises(RequestError, match="Use nl or en"):
        shown["plan"].to_html("fr")


THEMES = {"light": "color:#111;background:#fff", "dark": "color:#ddd;background:#111"}


@pytest.mark.parametrize("theme", THEMES)
def test_nobody_is_kept_out_by_how_it_looks(shown, theme, tmp_path):
    lang = {"light": "nl", "dark": "en"}[theme]
    parts = "".join(thing.to_html(lang) for thing in shown.values()).replace("<details", "<details open")
    path = tmp_path / "shown.html"
    start = f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>Shown</title></head>'
    body = f'<body style="{THEMES[theme]}"><main><h1>Shown</h1>{parts}</main></body></html>'
    path.write_text(start + body, encoding="utf-8")
    with opened(path, dark=theme == "dark", width=700) as page:
        assert not serious_faults(page)
        # A wide table scrolls by itself; the page does not.
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("tone", ["good", "note", "warning", "bad"])
def test_marks_can_be_seen_in_both_themes(tone):
    colour = re.search(r"border-left:0.45em solid #(\w{6})", str(badge("x", tone)))[1]
    light = luminance(colour)
    assert (1 + 0.05) / (light + 0.05) >= 3
    assert (light + 0.05) / (luminance("111111") + 0.05) >= 3


def luminance(colour):
    """Return the relative luminance, as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_text_is_escaped_by_construction():
    shown = table("<c>", [Column("<h>", number=False), Column("&")], [Group((["<r>", '"'],), "<g>")], ["<f>", "1"])
    text = "".join(ET.fromstring(str(shown)).itertext())
    assert text == '<c><h>&<g><r>"<f>1'
    assert str(element("p", aria_label='"<', class_="x")) == '<p aria-label="&quot;&lt;" class="x"></p>'
