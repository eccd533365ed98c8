"""The independent verifier on proofs written by hand: what it accepts, and how it refuses each thing that is wrong."""

import hashlib
import json
from copy import deepcopy
from fractions import Fraction

import pytest

from rvp_alloc.verify import Rejected, digest, judge, verify

TEAMS = ("a", "b", "c")
REGION = {
    "districts": [{"id": "d", "name": "D"}],
    "teams": [
        {
            "id": team,
            "name": team.upper(),
            "district": "d",
            "formation": {"value": "10"},
            "wijkagenten": {"value": wijkagenten},
            "authorities": {},
            "municipalities": {},
        }
        for team, wijkagenten in zip(TEAMS, ("0", "1", "0"), strict=True)
    ],
    "pools": [
        {"id": pool, "teams": [pool], "inhabitants": {"value": inhabitants}}
        for pool, inhabitants in zip(TEAMS, ("5000", "5000", "10000"), strict=True)
    ],
    "measures": [],
}


def rule(state="hard", **parameters):
    return {"state": state, "parameters": {name: {"value": value} for name, value in parameters.items()}}


def policy(**rules):
    return {
        "aims": ["unit_norm", "area_norm", "key"],
        "rules": {
            "budget": rule(new_fte="5"),
            "no_loss": rule(),
            "key": rule("guiding", **{"weights.formation": "1"}),
            **rules,
        },
    }


def round_of(aim, level, settled=(), multipliers=(), *, reaches_cap=False):
    return {
        "aim": aim,
        "level": level,
        "reaches_cap": reaches_cap,
        "settled": dict(settled),
        "multipliers": dict(multipliers),
    }


def rounded(text):
    return float(round(Fraction(text), 6))


def document_of(rules, amounts, rounds, posts=None, covered=None, others=(), **extra):
    """Write an answer: the key layer of each team, the posts and coverage of each pool, the rounds; all else is 0."""
    layers = {"priority_uplift": "0", "development": "0", **extra}
    written = policy(**rules)
    return {
        "status": "proven_optimal",
        "unique": True,
        "new_fte": 5,
        "teams": [
            {
                "id": team,
                "new_fte": rounded(amount),
                "new_fte_exact": amount,
                "layers": {"key": rounded(amount), **dict.fromkeys(layers, 0)},
                "interventieplegers": 0,
                "regisseurs": 0,
                "exact": {"key": amount, **layers, "interventieplegers": "0", "regisseurs": "0"},
            }
            for team, amount in zip(TEAMS, amounts, strict=True)
        ],
        "pools": [
            {
                "id": pool,
                "new_wijkagent_posts": rounded(posted),
                "coverage": coverage,
                "exact": {"wijkagent_posts": posted},
            }
            for pool, posted, coverage in zip(TEAMS, posts or "000", covered or [None] * 3, strict=True)
        ],
        "certificate": {
            "region": deepcopy(REGION),
            "policy": written,
            "rounds": list(rounds),
            "other_rules": list(others),
        },
        "record": {"region_sha256": digest(REGION), "policy_sha256": digest(written)},
    }


NORM = {"wijkagent_area": rule("guiding", norm="5000")}
CAP = {"bounds": rule(**{"cap.team.a": "1"})}


@pytest.fixture
def document():
    """Of 5 fte, a may have 1. The areas ask 1, 1 and 2 wijkagenten; b has one, so a gets 1 new one and c 2.

    Coverage reaches 1 everywhere. The key (a third each) has a at 3 x 1, then b and c at 3 x 2. The fewest posts are
    1 + 2: coverage of a is v_a, of c it is v_c / 2, so one of the first row and two of the second make the sum.
    """
    return document_of(
        NORM | CAP,
        "122",
        [
            round_of("area_norm", "1", reaches_cap=True),
            round_of("key", "3", {"a": "1"}, {"bounds.cap.team.a:a": "3"}),
            round_of("key", "6", {"b": "1", "c": "1"}, {"budget.new_fte": "3"}),
            round_of("fewest_wijkagent_posts", "3", (), {"area_norm:a": "-1", "area_norm:c": "-2"}),
        ],
        posts="102",
        covered=[1, 1, 1],
    )


