"""Very many generated cases: each must end proven, or in a proven conflict, with the oracle and the verifier agreeing.

Run ``python tests/campaign.py --cases 100000``; it shows how far it is, and ends with exit code 1 if anything was wrong. Cases
are drawn in blocks, each with a seed of its own that is printed with every fault, so that a fault can be drawn again.
"""

import argparse
import json
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from rvp_alloc import Allocation, try_allocate
from rvp_alloc.verify import judge
from strategies import cases, clashing_cases
from test_oracle import compare

BLOCK = 250


def run_block(number: int, size: int) -> tuple[int, Counter[str], list[str]]:
    """Draw one block of cases and judge each; return how they ended, and what was wrong."""
    endings: Counter[str] = Counter()
    faults: list[str] = []

    @seed(number)
    @settings(
        max_examples=size,
        phases=[Phase.generate],
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.one_of(cases(reordered=True), cases(reordered=True), clashing_cases()))
    def judge_each(case):
        try:
            endings[_judged(case)] += 1
        except Exception as error:  # noqa: BLE001  (whatever goes wrong is a fault to be told)
            faults.append(f"block {number}: {type(error).__name__}: {str(error)[:300]} {case!r}")

    judge_each()
    return number, endings, faults


def _judged(case) -> str:
    compare(case)
    outcome = try_allocate(*case)
    if isinstance(outcome, Allocation):
        return "proven"
    conflict = outcome.to_dict(with_repairs=False)
    verdict = judge(json.loads(json.dumps({"status": "infeasible", "error": {"conflict": conflict}})))
    if not verdict["accepted"]:
        raise AssertionError(verdict["reason"])
    return "conflict"


def main() -> int:
    """Run the campaign."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cases", type=int, default=2_000, help="how many cases (default: 2000)")
    parser.add_argument("--workers", type=int, default=2, help="how many processes (default: 2)")
    parser.add_argument("--first-block", type=int, default=1, help="seed of the first block (default: 1)")
    wanted = parser.parse_args()
    blocks = range(wanted.first_block, wanted.first_block + -(-wanted.cases // BLOCK))
    endings: Counter[str] = Counter()
    faults: list[str] = []
    start = time.monotonic()
    with ProcessPoolExecutor(wanted.workers) as pool:
        waiting = [pool.submit(run_block, number, BLOCK) for number in blocks]
        for done in as_completed(waiting):
            _, more, wrong = done.result()
            endings += more
            faults += wrong
            for fault in wrong:
                print(fault, flush=True)
            minutes = (time.monotonic() - start) / 60
            print(
                f"{endings.total():,} cases in {minutes:.1f} minutes: {dict(endings)}, {len(faults)} wrong", flush=True
            )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
