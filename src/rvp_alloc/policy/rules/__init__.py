"""One file per rule. Importing this package registers them, in the order in which they are told."""

from rvp_alloc.policy.rules.budget import Budget
from rvp_alloc.policy.rules.no_loss import NoLoss
from rvp_alloc.policy.rules.priority_uplift import PriorityUplift
from rvp_alloc.policy.rules.development import Development
from rvp_alloc.policy.rules.key import Key
from rvp_alloc.policy.rules.wijkagent_unit import WijkagentUnit
from rvp_alloc.policy.rules.wijkagent_area import WijkagentArea
from rvp_alloc.policy.rules.ipga import Ipga
from rvp_alloc.policy.rules.bounds import Bounds
from rvp_alloc.policy.rules.basic_care import BasicCare
from rvp_alloc.policy.rules.waterline import Waterline
from rvp_alloc.policy.rules.pins import Pins
from rvp_alloc.policy.rules.reach import Reach

BUILT_IN = tuple(
    kind.id
    for kind in (
        Budget,
        NoLoss,
        PriorityUplift,
        Development,
        Key,
        WijkagentUnit,
        WijkagentArea,
        Ipga,
        Bounds,
        BasicCare,
        Waterline,
        Pins,
        Reach,
    )
)
"""The rules that come with the library, and that the independent verifier knows."""

__all__ = [
    "BUILT_IN",
    "BasicCare",
    "Bounds",
    "Budget",
    "Development",
    "Ipga",
    "Key",
    "NoLoss",
    "Pins",
    "PriorityUplift",
    "Reach",
    "Waterline",
    "WijkagentArea",
    "WijkagentUnit",
]
