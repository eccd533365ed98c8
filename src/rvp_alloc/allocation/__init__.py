"""The answer: who gets what, proven, and everything that is derived from it."""

from rvp_alloc.allocation.allocation import Allocation, PinEffect, PoolResult, RowResult, RuleResult, TeamResult

__all__ = ["Allocation", "PinEffect", "PoolResult", "RowResult", "RuleResult", "TeamResult"]
