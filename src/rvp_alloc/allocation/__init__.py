"""The answer: who gets what, proven, and everything that is derived from it."""

from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.allocation.results import PinEffect, PoolResult, RoundResult, RowResult, RuleResult, TeamResult

__all__ = ["Allocation", "PinEffect", "PoolResult", "RoundResult", "RowResult", "RuleResult", "TeamResult"]