@pytest.fixture
def thirds():
    """Nothing but a key: 5/3 each, at 3 x 5/3."""
    settled = dict.fromkeys(TEAMS, "1")
    return document_of({}, ["5/3"] * 3, [round_of("key", "5", settled, {"budget.new_fte": "3"})])


def test_accepts_what_was_proven_by_hand(document, thirds):
    """Rows: budget, cap, three of posts; kept are three of coverage, three of the key, one sum."""
    wanted = {"accepted": True, "unique": True, "rounds": 4, "rows": 12, "trusted_rules": []}
    assert judge(document) == wanted
    assert judge(document, check_digest=False) == wanted
    assert verify(document) == wanted
    assert judge(thirds) == {"accepted": True, "unique": True, "rounds": 1, "rows": 4, "trusted_rules": []}


def place(document, path, value):
    *way, last = path
    for part in way:
        document = document[part]
    if value is ...:
        del document[last]
    else:
        document[last] = value


def rejected(document, *changes):
    changed = deepcopy(document)
    for path, value in changes:
        place(changed, path, value)
    verdict = judge(changed, check_digest=False)
    assert verdict.keys() == {"accepted", "reason"}
    assert verdict["accepted"] is False
    return verdict["reason"]


def give(team, amount):
    """Give a team another amount of the key, with all sums and roundings right."""
    start = ("teams", TEAMS.index(team))
    return [
        ((*start, "new_fte"), rounded(amount)),
        ((*start, "new_fte_exact"), amount),
        ((*start, "layers", "key"), rounded(amount)),
        ((*start, "exact", "key"), amount),
    ]


def post(pool, amount, covered):
    start = ("pools", TEAMS.index(pool))
    return [
        ((*start, "new_wijkagent_posts"), rounded(amount)),
        ((*start, "exact", "wijkagent_posts"), amount),
        ((*start, "coverage"), covered),
    ]


TEAM, POOL, ROUNDS = ("teams", 0), ("pools", 1), ("certificate", "rounds")


