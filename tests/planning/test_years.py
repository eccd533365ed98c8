"""Plans over several years: worked out by hand, and over generated cases."""

import ast
import json
import os
import shutil
import subprocess
import sys
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planned_by_hand import NORM, SOURCE, hard, policy, region
from rvp_alloc import (
    InfeasibleError,
    InputError,
    NotProvenError,
    Policy,
    State,
    allocate,
    load_region,
    region_from_dict,
    region_to_dict,
    verify,
)
from rvp_alloc.figure import Figure
from rvp_alloc.planning.years import Availability, Cap, check, plan_from_dict, plan_years, read_plan
from rvp_alloc.planning.years.check import judge
from rvp_alloc.planning.years.solve import solve_together
from rvp_alloc.planning.years.task import read_task
from strategies import cases, clashing_cases, examples, nested_cases, renamed_cases

INTAKE = {2023: 40, 2024: 31}


@pytest.fixture(scope="module")
def amsterdam():
    return load_region("amsterdam-2022")


@pytest.fixture(scope="module")
def plan(amsterdam):
    return plan_years(amsterdam, intake=INTAKE)


def given_by(plan):
    """Return what each team has got by the end of each year."""
    return {result.year: {team.id: team.new_fte for team in result.teams} for result in plan.results}


def checked(plan):
    """Return the plan; an outsider accepts it as it is written down."""
    verdict = judge(json.loads(plan.to_json()))
    assert verdict["accepted"], verdict
    assert verdict["unique"] == plan.unique
    return plan


# ---- by hand

NEEDY = region(wijkagenten={"a": 0, "b": 10}, inhabitants={"a": 15_000})
FORECAST = {2: {"inhabitants.a": {"value": 5000, "source": SOURCE}}}


def test_the_norm_comes_first_in_every_year():
    """a lacks 3 wijkagenten: of 2 fte it gets both, of 4 it gets 3, and then b what is left."""
    plan = checked(plan_years(NEEDY, policy(**NORM), {1: 2, 2: 2}))
    assert given_by(plan) == {1: {"a": 2, "b": 0}, 2: {"a": 3, "b": 1}}
    assert [team.added for team in plan.team("b")] == [0, 1]
    assert [pool.coverage for pool in plan.year(1).pools] == [Fraction(2, 3), 10]
    assert [pool.id for pool in plan.year(1).pools_below_norm] == ["a"]
    assert plan.year(2).pools_below_norm == ()
    # The key alone would give 1 and 1, then 2 and 2.
    assert [result.key_distance for result in plan.results] == [1, 1]
    assert [team.key_distance for team in plan.team("Team A")] == [1, 1]


def test_an_earlier_year_first_binds_the_later_one():
    """In year 2 a has a third of the inhabitants, and 3 fte would be 1.5 each; but a has got 2 by then."""
    plan = checked(plan_years(NEEDY, policy(**NORM), {1: 2, 2: 1}, forecasts=FORECAST))
    assert given_by(plan) == {1: {"a": 2, "b": 0}, 2: {"a": 2, "b": 1}}


def test_the_later_year_first_binds_the_earlier_one():
    """The last year is 1.5 each. Year 1 lifts a as far as that lets it: 1.5, and b gets what is left."""
    plan = checked(plan_years(NEEDY, policy(**NORM), {1: 2, 2: 1}, forecasts=FORECAST, first="later"))
    half = Fraction(3, 2)
    assert given_by(plan) == {1: {"a": half, "b": Fraction(1, 2)}, 2: {"a": half, "b": half}}


def test_a_growth_cap_holds_in_every_year():
    """a may grow 1.2% of 100 fte in a year: 1.2, then 2.4; b gets the rest."""
    plan = checked(plan_years(NEEDY, policy(**NORM), {1: 2, 2: 2}, growth_cap={"a": "0.012"}))
    assert given_by(plan) == {
        1: {"a": Fraction(6, 5), "b": Fraction(4, 5)},
        2: {"a": Fraction(12, 5), "b": Fraction(8, 5)},
    }


