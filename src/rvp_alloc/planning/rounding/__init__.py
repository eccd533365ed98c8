"""Rounding: a division in whole posts, as near as can be to the exact one, with every hard rule still exactly met."""

from rvp_alloc.planning.rounding.check import check_rounding
from rvp_alloc.planning.rounding.none import NoRounding
from rvp_alloc.planning.rounding.results import Outside, PoolRounding, TeamRounding
from rvp_alloc.planning.rounding.rounded import Rounded
from rvp_alloc.planning.rounding.rounding import round_posts, try_round_posts
from rvp_alloc.planning.rounding.shares import BrokenRow, Shares, hamilton, sainte_lague

__all__ = [
    "BrokenRow",
    "NoRounding",
    "Outside",
    "PoolRounding",
    "Rounded",
    "Shares",
    "TeamRounding",
    "check_rounding",
    "hamilton",
    "round_posts",
    "sainte_lague",
    "try_round_posts",
]