@pytest.mark.parametrize(
    ("reason", "changes"),
    [
        ("new_fte is not the budget", [(("new_fte",), 5.01)]),
        ("new_fte is not the budget", [(("new_fte",), 4.999999)]),
        ("status or uniqueness is not what the proof shows", [(("status",), "optimal")]),
        ("status or uniqueness is not what the proof shows", [(("unique",), False)]),
        ("teams or pools differ", [((*TEAM, "id"), "b")]),
        ("teams or pools differ", [((*POOL, "id"), "c")]),
        ("a: new_fte is not the sum of the layers", [((*TEAM, "new_fte_exact"), "2")]),
        ("a: new_fte is not the sum of the layers", [((*TEAM, "new_fte"), 1.1)]),
        ("a: new_fte is not the sum of the layers", [((*TEAM, "exact", "key"), "2")]),
        ("a: key is not what its exact number rounds to", [((*TEAM, "layers", "key"), 1.1)]),
        ("a: development is not what its exact number rounds to", [((*TEAM, "layers", "development"), 0.1)]),
        ("a: interventieplegers is not what its exact number rounds to", [((*TEAM, "interventieplegers"), 1)]),
        ("a: regisseurs is not what its exact number rounds to", [((*TEAM, "regisseurs"), 1)]),
        (
            "a layer or post is given that no rule asks for",
            [((*TEAM, "regisseurs"), 1), ((*TEAM, "exact", "regisseurs"), "1")],
        ),
        (
            "a layer or post is given that no rule asks for",
            [((*TEAM, "layers", "development"), -1), ((*TEAM, "exact", "development"), "-1")],
        ),
        ("b: posts or coverage are not right", [((*POOL, "new_wijkagent_posts"), 1)]),
        ("b: posts or coverage are not right", [((*POOL, "coverage"), 2)]),
        ("b: posts or coverage are not right", [((*POOL, "exact", "wijkagent_posts"), "1")]),
        ("something is below 0", [*give("a", "-1"), *give("b", "4")]),
        ("something is below 0", post("b", "-1/2", 0.5)),
        ("row budget.new_fte does not hold", give("c", "3")),
        ("row budget.new_fte does not hold", give("c", "1")),
        ("row bounds.cap.team.a:a does not hold", [*give("a", "2"), *give("b", "1")]),
        ("row posts.within_new_fte:a does not hold", post("a", "2", 2)),
        # rounds that are missing, left over, or of another aim
        ("a round of area_norm is missing", [(ROUNDS, [])]),
        ("a round of area_norm is missing", [((*ROUNDS, 0), ...)]),
        ("a round of key is missing", [((*ROUNDS, 1), ...), ((*ROUNDS, 1), ...)]),
        ("a round of key is missing", [((*ROUNDS, 2), ...)]),
        ("a round of fewest_wijkagent_posts is missing", [((*ROUNDS, 3), ...)]),
        # levels
        ("area_norm: the cap is not 1/2", [((*ROUNDS, 0, "level"), "1/2")]),
        ("area_norm: the cap is not 1", [((*ROUNDS, 0, "settled"), {"a": "1"})]),
        ("area_norm: something lies below level 2", [((*ROUNDS, 0, "level"), "2")]),
        ("key: something lies below level 4", [((*ROUNDS, 1, "level"), "4")]),
        ("key: a is not at level 2", [((*ROUNDS, 1, "level"), "2")]),
        ("key: the cap is not 3", [((*ROUNDS, 1, "reaches_cap"), True), ((*ROUNDS, 1, "settled"), {})]),
        ("fewest_wijkagent_posts: the level is not the sum", [((*ROUNDS, 3, "level"), "2")]),
        # settled sets
        ("key: the settled set is not right", [((*ROUNDS, 1, "settled"), {})]),
        ("key: the settled set is not right", [((*ROUNDS, 1, "settled"), {"a": "1/2"})]),
        ("key: the settled set is not right", [((*ROUNDS, 1, "settled"), {"a": "2"})]),
        ("key: the settled set is not right", [((*ROUNDS, 1, "settled"), {"a": "1", "b": "0"})]),
        ("key: the settled set is not right", [((*ROUNDS, 1, "settled"), {"a": "1", "z": "1"})]),
        ("key: the settled set is not right", [((*ROUNDS, 2, "settled"), {"a": "1", "b": "1", "c": "1"})]),
        ("key: b is not at level 3", [((*ROUNDS, 1, "settled"), {"a": "1", "b": "1"})]),
        # multipliers
        ("key: there is no row bounds.cap", [((*ROUNDS, 1, "multipliers"), {"bounds.cap": "3"})]),
        (
            "key: the multiplier of bounds.cap.team.a:a has the wrong sign",
            [((*ROUNDS, 1, "multipliers"), {"bounds.cap.team.a:a": "-3"})],
        ),
        (
            "key: the multiplier of budget.new_fte has the wrong sign",
            [((*ROUNDS, 2, "multipliers"), {"budget.new_fte": "0"})],
        ),
        (
            "key: the multiplier of bounds.cap.team.a:a has the wrong sign",
            [((*ROUNDS, 1, "multipliers"), {"bounds.cap.team.a:a": "0"})],
        ),
        (
            "fewest_wijkagent_posts: the multiplier of area_norm:a has the wrong sign",
            [((*ROUNDS, 3, "multipliers"), {"area_norm:a": "1"})],
        ),
        (
            "fewest_wijkagent_posts: the multiplier of area_norm:a has the wrong sign",
            [((*ROUNDS, 3, "multipliers"), {"area_norm:a": "0"})],
        ),
        (
            "key: row posts.within_new_fte:b has a multiplier but is not tight",
            [((*ROUNDS, 1, "multipliers"), {"posts.within_new_fte:b": "1"})],
        ),
        ("key: the multipliers leave key:a free to move", [((*ROUNDS, 1, "multipliers"), {})]),
        (
            "key: the multipliers leave key:a free to move",
            [((*ROUNDS, 1, "multipliers"), {"bounds.cap.team.a:a": "2"})],
        ),
        # a rest above 0 decides a column only where it is 0
        (
            "key: the multipliers leave key:a free to move",
            [((*ROUNDS, 1, "multipliers"), {"bounds.cap.team.a:a": "4"})],
        ),
        (
            "fewest_wijkagent_posts: the multipliers leave wijkagent_posts:c free to move",
            [((*ROUNDS, 3, "multipliers"), {"area_norm:a": "-1"})],
        ),
        (
            "fewest_wijkagent_posts: the multipliers leave wijkagent_posts:b free to move",
            [((*ROUNDS, 3, "multipliers"), {"area_norm:a": "-1", "area_norm:b": "-2", "area_norm:c": "-2"})],
        ),
    ],
)
def test_refuses_each_thing_that_is_wrong_with_its_reason(document, reason, changes):
    assert rejected(document, *changes) == reason


