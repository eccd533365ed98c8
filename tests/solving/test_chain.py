"""What a solver says is a hint. Whatever it says, the answer is right and proven, or there is none."""

import json
import random
import subprocess
import sys
import time
from dataclasses import replace
from fractions import Fraction

import pytest
from flint import fmpq

from rvp_alloc import InfeasibleError, NotProvenError, Policy, RequestError, SolverError, allocate, load_region
from rvp_alloc.solving import chain
from rvp_alloc.solving.hint import Hint, Verdict
from rvp_alloc.solving.program import Basis
from rvp_alloc.solving.pulp_backend import open_session
from rvp_alloc.verify import judge

POLICIES = {
    "reference": Policy.reference(),
    "partial coverage": Policy.reference().set("wijkagent_area.norm", 3000),
    "capped": Policy.reference().set("bounds.growth_cap.team.every", "0.065").set("basic_care.alpha", "0.99"),
}


class Liar:
    """A session that twists what a real one says."""

    def __init__(self, twist):
        self.truth = open_session("HiGHS")
        self.twist = twist

    def solve(self, program, deadline):
        return self.twist(program, self.truth.solve(program, deadline))


def _shuffled(program, hint):
    columns = [column.id for column in program.columns]
    return Hint(
        Verdict.OPTIMAL,
        Basis(random.Random(1).sample(columns, len(columns) // 2), list(range(0, len(program.rows), 2))),
    )


def _forgetting(forgotten):
    """Return a twist that solves the programme anew without some of its rows."""

    def twist(program, hint):
        rows = [
            replace(row, terms={}, bound=fmpq(0)) if forgotten(place, row) else row
            for place, row in enumerate(program.rows)
        ]
        return open_session("HiGHS").solve(replace(program, rows=rows), None)

    return twist


LIES = {
    "forgets the cap of an aim": _forgetting(lambda place, row: row.label.endswith(".cap")),
    "forgets the room for posts": _forgetting(lambda place, row: row.label.startswith("posts.")),
    "forgets every seventh row": _forgetting(lambda place, row: place % 7 == 0),
    "says infeasible": lambda program, hint: Hint(Verdict.INFEASIBLE, hint.basis),
    "says infeasible without a basis": lambda program, hint: Hint(Verdict.INFEASIBLE),
    "says nothing": lambda program, hint: Hint(Verdict.UNCLEAR),
    "says optimal without a basis": lambda program, hint: Hint(Verdict.OPTIMAL),
    "gives an empty basis": lambda program, hint: Hint(Verdict.OPTIMAL, Basis([], [])),
    "gives all columns and rows": lambda program, hint: Hint(
        Verdict.OPTIMAL, Basis([column.id for column in program.columns], list(range(len(program.rows))))
    ),
    "gives the complement": lambda program, hint: Hint(
        Verdict.OPTIMAL,
        Basis(
            [column.id for column in program.columns if column.id not in hint.basis.columns],
            [row for row in range(len(program.rows)) if row not in hint.basis.tight_rows],
        ),
    ),
    "forgets the tight rows": lambda program, hint: Hint(Verdict.OPTIMAL, Basis(hint.basis.columns, [])),
    "gives a random basis": _shuffled,
}


@pytest.mark.parametrize("name", POLICIES)
@pytest.mark.parametrize("lie", LIES)
def test_no_lie_reaches_an_answer(name, lie, monkeypatch):
    region = load_region("amsterdam-2022")
    truth = allocate(region, POLICIES[name])
    monkeypatch.setattr(chain, "open_session", lambda solver: Liar(LIES[lie]))
    plan = allocate(region, POLICIES[name])
    assert plan.teams == truth.teams
    assert plan.pools == truth.pools
    assert judge(json.loads(plan.to_json()))["accepted"]


@pytest.mark.parametrize("lie", ["says nothing", "gives an empty basis", "gives a random basis"])
def test_no_lie_makes_a_clash_of_rules_feasible(lie, monkeypatch):
    monkeypatch.setattr(chain, "open_session", lambda solver: Liar(LIES[lie]))
    with pytest.raises(InfeasibleError):
        allocate(load_region("amsterdam-2022"), Policy.reference().set("ipga.cap", "0.04"))


@pytest.mark.parametrize("solver", ["HiGHS", "PYGLPK"])
def test_a_time_limit_that_suffices_changes_nothing(solver):
    region = load_region("amsterdam-2022")
    assert allocate(region, time_limit=60, solver=solver).teams == allocate(region).teams


@pytest.mark.parametrize("wrong", [0, -1, "5", float("nan")])
def test_a_time_limit_that_is_none_is_an_error(wrong):
    with pytest.raises(RequestError, match="time_limit"):
        allocate(load_region("amsterdam-2022"), time_limit=wrong)


def test_a_time_limit_is_kept():
    start = time.monotonic()
    with pytest.raises(NotProvenError, match="time limit"):
        allocate(load_region("amsterdam-2022"), time_limit=1e-9)
    assert time.monotonic() - start < 60


@pytest.mark.parametrize(
    ("solver", "words"),
    [
        ("CPSAT", "whole numbers"),
        ("CHOCO_CMD", "refused"),
        ("HIGHS", "Did you mean HiGHS?"),
        ("XPRESS", "not installed"),
    ],
)
def test_a_solver_that_cannot_be_used_is_told_why(solver, words):
    with pytest.raises(SolverError) as caught:
        allocate(load_region("amsterdam-2022"), solver=solver)
    assert words in str(caught.value)


@pytest.mark.parametrize("solver", ["HiGHS", "PYGLPK"])
def test_a_policy_without_any_aim_has_an_answer_that_is_not_the_only_one(solver):
    """Budget, no loss and key alone, with no aim pursued and no posts: no programme has anything to measure."""
    policy = Policy("no aim", {}).set("budget.new_fte", 3).set("budget.state", "hard").set("no_loss.state", "hard")
    policy = policy.set("key.weights.formation", 1).set("key.state", "guiding").with_aims()
    plan = allocate(load_region("amsterdam-2022"), policy, solver=solver)
    assert (plan.total, plan.unique, len(plan.unsettled)) == (3, False, 17)
    assert judge(json.loads(plan.to_json()))["accepted"]


def test_the_log_tells_levels_and_settled_teams():
    log = allocate(load_region("amsterdam-2022")).log
    assert [entry.aim for entry in log][:2] == ["area_norm", "key"]
    assert log[0].reaches_cap
    assert len(log[1].settled) == 15
    assert log[1].level == Fraction(3076047501008643, 102401704075000)


def test_another_user_of_highs_in_the_same_process_does_no_harm():
    """HiGHS keeps one set of threads per process, and refuses to solve where another number of threads is asked for later."""
    code = (
        "import highspy, pulp\n"
        "from rvp_alloc import allocate, load_region\n"
        "from rvp_alloc.solving.highs import silence_highs\n"
        "silence_highs()\n"
        "other = pulp.LpProblem('other', pulp.LpMinimize)\n"
        "other.setObjective(other.add_variable('x', 1))\n"
        "other.solve(pulp.HiGHS(msg=False, threads=2))\n"
        "import logging\n"
        "logging.basicConfig(level='INFO')\n"
        "assert allocate(load_region('amsterdam-2022')).solved.solves == 7\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "exact pivots follow" not in run.stderr
