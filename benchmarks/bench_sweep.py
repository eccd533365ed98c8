"""How many scenarios a second, beside a hot-started HiGHS loop by hand and a loop of ``allocate``, in one run.

Inhabitants of all pools, safety indices, growth, weights, uplift, development total and budget vary together (10% noise).
``python benchmarks/bench_sweep.py --scenarios 1000000`` prints scenarios a second and ratios; all start cold, after compilation.
``--compare 10000`` compares so many scenarios of a wide distribution with ``allocate``, every one. Memory: ``--memory``.
"""

import argparse
import resource
import tempfile
import time
from pathlib import Path

import numpy as np
from by_hand import divide, figures_of
from highs_loop import HighsLoop

from rvp_alloc import Policy, load_region, try_allocate
from rvp_alloc.analysis.sweep import dirichlet, lognormal, normal, sweep
from rvp_alloc.analysis.sweep.drawing import Drawing
from rvp_alloc.analysis.sweep.engine import NestedEngine
from rvp_alloc.analysis.sweep.exactly import settle_exactly
from rvp_alloc.analysis.sweep.running import THREADS, in_threads
from rvp_alloc.solving.highs import silence_highs

REGION = load_region("amsterdam-2022")


def noise(size: float, concentration: float):
    """Let all sorts of figures vary together."""
    around = lognormal(size)
    paths = ("inhabitants.*", "safety.*", "priority_uplift.rate", "development.total", "budget.new_fte")
    return dict.fromkeys(paths, around) | {"growth.*": normal(size), "key.weights.*": dirichlet(concentration)}


def capped(growth: str, share: str) -> Policy:
    reference = Policy.reference().set("bounds.growth_cap.team.every", growth)
    return reference.set("bounds.share_cap.district.every", share)


POLICIES = {
    "reference": (Policy.reference(), 9.0, 9.0),
    "growth 12%, district 45%": (capped("0.12", "0.45"), 0.12, 0.45),
    "growth 7%, district 33%": (capped("0.07", "0.33"), 0.07, 0.33),
    "growth 7%, district 28%": (capped("0.07", "0.28"), 0.07, 0.28),
}


def per_second(run, count: int, turns: int = 3) -> float:
    """Return scenarios a second, the best of some turns: other work on the machine only ever slows it down."""
    seconds = []
    for _ in range(turns):
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
    return count / min(seconds)


def by_highs(policy: Policy, growth: float, share: float, drawing: Drawing, count: int):
    """Return a run of the loop by hand, and what it finds."""
    figures = figures_of(REGION, policy)
    loop = HighsLoop(figures, {team.id: team.district for team in REGION.teams}, growth, share)
    block = drawing.block(0).figures[:, :count]
    value = {name: float(figure.value) for name, figure in policy.values().items()}
    place = {path: number for number, path in enumerate(drawing.paths)}
    spread = {}
    for name in ("safety", "growth"):
        for group in REGION.measure(name).values:
            together = sum(figures.formation[team] for team in group.teams)
            for team in group.teams:
                part = 1.0 if name == "safety" else figures.formation[team] / together
                spread[name, team] = (place[f"{name}.{'+'.join(group.teams)}"], part)
    found = []

    def run() -> None:
        found.clear()
        for column in block.T:
            now = value | {path: column[number] for path, number in place.items() if path in value}
            inhabitants = [column[place[f"inhabitants.{pool.id}"]] for pool in REGION.pools]
            safety, growing = (
                np.array([column[spread[name, team.id][0]] * spread[name, team.id][1] for team in REGION.teams])
                for name in ("safety", "growth")
            )
            found.append(loop.divide(now, inhabitants, safety, growing))

    return run, found


def by_pulp(inputs, found) -> float:
    """Return how many scenarios a second the chain by hand in PuLP divides, which gives the same."""
    figures = [figures_of(*given) for given in inputs]
    for scenario, given in enumerate(figures[:5]):
        # A solver in floats keeps its rows to 1e-7, and this one has some of them in a chain.
        assert np.allclose(list(divide(given).values()), found.new_fte[scenario], atol=1e-6)
    return per_second(lambda: [divide(given) for given in figures], len(figures), 1)