def test_refuses_a_round_too_many(document):
    document["certificate"]["rounds"].append(round_of("key", "6"))
    assert rejected(document) == "a round is left over"


def test_a_share_of_a_settled_measure_counts_as_much_as_it_says(document):
    """B and c at 6 with weights 1 and 1/2: three of one row and nothing for the difference leave c free to move."""
    changes = [((*ROUNDS, 2, "settled"), {"b": "1", "c": "1/2"})]
    assert rejected(document, *changes) == "key: the multipliers leave key:c free to move"


@pytest.mark.parametrize("shown", [1.66666, 1.6666667, 1.666666, 1.666668, 1.7])
def test_what_is_shown_is_rounded_to_six_decimals(thirds, shown):
    assert rejected(thirds, ((*TEAM, "layers", "key"), shown)) == "a: key is not what its exact number rounds to"
    assert rejected(thirds, ((*TEAM, "new_fte"), shown)) == "a: new_fte is not the sum of the layers"


def test_without_a_norm_no_coverage_is_shown(thirds):
    assert rejected(thirds, ((*POOL, "coverage"), 1)) == "b: posts or coverage are not right"
    assert rejected(thirds, ((*POOL, "coverage"), 0)) == "b: posts or coverage are not right"


def test_a_budget_is_shown_rounded():
    """Of 16/3 fte, 5.333333 is shown; 16/9 each, at 3 x 16/9."""
    settled = dict.fromkeys(TEAMS, "1")
    document = document_of(
        {"budget": rule(new_fte="16/3")}, ["16/9"] * 3, [round_of("key", "16/3", settled, {"budget.new_fte": "3"})]
    )
    assert rejected(document) == "new_fte is not the budget"
    document["new_fte"] = 5.333333
    assert judge(document)["accepted"]
    document["new_fte"] = 5.3333333
    assert rejected(document) == "new_fte is not the budget"


def test_the_inputs_must_be_those_on_record(document):
    region, written = deepcopy(document), deepcopy(document)
    place(region, ("certificate", "region", "teams", 0, "name"), "another")
    assert judge(region) == {"accepted": False, "reason": "the region is not the one on record"}
    with pytest.raises(Rejected, match=r"^the region is not the one on record$"):
        verify(region)
    assert judge(region, check_digest=False)["accepted"]
    place(written, ("certificate", "policy", "name"), "another")
    assert judge(written) == {"accepted": False, "reason": "the policy is not the one on record"}
    assert judge(written, check_digest=False)["accepted"]
    del document["record"]
    assert judge(document) == {"accepted": False, "reason": "the document is not whole: KeyError('region_sha256')"}
    assert judge(document, check_digest=False)["accepted"]


def test_the_digest_is_of_sorted_ascii_without_spaces():
    text = rb'{"a":[1,"\u00e9"],"b":null}'
    assert digest({"b": None, "a": [1, "é"]}) == hashlib.sha256(text).hexdigest()


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ({}, "the document is not whole: KeyError('status')"),
        ([], "the document is not whole: TypeError('list indices must be integers or slices, not str')"),
        ({"status": "infeasible"}, "the document is not whole: KeyError('error')"),
        ({"status": "Infeasible"}, "the document is not whole: KeyError('certificate')"),
    ],
)
def test_what_is_not_whole_is_told(document, reason):
    assert judge(document) == {"accepted": False, "reason": reason}


# ---- free layers


def test_without_the_rule_of_no_loss_a_layer_is_free():
    """An uplift layer that no row fixes would be free both ways; here rows fix it, and a loses: pinned at -1, b and c get 3."""
    rules = {"no_loss": rule("off"), "pins": rule(a="-1")}
    rounds = [
        round_of("key", "-3", {"a": "1"}, {"pins.a": "3"}),
        round_of("key", "9", {"b": "1", "c": "1"}, {"budget.new_fte": "3"}),
    ]
    document = document_of(rules, ["-1", "3", "3"], rounds)
    # pins.a fixes key:a, so that its measure is never open
    assert rejected(document) == "key: the settled set is not right"
    document["certificate"]["rounds"] = rounds[1:]
    assert judge(document)["accepted"]
    rules["no_loss"] = rule()
    document["certificate"]["policy"] = policy(**rules)
    assert rejected(document) == "something is below 0"


