"""Divisions that look otherwise than the reference: layers of one's own, losses, one team, very many teams."""

import re
import subprocess
import sys
from fractions import Fraction

import pytest
from charts_made import BY_WHOM, OF_A_PLAN, REFERENCE, REGION, many_teams, rows

from rvp_alloc import allocate
from rvp_alloc.analysis.path import path
from rvp_alloc.report.charts import alternative_text, before_and_after, compared, layers, path_chart, png, svg
from rvp_alloc.report.charts.norm_coverage import pool_names

OWN_LAYERS = """
import sys
from charts_made import REFERENCE, REGION, rows
from rvp_alloc import Figure, Parameter, Rule, State, allocate, register_rule
from rvp_alloc.report.charts import layers, svg

def own(number):
    class Own(Rule):
        id, source, reference_state = f"night_shift_{number}", "made up", State.OFF
        layers = (f"night_shift_{number}",)
        parameters = (Parameter("base", "fte per team"),)
        def layer_total(self, case):
            return case.value(f"{self.id}.base") * len(case.teams)
        def rows(self, case):
            for team in case.teams:
                yield case.row(f"{self.id}:{team}", {case.column(self.id, team): 1}, "==", case.value(f"{self.id}.base"))
        def broken(self, case, division):
            return iter(())
    Own.__qualname__ = f"Own{number}"
    return register_rule(Own)

policy = REFERENCE
for number in range(int(sys.argv[1])):
    policy = policy.set(f"{own(number).id}.base", "0.25")
chart = layers(allocate(REGION, policy), "en")
svg(chart)
for row in rows(chart, "layer"):
    if row["team"] == "Amstelveen":
        print(row["layer"], row["fte"])
"""


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, {"night_shift_0": 0.25}),
        (3, {"night_shift_0": 0.25, "night_shift_1": 0.25, "night_shift_2": 0.25}),
        (5, {"night_shift_0": 0.25, "night_shift_1": 0.25, "Other": 0.75}),
    ],
)
def test_layers_of_rules_of_ones_own_are_shown_between_the_others(count, told):
    command = [sys.executable, "-c", OWN_LAYERS, str(count)]  # by itself: a registered rule stays registered
    environment = {"PYTHONPATH": ":".join(filter(None, sys.path))}
    printed = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout.splitlines()
    found = {name: float(fte) for name, fte in (line.rsplit(" ", 1) for line in printed)}
    assert list(found) == ["Priority uplift", *told, "Key"]
    assert {name: found[name] for name in told} == told


def test_losses_go_to_the_left():
    policy = REFERENCE.set("no_loss.state", "off").set("pins.Amstelveen", -3, **BY_WHOM)
    policy = policy.set("wijkagent_area.state", "off").set("wijkagent_unit.state", "off")
    answer = allocate(REGION, policy)
    parts = [(row["from"], row["to"]) for row in rows(layers(answer, "nl"), "layer") if row["team"] == "Amstelveen"]
    assert parts == [(0.0, 1.097), (0.0, -4.097)]
    ends = [(row["part"], row["from"], row["to"]) for row in rows(before_and_after(answer, "nl"), "part")]
    assert ("nu", 0.0, 106.7) in ends
    assert ("eraf", 106.7, 109.7) in ends
    assert "\N{MINUS SIGN}3,000 fte" in alternative_text(layers(answer, "nl"))


def test_one_team_has_every_chart():
    policy = REFERENCE.set("budget.new_fte", 3).set("development.total", 0)
    answer = allocate(many_teams(1), policy.set("ipga.heads", 2).set("ipga.net", 1).set("ipga.regisseurs_min", 1))
    for draw in OF_A_PLAN.values():
        assert png(draw(answer, "nl"))
    assert svg(compared(answer, answer, "nl"))


def test_a_hundred_and_seventy_teams_have_a_chart():
    answer = allocate(many_teams(170), REFERENCE.set("ipga.state", "off").set("budget.new_fte", 700))
    for name in ("layers", "before_and_after", "key_against_result", "norm_coverage"):
        chart = OF_A_PLAN[name](answer, "nl")
        assert len({row["team"] for row in rows(chart, "team")}) == 170
        assert float(re.search(r'height="([\d.]+)"', svg(chart))[1]) > 170 * 18


def test_a_path_of_a_hundred_and_seventy_teams_has_a_chart():
    policy = REFERENCE.set("ipga.state", "off").set("budget.new_fte", 700)
    chart = path_chart(path(many_teams(170), policy, "budget.new_fte", 600, 800), "en")
    assert len({row["panel"] for row in rows(chart, "panel")}) == 170
    assert svg(chart).count("Team 169") > 0


def test_pools_are_named_by_what_their_teams_have_in_common():
    names = pool_names(REGION)
    assert names["centrum"] == "Centrum (3 teams)"
    assert names["nieuw-west"] == "Nieuw-West (2 teams)"
    assert names["boven-ij"] == "Boven IJ"


def test_a_small_division_is_told_with_more_decimals():
    policy = REFERENCE.set("ipga.state", "off").set("development.total", 0).set("priority_uplift.rate", 0)
    answer = allocate(REGION, policy, new_fte=Fraction(1, 10))
    labels = {row["team"]: row["label"] for row in rows(layers(answer, "en"), "at")}
    assert labels["Amstelveen"] == "0.100"  # below the norm the most, it gets all of it