def test_the_smaller_of_two_caps_counts_and_every_stands_for_the_others():
    caps = {"a": Cap(fte=1, share="0.5"), "every": Cap(fte="1.5")}
    plan = checked(plan_years(NEEDY, policy(**NORM), {1: 2, 2: 2}, growth_cap=caps))
    assert given_by(plan) == {1: {"a": 1, "b": 1}, 2: {"a": 2, "b": 2}}


def test_an_earlier_year_leaves_room_for_a_later_one():
    """b must have 3 of 4 in the end and may grow 2.1 a year, so it needs 0.9 in the first year, though a needs it more then.

    Year by year would give b its floor of 0.75 and no more; so the years are solved together.
    """
    asked = policy(**NORM, bounds=hard(**{"floor.team.b": 3}))
    plan = checked(plan_years(NEEDY, asked, {1: 1, 2: 3}, growth_cap={"b": Cap(fte="2.1")}))
    assert given_by(plan) == {1: {"a": Fraction(1, 10), "b": Fraction(9, 10)}, 2: {"a": 1, "b": 3}}


@pytest.mark.parametrize("first", ["earlier", "later"])
def test_where_groups_cross_an_earlier_year_leaves_room(first):
    """{a, b} <= 1 and {b, c} <= 1: of 1 fte each gets a third, of 2 b gets nothing. Nobody goes back: so b gets nothing."""
    document = region_to_dict(region({"a": 100, "b": 100, "c": 100}))
    places = {"a": {"north": 1}, "b": {"north": "1/2", "south": "1/2"}, "c": {"south": 1}}
    for team in document["teams"]:
        team["authorities"] = places[team["id"]]
    crossing = policy(bounds=hard(**{"cap.authority.north": 1, "cap.authority.south": 1}))
    known = region_from_dict(document)
    assert {team.new_fte for team in allocate(known, crossing, new_fte=1).teams} == {Fraction(1, 3)}
    plan = checked(plan_years(known, crossing, {1: 1, 2: 1}, first=first))
    half = Fraction(1, 2)
    assert given_by(plan) == {1: {"a": half, "b": 0, "c": half}, 2: {"a": 1, "b": 0, "c": 1}}


def test_layers_grow_in_with_the_intake():
    """An uplift of 2% and 2 fte for development of 8: in a year with a quarter of all fte, a quarter of each."""
    development = {
        "id": "development",
        "name": "D",
        "kind": "total",
        "values": [{"teams": [t], "value": v} for t, v in (("a", 1), ("b", 0))],
    }
    layered = policy(priority_uplift=hard(rate="0.02"), development=hard(total=2))
    plan = checked(plan_years(region(measures=[development]), layered, {1: 2, 2: 6}))
    first, last = plan.team("a")
    assert first.layers == {"priority_uplift": Fraction(1, 2), "development": Fraction(1, 2), "key": Fraction(1, 4)}
    assert last.layers == {"priority_uplift": 2, "development": 2, "key": 1}
    assert plan.year(2).policy["development.total"].value == 2


def test_in_a_pool_that_the_norm_holds_a_team_would_fall_as_layers_grow_in():
    """a and b share 30,000 inhabitants and need 6 wijkagenten; 3.5 fte for development go to a.

    Of 6 fte in year 1 the pool gets all: 3 for development, 1.5 each by the key. Of 7 in year 2, by itself: 3.5 for
    development, 1.25 each by the key, and 1 for c. But b has 1.5 already, so a's part by the key is 1.
    """
    development = {"id": "development", "name": "D", "kind": "total"}
    figures = [{"teams": [team], "value": value} for team, value in (("a", 1), ("b", 0), ("c", 0))]
    document = region_to_dict(
        region({"a": 100, "b": 100, "c": 100}, {"a": 0, "b": 0, "c": 10}, measures=[{**development, "values": figures}])
    )
    document["pools"] = [
        {"id": "ab", "teams": ["a", "b"], "inhabitants": 30_000},
        {"id": "c", "teams": ["c"], "inhabitants": 5000},
    ]
    plan = checked(plan_years(region_from_dict(document), policy(**NORM, development=hard(total="3.5")), {1: 6, 2: 1}))
    half = Fraction(1, 2)
    assert given_by(plan) == {1: {"a": 4 + half, "b": 1 + half, "c": 0}, 2: {"a": 4 + half, "b": 1 + half, "c": 1}}
    alone = allocate(plan.year(2).region, plan.year(2).policy)
    assert {team.id: team.new_fte for team in alone.teams} == {"a": Fraction(19, 4), "b": Fraction(5, 4), "c": 1}