def test_a_free_column_is_not_decided_by_a_rest():
    """Without no-loss, a rest above 0 on a layer at 0 leaves it free to fall."""
    rules = {"no_loss": rule("off"), "bounds": rule(**{"cap.team.a": "0"})}
    rounds = [
        round_of("key", "0", {"a": "1"}, {"bounds.cap.team.a:a": "4"}),
        round_of("key", "15/2", {"b": "1", "c": "1"}, {"budget.new_fte": "3"}),
    ]
    document = document_of(rules, ["0", "5/2", "5/2"], rounds)
    assert rejected(document) == "key: the multipliers leave key:a free to move"
    document["certificate"]["policy"] = policy(**{**rules, "no_loss": rule()})
    assert judge(document, check_digest=False)["accepted"]


# ---- rules of others

NIGHT = {
    "rule": "night",
    "layers": ["night"],
    "posts": [],
    "rows": [{"label": "night.total", "terms": {f"night:{team}": "1" for team in TEAMS}, "sense": "==", "bound": "2"}],
}


def night_document():
    """A layer of 2 fte that nobody divides: of the other 3, 1 each. a happens to have both; so the answer is not unique."""
    rounds = [round_of("key", "3", dict.fromkeys(TEAMS, "1"), {"budget.new_fte": "3", "night.total": "-3"})]
    document = document_of({"night": rule()}, "111", rounds, others=[NIGHT], night="0")
    place(document, ("unique",), False)
    for path, value in (("new_fte", 3), ("new_fte_exact", "3")):
        place(document, (*TEAM, path), value)
    place(document, (*TEAM, "layers", "night"), 2)
    place(document, (*TEAM, "exact", "night"), "2")
    return document


def test_rows_of_a_rule_of_others_are_taken_only_where_it_is_trusted():
    document = night_document()
    wanted = {"accepted": True, "unique": False, "rounds": 1, "rows": 5, "trusted_rules": ["night"]}
    assert judge(document, trust_rules=["night", "day"]) == wanted
    refused = "rules not known here: night; trust them by name to take their rows from the document"
    assert judge(document) == {"accepted": False, "reason": refused}
    assert judge(document, trust_rules=["day"]) == {"accepted": False, "reason": refused}
    document["certificate"]["policy"]["rules"]["day"] = rule()
    assert rejected(document) == refused.replace("night;", "day, night;")
    document["certificate"]["policy"]["rules"]["day"] = rule("off")
    assert rejected(document) == refused


def test_a_trusted_rule_must_hold_and_only_it_is_taken():
    document = night_document()
    document["certificate"]["other_rules"][0] = {**NIGHT, "rows": [{**NIGHT["rows"][0], "bound": "3"}]}
    verdict = judge(document, trust_rules=["night"])
    assert verdict == {"accepted": False, "reason": "row night.total does not hold"}
    document = night_document()
    document["certificate"]["other_rules"].append({"rule": "budget", "layers": ["day"], "rows": [{"label": "x"}]})
    assert judge(document, trust_rules=["night"])["accepted"]


def test_an_answer_that_is_not_the_only_one_must_say_so():
    document = night_document()
    document["unique"] = True
    verdict = judge(document, trust_rules=["night"])
    assert verdict == {"accepted": False, "reason": "status or uniqueness is not what the proof shows"}


# ---- conflicts


def conflict_of(clash, others=(), **rules):
    return {
        "status": "infeasible",
        "error": {
            "conflict": {
                "region": deepcopy(REGION),
                "policy": policy(**rules),
                "other_rules": list(others),
                "clashes": [clash],
            }
        },
    }


CAPS = {"bounds": rule(**{f"cap.team.{team}": "1" for team in TEAMS})}


