"""The answer: who gets what, proven, and everything that is derived from it."""

from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.allocation.results import PinEffect, PoolResult, RowResult, RuleResult, TeamResult

__all__ = ["Allocation", "PinEffect", "PoolResult", "RowResult", "RuleResult", "TeamResult"]
