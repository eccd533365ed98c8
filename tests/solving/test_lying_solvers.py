"""A solver of PuLP that lies, in every way that solvers have been seen to: no lie reaches an answer."""

import json
import math
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

import pulp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvp_alloc import Allocation, InfeasibleError, NotProvenError, Policy, allocate, load_region, try_allocate
from rvp_alloc.verify import judge
from strategies import cases, clashing_cases, examples

STATUS = pulp.constants.LpSolveStatus
REGION = load_region("amsterdam-2022")
POLICIES = {
    "reference": Policy.reference(),
    "partial coverage": Policy.reference().set("wijkagent_area.norm", 3000),
    "capped": Policy.reference().set("bounds.growth_cap.team.every", "0.065").set("basic_care.alpha", "0.99"),
}
CLASHING = Policy.reference().set("ipga.cap", "0.04")


def twist_values(change: Callable[[list[float]], list[float]]) -> Callable[..., Any]:
    def lie(problem: pulp.LpProblem, stats: Any) -> Any:
        variables = problem.exported_variables()
        for variable, value in zip(
            variables, change([variable.varValue or 0.0 for variable in variables]), strict=True
        ):
            variable.varValue = value
        return _said(stats, STATUS.Optimal, has_solution=True)

    return lie


def _said(stats: Any, status: Any, *, has_solution: bool) -> Any:
    stats.status, stats.has_solution = status, has_solution
    return stats


def flip_duals(problem: pulp.LpProblem, stats: Any) -> Any:
    for constraint in problem.constraints():
        constraint.pi = -(constraint.pi or 0.0)
    return stats


def throw(problem: pulp.LpProblem, stats: Any) -> Any:
    raise RuntimeError("the solver fell over")


LIES: dict[str, Callable[[pulp.LpProblem, Any], Any]] = {
    "stale zeros, called optimal": twist_values(lambda values: [0.0] * len(values)),
    "swapped columns": twist_values(lambda values: [*values[1:], values[0]]),
    "eight digits": twist_values(lambda values: [float(f"{value:.8g}") for value in values]),
    "three digits": twist_values(lambda values: [float(f"{value:.3g}") for value in values]),
    "not a number": twist_values(lambda values: [math.nan] * len(values)),
    "infinity": twist_values(lambda values: [math.inf] * len(values)),
    "doubled": twist_values(lambda values: [2 * value for value in values]),
    "flipped duals": flip_duals,
    "infeasible": lambda problem, stats: _said(stats, STATUS.Infeasible, has_solution=False),
    "unbounded": lambda problem, stats: _said(stats, STATUS.Unbounded, has_solution=False),
    "undefined": lambda problem, stats: _said(stats, STATUS.Undefined, has_solution=False),
    "an exception": throw,
}


# GLPK is part of the development extra; CBC and SCIP take part wherever they are installed.
INSTALLED = [name for name, module in (("COIN_CMD", "cbcbox"), ("SCIP_PY", "pyscipopt")) if find_spec(module)]
OTHERS = ["PYGLPK", "FIRST_VERTEX", *INSTALLED]


class Liar(pulp.HiGHS):
    """HiGHS, whose answers are twisted on their way out."""

    name = "LIAR"
    lie: Callable[[pulp.LpProblem, Any], Any] = staticmethod(flip_duals)

    def actualSolve(self, lp, **kwargs):  # noqa: N802  (PuLP's name)
        return type(self).lie(lp, super().actualSolve(lp, **kwargs))


class FirstVertex(pulp.HiGHS):
    """HiGHS, which forgets the objective: feasible, called optimal, and not the best."""

    name = "FIRST_VERTEX"

    def actualSolve(self, lp, **kwargs):  # noqa: N802  (PuLP's name)
        objective = lp.objective
        lp.setObjective(pulp.LpAffineExpression.from_dict(dict.fromkeys(objective, 0.0)))
        return super().actualSolve(lp, **kwargs)


pulp.apis.addSolver(Liar, FirstVertex)


@pytest.fixture
def lying(monkeypatch):
    def choose(lie: str) -> str:
        monkeypatch.setattr(Liar, "lie", staticmethod(LIES[lie]))
        return "LIAR"

    return choose


@pytest.mark.parametrize("name", POLICIES)
@pytest.mark.parametrize("lie", LIES)
def test_the_answer_is_right_whatever_the_solver_says(name, lie, lying):
    plan = allocate(REGION, POLICIES[name], solver=lying(lie))
    truth = allocate(REGION, POLICIES[name])
    assert (plan.teams, plan.pools) == (truth.teams, truth.pools)
    assert judge(json.loads(plan.to_json()))["accepted"]


@pytest.mark.parametrize("name", POLICIES)
def test_a_vertex_that_is_not_the_best_is_no_answer(name):
    plan = allocate(REGION, POLICIES[name], solver="FIRST_VERTEX")
    assert plan.teams == allocate(REGION, POLICIES[name]).teams


@pytest.mark.parametrize("lie", [lie for lie in LIES if lie != "flipped duals"])
def test_a_clash_is_found_though_the_solver_denies_it(lie, lying):
    with pytest.raises(InfeasibleError) as caught:
        allocate(REGION, CLASHING, solver=lying(lie))
    assert len(caught.value.conflict.clashes) == 2


def test_a_time_out_is_told_and_nothing_else(monkeypatch):
    monkeypatch.setattr(
        Liar, "lie", staticmethod(lambda problem, stats: _said(stats, STATUS.TimeLimit, has_solution=False))
    )
    with pytest.raises(NotProvenError, match="time limit"):
        allocate(REGION, solver="LIAR")


@examples(60)
@given(cases() | clashing_cases(), st.sampled_from(sorted(LIES)))
def test_no_lie_reaches_an_answer_in_generated_cases(case, lie):
    Liar.lie = staticmethod(LIES[lie])
    told, truth = try_allocate(*case, solver="LIAR"), try_allocate(*case)
    assert told.status == truth.status
    if isinstance(told, Allocation):
        assert (told.teams, told.pools) == (truth.teams, truth.pools)


@examples(100)
@given(cases() | clashing_cases(), st.sampled_from(OTHERS))
def test_solvers_agree_exactly_on_generated_cases(case, solver):
    other, truth = try_allocate(*case, solver=solver), try_allocate(*case)
    assert other.status == truth.status
    if isinstance(other, Allocation):
        assert (other.teams, other.pools, other.rules) == (truth.teams, truth.pools, truth.rules)
