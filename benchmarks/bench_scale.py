"""How the time grows with the number of teams: 17, 170 and 1,700, beside the same chain by hand and raw highspy.

Run ``python benchmarks/bench_scale.py``. The reference region is taken once, ten and a hundred times. By hand is PuLP with the
same seven solves; raw highspy gets the very linear programmes of the chain as arrays, and solves each anew. Only rvp_alloc
proves its answer, in rationals, at every size. Nothing here fails because something is slow.
"""

import argparse
import math
from collections.abc import Callable
from itertools import pairwise
from statistics import median

from by_hand import divide, figures_of
from programmes import programmes
from scaled import times_over
from timing import Prepare, report, side_by_side

from rvp_alloc import Policy, Region, allocate, load_region
from rvp_alloc.solving.highs import silence_highs

SIZES = (1, 10, 100)


def subjects(region: Region, policy: Policy) -> dict[str, Prepare]:
    """Return what is compared at one size."""
    figures, arrays = figures_of(region, policy), programmes(region, policy)

    def raw() -> None:
        for one in arrays:
            one.solve()

    def always(run: Callable[[], object]) -> Prepare:
        return lambda: run

    return {
        "rvp_alloc.allocate": always(lambda: allocate(region, policy).teams),
        "by hand, PuLP": always(lambda: divide(figures)),
        "by hand, PuLP, presolve off": always(lambda: divide(figures, presolve="off")),
        "raw highspy, same programmes": always(raw),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--turns", type=int, default=20, help="how often 17 teams are timed (default: 20); others less")
    turns = parser.parse_args().turns
    silence_highs()
    middle: dict[int, float] = {}
    for times in SIZES:
        region, policy = times_over(load_region("amsterdam-2022"), Policy.reference(), times)
        teams = len(region.teams)
        seconds = side_by_side(subjects(region, policy), max(1, turns // (1 if times < 100 else 4)))
        middle[teams] = median(seconds["rvp_alloc.allocate"])
        print(f"\n{teams:,} teams")
        print(*report(seconds), sep="\n")
    for small, large in pairwise(middle):
        grows = math.log(middle[large] / middle[small]) / math.log(large / small)
        print(f"from {small:,} to {large:,} teams the time of allocate grows with the power {grows:.2f}")


if __name__ == "__main__":
    main()
