"""Sweep: very many scenarios, each the same division as ``allocate`` gives, or a reported conflict."""

from rvp_alloc.analysis.sweep.call import sweep
from rvp_alloc.analysis.sweep.result import Sweep
from rvp_alloc.analysis.sweep.variation import choice, dirichlet, lognormal, normal, triangular, uniform

__all__ = ["Sweep", "choice", "dirichlet", "lognormal", "normal", "sweep", "triangular", "uniform"]
