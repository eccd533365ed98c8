"""How long a plan over four years takes, proven, beside one division and beside four divisions one after the other.

Run ``python benchmarks/bench_years.py``. What is compared takes turns in one run; nothing here fails because something is slow.
The intake is made up: 71 fte over four years. With a pin, allocate divides a second time, to show what the rules alone give.
"""

import argparse
import json
import platform

from timing import Prepare, report, side_by_side

from rvp_alloc import Policy, allocate, load_region
from rvp_alloc.planning.years import plan_years
from rvp_alloc.planning.years.check import judge
from rvp_alloc.planning.years.solve import solve_together
from rvp_alloc.solving.highs import silence_highs

INTAKE = {2023: 20, 2024: 20, 2025: 20, 2026: 11}
ALL_RULES = (
    Policy.reference()
    .set("basic_care.alpha", "0.95", source="made up")
    .set("bounds.growth_cap.team.every", "0.075", source="made up")
    .set("pins.Zuid-de Pijp", 3, source="made up", note="made up")
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--turns", type=int, default=50, help="how often each subject is timed (default: 50)")
    turns = parser.parse_args().turns
    silence_highs()
    print(
        f"Python {platform.python_version()}, {turns} turns; ratio = median of time / time of the first line, per turn"
    )
    region = load_region("amsterdam-2022")
    for title, policy in (("The reference policy", Policy.reference()), ("All rules", ALL_RULES)):
        plan = plan_years(region, policy, INTAKE, growth_cap="0.03")
        assert plan.unique
        assert solve_together(plan.model, "HiGHS").point == plan.solved.point
        document = json.loads(plan.to_json())
        assert judge(document)["accepted"]
        subjects: dict[str, Prepare] = {
            "one year: allocate": lambda policy=policy: lambda: allocate(region, policy).teams,
            "four years: plan_years": lambda policy=policy: (
                lambda: plan_years(region, policy, INTAKE, growth_cap="0.03").results
            ),
            "four years in one model": lambda plan=plan: lambda: solve_together(plan.model, "HiGHS"),
            "the check of the plan": lambda document=document: lambda: judge(document),
        }
        print(f"\n{title}: {plan.solved.solves} solves for four years")
        print(*report(side_by_side(subjects, turns)), sep="\n")


if __name__ == "__main__":
    main()