def test_layers_as_stated_need_enough_in_the_first_year(amsterdam):
    """The reference layers need 38.041 fte."""
    plan = checked(plan_years(amsterdam, intake={2023: 39, 2024: 32}, layers="as_stated"))
    assert plan.year(2023).team("Boven IJ").layers["development"] == 4
    with pytest.raises(InfeasibleError) as raised:
        plan_years(amsterdam, intake={2023: 38, 2024: 33}, layers="as_stated")
    assert raised.value.conflict.years == (2023,)
    assert raised.value.conflict.rules == ("budget", "no_loss", "priority_uplift", "development")


def test_what_is_realised_is_where_a_plan_begins():
    """a has 2 and b 0 when the plan begins; 2 fte more, and all 4 by the key would be 2 each."""
    plan = checked(plan_years(region(), policy(), {2: 1, 3: 1}, realised={"a": 2, "Team B": 0}))
    assert given_by(plan) == {2: {"a": 2, "b": 1}, 3: {"a": 2, "b": 2}}
    assert [team.added for team in plan.team("a")] == [0, 0]
    assert plan.total == 4


def test_a_pin_is_whole_in_the_last_year():
    pinned = policy(pins=hard(a={"value": 3, "source": "driehoek", "note": "agreed"}))
    plan = checked(plan_years(region(), pinned, {1: 1, 2: 3}))
    assert [team.new_fte for team in plan.team("a")] == [Fraction(3, 4), 3]


def test_forecasts_hold_until_another_year_says_otherwise():
    plan = plan_years(NEEDY, policy(**NORM), {1: 1, 2: 1, 3: 1}, forecasts=FORECAST)
    inhabitants = [result.region.pool_of("a").inhabitants.value for result in plan.results]
    assert inhabitants == [15_000, 5000, 5000]
    assert plan.year(3).region.pool_of("a").inhabitants.source == SOURCE
    as_region = plan_years(NEEDY, policy(**NORM), {1: 1, 2: 1, 3: 1}, forecasts={2: plan.year(2).region})
    assert given_by(as_region) == given_by(plan)


# ---- the packaged region


def test_the_last_year_is_what_allocate_gives(plan, amsterdam):
    assert given_by(checked(plan))[2024] == {team.id: team.new_fte for team in allocate(amsterdam, new_fte=71).teams}
    assert plan.unique
    assert plan.status == "proven_optimal"


def test_the_same_inputs_give_the_same_bytes(plan, amsterdam):
    assert plan_years(amsterdam, intake=dict(reversed(INTAKE.items()))).to_json() == plan.to_json()


def test_one_year_is_one_division(amsterdam):
    one = checked(plan_years(amsterdam, intake={2023: 71}))
    division = allocate(amsterdam, new_fte=71)
    assert [team.new_fte for team in one.year(2023).teams] == [team.new_fte for team in division.teams]
    assert [rule.state for rule in one.year(2023).rules] == [rule.state for rule in division.rules]
    assert one.year(2023).pools == division.pools


def test_every_solver_gives_the_same_plan(plan, amsterdam):
    assert given_by(plan_years(amsterdam, intake=INTAKE, solver="PYGLPK")) == given_by(plan)


