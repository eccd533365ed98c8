"""The report of a plan over years, held against the plan: every number worked out again, every year, team and rule told."""

import json
from fractions import Fraction

import pytest
from hypothesis import assume, given

from planned_answers import (
    AMSTERDAM,
    FORECAST,
    INTAKE,
    REFERENCE,
    clash_of_a_year,
    clash_of_years,
    full_plan,
    long_plan,
    plan,
    without_places,
)
from report_parts import parts_of, read, sections, tables, told
from rvp_alloc import InfeasibleError, InputError, NotProvenError, RequestError
from rvp_alloc.cli import main
from rvp_alloc.planning.years import plan_years
from rvp_alloc.report.content import EURO_PER_FTE, Imprint, content
from rvp_alloc.report.markdown import escaped, report_markdown
from rvp_alloc.report.page import report_html, save_report
from rvp_alloc.report.parts import Command
from rvp_alloc.report.periods import period_name, periods
from rvp_alloc.words import rule_name
from strategies import cases, examples

PLANS = {"four years": plan, "all of it": full_plan, "thirty years": long_plan}
every_plan = pytest.mark.parametrize("name", PLANS)


def report_of(answer, lang="en", **imprint):
    return content(answer, Imprint(lang, **imprint))


def added(answer, teams, years):
    return sum(
        (result.team(team).added for result in answer.results if result.year in years for team in teams), Fraction(0)
    )


def test_years_are_grouped_evenly_and_none_is_lost():
    for count in range(1, 31):
        years = range(2023, 2023 + count)
        for most in (4, 6):
            found = periods(years, most)
            assert [year for period in found for year in period] == list(years)
            assert len(found) == min(most, count)
            assert max(map(len, found)) - min(map(len, found)) <= 1


@every_plan
def test_page_one_has_what_every_team_and_district_gets_and_when(name):
    answer = PLANS[name]()
    table = tables(report_of(answer))["What each part gets, and when (fte)"]
    groups = {team.name: [team.id] for team in AMSTERDAM.teams}
    groups |= {d.name: [team.id for team in AMSTERDAM.teams_of(d.id)] for d in AMSTERDAM.districts}
    groups[AMSTERDAM.name] = [team.id for team in AMSTERDAM.teams]
    shown = periods(answer.years, 4)
    started = any(answer.task.start.values())
    assert [column.heading for column in table.columns[2 + started : -2]] == [period_name(period) for period in shown]
    assert {row.cells[0] for row in table.rows} == groups.keys()
    for row in table.rows:
        teams = groups[row.cells[0]]
        before, *parts, together, after = map(read, row.cells[1:])
        start = sum(answer.task.start[team] for team in teams)
        exact = [*([start] if started else []), *(added(answer, teams, period) for period in shown)]
        assert parts == pytest.approx(list(map(float, exact)), abs=0.000501)
        assert together == pytest.approx(float(sum(exact)), abs=0.000501)
        assert after - before == pytest.approx(float(sum(exact)), abs=0.000501)
    assert sum(read(cell) for cell in table.rows[0].cells[2:-2]) == answer.total


@every_plan
def test_places_have_their_shares_and_euros_at_the_end_of_every_year(name):
    answer, seen = PLANS[name](), []
    for caption, table in tables(report_of(answer)).items():
        if not caption.startswith(("New fte until the end of each year", "Cost a year")):
            continue
        years = [int(column.heading) for column in table.columns[1:]]
        seen += years
        for row in table.rows:
            teams = [team for team in AMSTERDAM.teams if row.cells[0] in {**team.authorities, **team.municipalities}]
            for year, cell in zip(years, row.cells[1:], strict=False) if teams else ():
                shares = {team.id: {**team.authorities, **team.municipalities}[row.cells[0]].value for team in teams}
                fte = sum(share * answer.year(year).team(team).new_fte for team, share in shares.items())
                expected = fte * EURO_PER_FTE.value if "\N{EURO SIGN}" in cell else fte
                assert read(cell) == pytest.approx(float(expected), abs=501 if "\N{EURO SIGN}" in cell else 0.000501)
    assert sorted(seen) == sorted(2 * answer.years)
    assert "\N{EURO SIGN}" not in report_markdown(answer, "en", euro_per_fte=None)


