"""The report of whole posts, held against the answer: every number worked out again, every team and rule told."""

from fractions import Fraction

import pytest
from hypothesis import assume, given

from planned_answers import AMSTERDAM, REFERENCE, capped, division, none, rounded, tenths
from report_parts import parts_of, read, sections, tables, told
from rvp_alloc import Allocation, NotProvenError, allocate, save_policy, save_region, try_allocate
from rvp_alloc.cli import main
from rvp_alloc.planning.rounding import Rounded, hamilton, round_posts, sainte_lague, try_round_posts
from rvp_alloc.report.content import Imprint, content
from rvp_alloc.report.markdown import escaped, report_markdown
from rvp_alloc.report.page import report_html
from rvp_alloc.report.parts import Command
from rvp_alloc.words import fixed_text
from strategies import cases, examples
from test_hand_solved import bounds, policy_of, region_of


def report_of(answer, lang="en"):
    return content(answer, Imprint(lang))


@pytest.mark.parametrize("answer", [rounded, tenths, capped], ids=["whole", "tenths", "capped"])
def test_page_one_has_exact_and_whole_numbers_of_every_team_and_district(answer):
    answer = answer()
    table = tables(report_of(answer))["Exact and in whole steps: unit, districts and basic teams (fte)"]
    groups = {team.name: [team] for team in answer.teams}
    groups |= {d.name: [answer.team(team.id) for team in AMSTERDAM.teams_of(d.id)] for d in AMSTERDAM.districts}
    groups[AMSTERDAM.name] = list(answer.teams)
    assert {row.cells[0] for row in table.rows} == groups.keys()
    for row in table.rows:
        exact, whole = (sum(getattr(team, name) for team in groups[row.cells[0]]) for name in ("exact", "new_fte"))
        before, shown_exact, shown_whole, change, after = map(read, row.cells[1:])
        assert shown_exact == pytest.approx(float(exact), abs=0.000501)
        assert shown_whole == whole
        assert change == pytest.approx(float(whole - exact), abs=0.000501)
        assert after - before == whole


def test_places_count_teams_by_their_shares():
    table = tables(report_of(rounded()))["Per driehoek, municipality and district (fte)"]
    shown = {row.cells[0]: tuple(map(read, row.cells[1:])) for row in table.rows if row.tone != "group"}
    for scope in ("authorities", "municipalities"):
        for place in {place for team in AMSTERDAM.teams for place in getattr(team, scope)}:
            shares = {
                team.id: getattr(team, scope)[place].value for team in AMSTERDAM.teams if place in getattr(team, scope)
            }
            exact, whole = (
                sum(share * getattr(rounded().team(team), name) for team, share in shares.items())
                for name in ("exact", "new_fte")
            )
            assert shown[place] == pytest.approx(tuple(map(float, (exact, whole, whole - exact))), abs=0.000501)


def test_the_verdict_names_who_gains_and_loses_most_and_how_much_changes_hands():
    report, teams = report_of(rounded()), rounded().teams
    most, least = max(teams, key=lambda team: team.change), min(teams, key=lambda team: team.change)
    moved = sum(abs(team.change) for team in teams) / 2
    assert f"{most.name} gains most (+{float(most.change):.3f} fte)" in report.lead[1]
    assert f"{least.name} gives up most (\N{MINUS SIGN}{float(-least.change):.3f} fte)" in report.lead[1]
    assert read(report.tiles[-1].number) == pytest.approx(float(moved), abs=0.000501)
    assert read(report.tiles[2].number) == sum(team.new_fte != team.exact for team in teams)


def test_the_price_is_told_per_team_the_largest_gain_first():
    rows = tables(report_of(rounded()))["What rounding gives or takes (fte)"].rows
    changes = [rounded().team(row.cells[0]).change for row in rows]
    assert changes == sorted(changes, reverse=True)
    assert sum(changes) == 0
    for row in rows:
        team = rounded().team(row.cells[0])
        assert read(row.cells[4]) == pytest.approx(float(team.change / team.exact * 100), abs=0.0501)
        assert read(row.cells[6]) == pytest.approx(
            float(team.layers["key"] / division().team(team.id).key_target * 100), abs=0.0501
        )


def test_norm_and_heads_are_told_before_and_after():
    found = tables(report_of(rounded()))
    norm = REFERENCE["wijkagent_area.norm"].value
    for row, pool in zip(found["Wijkagenten per area, exact and rounded"].rows, rounded().pools, strict=True):
        there = sum(AMSTERDAM.team(team).wijkagenten.value for team in pool.teams)
        inhabitants = next(other.inhabitants.value for other in AMSTERDAM.pools if other.id == pool.id)
        assert read(row.cells[3]) == pool.posts
        assert read(row.cells[6]) == pytest.approx(float((there + pool.posts) * norm / inhabitants * 100), abs=0.0501)
    together = found["Interventieplegers and regisseurs per team, exact and whole"].rows[-1]
    assert [read(cell) for cell in together.cells[1:]] == [80, 80, 17, 17]