def test_frames_have_a_row_for_each_year_and_a_column_for_each_team(plan):
    frame = plan.to_frame()
    assert frame.shape == (2, 17)
    assert list(frame.index) == [2023, 2024]
    assert frame.loc[2024, "amstelveen"] == pytest.approx(4.152)
    assert plan.to_frame("added").sum().sum() == pytest.approx(71)
    assert plan.to_frame("key_distance").loc[2023].sum() == pytest.approx(0)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_text_and_table_tell_every_year(plan, lang):
    text = plan.text(lang)
    assert all(f"\n{year}: " in text for year in plan.years)
    assert "{" not in text
    assert "Nieuw-West Noord" in text
    assert len(plan.table(lang).columns) == 6
    assert plan.table(lang).row_count == 17


def test_it_is_no_yes_or_no(plan):
    with pytest.raises(TypeError, match="no truth value"):
        bool(plan)
    assert repr(plan) == "<YearPlan amsterdam-2022: 2023 to 2024, 71 fte over 17 teams, proven_optimal, unique>"
    assert "Amstelveen" in str(plan)


HOSTILE = "<script>alert(1)</script> =cmd()[bold]{0}\N{RIGHT-TO-LEFT OVERRIDE}" + "x" * 300


def test_a_hostile_name_stays_text():
    document = region_to_dict(region())
    document["teams"][0]["name"] = HOSTILE.replace("\N{RIGHT-TO-LEFT OVERRIDE}", "")
    plan = plan_years(region_from_dict(document), policy(), {1: 2})
    assert document["teams"][0]["name"] in plan.text("nl")
    assert "[bold]" in str(plan.year(1).team("a").name)
    assert str(plan)
    checked(plan)


# ---- conflicts


def conflict_of(*arguments, **options):
    with pytest.raises(InfeasibleError) as raised:
        plan_years(*arguments, **options)
    document = {"status": "infeasible", "error": json.loads(json.dumps(raised.value.to_dict()))}
    assert judge(document)["accepted"], judge(document)
    return raised.value.conflict, document


def test_a_year_that_clashes_by_itself_is_told_with_its_ways_out(amsterdam):
    conflict, _ = conflict_of(amsterdam, Policy.reference().set("ipga.cap", "0.042"), {2023: 30, 2024: 100})
    assert conflict.years == (2023,)
    assert conflict.rules == ("budget", "ipga")
    assert "2023" in conflict.text("nl")
    assert [str(repair) for repair in conflict.alone[2023].repairs if "cap" in str(repair)]


def test_years_that_clash_only_together_are_told_with_their_parameters():
    """Each team may grow 1 a year, so 3 fte in the first year are too many."""
    conflict, document = conflict_of(region(), policy(), {1: 3, 2: 1}, growth_cap=Cap(fte=1))
    assert conflict.alone == {}
    assert conflict.clash.parameters == ("budget.new_fte@1", "years.growth_cap@1")
    assert (conflict.years, conflict.rules) == ((1,), ("budget", "years"))
    for lang in ("nl", "en"):
        assert "1: Budget: budget.new_fte = 3 fte" in conflict.text(lang)
        assert "3 [budget.new_fte@1]" in conflict.text(lang)
        assert "2 [years.growth_cap@1]" in conflict.text(lang)
    # A witness that breaks a row, or a multiplier of another sign, is refused.
    clash = document["error"]["conflict"]["clash"]
    multipliers = clash["multipliers"]
    clash["multipliers"] = {label: str(-Fraction(text)) for label, text in multipliers.items()}
    assert not judge(document)["accepted"]
    clash["multipliers"] = multipliers
    clash["witnesses"]["years.growth_cap@1"] = {}
    assert not judge(document)["accepted"]


def test_a_forecast_that_makes_a_later_year_impossible_is_told_with_that_year():
    asked = policy(wijkagent_unit=hard(norm=5000))
    forecasts = {2: {"inhabitants.a": {"value": 100_000, "source": SOURCE}}}
    conflict, _ = conflict_of(region(), asked, {1: 2, 2: 2}, forecasts=forecasts)
    assert conflict.years == (2,)
    with pytest.raises(TypeError, match="no truth value"):
        bool(conflict)


# ---- what is asked wrongly

