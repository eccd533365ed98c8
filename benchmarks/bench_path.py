"""How long the exact budget path from 0 to 200 fte takes, beside a fine grid, and beside PPOPT on one LP of the chain.

Run ``python benchmarks/bench_path.py``. The path is the whole chain in rationals, with the stretch that has no division. The
grid is ``allocate`` at every whole fte, which finds no breakpoint. PPOPT gets, in floats, the first round of the key alone,
from 43 to 200 fte; it comes with ``python -m pip install '.[bench]'``. Nothing here fails because something is slow.
"""

import argparse
from collections.abc import Callable
from importlib.util import find_spec

import numpy as np
import one_lp
from timing import Prepare, report, side_by_side

from rvp_alloc import Policy, load_region, try_allocate
from rvp_alloc.analysis.path import path
from rvp_alloc.solving.highs import silence_highs

REGION, POLICY = load_region("amsterdam-2022"), Policy.reference()
BUDGETS = range(201)
LAYERS = 38.041  # what uplift and development take of the 43 to 200 fte


def exact_path() -> None:
    """Walk the whole path."""
    assert len(path(REGION, POLICY, "budget.new_fte", 0, 200).stretches) == 6


def grid() -> None:
    """Divide every whole number of fte by itself."""
    for budget in BUDGETS:
        try_allocate(REGION, POLICY, budget)


def ppopt_round() -> Callable[[], None]:
    """Return PPOPT's solution of the key's first round, with what the key divides as its parameter."""
    from ppopt.mp_solvers.solve_mpqp import mpqp_algorithm, solve_mpqp
    from ppopt.mplp_program import MPLP_Program

    found = one_lp.key_round(REGION, POLICY)
    found_points = path(REGION, POLICY, "budget.new_fte", 0, 200).breakpoints
    is_budget = np.isclose(found.row_lower, 71 - LAYERS) & (found.row_lower == found.row_upper)
    assert is_budget.sum() == 1
    equal = found.row_lower == found.row_upper
    least, most = ~equal & np.isfinite(found.row_lower), ~equal & np.isfinite(found.row_upper)
    bounded = np.isfinite(found.column_lower)
    matrix = np.vstack([found.matrix[equal], found.matrix[most], -found.matrix[least], -np.eye(len(bounded))[bounded]])
    moving = np.concatenate([is_budget[equal], np.zeros(len(matrix) - equal.sum())]).astype(float)
    bounds = np.concatenate(
        [found.row_lower[equal], found.row_upper[most], -found.row_lower[least], -found.column_lower[bounded]]
    )
    program = MPLP_Program(
        matrix,
        np.where(moving, 0.0, bounds)[:, None],
        found.cost[:, None],
        np.zeros((len(bounded), 1)),
        np.array([[1.0], [-1.0]]),
        np.array([[200 - LAYERS], [LAYERS - 43]]),
        moving[:, None],
        equality_indices=list(range(equal.sum())),
    )

    def run() -> None:
        borders = np.concatenate(
            [region.f.ravel() for region in solve_mpqp(program, mpqp_algorithm.geometric).critical_regions]
        )
        for point in found_points[-2:]:  # where Aalsmeer-Uithoorn and Amstelveen are let go by the norm
            assert np.isclose(borders, float(point.value) - LAYERS).any()

    return run


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--turns", type=int, default=20, help="how often each subject is timed (default: 20)")
    turns = parser.parse_args().turns
    silence_highs()
    subjects: dict[str, Prepare] = {"exact path, whole chain": lambda: exact_path}
    if find_spec("ppopt"):
        subjects["PPOPT, one LP of the chain"] = ppopt_round
    else:
        print("PPOPT is not installed and left out")
    subjects["allocate at 201 budgets"] = lambda: grid
    print(*report(side_by_side(subjects, turns)), sep="\n")


if __name__ == "__main__":
    main()
