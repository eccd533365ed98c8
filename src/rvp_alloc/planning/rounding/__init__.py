"""Rounding: a division in whole posts, as near as can be to the exact one, with every hard rule still exactly met."""

from rvp_alloc.planning.rounding.check import check_rounding
from rvp_alloc.planning.rounding.rounded import NoRounding, Outside, PoolRounding, Rounded, TeamRounding
from rvp_alloc.planning.rounding.rounding import round_posts, try_round_posts

__all__ = [
    "NoRounding",
    "Outside",
    "PoolRounding",
    "Rounded",
    "TeamRounding",
    "check_rounding",
    "round_posts",
    "try_round_posts",
]
