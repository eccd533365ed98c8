"""How long a chart takes as SVG, beside the smallest picture that the same engine can make; and the first one, which starts it.

Run ``python benchmarks/bench_charts.py``. Nothing here fails because something is slow.
"""

import argparse
import time

import vl_convert
from timing import Prepare, report, side_by_side

from rvp_alloc import Policy, allocate, load_region
from rvp_alloc.analysis.path import path
from rvp_alloc.report import charts


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--turns", type=int, default=15, help="how often each subject is timed (default: 15)")
    turns = parser.parse_args().turns
    region, policy = load_region("amsterdam-2022"), Policy.reference()
    plan, other = allocate(region, policy), allocate(region, policy.set("bounds.growth_cap.team.every", "0.05"))
    budget = path(region, policy, "budget.new_fte", 0, 200)
    start = time.perf_counter()
    charts.svg(charts.layers(plan))
    print(f"the first chart of a process, with altair and the engine: {(time.perf_counter() - start) * 1e3:.0f} ms")
    subjects: dict[str, Prepare] = {
        "a point, no text": lambda: lambda: vl_convert.vegalite_to_svg({"mark": "point"}),
        "layers": lambda: lambda: charts.svg(charts.layers(plan)),
        "before_and_after": lambda: lambda: charts.svg(charts.before_and_after(plan)),
        "key_against_result": lambda: lambda: charts.svg(charts.key_against_result(plan)),
        "norm_coverage": lambda: lambda: charts.svg(charts.norm_coverage(plan)),
        "ipga_load": lambda: lambda: charts.svg(charts.ipga_load(plan)),
        "compared": lambda: lambda: charts.svg(charts.compared(plan, other)),
        "path_chart": lambda: lambda: charts.svg(charts.path_chart(budget)),
        "layers as png": lambda: lambda: charts.png(charts.layers(plan)),
    }
    print(*report(side_by_side(subjects, turns)), sep="\n")


if __name__ == "__main__":
    main()