@pytest.fixture
def caps():
    """5 fte, and at most 1 for each of three teams: the caps add up to 3, less than the budget."""
    labels = {team: f"bounds.cap.team.{team}" for team in TEAMS}
    alone = {labels[team]: {f"key:{other}": "3" if other == team else "1" for other in TEAMS} for team in TEAMS}
    clash = {
        "parameters": ["budget.new_fte", *labels.values()],
        "multipliers": {"budget.new_fte": "-1", **{f"{label}:{team}": "1" for team, label in labels.items()}},
        "witnesses": {"budget.new_fte": {}, **alone},
    }
    return conflict_of(clash, **CAPS)


@pytest.fixture
def floor():
    """A floor of 6 for a, of 5 fte. Only if b or c may lose does it fit: 6, -1 and 0."""
    clash = {
        "parameters": ["budget.new_fte", "no_loss", "bounds.floor.team.a"],
        "multipliers": {"budget.new_fte": "1", "bounds.floor.team.a:a": "-1"},
        "witnesses": {
            "budget.new_fte": {"key:a": "6"},
            "no_loss": {"key:a": "6", "key:b": "-1"},
            "bounds.floor.team.a": {"key:b": "5"},
        },
    }
    return conflict_of(clash, bounds=rule(**{"floor.team.a": "6"}))


@pytest.fixture
def norm():
    """Of 2000 inhabitants for each wijkagent, 20,000 ask 10: 9 more than there are, and more than 5 fte.

    Posts come out of new fte, so the norm, the budget and what posts are add up to 5 >= 9.
    """
    clash = {
        "parameters": ["budget.new_fte", "wijkagent_unit.norm"],
        "multipliers": {
            "budget.new_fte": "1",
            "wijkagent_unit.norm": "-1",
            **{f"posts.within_new_fte:{team}": "1" for team in TEAMS},
        },
        "witnesses": {
            "budget.new_fte": {"key:a": "9", "wijkagent_posts:a": "9"},
            "wijkagent_unit.norm": {"key:a": "5", "wijkagent_posts:a": "5"},
        },
    }
    return conflict_of(clash, wijkagent_unit=rule(norm="2000"))


@pytest.mark.parametrize("name", ["caps", "floor", "norm"])
def test_accepts_a_conflict_proven_by_hand(name, request):
    verdict = judge(request.getfixturevalue(name))
    assert verdict == {"accepted": True, "clashes": 1, "trusted_rules": []}


def clash_rejected(document, *changes):
    return rejected(document, *((("error", "conflict", "clashes", 0, *path), value) for path, value in changes))


CAPS_NAME = "budget.new_fte + bounds.cap.team.a + bounds.cap.team.b + bounds.cap.team.c"


@pytest.mark.parametrize(
    ("reason", "path", "value"),
    [
        ("nothing is proven", ("multipliers", "bounds.cap.team.a:a"), ...),
        ("nothing is proven", ("multipliers", "bounds.cap.team.a:a"), "1/2"),
        ("nothing is proven", ("multipliers", "budget.new_fte"), "1"),
        ("nothing is proven", ("multipliers",), {}),
        ("the multiplier of bounds.cap.team.a:a has the wrong sign", ("multipliers", "bounds.cap.team.a:a"), "-1"),
        ("a witness is missing", ("witnesses", "budget.new_fte"), ...),
        ("a witness is missing", ("witnesses", "no_loss"), {}),
    ],
)
def test_refuses_each_thing_that_is_wrong_in_a_clash(caps, reason, path, value):
    assert clash_rejected(caps, (path, value)) == f"{CAPS_NAME}: {reason}"


@pytest.mark.parametrize(
    ("without", "witness", "reason"),
    [
        ("budget.new_fte", {"key:a": "2"}, "row bounds.cap.team.a:a does not hold"),
        ("bounds.cap.team.a", {}, "row budget.new_fte does not hold"),
        ("bounds.cap.team.a", {"key:a": "2", "key:b": "2", "key:c": "1"}, "row bounds.cap.team.b:b does not hold"),
    ],
)
def test_a_witness_must_meet_all_other_parameters(caps, without, witness, reason):
    assert clash_rejected(caps, (("witnesses", without), witness)) == f"{CAPS_NAME} without {without}: {reason}"


