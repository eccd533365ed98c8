"""Whole posts by hand, the words about them, what is refused, and what the checker refuses."""

import io
import json
from copy import deepcopy
from fractions import Fraction

import pytest
from rich.console import Console

from rvp_alloc import (
    NoRoundingError,
    NotProvenError,
    Policy,
    RequestError,
    allocate,
    load_region,
    region_from_dict,
    region_to_dict,
)
from rvp_alloc.planning.rounding import (
    NoRounding,
    check_rounding,
    choosing,
    relaxation,
    round_posts,
    search,
    try_round_posts,
)
from rvp_alloc.planning.rounding.measures import ties
from rvp_alloc.planning.rounding.whole import whole_of
from rvp_alloc.solving.hint import Hint, Verdict
from test_hand_solved import bounds, hard, policy_of, region_of

AMSTERDAM = load_region("amsterdam-2022")
REFERENCE = Policy.reference()
PLAN = allocate(AMSTERDAM, new_fte=71)
ROUNDED = round_posts(PLAN)
SIZES = {"a": {"formation": 10}, "b": {"formation": 20}, "c": {"formation": 30}}


def whole(region, policy, step=1):
    rounded = round_posts(allocate(region, policy), step)
    verdict = check_rounding(rounded.to_dict())
    assert verdict["accepted"], verdict
    return rounded


def new_fte(rounded):
    return [team.new_fte for team in rounded.teams]


def test_three_teams_with_remainders():
    """10 by 1 : 2 : 3 is 1 2/3, 3 1/3 and 5: the one that is over goes to the largest remainder."""
    rounded = whole(region_of(SIZES), policy_of(10))
    assert new_fte(rounded) == [2, 3, 5]
    assert [team.change for team in rounded.teams] == [Fraction(1, 3), Fraction(-1, 3), 0]
    assert [team.id for team in rounded.gains] == ["a"]
    assert [team.id for team in rounded.losses] == ["b"]
    assert rounded.team("a").change_share == Fraction(1, 5)


def test_a_cap_that_forces_away_from_the_nearest():
    """The same with a cap of 1.9 on a: it cannot have 2, so the post goes to b, since 5 is whole and stays."""
    rounded = whole(region_of(SIZES), policy_of(10, bounds=bounds(cap_a="1.9")))
    assert new_fte(rounded) == [1, 4, 5]
    assert rounded.within_one_step


def test_a_cap_that_leaves_no_room_within_one_step():
    """With b at most 3.9 as well, c must go beyond its 5: one step, and the caps are in the way."""
    rounded = whole(region_of(SIZES), policy_of(10, bounds=bounds(cap_a="1.9", cap_b="3.9")))
    assert new_fte(rounded) == [1, 3, 6]
    (outside,) = rounded.outside
    assert (outside.subject, outside.steps) == ("c", 1)
    assert {row.partition(":")[0] for row in outside.rows} <= {
        "budget.new_fte",
        "bounds.cap.team.a",
        "bounds.cap.team.b",
    }
    assert "1 step further" in rounded.text("en")
    assert "1 stap verder" in rounded.text("nl")


def test_a_pool_with_a_hard_norm():
    """12,000 inhabitants ask 2.4 posts of a, so 3 whole ones, and those come out of its new fte: 2.4 and 2.6 become 3 and 2."""
    region = region_of({"a": {}, "b": {"formation": 11}}, {"a": (["a"], 12_000), "b": (["b"], 1)})
    rounded = whole(region, policy_of(5, wijkagent_area=hard(norm=5000)))
    assert [team.exact for team in rounded.teams] == [Fraction("2.4"), Fraction("2.6")]
    assert new_fte(rounded) == [3, 2]
    assert rounded.pool("a").posts == 3
    assert rounded.pool("a").coverage_exact == 1
    assert rounded.pool("a").coverage == Fraction(5, 4)


def ipga(heads):
    return hard(heads=heads, share=1, net=0, regisseurs_min=0, regisseurs_max=0, cap="0.15")


