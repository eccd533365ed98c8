"""The call: from a region, a policy and what varies to a sweep, on one page."""

import secrets
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rvp_alloc import extras
from rvp_alloc.analysis.sweep.drawing import Drawing
from rvp_alloc.analysis.sweep.result import Counts, Sweep
from rvp_alloc.analysis.sweep.running import Job, run
from rvp_alloc.analysis.sweep.settling import Settler
from rvp_alloc.analysis.sweep.store import MemoryStore, ParquetStore, Store
from rvp_alloc.errors import MissingPackageError, Problem, RequestError
from rvp_alloc.policy.check import check_inputs
from rvp_alloc.policy.policy import Policy
from rvp_alloc.region.region import Region
from rvp_alloc.telling import visible


def sweep(  # noqa: PLR0913  (one call for all a planner may ask; each option has a default)
    region: Region,
    policy: Policy | None,
    vary: Mapping[str, Any],
    *,
    scenarios: int | None = None,
    seed: int | None = None,
    to: str | Path | None = None,
    overwrite: bool = False,
    executor: Executor | None = None,
    threads: int | None = None,
    progress: bool | None = None,
) -> Sweep:
    """Divide new fte in very many scenarios: each the same division as ``allocate`` gives, or a conflict with its reason.

    Parameters
    ----------
    region, policy
        What is divided over, and by which rules; the reference policy if None.
    vary
        What varies and how, by path: a parameter such as ``budget.new_fte``, or a figure such as ``formation.<team>``,
        ``wijkagenten.<team>``, ``inhabitants.<pool>``, ``<measure>.<team>``, or ``<measure>.<team>+<team>`` for a total
        of several; with ``*`` a whole family, each of which varies by itself. A list is gone through (several make a
        grid, the last moves fastest); or one of ``normal``, ``lognormal``, ``uniform``, ``triangular``, ``choice`` and
        ``dirichlet``. Weights of the key always add up to 1: they vary together by ``dirichlet``, or one of them
        does and the others take up the rest in proportion.
    scenarios
        How many to draw; lists are then drawn from evenly. Without it, the grid of the lists.
    seed
        A whole number; one is made up, and kept in the result, if none is given.
    to
        A ``.parquet`` file to write to instead of keeping all in memory; ``overwrite`` allows to replace one that is there.
    executor
        Any ``concurrent.futures.Executor``, such as a process pool or that of a dask client; threads here if none is given.
    threads
        How many threads; as many as there are processors by default.
    progress
        Whether to show a bar; by default in terminals and notebooks only.

    Returns
    -------
    Sweep
        With frames, counts, and the exact inputs of every scenario. It depends on the seed, not on how the work is
        spread; only where groups cross, which scenario goes to ``allocate`` and so the last digits of others may differ.

    Raises
    ------
    RequestError, PolicyError
        With everything that is wrong with what is asked.
    MissingPackageError
        If numba (or pyarrow, for ``to``) is not installed.

    Examples
    --------
    >>> from rvp_alloc import Policy, load_region
    >>> from rvp_alloc.analysis.sweep import dirichlet, lognormal, sweep
    >>> vary = {"inhabitants.*": lognormal(0.1), "key.weights.*": dirichlet(20), "budget.new_fte": [60, 71, 80]}
    >>> sweep(load_region("amsterdam-2022"), Policy.reference(), vary, scenarios=1000, seed=1)
    <Sweep amsterdam-2022: 1,000 scenarios (1,000 proven), seed 1>
    """
    policy = Policy.reference() if policy is None else policy
    seed = _checked(region, policy, seed, threads, executor)
    check_inputs(region, policy)
    drawing = Drawing(region, policy, vary, scenarios, seed)
    settler = Settler(region, policy, drawing)
    job = Job.of(region, policy, vary, scenarios, seed)
    store: Store = MemoryStore()
    if to is not None:
        store = ParquetStore(
            _file(to), drawing.paths, tuple(team.id for team in region.teams), _about(job), overwrite=overwrite
        )
    counts = Counts()
    with store, _bar(drawing.count, progress=progress) as advance:
        for part in run(settler, job, executor, threads):
            store.add(part)
            counts.add(part, drawing.paths)
            advance(len(part.status))
    return Sweep(settler, store, counts)


def _about(job: Job) -> Mapping[str, Any]:
    """Return what a file must say of itself, so that the same scenarios can be drawn again."""
    varies = {pattern: repr(variation) for pattern, variation in job.vary}
    asked = {"scenarios": job.scenarios, "seed": str(job.seed), "vary": varies}
    return {"schema_version": 1, **asked, "region": job.region, "policy": job.policy}


def _checked(region: Any, policy: Any, seed: Any, threads: Any, executor: Any) -> int:
    """Check what is no figure; return the seed, a new one if none is given."""
    problems = []
    if not isinstance(region, Region):
        what = f"a {type(region).__name__} is given where a region is asked for"
        problems.append(Problem("no_region", what, "Give a region, as load_region returns", field="region"))
    for field, value, least in (("seed", seed, 0), ("threads", threads, 1)):
        if value is not None and not (isinstance(value, int) and not isinstance(value, bool) and value >= least):
            what = f"{visible(value)!r} is no whole number from {least} on"
            problems.append(Problem("out_of_range", what, "Give one, or none", field=field, value=visible(value)))
    if not isinstance(policy, Policy):
        what = f"a {type(policy).__name__} is given where a policy is asked for"
        problems.append(Problem("no_policy", what, "Give a policy, or None for the reference", field="policy"))
    if executor is not None and not callable(getattr(executor, "submit", None)):
        what = f"a {type(executor).__name__} is given where an executor is asked for"
        problems.append(
            Problem("no_executor", what, "Give one of concurrent.futures, or client.get_executor()", field="executor")
        )
    if problems:
        raise RequestError(problems, "sweep")
    return secrets.randbits(64) if seed is None else int(seed)


def _file(to: str | Path) -> Path:
    path = Path(to) if isinstance(to, str | Path) else Path()
    if path.suffix != ".parquet":
        what = f"{visible(to)!r} is no name of a file that ends in .parquet"
        raise RequestError([Problem("unknown_kind", what, "Give one such as sweep.parquet", field="to")], "sweep")
    return path


@contextmanager
def _bar(count: int, *, progress: bool | None) -> Iterator[Callable[[int], Any]]:
    """Show a bar where one is wanted; by default only where somebody looks on and tqdm is there."""
    try:
        tqdm = extras.load("tqdm.auto", "sweep").tqdm if progress is not False else None
    except MissingPackageError:
        if progress:
            raise
        tqdm = None
    if tqdm is None:
        yield lambda _: None
        return
    unasked = progress is None and "ipykernel" not in sys.modules
    with tqdm(total=count, unit=" scenarios", unit_scale=True, disable=None if unasked else False) as bar:
        yield bar.update
