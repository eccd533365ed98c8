"""What the report of a division says: no number of its own, every rule told, what was fixed and what gave way shown."""

import re
import subprocess
import sys
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_parts import tables, told
from report_policies import POLICIES, plan_of
from rvp_alloc import Policy, RequestError, allocate, load_region, try_allocate
from rvp_alloc.analysis.explanation import Explanations
from rvp_alloc.figure import rounded
from rvp_alloc.report.content import EURO_PER_FTE, Imprint
from rvp_alloc.report.content.division import report_of_division
from rvp_alloc.report.markdown import escaped, report_markdown
from rvp_alloc.report.page import report_html, save_report
from rvp_alloc.words import number_text, rule_name
from strategies import cases, examples

AMSTERDAM = load_region("amsterdam-2022")
PLAN = allocate(AMSTERDAM, new_fte=71)
NUMBER = re.compile(r"\d[\d.,]*")


def numbers_in(data):
    if isinstance(data, dict):
        for entry in (*data.keys(), *data.values()):
            yield from numbers_in(entry)
    elif isinstance(data, list | tuple):
        yield Fraction(len(data))
        for entry in data:
            yield from numbers_in(entry)
    elif isinstance(data, str):
        found = re.fullmatch(r"-?\d+(\.\d+|/\d+)?", data)
        yield from [Fraction(data)] if found else map(Fraction, re.findall(r"\d+", data))
    elif isinstance(data, int | float | Fraction) and not isinstance(data, bool):
        yield Fraction(data)


def known_numbers(plan, material, lang):
    """Every way in which a number of the data may be written."""
    found = Explanations(plan)
    numbers = {*numbers_in(plan.to_dict()), EURO_PER_FTE.value}
    numbers |= {*numbers_in([entry.to_dict() for entry in material.explained])}
    numbers |= {team.new_fte / team.formation for team in plan.teams}
    numbers |= {pool.coverage * pool.wijkagenten / (pool.wijkagenten + pool.new_wijkagent_posts) for pool in plan.pools}
    numbers |= {sum(max(fte, 0) for fte in by_team.values()) for by_team in found.effects.by_rule.values()}
    numbers |= {end for stretch in material.budget_path.stretches for end in (stretch.start, stretch.stop)}
    numbers |= {Fraction(len(found.below_key_alone))}
    for district in plan.region.districts:
        lines = [*district.lines, *plan.region.teams_of(district.id)]
        numbers.add(sum((line.formation.value for line in lines), Fraction(0)))
    numbers |= {Fraction(count) for count in range(20)}  # of assumptions, teams and rules
    return {
        number_text(written, lang)
        for number in numbers
        for value in (number, number * 100)
        for places in range(4)
        for written in (abs(rounded(value, places)), abs(rounded(value, places).normalize()))
    }


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("name", ["reference", "growth cap", "pins", "share bounds", "relaxed"])
def test_no_number_in_the_text_that_is_not_in_the_data(name, lang):
    plan = PLAN if name == "reference" else plan_of(name)
    report, material = report_of_division(plan, Imprint(lang))
    known = known_numbers(plan, material, lang)
    names = sorted({team.name for team in plan.region.teams}, key=len, reverse=True)
    for text in told(report):
        for team in (*names, "Bijlage 1", "SHA-256", EURO_PER_FTE.source):
            text = text.replace(team, "")  # noqa: PLW2901  (what is left of a text)
        assert not {found.rstrip(".,") for found in NUMBER.findall(text)} - known, text


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("name", POLICIES)
def test_every_rule_and_team_is_told_and_effects_add_up(name, lang):
    plan = plan_of(name)
    report, material = report_of_division(plan, Imprint(lang))
    text = report_markdown(plan, lang)
    for rule in plan.rules:
        if rule.state != "off":
            assert escaped(rule_name(rule.rule, lang)) in text
    for team in plan.teams:
        assert f"#### {escaped(team.name)}" in text
    for entry in material.explanations.teams:
        assert entry.key_alone + sum(entry.effects.values()) == entry.result.new_fte
    for table in tables(report).values():
        for row in table.rows:
            assert len(row.cells) == (1 if row.tone == "group" else len(table.columns))


def test_pins_stand_beside_what_the_rules_alone_give():
    report, _ = report_of_division(plan_of("pins"), Imprint("en"))
    table = tables(report)["Fixed by the authorities, beside what the rules alone would give (fte)"]
    amstelveen, boven_ij = (row.cells for row in table.rows)
    assert amstelveen == ("Amstelveen", "5.000", "4.152", "+0.848", "the mayors", "agreed")
    assert boven_ij[:3] == ("Boven IJ", "7.250", "8.513")
    assert any("Amstelveen and Boven IJ" in text for text in told(report))
    sentences = " ".join(told(report))
    assert "The rule 'Pins' fixes what Boven IJ and Amstelveen gets." in sentences
    assert "the fixed number of fte" not in sentences  # decided, not assumed


