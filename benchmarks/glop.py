"""GLOP over linear programmes from a file, in a process of its own: OR-Tools brings a HiGHS that may clash.

Run by ``bench_solvers.py``; prints the seconds of each turn.
"""

import sys
import time

import numpy as np


def solve(arrays: dict[str, np.ndarray]) -> float:
    """Build one programme and solve it; return the objective."""
    from ortools.linear_solver.python import model_builder

    model = model_builder.Model()
    columns = [
        model.new_num_var(float(lower), float("inf"), f"c{place}") for place, lower in enumerate(arrays["column_lower"])
    ]
    start, index, value = arrays["start"], arrays["index"], arrays["value"]
    for row in range(len(arrays["row_lower"])):
        places = range(start[row], start[row + 1])
        total = model_builder.LinearExpr.weighted_sum(
            [columns[index[at]] for at in places], [value[at] for at in places]
        )
        model.add_linear_constraint(total, float(arrays["row_lower"][row]), float(arrays["row_upper"][row]))
    model.minimize(model_builder.LinearExpr.weighted_sum(columns, arrays["cost"].tolist()))
    solver = model_builder.Solver("GLOP")
    assert solver.solve(model) == model_builder.SolveStatus.OPTIMAL
    return solver.objective_value


def main() -> None:
    """Solve every programme of the file, so many times."""
    with np.load(sys.argv[1]) as file:
        found = [
            {name.partition(".")[2]: file[name] for name in file.files if name.startswith(f"{place}.")}
            for place in range(int(file["count"]))
        ]
    solve(found[0])  # loads OR-Tools, which is no part of what is timed
    for _ in range(int(sys.argv[2])):
        begin = time.perf_counter()
        for arrays in found:
            solve(arrays)
        print(time.perf_counter() - begin)


if __name__ == "__main__":
    main()
