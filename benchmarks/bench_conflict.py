"""How long it takes to find every minimal clash among some twenty parameters, beside one clash by deletion with PuLP.

Run ``python benchmarks/bench_conflict.py``. The peer is what one would write by hand: leave out one parameter after the other and
solve again, from scratch; it finds one minimal clash and no proof. Nothing here fails because something is slow.
"""

import argparse

import pulp
from timing import Prepare, report, side_by_side

from rvp_alloc import Conflict, Policy, load_region, try_allocate
from rvp_alloc.conflict.search import find_clashes, parameter_of
from rvp_alloc.policy.formulate import FACTS
from rvp_alloc.solving.highs import silence_highs


def clashing_policy() -> Policy:
    """Return the reference with bounds and a pin, in which three things clash that have nothing to do with each other."""
    policy = Policy.reference().set("basic_care.alpha", "0.9")
    for name, value in (
        ("cap.team.boven-ij", 5),
        ("growth_cap.team.every", "0.3"),
        ("share_cap.district.every", "0.6"),
        ("floor.team.every", "0.1"),
        ("cap.municipality.Amsterdam", 70),
        ("floor.authority.driehoek Diemen/Ouder-Amstel", 1),
        ("share_floor.district.oost", "0.05"),
        ("cap.district.west", 40),
    ):
        policy = policy.set(f"bounds.{name}", value)
    return policy.set("pins.amstelveen", "0.5", source="a mayor", note="a reason").set("ipga.regisseurs_max", 16)


def one_by_deletion(conflict: Conflict) -> list[str]:
    """Find one minimal clash as one would by hand: a new PuLP problem for every parameter left out."""
    needed = sorted({parameter_of(row) for row in conflict.model.rows} - {FACTS})
    for parameter in list(needed):
        rest = [name for name in needed if name != parameter]
        if _is_infeasible(conflict, rest):
            needed = rest
    return needed


def _is_infeasible(conflict: Conflict, parameters: list[str]) -> bool:
    problem = pulp.LpProblem("clash", pulp.LpMinimize)
    columns = {
        column.id: problem.add_variable(f"c{place}", column.lower)
        for place, column in enumerate(conflict.model.columns)
    }
    problem.setObjective(0)
    for row in conflict.model.rows:
        if parameter_of(row) in (*parameters, FACTS):
            terms = {columns[column]: float(coefficient) for column, coefficient in row.terms.items()}
            left, right = pulp.LpAffineExpression.from_dict(terms), float(row.bound)
            problem.addConstraint(
                left == right if row.sense == "==" else left <= right if row.sense == "<=" else left >= right
            )
    return problem.solve(pulp.HiGHS(msg=False, presolve="off")).status == pulp.constants.LpSolveStatus.Infeasible


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--turns", type=int, default=20, help="how often each subject is timed (default: 20)")
    turns = parser.parse_args().turns
    silence_highs()
    conflict = try_allocate(load_region("amsterdam-2022"), clashing_policy())
    assert isinstance(conflict, Conflict)
    assert conflict.complete
    parameters = {parameter_of(row) for row in conflict.model.rows} - {FACTS}
    print(f"{len(parameters) + 1} parameters, no loss among them; {len(conflict.clashes)} minimal clashes:")
    for clash in conflict.clashes:
        print(f"  {', '.join(clash.parameters)}")
    subjects: dict[str, Prepare] = {
        "all clashes, both proofs": lambda: lambda: find_clashes(conflict.case, conflict.model),
        "one by deletion, PuLP": lambda: lambda: one_by_deletion(conflict),
    }
    print(*report(side_by_side(subjects, turns)), sep="\n")


if __name__ == "__main__":
    main()
