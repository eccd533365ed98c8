"""The command line as a process of its own: its streams, its exit codes, its bytes."""

import json
import os
import subprocess
import sys

import pytest

from two_teams import HEADER, csv

pytestmark = pytest.mark.usefixtures("own_folder")
AMSTERDAM = "amsterdam-2022"


def started(*words, **environment):
    """Run the command line as a process of its own."""
    command = [sys.executable, "-m", "rvp_alloc", *words]
    return subprocess.run(command, capture_output=True, check=False, env=os.environ | environment, timeout=120)


@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        (["allocate", AMSTERDAM], 0, "proven_optimal"),
        (["check", AMSTERDAM], 0, "valid"),
        (["allocate", AMSTERDAM, "--new-fte", "many"], 2, "bad_input"),
        (["allocate"], 2, "bad_input"),
        (["allocate", AMSTERDAM, "--set", "ipga.cap=0.04"], 3, "infeasible"),
        (["allocate", AMSTERDAM, "--time-limit", "1e-9"], 4, "not_proven"),
        (["allocate", AMSTERDAM, "--solver", "HiGSH"], 2, "solver"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_stdout_is_exactly_one_json_document(words, code, status):
    result = started(*words, "--json")
    assert result.returncode == code
    document = json.loads(result.stdout.decode("utf-8"))
    assert document["schema_version"] == 1
    assert document["status"] == status
    assert result.stderr == b""


def test_what_is_printed_can_be_verified_from_its_bytes_alone(tmp_path):
    path = tmp_path / "result.json"
    path.write_bytes(started("allocate", AMSTERDAM, "--json").stdout)
    accepted = started("verify", "result.json", "--json")
    assert accepted.returncode == 0
    assert json.loads(accepted.stdout)["accepted"] is True
    document = json.loads(path.read_bytes())
    document["teams"][0]["exact"]["key"] = "3"
    path.write_text(json.dumps(document), encoding="utf-8")
    rejected = started("verify", "result.json", "--json")
    assert rejected.returncode == 4
    assert json.loads(rejected.stdout)["accepted"] is False


def test_output_is_utf_8_whatever_the_locale(tmp_path):
    teams = csv(
        "Café Ümlaut,City,100,20,50000,5,80", "South,City,50,10,30000,5,80", header=[*HEADER, "growth", "safety"]
    )
    (tmp_path / "teams.csv").write_text(teams, encoding="utf-8")
    words = ["teams.csv", "--new-fte", "20", "--set", "ipga.state=off", "--set", "development.total=0"]
    for extra in (["--json"], []):
        result = started("allocate", *words, *extra, PYTHONIOENCODING="ascii")
        assert (result.returncode, result.stderr) == (0, b"")
        assert "Café Ümlaut" in result.stdout.decode("utf-8")


def test_an_unknown_log_level_is_no_reason_to_stop():
    result = started("check", AMSTERDAM, RVP_ALLOC_LOG="loudly")
    assert (result.returncode, result.stderr) == (0, b"")


def test_logging_and_the_banner_of_the_solver_stay_off_stdout():
    result = started("allocate", AMSTERDAM, "--json", RVP_ALLOC_LOG="debug")
    assert json.loads(result.stdout)["status"] == "proven_optimal"
    assert b"HiGHS" not in result.stdout.replace(b'"solver": "HiGHS"', b"")


@pytest.mark.parametrize("fte", ["71", "22"], ids=["a division", "a conflict"])
def test_a_reader_that_goes_away_is_no_error(fte):
    command = f"{sys.executable} -m rvp_alloc allocate {AMSTERDAM} --new-fte {fte} --json | head -c 10"
    result = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, check=False, timeout=120
    )
    assert result.stdout.startswith(b"{")
    assert b"Traceback" not in result.stderr
