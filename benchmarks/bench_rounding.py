"""How long whole posts take, with their proof, beside integer programming by hand and the package apportionment.

Run ``python benchmarks/bench_rounding.py``. By hand is what one would write with PuLP: an integer programme for new fte, then one
for each kind of posts; it gives the same whole posts, in floats and without proof. The package apportionment knows no rules, so
it gets the case of a total alone. Nothing here fails because something is slow.
"""

import argparse
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any

import pulp
from scaled import times_over
from timing import Prepare, report, side_by_side

from rvp_alloc import Allocation, Policy, allocate, load_region
from rvp_alloc.planning.rounding import check_rounding, hamilton, round_posts
from rvp_alloc.solving.highs import silence_highs

REGION, POLICY = load_region("amsterdam-2022"), Policy.reference()
FAMILIES = ("wijkagent_posts", "interventieplegers", "regisseurs")


def plan_of(times: int) -> Allocation:
    """Return the division of the reference region so many times over."""
    return allocate(*times_over(REGION, POLICY, times)) if times > 1 else allocate(REGION, POLICY)


def total_alone() -> Allocation:
    """Return the division by the key alone, with no rule but the total and that nobody loses."""
    policy = POLICY
    for rule in ("priority_uplift", "development", "wijkagent_unit", "wijkagent_area", "ipga"):
        policy = policy.set(f"{rule}.state", "off")
    return allocate(REGION, policy)


def by_hand(plan: Allocation) -> dict[str, int]:
    """Return whole posts by one integer programme after the other, and what each team gets."""
    targets = {f"x:{team.id}": float(team.new_fte) for team in plan.teams}
    for team in plan.teams:
        targets |= {f"interventieplegers:{team.id}": float(team.interventieplegers)}
        targets |= {f"regisseurs:{team.id}": float(team.regisseurs)}
    targets |= {f"wijkagent_posts:{pool.id}": float(pool.new_wijkagent_posts) for pool in plan.pools}
    known: dict[str, int] = {}
    for family in ("x", *FAMILIES):
        found = _nearest(
            plan, {name: target for name, target in targets.items() if name.startswith(f"{family}:")}, known
        )
        known |= {name: value for name, value in found.items() if name.startswith(f"{family}:")}
    return {name.removeprefix("x:"): value for name, value in known.items() if name.startswith("x:")}


def _nearest(plan: Allocation, targets: Mapping[str, float], known: Mapping[str, int]) -> dict[str, int]:
    """Return the whole numbers around the targets with the smallest sum of squared differences, by one programme."""
    problem = pulp.LpProblem("whole", pulp.LpMinimize)
    columns: dict[str, Any] = {
        column.id: problem.add_variable(
            f"c{place}", 0, None, "Integer" if column.id.startswith(FAMILIES) else "Continuous"
        )
        for place, column in enumerate(plan.model.columns)
    }
    for place, team in enumerate(plan.case.teams):
        columns[f"x:{team}"] = problem.add_variable(f"x{place}", 0, None, "Integer")
        layers = [columns[plan.case.column(layer, team)] for layer in plan.case.layers]
        problem.addConstraint(pulp.lpSum(layers) == columns[f"x:{team}"])
    costs = {}
    for name, target in targets.items():
        low = int(target + 1e-9)
        step = problem.add_variable(f"z{len(costs)}", 0, 1, "Binary")
        problem.addConstraint(columns[name] == low + step)
        costs[step] = 1 - 2 * (target - low)
    problem.setObjective(pulp.LpAffineExpression.from_dict(costs))
    if not next(iter(targets)).startswith("x:"):
        problem.addConstraint(pulp.lpSum(columns[name] for name in targets) == round(sum(targets.values())))
    for name, value in known.items():
        problem.addConstraint(columns[name] == value)
    for row in plan.model.rows:
        terms = {columns[column]: float(coefficient) for column, coefficient in row.terms.items()}
        left, right = pulp.LpAffineExpression.from_dict(terms), float(row.bound)
        problem.addConstraint(
            left == right if row.sense == "==" else left <= right if row.sense == "<=" else left >= right
        )
    stats = problem.solve(pulp.HiGHS(msg=False, gapRel=0.0))
    assert stats.has_solution
    return {name: round(variable.varValue) for name, variable in columns.items()}


def with_package(plan: Allocation) -> list[int]:
    """Return the largest remainders of a total alone by the package apportionment, in its exact mode."""
    from apportionment.methods import compute

    votes = [int(team.new_fte * 10**9) for team in plan.teams]
    found: list[int] = compute("hamilton", votes, int(plan.total), fractions=True)
    return found


def subjects(plan: Allocation) -> dict[str, Prepare]:
    """Return what is timed on one division."""
    rounded = round_posts(plan)
    document = rounded.to_dict()
    assert check_rounding(document)["accepted"]
    mine = {team.id: int(team.new_fte) for team in rounded.teams}
    peer = by_hand(plan)
    if len(plan.teams) <= len(REGION.teams):
        assert mine == peer
    else:  # copies are tied, and only one of the two has a rule for that
        assert sorted(mine.values()) == sorted(peer.values())
    return {
        "round_posts, with proof": lambda: lambda: round_posts(plan),
        "the proof checked, from JSON": lambda: lambda: check_rounding(document),
        "by hand, PuLP, no proof": lambda: lambda: by_hand(plan),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--turns", type=int, default=20, help="how often each subject is timed (default: 20)")
    parser.add_argument(
        "--times", type=int, nargs="*", default=[1, 10], help="how many copies of the region (default: 1 10)"
    )
    wanted = parser.parse_args()
    silence_highs()
    for times in wanted.times:
        plan = plan_of(times)
        print(f"{len(plan.teams)} teams, whole posts by the rules")
        print(*report(side_by_side(subjects(plan), max(1, wanted.turns // times))), sep="\n")
    pure = total_alone()
    plain: dict[str, Prepare] = {
        "round_posts, with proof": lambda: lambda: round_posts(pure),
        "hamilton, exact": lambda: lambda: hamilton(pure),
    }
    if find_spec("apportionment"):
        assert with_package(pure) == [team.new_fte for team in round_posts(pure).teams]
        plain["apportionment, exact mode"] = lambda: lambda: with_package(pure)
    else:
        print("apportionment is not installed and left out")
    print(f"{len(pure.teams)} teams, a total alone")
    print(*report(side_by_side(plain, wanted.turns)), sep="\n")


if __name__ == "__main__":
    main()