@every_plan
def test_page_one_has_what_every_district_has_got_by_the_end_of_each_period(name):
    answer = PLANS[name]()
    table = report_of(answer).right[0]
    ends = [period[-1] for period in periods(answer.years, 4)]
    assert [column.heading for column in table.columns[1:]] == [f"End {year}" for year in ends]
    rows = {row.cells[0]: row.cells[1:] for row in table.rows}
    for district in AMSTERDAM.districts:
        for year, cell in zip(ends, rows[district.name], strict=True):
            fte = sum(answer.year(year).team(team.id).new_fte for team in AMSTERDAM.teams_of(district.id))
            assert read(cell) == pytest.approx(float(fte), abs=0.00501)


@every_plan
def test_the_verdict_says_who_grows_most_and_from_when_the_norm_is_met(name):
    answer = PLANS[name]()
    report = report_of(answer)
    grown = {team.name: added(answer, [team.id], answer.years) for team in AMSTERDAM.teams}
    first, last = max(grown, key=grown.get), min(grown, key=grown.get)
    assert f"{first} grows most: {float(round(grown[first], 3)):g} fte" in report.lead[0]
    assert f"{last} grows least: {float(round(grown[last], 3)):g} fte" in report.lead[0]
    norm = REFERENCE["wijkagent_area.norm"].value
    met = [
        all(pool.wijkagenten + pool.new_wijkagent_posts >= pool.inhabitants / norm for pool in result.pools)
        for result in answer.results
    ]
    from_when = next(year for place, year in enumerate(answer.years) if all(met[place:]))
    assert f"From the end of {from_when} on" in report.lead[1]
    assert report.title.startswith(
        f"{answer.years[0]}-{answer.years[-1]}: {float(sum(answer.task.intake.values())):g} new fte"
    )


@every_plan
def test_every_year_and_rule_is_told_with_norm_and_key(name):
    answer = PLANS[name]()
    report = report_of(answer)
    found, known = tables(report), sections(report)
    rows = {int(row.cells[0]): row.cells for row in found["Every year in short"].rows}
    for result in answer.results:
        assert f"year-{result.year}" in known
        elsewhere = sum(max(team.layers["key"] - team.key_target, 0) for team in result.teams)
        assert read(rows[result.year][4]) == pytest.approx(float(elsewhere), abs=0.000501)
        assert read(rows[result.year][3]) == len(result.pools_below_norm)
    shares = [table for caption, table in found.items() if caption.startswith("Part of the key")]
    assert [column.heading for table in shares for column in table.columns[1:]] == list(map(str, answer.years))
    for table in shares:
        for row in table.rows:
            for column, cell in zip(table.columns[1:], row.cells[1:], strict=True):
                team = answer.year(int(column.heading)).team(row.cells[0])
                assert read(cell) == pytest.approx(float(team.layers["key"] / team.key_target * 100), abs=0.0501)
    became = [table for caption, table in found.items() if caption.startswith("What became of each rule")]
    on = [rule_name(rule.id, "en") for rule in answer.task.policy.rules_on()]
    for table in became:
        assert [row.cells[0] for row in table.rows] == on


def test_what_the_plan_rests_on_is_told_with_its_sources():
    report = report_of(full_plan())
    found, sentences = tables(report), told(report)
    caps = [row.cells for row in found["The most a team may grow in a year"].rows]
    assert ("Amstelveen", "1.5 fte", "", "") in caps
    assert ("2% of the formation", "a made up cap", "room") in [cells[1:] for cells in caps]
    (heading, change) = found["Figures that change on the way"].rows
    assert heading.cells == ("From 2025 on",)
    assert change.cells[1:3] == ("90,760", "95,000")
    assert change.cells[4:] == (FORECAST["inhabitants.amstelveen"]["source"], "2025")
    assert any(text.startswith("2023: 50 fte of aspiranten") for text in sentences)
    (pin,) = found["Fixed by the authorities, for the end of the plan (fte)"].rows
    assert pin.cells == ("Boven IJ", "8.250", "the prosecutor", "a made up reason")
    assert any("Boven IJ. See 'The rules'" in text for text in sentences)
    assert "chosen cap on growth a year, expected figures for later years" in report.lead[2]
    assert "All figures of teams and areas are the same every year." in told(report_of(plan()))


