"""No chart makes up a figure: what is in its data is the exact answer, rounded once."""

from fractions import Fraction

import numpy as np
import pytest
from charts_made import BY_WHOM, OF_A_PLAN, REFERENCE, REGION, made, other_plan, plan, rows, small_sweep
from hypothesis import assume, given

from rvp_alloc import Allocation, RequestError, allocate, try_allocate
from rvp_alloc.arithmetic import fraction
from rvp_alloc.figure import rounded
from rvp_alloc.report.charts import before_and_after, compared, ipga_load, key_against_result, layers, norm_coverage
from rvp_alloc.report.charts.norm_coverage import pool_names
from rvp_alloc.words import rule_name
from strategies import cases, examples


def shown(number):
    return float(rounded(number, 6))


def by_team(found, *columns):
    return {(row["team"], *(row[column] for column in columns[:-1])): row[columns[-1]] for row in found}


def assert_layers_are_exact(answer):
    """Every part of a bar is its layer, and the parts of a bar stand end to end."""
    parts = rows(layers(answer, "nl"), "layer")
    assert by_team(parts, "layer", "fte") == {
        (team.name, rule_name(layer, "nl")): shown(amount)
        for team in answer.teams
        for layer, amount in team.layers.items()
        if amount
    }
    for team in answer.teams:
        for gains in (True, False):
            own = [row for row in parts if row["team"] == team.name and (row["fte"] > 0) == gains]
            assert [row["from"] for row in own] == [0.0, *(row["to"] for row in own)][: len(own)]
            together = sum((amount for amount in team.layers.values() if (amount > 0) == gains), Fraction(0))
            assert [row["to"] for row in own[-1:]] == [shown(together)] * (len(own) > 0)


def assert_before_and_after_is_exact(answer):
    chart = before_and_after(answer, "nl")
    for row in rows(chart, "part"):
        team = answer.team(row["team"])
        before, after = team.formation, team.formation + team.new_fte
        ends = (0, min(before, after)) if row["part"] == "nu" else sorted((before, after))
        assert row["part"] in ("nu", "eraf" if after < before else "erbij")
        assert (row["from"], row["to"]) == tuple(map(shown, ends))
    assert by_team(rows(chart, "change"), "change") == {
        (team.name,): shown(team.new_fte / team.formation * 100) for team in answer.teams
    }


def assert_key_against_result_is_exact(answer):
    chart = key_against_result(answer, "nl")
    budget = answer.policy["budget.new_fte"].value
    ends = {row["team"]: (row["from"], row["to"]) for row in rows(chart, "from")}
    assert ends == {
        team.name: (shown(budget * fraction(answer.case.key_shares[team.id])), shown(team.new_fte))
        for team in answer.teams
    }
    assert {(row["team"], row["at"]) for row in rows(chart, "which")} == {
        (team, amount) for team, amounts in ends.items() for amount in amounts
    }


def assert_norm_coverage_is_exact(answer):
    if all(pool.coverage is None for pool in answer.pools):
        with pytest.raises(RequestError, match="asks no wijkagent norm"):
            norm_coverage(answer, "nl")
        return
    chart = norm_coverage(answer, "nl")
    names, norm = pool_names(answer.region), _norm(answer)
    assert {row["team"]: (row["from"], row["to"]) for row in rows(chart, "from")} == {
        names[pool.id]: (shown(pool.wijkagenten * norm / pool.inhabitants * 100), shown(pool.coverage * 100))
        for pool in answer.pools
    }
    assert [row["norm"] for row in rows(chart, "norm")] == [100.0]


def _norm(answer):
    on = [rule for rule in ("wijkagent_area", "wijkagent_unit") if answer.policy.is_on(rule)]
    return answer.policy[f"{on[0]}.norm"].value


def assert_ipga_load_is_exact(answer):
    if not answer.policy.is_on("ipga"):
        with pytest.raises(RequestError, match="ipga is off"):
            ipga_load(answer, "nl")
        return
    chart = ipga_load(answer, "nl")
    ends = {}
    for row in rows(chart, "post"):
        ends[row["team"]] = max(ends.get(row["team"], 0.0), row["to"])
    for team in answer.teams:
        strength = team.formation + team.new_fte
        load = (team.interventieplegers + team.regisseurs) / strength * 100 if strength else Fraction(0)
        assert ends.get(team.name, 0.0) == shown(load)
    assert [row["cap"] for row in rows(chart, "cap")] == [shown(answer.policy["ipga.cap"].value * 100)]