def test_heads_that_must_be_whole_under_a_cap():
    """15% of 12 fte is room for 1.8 heads, so 1 each; the third head needs 14 fte: 4 new fte for one team, none for the other."""
    region = region_of({"a": {}, "b": {}})
    rounded = whole(region, policy_of(4, ipga=ipga(3)))
    assert [team.exact for team in rounded.teams] == [2, 2]
    assert new_fte(rounded) == [4, 0]
    assert [team.interventieplegers for team in rounded.teams] == [2, 1]
    assert [(outside.subject, outside.steps) for outside in rounded.outside] == [("a", 2), ("b", -2)]


def test_no_whole_heads_fit_at_all():
    """With 2 new fte the most is 15% of 12 and of 10 fte, or of 11 and 11: 1 + 1 heads, and 3 are asked."""
    plan = allocate(region_of({"a": {}, "b": {}}), policy_of(2, ipga=ipga(3)))
    none = try_round_posts(plan)
    assert isinstance(none, NoRounding)
    assert "ipga" in none.rules
    assert check_rounding(none.to_dict())["accepted"]
    assert not none.smaller_steps or all(step < 1 for step in none.smaller_steps)


@pytest.mark.parametrize(
    ("teams", "inhabitants", "budget", "wanted"),
    [
        ({"a": {}, "b": {"formation": 30}}, (1, 1), 2, [0, 2]),  # 1/2 and 3/2: the larger formation
        ({"a": {}, "b": {}}, (1, 2), 1, [0, 1]),  # 1/2 each: more inhabitants
        ({"b": {}, "a": {}}, (1, 1), 1, [0, 1]),  # all alike: the id, not the order
    ],
)
def test_ties(teams, inhabitants, budget, wanted):
    pools = {team: ([team], count) for team, count in zip(teams, inhabitants, strict=True)}
    assert new_fte(whole(region_of(teams, pools), policy_of(budget))) == wanted


def test_a_tie_that_the_key_target_decides():
    """Formations are alike; b has more of the key, and both are pinned at a half."""
    region = region_of({"a": {}, "b": {}, "c": {}}, measures={"growth": ("change", {"a": 1, "b": 2, "c": 3})})
    plan = allocate(region, policy_of(6, {"growth": 1}, bounds=bounds(floor_a="1.5", cap_b="1.5")))
    assert [team.new_fte for team in plan.teams] == [Fraction("1.5"), Fraction("1.5"), 3]
    assert new_fte(round_posts(plan)) == [2, 1, 3]  # b's cap
    plan = allocate(region, policy_of(6, {"growth": 1}, bounds=bounds(floor_a="1.5", cap_b="2", cap_c="2.5")))
    assert new_fte(round_posts(plan))[2] == 2


def test_a_pin_that_is_not_whole():
    policy = REFERENCE.set("pins.amstelveen", "2.5", source="a mayor", note="a reason")
    plan = allocate(AMSTERDAM, policy)
    with pytest.raises(NoRoundingError) as raised:
        round_posts(plan)
    none = raised.value.no_rounding
    assert none.rules == ("pins",)
    assert none.rows == ("pins.amstelveen",)
    assert none.smaller_steps == (Fraction(1, 2), Fraction(1, 10), Fraction(1, 100))
    assert "Vastgezet, voor Amstelveen" in none.text("nl")
    assert "a smaller step" in str(raised.value)
    assert raised.value.to_dict()["no_rounding"]["rules"] == ["pins"]
    assert round_posts(plan, "1/2").team("Amstelveen").new_fte == Fraction(5, 2)
    with pytest.raises(TypeError, match="truth value"):
        bool(none)


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (2, "not_whole"),
        (0, "out_of_range"),
        (-1, "out_of_range"),
        ("0.00001", "out_of_range"),
        ("<b>", "not_a_number"),
        (None, "not_a_number"),
        (float("nan"), "not_a_number"),
    ],
)
def test_steps_that_are_refused(step, code):
    with pytest.raises(RequestError) as raised:
        round_posts(PLAN, step)
    assert [problem.code for problem in raised.value.problems] == [code]
    if code == "not_whole":
        assert "70 or 72" in str(raised.value)