MISTAKES = [
    ({"intake": {}}, "not_by_year"),
    ({"intake": 71}, "not_by_year"),
    ({"intake": None}, "not_by_year"),
    ({"intake": {"2023": 4}}, "not_a_year"),
    ({"intake": {True: 4}}, "not_a_year"),
    ({"intake": {2023: -1}}, "out_of_range"),
    ({"intake": {2023: "many"}}, "bad_number"),
    ({"intake": {2023: 0}}, "empty"),
    ({"intake": dict.fromkeys(range(2000, 2031), 1)}, "not_a_year"),
    ({"growth_cap": -1}, "out_of_range"),
    ({"growth_cap": {"nobody": 1}}, "unknown_team"),
    ({"growth_cap": {"a": 1, "Team A": 1}}, "double"),
    ({"realised": {"a": 1}}, "missing"),
    ({"realised": 3}, "not_by_team"),
    ({"layers": "whole"}, "unknown_choice"),
    ({"first": "last"}, "unknown_choice"),
    ({"forecasts": {2030: {}}}, "not_by_year"),
    ({"forecasts": {1: {"inhabitants.a": 5}}}, "no_source"),
    ({"forecasts": {1: {"inhabitants.x": {"value": 5, "source": "s"}}}}, "unknown_figure"),
    ({"forecasts": {1: {"formation.a": {"value": 5, "source": "s"}}}}, "unknown_figure"),
    ({"forecasts": {1: 4}}, "not_by_path"),
    ({"forecasts": {1: region({"a": 100, "c": 100})}}, "other_teams"),
    ({"forecasts": {1: region({"a": 100, "b": 101})}}, "other_formation"),
    ({"policy": Policy.reference().set("key.weights.growth", "0.4")}, "weights_not_one"),
    ({"region": "amsterdam"}, "no_region"),
    ({"time_limit": 0}, "out_of_range"),
    ({"time_limit": "soon"}, "out_of_range"),
]


@pytest.mark.parametrize(("wrong", "code"), MISTAKES, ids=lambda value: str(value)[:40])
def test_what_is_wrong_is_told(wrong, code):
    with pytest.raises(InputError) as raised:
        plan_years(**{"region": region(), "policy": policy(), "intake": {1: 2, 2: 2}} | wrong)
    assert code in {problem.code for problem in raised.value.problems}
    assert all(problem.remedy for problem in raised.value.problems)


def test_a_negative_forecast_is_told_as_a_wrong_region():
    with pytest.raises(InputError, match="forecasts of 1"):
        plan_years(region(), policy(), {1: 2}, forecasts={1: {"inhabitants.a": Figure(Fraction(-5), source=SOURCE)}})


def test_only_years_and_teams_of_a_plan_are_found(plan):
    with pytest.raises(InputError, match="not a year of this plan"):
        plan.year(2030)
    with pytest.raises(InputError, match="no such team"):
        plan.team("nobody")
    with pytest.raises(InputError, match="no rule"):
        plan.year(2023).rule("nothing")
    with pytest.raises(InputError, match="not a choice"):
        plan.to_frame("posts")


# ---- availability


def test_what_is_available_is_worked_out_and_told(amsterdam):
    coming = Availability({2023: 60, 2024: 40}, {2023: 21, 2024: 10}, {2024: 2}, completion="0.9", source=SOURCE)
    assert coming.intake == {2023: 33, 2024: 28}
    assert plan_years(amsterdam, intake=coming).total == 61
    for lang in ("nl", "en"):
        assert SOURCE in coming.text(lang)
        assert "90%" in coming.text(lang)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (({2023: 10}, {2023: 11}), "negative_intake"),
        (({2023: 10}, {2024: 1}), "missing"),
        (({2023: -1}, {2023: 0}), "out_of_range"),
        (({2023: 10}, {2023: 1}, {}, 2), "out_of_range"),
        ((10, {2023: 1}), "not_by_year"),
    ],
)
def test_an_availability_that_cannot_be_is_told(arguments, code):
    with pytest.raises(InputError) as raised:
        Availability(*arguments)
    assert raised.value.problems[0].code == code


# ---- the check refuses what is not so