EXACT = {
    "layers": assert_layers_are_exact,
    "before_and_after": assert_before_and_after_is_exact,
    "key_against_result": assert_key_against_result_is_exact,
    "norm_coverage": assert_norm_coverage_is_exact,
    "ipga_load": assert_ipga_load_is_exact,
}


def test_every_chart_of_a_plan_is_held_against_the_answer():
    assert EXACT.keys() == OF_A_PLAN.keys()


@pytest.mark.parametrize("name", EXACT)
def test_the_data_of_the_reference_case_is_exact(name):
    EXACT[name](plan())


@pytest.mark.parametrize("name", EXACT)
@examples(15)
@given(case=cases())
def test_the_data_of_any_division_is_exact(name, case):
    answer = try_allocate(case.region, case.policy)
    assume(isinstance(answer, Allocation))
    EXACT[name](answer)


@pytest.mark.parametrize("name", EXACT)
@pytest.mark.parametrize("loss", ["-3", "-109.7"], ids=["some", "all it has"])
def test_the_data_of_a_team_that_loses_is_exact(name, loss):
    policy = REFERENCE.set("no_loss.state", "off").set("pins.Amstelveen", loss, **BY_WHOM)
    EXACT[name](allocate(REGION, policy.set("wijkagent_area.state", "off").set("wijkagent_unit.state", "off")))


def test_the_teams_stand_in_the_order_of_what_is_shown():
    totals = [row["team"] for row in rows(made("layers", "nl"), "at")]
    assert totals == [team.name for team in sorted(plan().teams, key=lambda team: team.new_fte, reverse=True)]
    growth = [row["change"] for row in rows(made("before_and_after", "nl"), "side")[:17]]
    assert growth == sorted(growth, reverse=True)


def test_the_change_from_one_division_to_another_is_exact():
    changes = by_team(rows(compared(plan(), other_plan(), "nl"), "side"), "change")
    assert changes == {(team.name,): shown(other_plan().team(team.id).new_fte - team.new_fte) for team in plan().teams}
    sides = {row["team"]: row["side"] for row in rows(compared(plan(), other_plan(), "nl"), "side")}
    assert all((sides[team] == "loss") == (change < 0) for (team,), change in changes.items())


def test_a_loss_too_small_for_two_decimals_still_shows_as_one():
    change = Fraction(-1, 300)
    policy = REFERENCE.set("pins.Amstelveen", plan().team("Amstelveen").new_fte + change, **BY_WHOM)
    labels = by_team(rows(compared(plan(), allocate(REGION, policy), "en"), "side"), "label")
    assert labels["Amstelveen",] == "\N{MINUS SIGN}0.003"


def test_the_spread_of_a_sweep_is_that_of_its_scenarios():
    found = small_sweep()
    new_fte = found.new_fte[~np.isnan(found.new_fte).any(axis=1)]
    expected = np.quantile(new_fte, [0.05, 0.25, 0.5, 0.75, 0.95], axis=0).T
    names = [team.name for team in REGION.teams]
    columns = ("q05", "q25", "median", "q75", "q95")
    spreads = {row["team"]: [row[name] for name in columns] for row in rows(made("sweep_chart", "nl"), "q05")}
    assert spreads == {
        name: [shown(Fraction(number)) for number in numbers]
        for name, numbers in zip(names, expected.tolist(), strict=True)
    }
    own = by_team(rows(made("sweep_chart", "nl"), "own"), "own")
    assert own == {(team.name,): shown(team.new_fte) for team in plan().teams}


def test_scenarios_without_a_division_are_told():
    divided = small_sweep().counts.status["proven"]
    assert 0 < divided < 200
    assert (
        made("sweep_chart", "en")
        .to_dict()["title"]["subtitle"][0]
        .startswith(f"{divided} of 200 scenarios give a division.")
    )


def test_no_scenario_stands_in_the_chart_of_a_sweep_by_itself():
    assert len(rows(made("sweep_chart", "nl"))) <= 5 * len(REGION.teams)
