"""The independent verifier: accepts what is right, rejects whatever is changed in it."""

import json
import random
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import rvp_alloc.verify as verifier
from rvp_alloc import Policy, allocate, load_region
from rvp_alloc.policy.aim import Leximin
from rvp_alloc.policy.aims.coverage import AreaNorm, coverage

CORRUPTIONS = 200


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    # Partial coverage makes the area norm give way in rounds of its own, so that every kind of round is there.
    policy = Policy.reference().set("wijkagent_area.norm", 3000).set("bounds.share_cap.district.every", "0.34")
    plan = allocate(load_region("amsterdam-2022"), policy)
    return json.loads(plan.to_json())


@pytest.fixture(scope="module")
def reference() -> dict[str, Any]:
    return json.loads(allocate(load_region("amsterdam-2022")).to_json())


@pytest.mark.parametrize("name", ["document", "reference"])
def test_accepts_what_is_right(name, request):
    verdict = verifier.judge(request.getfixturevalue(name))
    assert verdict["accepted"], verdict
    assert verdict["unique"]


def test_runs_alone_as_a_script(reference, tmp_path):
    script = tmp_path / "verify.py"
    script.write_bytes(Path(verifier.__file__).read_bytes())
    result = tmp_path / "result.json"
    result.write_text(json.dumps(reference))
    # -I -S: no site-packages, so nothing but the standard library can be found.
    run = subprocess.run([sys.executable, "-I", "-S", script, result], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["accepted"]
    result.write_text(json.dumps({**reference, "new_fte": 72}))
    assert (
        subprocess.run([sys.executable, "-I", "-S", script, result], capture_output=True, check=False).returncode == 1
    )


def _changed(text: str, chance: random.Random) -> str:
    number = Fraction(text)
    while True:
        factor = Fraction(chance.randint(1, 2000), 1000)
        changed = number * factor if number else Fraction(chance.randint(1, 1000), 1000)
        if changed != number:
            return str(changed)


def _team(document: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    return chance.choice(document["teams"])


def corrupt_x(document, chance):
    team = _team(document, chance)
    team["new_fte_exact"] = _changed(team["new_fte_exact"], chance)


def corrupt_x_with_its_layer(document, chance):
    """Move fte from one team to another, with layers, sums and roundings all kept right."""
    giver, taker = chance.sample(document["teams"], 2)
    amount = min(Fraction(giver["exact"]["key"]), Fraction(chance.randint(1, 1000), 1000))
    for team, step in ((giver, -amount), (taker, amount)):
        team["exact"]["key"] = str(Fraction(team["exact"]["key"]) + step)
        team["new_fte_exact"] = str(Fraction(team["new_fte_exact"]) + step)
        team["layers"]["key"] = float(round(Fraction(team["exact"]["key"]), 6))
        team["new_fte"] = float(round(Fraction(team["new_fte_exact"]), 6))


def corrupt_layer(document, chance):
    team = _team(document, chance)
    layer = chance.choice(["priority_uplift", "development", "key"])
    team["exact"][layer] = _changed(team["exact"][layer], chance)


def corrupt_shown(document, chance):
    team = _team(document, chance)
    name = chance.choice(["new_fte", "interventieplegers", "regisseurs"])
    team[name] = team[name] + chance.choice([-0.01, 0.01])


def corrupt_posts(document, chance):
    """Move heads from one team to another, roundings kept right, so that only the proof can tell."""
    family = chance.choice(["interventieplegers", "regisseurs"])
    giver, taker = chance.sample(document["teams"], 2)
    amount = Fraction(giver["exact"][family]) * Fraction(chance.randint(1, 1000), 1000)
    for team, step in ((giver, -amount), (taker, amount)):
        team["exact"][family] = str(Fraction(team["exact"][family]) + step)
        team[family] = float(round(Fraction(team["exact"][family]), 6))


def corrupt_wijkagent_posts(document, chance):
    pool = chance.choice(document["pools"])
    changed = _changed(pool["exact"]["wijkagent_posts"], chance)
    pool["exact"]["wijkagent_posts"] = changed
    pool["new_wijkagent_posts"] = float(round(Fraction(changed), 6))


def corrupt_level(document, chance):
    entry = chance.choice(document["certificate"]["rounds"])
    entry["level"] = _changed(entry["level"], chance)


def corrupt_binding_dual(document, chance):
    rounds = [entry for entry in document["certificate"]["rounds"] if entry["multipliers"]]
    multipliers = chance.choice(rounds)["multipliers"]
    label = chance.choice(sorted(multipliers))
    multipliers[label] = _changed(multipliers[label], chance)


def corrupt_settled_dual(document, chance):
    rounds = [entry for entry in document["certificate"]["rounds"] if entry["settled"]]
    settled = chance.choice(rounds)["settled"]
    name = chance.choice(sorted(settled))
    settled[name] = _changed(settled[name], chance)


def drop_a_round(document, chance):
    rounds = document["certificate"]["rounds"]
    rounds.pop(chance.randrange(len(rounds)))


def drop_a_settled_measure(document, chance):
    rounds = [entry for entry in document["certificate"]["rounds"] if len(entry["settled"]) > 1]
    settled = chance.choice(rounds)["settled"]
    settled.pop(chance.choice(sorted(settled)))


ANSWER_CORRUPTIONS: list[Callable[[dict[str, Any], random.Random], None]] = [
    corrupt_x,
    corrupt_x_with_its_layer,
    corrupt_layer,
    corrupt_shown,
    corrupt_posts,
    corrupt_wijkagent_posts,
    corrupt_level,
    corrupt_binding_dual,
    corrupt_settled_dual,
    drop_a_round,
    drop_a_settled_measure,
]


@pytest.mark.parametrize("name", ["document", "reference"])
def test_rejects_every_corruption_of_the_answer_with_the_digest_check_off(name, request):
    original = request.getfixturevalue(name)
    chance = random.Random(20230101)
    rejected = 0
    for number in range(CORRUPTIONS):
        changed = deepcopy(original)
        corruption = ANSWER_CORRUPTIONS[number % len(ANSWER_CORRUPTIONS)]
        corruption(changed, chance)
        if changed == original:
            # The draw moved nothing (a team that has none gives none): an answer unchanged must be accepted.
            assert verifier.judge(changed, check_digest=False)["accepted"]
            rejected += 1
            continue
        verdict = verifier.judge(changed, check_digest=False)
        assert not verdict["accepted"], (number, corruption.__name__)
        rejected += 1
    assert rejected == CORRUPTIONS


def _leaves(value: Any) -> list[tuple[Any, Any]]:
    """Return every place in a document that holds a text or number."""
    if isinstance(value, dict):
        items: Any = value.items()
    elif isinstance(value, list):
        items = enumerate(value)
    else:
        return []
    found = []
    for key, entry in items:
        found += _leaves(entry) if isinstance(entry, dict | list) else [(value, key)]
    return found


def test_rejects_every_corruption_of_the_inputs_with_the_digest_check_on(reference):
    chance = random.Random(20230102)
    for _ in range(CORRUPTIONS):
        changed = deepcopy(reference)
        part = chance.choice(["region", "policy"])
        holder, key = chance.choice(_leaves(changed["certificate"][part]))
        holder[key] = f"{holder[key]}1"
        assert not verifier.judge(changed)["accepted"], (part, key)


@pytest.mark.parametrize(
    "broken", [None, [], {}, {"certificate": {}}, {"certificate": {"region": [], "policy": 3}}, "text", 7]
)
def test_rejects_what_is_no_result_at_all(broken):
    assert not verifier.judge(broken)["accepted"]


def test_an_unknown_rule_is_not_trusted_unless_named(reference):
    changed = deepcopy(reference)
    changed["certificate"]["policy"]["rules"]["night_shift"] = {"state": "hard", "parameters": {}}
    verdict = verifier.judge(changed, check_digest=False)
    assert not verdict["accepted"]
    assert "night_shift" in verdict["reason"]
    assert verifier.judge(changed, check_digest=False, trust_rules=["night_shift"])["accepted"]


def test_rejects_an_answer_that_raises_an_area_beyond_the_norm(monkeypatch):
    """Every round of it is proven, but of an aim that knows no cap: coverage beyond 1 is not pursued before the key."""

    def without_cap(self, case, known):
        yield Leximin(self.id, coverage(case, case.value("wijkagent_area.norm")))

    monkeypatch.setattr(AreaNorm, "objectives", without_cap)
    document = json.loads(allocate(load_region("amsterdam-2022")).to_json())
    verdict = verifier.judge(document)
    assert not verdict["accepted"]
    assert "is beyond the cap" in verdict["reason"]