def _first_team(document):
    return document["years"][0]["teams"][0]


def _changed_intake(document):
    document["certificate"]["intake"]["2023"] = "39"


def _moved_fte(document):
    for team, step in zip(document["years"][0]["teams"][:2], (1, -1), strict=True):
        for name in ("key",):
            team["exact"][name] = str(Fraction(team["exact"][name]) + step)
            team["layers"][name] = float(round(Fraction(team["exact"][name]), 6))
        team["new_fte_exact"] = str(Fraction(team["new_fte_exact"]) + step)
        team["new_fte"] = float(round(Fraction(team["new_fte_exact"]), 6))


TAMPERINGS = {
    "another intake": _changed_intake,
    "fte moved between teams": _moved_fte,
    "a sum that is not one": lambda document: _first_team(document).update(added=99),
    "a round left out": lambda document: document["certificate"]["rounds"].pop(3),
    "a round twice": lambda document: document["certificate"]["rounds"].append(document["certificate"]["rounds"][0]),
    "another multiplier": lambda document: document["certificate"]["rounds"][1]["multipliers"].update(
        {"budget.new_fte@2023": "7"}
    ),
    "a growth cap that was not held": lambda document: document["certificate"]["rises"].update(amstelveen={"fte": "1"}),
    "years the other way round": lambda document: document["certificate"].update(first="later"),
    "layers as stated": lambda document: document["certificate"].update(layers="as_stated"),
    "another policy": lambda document: document["certificate"]["policy"].update(name="other"),
    "a year gone": lambda document: document["years"].pop(),
    "not said to be unique": lambda document: document.update(unique=False),
    "nothing": lambda document: document.clear(),
}


@pytest.mark.parametrize("tamper", TAMPERINGS.values(), ids=TAMPERINGS)
def test_the_check_refuses_what_is_not_so(plan, tamper):
    document = json.loads(plan.to_json())
    assert judge(document)["accepted"]
    tamper(document)
    verdict = judge(document)
    assert not verdict["accepted"]
    assert verdict["reason"]


def test_a_rule_of_ones_own_is_trusted_by_name_only(amsterdam, monkeypatch):
    from rvp_alloc import Rule, register_rule
    from rvp_alloc.policy import rule as registry
    from rvp_alloc.policy.rule import Parameter

    monkeypatch.setattr(registry, "_REGISTRY", dict(registry._REGISTRY))

    @register_rule
    class Harbour(Rule):
        """At least so much for Boven IJ."""

        id = "harbour"
        source = SOURCE
        states = (State.OFF, State.HARD)
        parameters = (Parameter("least", "fte"),)

        def rows(self, case):
            yield case.row("harbour.least", case.new_fte(["boven-ij"]), ">=", case.value("harbour.least"))

        def broken(self, case, division):
            if division.new_fte("boven-ij") < case.value("harbour.least"):
                yield "too few"

    plan = plan_years(amsterdam, Policy.reference().set("harbour.least", 6), INTAKE)
    assert plan.year(2023).team("Boven IJ").new_fte == 6
    document = json.loads(plan.to_json())
    assert not judge(document)["accepted"]
    assert judge(document, trust_rules=["harbour"])["accepted"]


# ---- the check stands by itself


def test_the_check_shares_no_code_but_verify():
    tree = ast.parse(Path(check.__file__).read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert imported - set(sys.stdlib_module_names) == {"collections.abc", "rvp_alloc", "verify"}


def test_the_check_runs_as_two_copied_files(plan, tmp_path):
    for module in (check, verify):
        shutil.copy(module.__file__, tmp_path)
    for name, tamper, code in (("plan.json", lambda document: None, 0), ("other.json", _changed_intake, 1)):
        document = json.loads(plan.to_json())
        tamper(document)
        (tmp_path / name).write_text(json.dumps(document), encoding="utf-8")
        command = [sys.executable, "-W", "error", "check.py", name]
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        ended = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=60
        )
        assert ended.returncode == code, ended.stderr
        assert json.loads(ended.stdout)["accepted"] == (code == 0)


