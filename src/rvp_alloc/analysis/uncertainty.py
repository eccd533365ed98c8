"""Uncertainty in a planner's terms, from a sweep: chances, and which uncertain figure matters most."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from rvp_alloc.analysis.course import number
from rvp_alloc.analysis.sweep.result import Sweep
from rvp_alloc.analysis.sweep.status import Status
from rvp_alloc.errors import Problem, RequestError

if TYPE_CHECKING:
    import pandas as pd

type Floats = NDArray[np.float64]

_LEAST_PER_BIN = 5
_EVERYTHING = "all teams"


def chances(found: Sweep, at_least: Iterable[Any]) -> "pd.DataFrame":
    """Return the chance that each team gets at least so many new fte: a row per team, a column per amount.

    Parameters
    ----------
    found
        A sweep. Its scenarios with a division are counted, each as likely as another; those without are left out.
    at_least
        Amounts in fte.

    Raises
    ------
    RequestError
        If an amount is not a number, or no scenario has a division.

    Examples
    --------
    >>> from rvp_alloc import Policy, load_region
    >>> from rvp_alloc.analysis.sweep import sweep, uniform
    >>> found = sweep(load_region("amsterdam-2022"), Policy.reference(), {"budget.new_fte": [60, 71, 80, 90]})
    >>> chances(found, [2, 5]).loc["boven-ij"].tolist()
    [1.0, 1.0]
    """
    import pandas as pd

    amounts = [float(number(amount, "at_least")) for amount in at_least]
    new_fte = with_division(found)
    shares = [(new_fte >= amount).mean(axis=0) for amount in amounts]
    return pd.DataFrame(dict(zip(amounts, shares, strict=True)), index=pd.Index(found.teams, name="team"))


def importance(found: Sweep) -> "pd.DataFrame":
    """Return how much of the variance of each team's new fte each varying figure explains by itself.

    This is the first-order Sobol index, ``Var(E[x | figure]) / Var(x)``, estimated from the scenarios themselves: they are put
    in order of the figure, and the means of equally large groups are compared with their spread (correlation ratio,
    corrected for the number of groups). 1: the figure alone decides; 0: by itself it does not matter. What the figures do
    together is the rest to 1.

    Parameters
    ----------
    found
        A sweep of at least 30 scenarios with a division, in which figures vary independently (the weights of the key, which
        add up to 1, are best read together).

    Returns
    -------
    pandas.DataFrame
        A row per figure, the most important first; a column per team, and ``all teams``: the part of the variance of all.

    Raises
    ------
    RequestError
        If fewer than 30 scenarios have a division.

    Notes
    -----
    Sobol' 1993; from given data: Plischke, Borgonovo and Smith 2013; the correction: Kelley 1935.

    Examples
    --------
    >>> from rvp_alloc import Policy, load_region
    >>> from rvp_alloc.analysis.sweep import sweep, uniform
    >>> varying = {"budget.new_fte": uniform(60, 80), "ipga.regisseurs_min": uniform(15, 17)}
    >>> found = sweep(load_region("amsterdam-2022"), Policy.reference(), varying, scenarios=500, seed=1)
    >>> importance(found)["all teams"].round(1).to_dict()
    {'budget.new_fte': 1.0, 'ipga.regisseurs_min': 0.0}
    """
    import pandas as pd

    new_fte = with_division(found, least=_LEAST_PER_BIN * 6)
    drawn = np.concatenate([part.figures for part in found.store.parts()], axis=1)[:, found.statuses == Status.PROVEN]
    variance = new_fte.var(axis=0)
    total = variance.sum()
    rows = {}
    for path, figure in zip(found.paths, drawn, strict=True):
        explained = _explained(figure, new_fte)
        everything = float((explained * variance).sum() / total) if total else 0.0
        rows[path] = dict(zip(found.teams, explained, strict=True)) | {_EVERYTHING: everything}
    frame = pd.DataFrame.from_dict(rows, orient="index").rename_axis("figure")
    return frame.sort_values(_EVERYTHING, ascending=False, kind="stable")


def _explained(figure: Floats, new_fte: Floats) -> Floats:
    """Return the part of each column's variance that a figure explains by itself."""
    order = np.argsort(figure, kind="stable")
    starts = _group_starts(figure[order])
    count, groups = len(figure), len(starts)
    sizes = np.diff([*starts, count])[:, None]
    in_order = new_fte[order]
    means = np.add.reduceat(in_order, starts, axis=0) / sizes
    between = (sizes * (means - new_fte.mean(axis=0)) ** 2).sum(axis=0)
    everything = ((new_fte - new_fte.mean(axis=0)) ** 2).sum(axis=0)
    within = (everything - between) / max(count - groups, 1)
    corrected = between - (groups - 1) * within
    constant = everything <= np.finfo(float).eps * count * (1 + new_fte.mean(axis=0) ** 2)
    share: Floats = np.clip(np.divide(corrected, everything, out=np.zeros(len(between)), where=~constant), 0.0, 1.0)
    return share


def _group_starts(in_order: Floats) -> NDArray[np.intp]:
    """Return where each group begins: a group per value where there are few values, else groups of equal size."""
    count = len(in_order)
    groups = max(2, min(round(count ** (1 / 3)) * 2, count // _LEAST_PER_BIN))
    changes = np.flatnonzero(np.diff(in_order)) + 1
    starts = np.concatenate([[0], changes if len(changes) < groups else np.arange(1, groups) * count // groups])
    found: NDArray[np.intp] = starts.astype(np.intp)
    return found


def with_division(found: Sweep, least: int = 1) -> Floats:
    """Return the new fte of the scenarios with a division: a row per scenario, a column per team.

    Raises
    ------
    RequestError
        If there are fewer than are needed.
    """
    new_fte: Floats = found.new_fte[found.statuses == Status.PROVEN]
    if len(new_fte) < least:
        what = f"{len(new_fte)} of {found.count:,} scenarios have a division; at least {least} are needed"
        raise RequestError([Problem("too_few_scenarios", what, "Draw more scenarios, or vary less", field="sweep")])
    return new_fte
