"""PuLP's solvers side by side under ``allocate``: HiGHS, GLPK, CBC and SCIP on the same cases, all with the same exact answer.

Run ``python benchmarks/bench_solvers.py``. The last line gives the bare linear programmes of the reference chain to OR-Tools'
GLOP, in a process of its own. What is not installed is left out, and said to be; ``python -m pip install '.[bench,solvers]'``
brings all.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from programmes import programmes
from timing import Prepare, report, side_by_side

from rvp_alloc import Policy, allocate, load_region
from rvp_alloc.solving.highs import silence_highs

REGION = load_region("amsterdam-2022")
CASES = {
    "reference": Policy.reference(),
    "partial coverage": Policy.reference().set("wijkagent_area.norm", 3000),
    "growth 12%, district 45%": Policy.reference()
    .set("bounds.growth_cap.team.every", "0.12")
    .set("bounds.share_cap.district.every", "0.45"),
    "basic care": Policy.reference().set("basic_care.alpha", "0.99"),
}
SOLVERS = {"HiGHS": "highspy", "PYGLPK": "swiglpk", "COIN_CMD": "cbcbox", "SCIP_PY": "pyscipopt"}


def dividing(policy: Policy, solver: str) -> Callable[[], object]:
    """Return one division by one solver."""
    return lambda: allocate(REGION, policy, solver=solver).teams


def compare(name: str, policy: Policy, turns: int) -> None:
    """Print the solvers on one case, once they have given the same answer."""
    installed = [solver for solver, package in SOLVERS.items() if find_spec(package)]
    answers = {solver: allocate(REGION, policy, solver=solver).teams for solver in installed}
    assert all(answer == answers["HiGHS"] for answer in answers.values()), "solvers give different divisions"
    subjects: dict[str, Prepare] = {solver: lambda solver=solver: dividing(policy, solver) for solver in installed}
    print(f"\n{name}: the same exact division by {', '.join(installed)}")
    print(*report(side_by_side(subjects, turns)), sep="\n")


def glop(turns: int) -> None:
    """Print how long GLOP takes over the bare programmes of the reference chain."""
    found = programmes(REGION, Policy.reference())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "programmes.npz"
        numbers = {f"{place}.{name}": value for place, one in enumerate(found) for name, value in vars(one).items()}
        np.savez(path, count=len(found), **numbers)
        script = Path(__file__).with_name("glop.py")
        ended = subprocess.run(  # noqa: S603  (a script of ours)
            [sys.executable, script, path, str(turns)], check=True, capture_output=True, text=True
        ).stdout
    seconds = [float(line) for line in ended.split()]
    raw = side_by_side({"raw highspy": lambda: lambda: [one.solve() for one in found]}, turns)["raw highspy"]
    print(f"\nThe {len(found)} bare programmes of the reference chain, each anew, from arrays")
    print(f"GLOP {statistics.median(seconds) * 1e3:.2f} ms, highspy {statistics.median(raw) * 1e3:.2f} ms")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--turns", type=int, default=20, help="how often each subject is timed (default: 20)")
    turns = parser.parse_args().turns
    silence_highs()
    for name, policy in CASES.items():
        compare(name, policy, turns)
    if find_spec("ortools"):
        glop(turns)
    for name, package in {**SOLVERS, "GLOP": "ortools"}.items():
        if not find_spec(package):
            print(f"{name} is left out: {package} is not installed")


if __name__ == "__main__":
    main()