# ---- over generated cases


@st.composite
def parts(draw, least=1, most=4):
    """Generate the parts of a budget that come in year by year; most of it early, so that most years have a division."""
    weights = [
        draw(st.sampled_from([6, 1, 3])),
        *(draw(st.sampled_from([1, 0, 2])) for _ in range(draw(st.integers(least, most)) - 1)),
    ]
    return [Fraction(weight, sum(weights)) for weight in weights]


def intake_of(policy, of_year):
    budget = policy["budget.new_fte"].value
    assume(budget > 0)
    return {2023 + place: budget * part for place, part in enumerate(of_year)}


def attempt(region, policy, intake, **options):
    try:
        return plan_years(region, policy, intake, **options)
    except InfeasibleError as error:
        verdict = judge(
            json.loads(
                json.dumps({"status": "infeasible", "error": {"conflict": error.conflict.to_dict(with_repairs=False)}})
            )
        )
        assert verdict["accepted"], verdict
        assert error.conflict.years
        return None


CAPS = st.sampled_from([None, None, Cap(share="0.1"), Cap(share="0.3", fte=2)])


@examples(60)
@given(
    cases(most_teams=5),
    parts(),
    CAPS,
    st.sampled_from(["earlier", "later"]),
    st.sampled_from(["in_proportion", "as_stated"]),
)
def test_every_rule_holds_every_year_and_nobody_goes_back(case, of_year, cap, first, layers):
    intake = intake_of(case.policy, of_year)
    plan = attempt(*case, intake, growth_cap=cap, first=first, layers=layers)
    assume(plan is not None)
    checked(plan)
    assert plan.unique
    assert plan.total == case.policy["budget.new_fte"].value
    for year, dated in plan.model.cases.items():
        division = dated.division(plan.solved.point)
        hard_rules = [rule for rule in dated.policy.rules_on() if dated.policy.state(rule.id) is State.HARD]
        broken = [text for rule in hard_rules for text in rule.broken(dated, division)]
        assert broken == [], year
        assert sum(team.added for team in plan.year(year).teams) == intake[year]
    for team in case.region.teams:
        course = plan.team(team.id)
        assert all(year.added >= 0 for year in course)
        assert cap is None or all(year.added <= cap.amount(year.formation) for year in course)
        assert all(later.new_fte >= earlier.new_fte for earlier, later in pairwise(course))


@examples(40)
@given(cases(most_teams=4), parts(most=3), CAPS, st.sampled_from(["earlier", "later"]))
def test_year_by_year_gives_what_all_years_in_one_model_give(case, of_year, cap, first):
    plan = attempt(*case, intake_of(case.policy, of_year), growth_cap=cap, first=first)
    assume(plan is not None)
    assert solve_together(plan.model, "HiGHS").point == plan.solved.point


def assert_every_year_is_its_own_division(case, intake, **options):
    plan = attempt(*case, intake, **options)
    assume(plan is not None)
    for result in plan.results:
        alone = allocate(result.region, result.policy)
        assert [team.new_fte for team in result.teams] == [team.new_fte for team in alone.teams]


@examples(50)
@given(nested_cases(most_teams=6), parts(), st.sampled_from(["earlier", "later"]))
def test_with_layers_as_stated_every_year_is_its_own_division_where_more_takes_from_nobody(case, of_year, first):
    assume(case.policy.is_on("no_loss"))
    assert_every_year_is_its_own_division(case, intake_of(case.policy, of_year), first=first, layers="as_stated")


@examples(50)
@given(nested_cases(bounded=False, most_teams=6), parts(), st.sampled_from(["earlier", "later"]))
def test_with_layers_in_proportion_so_it_is_where_no_rule_holds_several_teams_together(case, of_year, first):
    assume(case.policy.is_on("no_loss") and all(len(pool.teams) == 1 for pool in case.region.pools))
    assert_every_year_is_its_own_division(case, intake_of(case.policy, of_year), first=first)