def test_sums_of_rows_that_prove_nothing(caps):
    """Enough of the budget, but too much of one cap: 1/3 is left of key:a, so nothing is proven without no-loss."""
    change = (("multipliers", "bounds.cap.team.a:a"), "4/3")
    assert clash_rejected(caps, change) == f"{CAPS_NAME}: nothing is proven"
    # Half of everything proves it as well.
    half = {label: str(Fraction(text) / 2) for label, text in first(caps)["multipliers"].items()}
    first(caps)["multipliers"] = half
    assert judge(caps)["accepted"]


def first(document):
    return document["error"]["conflict"]["clashes"][0]


def test_a_sum_of_exactly_0_is_no_contradiction(caps):
    """With a budget of 3, the caps are just enough: 0 <= 0."""
    caps["error"]["conflict"]["policy"] = policy(budget=rule(new_fte="3"), **CAPS)
    assert clash_rejected(caps) == f"{CAPS_NAME}: nothing is proven"


def test_what_no_loss_has_to_do_with_a_clash(floor):
    name = "budget.new_fte + no_loss + bounds.floor.team.a"
    without = {**first(floor), "parameters": ["budget.new_fte", "bounds.floor.team.a"]}
    changed = deepcopy(floor)
    changed["error"]["conflict"]["clashes"][0] = without
    assert rejected(changed) == "budget.new_fte + bounds.floor.team.a: nothing is proven"
    found = clash_rejected(floor, (("witnesses", "no_loss"), {"key:a": "6"}))
    assert found == f"{name} without no_loss: row budget.new_fte does not hold"
    found = clash_rejected(floor, (("witnesses", "bounds.floor.team.a"), {"key:a": "6", "key:b": "-1"}))
    assert found == f"{name} without bounds.floor.team.a: something is below 0"
    # A rest below 0 is none: 2 x the floor and the budget leave -1 of key:a.
    assert clash_rejected(floor, (("multipliers", "bounds.floor.team.a:a"), "-2")) == f"{name}: nothing is proven"


def test_rows_of_parameters_that_are_not_blamed(norm):
    name = "budget.new_fte + wijkagent_unit.norm"
    changed = deepcopy(norm)
    changed["error"]["conflict"]["policy"] = policy(wijkagent_unit=rule(norm="2000"), **CAPS)
    assert judge(changed)["accepted"]
    found = clash_rejected(changed, (("multipliers", "bounds.cap.team.a:a"), "1"))
    assert found == f"{name}: row bounds.cap.team.a:a belongs to another parameter"
    witness = {"key:a": "5", "wijkagent_posts:a": "6"}
    found = clash_rejected(norm, (("witnesses", "wijkagent_unit.norm"), witness))
    assert found == f"{name} without wijkagent_unit.norm: row posts.within_new_fte:a does not hold"
    witness = {"key:a": "5", "wijkagent_posts:a": "-1"}
    found = clash_rejected(norm, (("witnesses", "wijkagent_unit.norm"), witness))
    assert found == f"{name} without wijkagent_unit.norm: something is below 0"
    # Posts are never free, whatever the layers are.
    found = clash_rejected(norm, (("multipliers", "wijkagent_unit.norm"), "-2"))
    assert found == f"{name}: nothing is proven"


def test_a_conflict_without_a_clash_is_none(caps):
    caps["error"]["conflict"]["clashes"] = []
    assert rejected(caps) == "there is no clash"


def test_every_clash_is_looked_at(caps):
    second = deepcopy(first(caps))
    second["multipliers"] = {}
    caps["error"]["conflict"]["clashes"].append(second)
    assert rejected(caps) == f"{CAPS_NAME}: nothing is proven"


def test_a_conflict_of_rules_of_others():
    """Night asks 2 fte, its own ceiling allows 1."""
    ceiling = {"label": "night.most", "terms": NIGHT["rows"][0]["terms"], "sense": "<=", "bound": "1"}
    clash = {
        "parameters": ["night.total", "night.most"],
        "multipliers": {"night.total": "-1", "night.most": "1"},
        "witnesses": {"night.total": {}, "night.most": {"night:a": "2"}},
    }
    conflict = conflict_of(clash, [{**NIGHT, "rows": [*NIGHT["rows"], ceiling]}], night=rule())
    assert judge(conflict, trust_rules=["night"]) == {"accepted": True, "clashes": 1, "trusted_rules": ["night"]}
    assert judge(conflict)["reason"].startswith("rules not known here: night;")
    assert json.loads(json.dumps(conflict)) == conflict


