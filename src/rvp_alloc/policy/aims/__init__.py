"""One file per kind of aim. Importing this package registers them."""

from rvp_alloc.policy.aims.coverage import AreaNorm, EvenCoverage, UnitNorm
from rvp_alloc.policy.aims.even_load import EvenInterventieplegers, EvenRegisseurs
from rvp_alloc.policy.aims.fewest_posts import FewestInterventieplegers, FewestRegisseurs, FewestWijkagentPosts
from rvp_alloc.policy.aims.least_change import LeastChange
from rvp_alloc.policy.aims.leximin_key import LeximinKey
from rvp_alloc.policy.aims.toward_target import TowardTarget

__all__ = [
    "AreaNorm",
    "EvenCoverage",
    "EvenInterventieplegers",
    "EvenRegisseurs",
    "FewestInterventieplegers",
    "FewestRegisseurs",
    "FewestWijkagentPosts",
    "LeastChange",
    "LeximinKey",
    "TowardTarget",
    "UnitNorm",
]
