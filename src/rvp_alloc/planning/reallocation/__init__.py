"""Reallocation: the key applied to the whole formation, within caps on what a team may lose."""

from rvp_alloc.planning.cap import Cap
from rvp_alloc.planning.reallocation.reallocate import reallocate
from rvp_alloc.planning.reallocation.reallocation import Reallocation, TeamMove

__all__ = ["Cap", "Reallocation", "TeamMove", "reallocate"]