def test_a_multiplier_of_0_says_nothing_and_nothing_wrong(floor):
    first(floor)["multipliers"]["bounds.floor.team.a:a"] = "0"
    assert rejected(floor) == "budget.new_fte + no_loss + bounds.floor.team.a: nothing is proven"


# ---- closing aims


def test_coverage_beyond_the_norm():
    """The unit asks 20,000 / 5000 wijkagenten and has 3/2 (b one, c a half), so 5/2 new ones. c may have 1 fte; a and b get 2.

    Coverage is v_a, 1 + v_b and 1/4 + v_c / 2. c stops at its 1 fte, at 3/4; a and b share the other 3/2, at v_a = 1 + v_b
    = 5/4. That sum is the fewest posts less twice what c's coverage adds to 1/4.
    """
    rounds = [
        round_of("key", "3", {"c": "1"}, {"bounds.cap.team.c:c": "3"}),
        round_of("key", "6", {"a": "1", "b": "1"}, {"budget.new_fte": "3"}),
        round_of("fewest_wijkagent_posts", "5/2", (), {"wijkagent_unit.norm": "-1"}),
        round_of("even_coverage", "3/4", {"c": "1"}, {"posts.within_new_fte:c": "1/2"}),
        round_of(
            "even_coverage", "5/4", {"a": "1", "b": "1"}, {"fewest_wijkagent_posts": "1", "even_coverage:c": "-2"}
        ),
    ]
    rules = {"wijkagent_unit": rule(norm="5000"), "bounds": rule(**{"cap.team.c": "1"})}
    document = document_of(rules, "221", rounds, posts=["5/4", "1/4", "1"], covered=[1.25, 1.25, 0.75])
    place(document, ("certificate", "region", "teams", 2, "wijkagenten", "value"), "1/2")
    verdict = judge(document, check_digest=False)
    assert verdict == {"accepted": True, "unique": True, "rounds": 5, "rows": 13, "trusted_rules": []}
    less = ((*ROUNDS, 4, "multipliers"), {"fewest_wijkagent_posts": "1"})
    assert judge_changed(document, less)["accepted"]
    assert rejected(document, ((*ROUNDS, 4, "level"), "1")) == "even_coverage: a is not at level 1"


def judge_changed(document, *changes):
    changed = deepcopy(document)
    for path, value in changes:
        place(changed, path, value)
    return judge(changed, check_digest=False)


def test_heads_in_proportion_to_strength():
    """Strength is 11, 12 and 12 once a has 1 fte, b and c 2: of 35, 7 heads are a fifth and 7/2 regisseurs a tenth.

    The weights 11/12, 1 and 1 make the three loads a twelfth of the sum.
    """
    weights = {"a": "11/12", "b": "1", "c": "1"}
    rounds = [
        round_of("key", "3", {"a": "1"}, {"bounds.cap.team.a:a": "3"}),
        round_of("key", "6", {"b": "1", "c": "1"}, {"budget.new_fte": "3"}),
        round_of("fewest_interventieplegers", "7", (), {"ipga.heads": "-1"}),
        round_of("fewest_regisseurs", "7/2", (), {"ipga.regisseurs_min": "-1"}),
        round_of("even_interventieplegers", "-1/5", weights, {"fewest_interventieplegers": "-1/12"}),
        round_of("even_regisseurs", "-1/10", weights, {"fewest_regisseurs": "-1/12"}),
    ]
    ipga = rule(heads="7", share="1/2", net="1", regisseurs_min="7/2", regisseurs_max="4", cap="1")
    document = document_of({"ipga": ipga, **CAP}, "122", rounds)
    for place_of, strength in enumerate((11, 12, 12)):
        for family, part in (("interventieplegers", Fraction(1, 5)), ("regisseurs", Fraction(1, 10))):
            place(document, ("teams", place_of, "exact", family), str(part * strength))
            place(document, ("teams", place_of, family), rounded(part * strength))
    assert judge(document) == {"accepted": True, "unique": True, "rounds": 6, "rows": 20, "trusted_rules": []}
    # By formation alone, the weights would be equal.
    equal = ((*ROUNDS, 4, "settled"), dict.fromkeys(TEAMS, "1"))
    assert rejected(document, equal).startswith("even_interventieplegers: the multipliers leave")