def test_what_other_methods_give_and_break_is_told():
    report, answer = report_of(capped()), capped()
    others = [method(answer.plan) for method in (hamilton, sainte_lague)]
    table = tables(report)["Teams that get something else by another method (fte)"]
    rows = {row.cells[0]: [read(cell) for cell in row.cells[2:]] for row in table.rows}
    assert rows == {
        team.name: [team.new_fte, *(shares.new_fte[team.id] for shares in others)]
        for team in answer.teams
        if any(shares.new_fte[team.id] != team.new_fte for shares in others)
    }
    broken = [row for shares in others for row in shares.broken]
    assert broken
    assert len([text for text in told(report) if "too far" in text]) == len(broken)
    assert "No team gets anything else by them." in told(report_of(rounded()))


def test_who_lies_beyond_one_step_is_named_with_what_is_in_the_way():
    sizes = {"a": {"formation": 10}, "b": {"formation": 20}, "c": {"formation": 30}}
    answer = round_posts(allocate(region_of(sizes), policy_of(10, bounds=bounds(cap_a="1.9", cap_b="3.9"))))
    report = report_of(answer)
    assert report.lead[0].endswith("Further off is C.")
    (row,) = tables(report)["Beyond the whole number next to it"].rows
    assert row.cells[:5] == ("C", "new fte", "5.000", "6", "+1")
    assert row.cells[5] == "Budget; Bounds, for A and B"
    assert "beyond" not in sections(report_of(rounded()))


def test_the_stages_are_those_of_the_proof():
    def leaves(tree):
        return leaves(tree["below"]) + leaves(tree["above"]) if "unit" in tree else 1

    stages = rounded().to_dict()["proof"]["stages"]
    rows = tables(report_of(rounded()))["The stages of the proof"].rows
    assert [int(row.cells[4]) for row in rows] == [leaves(stage["tree"]) for stage in stages]
    values = [Fraction(stage["value"]) for stage in stages]
    assert [row.cells[3] for row in rows] == [
        fixed_text(value, "en", 0 if value.denominator == 1 else 6) for value in values
    ]


@pytest.mark.parametrize("answer", [tenths, none], ids=["tenths", "none"])
def test_the_commands_in_it_do_what_it_says(answer, tmp_path, monkeypatch, capsys):
    answer = answer()
    monkeypatch.chdir(tmp_path)
    save_region(answer.plan.region, "region.json")
    save_policy(answer.plan.policy, "policy.json")
    made, verified = [part.text for part in parts_of(report_of(answer), Command)]
    words, _, target = made.removeprefix("python -m rvp_alloc ").partition(" > ")
    with pytest.raises(SystemExit):
        main(words.split())
    (tmp_path / target).write_text(capsys.readouterr().out)
    with pytest.raises(SystemExit) as caught:
        main(verified.removeprefix("python -m rvp_alloc ").split())
    assert caught.value.code == 0
    assert capsys.readouterr().out.startswith("accepted")


def test_that_there_are_none_is_told_with_what_is_in_the_way_and_what_may_do():
    report = report_of(none())
    assert report.title == "No division of 71 fte in steps of 1"
    assert "Pins, for Amstelveen" in told(report)
    (row,) = tables(report)["The values in them"].rows
    assert row.cells == ("The fixed number of fte of Amstelveen", "2.5 fte", "a mayor", "why")
    assert [text for text in told(report) if text.startswith("Take steps")] == [
        f"Take steps of {float(step):g} fte." for step in none().smaller_steps
    ]


@examples(15)
@given(case=cases())
def test_any_division_in_whole_posts_has_a_report_in_both_languages(case):
    exact = try_allocate(case.region, case.policy)
    assume(isinstance(exact, Allocation) and exact.total.denominator == 1)
    try:
        answer = try_round_posts(exact, time_limit=5)
    except NotProvenError:
        assume(False)
    for lang in ("nl", "en"):
        text = report_markdown(answer, lang)
        assert report_html(answer, lang).startswith("<!DOCTYPE html>")
        if isinstance(answer, Rounded):
            assert all(escaped(team.name) in text for team in answer.teams)
        for table in tables(report_of(answer, lang)).values():
            assert all(len(row.cells) == (1 if row.tone == "group" else len(table.columns)) for row in table.rows)