def test_what_gave_way_is_told():
    report, _ = report_of_division(plan_of("relaxed"), Imprint("nl"))
    (row,) = tables(report)["Wat meegaf, omdat de harde regels niet samen gingen"].rows
    assert row.cells == ("Het grootste deel van een team dat IPGA mag vragen", "4%", "ongeveer 4,264%")
    policy = Policy.reference().set("ipga.cap", "0.04").with_fallback("ipga")
    report, _ = report_of_division(allocate(AMSTERDAM, policy), Imprint("nl"))
    (row,) = tables(report)["Wat meegaf, omdat de harde regels niet samen gingen"].rows
    assert row.cells == ("IPGA", "hard", "uit")


def test_assumptions_are_told_in_words():
    report, _ = report_of_division(PLAN, Imprint("nl"))
    rows = [row.cells for row in tables(report)["De waarden in de regels, met hun bron"].rows]
    assumed = {cells[0] for cells in rows if len(cells) > 1 and cells[2] == "aangenomen"}
    assert "Het totaal voor ontwikkelbuurten" in assumed
    assert len(assumed) == 5


def test_money_can_be_left_out():
    with_money, without = (report_html(PLAN, "nl", **chosen) for chosen in ({}, {"euro_per_fte": None}))
    assert "€" in with_money
    assert "11.614.000" in with_money  # 71 x 114.5 million / 700
    assert "€" not in without
    assert "uro" not in re.sub(r"<script.*|Europa", "", without, flags=re.DOTALL)


def test_author_and_date_are_shown_only_where_given():
    page = report_html(PLAN, "en", author="A. Planner", date="1 May 2023")
    assert page.count("A. Planner") >= 2
    assert page.count("1 May 2023") >= 2
    assert "Drawn up by" not in report_html(PLAN, "en")


def test_a_conflict_gives_a_short_page(tmp_path):
    conflict = try_allocate(AMSTERDAM, Policy.reference().set("ipga.cap", "0.04"))
    for lang, words in (("nl", "gaan niet samen"), ("en", "cannot hold together")):
        path = save_report(conflict, tmp_path / f"{lang}.html", lang=lang)
        page = path.read_text(encoding="utf-8")
        assert words in page
        assert page.count('<section id="clash-') == len(conflict.clashes) == 2
        assert "<script" not in page
        assert words in report_markdown(conflict, lang)
    assert "91,004" in report_markdown(conflict, "nl")


def test_files_are_not_overwritten_unasked(tmp_path):
    path = tmp_path / "report.html"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(RequestError, match="exists already"):
        save_report(PLAN, path)
    assert path.read_text(encoding="utf-8") == "mine"
    assert save_report(PLAN, path, overwrite=True) == path
    assert path.read_text(encoding="utf-8") == report_html(PLAN)


@pytest.mark.parametrize("function", [report_html, report_markdown])
def test_what_cannot_be_reported(function):
    with pytest.raises(RequestError, match="no words"):
        function(PLAN, "fr")
    with pytest.raises(RequestError, match="division"):
        function(AMSTERDAM)


def test_markdown_keeps_names_as_text():
    assert escaped("<b>|*_`[x](y)") == r"\<b\>\|\*\_\`\[x\](y)"
    assert escaped("a\nb  c") == "a b c"
    assert [escaped(text) for text in ("# a", "- a", "---", "12. a", "+1", "3.5")] == [
        r"\# a", r"\- a", r"\---", r"12\. a", "+1", "3.5",
    ]  # fmt: skip
    lines = report_markdown(PLAN, "nl").splitlines()
    rows = [line for line in lines if line.startswith("|")]
    assert rows
    assert all(line.endswith("|") for line in rows)


def test_importing_the_library_loads_no_template_engine():
    code = "import sys, rvp_alloc; print('jinja2' in sys.modules, 'altair' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert result.stdout.split() == ["False", "False"]


@examples(12)
@given(cases(), st.sampled_from(["nl", "en"]))
def test_any_region_and_policy_can_be_reported(case, lang):
    outcome = try_allocate(*case)
    page = report_html(outcome, lang)
    assert page.endswith("</html>\n")
    assert page == report_html(try_allocate(*case), lang)
    assert report_markdown(outcome, lang).startswith("# ")