def test_the_record_is_that_of_the_plan():
    report, entry = report_of(full_plan()), full_plan().to_dict()["record"]
    made = [cell for row in tables(report)["What this was made with"].rows for cell in row.cells]
    assert {entry["region_sha256"], entry["policy_sha256"]} <= set(made)
    rounds = tables(report)["The rounds of the proof, over all years"].rows
    assert sum(int(row.cells[1]) for row in rounds[:-1]) == int(rounds[-1].cells[1]) == len(full_plan().solved.rounds)


def test_a_year_that_clashes_is_told_in_full_and_the_others_by_name():
    report, conflict = report_of(clash_of_a_year()), clash_of_a_year()
    assert report.title == "The rules cannot hold together in 2023 and 2024: there is no plan"
    first, other = conflict.alone
    clashes = [anchor for anchor in sections(report) if anchor.startswith(f"year-{first}-clash")]
    assert len(clashes) == len(conflict.alone[first].clashes)
    assert any(text.startswith(f"{other}, with") for text in told(report))


def test_years_that_clash_together_are_told_with_the_sum():
    report, conflict = report_of(clash_of_years()), clash_of_years()
    rows = tables(report)["These values cannot hold together; without any one of them they can"].rows
    assert len(rows) == len(conflict.clash.parameters)
    (sentence,) = [text for text in told(report) if text.startswith("Asked:")]
    for share in conflict.balance:
        assert f"{float(round(abs(share.amount), 3)):g}" in sentence
    assert "It is about Boven IJ." in told(report)


@pytest.mark.parametrize("intake", [["2023=40", "2024=31"], ["2023=20", "2024=51"]], ids=["a plan", "a conflict"])
def test_the_command_in_it_checks_it(intake, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    conflict = intake[0] == "2023=20"
    answer = clash_of_a_year() if conflict else plan()
    (command,) = [part.text for part in parts_of(report_of(answer), Command)]
    words = ["years", AMSTERDAM.id, "--intake", intake[0], "--intake", intake[1], "--json"]
    with pytest.raises(SystemExit):
        main([*words, *(["--layers", "as_stated"] if conflict else [])])
    document = json.loads(capsys.readouterr().out)
    (tmp_path / command.split()[-1]).write_text(json.dumps(document))
    with pytest.raises(SystemExit) as caught:
        main(command.removeprefix("python -m rvp_alloc ").split())
    assert caught.value.code == 0
    assert capsys.readouterr().out.startswith("accepted")


def test_a_region_without_authorities_and_a_policy_without_norms():
    policy = REFERENCE.set("wijkagent_area.state", "off").set("wijkagent_unit.state", "off").set("ipga.state", "off")
    report = report_of(plan_years(without_places(), policy, INTAKE))
    assert "norm" not in sections(report)
    groups = [row.cells[0] for row in report.right[0].rows if row.tone == "group"]
    assert groups == ["District"]
    assert len(report.tiles) == 3


def test_what_is_no_answer_is_refused(tmp_path):
    with pytest.raises(RequestError, match="a str is given"):
        content("a plan", Imprint("en"))
    path = save_report(plan(), tmp_path / "plan.html", lang="en")
    assert path.read_text(encoding="utf-8") == report_html(plan(), "en")
    with pytest.raises(RequestError, match="exists"):
        save_report(plan(), path)


@examples(12)
@given(case=cases())
def test_any_plan_or_clash_has_a_report_in_both_languages(case):
    budget = case.policy["budget.new_fte"].value
    try:
        answer = plan_years(case.region, case.policy, {2023: budget / 3, 2024: 0, 2025: budget * 2 / 3})
    except InfeasibleError as error:
        answer = error.conflict
    except (InputError, NotProvenError):
        assume(False)
    for lang in ("nl", "en"):
        text = report_markdown(answer, lang)
        assert report_html(answer, lang).startswith("<!DOCTYPE html>")
        report = report_of(answer, lang)
        if report.tiles:
            assert all(escaped(team.name) in text for team in case.region.teams)
        for table in parts_of(report, type(report.left[0])) if report.left else ():
            assert all(len(row.cells) == (1 if row.tone == "group" else len(table.columns)) for row in table.rows)
