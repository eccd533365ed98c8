"""The README: its code runs, its tables are what the library gives, its files exist, and its claims hold."""

import contextlib
import io
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from rvp_alloc import Policy, allocate, cli, load_region, policy_from_dict, region_from_frame
from rvp_alloc.figure import exact_text, rounded
from rvp_alloc.policy.rule import all_rules
from rvp_alloc.policy.rules import BUILT_IN

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SET_UP = [
    "python -m pip install . && python -m rvp_alloc allocate amsterdam-2022 --new-fte 71",
    "python -m pip install -e '.[dev]' && python -m pytest",
]
RUN_ELSEWHERE = "python benchmarks/bench_allocate.py"  # by test_examples


def blocks():
    """Return the fenced blocks in order: language, file name (if the block is a file), text."""
    found = re.findall(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert README.count("\n```") == 2 * len(found), "a fence is not closed, or has no language"
    return found


def table(first_heading):
    """Return the cells of the table whose first heading begins so, without headings."""
    lines = README.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"| {first_heading}"))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


@pytest.fixture(scope="module")
def plan():
    return allocate(load_region("amsterdam-2022"), new_fte=71)


# ---- code


def run_python(code, name):
    exec(compile(code, f"README.md, {name}", "exec"), {"__name__": "readme"})


def run_command(line):
    """Run one command line, and compare how it ends with what its comment says (0 if it says nothing)."""
    stated = re.search(r"# exit code (\d+)$", line)
    expected = int(stated[1]) if stated else 0
    words = shlex.split(line, comments=True)
    words, file = (words[:-2], words[-1]) if ">" in words[-2:] else (words, "")
    if words[:3] == ["python", "-m", "rvp_alloc"]:
        printed = io.StringIO()
        with pytest.raises(SystemExit) as ended, contextlib.redirect_stdout(printed):
            cli.main(words[3:])
        code = ended.value.code
        if file:
            Path(file).write_text(printed.getvalue(), encoding="utf-8")
    else:
        assert words[0] == "python", f"not known how to run: {line}"
        script = ROOT / words[1]
        assert script.exists(), f"{words[1]} does not exist"
        if line == RUN_ELSEWHERE:
            return
        code = subprocess.run(
            [sys.executable, "-W", "error", script, *words[2:]], check=False, capture_output=True, timeout=120
        ).returncode
    assert code == expected, f"{line} ended in {code}, not {expected}"