def test_other_things_that_are_refused():
    with pytest.raises(RequestError, match="where a division is asked for"):
        round_posts(None)
    with pytest.raises(RequestError, match="not a time"):
        round_posts(PLAN, time_limit=0)
    with pytest.raises(RequestError, match="no such pool"):
        ROUNDED.pool("nowhere")
    with pytest.raises(RequestError, match="no such team"):
        ROUNDED.team("nowhere")
    with pytest.raises(TypeError, match="truth value"):
        bool(ROUNDED)


@pytest.mark.parametrize("step", [1, "1/2", "0.1"])
def test_the_reference_case(step):
    rounded = round_posts(PLAN, step)
    assert rounded.total == 71
    for rule in PLAN.policy.rules_on():
        if PLAN.policy.state(rule.id) == "hard":
            assert list(rule.broken(PLAN.case, rounded.division)) == []
    assert check_rounding(rounded.to_dict())["accepted"]


def test_all_of_it_for_one_team_takes_from_all_others():
    none = try_round_posts(PLAN, 71)
    assert isinstance(none, NoRounding)
    assert none.rules == ("budget", "no_loss")
    assert check_rounding(none.to_dict())["accepted"]


def test_the_reference_case_in_words_and_tables():
    texts = {lang: ROUNDED.text(lang) for lang in ("nl", "en")}
    assert "- Centrum-Jordaan: van 2,506 naar 3 fte (+0,494, +19,7%)" in texts["nl"]
    assert "- Aalsmeer-Uithoorn: from 2.444 to 2 fte (−0.444, −18.2%)" in texts["en"]
    frame = ROUNDED.to_frame()
    assert list(frame["new_fte"]) == [float(team.new_fte) for team in ROUNDED.teams]
    assert abs(frame["change"].sum()) < 1e-12
    console = Console(file=io.StringIO(), width=150)
    console.print(ROUNDED.table("nl"))
    assert "Boven IJ" in console.file.getvalue()
    assert str(ROUNDED) == texts["en"]


def test_hostile_names_stay_text():
    document = region_to_dict(AMSTERDAM)
    names = ["<script>alert(1)</script>", "=cmd()", "x" * 300, "\N{HEBREW LETTER ALEF}[bold]{fte}"]
    for team, name in zip(document["teams"], names, strict=False):
        team["name"] = name
    rounded = round_posts(allocate(region_from_dict(document), new_fte=71))
    assert all(name in rounded.text("nl") for name in names)
    console = Console(file=io.StringIO(), width=400)
    console.print(rounded.table())
    assert names[0] in console.file.getvalue()
    assert names[3] in console.file.getvalue()


def test_weights_of_ties_stay_within_what_floats_tell_apart():
    """Where each can take 101 values, two of them make 10,201, and a third would make more than a million."""
    units = whole_of(PLAN, Fraction(1)).of("new_fte")
    found = ties(units, [100] * len(units))
    assert list(found.weights.values()) == [1, 101]
    assert list(found.units) == [unit.id for unit in units[:2]]
    assert list(ties(units[:1], [10**9]).weights.values()) == [1]


def test_a_whole_division_stays_whole():
    plan = allocate(region_of(SIZES), policy_of(12))
    rounded = whole(region_of(SIZES), policy_of(12))
    assert new_fte(rounded) == [team.new_fte for team in plan.teams] == [2, 4, 6]
    assert "already" in rounded.text("en")


# ---- solvers that are of no use, and little time


class Liar:
    """A solver that always says the same, whatever it is asked."""

    def __init__(self, verdict):
        self.verdict = verdict

    def solve(self, program, deadline):
        return Hint(self.verdict)


@pytest.mark.parametrize("verdict", [Verdict.UNCLEAR, Verdict.INFEASIBLE, Verdict.OPTIMAL])
@pytest.mark.parametrize("caps", [{}, {"cap_a": "1.9"}, {"cap_a": "1.9", "cap_b": "3.9"}])
def test_no_lie_of_a_solver_reaches_an_answer(monkeypatch, verdict, caps):
    plan = allocate(region_of(SIZES), policy_of(10, **({"bounds": bounds(**caps)} if caps else {})))
    wanted = new_fte(round_posts(plan))
    for programme in (relaxation, choosing):
        monkeypatch.setattr(programme, "open_session", lambda name: Liar(verdict))
    monkeypatch.setattr(search, "whole_point", lambda program, whole, deadline: dict.fromkeys(whole, 7.3))
    rounded = round_posts(plan)
    assert new_fte(rounded) == wanted
    assert check_rounding(rounded.to_dict())["accepted"]