def speed(scenarios: int) -> None:
    """Print scenarios a second of each way, and ratios."""
    vary, few = noise(0.1, 20), 200
    for name, (policy, growth, share) in POLICIES.items():
        drawing = Drawing(REGION, policy, vary, scenarios, 1)
        blocks = [drawing.block(number).figures for number in range(min(drawing.blocks, 128))]
        parts = [np.concatenate(blocks[first : first + 8], axis=1) for first in range(0, len(blocks), 8)]
        engine = NestedEngine(REGION, policy, drawing.paths, drawing.maybe_negative)
        sweep(REGION, policy, vary, scenarios=2_000, seed=1)  # compiled by now
        drawn = sum(part.shape[1] for part in parts)
        alone = per_second(lambda parts=parts, engine=engine: in_threads(engine.settle, parts, THREADS), drawn)
        whole = per_second(lambda policy=policy: sweep(REGION, policy, vary, scenarios=scenarios, seed=1), scenarios)
        run, by_hand = by_highs(policy, growth, share, drawing, few)
        highs = per_second(run, few)
        found = sweep(REGION, policy, vary, scenarios=scenarios, seed=1)
        off = [np.abs(mine - found.new_fte[s]).max() for s, mine in enumerate(by_hand) if mine is not None]
        clash = [mine is None for mine in by_hand] == np.isnan(found.new_fte[:few, 0]).tolist()
        inputs = [found.inputs(scenario) for scenario in range(few // 4)]
        exact = per_second(lambda inputs=inputs: [try_allocate(*given) for given in inputs], len(inputs), 1)
        pulp = by_pulp(inputs, found) if policy is POLICIES["reference"][0] else 0.0
        print(f"{name}: {dict(found.counts.status)}, {dict(found.counts.engine)}")
        print(f"  engine alone {alone:12,.0f}/s  {alone / highs:8,.0f} x HiGHS loop")
        print(
            f"  whole sweep  {whole:12,.0f}/s  {whole / highs:8,.0f} x HiGHS loop  {whole / exact:8,.0f} x loop of allocate"
        )
        print(f"  HiGHS loop   {highs:12,.0f}/s  differs by at most {max(off, default=0):.1e}, same conflicts: {clash}")
        print(f"  allocate     {exact:12,.0f}/s", flush=True)
        if pulp:
            print(f"  PuLP loop    {pulp:12,.0f}/s; the whole sweep is {whole / pulp:,.0f} times as fast")


def compare(scenarios: int) -> None:
    """Compare every scenario of a wide distribution with ``allocate``."""
    for name, (policy, _, _) in POLICIES.items():
        found = sweep(REGION, policy, noise(0.5, 3), scenarios=scenarios // len(POLICIES), seed=11)
        worst, different = 0.0, 0
        for scenario in range(found.count):
            wanted = settle_exactly(*found.inputs(scenario))
            if wanted.status != found.statuses[scenario]:
                different += 1
            elif wanted.status == 0:
                worst = max(worst, float(np.abs(wanted.new_fte - found.new_fte[scenario]).max()))
        print(
            f"{name}: {found.count:,} compared, {different} differ in status, worst {worst:.1e} fte; {found.about()['engine']}"
        )
        print(f"  {dict(found.counts.status)}", flush=True)


def memory() -> None:
    """Stream a million scenarios to a file, and print the most memory that was used."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sweep.parquet"
        start = time.perf_counter()
        sweep(REGION, Policy.reference(), noise(0.1, 20), scenarios=1_000_000, seed=1, to=path)
        seconds, size = time.perf_counter() - start, path.stat().st_size
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(
        f"1,000,000 scenarios to a file of {size / 2**20:,.0f} MiB in {seconds:.1f} s; at most {most:.2f} GiB of memory"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--scenarios", type=int, default=200_000)
    parser.add_argument("--compare", type=int, default=0)
    parser.add_argument("--memory", action="store_true")
    wanted = parser.parse_args()
    silence_highs()
    if wanted.memory:
        memory()
    elif wanted.compare:
        compare(wanted.compare)
    else:
        speed(wanted.scenarios)


if __name__ == "__main__":
    main()
