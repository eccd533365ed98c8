"""The counterpart of an answer: hard rules that cannot hold together, which ones, why, and the way out."""

from rvp_alloc.conflict.conflict import Conflict

__all__ = ["Conflict"]