@pytest.mark.parametrize("verdict", [Verdict.UNCLEAR, Verdict.INFEASIBLE, Verdict.OPTIMAL])
@pytest.mark.parametrize("care", [{}, {"basic_care": hard(alpha="0.9")}])
def test_no_lie_of_a_solver_reaches_a_proof_that_there_is_none(monkeypatch, verdict, care):
    plan = allocate(region_of({"a": {}, "b": {}}), policy_of(2, ipga=ipga(3), **care))
    for programme in (relaxation, choosing):
        monkeypatch.setattr(programme, "open_session", lambda name: Liar(verdict))
    none = try_round_posts(plan)
    assert isinstance(none, NoRounding)
    assert check_rounding(none.to_dict())["accepted"]


def test_too_little_time():
    with pytest.raises(NotProvenError):
        round_posts(PLAN, time_limit=1e-9)
    assert round_posts(PLAN, time_limit=60).total == 71


# ---- the checker

DOCUMENT = json.loads(json.dumps(ROUNDED.to_dict()))
AT = {team["id"]: place for place, team in enumerate(DOCUMENT["teams"])}


def set_leaf(document, stage, **parts):
    document["proof"]["stages"][stage]["tree"] |= parts


def move_one_post(document):
    """A division that keeps every rule and is less near: one post from one team to another, wherever it is told."""
    for team, change in (("centrum-jordaan", -1), ("oost-zeeburg", 1)):
        shown = document["teams"][AT[team]]
        shown["new_fte"] = str(Fraction(shown["new_fte"]) + change)
        shown["layers"]["key"] = str(Fraction(shown["layers"]["key"]) + change)
        document["proof"]["levels"][f"new_fte:{team}"] += change


def move_and_claim_the_value(document):
    move_one_post(document)
    targets = {team.id: team.new_fte for team in PLAN.teams}
    levels = document["proof"]["levels"]
    squares = sum((levels[f"new_fte:{team}"] - target) ** 2 for team, target in targets.items())
    document["proof"]["stages"][0]["value"] = str(squares)


SPOILT = {
    "a post moved": move_one_post,
    "a post moved, and the value with it": move_and_claim_the_value,
    "no multipliers": lambda document: set_leaf(document, 2, multipliers={}),
    "a multiplier below 0": lambda document: set_leaf(document, 0, multipliers={"<= budget.new_fte": "-1"}),
    "a leaf said to be empty": lambda document: set_leaf(document, 0, empty=True),
    "a stage left out": lambda document: document["proof"]["stages"].pop(),
    "a stage too many": lambda document: document["proof"]["stages"].append(document["proof"]["stages"][0]),
    "ties in another order": lambda document: document["proof"]["stages"][3].update(
        weights=dict.fromkeys(document["proof"]["stages"][3]["weights"], 1)
    ),
    "another number shown": lambda document: document["teams"][0].update(new_fte="8"),
    "other heads shown": lambda document: document["teams"][0].update(regisseurs="2"),
    "another step": lambda document: document.update(step="1/2"),
    "a unit left out": lambda document: document["proof"]["levels"].popitem(),
    "no proof": lambda document: document.pop("proof"),
    "another region": lambda document: document["division"]["certificate"]["region"]["teams"][0]["formation"].update(
        value="1"
    ),
}


def test_the_checker_accepts_what_is_right():
    assert check_rounding(DOCUMENT)["accepted"]


@pytest.mark.parametrize("name", SPOILT)
def test_the_checker_refuses(name):
    document = deepcopy(DOCUMENT)
    SPOILT[name](document)
    verdict = check_rounding(document)
    assert not verdict["accepted"]
    assert verdict["reason"]


def test_the_checker_refuses_a_proof_of_nothing():
    plan = allocate(AMSTERDAM, REFERENCE.set("pins.amstelveen", "2.5", source="a mayor", note="a reason"))
    document = try_round_posts(plan).to_dict()
    assert check_rounding(document)["accepted"]
    document["proof"]["tree"]["multipliers"] = {}
    assert not check_rounding(document)["accepted"]