@examples(40)
@given(cases(most_teams=5), parts(least=2), st.integers(0, 2), CAPS)
def test_planning_the_rest_again_from_what_is_realised_changes_nothing(case, of_year, place, cap):
    intake = intake_of(case.policy, of_year)
    plan = attempt(*case, intake, growth_cap=cap)
    assume(plan is not None)
    place %= len(intake) - 1
    now, rest = plan.years[place], plan.years[place + 1 :]
    realised = {team.id: team.new_fte for team in plan.year(now).teams}
    again = plan_years(*case, {year: intake[year] for year in rest}, realised=realised, growth_cap=cap)
    assert given_by(again) == {year: given_by(plan)[year] for year in rest}


@examples(30)
@given(clashing_cases(), parts(most=2))
def test_a_plan_that_cannot_be_is_a_proven_conflict(case, of_year):
    assume(case.policy["budget.new_fte"].value > 0)
    attempt(*case, intake_of(case.policy, of_year))


@examples(25)
@given(renamed_cases(), parts(most=3))
def test_names_and_order_do_not_matter(cases_and_names, of_year):
    case, other, names = cases_and_names
    intake = intake_of(case.policy, of_year)
    plan = attempt(*case, intake)
    assume(plan is not None)
    again = plan_years(*other, intake)
    for year, amounts in given_by(plan).items():
        assert {names[team]: fte for team, fte in amounts.items()} == given_by(again)[year]


def test_a_plan_that_takes_too_long_is_not_proven(amsterdam):
    with pytest.raises(NotProvenError):
        plan_years(amsterdam, intake=INTAKE, time_limit=1e-9)


def test_a_task_knows_its_parts():
    task = read_task(region(), policy(), {1: 1, 2: 3}, realised={"a": 1, "b": 3})
    assert task.new_fte == {1: 5, 2: 8}
    assert [task.part(year) for year in task.years] == [Fraction(5, 8), 1]


# ---- read back


@examples(30)
@given(cases(most_teams=4), parts(most=3), CAPS, st.sampled_from(["earlier", "later"]))
def test_a_plan_is_read_back_as_it_was(case, of_year, cap, first):
    plan = attempt(*case, intake_of(case.policy, of_year), growth_cap=cap, first=first)
    assume(plan is not None)
    assert plan_from_dict(json.loads(plan.to_json())).to_json() == plan.to_json()


def test_a_plan_with_forecasts_and_what_is_realised_is_read_from_a_file(tmp_path):
    plan = plan_years(NEEDY, policy(**NORM), {1: 2, 2: 2}, forecasts=FORECAST, realised={"a": 1, "b": "1/3"})
    path = tmp_path / "plan.json"
    path.write_text(plan.to_json(), encoding="utf-8")
    assert read_plan(path).to_json() == plan.to_json()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (lambda document: [], "no_plan"),
        (lambda document: document | {"kind": "revision"}, "no_plan"),
        (lambda document: document | {"certificate": None}, "no_plan"),
        (lambda document: _asked(document, intake={"x": "1"}), "not_a_year"),
        (lambda document: _asked(document, intake={"1": "x"}), "not_a_number"),
        (lambda document: _asked(document, start={"a": "0"}), "missing"),
        (lambda document: _asked(document, start={"nobody": "0"}), "unknown_team"),
        (lambda document: _asked(document, rises={"a": {}}), "missing"),
        (lambda document: _asked(document, falls={"nobody": {"fte": 1}}), "unknown_team"),
        (lambda document: _asked(document, layers="else"), "unknown_choice"),
        (lambda document: _asked(document, forecasts={"9": document["certificate"]["region"]}), "not_by_year"),
        (lambda document: _asked(document, extra=1), "unknown_field"),
    ],
)
def test_what_is_wrong_in_a_plan_that_is_read_is_told(changed, code):
    document = plan_years(region(), policy(), {1: 4}).to_dict()
    with pytest.raises(InputError) as raised:
        plan_from_dict(changed(document))
    assert code in {problem.code for problem in raised.value.problems}


def _asked(document, **parts):
    return document | {"certificate": document["certificate"] | parts}
