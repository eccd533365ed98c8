"""The answer's own tellings: totals, annex, frame, table, HTML, model files."""

import json
from fractions import Fraction

import pulp
import pytest

from rvp_alloc import Policy, RequestError, allocate, load_region, region_from_dict, region_to_dict
from rvp_alloc.allocation.annex import annex_lines


@pytest.fixture(scope="module")
def plan():
    return allocate(load_region("amsterdam-2022"), new_fte=71)


def test_totals_add_up_in_every_scope(plan):
    assert plan.total == 71
    for scope in ("district", "authority", "municipality"):
        assert sum(plan.totals[scope].values()) == 71, scope
    assert set(plan.totals["authority"]) == {
        "driehoek Amsterdam",
        "driehoek Amstelveen",
        "driehoek Diemen/Ouder-Amstel",
        "driehoek Uithoorn/Aalsmeer",
    }
    assert len(plan.totals["municipality"]) == 6


def test_every_rule_tells_what_became_of_it(plan):
    states = {rule.rule: rule.state for rule in plan.rules}
    assert states == {
        "budget": "binding",
        "no_loss": "satisfied",
        "priority_uplift": "binding",
        "development": "binding",
        "key": "not_reached",
        "wijkagent_unit": "satisfied",
        "wijkagent_area": "binding",
        "ipga": "binding",
        "bounds": "off",
        "basic_care": "off",
        "waterline": "off",
        "pins": "off",
        "reach": "off",
    }
    for rule in plan.rules:
        for row in rule.rows:
            difference = row.value - row.required
            assert row.slack == (-difference if row.sense == "<=" else difference), row.label
            assert rule.rule == "key" or row.slack >= 0, row.label


def test_the_annex_is_bijlage_1_old_and_new(plan):
    lines = list(annex_lines(plan))
    unit = lines[0]
    assert (unit.formation, unit.new_formation) == (Fraction(52823, 10), Fraction(53533, 10))
    assert (unit.wijkagenten, unit.new_wijkagenten) == (Fraction(2425, 10), Fraction(2425, 10) + Fraction(67812, 10000))
    districts = [line for line in lines if line.kind == "district"]
    assert [line.difference for line in districts] == [Fraction(8, 10)] * 4
    assert sum(line.new_formation - line.formation for line in districts) == 71
    teams = [line for line in lines if line.kind == "team"]
    assert len(teams) == 17
    for line in teams:
        assert line.new_formation - line.formation == plan.team(line.name).new_fte
    assert not any(line.new_formation != line.formation for line in lines if line.kind == "line")


def test_a_pools_posts_are_shown_on_its_teams_in_proportion_and_labelled():
    region = load_region("amsterdam-2022")
    plan = allocate(region, Policy.reference().set("wijkagent_area.norm", 3000))
    pool = next(pool for pool in plan.pools if pool.id == "nieuw-west")
    shown = [line for line in annex_lines(plan) if line.name in ("Nieuw-West Noord", "Nieuw-West Zuid")]
    given = [line.new_wijkagenten - line.wijkagenten for line in shown]
    assert sum(given) == pool.new_wijkagent_posts > 0
    north, south = (plan.team(name).new_fte for name in ("Nieuw-West Noord", "Nieuw-West Zuid"))
    assert given[0] * south == given[1] * north
    assert all(line.shared_out for line in shown)
    assert "naar rato" in plan.annex("nl").to_string()
    assert "in proportion" in plan.annex("en").to_string()


def test_the_frame_has_a_row_per_team(plan):
    frame = plan.to_frame()
    assert len(frame) == 17
    assert abs(frame["new_fte"].sum() - 71) < 1e-9
    assert Fraction(frame.loc["amstelveen", "new_fte_exact"]) == Fraction(4152, 1000)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_table_fits_a_terminal_and_tells_the_verdict(plan, lang):
    from rich.console import Console

    console = Console(width=110, record=True, file=open("/dev/null", "w"))  # noqa: SIM115, PTH123
    console.print(plan.table(lang))
    console.file.close()
    text = console.export_text()
    assert max(len(line) for line in text.splitlines()) <= 110
    assert ("bewezen optimaal" if lang == "nl" else "proven optimal") in text
    assert ("8,513" if lang == "nl" else "8.513") in text


def _renamed(name: str):
    document = region_to_dict(load_region("amsterdam-2022"))
    document["teams"][0]["name"] = name
    return allocate(region_from_dict(document))


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "=cmd()", "[bold]x[/bold]", "é" * 300])
def test_names_stay_text_wherever_they_are_shown(name):
    plan = _renamed(name)
    html = plan._repr_html_()
    assert "<script>" not in html
    assert str(plan)
    assert json.loads(plan.to_json())["teams"][0]["team"] == name
    if name.startswith("["):
        assert name in str(plan)


def test_an_answer_has_no_truth_value_and_is_frozen(plan):
    with pytest.raises(TypeError, match="no truth value"):
        bool(plan)
    with pytest.raises(AttributeError):
        plan.solver = "x"


@pytest.mark.parametrize("ending", ["lp", "mps"])
def test_the_model_can_be_read_by_another_tool(plan, tmp_path, ending):
    path = plan.write_model(tmp_path / f"model.{ending}")
    assert path.stat().st_size > 1000
    with pytest.raises(RequestError, match="exists"):
        plan.write_model(path)
    if ending == "mps":
        variables, problem = pulp.LpProblem.fromMPS(str(path))
        assert len(variables.keys() - {"__dummy"}) == len(plan.model.columns)
        assert problem.numConstraints() == len(plan.model.rows)
        problem.setObjective(0)
        assert problem.solve(pulp.HiGHS(msg=False)).status == pulp.constants.LpSolveStatus.Optimal
    with pytest.raises(RequestError, match=r"Use \.lp or \.mps"):
        plan.write_model(tmp_path / "model.txt")


def test_pins_are_shown_beside_what_the_rules_alone_give(plan):
    pinned = allocate(
        load_region("amsterdam-2022"),
        Policy.reference().set("pins.Amstelveen", 6, source="the mayor", note="a new district"),
    )
    (effect,) = pinned.pins
    assert (effect.team, effect.pinned, effect.rules_alone) == ("amstelveen", 6, plan.team("amstelveen").new_fte)
    assert (effect.author, effect.reason) == ("the mayor", "a new district")
    assert pinned.team("amstelveen").new_fte == 6
    assert pinned.total == 71