def test_all_code_runs_from_top_to_bottom(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    seen = set()
    for number, (language, file, text) in enumerate(blocks(), start=1):
        seen.add(language)
        if file:
            Path(file).write_text(text, encoding="utf-8")
        elif language == "python":
            with contextlib.redirect_stdout(None):
                run_python(text, f"block {number}")
        elif language == "sh":
            for line in text.splitlines():
                run_command(line)
        else:
            pytest.fail(f"block {number} is {language}: not known how to check it")
    assert seen == {"python", "sh", "csv", "toml", "json"}


def test_the_set_up_lines_stand_in_blocks_of_their_own():
    inside = [line.strip() for line in README.splitlines() if line.startswith("    python -m pip")]
    fenced = [line for *_, text in blocks() for line in text.splitlines() if line.startswith("python -m pip")]
    assert [*inside, *fenced] == SET_UP


def test_what_the_first_steps_say_they_print_is_printed(capsys):
    first = next(text for language, _, text in blocks() if language == "python")
    run_python(first, "first steps")
    printed = capsys.readouterr().out.splitlines()
    promised = re.findall(r"print\((?:float|plan\.status).*\) +# (.+)", first)
    assert promised == ["4.152", "proven_optimal True"]
    assert all(promise in printed for promise in promised)


# ---- tables


def test_the_result_is_the_result(plan):
    expected = [
        [
            team.name,
            str(rounded(team.formation, 1)),
            str(rounded(team.new_fte, 3)),
            *(str(rounded(team.layers[layer], 3)) for layer in ("priority_uplift", "development", "key")),
            f"{rounded(team.key_fulfilment * 100, 1)}%",
        ]
        for team in plan.teams
    ]
    sums = [sum(team.layers[layer] for team in plan.teams) for layer in ("priority_uplift", "development", "key")]
    formation = sum(team.formation for team in plan.teams)
    expected.append(
        ["Together", str(rounded(formation, 1)), *(str(rounded(value, 3)) for value in (plan.total, *sums)), ""]
    )
    assert table("Basisteam") == expected


def test_every_parameter_of_the_reference_policy_is_told():
    expected = [
        [f"`{name}`", exact_text(figure.value), figure.unit, str(figure.confidence), figure.source]
        for name, figure in Policy.reference().values().items()
        if name.partition(".")[0] in BUILT_IN
    ]
    assert table("Parameter") == expected


def test_every_rule_is_told_with_its_state():
    reference = Policy.reference()
    told = {row[0].split("`")[1]: row[3] for row in table("Rule")}
    for rule in all_rules():
        if rule.id in BUILT_IN:
            always = ", cannot be off" if "off" not in rule.states else ""
            assert told.pop(rule.id) == f"{reference.state(rule.id)}{always}"
    assert not told


def test_what_to_open_exists():
    rows = table("I want to change")
    assert len(rows) > 10
    for _, where in rows:
        paths = re.findall(r"`([^`]+)`", where)
        assert paths
        for path in paths:
            assert (ROOT / path).exists(), f"{path} does not exist"


def test_links_lead_somewhere():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("https://") or (ROOT / target).exists(), f"{target} does not exist"


# ---- claims


def new_fte(plan):
    return [team.new_fte for team in plan.teams]


@pytest.mark.parametrize("rule", ["ipga", "wijkagent_unit"])
def test_these_rules_move_no_post(plan, rule):
    assert new_fte(allocate(plan.region, Policy.reference().set(f"{rule}.state", "off"))) == new_fte(plan)


def test_the_unit_norm_holds_with_room_to_spare(plan):
    (row,) = next(rule for rule in plan.rules if rule.rule == "wijkagent_unit").rows
    assert row.required < 0


def test_without_the_area_norm_every_team_gets_exactly_its_key(plan):
    alone = allocate(plan.region, Policy.reference().set("wijkagent_area.state", "off"))
    assert {team.key_fulfilment for team in alone.teams} == {1}


def test_fifteen_teams_keep_the_same_part_of_their_key(plan):
    lifted = {"amstelveen", "aalsmeer-uithoorn"}
    assert len({team.key_fulfilment for team in plan.teams if team.id not in lifted}) == 1


def test_the_key_can_be_put_first(plan):
    first = allocate(plan.region, Policy.reference().with_aims("key", "area_norm"))
    assert {team.key_fulfilment for team in first.teams} == {1}
    assert first.unique


def test_more_budget_can_take_fte_from_a_team_where_groups_cross():
    frame = pd.DataFrame(
        {
            "team": ["a", "b", "c"],
            "district": "d",
            "formation": 10,
            "wijkagenten": 1,
            "inhabitants": 5000,
            "authority": ["a and b", "a and b", "c"],
            "municipality": ["a", "b and c", "b and c"],
        }
    )
    rules = {
        "budget": {"state": "hard", "parameters": {"new_fte": 1}},
        "no_loss": {"state": "hard"},
        "key": {"state": "guiding", "parameters": {"weights.formation": 1}},
        "bounds": {"state": "hard", "parameters": {"cap.authority.a and b": 1, "cap.municipality.b and c": 1}},
    }
    region, policy = region_from_frame(frame), policy_from_dict({"schema_version": 1, "rules": rules})
    one, two = (allocate(region, policy, fte) for fte in (1, 2))
    assert [3 * fte for fte in new_fte(one)] == [1, 1, 1]
    assert new_fte(two) == [1, 0, 1]
