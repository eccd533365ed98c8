"""How long the reference division takes, and where the time goes, beside what one would write by hand.

Run ``python benchmarks/bench_allocate.py``. It prints the ratios of one run; nothing here fails because something is slow.
What is compared takes turns, so that a busy machine slows all of it alike. Peers that are not installed are left
out, and said to be; ``python -m pip install '.[bench]'`` brings them.
"""

import argparse
import json
import platform
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib.metadata import PackageNotFoundError, version
from statistics import median
from unittest.mock import patch

from by_hand import divide, figures_of
from one_lp import PEERS, Round, installed, key_round
from timing import Prepare, Stopwatch, report, side_by_side

from rvp_alloc import Policy, Region, allocate, load_region, verify
from rvp_alloc.solving import chain, pulp_backend
from rvp_alloc.solving.highs import LiveHighs, silence_highs

CLOSE = 1e-6


def whole_division(region: Region, policy: Policy, turns: int) -> None:
    """Print allocate, with proof and uniqueness, beside the same seven solves by hand, without a proof."""
    figures = figures_of(region, policy)
    plan = allocate(region, policy)
    for options in ({}, {"presolve": "off"}):
        by_hand = divide(figures, **options)
        furthest = max(abs(float(team.new_fte) - by_hand[team.id]) for team in plan.teams)
        assert furthest <= CLOSE, f"the chain by hand with {options or 'its defaults'} differs by {furthest} fte"
    subjects: dict[str, Prepare] = {
        "rvp_alloc.allocate": lambda: lambda: allocate(region, policy).teams,
        "by hand": lambda: lambda: divide(figures),
        "by hand, presolve off": lambda: lambda: divide(figures, presolve="off"),
    }
    print(f"\nThe whole division, {plan.solved.solves} solves; the same x to 1e-6")
    seconds = side_by_side(subjects, turns)
    print(*report(seconds), sep="\n")
    for other in list(subjects)[1:]:
        pairs = zip(seconds["rvp_alloc.allocate"], seconds[other], strict=True)
        print(f"allocate takes {median(mine / hand for mine, hand in pairs):.2f} times as long as {other}")


def one_programme(region: Region, policy: Policy, turns: int) -> None:
    """Print one linear programme of the chain in several libraries."""
    round_ = key_round(region, policy)
    peers = installed()
    levels = {name: peer(round_)() for name, peer in peers.items()}
    assert max(levels.values()) - min(levels.values()) <= CLOSE, f"the levels differ: {levels}"
    rows, columns = round_.matrix.shape
    print(f"\nOne linear programme, the key's first round: {columns} columns, {rows} rows")
    print(*report(side_by_side({name: _prepared(peer, round_) for name, peer in peers.items()}, turns)), sep="\n")
    for name in PEERS:
        if name not in peers:
            print(f"{name:32}not installed")


def _prepared(peer: Callable[[Round], Callable[[], float]], round_: Round) -> Prepare:
    return lambda: peer(round_)


def where_time_goes(region: Region, policy: Policy, turns: int) -> None:
    """Print the parts of allocate, in ms and as shares; timing them costs a little itself."""
    watches = []
    for _ in range(turns):
        watch = Stopwatch()
        with _watched(watch):
            with watch.part("the chain's own bookkeeping"):
                plan = allocate(region, policy)
            with watch.part("results per team"):
                assert plan.teams
        watches.append(watch.seconds)
    parts = {part: median(seconds[part] for seconds in watches) for part in watches[0]}
    print("\nWhere the time of allocate goes")
    for part, seconds in sorted(parts.items(), key=lambda item: -item[1]):
        print(f"{part:32}{seconds * 1e3:10.2f}{seconds / sum(parts.values()):>8.0%}")


@contextmanager
def _watched(watch: Stopwatch) -> Iterator[None]:
    """Time the parts of allocate for the length of a block."""
    allocating, session = sys.modules["rvp_alloc.allocate"], pulp_backend._HighsSession  # noqa: SLF001  (the parts are timed where they are)
    parts = [
        (allocating, "check_inputs", "check the inputs"),
        (allocating, "Case", "formulate"),
        (allocating, "formulate", "formulate"),
        (pulp_backend, "build_problem", "build the PuLP problem"),
        (session, "_first", "first solve, through PuLP"),
        (LiveHighs, "follow", "change the live solver"),
        (session, "solve", "later solves"),
        (LiveHighs, "answer", "read the basis"),
        (chain, "multipliers", "exact multipliers"),
        (chain._Chain, "_check", "check the final point"),  # noqa: SLF001  (the same)
    ]
    with ExitStack() as stack:
        for owner, name, part in parts:
            stack.enter_context(patch.object(owner, name, watch.timed(part, getattr(owner, name))))
        yield


def checking(region: Region, policy: Policy, turns: int) -> None:
    """Print what it costs to write the answer down and to check it as an outsider would."""
    plan = allocate(region, policy)
    document = json.loads(plan.to_json())
    subjects: dict[str, Prepare] = {
        "rvp_alloc.allocate": lambda: lambda: allocate(region, policy).teams,
        "to_json of a new plan": lambda: allocate(region, policy).to_json,
        "verify.py": lambda: lambda: verify.verify(document),
    }
    assert verify.verify(document)["unique"]
    print("\nThe answer written down, and checked with verify.py")
    print(*report(side_by_side(subjects, turns)), sep="\n")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--turns", type=int, default=200, help="how often each subject is timed (default: 200)")
    turns = parser.parse_args().turns
    silence_highs()
    print(
        f"Python {platform.python_version()}, {turns} turns; ratio = median of time / time of the first line, per turn"
    )
    print(", ".join(_versions()))
    region, policy = load_region("amsterdam-2022"), Policy.reference()
    whole_division(region, policy, turns)
    one_programme(region, policy, max(1, turns // 2))
    where_time_goes(region, policy, turns)
    checking(region, policy, turns)


def _versions() -> Iterator[str]:
    for package in ("rvp-alloc", "pulp", "highspy", "python-flint", "numpy", "scipy", "cvxpy", "linopy"):
        try:
            yield f"{package} {version(package)}"
        except PackageNotFoundError:
            yield f"{package} not installed"


if __name__ == "__main__":
    main()
