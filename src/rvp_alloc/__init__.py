"""Divide new posts (fte) over the basic teams of a police unit: exact, unique, proven."""

from rvp_alloc.allocate import allocate, try_allocate
from rvp_alloc.allocation import Allocation
from rvp_alloc.conflict import Conflict
from rvp_alloc.errors import (
    InfeasibleError,
    InputError,
    MissingPackageError,
    NoRoundingError,
    NotProvenError,
    PolicyError,
    Problem,
    RegionError,
    RequestError,
    RvpError,
    SolverError,
)
from rvp_alloc.figure import Confidence, Figure
from rvp_alloc.model import Row
from rvp_alloc.policy import Parameter, Policy, Rule, State, register_rule
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.division import Division
from rvp_alloc.policy.document import (
    policy_from_dict,
    policy_from_toml,
    policy_to_dict,
    policy_to_toml,
    read_policy,
    save_policy,
)
from rvp_alloc.policy.starter import save_starter
from rvp_alloc.region import Region, differences, load_region, read_region, remarks, save_region
from rvp_alloc.region.document import region_from_dict, region_to_dict
from rvp_alloc.region.table import region_from_frame, region_to_frame
from rvp_alloc.region.template import save_template

__all__ = [
    "Allocation",
    "Case",
    "Confidence",
    "Conflict",
    "Division",
    "Figure",
    "InfeasibleError",
    "InputError",
    "MissingPackageError",
    "NoRoundingError",
    "NotProvenError",
    "Parameter",
    "Policy",
    "PolicyError",
    "Problem",
    "Region",
    "RegionError",
    "RequestError",
    "Row",
    "Rule",
    "RvpError",
    "SolverError",
    "State",
    "allocate",
    "differences",
    "load_region",
    "policy_from_dict",
    "policy_from_toml",
    "policy_to_dict",
    "policy_to_toml",
    "read_policy",
    "read_region",
    "region_from_dict",
    "region_from_frame",
    "region_to_dict",
    "region_to_frame",
    "register_rule",
    "remarks",
    "save_policy",
    "save_region",
    "save_starter",
    "save_template",
    "try_allocate",
]
