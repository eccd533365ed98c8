"""The answer does not depend on the order of teams, the hash seed, or the solver: byte for byte."""

import json
import os
import random
import subprocess
import sys
from importlib.util import find_spec
from typing import Any

import pytest

from rvp_alloc import Allocation, Policy, Region, allocate, load_region, region_from_dict, region_to_dict
from rvp_alloc.verify import judge

POLICIES = {
    "reference": Policy.reference(),
    "partial coverage": Policy.reference().set("wijkagent_area.norm", 3000),
    "capped": Policy.reference()
    .set("bounds.growth_cap.team.every", "0.065")
    .set("bounds.share_cap.district.every", "0.32")
    .set("basic_care.alpha", "0.99"),
    "cap at its edge": Policy.reference().set("ipga.cap", "970/22751"),
}
# GLPK is part of the development extra; the others are checked wherever they are installed.
SOLVERS = ["HiGHS", "PYGLPK"] + [
    name for name, module in (("COIN_CMD", "cbcbox"), ("SCIP_PY", "pyscipopt")) if find_spec(module)
]


def answer(plan: Allocation) -> bytes:
    """Return the JSON without certificate and record, teams sorted by id."""
    document: dict[str, Any] = plan.to_dict()
    assert judge(json.loads(json.dumps(document)))["accepted"]
    del document["certificate"], document["record"]
    document["teams"].sort(key=lambda team: team["id"])
    return json.dumps(document).encode()


def permuted(region: Region, seed: int) -> Region:
    document = region_to_dict(region)
    random.Random(seed).shuffle(document["teams"])
    return region_from_dict(document)


@pytest.mark.parametrize("name", POLICIES)
@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_teams_does_not_matter(name, seed):
    region = load_region("amsterdam-2022")
    assert answer(allocate(permuted(region, seed), POLICIES[name])) == answer(allocate(region, POLICIES[name]))


@pytest.mark.parametrize("name", POLICIES)
@pytest.mark.parametrize("solver", SOLVERS)
def test_the_solver_does_not_matter(name, solver):
    region = load_region("amsterdam-2022")
    assert answer(allocate(region, POLICIES[name], solver=solver)) == answer(allocate(region, POLICIES[name]))


def test_the_hash_seed_does_not_matter():
    command = [sys.executable, "-m", "rvp_alloc", "allocate", "amsterdam-2022", "--new-fte", "71", "--json"]
    outputs = set()
    for seed in ("0", "1", "12345"):
        run = subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True)
        outputs.add(run.stdout)
    assert len(outputs) == 1
